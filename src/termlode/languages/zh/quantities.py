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
HALF_BEHIND = (
    "(?:个|個|天|年|周|里|公里|米|倍|层|層|岁|歲|月|小时|小時|分钟|分鐘|斤|亩|畝|块|塊)半(?![径徑数數价價球岛島场場])"
)
MINUS = "负|負|零下"
