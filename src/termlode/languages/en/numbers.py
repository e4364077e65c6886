"""Words that multiply, with their power of ten, and the word between two parts of one number."""

MULTIPLIERS = {
    "thousand": 3, "million": 6, "millions": 6, "mn": 6, "mln": 6, "billion": 9, "billions": 9, "bn": 9,
    "lakh": 5, "lakhs": 5, "crore": 7, "crores": 7, "trillion": 12, "trillions": 12, "tn": 12, "trn": 12,
}  # fmt: skip
AND = ""
CARDINAL_AND = "and"  # one hundred and fifty
YEARS = True  # nineteen eighty-four
NEVER = ("a", "one", "hundred")
NOT_AFTER = r"(?<!\w)(?:(?:a|one|some|every) in (?:every )?|[a-z]-)"
NOT_BEFORE = r"[ -](?:hand|third)s?(?!\w)"
ORDINAL_TAIL = (
    r"[ -](?:and )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w+teenth"
    r"|\w+tieth)(?!\w)"
)
CARDINALS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "hundred": 100,
}  # fmt: skip
