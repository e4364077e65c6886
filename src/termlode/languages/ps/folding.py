"""Pashto: ي ی ې ۍ ئ contrast and are never folded; only kaf, gaf and the shapes of alef and heh are."""

LETTERS = {"ك": "ک", "ٱ": "ا", "ە": "ه", "گ": "ګ"}
KEEP = frozenset("ئۍېۀ")
