"""Urdu: letters of Arabic and Persian keyboards count as its own; ھ and ہ, ے and ی, ں and ن contrast."""

LETTERS = {"ي": "ی", "ى": "ی", "ك": "ک", "ه": "ہ", "ة": "ہ", "ە": "ہ", "ۂ": "ہ", "ۃ": "ہ", "ٱ": "ا"}
KEEP: frozenset[str] = frozenset()
