"""Arabic nouns that are written like a verb: ذهب الولد is "the boy went", قد طلب "he has asked".

A noun without article may be the past tense of its root. What speaks for the verb: a particle that asks for
one, an object behind it, or its place at the head of a sentence before somebody who acts. A noun that is far
more often a verb (ذهب) is one before any definite noun there; a first person plural in نا is always one.
"""

from __future__ import annotations

_REACH = 24
_WE = "نا"
# Nouns of the pattern فعل whose verb is in daily use; folded, as all lists here.
_VERBAL = frozenset((
    "ذهب", "طلب", "ردع", "عمل", "حمل", "نقل", "دعم", "رفع", "خفض", "ربح", "حفر", "زرع", "ضرب", "دفع", "قطع", "جمع",
    "منع", "دخل", "خرج", "فتح", "قتل", "لعب", "بحث", "درس", "نشر", "فرض", "شحن", "حصد", "هدم", "صنع", "سحب", "نصب",
    "کشف", "فحص",
))  # fmt: skip
_MOSTLY = frozenset({"ذهب", "خرج"})
_PARTICLES = frozenset((
    "قد", "لقد", "وقد", "فقد", "ثم", "حیث", "عندما", "حین", "حینما", "لما", "کما", "این", "متی", "اذا", "الذی", "التی",
    "الذین", "ما", "وما", "هل", "بعدما", "کان", "حتی", "لو", "ولو", "ماذا", "لماذا", "کیف",
))  # fmt: skip
_OBJECTS = frozenset((
    "الی", "مع", "معه", "معها", "معهم", "معا", "معی", "معنا", "الیه", "الیها", "الیهم", "به", "بها", "بهم", "هو", "هی",
    "منه", "منها", "منهم", "منی", "ان", "احد",
))  # fmt: skip
_WITH_FROM = frozenset({"طلب"})  # asks something *of* somebody
_AGENTS = frozenset((
    "الرییس", "الوزیر", "المدیر", "الملک", "الامیر", "القاضی", "المعلم", "الاستاذ", "الطبیب", "الرجل", "الولد", "الطفل",
    "المتحدث", "القاید", "الجیش", "المحامی", "المهندس", "المدرب", "اللاعب", "البرلمان", "المجلس", "الاب", "المراه",
    "الطالب", "الشاب",
))  # fmt: skip


def is_verb(key: str, span: tuple[int, int], prefix: str, opens: bool) -> bool:
    """Whether a noun is the verb that is written alike; ``opens``: nothing of the sentence stands before it."""
    start, end = span
    word = key[start + len(prefix) : end]
    stem = _stem(word)
    if stem not in _VERBAL or prefix not in ("", "و", "ف"):
        return False
    if word == stem + _WE:
        return stem in _MOSTLY
    after = key[end : end + _REACH].split(maxsplit=1)[:1]
    following = after[0] if after else ""
    if following in _OBJECTS or (following == "من" and stem in _WITH_FROM):
        return True
    return word == stem and (_follows_particle(key, start, opens) or _has_agent(stem, following, opens or prefix != ""))


def _stem(word: str) -> str:
    """The third person singular of a past tense in نا or ا."""
    return word if word in _VERBAL else word.removesuffix(_WE if word.endswith(_WE) else "ا")


def _follows_particle(key: str, start: int, opens: bool) -> bool:
    before = key[max(0, start - _REACH) : start].split()
    return not opens and bool(before) and before[-1] in _PARTICLES


def _has_agent(stem: str, following: str, opens: bool) -> bool:
    return opens and (following in _AGENTS or (stem in _MOSTLY and following.startswith("ال")))
