"""What tells Pashto from other languages of the Arabic script."""

import re

from termlode.languages.listed import words

LETTERS = {**dict.fromkeys("ټډړږښګڼېۍځڅ", 4.0), **dict.fromkeys("پچژگ", 2.5)}
WORDS = words("د په چې دي کې څخه سره یې لپاره هغه شوي")
SIGN = re.compile("[ټډړږښګڼېۍځڅ]")
