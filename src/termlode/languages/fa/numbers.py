"""Words that multiply, with their power of ten, and the word between two parts of one number."""

MULTIPLIERS = {"هزار": 3, "میلیون": 6, "ملیون": 6, "میلیارد": 9, "ملیارد": 9, "بیلیون": 12, "تریلیون": 12}
AND = "و"
