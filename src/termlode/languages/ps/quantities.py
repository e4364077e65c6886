"""Words around numbers: fractions, ordinals, ranges, currencies."""

from termlode.languages.ps.numbers import MULTIPLIERS

NUMERATORS = {
    "یوه": 1, "یو": 1, "دوه": 2, "درې": 3, "څلور": 4, "پنځه": 5, "شپږ": 6, "اووه": 7, "اته": 8, "نهه": 9,
}  # fmt: skip
DENOMINATORS = {
    f"{stem}{ending}": value
    for stem, value in {
        "درېیم": 3, "دریم": 3, "څلورم": 4, "پنځم": 5, "شپږم": 6, "اووم": 7, "اتم": 8, "نهم": 9, "لسم": 10,
    }.items()
    for ending in "هې"
} | {
    f"پر {word}": value
    for word, value in {
        "دوه": 2, "درې": 3, "څلور": 4, "پنځه": 5, "شپږ": 6, "اووه": 7, "اته": 8, "نهه": 9, "لس": 10, "سل": 100,
    }.items()
}  # fmt: skip
DIVIDER = " (?:پر )?"
FRACTIONS = (
    {
        "نیمایي": (1, 2),
        "نیمايي": (1, 2),
        "نیمه برخه": (1, 2),
        "درېیمه برخه": (1, 3),
        "دریمه برخه": (1, 3),
        "څلورمه برخه": (1, 4),
        "پنځمه برخه": (1, 5),
        "لسمه برخه": (1, 10),
    }
    | {f"نیم {word}": (10**power, 2) for word, power in MULTIPLIERS.items()}
    | {
        f"{half} {unit}": (1, 2)
        for half in ("نیم", "نیمه")
        for unit in ("ساعت", "کال", "سلنه", "پېړۍ", "متر", "کیلو", "کیلومتر", "میاشت")
    }
)
PREFIXES = ""
RANGES = "تر|څخه تر|نه تر|یا|او"
ORDINAL = r"(?:\u200c?(?:مه|مې)|(?<![0-9۰-۹]{4})\u200c?م)(?!\w)"  # ۲۰۰۵م is a year
BEFORE_ORDINAL = ""
CURRENCIES = "ډالر|ډالره|ډالرو|افغانۍ|افغانیو|یورو|کلدارې"
HALF = r"\s+نیم(?!\w)"
POINT = r" (?:اعشاریه|اعشاريه|ممیز) "
HUNDRED = r"\s(?:سوه|سوو)(?!\w)"
BELOW = r"\s*(?:°|درجې|درجو)?(?:\sسانتي\s?ګراد)?\s+(?:تر|له|د)\s+صفر(?:\sڅخه)?\s+(?:لاندې|ټیټ\w*)(?!\w)"
MINUS = r"منف[يی]\s"
DOZEN = r"\s(?:درجنه?)(?!\w)"
