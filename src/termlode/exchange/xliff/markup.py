"""Segments as XLIFF inline markup: 1.2 (``bpt`` … ``g``) and 2.x (``sc``/``ec``, ``ph``, ``pc``, ``originalData``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.exchange.tmx.markup import attribute, repaired, text
from termlode.exchange.xliff.inline import HIGHLIGHT, HIGHLIGHT_2, OURS
from termlode.model import Subflow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from termlode.model import InlineCode

# Values of ctype that XLIFF 1.2 lists for these elements; others take an x- prefix.
_CTYPES = frozenset({"bold", "italic", "underlined", "link", "image", "lb", "pb"})
_NOT_NAME = re.compile(r"[^A-Za-z0-9._-]")
_SIDES = {"begin": "open", "end": "close"}


class Ids:
    """Ids of codes within a unit: a code of the target that has a partner in the source bears its id."""

    def __init__(self, prefix: str = "") -> None:
        self._prefix = prefix
        self._known: dict[tuple[str, str], str] = {}
        self._used: dict[tuple[str, str], int] = {}
        self._count = 0

    def begin(self) -> None:
        """A new text of the same unit begins."""
        self._used.clear()

    def of(self, code: InlineCode) -> str:
        """The id of a code; ``bpt`` and ``ept`` of a pair share theirs."""
        values = dict(code.attributes)
        paired = code.kind in ("bpt", "ept")
        name = ("pair", values.get("i", "")) if paired else (code.kind, values.get("x", ""))
        turn = 0
        if not paired:
            turn = self._used.get(name, 0)
            self._used[name] = turn + 1
        key = (f"{name[0]} {turn}", name[1])
        if key not in self._known:
            self._count += 1
            self._known[key] = f"{self._prefix}{self._count}"
        return self._known[key]


def _woven(plain: str, codes: Sequence[InlineCode], draw: Callable[[InlineCode], str], close: str) -> str:
    parts, at, opened = [], 0, 0
    for code in repaired(codes):
        offset = min(max(code.offset, at), len(plain))
        parts.append(text(plain[at:offset]))
        at = offset
        parts.append(draw(code))
        opened += {"hi": 1, "/hi": -1}.get(code.kind, 0)
    return "".join(parts) + text(plain[at:]) + close * opened


# ── 1.2 ──────────────────────────────────────────────────────────────────────────────────────────


def old(plain: str, codes: Sequence[InlineCode], ids: Ids) -> str:
    """The content of a 1.2 ``source`` or ``target``."""
    ids.begin()
    return _woven(plain, codes, lambda code: _old_code(code, ids), "</g>")


def _old_code(code: InlineCode, ids: Ids) -> str:
    if code.kind == "/hi":
        return "</g>"
    key, values = ids.of(code), dict(code.attributes)
    if code.kind == "hi":
        return f'<g id="{key}" ctype="{HIGHLIGHT}">'
    kind = "ph" if code.kind == "ut" else code.kind
    side = f' pos="{_SIDES[values["pos"]]}"' if kind == "it" else ""
    ctype = _ctype(values["type"]) if values.get("type") and kind != "ept" else ""
    inside = "".join(_sub(piece, ids) if isinstance(piece, Subflow) else text(piece) for piece in code.data)
    return f'<{kind} id="{key}"{side}{ctype}>{inside}</{kind}>'


def _ctype(value: str) -> str:
    plain = _NOT_NAME.sub("-", value)
    return attribute("ctype", plain if plain in _CTYPES or plain.startswith("x-") else f"x-{plain}")


def _sub(flow: Subflow, ids: Ids) -> str:
    return f"<sub>{_woven(flow.text, flow.codes, lambda code: _old_code(code, ids), '</g>')}</sub>"


# ── 2.x ──────────────────────────────────────────────────────────────────────────────────────────


class Native:
    """The ``originalData`` of a unit: native codes by id."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    def reference(self, code: InlineCode) -> str:
        """`` dataRef="d1"`` for a code with native data, else nothing."""
        data = native(code.data)
        if not data:
            return ""
        return f' dataRef="{self._ids.setdefault(data, f"d{len(self._ids) + 1}")}"'

    def markup(self) -> str:
        """The element, or nothing."""
        items = "".join(f'<data id="{key}">{text(data)}</data>' for data, key in self._ids.items())
        return f"<originalData>{items}</originalData>" if items else ""


def native(data: Sequence[str | Subflow]) -> str:
    """The native code as text; sub-flows give theirs."""
    return "".join(piece.text if isinstance(piece, Subflow) else piece for piece in data)


def modern(plain: str, codes: Sequence[InlineCode], ids: Ids, held: Native) -> str:
    """The content of a 2.x ``source`` or ``target``."""
    ids.begin()
    return _woven(plain, codes, lambda code: _modern_code(code, ids, held), "</pc>")


def _modern_code(code: InlineCode, ids: Ids, held: Native) -> str:
    if code.kind == "/hi":
        return "</pc>"
    key = ids.of(code)
    if code.kind == "hi":
        return f'<pc id="{key}" type="other" subType="{HIGHLIGHT_2}">'
    reference = held.reference(code) + _subtype(code)
    if code.kind == "bpt":
        return f'<sc id="{key}"{reference}/>'
    if code.kind == "ept":
        return f'<ec startRef="{key}"{reference}/>'
    if code.kind == "it":
        tag = "sc" if dict(code.attributes)["pos"] == "begin" else "ec"
        return f'<{tag} id="{key}" isolated="yes"{reference}/>'
    return f'<ph id="{key}"{reference}/>'


def _subtype(code: InlineCode) -> str:
    """The type of a code as 2.x can have it, so that it comes back."""
    value = dict(code.attributes).get("type")
    return attribute("type", "other") + attribute("subType", OURS + _NOT_NAME.sub("-", value)) if value else ""
