"""Letters of Persian for the checks of the termbase: those that another language's keyboard gives, and its own."""

import re

FOREIGN = {
    "ي": "ی", "ى": "ی", "ك": "ک", "ې": "ی", "ۍ": "ی", "ګ": "گ", "ە": "ه", "ہ": "ه", "ھ": "ه", "ے": "ی",
}  # fmt: skip
OWN = re.compile("[\u0621-\u06d5]")
