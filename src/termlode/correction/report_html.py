"""The corrections as one HTML page: filters, before and after in their context, right-to-left, fit to print."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from termlode import html
from termlode.correction.explain import visible
from termlode.correction.groups import groups, key_of
from termlode.correction.report import context, totals

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from termlode.correction.groups import Group, Key
    from termlode.correction.outcome import Outcome
    from termlode.model import Edit

LABELS = {
    "zwnj": "نیم‌فاصله · ZWNJ",
    "char": "حرف · letter",
    "arabic": "حرف عربی · Arabic letter",
    "space": "فاصله · space",
    "line": "شکست سطر · line break",
    "digit": "رقم · digit",
    "markup": "نشانه‌گذاری · markup",
    "variant": "گونهٔ اصطلاح · term variant",
}
TIERS = {"auto": "اصلاح‌شده · corrected", "suggest": "پیشنهاد · suggested"}
_FOLDED, _WORD = 60, 80  # groups of corrections that stand open; letters of a change that are shown
STYLE = """
.filters { display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; align-items: center; background: var(--wash);
  border-radius: 8px; padding: .7rem 1rem; position: sticky; top: 0; z-index: 1; }
.filters label { white-space: nowrap; font-size: .9rem; } .filters input[type=search] { padding: .25rem .5rem;
  font: inherit;  border: 1px solid var(--line); border-radius: 4px; background: var(--paper); color: inherit; }
.filters select { font: inherit; max-width: 16rem; }
table.edits { table-layout: fixed; } .edits th:nth-child(1) { width: 3.5rem; } .edits th:nth-child(3) { width: 15rem; }
.edits td { padding-block: .3rem; } .edits code { font-size: .8rem; }
.edits th:nth-child(4) { width: 17rem; } .edits td.where { direction: rtl; }
.edits td.where[dir=ltr] { direction: ltr; }
.edits tr.suggest td.where ins { background: var(--mark); color: inherit; }
.z::after { content: "¦"; opacity: .45; font-weight: 400; } .nl::after { content: "⏎"; opacity: .6; }
.sp::after { content: "␣"; opacity: .6; }
 tr[hidden] { display: none; }
tr.group { cursor: pointer; } tr.group.on td { background: var(--mark); }
.groups th:nth-child(1) { width: 3.5rem; } .groups th:nth-child(6) { width: 18rem; }
.groups td { padding-block: .3rem; }
@media print { .filters { display: none; } .edits th:nth-child(3) { width: 9rem; }
  .edits th:nth-child(4) { width: 12rem; }
  a { color: inherit; } }
"""
SCRIPT = """
const rows = [...document.querySelectorAll('tr.edit')], count = document.getElementById('count');
const boxes = [...document.querySelectorAll('.filters input[type=checkbox]')];
const rule = document.getElementById('rule'), find = document.getElementById('find');
let group = '';
function sift() {
  const on = new Set(boxes.filter(b => b.checked).map(b => b.value)), text = find.value.trim();
  let shown = 0;
  for (const row of rows) {
    const d = row.dataset;
    const ok = on.has(d.kind) && on.has(d.tier) && (!rule.value || d.rule.split('+').includes(rule.value))
      && (!text || row.textContent.includes(text)) && (!group || d.group === group);
    row.hidden = !ok; shown += ok;
  }
  count.textContent = shown + ' / ' + rows.length;
  for (const part of document.querySelectorAll('section.file'))
    part.hidden = !part.querySelector('tr.edit:not([hidden])');
}
function choose(row) {
  group = group === row.dataset.group ? '' : row.dataset.group;
  for (const one of document.querySelectorAll('tr.group')) one.classList.toggle('on', one.dataset.group === group);
  sift();
}
for (const row of document.querySelectorAll('tr.group')) {
  row.addEventListener('click', () => choose(row));
  row.addEventListener('keydown', event => { if (event.key === 'Enter') choose(row); });
}
for (const control of [...boxes, rule, find]) control.addEventListener('input', sift);
sift();
"""


def page(outcomes: Sequence[Outcome], signature: str) -> Iterator[str]:
    """The whole report, piece by piece."""
    return html.lines("Corrections", _body(outcomes), signature=signature, style=STYLE, script=SCRIPT)


def _body(outcomes: Sequence[Outcome]) -> Iterator[str]:
    found = totals(outcomes)
    yield "<h1>Corrections · <span lang='fa'>اصلاحات</span></h1>"
    figures = [("files", len(outcomes)), ("corrected", sum(found["auto"].values()))]
    yield html.cards([*figures, ("suggested", sum(found["suggest"].values()))])
    grouped = groups(outcomes)
    numbers = {group.key: number for number, group in enumerate(grouped)}
    yield from _groups(grouped)
    yield from _filters(outcomes)
    for outcome in outcomes:
        yield from _file(outcome, numbers)


def _filters(outcomes: Sequence[Outcome]) -> Iterator[str]:
    kinds = Counter(edit.kind for outcome in outcomes for edit in outcome.edits)
    tiers = Counter(edit.tier for outcome in outcomes for edit in outcome.edits)
    rules = Counter(name for outcome in outcomes for edit in outcome.edits for name in edit.rule.split("+"))
    yield '<form class="filters" onsubmit="return false">'
    for values, labels in ((tiers, TIERS), (kinds, LABELS)):
        for name, number in values.most_common():
            box = f'<input type="checkbox" value="{name}" checked> {escape(labels[name])}'
            yield f'<label>{box} <span class="soft">{number}</span></label>'
    options = "".join(
        f'<option value="{escape(name)}">{escape(name)} ({number})</option>' for name, number in rules.most_common()
    )
    yield f'<label>rule <select id="rule"><option value="">all</option>{options}</select></label>'
    yield '<label>find <input type="search" id="find" dir="auto"></label> <span class="soft" id="count"></span></form>'


def _groups(grouped: Sequence[Group]) -> Iterator[str]:
    """A row for each rule and word; a click shows its places below, and those alone."""
    if not grouped:
        return
    yield "<h2>By rule and word · <span lang='fa'>بر پایهٔ قاعده و واژه</span></h2>"
    for tier, label in TIERS.items():
        chosen = [(number, group) for number, group in enumerate(grouped) if group.tier == tier]
        if not chosen:
            continue
        opened = " open" if tier == "suggest" or len(chosen) <= _FOLDED else ""
        yield f"<details{opened}><summary>{escape(label)}: {len(chosen)}</summary>"
        yield '<table class="groups"><thead><tr><th class="n">times</th><th>was</th><th>becomes</th><th>rule</th>'
        yield "<th>why</th><th>first places</th></tr></thead><tbody>"
        yield from (_group(*one) for one in chosen)
        yield "</tbody></table></details>"


def _group(number: int, group: Group) -> str:
    direction = "rtl" if _right_to_left(group.before + group.after) else "ltr"
    was, becomes = (escape(_short(visible(text) if text.strip() else text)) for text in (group.before, group.after))
    return (
        f'<tr class="group" data-group="{number}" tabindex="0"><td class="n">{group.count}</td>'
        f'<td dir="{direction}"><del>{was or "∅"}</del></td><td dir="{direction}"><ins>{becomes or "∅"}</ins></td>'
        f"<td><code>{escape(group.rule.replace('+', ' + '))}</code></td>"
        f'<td class="soft">{escape(group.evidence)}</td><td class="soft">{escape(group.where())}</td></tr>'
    )


def _short(text: str) -> str:
    return text if len(text) <= _WORD else f"{text[: _WORD - 1]}…"


def _file(outcome: Outcome, numbers: Mapping[Key, int]) -> Iterator[str]:
    yield '<section class="file">'
    yield f"<h2>{escape(outcome.path)}</h2>"
    if outcome.error:
        yield f"<p><strong>{escape(outcome.error)}</strong></p></section>"
        return
    for notice in outcome.notices:
        place = f"line {notice.line}: " if notice.line else ""
        said = html.text(notice.text, "und") if notice.text else ""
        yield f'<p class="soft">{escape(place + notice.message)} {said}</p>'
    if not outcome.edits:
        yield '<p class="soft">nothing to correct</p></section>'
        return
    yield (
        '<table class="edits"><thead><tr><th class="n">line</th><th>text</th>'
        "<th>class and rule</th><th>why</th></tr></thead><tbody>"
    )
    for edit, line in outcome.lined():
        yield _row(outcome.text, edit, line, numbers[key_of(outcome.text, edit)])
    yield "</tbody></table></section>"


def _row(text: str, edit: Edit, line: int, group: int) -> str:
    left, right = context(text, edit, 60)
    start, end = edit.start - len(left), edit.end + len(right)  # is there more of the line?
    before, behind = text[max(0, start - 1) : start] not in ("", "\n"), text[end : end + 1] not in ("", "\n")
    if edit.kind != "line":  # the line it stands in; a joined line shows both
        before, behind = before and "\n" not in left, behind and "\n" not in right
        left, right = left.rpartition("\n")[2], right.partition("\n")[0]
    tier = escape(TIERS[edit.tier])
    direction = "rtl" if _right_to_left(left + edit.before + edit.after + right) else "ltr"
    shown = f"{_text(left)}<del>{_shown(edit.before)}</del> <ins>{_shown(edit.after)}</ins>{_text(right)}"
    shown = f"{'… ' * before}{shown}{' …' * behind}"
    return (
        f'<tr class="edit {edit.tier}" data-kind="{edit.kind}" data-tier="{edit.tier}" data-rule="{escape(edit.rule)}"'
        f' data-group="{group}">'
        f'<td class="n">{line}</td><td class="where" dir="{direction}">{shown}</td>'
        f"<td>{escape(LABELS[edit.kind])}<br><code>{escape(edit.rule.replace('+', ' + '))}</code> "
        f'<span class="tag" title="{tier}">{tier.partition(" · ")[0]} {edit.confidence:.2f}</span></td>'
        f'<td class="soft" dir="ltr">{escape(edit.evidence)}</td></tr>'
    )


def _right_to_left(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return sum("\u0590" <= char <= "\u08ff" for char in letters) * 2 >= len(letters)


def _text(text: str) -> str:
    return escape(text.replace("\n", " ").replace("\r", ""))


def _shown(text: str) -> str:
    """A changed stretch with its ZWNJ, line breaks and lone spaces made visible."""
    if not text.strip(" "):
        return '<span class="sp"> </span>' * len(text)
    out = escape(text).replace("\u200c", '<span class="z">\u200c</span>')
    return out.replace("\r", "").replace("\n", '<span class="nl"> </span>')
