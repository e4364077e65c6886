"""What tells English from other languages in Latin letters."""

from termlode.languages.listed import words

LETTERS: dict[str, float] = {}
WORDS = words(
    "the of and to in is are was were be been has have had a an that this these those it its for on with as by at "
    "from or not but which who will would can could may might should into over than then there their they we our "
    "you your he she his her about after before between through under while what when where why how more most all "
    "new also other such no only"
)
