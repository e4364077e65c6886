"""The findings of a check as a self-contained page: by kind, each with both texts and the place marked."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from termlode import html as page_html

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termlode.checks import Severity
    from termlode.quality.run import Tally
    from termlode.quality.unit import Finding

_STYLE = """
.error { color: var(--del); } .finding { border-bottom: 1px solid var(--line); padding: .5rem 0; }
.finding p { margin: .2rem 0; } mark.at { outline: 1px solid var(--del); }
"""
_ORDER: tuple[Severity, ...] = ("error", "warning", "information")


def render(name: str, findings: Sequence[Finding], tally: Tally) -> str:
    """The page: figures, how many of each code, then the findings by code."""
    from termlode import __version__

    counts = Counter(one.severity for one in findings)
    figures: list[tuple[str, int | str]] = [("units checked", tally.checked), ("not translated yet", tally.open)]
    figures += [(severity, counts[severity]) for severity in _ORDER]
    figures += [("waved through", tally.waived)] if tally.waived else []
    body = [f"<h1>Check of {escape(name)}</h1>", page_html.cards(figures), *_groups(findings)]
    signature = f"termlode {__version__} · check"
    return page_html.page(f"Check of {name}", body, signature=signature, style=_STYLE)


def _groups(findings: Sequence[Finding]) -> Iterator[str]:
    groups: dict[tuple[int, str], list[Finding]] = {}
    for one in findings:
        groups.setdefault((_ORDER.index(one.severity), one.code), []).append(one)
    for (_, code), some in sorted(groups.items(), key=lambda item: item[0]):
        first = some[0]
        title = first.message.partition(":")[0]
        yield f'<h2 class="{first.severity}">{escape(code)} {escape(title)} ({len(some)})</h2>'
        yield from map(_finding, some)


def _finding(one: Finding) -> str:
    detail = one.message.partition(": ")[2]
    place = escape(f"{one.file}{f':{one.line}' if one.line else ''} [{one.unit}] {detail}")
    source, target = (_text(one, side) for side in ("source", "target"))
    return f'<div class="finding"><p class="soft">{place}</p>{source}{target}</div>'


def _text(one: Finding, side: str) -> str:
    text, language = (one.source, one.languages[0]) if side == "source" else (one.target, one.languages[1])
    if one.side == side and one.end > one.start and one.end - one.start < len(text):
        before, at, after = text[: one.start], text[one.start : one.end], text[one.end :]
        shown = f'{escape(before)}<mark class="at">{escape(at)}</mark>{escape(after)}'
    else:
        shown = escape(text)
    return f"<p {page_html.attributes(language)}>{shown}</p>"
