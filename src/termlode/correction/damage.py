"""Damage of text extraction (the readers' detectors), as edits: visual order, mojibake, brackets, ligatures.

The detectors weigh every line; a text that shows none of the signs below is spared them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.model import Edit

if TYPE_CHECKING:
    from termlode.model import EditClass

_FOLLOWERS = re.escape("".join(bytes([code]).decode("cp1256") for code in range(0x80, 0xC0)))
_SIGNS = re.compile(
    "[\ufb50-\ufdfb\ufe70-\ufefc\u00ad]"  # presentation forms, soft hyphens
    "|[À-ÿ][\u0080-\u00bf\u0152-\u0192\u2013-\u2122]|[À-ÿ]{3}"  # bytes read in a wrong encoding
    f"|(?:[طظعغ][{_FOLLOWERS}]){{3}}"  # UTF-8 as Windows-1256
    "|(?<!\\w)[وفبك]?اال[ء-ي]{2}"  # a lam-alef glyph with its letters swapped
    "|(?:^|\\s)[)\\]}»]\\w[^\\n]{0,200}\\w[(\\[{«](?!\\w)"  # brackets that open outwards
    "|^[ \t]*[\u200e\u200f]*[-–.)][0-9۰-۹٠-٩]{1,2}[^0-9۰-۹٠-٩]",  # numbers of list items, turned
    re.MULTILINE,
)
# Small words of Persian and Arabic spelt backwards; none of them is a word.
_BACKWARDS = re.compile(r"(?<!\w)(?:تسا|هک|نیا|زا|دوب|دش|دنک|یارب|هدش|يف|ىلع|يتلا|نأ|ىلإ|هذه?|ناک)(?!\w)")
_KINDS: dict[str, EditClass] = {
    "presentation": "arabic",
    "lam-alef": "char",
    "visual-order": "line",
    "list-number": "digit",
}


def edits(text: str) -> list[Edit]:
    """Edits for what text extraction did; unsure ones are suggestions."""
    if not _SIGNS.search(text) and len(_BACKWARDS.findall(text)) < 2:
        return []
    from termlode.documents.layout import repairs

    return [
        Edit(
            f"damage.{found.rule}", _KINDS.get(found.rule, "markup"), found.start, found.end,
            text[found.start : found.end], found.after,
            "auto" if found.sure else "suggest", 0.97 if found.sure else 0.6,
            found.evidence,
        )
        for found in repairs(text)
        if text[found.start : found.end] != found.after
    ]  # fmt: skip
