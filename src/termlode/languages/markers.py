"""What gives away languages that have no pack, and how words of the Arabic script are compared.

Words of fa, ar and ps are compared as :func:`skeleton` folds them: one yeh, one kaf, one alef, no marks.
"""

from __future__ import annotations

import re

from termlode.languages.listed import words

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


# Letters of neighbours that Termlode does not identify (Kurdish, Uyghur, Sindhi, Kashmiri, Saraiki).
NEIGHBOURS = {**dict.fromkeys("پچژگ", 2.5), **dict.fromkeys("ڕڵۆۇۈۋڭٻڀڄڃٿٽڦڪڳڱڻٺݨەێ", 5.0)}

# Small words of other languages in the Latin script that English does not share.
LATIN_OTHER = words(
    "der das und ist nicht mit von den dem ein eine für auf zu im des auch sich wird werden le la les des du "
    "et est une dans pour que qui sur au aux avec par el los las y en una por con del se es lo como il gli di che "
    "della sono è per ve bir bu için ile olarak daha çok gibi olan ancak ama da de o os um uma não em dos het van "
    "een zijn och att som på je w na z nie się "
    "yang dan di dari untuk dengan pada ini itu tidak akan adalah bahwa karena kerana oleh dalam negara tahun "
    "lebih juga telah sudah kepada sebagai atau antara setelah saat bulan naik turun persen peratus ekonomi "
    "pemerintah kerajaan harga presiden menteri perdana minyak dunia hari orang rumah kata baru baharu warga kota "
    "jalan hingga tersebut menurut dapat mereka kami kita anda saya bisa boleh belum masih sedang semua dua tiga "
    "ribu juta korban banjir kesehatan kesihatan kementerian kes anak siap kini serta terhadap agar jika bila lagi pula"
)
# Indonesian and Malay words by their affixes: mengumumkan, kesehatan, pembangunan, akhirnya.
MALAY = re.compile(
    r"(?:me(?:ng|ny)[a-z]{4,}|me[mn][a-z]{3,}kan|(?:di|ber|ter|ke|pe(?:m|ng?|ny)|per)[a-z]{3,}(?:kan|an)|[a-z]{4,}nya)"
)
