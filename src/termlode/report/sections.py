"""The sections of the build report; each takes the result and gives HTML."""

from __future__ import annotations

from collections import defaultdict
from html import escape
from typing import TYPE_CHECKING

from termlode import html
from termlode.languages.tags import SUPPORTED, primary
from termlode.results import label

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from termlode.model import Bead, Edit, Segment
    from termlode.results import BuildResult, Pair, Source
    from termlode.termbase.drafts.record import Block
    from termlode.workspace import Workspace

SHOWN = 60  # changes of a class, beads of a pair, candidates of a language; the rest is counted
CONTEXT = 36  # characters on each side of a change
COLOURS = dict(zip(SUPPORTED, ("#2f7ed8", "#1a9c6c", "#d8572f", "#8e5bd0", "#c79a1b"), strict=True))
OTHER_COLOUR = "#8a94a3"
STYLE = """
.mix { min-width: 9rem; }
.key { display: inline-block; width: .7em; height: .7em; border-radius: 2px; margin-inline-end: .3em; }
.score { min-width: 3.5rem; } .low { color: var(--del); font-weight: 600; } .context { white-space: pre-wrap; }
"""
CLASSES = {
    "zwnj": "zero-width non-joiner",
    "char": "letters misread",
    "variant": "termbase variants",
    "arabic": "Arabic letters in Persian",
    "space": "spaces",
    "line": "line breaks",
    "digit": "digits and separators",
    "markup": "markup residue",
}


def figures(result: BuildResult) -> str:
    """The counts that sum up the build."""
    counts = result.figures()
    shown = ("sources", "segments", "corrections", "suggestions", "aligned_pairs", "units_in_memory", "concepts")
    return html.cards((label(name), counts[name]) for name in shown)


def failures(result: BuildResult) -> Iterator[str]:
    """What could not be used, and why."""
    if result.failures:
        yield "<h2>Not used</h2>"
        yield html.table(["source", "reason"], ([escape(f.name), escape(f.reason)] for f in result.failures))


def sources(result: BuildResult) -> Iterator[str]:
    """One row a source; what its reader had to say, below."""
    yield "<h2>Sources</h2>"
    head = ["source", "read as", "languages", "blocks", "segments", "corrected", "open"]
    yield html.table(head, map(_source_row, result.sources), numbers=frozenset({3, 4, 5, 6}))
    for source in result.sources:
        if source.original.notices:
            yield f"<details><summary>{escape(source.name)}: {len(source.original.notices)} remarks</summary><ul>"
            for notice in source.original.notices[:SHOWN]:
                line = f"line {notice.line}: " if notice.line else ""
                sample = f" <q>{escape(notice.text[:80])}</q>" if notice.text else ""
                yield f"<li>{escape(line + notice.message)}{sample}</li>"
            if len(source.original.notices) > SHOWN:
                yield f"<li>… and {len(source.original.notices) - SHOWN} more</li>"
            yield "</ul></details>"


def _source_row(source: Source) -> list[str]:
    document, applied = source.corrected, len(source.applied)
    counts = (len(document.blocks), len(source.segments), applied, len(source.edits) - applied)
    return [escape(source.name), escape(f"{document.kind}, {document.encoding}"), _mix(source), *map(str, counts)]


def _mix(source: Source) -> str:
    total = sum(source.languages.values()) or 1
    shares = [(tag, count / total) for tag, count in source.languages.items() if count]
    bar = "".join(f'<i style="width:{share:.1%};background:{_colour(tag)}"></i>' for tag, share in shares)
    keys = " ".join(
        f'<span class="key" style="background:{_colour(tag)}"></span>{escape(tag)} {escape(_percent(share))}'
        for tag, share in shares
    )
    return f'<div class="mix"><div class="bar">{bar}</div><span class="soft">{keys}</span></div>'


def _percent(share: float) -> str:
    """What is there is never 0 %."""
    shown = f"{share:.0%}"
    return "<1%" if shown == "0%" else shown


def _colour(tag: str) -> str:
    return COLOURS.get(primary(tag), OTHER_COLOUR)


def corrections(result: BuildResult) -> Iterator[str]:
    """What was changed, by class: before and after in their context, the rule and the evidence."""
    by_class: dict[str, list[tuple[Source, Edit]]] = defaultdict(list)
    for source in result.sources:
        for edit in source.applied:
            by_class[edit.kind].append((source, edit))
    if not by_class:
        return
    yield "<h2>Corrections</h2>"
    for kind, found in sorted(by_class.items(), key=lambda item: -len(item[1])):
        yield f"<details{' open' if kind in ('variant', 'char') else ''}>"
        yield f"<summary><b>{escape(CLASSES.get(kind, kind))}</b> {len(found)}</summary>"
        rows = (_change_row(source, edit) for source, edit in found[:SHOWN])
        yield html.table(["change", "rule", "evidence", "where"], rows)
        if len(found) > SHOWN:
            yield f'<p class="soft">… and {len(found) - SHOWN} more of this class</p>'
        yield "</details>"


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands on either side in the line; where it is shortened, it begins and ends with a whole word."""
    left = text[text.rfind("\n", 0, start) + 1 : start]
    right = text[end : end + CONTEXT + 1].partition("\n")[0]
    if len(left) > CONTEXT:
        short = left[-CONTEXT:]
        left = "…" + (short.partition(" ")[2] or short)
    if len(right) > CONTEXT:
        short = right[:CONTEXT]
        right = (short.rpartition(" ")[0] or short) + "…"
    return left, right


def _change_row(source: Source, edit: Edit) -> list[str]:
    text = source.original.text
    block = next((b for b in source.original.blocks if b.start <= edit.start < b.end), None)
    language = block.language if block else "und"
    left, right = _around(text, edit.start, edit.end)
    before, after = _visible(edit.before), _visible(edit.after)
    change = f"{escape(left)}<del>{before}</del><ins>{after}</ins>{escape(right)}"
    line = text.count("\n", 0, edit.start) + 1
    return [
        f'<div class="context" {html.attributes(language)}>{change}</div>',
        f'<span class="tag">{escape(edit.rule)}</span>',
        f'<span class="soft">{escape(edit.evidence)}</span>',
        f'<span class="soft">{escape(source.name)}, line {line}</span>',
    ]


def _visible(text: str) -> str:
    """Escaped, with the characters that cannot be seen shown as signs."""
    shown = escape(text).replace("\u200c", "<small>¦</small>").replace("\n", "⏎")
    return shown.replace(" ", "␣") if not text.strip() else shown


def alignments(result: BuildResult) -> Iterator[str]:
    """Beads side by side, with the confidence of each."""
    if not result.pairs:
        return
    yield "<h2>Aligned segments</h2>"
    for pair in result.pairs:
        one, other = pair.languages
        names = pair.source_name if pair.source_name == pair.target_name else f"{pair.source_name} ↔ {pair.target_name}"
        mean = sum(bead.confidence for bead in pair.beads) / max(1, len(pair.beads))
        summary = f"<b>{escape(names)}</b> {len(pair.beads)} aligned pairs, mean confidence {mean:.2f}"
        yield f"<details open><summary>{summary}</summary>"
        yield html.table(
            [one, other, "confidence"], (_bead_row(pair, b) for b in pair.beads[:SHOWN]), numbers=frozenset({2})
        )
        if len(pair.beads) > SHOWN:
            yield f'<p class="soft">… and {len(pair.beads) - SHOWN} more</p>'
        yield "</details>"


def _bead_row(pair: Pair, bead: Bead) -> list[str]:
    one, other = pair.languages
    low = " low" if bead.confidence < 0.5 else ""
    return [
        html.text(_side(pair.source, bead.source), one, "div"),
        html.text(_side(pair.target, bead.target), other, "div"),
        f'<span class="score{low}" title="{escape("; ".join(bead.reasons))}">{bead.confidence:.2f}</span>',
    ]


def _side(segments: tuple[Segment, ...], indexes: tuple[int, ...]) -> str:
    return "  ".join(segments[index].text for index in indexes) or "—"


def candidates(result: BuildResult) -> Iterator[str]:
    """The best term candidates of each language that the termbase may not know yet."""
    if not any(result.candidates.values()):
        return
    yield "<h2>Term candidates</h2>"
    for tag, found in result.candidates.items():
        if not found:
            continue
        yield f"<details><summary><b>{escape(tag)}</b> {len(found)}</summary>"
        rows = (
            [
                html.text(item.term, tag),
                str(item.count),
                f"{item.score:.1f}",
                "in the termbase" if item.known else "",
            ]
            for item in found[:SHOWN]
        )
        yield html.table(["candidate", "times", "score", ""], rows, numbers=frozenset({1, 2}))
        yield "</details>"


def drafts(result: BuildResult, workspace: Workspace) -> Iterator[str]:
    """The drafts that wait for a person, surest first."""
    if not result.drafts:
        return
    shown = sorted(result.drafts, key=lambda one: -one.draft.probability)[: 2 * SHOWN]
    folder = workspace.drafts.name
    yield f"<h2>Drafts</h2><p class='soft'>{len(result.drafts)} wait for you. Take them in or refuse them with "
    yield f"<code>termlode termbase accept {escape(folder)}/FIELD.yaml NUMBERS</code>.</p>"
    head = ["field", "number", "terms", "adds to", "probability", ""]
    yield html.table(head, map(_draft_row, shown), numbers=frozenset({1, 4}))


def _draft_row(one: Block) -> list[str]:
    draft = one.draft
    terms = "<br>".join(
        f'<span class="tag">{escape(language)}</span> {html.text(term, language)}' for language, term in draft.terms
    )
    told = "edited by a person" if one.edited else ""
    field = escape(draft.entry.subject_field)
    return [field, str(draft.number), terms, escape(draft.adds_to or ""), f"{draft.probability:.2f}", told]


def files(result: BuildResult, folder: Path) -> Iterator[str]:
    """What was written."""
    yield "<h2>Files</h2><ul>"
    for path in result.written:
        name = path.relative_to(folder) if path.is_relative_to(folder) else path
        yield f'<li><a href="{escape(str(name))}">{escape(str(name))}</a></li>'
    yield "</ul>"
