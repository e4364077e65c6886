"""English as the checks of translations know it."""

_ORDINALS = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
]  # fmt: skip
_CARDINALS = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
MONTHS = (
    "jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?", "aug(?:ust)?",
    "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?",
)  # fmt: skip
_TENS = {"twent": 20, "thirt": 30, "fort": 40, "fift": 50, "sixt": 60, "sevent": 70, "eight": 80, "ninet": 90}

SMALL = (
    {word: value for value, word in enumerate(_CARDINALS, 1)}
    | {f"{word}s?": value for value, word in enumerate(_ORDINALS, 1)}
    | {month: value for value, month in enumerate(MONTHS, 1)}
    | {f"{ten}(?:y|ies|ieth)": value for ten, value in _TENS.items()}
    | {
        "an?": 1, "i": 1, "ii": 2, "iii": 3, "iv": 4,
        "once": 1, "single": 1, "another": 1, "primary": 1, "mono": 1, "uni": 1, "twice": 2, "both": 2,
        "double[ds]?": 2, "pairs?": 2, "couple": 2, "twin": 2, "bi": 2, "dual": 2, "half": 2, "halves": 2,
        "bilateral": 2, "biweekly": 2, "fortnight": 2, "secondary": 2,
        "either": 2, "neither": 2, "triple[ds]?": 3, "tri": 3, "tripartite": 3, "thirds": 3, "quarters?": 4,
        "dozens?": 12, "score": 20,
        "hundreds?": 100, "centur(?:y|ies)": 100, "thousands?": 1000, "zero": 0, "no": 0, "none": 0, "decades?": 10,
        "week(?:s|ly)?": 7,
    }
)  # fmt: skip
AFTERNOON = r"p\.?\s?m\b|afternoon|evening|night"
MARKS = {
    "،": ",",
    "؛": ";",
    "؟": "?",
    "۔": ".",
    "。": ".",
    "，": ",",
    "、": ",",
    "；": ";",
    "：": ":",
    "？": "?",
    "！": "!",
}
OTHER_MONTHS = {
    "Jalali": (
        "farvardin", "ordibehesht", "khordad", "tir", "a?mordad", "shahrivar", "mehr", "aban", "azar", "dey", "bahman",
        "esfand",
    ),
    "Hijri": (
        "muharram", "safar", "rabi.? (?:al-?awwal|i)", "rabi.? (?:al-?thani|al-?akhir|ii)",
        "jumada (?:al-?(?:awwal|ula)|i)",
        "jumada (?:al-?thani|al-?akhirah?|ii)", "rajab", "sha.?ban", "ramadan", "shawwal", "dh?u.? ?al-?qa.?da?h",
        "dh?u.? ?al-?hijjah?",
    ),
}  # fmt: skip
QUOTES = {"": "“"}
TWICE = frozenset({"had", "that", "is", "very", "bye", "ha", "so", "no", "many", "long", "far", "out", "in", "on"})
DENSITY = 1.0
