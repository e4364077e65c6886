"""Words that multiply, with their power of ten, and the word between two parts of one number."""

MULTIPLIERS = {
    "thousand": 3, "million": 6, "millions": 6, "mn": 6, "mln": 6, "billion": 9, "billions": 9, "bn": 9,
    "trillion": 12, "trillions": 12, "tn": 12, "trn": 12,
}  # fmt: skip
AND = ""
