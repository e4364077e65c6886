"""What gives a language away in the Arabic, Han and Latin scripts: letters and small words of our own choosing.

Words of fa, ar and ps are compared as :func:`skeleton` folds them: one yeh, one kaf, one alef, no marks.
"""

from __future__ import annotations

_SKELETON = str.maketrans(
    {
        **dict.fromkeys("يىۍېےئ", "ی"),
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ةەۀ", "ه"),
        **dict.fromkeys("\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0654\u200c\u200d", ""),
        "ك": "ک",
        "ؤ": "و",
    }
)


def skeleton(text: str) -> str:
    """``text`` with one yeh, one kaf and one alef, without marks: only for telling languages apart."""
    return text.translate(_SKELETON)


# Letters that give a language away: who they speak for, in natural-log units, per occurrence (at most five count).
# The last group belongs to neighbours that Termlode does not identify (Kurdish, Uyghur, Sindhi, Kashmiri, Saraiki).
WEIGHTS: dict[str, tuple[tuple[str, ...], float]] = {
    **dict.fromkeys("ټډړږښګڼېۍځڅ", (("ps",), 4.0)),
    **dict.fromkeys("ٹڈڑںےۓھہۂۃ", (("ur",), 4.0)),
    **dict.fromkeys("پچژگ", (("fa", "ps", "ur", "und"), 2.5)),
    **dict.fromkeys("ةإ", (("ar",), 3.0)),
    "ى": (("ar",), 1.5),
    "أ": (("ar",), 1.0),
    "\u200c": (("fa",), 2.0),
    **dict.fromkeys("ڕڵۆۇۈۋڭٻڀڄڃٿٽڦڪڳڱڻٺݨەێ", (("und",), 5.0)),
}


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Small words; Urdu's are compared as they stand, without folding.
URDU: frozenset[str] = _words(
    "آپ امریکہ امریکی اور اپنا اپنی اپنے ایک بجلی بھارت بھی توانائی تھا تھی تھے جاتا خبریں دھاتیں روپے رپورٹ رہا "
    "رہی رہے ساتھ سے لئے لاکھ لیے مجھے میں نہیں نے والے وہ پہلے کا کرتا کرتی کرتے کرنے کروڑ کون کہ کہاں کیا کیسے "
    "کیوں کیے کے گئی گئے گا گی گیا گے ہم ہمارے ہو ہوئی ہوئے ہوا ہوتا ہوتی ہی ہیں ہے یہ کرنا جاتی ہمارا ہماری سکتا "
    "سکتی سکتے چاہیے چاہئے دھات زیادہ ہونے ہونا دوسرے دوسری پہلی پہلا جنہیں انہوں انہیں جس کوئی کچھ بہت ابھی پھر "
    "دیا دیے لگا لگی برآمدات درآمدات"
)
ENGLISH = _words(
    "the of and to in is are was were be been has have had a an that this these those it its for on with as by at "
    "from or not but which who will would can could may might should into over than then there their they we our "
    "you your he she his her about after before between through under while what when where why how more most all "
    "new also other such no only"
)
# Small words of other languages in the Latin script that English does not share.
LATIN_OTHER = _words(
    "der das und ist nicht mit von den dem ein eine für auf zu im des auch sich wird werden le la les des du "
    "et est une dans pour que qui sur au aux avec par el los las y en una por con del se es lo como il gli di che "
    "della sono è per ve bir bu için ile olarak da de o os um uma não em dos het van een zijn och att som på "
    "je w na z nie się"
)
