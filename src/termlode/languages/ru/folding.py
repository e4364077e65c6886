"""Russian: ё is mostly written е, as its marks fall anyway; й stays, for it is no и with a mark."""

LETTERS: dict[str, str] = {}
KEEP = frozenset("й")
