"""Letters of Arabic for the checks of the termbase: those that another language's keyboard gives, and its own."""

import re

FOREIGN = {
    "ی": "ي", "ک": "ك", "گ": "ك", "ۀ": "ة", "ې": "ي", "ە": "ه", "ہ": "ه", "ھ": "ه", "ے": "ي",
}  # fmt: skip
OWN = re.compile("[\u0621-\u064a]")
