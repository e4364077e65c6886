"""Words around numbers: fractions, ordinals, ranges, currencies."""

from termlode.languages.fa.numbers import MULTIPLIERS

NUMERATORS = {"یک": 1, "دو": 2, "سه": 3, "چهار": 4, "پنج": 5, "شش": 6, "هفت": 7, "هشت": 8, "نه": 9}
DENOMINATORS = {
    "دوم": 2, "سوم": 3, "چهارم": 4, "پنجم": 5, "ششم": 6, "هفتم": 7, "هشتم": 8, "نهم": 9, "دهم": 10, "صدم": 100,
    "هزارم": 1000,
}  # fmt: skip
DIVIDER = "[ \u200c]?"
FRACTIONS = (
    {"نیمی از": (1, 2), "نصف": (1, 2), "یک و نیم": (3, 2), "دو و نیم": (5, 2)}
    | {f"نیم {word}": (10**power, 2) for word, power in MULTIPLIERS.items()}
    | {
        f"نیم{blank}{unit}": (1, 2)
        for unit in ("قرن", "سال", "روز", "ساعت", "دقیقه", "درصد", "متر", "کیلو", "کیلومتر", "درجه", "واحد")
        for blank in " \u200c"
    }
)
PREFIXES = ""
RANGES = "تا|الی|یا|و"
ORDINAL = r"(?:\u200c?(?:ا?مین|ام)|(?<![0-9۰-۹]{4})\u200c?م)(?!\w)"  # ۲۰۰۵م is a year
BEFORE_ORDINAL = ""
CURRENCIES = "دلار|یورو|ریال|تومان|پوند|یوان|درهم|دینار|روپیه|افغانی|ین"
HALF = r"[\s\u200c]+و[\s\u200c]*نیم(?!\w)"
HALF_BEHIND = r"[ \u200c](?:سال|ماه|هفته|روز|ساعت|دقیقه|قرن|دهه|برابر|متر|کیلومتر|کیلو|درجه|واحد|بار)\s+و\s+نیم(?!\w)"
POINT = r" ممیز "
QUARTER = r"\s+و\s+(?:یک[ \u200c]چهارم|ربع)(?!\w)"
BELOW = r"\s*(?:°|درجه(?:[\s\u200c]ی?\s?سانتی[\s\u200c]?گراد)?)?\s+زیر\s+صفر(?!\w)"
MINUS = r"(?:منفی|منهای)\s"
DOZEN = r"\s(?:دوجین)(?!\w)"
