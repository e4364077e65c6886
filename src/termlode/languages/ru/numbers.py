"""Words that multiply, with their power of ten, in all their cases."""

_STEMS = {"миллион": 6, "миллиард": 9, "триллион": 12}
_CASES = ("", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах")
MULTIPLIERS = {
    **{stem + case: power for stem, power in _STEMS.items() for case in _CASES},
    **dict.fromkeys(("тыс", "тысяча", "тысячи", "тысячу", "тысяче", "тысячей", "тысяч", "тысячам", "тысячами"), 3),
    "тысячах": 3, "млн": 6, "млрд": 9, "трлн": 12,
}  # fmt: skip
AND = ""
