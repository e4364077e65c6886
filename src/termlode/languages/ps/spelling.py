"""Letters of Pashto for the checks of the termbase: those that another language's keyboard gives, and its own."""

import re

FOREIGN = {"ك": "ک", "ى": "ی", "گ": "ګ", "ہ": "ه", "ھ": "ه", "ے": "ی"}
OWN = re.compile("[\u0621-\u06d5]")
