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


# Letters that only one of our languages uses, and letters of neighbours that we do not identify
# (Kurdish, Uyghur, Sindhi, Kashmiri, Saraiki). Weights are natural-log odds, per occurrence.
PASHTO_LETTERS = frozenset("ټډړږښګڼېۍځڅ")
URDU_LETTERS = frozenset("ٹڈڑںےۓھہۂۃ")
OTHER_LETTERS = frozenset("ڕڵۆۇۈۋڭٻڀڄڃٿٽڦڪڳڱڻٺݨەێ")
PERSO_LETTERS = frozenset("پچژگک‌ی")  # also Pashto and Urdu; ZWNJ among them
ARABIC_LETTERS = frozenset("ةىإ")


def _set(words: str) -> frozenset[str]:
    return frozenset(skeleton(words).split())


# Small words and frequent endings of running text and headings.
PERSIAN = _set(
    "از در به که را با این ان برای تا بر یا هم های ها می نمی است نیست بود بوده شد شده شود باشد باشند خواهد خواهند کرد کرده "
    "کند کنند دارد دارند دهد داد داده گفت گفته هر چه چرا چگونه چیست کجا کدام باید نباید شاید اگر اما ولی نیز یک دو سه چهار "
    "پنج شش هفت هشت نه ده بیست سی صد هزار سال روز ماه هفته برنامه پیش پس روی زیر بین میان درباره پیرامون علیه همه همین "
    "همان چند چنین چون زیرا بنابراین وی او ما شما انها انان ایشان خود خویش دیگر دیگری بسیار بیشتر بیش کمتر بهتر بزرگ بزرگترین "
    "کوچک نخست نخستین دوم سوم جدید تازه نو نوین اکنون هنوز ایا وگو گیری سازی گذاری پذیری شدن کردن بودن داشتن گرفتن ساخت "
    "توسعه گزارش کشور کشورهای جهانی جهان رشد افزایش کاهش گسترش پیشرفت فناوری فناوریهای هوش مصنوعی زنجیره تامین انرژی صنعت "
    "صنایع شرکت شرکتهای دولت کمیاب خاکی باتری خودرو خودروهای برقی امریکا چین ژاپن اروپا روسیه ایران هند پکن بازار سرمایه "
    "همکاری رقابت تولید صادرات واردات معادن معدن فلزات مواد خام پژوهش دانشگاه دانشمندان محققان گروه فهرست مطالب دلیل اول "
    "یاد سرزمین ریاست جمهوری اسلامی سفارت تهران دیدار ملی نگاه امار نمودار شکل جدول منبع تصویر صفحه ترجمه دفتر مطالعات راهبرد "
    "راهبردی نیمه هادی تراشه ماهواره فضایی خورشیدی بادی هستهای سبز پاک برق نفت گاز زغال سنگ فولاد مس لیتیم گرافیت کبالت "
    "نیکل طلا نقره اب هوا زمین اقلیم محیط زیست سلامت بیماری قیمت ارز یوان دلار میلیون میلیارد درصد"
)
ARABIC = _set(
    "في من الي علي عن مع هذا هذه ذلك تلك التي الذي الذين اللذين ان انه انها انهم كان كانت يكون تكون ليس لم لن لا ما هو هي هم "
    "او ثم لكن بل حتي كل بعض جميع بين بعد قبل عند منذ خلال حول ضد نحو امام تحت فوق دون غير سوي ايضا كما لقد قد سوف سيتم يتم "
    "تم وقال قال قالت اضاف اكد يقول تقول يمكن يجب عبر لدي لدينا لديهم حيث اذا عندما بينما لماذا كيف متي اين هل نعم اكثر اقل "
    "اكبر اول اولي ثاني ثانيا ثالثا اخري اخر جديد جديدة كبير كبيرة دولة دول عام سنة يوم شهر مليون مليار دولار نسبة مئة مائة "
    "وفي ومن وعلي وقد ولا وهو وهي وكان وكانت والتي وذلك وهذا كانوا منها منه فيها فيه عليها عليه لها له لهم بها به الصين"
)
PASHTO = _set(
    "د په کی او چی ته له سره دی ده دا دغه هغه هم لپاره پوری څخه باندی کوی کړی کړه کړل کیږی شوی شوه شول شی وی وه ول وو وال به "
    "نه یی تر یو یوه یوه دوه دری څلور پنځه شپږ اووه اته لس شل زر سوه ډیر ډیره لوی لویه نوی نوی ځای کال کلونه ورځ ملیون میلیارد "
    "هیواد هیوادونه نړی نړیوال نړیواله لری لرل خو مګر که چه ځکه یا زما ستا زموږ ستاسو موږ تاسو دوی هغوی کله چیری څنګه څه څوک "
    "لومړی دویم دریم وروسته مخکی لاندی پورته منځ ترمنځ ترڅو اړه برخه برخی پروژه پروژی ویل وایی کولو کولای کولی کیدای کیدو "
    "سیمه سیمی صنعتی پانګونه امریکایی چینایی افغانستان اروپایی کانونه کان کیندنه فلزات فلزی بریښنا انرژی تولید محصولات اغیزی "
    "راتلونکی ننګونی ستراتیژیک همکاری المونیم"
)
URDU = frozenset(
    (
        "کا کی کے کو میں سے پر نے ہے ہیں تھا تھی تھے اور یہ وہ اس ان جو کہ بھی نہیں ہو ہوا ہوئی ہوئے ہوتا ہوتی گا گی گے کر کرنے کیا کیے "
        "کرتا کرتے کرتی لیے ساتھ بعد پہلے دو ایک تک ہی تو لئے جا جاتا رہا رہی رہے گیا گئی گئے والا والے والی اپنے اپنی اپنا ہمارے ہم آپ "
        "مجھے کیوں کیسے کب کہاں کون دنیا ملک ممالک پاکستان بھارت چین امریکہ امریکی حکومت وزیر اعظم معدنی معدنیات معیشت عالمی ترقی "
        "صنعت بجلی توانائی سال روپے ارب کروڑ لاکھ خبریں رپورٹ مطابق زمین نایاب دھاتیں"
    ).split()
)
PERSIAN_ENDINGS = (
    "های",
    "هایی",
    "ترین",
    "گذاری",
    "سازی",
    "پذیری",
    "کننده",
    "کنندگان",
    "شناسی",
    "گیری",
    "اند",
    "شان",
    "یان",
)
PASHTO_ENDINGS = ("ونه", "ونو", "ګانی", "ګانو", "یدل", "ول", "ونکی", "ښت", "تیا", "والی", "یز", "یزه")
ARABIC_ENDINGS = ("اتها", "تها", "هما", "وها", "ونها", "تهم", "ته", "یه", "ین", "ون", "ات")

ENGLISH = _set(
    "the of and to in is are was were be been has have had a an that this these those it its for on with as by at from or not but "
    "which who will would can could may might should into over than then there their they we our you your he she his her about "
    "after before between through under while what when where why how more most all new also other such no only"
)
# Small words of other languages in the Latin script that English does not share.
LATIN_OTHER = _set(
    "der die das und ist nicht mit von den dem ein eine für auf zu im des auch sich wird werden le la les des du et est une dans "
    "pour que qui sur au aux avec par el los las y en una por con del se es lo como il gli di che della sono è per ve bir bu için "
    "ile olarak da de o os as um uma não em dos het van een zijn och att som på i je w na z do nie się"
)
