"""Words around numbers: fractions, ranges, currencies; what a noun says of 1 and 2 by its form."""

import re

NUMERATORS = {"ثلاثة": 3, "ثلاث": 3, "أربعة": 4, "خمسة": 5}
DENOMINATORS = {"أرباع": 4, "أخماس": 5, "أسداس": 6, "أسباع": 7, "أثمان": 8, "أتساع": 9, "أعشار": 10}
DIVIDER = " "
FRACTIONS = {
    "ثلث": (1, 3), "ثلثا": (2, 3), "ثلثي": (2, 3), "ثلثين": (2, 3), "ثلثان": (2, 3), "ربع": (1, 4), "نصف": (1, 2),
    "نصف مليون": (10**6, 2), "نصف مليار": (10**9, 2), "ألفي": (2000, 1), "ألفان": (2000, 1), "ألفين": (2000, 1),
    "مليوني": (2 * 10**6, 1),
    "مليونان": (2 * 10**6, 1), "مليونين": (2 * 10**6, 1), "ملياري": (2 * 10**9, 1), "ملياران": (2 * 10**9, 1),
    "مليارين": (2 * 10**9, 1), "مئتي": (200, 1), "مئتان": (200, 1), "مئتين": (200, 1), "مائتي": (200, 1),
    "مائتان": (200, 1), "مائتين": (200, 1),
}  # fmt: skip
PREFIXES = "[وفبلك]?"
RANGES = "إلى|الى|و|أو|حتى"
ORDINAL = ""
BEFORE_ORDINAL = ""
CURRENCIES = "دولار|يورو|ريال|درهم|دينار|جنيه|ليرة|يوان"
HALF = r"\s+ونصف(?:\s+ال(?:مليون|مليار|تريليون))?(?!\w)"

_DUAL = re.compile(r"(?<!\w)[وفبلك]?(?:ال)?\w{3,}(?:ان|ين|تا|تي)(?!\w)")


def says_by_form(value: int, text: str) -> bool:
    """Whether ``text`` may say 1 or 2 without a number: by a singular (any text may), by a dual."""
    return value == 1 or (value == 2 and _DUAL.search(text) is not None)


MINUS = r"(?:ناقص|سالب)\s"
DOZEN = r"\s(?:دزينة)(?!\w)"
