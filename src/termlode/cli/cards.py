"""Concept cards on a terminal: the answer to a look-up in 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termlode.cli.render import Screen
    from termlode.jobs.lookup import Answer
    from termlode.model import ConceptEntry, LanguageSection, TermSection
    from termlode.termbase.lookup import TermMatch

_TERM_WIDTH = 32
_LISTED = 8  # forms or seen spellings shown on a card


def draw(screen: Screen, one: Answer, languages: Sequence[str], *, others: bool = False, several: bool = False) -> None:
    """One query's answer: cards of the concepts it names, memory matches, then terms near it.

    ``languages`` are shown first; ``others``: then all others.
    """
    if several:
        screen.rule(one.query)
    if not (one.terms or one.memory):
        screen.print(Text("nothing found", style="quiet"))
        return
    cards, table = _sorted_out(one.terms)
    for match in cards:
        card(screen, match, languages, others=others)
    within = [match for match in table if match.kind == "within"]
    near = [match for match in table if match.kind != "within"]
    if within:
        heading(screen, "terms in it")
        short_list(screen, within, languages, one.query, others=others)
    if one.memory:
        from termlode.cli.matches_view import draw as draw_memory

        heading(screen, "memory")
        draw_memory(screen, one.memory)
    if near:
        heading(screen, "near terms")
        short_list(screen, near, languages, others=others)


def _sorted_out(matches: Sequence[TermMatch]) -> tuple[list[TermMatch], list[TermMatch]]:
    """Which matches get a card and which a line; where nothing is sure, the likeliest gets a card."""
    cards = [match for match in matches if match.is_whole]
    if not cards and matches and not matches[0].is_whole and len({m.entry.id for m in matches}) == 1:
        cards = [matches[0]]
    return cards, [match for match in matches if match not in cards]


def heading(screen: Screen, title: str) -> None:
    """The head of a part of an answer."""
    screen.print(Text(f"── {title} ", style="head"))


def card(screen: Screen, match: TermMatch, languages: Sequence[str], *, others: bool) -> None:
    """A concept with how it was found."""
    screen.print(_title(match.entry, match.kind))
    for line in _how(screen, match):
        screen.print(Text("  ").append_text(line))
    body(screen, match.entry, languages, others=others)


def body(screen: Screen, entry: ConceptEntry, languages: Sequence[str], *, others: bool = False) -> None:
    """What a concept says: definition, notes, relations, terms."""
    for label, said in (("", entry.definition), ("note: ", entry.note), ("source: ", entry.source)):
        if said:
            _paragraph(screen, label + said, "" if not label else "note")
    if entry.related:
        _paragraph(screen, _related(entry), "quiet")
    if entry.do_not_translate:
        screen.print(Text("  do not translate", style="mark"))
    _terms(screen, entry.sections(languages, others=others))
    screen.print()


def _related(entry: ConceptEntry) -> str:
    """The related concepts by relation: ``see also: fuel-cell, electrolysis · broader: gas``."""
    by_relation: dict[str, list[str]] = {}
    for relation, other in entry.related:
        by_relation.setdefault("see also" if relation == "related" else relation, []).append(other)
    return " · ".join(f"{label}: {', '.join(others)}" for label, others in by_relation.items())


def _title(entry: ConceptEntry, kind: str = "") -> Text:
    title = Text(entry.id, style="head")
    title.append(f"  {entry.subject_field}", style="default")
    return title.append(f"  {kind}" if kind else "", style="kind")


def show(screen: Screen, entry: ConceptEntry, languages: Sequence[str]) -> None:
    """A concept's card by itself."""
    screen.print(_title(entry))
    body(screen, entry, languages)


def _how(screen: Screen, match: TermMatch) -> Iterator[Text]:
    """Lines that say how the query met the concept, where that is not plain."""
    met = screen.text(match.matched, match.language, "term")
    term = screen.text(match.term.term, match.language, "term")
    if match.via == "variant":
        kind = match.variant.kind if match.variant else "OCR variant"
        yield met.append(f" is a misreading ({kind}) of ", style="warning").append_text(term)
    elif match.kind != "exact" or match.via != "term":
        word = {"form": "a form of ", "attested": "attested for "}.get(match.via, "")
        yield Text(f"{match.language}: ").append_text(met).append(f"  {word}").append_text(term if word else Text())
    if match.term.status in ("deprecated", "forbidden"):
        yield Text(f"this term is {match.term.status}", style="warning")
    if match.homonyms:
        yield Text(f"homonym: the query also names {', '.join(match.homonyms)}", style="mark")


def _paragraph(screen: Screen, text: str, style: str) -> None:
    for line in screen.lines(text, "en", screen.width - 2):
        screen.print(Text(f"  {line}", style=style))


def _terms(screen: Screen, sections: Sequence[tuple[str, LanguageSection | None]]) -> None:
    """All terms, language by language, in one grid."""
    texts = [(term.term, s.language) for _, s in sections if s for term in s.terms]
    width = min(_TERM_WIDTH, max((cells(screen.text(text, tag)) for text, tag in texts), default=1))
    rest = max(20, screen.width - width - 12)
    grid = screen.grid(7, width, rest)
    for language, section in sections:
        if section is None:
            grid.add_row(f"  {language}", "–", "")
            continue
        for index, term in enumerate(section.ranked):
            style = "term" if term.status in ("preferred", "admitted") else "deprecated"
            left = f"  {section.language}" if index == 0 else ""
            met = screen.text(term.term, section.language, style, width)
            grid.add_row(left, met, _remarks(screen, term, section.language, rest))
        for said in filter(None, (section.definition, section.note)):
            grid.add_row("", "", screen.text(said, section.language, "note", rest))
    screen.print(grid)


def _remarks(screen: Screen, term: TermSection, language: str, width: int) -> Text:
    said = Text(term.status, style=term.status)
    facts = [term.type, term.part_of_speech, term.gender, *term.region]
    for fact in facts:
        said.append(f" · {fact}" if fact and fact not in ("full-form", "noun") else "", style="quiet")
    said.append(f" · {term.reliability}", style=term.reliability)
    if term.source:
        said.append(f": {term.source}", style="quiet")
    said.stylize("not bold")
    if term.note:
        said.append("\n").append_text(screen.text(term.note, "en", "note", width))
    seen = [text for text in term.attested if text != term.term]
    misread = [variant.text for variant in term.variants]
    for label, texts in (("forms", term.forms), ("seen", seen), ("misread", misread)):
        if texts:
            said.append("\n").append_text(_list(screen, label, texts, language, width))
    return said


def _list(screen: Screen, label: str, texts: Sequence[str], language: str, width: int) -> Text:
    parts = [screen.text(text, language, width=width) for text in texts[:_LISTED]]
    return pack([Text(f"{label}:", style="quiet").append(" ").append_text(parts[0]), *parts[1:]], width)


def cells(text: Text) -> int:
    """Columns of the longest line of ``text``."""
    return max(line.cell_len for line in text.split())


def pack(parts: Sequence[Text], width: int) -> Text:
    """The parts in lines of at most ``width`` columns; a part that is in visual order is never broken."""
    lines = [Text()]
    for part in parts:
        line = lines[-1]
        if line.cell_len and line.cell_len + 5 + cells(part) > width:
            line.append(" ·")
            lines.append(part.copy())
        else:
            line.append(" · " if line.cell_len else "").append_text(part)
    return Text("\n").join(lines)


def short_list(
    screen: Screen, matches: Sequence[TermMatch], languages: Sequence[str], query: str = "", *, others: bool
) -> None:
    """One line a concept: what was met (its words in the query, where given), how, the preferred equivalents."""
    met_as = [query[match.start : match.end] or match.matched for match in matches]
    width = min(28, max(cells(screen.text(text, m.language)) for text, m in zip(met_as, matches, strict=True)))
    rest = max(20, screen.width - width - 17)
    grid = screen.grid(width + 2, 9, rest)
    for text, match in zip(met_as, matches, strict=True):
        met = screen.text(text, match.language, "term", width)
        said = equivalents(screen, match, match.entry.sections(languages, others=others), rest)
        grid.add_row(indent(met), Text(match.kind, style="kind"), said)
    screen.print(grid)


def indent(text: Text) -> Text:
    """``text`` with two blanks before each line."""
    return Text("\n").join(Text("  ").append_text(line) for line in text.split())


def equivalents(
    screen: Screen, match: TermMatch, sections: Sequence[tuple[str, LanguageSection | None]], width: int
) -> Text:
    """The first term of each language but the one that was met."""
    parts = []
    if match.via == "variant":
        read = screen.text(match.term.term, match.language, width=width)
        parts.append(Text("misread for ", style="warning").append_text(read))
    for language, section in sections:
        if section is not None and section.language != match.language:
            said = screen.text(section.ranked[0].term, section.language, width=width - 3)
            parts.append(Text(f"{language} ").append_text(said))
    return pack(parts, width)
