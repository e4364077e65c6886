"""Drawing on a terminal: colours, tables, right-to-left text. What is heavy is loaded only when something is drawn.

Terminals differ in what they do with right-to-left text: some lay it out (*isolate*: only marks go round it,
so that neighbours keep their places), most print letters as they come (*visual*: we shape and order them
ourselves). ``auto`` decides by what the terminal says of itself.
"""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING, Any, Literal

from termlode.errors import MissingExtra, UsageError
from termlode.languages.registry import is_right_to_left

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console, RenderableType, RenderHook
    from rich.table import Table
    from rich.text import Text

type Bidi = Literal["auto", "isolate", "visual", "off"]

MODES = ("auto", "isolate", "visual", "off")
_ISOLATE, _POP = "\u2068", "\u2069"  # of the first strong letter's direction
_LEFT, _RIGHT = "\u200e", "\u200f"
_MARK = "\u034f"  # combining grapheme joiner: no width, and stays with its letter when a line is reordered
_CONTROLS = (
    "".join(map(chr, (*range(9), *range(14, 28), *range(0x7F, 0x85), *range(0x86, 0xA0))))
    + "\u202a\u202b\u202c\u202d\u202e"
)
_NEVER = str.maketrans("", "", _CONTROLS + "\u2066\u2067\u2068\u2069")
_NEVER_DRAWN = str.maketrans("", "", _CONTROLS)  # our own isolates stay
# Colours of the terminal's own sixteen that stand out on light and on dark ground alike.
STYLES = {
    "term": "bold", "preferred": "green", "admitted": "default", "deprecated": "red", "forbidden": "red",
    "unverified": "default", "verified": "green", "kind": "magenta", "head": "bold cyan", "mark": "bold magenta",
    "warning": "bold red", "note": "italic", "quiet": "default",
}  # fmt: skip


def resolve(mode: str) -> Literal["isolate", "visual", "off"]:
    """The bidi mode to use for ``auto``, or the one asked for. Raises UsageError, MissingExtra."""
    if mode not in MODES:
        raise UsageError(f"--bidi {mode} is unknown: one of {', '.join(MODES)}")
    if mode == "auto":
        return "isolate" if _lays_out(os.environ) or not _can_order() else "visual"
    if mode == "visual" and not _can_order():
        raise MissingExtra("--bidi visual", "bidi")
    return mode  # type: ignore[return-value]  # one of MODES


def _lays_out(environment: os._Environ[str]) -> bool:
    """Whether the terminal lays out right-to-left text itself. A multiplexer hides the terminal, so: no."""
    if "TMUX" in environment or environment.get("TERM", "").startswith(("screen", "tmux")):
        return False
    vte = environment.get("VTE_VERSION", "")
    return (
        (vte.isdigit() and int(vte) >= 5800)
        or "KONSOLE_VERSION" in environment
        or environment.get("TERM_PROGRAM") in ("Apple_Terminal", "mintty")
        or environment.get("TERM", "").startswith("mlterm")
    )


def _can_order() -> bool:
    from importlib.util import find_spec

    return find_spec("bidi") is not None


class Screen:
    """A console that knows how its terminal treats right-to-left text."""

    def __init__(self, bidi: str = "auto", *, width: int | None = None, stderr: bool = False) -> None:
        from rich.console import Console
        from rich.theme import Theme

        self.mode = resolve(bidi)
        self.console: Console = Console(
            theme=Theme(STYLES), highlight=False, width=width, stderr=stderr, soft_wrap=False
        )
        self.console.push_render_hook(_harmless())

    @property
    def width(self) -> int:
        """Columns of the terminal."""
        return self.console.width

    def text(self, text: str, language: str = "und", style: str = "", width: int | None = None) -> Text:
        """``text`` made ready for this terminal, broken into lines of at most ``width`` columns."""
        from rich.text import Text

        return Text("\n".join(self.lines(text, language, width)), style=style)

    def lines(self, text: str, language: str = "und", width: int | None = None) -> list[str]:
        """The lines of :meth:`text`. Bidi controls and escapes in the data are dropped: they would act."""
        clean = " ".join(text.translate(_NEVER).split())
        lines = wrap(clean, width) if width else [clean]
        if self.mode == "off" or not (is_right_to_left(language) or _has_right_to_left(clean)):
            return lines
        if self.mode == "isolate":
            right = is_right_to_left(language) or _begins(clean) == "R"
            return [_isolated(line, right=right) for line in lines]
        from termlode.cli.visual import to_visual

        right = is_right_to_left(language)
        return [to_visual(line, right_to_left=right) for line in lines]

    def marked(self, text: str, start: int, end: int, language: str = "und", style: str = "mark") -> Text:
        """``text`` made ready for this terminal, ``text[start:end]`` in ``style`` wherever reordering puts it."""
        return self.highlighted(text, [(start, end)], language, style)

    def highlighted(
        self,
        text: str,
        spans: Iterable[tuple[int, int]],
        language: str = "und",
        style: str = "mark",
        width: int | None = None,
    ) -> Text:
        """As :meth:`marked`, with any number of spans (they may overlap), in lines of at most ``width`` columns."""
        from rich.text import Text

        plain = list(text.replace(_MARK, " "))
        for index in {index for start, end in spans for index in range(start, min(end, len(plain)))}:
            if not plain[index].isspace():
                plain[index] += _MARK
        lines = self.lines("".join(plain), language, width or self.width)
        return Text("\n").join(_unmark(line, style, visual=self.mode == "visual") for line in lines)

    def grid(self, *widths: int | None) -> Table:
        """An invisible table; None is a column that takes what it needs."""
        from rich.table import Table

        table = Table.grid(padding=(0, 2, 0, 0))
        for width in widths:
            table.add_column(width=width, overflow="fold")
        return table

    def table(self, *heads: str, gap: int = 2) -> Table:
        """A table with a head line and no box, which survives every font; ``gap`` columns between two columns."""
        from rich.table import Table

        table = Table(box=None, padding=(0, gap, 0, 0), header_style="head", pad_edge=False)
        for head in heads:
            table.add_column(head, overflow="fold")
        return table

    def print(self, *objects: RenderableType, end: str = "\n") -> None:
        """Print to the terminal; text is not read as markup."""
        self.console.print(*objects, end=end, markup=False)

    def rule(self, title: str, language: str = "und") -> None:
        """A line with a title, between the answers of a batch."""
        self.console.rule(self.text(title, language, width=self.width - 8), style="quiet", align="left")


def _unmark(line: str, style: str, *, visual: bool) -> Text:
    """The line without its marks, the letters that had one in ``style``.

    A mark follows its letter; a right-to-left letter in visual order follows its mark.
    """
    from rich.text import Text

    chars: list[str] = []
    hit: set[int] = set()
    for index, char in enumerate(line):
        if char != _MARK:
            chars.append(char)
            continue
        following = line[index + 1 : index + 2]
        turned = visual and unicodedata.bidirectional(following or " ") in ("R", "AL", "NSM")
        hit.add(len(chars) if turned else len(chars) - 1)
    result = Text("".join(chars))
    for position in hit:
        result.stylize(style, position, position + 1)
    return result


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most ``width`` columns, broken at spaces (within a word only where it alone is too long)."""
    from rich.text import Text

    if width < 1:
        return [text]
    console = _measuring()
    return [line.plain.rstrip() for line in Text(text).wrap(console, width)] or [""]


def _measuring() -> Console:
    from rich.console import Console

    return Console(width=80, no_color=True)


def _harmless() -> RenderHook:
    """A hook of the console: whatever is drawn, no control character of the data is."""
    from rich.console import RenderHook
    from rich.segment import Segment

    class Filtered:
        def __init__(self, inside: Any) -> None:
            self._inside = inside

        def __rich_console__(self, console: Console, options: Any) -> Iterator[Segment]:
            for text, style, control in console.render(self._inside, options):
                yield Segment(text if control else text.translate(_NEVER_DRAWN), style, control)

    class Harmless(RenderHook):
        def process_renderables(self, renderables: list[Any]) -> list[Any]:
            return [Filtered(one) for one in renderables]

    return Harmless()


def _isolated(line: str, *, right: bool) -> str:
    """A line that keeps its own order among its neighbours; a mark tells its direction where its letters would not."""
    mark = "" if (_begins(line) == "R") == right else _RIGHT if right else _LEFT
    return f"{_ISOLATE}{mark}{line}{_POP}"


def _begins(text: str) -> str:
    """The direction of the first letter that has one: L, R, or nothing."""
    kinds = {"L": "L", "R": "R", "AL": "R"}
    return next((kinds[kind] for char in text if (kind := unicodedata.bidirectional(char)) in kinds), "")


def _has_right_to_left(text: str) -> bool:
    return any("\u0590" <= char <= "\u08ff" or "\ufb1d" <= char <= "\ufeff" for char in text)
