"""Self-contained HTML pages for reports: one style, text of either direction, nothing loaded from outside."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from termlode.languages.registry import is_right_to_left

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STYLE = """
:root { --ink: #1c2430; --soft: #5d6878; --line: #d9dee6; --paper: #fff; --wash: #f4f6f9; --accent: #1f5fa8;
  --del: #a3262a; --del-bg: #fbe6e6; --ins: #176b3a; --ins-bg: #e0f4e7; --mark: #fff1b8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ee; --soft: #9aa6b6; --line: #364150;
  --paper: #161b22;
  --wash: #1f2630; --accent: #7db4f0; --del: #ff9a9a; --del-bg: #4a1f22; --ins: #8fe0ad; --ins-bg: #173a26;
  --mark: #5c4b00; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, "Noto Sans", "Segoe UI", sans-serif; }
[dir=rtl] { font-family: "Vazirmatn", "Noto Naskh Arabic", "Noto Sans Arabic", "Segoe UI", Tahoma, sans-serif;
  line-height: 1.8; }
:lang(zh) { font-family: "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 .2rem; } h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; }
  h3 { font-size: 1rem; }
.soft, footer { color: var(--soft); font-size: .875rem; }
table { border-collapse: collapse; width: 100%; } th, td { padding: .4rem .6rem; vertical-align: top;
  text-align: start;
  border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
  td:not(.n) { min-width: 5.5rem; } th { font-size: .8rem; color: var(--soft);
  font-weight: 600; }
td.n, th.n { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
.cards { display: flex; flex-wrap: wrap; gap: .8rem; margin: 1rem 0; } .cards > div { background: var(--wash);
  border-radius: 8px;
  padding: .6rem 1rem; min-width: 8rem; } .cards b { display: block; font-size: 1.5rem; line-height: 1.3; }
del { color: var(--del); background: var(--del-bg); } ins { color: var(--ins); background: var(--ins-bg);
  text-decoration: none; }
mark { background: var(--mark); color: inherit; } code { font-size: .875em; }
.tag { display: inline-block; border: 1px solid var(--line); border-radius: 4px; padding: 0 .4em;
  white-space: nowrap; font-size: .8rem; color: var(--soft); }
.bar { display: flex; height: .6rem; min-width: 8rem; border-radius: 3px; overflow: hidden;
  background: var(--line); direction: ltr; }
details { margin: .5rem 0; } summary { cursor: pointer; } .wide { overflow-x: auto; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: .6rem; }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } details { display: block; }
  tr { break-inside: avoid; }
  .noprint { display: none; } del, ins, mark { print-color-adjust: exact; } }
"""


def page(title: str, body: Iterable[str], *, signature: str = "", style: str = "", script: str = "") -> str:
    """A whole document; ``body`` is HTML already, ``signature`` says what made the report and how."""
    return "".join(lines(title, body, signature=signature, style=style, script=script))


def lines(title: str, body: Iterable[str], *, signature: str = "", style: str = "", script: str = "") -> Iterator[str]:
    """The same, piece by piece: for reports too long to be held at once."""
    yield '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{escape(title)}</title><style>{STYLE}{style}</style></head>\n<body>\n"
    yield from (f"{part}\n" for part in body if part)
    yield f"<footer>{escape(signature)}</footer>\n" if signature else ""
    yield f"<script>{script}</script>\n" if script else ""
    yield "</body></html>\n"


def attributes(language: str) -> str:
    """The ``lang`` and ``dir`` attributes of a language."""
    return f'lang="{escape(language)}" dir="{"rtl" if is_right_to_left(language) else "ltr"}"'


def text(content: str, language: str, element: str = "span") -> str:
    """``content`` escaped, in an element with its language and direction."""
    return f"<{element} {attributes(language)}>{escape(content)}</{element}>"


def table(head: Iterable[str], rows: Iterable[Iterable[str]], *, numbers: frozenset[int] = frozenset()) -> str:
    """A table of cells that are HTML already; the columns in ``numbers`` are set flush with their end."""
    mark = dict.fromkeys(numbers, ' class="n"')
    top = "".join(f"<th{mark.get(i, '')}>{escape(cell)}</th>" for i, cell in enumerate(head))
    lines = ("".join(f"<td{mark.get(i, '')}>{cell}</td>" for i, cell in enumerate(row)) for row in rows)
    body = "\n".join(f"<tr>{line}</tr>" for line in lines)
    return f'<div class="wide"><table><thead><tr>{top}</tr></thead>\n<tbody>{body}</tbody></table></div>'


def cards(figures: Iterable[tuple[str, int | str]]) -> str:
    """A row of figures, each over its name."""
    return '<div class="cards">' + "".join(f"<div><b>{n}</b>{escape(name)}</div>" for name, n in figures) + "</div>"
