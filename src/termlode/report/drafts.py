"""Drafts as a page for review: accept and refuse by key, see terms in their sentences, save the decisions as TSV.

The file that the page saves is the review that ``termlode termbase accept`` takes.
"""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from termlode import __version__, html
from termlode.termbase.drafts import review

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from termlode.termbase.drafts.folder import File
    from termlode.termbase.drafts.record import Block

    type Sentence = tuple[str, int, int]  # a text, and which part of it is the term

_AROUND = 70  # characters of a sentence on either side of its term
_BUTTONS = "".join(
    f'<button type="button" data-word="{word}">{name}</button>'
    for name, word in (("accept", "accept"), ("refuse", "refuse"), ("later", ""))
).join(('<span class="do">', "</span>"))
_HOW = """<p class="soft">Proposed out of {folder}. Decide, save, then <code>termlode termbase accept
drafts-review.tsv</code>. Keys: <kbd>j</kbd> <kbd>k</kbd> next and previous · <kbd>a</kbd> accept · <kbd>r</kbd> refuse
· <kbd>u</kbd> undo · <kbd>/</kbd> find, <kbd>Esc</kbd> back · <kbd>s</kbd> save</p>"""
STYLE = """
.bar2 { display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; align-items: center; background: var(--wash); z-index: 1;
  border-radius: 8px; padding: .7rem 1rem; position: sticky; top: 0; margin-bottom: 1rem; }
.bar2 label { white-space: nowrap; font-size: .9rem; } .bar2 select, .bar2 input, button { font: inherit; }
.bar2 input[type=search] { padding: .2rem .5rem; border: 1px solid var(--line); border-radius: 4px;
  background: var(--paper); color: inherit; width: 11rem; }
button { border: 1px solid var(--line); background: var(--paper); color: inherit; border-radius: 6px;
  padding: .15rem .7rem; cursor: pointer; }
#save { background: var(--accent); color: var(--paper); border-color: var(--accent); margin-inline-start: auto; }
article { border: 1px solid var(--line); border-inline-start: 5px solid var(--line); border-radius: 8px;
  padding: .7rem 1rem; margin: .7rem 0; scroll-margin-top: 6rem; }
article[hidden] { display: none; } article.at { outline: 2px solid var(--accent); outline-offset: 2px; }
article.accept { border-inline-start-color: var(--ins); background: var(--ins-bg); }
article.refuse { border-inline-start-color: var(--del); background: var(--del-bg); }
article.refuse .terms { text-decoration: line-through; opacity: .7; }
article header { display: flex; flex-wrap: wrap; gap: .2rem .8rem; align-items: baseline; }
article header b { font-size: .95rem; } article header .do { margin-inline-start: auto; display: flex; gap: .4rem; }
.terms { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .4rem 1.2rem;
  margin: .5rem 0; }
.terms > div { min-width: 0; } .terms .t { font-size: 1.15rem; overflow-wrap: anywhere; }
.says { margin: .3rem 0 0; font-size: .92rem; } .says p { margin: .15rem 0; }
kbd { border: 1px solid var(--line); border-radius: 4px; padding: 0 .35em; background: var(--paper);
  font-size: .85em; }
@media print { .bar2, .do { display: none; } }
"""
SCRIPT = """
const all = [...document.querySelectorAll('article')], key = 'termlode drafts ' + HEAD;
const field = document.getElementById('field'), kind = document.getElementById('kind');
const find = document.getElementById('find'), count = document.getElementById('count');
let said = {}, at = null;
try { said = JSON.parse(localStorage.getItem(key) || '{}'); } catch { said = {}; }
const name = one => one.dataset.file + '/' + one.dataset.id + '/' + one.dataset.state;
function show(one) {
  const word = said[name(one)] || '';
  one.classList.toggle('accept', word === 'accept'); one.classList.toggle('refuse', word === 'refuse');
}
function tell() {
  const words = all.map(one => said[name(one)]);
  const n = word => words.filter(w => w === word).length;
  count.textContent = n('accept') + ' accepted, ' + n('refuse') + ' refused, ' + all.filter(o => !o.hidden).length +
    ' of ' + all.length + ' shown';
}
function decide(one, word) {
  if (!one) return;
  if (word) said[name(one)] = word; else delete said[name(one)];
  try { localStorage.setItem(key, JSON.stringify(said)); } catch { /* a private window */ }
  show(one); tell();
}
function go(one) {
  if (!one) return;
  if (at) at.classList.remove('at');
  at = one; at.classList.add('at'); at.scrollIntoView({block: 'nearest'});
}
function step(by) {
  const some = all.filter(one => !one.hidden), here = some.indexOf(at);
  go(some[Math.max(0, Math.min(some.length - 1, here + by))]);
}
function sift() {
  const text = find.value.trim().toLowerCase();
  for (const one of all)
    one.hidden = !!((field.value && one.dataset.file !== field.value) || (kind.value && one.dataset.kind !== kind.value)
      || (text && !one.textContent.toLowerCase().includes(text)));
  if (at && at.hidden) { at.classList.remove('at'); at = null; step(1); }
  tell();
}
function save() {
  const lines = [HEAD, HEADS.join('\\t')];
  for (const one of all) lines.push([said[name(one)] || '', ...JSON.parse(one.dataset.row).slice(1)].join('\\t'));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([lines.join('\\n') + '\\n'], {type: 'text/tab-separated-values'}));
  link.download = 'drafts-review.tsv'; link.click();
}
for (const one of all) {
  show(one);
  one.addEventListener('click', event => {
    go(one);
    const word = event.target.dataset && event.target.dataset.word;
    if (word !== undefined) decide(one, word);
  });
}
for (const control of [field, kind, find]) control.addEventListener('input', sift);
document.getElementById('save').addEventListener('click', save);
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') document.activeElement.blur();
  if (event.target.matches('input, select') || event.ctrlKey || event.metaKey || event.altKey) return;
  const does = {j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
    a: () => { decide(at, 'accept'); step(1); }, r: () => { decide(at, 'refuse'); step(1); },
    u: () => decide(at, ''), s: save, '/': () => find.focus()}[event.key];
  if (does) { event.preventDefault(); does(); }
});
tell(); step(1);
"""


def render(files: Sequence[File], folder: str, sentences: Mapping[str, Sentence]) -> str:
    """The page. ``folder``: the drafts, as the workspace calls them; ``sentences``: by reference of a context."""
    blocks = [(file.path.stem, one) for file in files for one in file.blocks]
    blocks.sort(key=lambda item: (item[1].draft.adds_to is not None, -item[1].draft.probability, item[0]))
    added = sum(one.draft.adds_to is not None for _, one in blocks)
    body = [
        "<h1>Draft concept entries</h1>",
        _HOW.format(folder=escape(folder)),
        html.cards([("drafts", len(blocks)), ("new concepts", len(blocks) - added), ("additions", added)]),
        *_filters([name for name, _ in blocks]),
        *(_article(name, one, sentences) for name, one in blocks),
    ]
    heads = json.dumps(list(review.COLUMNS))
    script = f"const HEAD = {_in_script(review.head(folder))}, HEADS = {heads};{SCRIPT}"
    return html.page("Drafts", body, signature=f"termlode {__version__} · drafts", style=STYLE, script=script)


def _in_script(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("<", "\\u003c")


def _filters(fields: Sequence[str]) -> Iterator[str]:
    options = "".join(
        f'<option value="{escape(name)}">{escape(name)} ({fields.count(name)})</option>' for name in sorted(set(fields))
    )
    yield '<form class="bar2" onsubmit="return false">'
    yield f'<label>field <select id="field"><option value="">all</option>{options}</select></label>'
    yield '<label>kind <select id="kind"><option value="">all</option><option value="new">new concepts</option>'
    yield '<option value="more">additions</option></select></label>'
    yield '<label>find <input type="search" id="find" dir="auto"></label>'
    yield '<span class="soft" id="count"></span> <button type="button" id="save">Save decisions</button></form>'


def _article(file: str, one: Block, sentences: Mapping[str, Sentence]) -> str:
    draft = one.draft
    row = json.dumps(review.row(one, file), ensure_ascii=False)
    into = f'<span class="tag">adds to {escape(draft.adds_to)}</span>' if draft.adds_to else ""
    edited = '<span class="tag">edited by a person</span>' if one.edited else ""
    why = "".join(f'<p dir="auto">{escape(one)}</p>' for one in draft.evidence)
    kind = "more" if draft.adds_to else "new"
    data = {"file": file, "id": draft.entry.id, "state": one.written, "kind": kind, "row": row}
    about = f"{escape(file)} {draft.number} · probability {draft.probability:.2f}"
    return "".join(
        (
            f"<article {' '.join(f'data-{name}="{escape(value)}"' for name, value in data.items())}>",
            f"<header><b>{escape(draft.entry.id)}</b> {into} {edited} ",
            f'<span class="soft">{about}</span>{_BUTTONS}</header>',
            f'<div class="terms">{"".join(_terms(one))}</div>',
            f'<div class="says">{"".join(_sentences(one, sentences))}</div>',
            f'<details><summary class="soft">why</summary>{why}</details></article>',
        )
    )


def _terms(one: Block) -> Iterator[str]:
    for section in one.draft.entry.languages:
        for term in section.terms:
            count = one.draft.counts.get((section.language, term.term), 0)
            times = f' <span class="soft">{count}×</span>' if count else ""
            shown = html.text(term.term, section.language)
            yield f'<div><span class="tag">{escape(section.language)}</span>{times}<div class="t">{shown}</div></div>'


def _sentences(one: Block, sentences: Mapping[str, Sentence]) -> Iterator[str]:
    """The first sentence of each term."""
    for (language, _), places in one.draft.contexts.items():
        known = next((place for place in places if place in sentences), None)
        if known is not None:
            yield f"<p {html.attributes(language)}>{_marked(*sentences[known])}</p>"


def _marked(text: str, start: int, end: int) -> str:
    left, right = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before, behind = "… " * (left > 0), " …" * (right < len(text))
    return f"{before}{escape(text[left:start])}<mark>{escape(text[start:end])}</mark>{escape(text[end:right])}{behind}"
