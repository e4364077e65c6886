"""Writes our segmentation rules from the lists below: segmentation/data/termlode.srx and languages/*/segmentation.srx.

    python scripts/build_srx.py

The packs of Urdu and Russian are written by hand and not touched.

The patterns keep to what ICU, Java and Python's ``regex`` read alike: no ``\\b`` (ASCII in newer Java),
white space beyond ASCII spelled out, brackets escaped in classes, look-behinds of one character. The
order of the maps is the order of the rules (the file cascades): hard breaks, then the exceptions of a
language, then those of its script, then those of all languages, then the breaks themselves.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from termlode.files import atomic_writer
from termlode.segmentation.srx import Rule, Ruleset, serialise

PACKAGE = Path(__file__).parent.parent / "src" / "termlode"
DATA, LANGUAGES = PACKAGE / "segmentation" / "data" / "termlode.srx", PACKAGE / "languages"

# ── building blocks ──────────────────────────────────────────────────────────────────────────────

NEWLINE = r"[\n\u000B\f\r\u0085\u2028\u2029]"
BLANK = r"[ \t\u00A0\u2000-\u200A\u202F\u3000]"  # white space within a line
SPACE = r"[\s\u0085\u00A0\u2000-\u200A\u2028\u2029\u202F\u3000]"
HIDDEN = r"\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF"  # ZWSP … bidi controls, BOM
STOPS = r".?!\u061F\u06D4\u2E2E\u2026\u203C\u2047-\u2049\u3002\uFF01\uFF1F\uFF61\uFF0E"
STOP = f"[{STOPS}]"
CLOSING = (
    r"\"'\u2019\u201D\u00BB\u203A\)\]\}\uFF09\uFF3D\uFF5D\u300D\u300F\u3011\u3015\u3009\u300B"
    r"\u3017\u3019\uFF63\uFF02\uFF07"
)
CLOSE = f"[{CLOSING}{HIDDEN}]*"
SURE_CLOSE = r"[\u2019\u201D\u00BB\u203A\)\]\}\uFF09\uFF3D\uFF5D\u300D\u300F\u3011\u3015\u3009\u300B\uFF63]"
QUOTE_CLOSE = r"[\"\u201D\u00BB\u2019\u300D\u300F\uFF02]"
OPEN = r"[\"'\u2018\u201C\u00AB\u2039\(\[\u300C\u300E\u3010\uFF08]?"
NOTE = r"(?:[ \u00A0]?\[\p{Nd}{1,3}\])*[\u00B9\u00B2\u00B3\u2070\u2074-\u2079]*"  # [12], ²
END = f"{STOP}{CLOSE}{NOTE}"
DIGIT = r"\p{Nd}"
ARABIC = r"[\u0620-\u063F\u0641-\u064A\u066E-\u06D3\u06EE\u06EF\u06FA-\u06FF\u0750-\u077F]"
MARKS = r"\u064B-\u065F\u0670"
WORD = r"\p{L}\p{M}\p{Nd}\u0640\u200C\u200D"
ALONE = f"(?<![{WORD}])"  # not in the middle of a word
LATIN_ALONE = r"(?<![\p{IsLatin}\p{M}\p{Nd}])"  # nor of a Latin one; Han and Arabic letters may stand before it
LATIN_APART = r"(?<![\p{IsLatin}\p{M}\p{Nd}.@/_-])"  # nor of an address or file name
START = f"(?:^|{NEWLINE})"
LINE = f"(?:^|{NEWLINE}){BLANK}{{0,8}}"
REST = r"(?![\p{L}\p{M}\p{Nd}])"  # the word ends here


def one_of(words: str) -> str:
    """An alternation of the words of a list; ``_`` stands for a space, longer words come first."""
    parts = sorted(set(words.split()), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(part.replace(".", r"\.").replace("_", f"{BLANK}") for part in parts) + ")"


def no(before: str, after: str = "") -> Rule:
    """An exception: no break here."""
    return Rule(False, before, after)


def yes(before: str, after: str = "") -> Rule:
    """A break."""
    return Rule(True, before, after)


# ── hard breaks ──────────────────────────────────────────────────────────────────────────────────

# Words that no line of its own ends in, and words that none begins with.
HANGING = one_of(
    "a an the of in to and for with by from at on or that as its their his our your my this these which is are was were"
    " be has have had will would into between than about such more most not both including under over per"
    " في من إلى الى على عن مع بين أن التي الذي الذين اللذين أو حتى منذ خلال لدى ضد نحو هذه تلك كما لم لن قد حيث بسبب"
    " عبر سوى بأن لأن وأن فيما بينما"
    " از به در با برای تا که و یا بر بین میان درباره دربارهٔ درباره‌ی توسط هر این آن یک یعنی زیرا اگر"
    " د له په پر تر چې او یا یوه دغه هغو"
)
ITEM = rf"(?:\((?:\p{{L}}|[ivx]{{1,4}}|{DIGIT}{{1,2}})\)|{DIGIT}{{1,2}}[.\)]{BLANK})"  # (b) 2.
HANGING_HAN = "[的和与與及在对對把被将將向从從、，]"
LEANING = one_of(
    "را است هستند بود بودند شد شدند شده می‌شود می‌شوند می‌کند می‌کنند کرد کردند کرده کند کنند دارد دارند داشت می‌گیرد"
    " می‌دهد خواهد خواهند دی ده دي وو وه شو شوه شول کېږي کوي کړ کړی کړه کړل لري"
)
CLAUSE = one_of("که چې أن بأن إن")  # words that begin a clause, which has more to come
GREETING = one_of(  # how a letter begins
    "السيد السيدة السادة الأستاذ الأستاذة الدكتور حضرة معالي سعادة فضيلة عزيزي عزيزتي الأخ أخي الإخوة تحية"
    " جناب سرکار عزیز دوست ریاست مدیر همکاران ښاغلي محترم ګران درنو"
)
# A line that is only wrapped goes on: long enough, ends in a small letter or comma, goes on with a small letter.
LINES = [
    no(r"\r", r"\n"),
    no(rf"[^\n]{{20}}[\p{{Ll}},]{BLANK}*\r?\n", r"(?=[\p{Ll}])"),
    no(rf"(?:[\p{{L}}'\u2019,-]{{1,30}}{BLANK}){{3}}\p{{Ll}}{{1,30}},?{BLANK}*\r?\n", r"(?=[\p{Ll}])"),  # or four words
    no(r"\p{Ll}-\r?\n", r"(?=\p{Ll})"),
    yes(rf"(?:^|\n){GREETING}[^\n.]{{0,60}}\u060C{BLANK}*\r?\n"),
    no(rf"[^\n]{{20}}[\u060C\uFF0C\u3001]{BLANK}*\r?\n", r"(?=\p{L})"),
    no(rf"[^\n]{{12}}{SPACE}{HANGING}{BLANK}*\r?\n", rf"(?!{ITEM})(?=[\p{{L}}\p{{Nd}}\u00AB\u201C\"(])"),
    no(rf"[^\n]{{12}}{ARABIC}{BLANK}*\r?\n", rf"(?={LEANING}{REST})"),
    no(rf"[^\n]{{8}}\p{{IsHan}}{HANGING_HAN}\r?\n", r"(?=[\p{IsHan}\p{IsLatin}\p{Nd}\u201C])"),
    no(rf"{ALONE}(?:Mr|Mrs|Ms|Dr|Prof|St)\.\r?\n", r"(?=\p{Lu})"),
    # a clause that began and has neither a verb nor a stop at the end of the line; a Chinese sentence behind its comma
    yes(rf"{SPACE}{LEANING}{BLANK}*\r?\n", rf"(?!{one_of('که چې تا و او یا')}{SPACE})"),
    no(rf"{SPACE}{CLAUSE}{SPACE}[^\n.\u061F!\u061B:\u06D4]{{10,150}}{ARABIC}{BLANK}*\r?\n", rf"(?={ARABIC})"),
    no(r"[^\n]{8}\uFF0C[^\n\u3002\uFF01\uFF1F\uFF1B\uFF1A]{10,60}\p{IsHan}\r?\n", r"(?=\p{IsHan})"),
    yes(NEWLINE),
]

# ── English, and Latin script in other languages ─────────────────────────────────────────────────

TITLES = one_of(
    "Mr Mrs Ms Mx Dr Drs Prof Profs Messrs Mmes Mme Mlle Gen Brig Col Maj Capt Cmdr Comdr Cdr Lt Sgt Cpl Pvt Adm"
    " Sen Sens Rep Reps Gov Govs Rev Revd Hon Pres Amb Supt Insp Det Atty Msgr Fr Br Gens Cols Capts Drs Esq_Mr"
    " Ald Cllr Dep Det_Sgt Asst Attn Asst_Prof Assoc_Prof Vice_Pres Rt_Hon Lt_Col Lt_Gen Maj_Gen Brig_Gen Hr Ing"
)
NEVER = one_of(  # abbreviations that always go on, in small letters
    "e.g eg i.e ie cf viz vs v approx ca c resp incl excl esp abbr orig transl trans edn eds a.k.a n.b w.r.t"
    " op.cit loc.cit op._cit loc._cit Cf Viz Approx Ca Incl Excl Esp"
)
DOSES = one_of("i.m i.v s.c p.o b.i.d t.i.d q.i.d p.r.n")
WITH_NUMBER = one_of(  # these go on only before a number
    "no nos num nr fig figs tab tbl eq eqs eqn sec secs sect ch chap chs art arts vol vols pp pg para paras par cl app"
    " apps ref refs ex exs ed pt pts ser suppl iss bk col cols ll ln nn fn sched reg regs tel fax ext cat max"
    " min est fl res"
    " approx ca rs avg hwy ver rev div lit ft pos item qq annex illus pl plate dwg"
)
COUNTING_LETTER = "[bcdlnpqrsv]"  # p. 5, c. 1850, v. 2.0
WITH_LETTER = one_of("Fig Figs Tab App Sec Sect Ch Art Vol Pt Ex Cl Para Eq Ref Appx Pl")  # and these before a letter
MONTHS = one_of("Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec")
LONG_MONTHS = one_of("January February March April May June July August September October November December")
BEFORE_DAY = "(?i:on|until|till|from|since|by|of|the|between|to|before|after|and)"
DAYS = one_of("Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun")
PLACES = one_of(  # go on before a capital, unless a word that begins sentences follows
    "St Mt Mts Ft Pt Univ Inst Dept Depts Assn Assoc Natl Intl Acad Lab Labs Bros Calif Fla Conn Ariz Colo"
    " Minn Tex Tenn"
    " Wis Mich Okla Nev Ont Que Hosp Coll Soc Comm Cmte Admin Govt Mgmt Mfg Dist Pty Pvt San Pat Rt"
    " Pub Stat Cong Proc Bull Phys Chem Eng Geol Sci Technol Env Econ Metall Eur Amer Min Dem Am"
    " Assoc Ind Inds Agric Hist Lett Ann Mater Miner Explor Resour Environ Appl Natl Nat Biol Med Tech"
    " Int Adv Trans Mem Rec Ser Symp Conf Bur Fed Treas Secy Cttee Fdn Wks"
)
FIRMS = one_of("Inc Ltd Corp Co Cos Plc PLC LLC LLP Bros Pty GmbH S.A Cia Jr Sr Esq Ph.D")
ROLES = one_of(
    "CEO CFO COO CTO CIO President Chairman Chairwoman Chair Chief Vice Director Founder Co-founder Executive"
    " Spokesman Spokeswoman Spokesperson Ltd Inc Corp LLC LLP KG v vs Ph.D Esq Managing General"
)
NAMED_AFTER = one_of(  # what bears the name of a Jr.
    "Day Drive Blvd Boulevard Avenue Ave Street St High School Memorial Center Centre Library Way Park Bridge Hospital"
    " Foundation Stadium Airport Hall Prize Award"
)
STARTERS = one_of(  # capitalised words that begin sentences and hardly ever follow an abbreviation inside one
    "The This That These Those There Then They Their Thus Therefore Though Although And An A As At After Afterwards"
    " All Also Another Any Are Although Because Before Besides Both But By Can Could Consequently Currently Despite Did"
    " Do Does During Each Earlier Either Even Every Everyone Experts Finally First For From Furthermore Given"
    " Has Have He"
    " Hence Her Here His How However I If In Indeed Instead Is It Its It's I'm Last Later Let Like Many Meanwhile"
    " Moreover Most Much My Neither Nevertheless Next No Nobody None Nonetheless Nor Not Nothing Now Of Officials On"
    " Once One Only Or Other Others Otherwise Our Over Perhaps Please Previously Rather She Similarly Since So Some"
    " Someone Soon Still Such Surely Than Thereafter Through To Today Together Tomorrow Tonight Two Under Unfortunately"
    " Unless Until Unlike Upon Was We Were What When Where Whereas Whether Which While Who Whose Why Will With Within"
    " Without Would Yes Yesterday Yet You Your According Analysts Critics Despite Several Three Four Five Ten"
    " He's She's They're We're You're There's That's What's Here's Don't We've I've Nearly Almost Around About"
)
STARTER = f"{OPEN}{STARTERS}(?![\\p{{L}}\\p{{M}}\\p{{Nd}}.\u2010-])"
LETTERED = one_of(  # words before a letter that is a name of its own: Plan B. They …
    "plan vitamin vitamins type group class grade section appendix hepatitis phase part option point figure table"
    " category level team block room gate zone war chapter exhibit annex schedule act scene series model"
    " building wing hall terminal route line side step column row area unit site item choice answer question factor"
    " division tier league platform variant version stage class rule clause paragraph article grade element"
)
LABELS = one_of(
    "Chapter Section Sec Sect Article Art Part Figure Fig Table Step Appendix Annex Clause Paragraph Item Example"
    " Lesson Unit Note Question Exercise Stage Phase Rule Principle Box Map Chart Scene Act Volume Book Schedule"
    " Exhibit Problem §"
    " فصل بخش ماده شکل جدول مرحله تبصره بند نمودار گام پیوست ضمیمه درس باب تصویر"
    " سؤال سوال پرسش مسئله مسأله تمرین مثال قضیه اصل گزینه"
    " السؤال المثال التمرين المسألة النظرية الخيار سؤال مثال تمرين"
    " پوښتنه تمرین بېلګه اصل"
    " الفصل المادة الشكل الجدول الخطوة الملحق البند القسم الباب الصورة المرحلة شكل جدول مادة فصل الدرس المبدأ"
    " څپرکی برخه ماده شکل جدول انځور ګام ضمیمه لوست فقره"
    " 图 表 附录 附件 步骤 第"
)
SPEECH = one_of(
    "said says asked asks replied added told answered shouted cried wrote insisted explained whispered exclaimed"
    " continued noted warned recalled demanded wondered remarked observed joked concluded declared screamed yelled"
)
ASKING = one_of("do does did are is was were have has can could will would how what when where who why should")
ASKED = one_of("you your he she they it we the this that these those i my his her their are is do does did high long")
SMALL = r"(?=\p{Ll}(?!\p{Ll}?\p{Lu}))"  # not iPhone, pH, mRNA
CAPITAL = r"\p{Lu}"
CONSONANTS = "(?!Ltd|Hmm|Shh|Psst|Pty|Why|Dry|Try|Sky|Fly|Cry|Spy|Shy|Sly)[B-DF-HJ-NP-TV-Z][bcdfghj-np-tv-z]{2,4}"


def within(number: str) -> str:
    """An item of a list within a line, from its number to the space behind it: ``1.) The first item ``."""
    text = rf"\p{{Lu}}[^.?!\n]{{1,120}}\p{{L}}{SPACE}"
    return rf"(?:^|{SPACE})[\(]?{number}[.\)]{{1,2}}{SPACE}{text}"


# 1. The first item 2. The second item: numbers in order and no stops between them
MARKERS = [*"12345"]  # more would slow the rules down: every space is looked at
IN_LINE = [
    *(no(rf"{within(one)}{two}\.\)?", f"{SPACE}+{CAPITAL}") for one, two in pairwise(MARKERS)),
    *(yes(within(one), rf"[\(]?{two}[.\)]{{1,2}}{SPACE}{CAPITAL}") for one, two in pairwise(MARKERS)),
]
ENGLISH = [
    *IN_LINE,
    # how high is your fever? do you have any pain?
    yes(r"\p{Ll}\?", rf"{SPACE}+(?:and{SPACE})?{ASKING}{SPACE}{ASKED}{REST}"),
    # "Is it ready?" Anna asked.
    no(
        rf"[?!]{QUOTE_CLOSE}",
        rf"{SPACE}+(?!(?:He|She|They|It|We|You|The|So|Nobody|Everybody|Everyone|Who|None|One|Someone|Somebody){SPACE})(?:{CAPITAL}[\p{{L}}.'\u2019-]*{SPACE}){{1,4}}{SPEECH}{REST}",
    ),
    no(rf"[?!]{QUOTE_CLOSE}", rf"{SPACE}+the{REST}"),
    # the number of a note that was drawn small: "… rare.1 The …"
    yes(rf"\p{{Ll}}{{3,}}[.?!]{CLOSE}{DIGIT}{{1,2}}", rf"{SPACE}+{OPEN}{CAPITAL}\p{{Ll}}"),
    # words run together by a lost space: "ended.The"
    yes(rf"(?:\p{{Ll}}{{3,}}|{DIGIT})\.", f"{STARTERS}{SPACE}"),
    yes(r"\p{Ll}{3,}\.", rf"{TITLES}\.{SPACE}"),
    yes(rf"\p{{Ll}}{{2,}}[?!]{CLOSE}", rf"\p{{Lu}}\p{{Ll}}+[{SPACE[1:-1]},.?!]"),
    yes(r"\p{Ll}{3,}\.[\u201D\u00BB]", r"\p{Lu}\p{Ll}"),
]

LATIN = [
    # times and company names; "At 5 a.m. Mr. Smith went …" has not got its verb yet
    no(
        rf"(?:^|{NEWLINE}|{STOP}{CLOSE}{SPACE}{{1,3}})(?:At|By|Around|About|Before|After|Until|Since|From)"
        rf"[^.\n]{{1,40}}[AaPp]\.{BLANK}?[Mm]\.",
        f"{SPACE}+{CAPITAL}",
    ),
    no(rf"{LATIN_ALONE}[AaPp]\.{BLANK}?[Mm]\.", f"{SPACE}+(?:{MONTHS}|{DAYS})"),
    no(
        rf"{LATIN_ALONE}[AaPp]\.{BLANK}?[Mm]\.",
        rf"{SPACE}+(?:[ECMP][SD]?T|GMT|UTC|BST|CET|CEST|IST|Eastern|Central|Pacific|Mountain|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|local|Beijing|Tehran|Kabul|London|Greenwich)",
    ),
    yes(rf"{LATIN_ALONE}[AaPp]\.{BLANK}?[Mm]\.{CLOSE}", f"{SPACE}+{OPEN}{CAPITAL}"),
    no(rf"{LATIN_ALONE}{TITLES}\.", f"{SPACE}+"),
    yes(rf"{LATIN_APART}{DOSES}\.", rf"{SPACE}+\p{{Lu}}\p{{Ll}}"),
    no(rf"{LATIN_APART}(?:[eE]\.{BLANK}?[gG]|[iI]\.{BLANK}?[eE]|P\.{BLANK}?S|N\.{BLANK}?B|{NEVER})\.", f"{SPACE}+"),
    no(rf"{LATIN_APART}(?:(?i:{WITH_NUMBER})|{COUNTING_LETTER})\.", rf"{SPACE}+[\(\[]?[{DIGIT}#+]"),
    no(rf"{LATIN_ALONE}(?i:est|max|min|avg|approx|ca)\.", rf"{SPACE}+(?:US)?\p{{Sc}}"),
    no(rf"{LATIN_APART}(?:Regs?|Dir|Dec|Impl)\.", rf"{SPACE}+\((?:EU|EC|EEC|Euratom)\)"),
    no(rf"{LATIN_APART}[Cc]ents?\.", rf"{SPACE}+(?:[BAC]\.|(?:BCE?|AD|CE){REST})"),
    no(rf"{LATIN_ALONE}[JS]r\.", f"{SPACE}+{NAMED_AFTER}{REST}"),
    no(rf"{LATIN_ALONE}{TITLES}\.{SPACE}(?:Sec|Secy|Dir|Mgr|Supt|Insp|Treas|Counsel)\.", f"{SPACE}+{CAPITAL}"),
    # Iluka Resources Ltd. (ASX: ILU) rose; in Oct. -- bans
    no(r"\p{IsLatin}\.", rf"{SPACE}+\([^\(\)\n.?!]{{1,80}}\)(?:[,;:.]|{SPACE}+\p{{Ll}})"),
    no(r"\p{IsLatin}\.", rf"{SPACE}+(?:[\u2013\u2014]|-{{2}}){SPACE}*{SMALL}"),
    # several in a row: Dem. Rep. of Congo, J. Am. Chem. Soc. in
    no(
        rf"{LATIN_APART}\p{{Lu}}\p{{Ll}}{{1,5}}\.",
        rf"{SPACE}+(?:(?!No\.)\p{{Lu}}\p{{Ll}}{{0,6}}\.{SPACE}+){{1,4}}\p{{Ll}}",
    ),
    no(rf"{LATIN_ALONE}deg\.", f"{SPACE}+[CFKNSEW]{REST}"),
    no(r"[Nn][\u00B0\u00BA]\.", f"{SPACE}+{DIGIT}"),
    no(
        rf"{LATIN_ALONE}{WITH_LETTER}\.",
        rf"{SPACE}+[\(\[]?(?:[IVXLC]+|[A-Z]){REST}(?!\.(?!{CLOSE}{SPACE}*(?:$|{STARTER})))",
    ),
    no(rf"{LATIN_ALONE}{FIRMS}\.", f"{SPACE}+{DIGIT}"),
    no(rf"{LATIN_ALONE}{MONTHS}\.", f"{SPACE}+{DIGIT}"),
    # on 12. March; 12. March 2020
    no(rf"{LATIN_ALONE}{BEFORE_DAY}{SPACE}{DIGIT}{{1,2}}\.", f"{SPACE}+{LONG_MONTHS}{REST}"),
    no(rf"(?<![\p{{L}}\p{{Nd}}.,:]){DIGIT}{{1,2}}\.", f"{SPACE}+{LONG_MONTHS}{SPACE}{DIGIT}{{4}}{REST}"),
    no(rf"{LATIN_ALONE}{DAYS}\.", f"{SPACE}+(?:{MONTHS}|{DIGIT})"),
    no(rf"{LATIN_ALONE}et{BLANK}al\.", rf"{SPACE}+(?:[\(\[]|{DIGIT})"),
    no(rf"{LATIN_ALONE}{FIRMS}\.", f"{SPACE}+(?:{ROLES}{REST}|&)"),
    no(rf"{LATIN_ALONE}{FIRMS}\.", rf"{SPACE}+(?:{ARABIC}|\p{{IsHan}})"),
    # U.S., J.R.R., D.C.: end a sentence only before a word that begins one
    yes(rf"{LATIN_ALONE}(?:\p{{Lu}}\.){{2,6}}{CLOSE}", f"{SPACE}+{STARTER}"),
    no(rf"{LATIN_ALONE}(?:\p{{Lu}}\.-?){{2,6}}", f"{SPACE}+"),
    no(rf"{LATIN_ALONE}(?:\p{{Ll}}\.){{2,6}}", rf"{SPACE}+"),
    yes(rf"{LATIN_ALONE}(?:{PLACES}|et{BLANK}al)\.", f"{SPACE}+{STARTER}"),
    no(rf"{LATIN_ALONE}(?:{PLACES}|et{BLANK}al)\.", f"{SPACE}+"),
    # capitalised words of consonants only: Blvd. Flt. Hwy.
    yes(rf"{LATIN_ALONE}{CONSONANTS}\.", f"{SPACE}+{STARTER}"),
    no(rf"{LATIN_ALONE}{CONSONANTS}\.", f"{SPACE}+"),
    # one capital: an initial, unless it names a thing, is a unit, is the word I, or a sentence begins after it
    yes(rf"{LATIN_ALONE}(?i:{LETTERED}){BLANK}\p{{Lu}}\.", f"{SPACE}+{OPEN}{CAPITAL}"),
    yes(rf"(?:{DIGIT}{BLANK}?|[\u00B0\u00BA])[VWAKCFBMT]\.", f"{SPACE}+{OPEN}{CAPITAL}"),
    yes(rf"{LATIN_ALONE}(?:on|via){BLANK}X\.", f"{SPACE}+{OPEN}{CAPITAL}"),  # the network
    yes(rf"{LATIN_ALONE}\p{{Ll}}{{1,12}}{BLANK}I\.", f"{SPACE}+{OPEN}{CAPITAL}"),
    yes(r"(?<![\p{IsLatin}\p{M}\p{Nd}.-])\p{Lu}\.", f"{SPACE}+{STARTER}"),
    no(r"(?<![\p{IsLatin}\p{M}\p{Nd}.])(?:\p{Lu}\.-)?\p{Lu}\.", f"{SPACE}+"),
    no(r"Yahoo!", f"{SPACE}+(?:Inc|News|Finance|Mail|Japan|Sports|Search)"),
    # a new sentence may begin with a quoted small word
    yes(r"\p{Ll}[?!]", rf"{SPACE}+[\"\u201C\u2018]\p{{Ll}}"),
    # a small letter goes on, unless it is a name such as al-Sadr
    yes(rf"\p{{Ll}}{{4,}}[.?!]{CLOSE}", rf"{SPACE}+(?:al-|el-|de |van |von |bin )\p{{Lu}}"),
    no(rf"[\p{{IsLatin}}\p{{Nd}}%.,]{BLANK}?[.?!\u2026]+{CLOSE}{NOTE}", rf"{SPACE}+{OPEN}{SMALL}"),
    no(rf"[?!]{QUOTE_CLOSE}", rf"{SPACE}+[\u2013\u2014-]{SPACE}*{SMALL}"),
    no(r"(?:\.\.\.|\u2026|\.{1,3}[ \u00A0]\.{1,3}[ \u00A0]\.)", rf"{SPACE}+I(?!\p{{L}})"),
]

# ── Arabic script ────────────────────────────────────────────────────────────────────────────────

ONE_LETTER = rf"{ARABIC}[{MARKS}]*[\u0640\u200C\u200D]?[{HIDDEN}]?\.[{HIDDEN}]?"
THING = one_of(  # words before a letter that is a name of its own: ویتامین د. …
    "فیتامین فيتامين ویتامین ويتامين گروه بند نوع ماده طرح رده کلاس گزینه پیوست شکل بخش تیپ سطح تیم واحد"
    " المجموعة مجموعة الفئة فئة الملحق النقطة الخطة خطة النوع الدرجة الصف البند القسم الجزء الفريق الشكل فئات"
    " ګروپ ډله ډول نوعه ټولګی کټګوري ضميمه"
)
STRONG_WORDS = one_of("لكن أما كما ثم هذا هذه كان كانت غير_أن إلا_أن وقد وهو وهي ولم ولا ولن وما وكل فقد")
STRONG = rf"(?:\u0648(?!\u0627\u0644){ARABIC}{{3,}}|{STRONG_WORDS}{REST})"
YEAR_GOES_ON = one_of(  # after the year in "he died in the year 1973 م."
    "في من إلى حتى على عن مع بعد قبل تقريبا تقريباً أي الموافق عند خلال أثناء بين تحت ضد لدى عندما حين حيث التي الذي"
    " بسبب بفضل برئاسة بقيادة بموجب وفق أو إثر عقب فقط أيضا"
)
UNITS = one_of("كم سم مم ملم كغ كجم كلغ كيلو جم ملغ مل كم\u00b2 كم2 ميغاواط")
OTHER_HAND = one_of("جهة ناحية جانب المتوقع المقرر المنتظر ثم هنا طريق الممكن المرجح الجدير بين أجل")
DATING = one_of(
    "في منذ حتى بحلول قبل بعد عام سنة خلال أواخر أوائل نهاية بداية مطلع منتصف صيف شتاء ربيع خريف العام السنة حوالي نحو"
)
DIED = one_of("وتوفي وتوفى وتوفيت وتوفّي ومات وماتت وقتل واستشهد ورحل")
SHORT = one_of(  # abbreviations of several letters
    "صص مج تح انج پروف ډاکټ ښاغ رک نک"
    # Latin letters by name, as initials: جان اف. کندی
    " اف اچ جی اس آر دبلیو ایکس کیو بی تی إف إتش إس إل إم إن دبليو جيه جيم إيه إي إكس اېف اېچ ډبلیو اېس اېم اېن"
)
CONTINUES = one_of(
    # speech after a quotation, and words that cannot begin a sentence there
    "گفت گفتم گفتند این_را_گفت این_را_پرسید می‌گوید می_گوید میگوید پرسید پرسیدم پرسیدند افزود نوشت پاسخ_داد"
    " جواب_داد فریاد_زد فریاد_کشید"
    " ادامه_داد تصریح_کرد خاطرنشان_کرد اظهار_کرد اظهار_داشت بیان_کرد عنوان_کرد تاکید_کرد"
    " اعلام_کرد تأکید_کرد زمزمه_کرد را است بود هستند شد شده نیست می‌باشد"
    " يقول تقول هو هي ثم"
    " وویل وویلې ووې ووایل وايي وپوښتل وپوښتل_شول ځواب_ورکړ چیغه_کړه ولیکل زیاته_کړه دی ده دي وه وو سره ته"
)
SPOKE = (  # the verb, its subject's ending, its object
    f"\u0641?{one_of('قال سأل أجاب أجب قل صاح صرخ هتف أضاف كتب تساءل رد همس علق نادى')}"
    r"(?:\u062A|\u0648\u0627)?(?:\u0647|\u0647\u0627|\u0646\u064A|\u0646\u0627|\u0647\u0645)?"
)
ANSWERS = one_of("گفت گفتم گفتند قال قالت قلت قالوا وویل وویلې")
THEN = one_of("سپس آنگاه اما ولی ثم بیا خو")  # another sentence begins, whatever its verb: «…» سپس پاسخ داد.
SUBJECT = rf"(?!{THEN}{BLANK})(?:{ARABIC}[{ARABIC[1:-1]}{MARKS}\u200C]*{BLANK}){{1,3}}"
SAID = one_of(
    "گفت پرسید گفتند پرسیدند افزود نوشت وویل وپوښتل ووایل ځواب_ورکړ پاسخ_داد جواب_داد فریاد_زد زیاته_کړه"
    " فریاد_کشید داد_زد زمزمه_کرد"
    " چیغه_کړه چیغې_کړې غږ_کړ"
)
COUNTED = one_of("صص ص ج ش ط ع م ب ف ټ ګ مخ مج ت س ک")  # go on before a number
ORDINAL_LABELS = one_of(
    "یکم نخست اول دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم أولا ثانيا ثالثا رابعا خامسا سادسا سابعا ثامنا تاسعا عاشرا"
    " أولاً ثانياً ثالثاً رابعاً خامساً سادساً أولًا ثانيًا ثالثًا رابعًا خامسًا سادسًا"
    " لومړی دویم دوهم درېیم دریم څلورم پنځم شپږم اووم اتم نهم لسم"
)
ARABIC_SCRIPT = [
    # «…؟» پرسید; «…!» او گفت.
    yes(rf"{STOP}{QUOTE_CLOSE}[{HIDDEN}]*", f"{SPACE}+{ANSWERS}{BLANK}?:"),  # «…؟» گفت: «…» is another speech
    no(rf"{STOP}{QUOTE_CLOSE}[{HIDDEN}]*", f"{SPACE}*(?:{CONTINUES}|{SPOKE}){REST}"),
    no(
        rf"{STOP}{QUOTE_CLOSE}[{HIDDEN}]*",
        rf"{SPACE}+{SUBJECT}{SAID}(?:[.!\u06D4\u060C]|{SPACE}(?:\u0627\u0648|\u0648){SPACE})",
    ),
    # a short quotation that no colon brings in is part of the sentence: مقالة "ما العمل؟" أثارت …
    no(
        rf"{ARABIC}[{MARKS}]*{BLANK}[\"\u201C\u00AB][^\"\u201C\u201D\u00AB\u00BB\n.:]{{1,40}}[!?\u061F]{QUOTE_CLOSE}",
        f"{SPACE}+{ARABIC}",
    ),
    # lists by letter at the start of a line
    no(rf"{LINE}(?:{ONE_LETTER}|\u0627\u0644\u0641\.)", f"{BLANK}+"),
    no(rf"{LINE}{ORDINAL_LABELS}\.", f"{BLANK}+"),  # by ordinal: سوم. پیشینه
    # letters that stand for words: د. أ. ق.م. ه.ش. ر.ک.
    yes(rf"{ALONE}[\u0648\u0641\u0628\u0644\u0643]?{THING}{BLANK}{ONE_LETTER}", f"{SPACE}+{OPEN}{ARABIC}"),
    yes(rf"{ARABIC}{BLANK}\p{{Lu}}\.", f"{SPACE}+{OPEN}{ARABIC}"),  # بروتين S.
    no(rf"\p{{IsLatin}}{BLANK}\.", f"{SPACE}+{ARABIC}"),  # git add . را
    yes(rf"{ALONE}{SHORT}{BLANK}{SHORT}\.", f"{SPACE}+"),  # بي سي آر.
    yes(rf"{UNITS}/{ONE_LETTER}", f"{SPACE}+"),  # كم/س.
    no(rf"{ALONE}(?:{ONE_LETTER}|[\u0648\u0641\u0628\u0644\u0643][\u062F\u0623]\.|\u0648\u0645\.)", f"{SPACE}+"),
    no(rf"{ALONE}{SHORT}\.", f"{SPACE}+"),
    no(rf"{ALONE}[\u0648\u0641\u0628\u0644\u0643]?{COUNTED}\.", rf"{SPACE}+[\(\[]?{DIGIT}"),
    # three dots: the sentence goes on, unless there is a fourth
    no(r"(?<![.\u2026])(?:\.\.\.|\u2026|\.\.)", rf"{SPACE}+{OPEN}[\p{{L}}\p{{Nd}}]"),
    # the number of a note that was drawn small: …النادرة.1 وقال
    yes(rf"{ARABIC}{{3,}}[.\u061F!?\u06D4]{CLOSE}{DIGIT}{{1,2}}", f"{SPACE}+{ARABIC}"),
    # words run together by a lost space
    yes(rf"{ARABIC}{{2,}}[\u061F!\u06D4?]+{CLOSE}", ARABIC),
    yes(rf"{ARABIC}{{3,}}\.", rf"{ARABIC}{{2,}}[{SPACE[1:-1]}\u060C\u200C]"),
    yes(rf"{ARABIC}\.[\u00BB\u201D]", ARABIC),
]

HOUR = rf"(?:{DIGIT}[:.]{DIGIT}{{2}}|\u0627\u0644\u0633\u0627\u0639\u0629{SPACE}{DIGIT}{{1,2}})"  # الساعة 6
ARABIC_ONLY = [
    # قال: «…» ثم … : the speech is complete
    yes(
        rf":{BLANK}?[\"\u201C\u00AB][^\"\u201C\u201D\u00AB\u00BB\n]{{1,200}}{STOP}{QUOTE_CLOSE}",
        rf"{SPACE}+(?:\u062B\u0645|(?!\u0641){SPOKE}){REST}",
    ),
    no(rf"{DIGIT}{BLANK}?{UNITS}\.", rf"{SPACE}+{one_of('من عن إلى شمال جنوب شرق غرب')}{SPACE}(?!{OTHER_HAND}{REST})"),
    yes(rf"{HOUR}{BLANK}?[\u0645\u0635]\.", f"{SPACE}+{STRONG_WORDS}{REST}"),
    no(rf"{HOUR}{BLANK}?[\u0645\u0635]\.", f"{SPACE}+"),  # 5:30 م.
    # nothing but a date so far; born in … and died in …
    no(
        rf"(?:^|{NEWLINE}|[^\s.][^\s.]{STOP}{CLOSE}{SPACE})[\u0648\u0641]?(?:{DATING}{SPACE}){{1,3}}{DIGIT}{{2,4}}{BLANK}?(?:\u0645|\u0647\u0640?)\.",
        f"{SPACE}+",
    ),
    no(
        rf"\u0648\u0644\u062F\u062A?{REST}[^.\n]{{1,60}}{DIGIT}{BLANK}?(?:\u0645|\u0647\u0640?|\u0642\.{BLANK}?\u0645)\.",
        f"{SPACE}+{DIED}{REST}",
    ),
    # سنة 1908م. على يد …
    no(
        rf"{DIGIT}{BLANK}?(?:\u0645|\u0647\u0640?)\.",
        rf"{SPACE}+(?!\u0641\u064A{SPACE}{one_of('عام سنة هذا هذه ذلك تلك العام')}{REST}){YEAR_GOES_ON}{REST}",
    ),
    yes(rf"{DIGIT}{BLANK}?{ONE_LETTER}(?:{BLANK}?{ONE_LETTER})?", f"{SPACE}+{STRONG}"),
    yes(
        rf"(?:^|{NEWLINE}|{STOP}{CLOSE}{SPACE})(?!\u0641\u064A{SPACE}|\u0639\u0627\u0645|\u0633\u0646\u0629)(?:[^.\n]|{ALONE}{ARABIC}\.){{8,80}}{SPACE}"
        rf"(?:\u0639\u0627\u0645|\u0633\u0646\u0629){SPACE}{DIGIT}{{2,4}}{BLANK}?(?:\u0645|\u0647\u0640?)\.",
        rf"{SPACE}+(?!{YEAR_GOES_ON}{REST}|[\u0648\u0641\u0628\u0644\u0643]\u0627\u0644|\u0627\u0644|\u0628\u0640){ARABIC}{{3,}}",
    ),
    yes(rf"{ALONE}(?:\u0642\.{BLANK}?\u0645\.|\u0647\u0640\.)", f"{SPACE}+{STRONG}"),
]
# Sections of two levels, which no Persian or Pashto sentence ends in: در بخش ۲٫۱. داده‌ها و ۲٫۲. نتایج آمده است
LEVELS = rf"{DIGIT}{{1,3}}(?:[.\u066B-]{DIGIT}{{1,3}}){{1,4}}\."
SECTIONS = one_of("بخش فصل بند ماده جدول شکل نمودار پیوست زیربخش قسمت برخه څپرکی فقره انځور")
SEEN = one_of("نگاه_کنید بنگرید رجوع_کنید رجوع_شود مراجعه_کنید مراجعه_شود ببینید بخوانید رک ر.ک. رک. وګورئ")
OF_SECTIONS = [
    yes(rf"{ALONE}{SEEN}:?{SPACE}(?:به{SPACE})?{SECTIONS}{SPACE}{LEVELS}", f"{SPACE}+"),  # نگاه کنید به بخش ۳.۲.
    no(rf"{ALONE}{SECTIONS}(?:\u200C?های)?{SPACE}{LEVELS}", f"{SPACE}+"),
    no(
        rf"{ALONE}{SECTIONS}(?:\u200C?های)?{SPACE}{LEVELS}{SPACE}[^.\n?!\u061F]{{1,60}}{SPACE}(?:\u0648|\u0627\u0648){SPACE}{LEVELS}",
        f"{SPACE}+",
    ),
    no(rf"{LEVELS}", rf"{SPACE}+{one_of('برخه برخې څپرکی فقره ماده جدول')}{REST}"),
]
PERSIAN = [
    *OF_SECTIONS,
    no(rf"{DIGIT}\u0645\.", f"{SPACE}+{ARABIC}"),  # در سال ۲۰۱۰م. تأسیس شد: the verb comes last
    no(rf"{STOP}{QUOTE_CLOSE}[{HIDDEN}]*", rf"{SPACE}+\u0648{SPACE}"),  # «…» و رفت
]
PASHTO = [
    *OF_SECTIONS,
    no(rf"{DIGIT}{ONE_LETTER}", f"{SPACE}+{ARABIC}"),  # ۱۹۴۷م. کال
    no(rf"{STOP}{QUOTE_CLOSE}[{HIDDEN}]*", rf"{SPACE}+\u0627\u0648{SPACE}"),  # «…» او لاړ
    yes(rf"{ALONE}\u0648\.{CLOSE}", f"{SPACE}+"),  # و is a verb: was
]

# ── Chinese ──────────────────────────────────────────────────────────────────────────────────────

WIDE = r"[\u3002\uFF01\uFF1F\uFF61]"
WIDE_ANY = r"[\u3002\uFF01\uFF1F\uFF61!?\u2026]"
HAN = r"\p{IsHan}"
HAN_QUOTE = r"[\u201D\u2019\u300D\u300F\"\uFF02]"
HAN_SAID = (
    r"(?:(?:[称稱][赞讚]|夸[赞奖]?|安慰|催促|命令|[责責][备備]|[劝勸])[他她我你它们們]{1,2}|[大高]?[喊叫吼问說说]了?(?:一声|一句|一聲)(?:就|便)?[^，。]{0,6}|[说說问問喊答叫写寫笑]?道|[说說问問喊答叫称稱吼]|表示|指出|回答"
    r"|强调|強調|补充|補充|解释|解釋|感叹|感嘆|嘀咕|宣布|呼吁|呼籲|警告|提醒|透露|坦言|直言|评价|評價|评论)"
)
HAN_THOUGHT = (  # not before a comma and plain text: 专家建议，…… is a new sentence
    r"(?:想|心想|暗想|思忖|嘟囔|嘟哝|自言自语|喃喃自语|低语|建议|建議|承认|承認|否认|否認|反驳|反駁|辩解|抱怨|打断|插话|介绍|介紹"
    r"|分析|欢呼|歡呼|惊呼|驚呼|呼喊|吩咐|嘱咐|囑咐|请求|請求|恳求|答应|答應|祈祷|祈禱|呻吟|感慨|强調|说明|說明)"
)
HAN_WHO = r"[\p{IsHan}A-Za-z\u00B7 ]{1,12}?"  # 小李, J Smith
HAN_GOES_ON = (
    r"(?:的|地(?![方区球点面下铁])|是(?!的[，。])|(?:这|這)(?:[个個一句种種番话話样樣些]|[两兩三四五六七八九十][个個])|之(?![后前後])|等(?![到他她我你待])"
    r"|和(?![平谐])|[与與](?![会會此])|及|以及|或(?!许)|并(?!非)|便|就(?!在|这|此)|随即|(?:随后|然后)(?![他她它我你这那大])"
    r"|而(?!且|今|后)|也(?!许)|还(?![有是])|[时時](?![间任代候間])|[来來](?:形容|表示|概括)|为(?!了|何|什么|此)"
    r"|一(?:词|语|句|文|书|声|类|章|节)|字样|口号|问题|問題|中的|[里裡]|成为|给出|引发|引起|说明|出自|语出|源自|引自|见于|意思|意为)"
)
HAN_LEANS = (  # what cannot begin a sentence even after a quotation that a colon brought in
    r"(?:的|地(?![方区球点面下铁])|便(?![宜是])|就(?![在这此是])|(?:并|[並])(?![非不没])|是(?!的[，。])|及|以及|[与與](?![会會此])|之[类類]"
    r"|等(?![到他她我你待])|(?:而)?后(?=便|就)|也(?=[就不没])|还(?=[说補补])|字样)"
)
HAN_NOTE = (
    r"[\uFF08\(][^\uFF08\uFF09\(\)\n\u3002]{0,16}(?:另行|另文|[详詳参參]?[见見](?:第|附|图|圖|表|上|下|前|后|後|注|页|頁)"
    r"|[详詳]见|[详詳]見|下同|以下[简簡][称稱]|从略|從略|[图圖]略)[^\uFF08\uFF09\(\)\n\u3002]{0,30}[\uFF09\)]"
)
CHINESE = [
    # 《怎么办？》 is a title; punctuation after the quotation goes on
    no(rf"{WIDE_ANY}[\u300B\u3009]"),
    no(
        rf"[\u300A\u3008][^\u300A\u300B\u3008\u3009\n]{{0,40}}{WIDE_ANY}",
        r"[^\u300A\u300B\u3008\u3009\n]{1,40}[\u300B\u3009]",
    ),
    # 他问：“……？” is complete; what follows is another sentence
    no(rf"{WIDE_ANY}{HAN_QUOTE}", HAN_LEANS),
    yes(
        r"[称稱说說道示为為点點出调調]\uFF0C[\u201C\u300C][^\u201C\u201D\u300C\u300D\n]{12,200}\u3002[\u201D\u300D]",
        HAN,
    ),
    yes(rf"[\uFF1A:][\u201C\u300C][^\u201C\u201D\u300C\u300D\n]{{1,150}}{WIDE_ANY}[\u201D\u300D]", HAN),
    yes(rf"[\uFF1A:][\"\uFF02][^\"\uFF02\n]{{1,150}}{WIDE_ANY}[\"\uFF02]", HAN),
    # “好！好！” within a sentence
    no(
        rf"{HAN}[\u201C\u300C][^\u201C\u201D\u300C\u300D\n]{{0,20}}{WIDE_ANY}",
        r"[^\u201C\u201D\u300C\u300D\n]{1,20}[\u201D\u300D]",
    ),
    # “……”他说。 “……”经理摇头说，
    no(
        rf"{WIDE_ANY}{HAN_QUOTE}{BLANK}*",
        rf"(?!{HAN}{{0,8}}[没沒不未](?:有?人|有)?{HAN_SAID}){HAN_WHO}{HAN_SAID}(?:[着著了]|起来|起來|完[^\uFF0C\u3002]{{0,6}})?[\uFF0C\u3002\uFF01,\u2026]",
    ),
    no(
        rf"{WIDE_ANY}{HAN_QUOTE}{BLANK}*",
        rf"(?!{HAN}{{0,8}}[没沒不未](?:有?人|有)?{HAN_THOUGHT}){HAN_WHO}{HAN_THOUGHT}(?:[着著了]|起来|起來|完[^\uFF0C\u3002]{{0,6}})?(?:[\u3002\uFF01\u2026]|\uFF0C[\u201C\u300C])",
    ),
    no(rf"{WIDE_ANY}{HAN_QUOTE}{BLANK}*", HAN_GOES_ON),
    no(rf"{WIDE_ANY}{HAN_QUOTE}{BLANK}*", rf"{HAN}{{1,12}}[\uFF0C,][\u201C\u300C]"),  # “……！”她点点头，“……”
    # a short quotation that no colon or verb of speech brings in is part of the sentence
    no(
        rf"(?![说问道答：])\p{{IsHan}}{BLANK}?[\u201C\u300C\"][^\u201C\u201D\u300C\u300D\"\n\u3002\uFF1A]{{1,20}}[\uFF01\uFF1F!?\u2026]{HAN_QUOTE}",
        HAN,
    ),
    # 三点开会。（地点另行通知）请准时参加。: a note belongs to the sentence before it
    no(rf"{WIDE}{HAN_QUOTE}?", HAN_NOTE),
    yes(rf"{WIDE}{HAN_QUOTE}?{HAN_NOTE}", HAN),
    # a bracket closes a sentence only where it opened between sentences
    yes(
        rf"(?:^|[\n\u3002\uFF01\uFF1F\u201D\u300D])[\uFF08\(][^\uFF08\uFF09\(\)\n]{{1,120}}{WIDE_ANY}[\uFF09\)]",
        r"(?=\S)",
    ),
    no(rf"{WIDE_ANY}{HAN_QUOTE}?[\uFF09\)]"),
    # …… goes on, unless a new quotation opens
    yes(rf"\u2026{HAN_QUOTE}", r"[\u201C\u300C\u300E]"),
    yes(rf"\u2026[\uFF01\uFF1F!?]+{CLOSE}", HAN),
    no(rf"[\u2026]{CLOSE}", rf"{BLANK}*{OPEN}[{HAN}\p{{L}}\p{{Nd}}\u2014]"),
    no(rf"{WIDE}{HAN_QUOTE}?", r"\u2014\u2014"),
    # half-width stops between Han characters
    yes(rf"[.!?]+{HAN_QUOTE}", HAN),
    no(rf"{HAN}[!?]+", r"[\"'](?=\p{IsHan})"),  # a straight quotation mark that closes
    yes(rf"{HAN}[!?]+{CLOSE}", rf"(?={OPEN}{HAN}|[\u201C\u300C])"),
    yes(rf"[了的吗呢吧啊着过元吨年人%\uFF05\u2103]\.{CLOSE}", HAN),
    yes(rf"{HAN}\uFF0E{CLOSE}", HAN),
    # a line that ends its sentences with half-width stops: 天气很好.我们走吧.
    yes(
        rf"(?:^|{NEWLINE})[^\n\u3002\u00B7]{{0,200}}[\p{{IsHan}}\p{{Nd}}]{HAN}\.{CLOSE}",
        rf"(?={HAN}[^\n\u3002\u00B7]{{1,200}}{HAN}[.?!]{CLOSE}(?:$|{NEWLINE}))",
    ),
]

# ── all languages ────────────────────────────────────────────────────────────────────────────────

SHORT_VERBS = one_of("دی ده دي وه وو شو شي کړ کړه شد زد")
GENERAL_FIRST = [
    # what is left of the line is closing marks or stops
    no("", rf"{SPACE}*(?:{SURE_CLOSE}|{STOP}(?!\p{{L}}))"),
    no("", rf"{SPACE}*[\"'\u2019]+{SPACE}*(?:$|{NEWLINE})"),
    no(STOP, rf"{BLANK}[\"']{SPACE}"),
    no(END, rf"{SPACE}*[,;:\u060C\u061B\uFF0C\uFF1B\uFF1A\u3001]"),
    no(r"[.\u2026]{2}", rf"{BLANK}*{DIGIT}{{1,4}}{BLANK}*(?:$|{NEWLINE})"),  # the page in a table of contents
    # "…" (Smith 55).
    no(rf"(?:\p{{L}}|[\]\)\u2026.?!]){QUOTE_CLOSE}", rf"{SPACE}+\([^\(\)\n]{{1,80}}\)[.\u06D4]"),
    no(rf"{STOP}{CLOSE}\[{DIGIT}{{1,3}}\]", rf"{BLANK}\[{DIGIT}{{1,3}}\]"),  # notes: .[1] [2]
    # within a bracket that opened in mid-sentence
    no(
        rf"[\p{{L}}\p{{M}},\u060C]{BLANK}?[\(\uFF08][^\(\)\uFF08\uFF09\n]{{0,150}}{STOP}{BLANK}?",
        r"[^\(\)\uFF08\uFF09\n]{0,150}[\)\uFF09]",
    ),
    # (!) (?) […] (...)
    no(rf"[\(\[\uFF08\uFF3B]{BLANK}?{STOP}{{1,6}}{BLANK}?[\)\]\uFF09\uFF3D]"),
    # numbers and letters of lists, labels at the start of a line: 1. 2.3. a. iv. Figure 3.
    no(
        rf"{LINE}(?:[\u2022\u2043*-]{BLANK}?)?[\(\[]?{DIGIT}{{1,3}}(?:[.\u066B\u2010-\u2013-]{DIGIT}{{1,3}}){{0,4}}[.\uFF0E]\)?",
        f"{BLANK}+",
    ),
    no(rf"{LINE}[\(\[]?(?:[ivxIVX]{{1,5}}|[A-Za-z])\.\)?", f"{BLANK}+"),
    no(
        rf"{LINE}(?i:{LABELS})\.?{BLANK}?(?:{DIGIT}{{1,3}}(?:[.-]{DIGIT}{{1,3}}){{0,3}}|[IVXLC]{{1,5}}|[A-Z])[.\uFF0E]",
        f"{BLANK}+",
    ),
    # Step 1. Open the cover. Step 2. Remove the battery.
    no(
        rf"[\p{{L}}\p{{M}}]{{2}}[.?!\u061F\u06D4]{BLANK}{{1,2}}{LABELS}{BLANK}{DIGIT}{{1,3}}(?:[.-]{DIGIT}{{1,3}}){{0,3}}[.]",
        f'{BLANK}+[\\p{{L}}"\u00ab\u201c]',
    ),
    # numbers of lists within a line, but not the number after an abbreviation: "See vol. 5. The …"
    yes(
        rf"(?:{ALONE}(?:(?i:{WITH_NUMBER})|{COUNTING_LETTER}|{MONTHS}|{COUNTED})|\p{{L}}[sS]tr)\.{SPACE}{{1,2}}{DIGIT}{{1,2}}\.{CLOSE}",
        rf"{SPACE}+{OPEN}(?:{CAPITAL}|{ARABIC})",
    ),
    no(
        rf"(?:(?:[\p{{L}}\p{{M}}]{{3}}|{SHORT_VERBS})[.?!;\u061F\u061B\u06D4\u3002\uFF1B]|[\u3002\uFF1B]){BLANK}{{0,2}}[\(\[]?{DIGIT}{{1,2}}[.\uFF0E]",
        rf"{BLANK}+[\p{{L}}\"\u00AB\u201C]",
    ),
    # after a colon only the first item: "Total: 45. Average: 9."
    no(
        rf"(?:[\p{{L}}\p{{M}}]{{2}}:|\uFF1A){BLANK}{{0,2}}[\(\[]?[1\u0661\u06F1\uFF11][.\uFF0E]",
        rf"{BLANK}+[\p{{L}}\"\u00AB\u201C]",
    ),
]
GENERAL_LAST = [
    # a bracket that opened within a sentence does not end it
    yes(
        rf"(?:^|{NEWLINE}|{END}{SPACE}{{1,3}})[\(\[][^\(\)\[\]\n]{{1,200}}{STOP}{QUOTE_CLOSE}?[\)\]]{CLOSE}",
        f"{SPACE}+",
    ),
    yes(rf"{STOP}[\)\]]{CLOSE}", f"{SPACE}+{STARTER}"),
    no(r"[.?!\u061F\u2026][\"\u201D\u00BB]?[\)\]]", f"{SPACE}+"),
    # the breaks
    yes(rf"{STOP}{BLANK}{{1,2}}(?:{SURE_CLOSE}+|[\"'])", f"{SPACE}+"),
    yes(END, f"{SPACE}+"),
    yes(
        rf"{WIDE}{STOP}*{CLOSE}{NOTE}",
        rf"(?![{STOPS}{CLOSING}{HIDDEN},;:\u060C\u061B\uFF0C\uFF1B\uFF1A\u3001\u2014]){'.'}",
    ),
]

# Ordinals of languages that write them with a stop, where no pack says more: am 3. Oktober, 2. světová válka.
BEGINNERS = one_of("Der Die Das Den Dem Ein Eine Er Sie Es Wir Ich Ihr Dann Danach Aber Und In Im Am So Sein Seine")
POINTED = one_of(
    "bzw ca Nr Abb Bd vgl evtl ggf St Str Dr Prof Hr Fr tzv např tj mj č str ul Ul Str np tzn itp nr r zł usw.w"
    " z.B d.h u.a z.T i.d.R o.ä z._B d._h u._a z._T o._ä"
)
ORDINALS = [
    no(rf"(?<![\p{{L}}\p{{Nd}}.,:]){DIGIT}{{1,2}}\.", rf"{BLANK}+(?!{BEGINNERS}{REST})[\p{{L}}]"),
    # Johannes Paul II. besuchte, II. Mahmud; not Charles II. Er …
    no(r"(?<![\p{L}\p{Nd}])[IVX]{1,6}\.", rf"{BLANK}+(?!{BEGINNERS}{REST})[\p{{L}}]"),
    no(rf"{ALONE}{POINTED}\.", rf"{BLANK}+[\p{{L}}\p{{Nd}}]"),
    no(rf"(?<![\p{{L}}\p{{Nd}}.,:]){DIGIT}{{1,2}}\.", rf"{BLANK}+{DIGIT}{{1,2}}\.{BLANK}*{DIGIT}"),  # 5. 12. 1990
    no(
        rf"(?<![\p{{L}}\p{{Nd}}.,:]){DIGIT}{{1,2}}\.{BLANK}+{DIGIT}{{1,2}}\.",
        rf"{BLANK}+(?:{DIGIT}{{4}}|{DIGIT}{{2}}){REST}",
    ),
    no(rf"{ALONE}(?:u|o)\.", f"{BLANK}+{DIGIT}"),
    no(rf"{ALONE}(?:z|d|u|i|o)\.", rf"{BLANK}+[BhaTdä]\."),
    no(r"\p{L}{3}str\.", f"{BLANK}+{DIGIT}"),  # Schillerstr. 5
]
# Titles and the like of Romance languages and Malay, which have no pack either.
PERSONS = one_of("Sr Sra Srta Sres Dr Dra D Dña Lic Prof Profa Ud Uds Sig Dott Avv Ing Av Avda M Mme Mlle MM Dhr Mevr")
PAGES = one_of("núm pág págs art arts cap fig vol ej p pp n chap éd env nr blz jl no hal hlm tel")
ROMANCE = [
    no(rf"{ALONE}(?i:{PERSONS})\.", rf"{BLANK}+\p{{Lu}}"),
    no(rf"{ALONE}(?i:{PAGES})\.", rf"{BLANK}+[\p{{Ll}}{DIGIT}]"),
]

# The rules of one language stand in its pack; those of all languages and of scripts beside the engine, which puts
# the packs' between the second and the third of these.
SHARED = Ruleset(
    rules={
        "Lines": tuple(LINES),
        "General exceptions": tuple(GENERAL_FIRST),
        "Arabic script": tuple(ARABIC_SCRIPT),
        "Latin abbreviations": tuple(LATIN),
        "Ordinals with a stop": tuple(ORDINALS),
        "Titles and abbreviations": tuple(ROMANCE),
        "Breaks": tuple(GENERAL_LAST),
    },
    maps=(
        (".*", "Lines"),
        (".*", "General exceptions"),
        ("(?:fa|ar|ps|prs|ur|und)(?:[-_].*)?", "Arabic script"),
        (".*", "Latin abbreviations"),
        ("(?:de|da|nb|nn|no|fi|cs|sk|pl|hu|tr|et|lv|sl|hr|bs|sr|is|lb)(?:[-_].*)?", "Ordinals with a stop"),
        ("(?:es|pt|gl|ca|it|fr|ro|nl|id|ms)(?:[-_].*)?", "Titles and abbreviations"),
        (".*", "Breaks"),
    ),
    cascade=True,
)
PACKS = {
    "en": ("English", "(?:en|und)(?:[-_].*)?", ENGLISH),
    "ar": ("Arabic", "ar(?:[-_].*)?", ARABIC_ONLY),
    "fa": ("Persian", "(?:fa|prs)(?:[-_].*)?", PERSIAN),
    "ps": ("Pashto", "ps(?:[-_].*)?", PASHTO),
    "zh": ("Chinese", "(?:zh|und)(?:[-_].*)?", CHINESE),
}


def files() -> dict[Path, Ruleset]:
    """The files that this writes, with their rules."""
    found = {DATA: SHARED}
    for tag, (name, pattern, rules) in PACKS.items():
        own = Ruleset(rules={name: tuple(rules)}, maps=((pattern, name),), cascade=True)
        found[LANGUAGES / tag / "segmentation.srx"] = own
    return found


if __name__ == "__main__":
    for destination, rules in files().items():
        with atomic_writer(destination) as handle:
            handle.write(serialise(rules))
        print(f"{destination}: {sum(map(len, rules.rules.values()))} rules")
