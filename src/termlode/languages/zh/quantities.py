"""Words around numbers: ordinals, ranges, halves."""

NUMERATORS: dict[str, int] = {}
DENOMINATORS: dict[str, int] = {}
DIVIDER = ""
FRACTIONS: dict[str, tuple[int, int]] = {}
PREFIXES = ""
RANGES = "至|到|或"
ORDINAL = ""
BEFORE_ORDINAL = "第\\s?"
CURRENCIES = ""
HALF = ""
MINUS = "负|負|零下"
