"""Broken plurals by the patterns of Arabic (Wright, A Grammar of the Arabic Language, §§ 304–305).

They over-generate; a form that is no word harms nobody. All forms are folded with the cross-language key.
"""

from __future__ import annotations

_LONG = frozenset("اوی")
# Nouns whose فعول is a verbal noun of its own: دخل is income, دخول entry.
_NOT_FUUL = frozenset(
    (
        "دخل",
        "خرج",
        "وصل",
        "شعر",
        "سلک",
        "قبل",
        "نفذ",
        "حضر",
        "ظهر",
        "هبط",
        "صعد",
        "نزل",
        "جلس",
        "وقف",
        "وجد",
        "حدث",
        "عبر",
    )
)


def pattern_plurals(word: str, feminine: bool) -> list[str]:
    """Broken plurals of a folded Arabic noun by its pattern; ``feminine``: it ends in ة (folded ه)."""
    core = word[:-1] if feminine else word
    if not core.isalpha() or not 3 <= len(core) <= 5:
        return []
    return _of_three(core) if len(core) == 3 and not feminine else _longer(core, feminine)


def _of_three(core: str) -> list[str]:
    a, b, c = tuple(core)
    if a in "اء" or c in _LONG:
        return []
    found = [f"ا{a}{b}ا{c}"]  # قمر أقمار
    if b not in _LONG and core not in _NOT_FUUL:
        found.append(f"{a}{b}و{c}")  # حقل حقول
    return found


def _longer(core: str, feminine: bool) -> list[str]:
    found = []
    if len(core) == 5 and core[3] in _LONG and not _LONG & set(core[:3]):
        found.append(f"{core[:2]}ا{core[2]}ی{core[4]}")  # مشروع مشاريع
    if len(core) == 5 and core[1] == "ا" and core[3] == "و":
        found.append(f"{core[0]}وا{core[2]}ی{core[4]}")  # صاروخ صواريخ
    if len(core) == 3 and feminine and core[2] == "ی":
        found.append(f"{core[:2]}ایا")  # قضية قضايا
    if len(core) != 4:
        return found
    a, b, c, d = tuple(core)
    if not _LONG & {b, c, d} and a != "ا":
        found.append(f"{a}{b}ا{c}{d}")  # معدن معادن, سلسلة سلاسل
    if b == "ا" and c not in _LONG:
        found.append(f"{a}وا{c}{d}")  # ضابط ضوابط
    if c in _LONG and feminine:
        found.append(f"{a}{b}ای{d}")  # شريحة شرائح
    if c == "ا" and not feminine:
        found.append(f"ا{a}{b}{d}ه")  # سلاح أسلحة
    return found
