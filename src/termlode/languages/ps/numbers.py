"""Words that multiply, with their power of ten, and the word between two parts of one number."""

MULTIPLIERS = {
    "زره": 3, "میلیونه": 6, "میلیون": 6, "ملیون": 6, "ملیونه": 6, "میلیارد": 9, "ملیارد": 9, "میلیارده": 9,
    "زرو": 3, "میلیونو": 6, "ملیونو": 6, "میلیاردو": 9, "ملیاردو": 9, "ملیارده": 9,
    "بیلیون": 9, "ټریلیون": 12, "تریلیون": 12,
}  # fmt: skip
AND = "او"
