"""Words around numbers: fractions, ordinals, ranges, currencies."""

NUMERATORS = {
    "one": 1, "a": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
DENOMINATORS = {
    "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6,
    "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8, "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10,
}  # fmt: skip
DIVIDER = "[ -]"
FRACTIONS = (
    {
        f"{half} {word}": (10**power, 2)
        for half in ("half a", "half")
        for word, power in {"million": 6, "billion": 9, "trillion": 12}.items()
    }
    | {
        "one half": (1, 2),
        "one-half": (1, 2),
        "half of": (1, 2),
        "half the": (1, 2),
        "quarter of a million": (10**6, 4),
        "quarter of a century": (1, 4),
        "a quarter of a century": (1, 4),
        "quarter of an hour": (1, 4),
        "quarter century": (1, 4),
        "a quarter century": (1, 4),
        "quarter-century": (1, 4),
        "a quarter-century": (1, 4),
        "half-century": (1, 2),
        "a dozen": (12, 1),
        "half a dozen": (6, 1),
    }
    | {
        f"half {unit}": (1, 2)
        for unit in (
            "an hour",
            "an inch",
            "a century",
            "a year",
            "a day",
            "a mile",
            "a kilometre",
            "a point",
            "a percentage point",
            "a degree",
            "a per cent",
            "a percent",
            "a tonne",
        )
    }
    | {
        f"{time} and a half": (3, 2)
        for time in ("an hour", "a year", "a month", "a week", "a day", "a minute", "a mile")
    }
)
PREFIXES = ""
RANGES = "to|and|or"
ORDINAL = "(?:st|nd|rd|th)(?![A-Za-z])"
BEFORE_ORDINAL = ""
CURRENCIES = "USD|EUR|GBP|dollars?|euros?"
HALF = r"[\s-]+and[\s-]+a[\s-]+half(?!\w)"
HALF_BEHIND = r" (?:years?|months?|weeks?|days?|hours?|minutes?|miles?|metres?|points?|times) and a half(?!\w)"
POINT = r" point "
QUARTER = r"\s+and\s+(?:a|one)\s+quarter(?!\w)"
QUARTERS = r"\s+and\s+three[\s-]quarters(?!\w)"
HUNDRED = r"\s(?:hundred)(?!\w)"
BELOW = r"\s*(?:°\s?[CF]?|degrees?(?:\s(?:Celsius|Fahrenheit|centigrade))?)?\s+below\s+(?:zero|freezing)(?!\w)"
MINUS = r"(?:minus|negative)\s"
DOZEN = r"\s(?:dozens?)(?!\w)"
OF = r"\s+of\s+an?"
