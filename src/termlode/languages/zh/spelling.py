"""Letters of Chinese for the checks of the termbase: those that another language's keyboard gives, and its own."""

import re

FOREIGN: dict[str, str] = {}
OWN = re.compile("[\u3400-\u9fff]")
