"""What tells Persian from other languages of the Arabic script."""

import re

from termlode.languages.listed import words

LETTERS = {**dict.fromkeys("پچژگ", 2.5), "\u200c": 2.0}
WORDS = words("از را است این که برای شد بود شده آن با می خود های")
SIGN = re.compile("[پچژگ]|ها[یي]?\\b|\u200c")
