"""Arabic: yeh and alef maksura, kaf, and ة as ه; its own letters are the key."""

LETTERS = {"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ٱ": "ا", "ۀ": "ه", "ے": "ي"}
KEEP: frozenset[str] = frozenset()
