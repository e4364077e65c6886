"""Letters of English for the checks of the termbase: those that another language's keyboard gives, and its own."""

import re

FOREIGN: dict[str, str] = {}
OWN = re.compile("[A-Za-z]")
