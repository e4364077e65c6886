"""The facts of a language without a pack: its script, and what follows from that."""

from __future__ import annotations

from termlode.languages.pack import Pack

# ISO 15924 codes of languages that are not written in Latin letters. Japanese counts as written in Han characters.
_SCRIPTS = {
    **dict.fromkeys(("ur", "ckb", "ug", "sd", "ks", "bal", "glk", "mzn", "azb", "lrc", "arz", "pnb", "skr"), "Arab"),
    **dict.fromkeys(("ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "mn", "tg", "tt", "ba", "cv", "os", "ce"), "Cyrl"),
    **dict.fromkeys(("he", "yi"), "Hebr"),
    **dict.fromkeys(("hi", "mr", "ne", "sa"), "Deva"),
    **dict.fromkeys(("ja", "yue", "wuu"), "Hani"),
    **dict.fromkeys(("am", "ti"), "Ethi"),
    "dv": "Thaa", "el": "Grek", "hy": "Armn", "ka": "Geor", "ko": "Hang", "th": "Thai", "lo": "Laoo", "km": "Khmr",
    "my": "Mymr", "bo": "Tibt", "bn": "Beng", "as": "Beng", "pa": "Guru", "gu": "Gujr", "or": "Orya", "ta": "Taml",
    "te": "Telu", "kn": "Knda", "ml": "Mlym", "si": "Sinh", "syr": "Syrc", "nqo": "Nkoo",
}  # fmt: skip
_UNSPACED = frozenset({"Hani", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"})


def default(tag: str) -> Pack:
    """What is taken for granted of the language of a primary subtag that has no pack."""
    script = _SCRIPTS.get(tag, "Latn")
    return Pack(tag, "", script=script, spaced=script not in _UNSPACED, zwnj=script == "Arab")
