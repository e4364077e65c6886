"""What tells Russian from other languages in Cyrillic letters."""

from termlode.languages.listed import words

LETTERS = {
    **dict.fromkeys("ыэ", 2.5),
    "ё": 1.0,
    "ъ": -0.5,  # the commonest sign of Bulgarian, but for ы and э
    **dict.fromkeys("іїєґўљњћђџјѓќѕәғқңөұүһҳҷӣӯҡҫҙәѣ", -4.0),
}
# Of the small words those that Bulgarian, Serbian and Ukrainian do not share.
WORDS = words(
    "во что она оно они со ко как это этот эта эти из для об к бы был была было были быть есть его её ее их которая "
    "которые который которых также только если чтобы когда где уже более после году года стал стала ещё еще очень "
    "можно нет"
)
