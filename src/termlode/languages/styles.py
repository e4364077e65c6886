"""House styles: spellings of which several are right, and which of them a workspace may choose.

``demonstratives``: Persian آن‌ها, این‌که, همچنین, این‌گونه, هیچ‌کس, in one piece or with ZWNJ; one of these words by
itself may be chosen apart. ``ezafe``: behind a silent heh, نسخه‌ی (``ye``), نسخهٔ (``hamza``) or nothing (``none``).
What is not chosen goes as the document mostly does (``document``); ``as is`` leaves all as they stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DOCUMENT, AS_IS = "document", "as is"
WORDS = ("آن‌ها", "این‌که", "همچنین", "این‌گونه", "هیچ‌کس")  # each stands for its like: آن‌ها for این‌ها too
_JOINS = (DOCUMENT, "joined", "zwnj", AS_IS)
STYLES: Mapping[str, tuple[str, ...]] = {
    "demonstratives": _JOINS,
    "ezafe": (DOCUMENT, "ye", "hamza", "none", AS_IS),
    **dict.fromkeys(WORDS, _JOINS),
}
_BY_KEY = {name.replace("\u200c", ""): name for name in STYLES}


def checked(styles: Mapping[str, object]) -> dict[str, str]:
    """Chosen styles by their names (آنها is found too). Raises ValueError with what is wrong, and the cure."""
    found = {}
    for said, value in styles.items():
        name = _BY_KEY.get(said.replace("\u200c", ""))
        if name is None:
            raise ValueError(f"no house style is called {said[:40]!r}", f"known: {', '.join(STYLES)}")
        if not isinstance(value, str) or value not in STYLES[name]:
            known = ", ".join(f'"{one}"' for one in STYLES[name])
            raise ValueError(f"house style {name}: {str(value)[:40]!r} is not known", f"write one of {known}")
        found[name] = value
    return found


def chosen(styles: Mapping[str, str], name: str) -> str:
    """The style of a name: its own, else that of all demonstratives, else the document's."""
    general = styles.get("demonstratives", DOCUMENT) if name in WORDS else DOCUMENT
    return styles.get(name, general)


def told(styles: Mapping[str, str]) -> str:
    """The chosen styles for a signature; empty where all follow the document."""
    return ", ".join(f"{name} {value}" for name, value in sorted(styles.items()) if value != DOCUMENT)
