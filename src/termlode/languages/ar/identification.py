"""What tells Arabic from other languages of its script."""

import re

from termlode.languages.listed import words

LETTERS = {**dict.fromkeys("ةإ", 3.0), "ى": 1.5, "أ": 1.0}
WORDS = words("في على إلى التي الذي هذا هذه أن كان عن ذلك قد لم")
SIGN = re.compile("[ةىإأ]|\\b[وفبك]?ال\\w{3}|\\bلل\\w{3}")
