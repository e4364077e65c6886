"""‑های: the plural of a short word (رابط‌های) or the indefinite of a longer one behind its silent heh (تراشه‌ای).

Where the lexicon has both words, a logistic model decides by how frequent they are, what the lexicon and the document
spell with ZWNJ, and the words around: a plural with ezafe needs a noun or adjective behind it. The weights were fitted
on TICO-19 and gold/ocr (``scripts/fit_haye_model.py``); what is less than sure is only suggested.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from termlode.languages.fa.lexicon import FINITE, ZWNJ, Flag
from termlode.languages.listed import words

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from termlode.languages.fa.correction.facts import Facts
    from termlode.languages.fa.correction.zwnj import Ambiguous
    from termlode.languages.fa.lexicon import Persian

# The fitted weights, rounded; where a bulletin on health tells little (the end of a phrase, a pointer before, که and را
# behind, what else the document speaks of) they are drawn towards what grammar says.
WEIGHTS = {
    "bias": 0.0,
    "level": 2.15,  # eight doublings less one
    "attested": 0.5,
    "participle": -0.6,
    "no noun": 0.75,  # the shorter word
    "verb form": 0.4,
    "there": 1.4,
    "indefinite before": 0.4,
    "ezafe before": 0.8,
    "ends": 0.4,
    "number": -0.4,
    "no ezafe": 2.2,
    "function word": 0.9,
    "predicate": 0.4,
    "owner": -0.55,
    "noun": -0.35,
    "ye behind": -0.75,
}
_INDEFINITE_BEFORE = words("یک هیچ چنین عجب همچون مانند به‌عنوان دارای")
_PREDICATE = words("است بود شد نیست باشد دارد دارند کرد کند کردند شدند شده")
_NO_EZAFE = words("که را است بود شد نیست باشد")  # never behind the ezafe of a plural
_FUNCTION = words("و یا برای در از به با تا بر چون اگر اما ولی نیز هم بی بین")
_OWNER = words("خود ما شما او آن این آنها آن‌ها آنان ایشان من تو وی همه مختلف دیگر جدید")
_CLOSING = tuple(".،؛:؟!»)]…\n\r")
_THERE, _SCALE = 3, 50


@dataclass(frozen=True, slots=True)
class Context:
    """The words around a token, and whether a phrase ends behind it (None: a number stands there)."""

    before: str
    after: str
    ends: bool | None

    @classmethod
    def of(cls, text: str, tokens: Sequence[re.Match[str]], index: int) -> Context:
        """What stands around a token of ``text``."""
        here = tokens[index]
        follower = tokens[index + 1] if index + 1 < len(tokens) else None
        gap = text[here.end() : follower.start()] if follower else "."
        leader = tokens[index - 1] if index and tokens[index - 1].end() + 1 == here.start() else None
        return cls(leader.group() if leader else "", follower.group() if follower else "", _closes(gap))


def _closes(gap: str) -> bool | None:
    """Whether a gap between words ends a phrase; None where a number stands in it (بندهای ۱ و ۲)."""
    gap = gap.strip(" \u00a0")
    return None if any(char.isdigit() for char in gap) else gap.startswith(_CLOSING)


def features(both: Ambiguous, word: str, here: Context, known: Facts, lexicon: Persian) -> dict[str, float]:
    """What speaks for the indefinite (above 0) or the plural, under the names of :data:`WEIGHTS`."""
    short, long = word.removesuffix("های"), word.removesuffix("ای")
    found: dict[str, float] = {"bias": 1, "level": (both.single_level - both.plural_level) / _SCALE}
    entry, longer = lexicon.find(word), lexicon.find(long)
    if entry is not None and entry.joined:
        side = 1 if entry.joined == both.single else -1 if entry.joined == both.plural else 0
        found["attested"] = side * entry.joined_level / _SCALE
    if longer is not None and longer.flags & Flag.PARTICIPLE:
        found["participle"] = 1
    stem = lexicon.find(short)
    if stem is None or not stem.flags & Flag.SUBSTANTIVE:
        found["no noun"] = 1
    if stem is not None and stem.flags & (FINITE | Flag.NUMERAL | Flag.STEM):
        found["verb form"] = 1
    nearby = min(known.counts[long], _THERE) - min(known.counts[short], _THERE)
    found["there"] = nearby / _THERE
    found |= dict.fromkeys(_around(here, lexicon), 1.0)
    return found


def _around(here: Context, lexicon: Persian) -> list[str]:
    """The features of the context."""
    found = []
    after = here.after.replace(ZWNJ, "")
    if here.before in _INDEFINITE_BEFORE:
        found.append("indefinite before")
    if here.before.endswith(("ها", "های", "ی")):
        found.append("ezafe before")
    if here.ends is None:
        found.append("number")
    elif here.ends:
        found.append("ends")
    elif after in _NO_EZAFE:
        found.append("no ezafe")
    elif after in _FUNCTION:
        found.append("function word")
    elif after in _PREDICATE or after.startswith(("می", "نمی")):
        found.append("predicate")
    elif after in _OWNER:
        found.append("owner")
    else:
        entry = lexicon.find(after)
        if entry is not None and entry.flags & Flag.NOUN:
            found.append("noun")
        elif entry is not None and entry.flags & FINITE:
            found.append("predicate")
        if after.endswith("ی"):
            found.append("ye behind")
    return found


def single(found: dict[str, float]) -> float:
    """The probability that the indefinite of the longer word was meant."""
    return 1 / (1 + math.exp(-sum(WEIGHTS.get(name, 0.0) * value for name, value in found.items())))
