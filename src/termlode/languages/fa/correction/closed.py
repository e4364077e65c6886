"""Closed classes of Persian word formation: what a word may begin and end with, and what never parts."""

from __future__ import annotations

import re

from termlode.languages.fa.lexicon import ZWNJ
from termlode.languages.listed import words

PLURAL = re.compile(r"(.{2,}?)(ها(?:ی(?:ی|م|ت|ش|مان|تان|شان|ند|یم)?|ست|یی)?)$")
COMPARATIVE = re.compile(r"(.{2,}?)(تر(?:ین)?(?:ی|ها|های|هایی|هایش|هایشان)?)$")
HAYE = re.compile(r"(.{2,})های$")
MI = re.compile(r"(ن?می|همی)(.{2,})$")
PREVERB = re.compile(r"(بر|در|فرو|باز|وا|فرا|ور)(ن?می)(.{2,})$")
COPULA = re.compile(r"(.{2,}ه)(ام|ای|ایم|اید|اند)$")
# Behind a heh that is heard (دلخواهتان, راهشان) only a copula stands apart.
AFTER_HE = re.compile(r"(.{2,}ه(?=ایم$|اید$|اند$)|.+[^اویه]ه)(ای|اش|ام|ات|ایم|اید|اند|مان|تان|شان|ایی)$")
AFTER_YE = re.compile(r"(.{3,}ی)(اش|ام|ات|اند|ایم|اید|ای)$")
ARE = re.compile(r"(.{3,}[^اآأإدذرزژوؤهیء])(اند)$")
CLITIC = re.compile(r"(.{2,}?)(م|ت|ش|مان|تان|شان)$")
MODAL = frozenset({"توان", "باید", "بایست", "بایستی", "بایسته", "شاید"})
# Comparatives that everybody writes in one word.
HUNDREDS = re.compile(r"(?:سی|دوی|پان|شش|هفت|هشت|نه|چهار|یک|پون|شون)?صد(?:م|مین|می|ی|ها)?$")
# Adverbs that are compared (پیش‌تر, بالاتر); adjectives the lexicon marks.
COMPARED = words("پیش پس بیش کم بالا پایین پائین جلو عقب زود دیر نزدیک دور داخل بیرون پیشرفته")
SAME = re.compile(r"((?:بیش|پیش|پس))(از(?:این|آن|حد|پیش))$")
SILENT_HEH = re.compile(f".{{2,}}[^اویهش{ZWNJ}]ه{ZWNJ}")  # never joins what follows: کناره‌گیری
AND = re.compile(f"[^اآدذرزژو]{ZWNJ}و[^ارز]..")
ADVERBIAL = re.compile(r"(به)(.{3,})$")  # به‌ویژه, به‌دلیل
# Nouns that به makes an adverb or preposition of; written on to it, the ZWNJ or space is lost for sure.
ADVERB_NOUNS = words(
    "تازگی ویژه خصوص طور صورت عنوان دلیل علت خاطر منظور وسیله واسطه وجود زودی سرعت شدت تدریج راحتی سادگی آسانی خوبی"
    " درستی ندرت وضوح موقع هنگام همراه دنبال سبب موجب شرط استثنای اضافه تنهایی ناچار اجبار سختی دقت تفصیل اختصار شکل"
    " منزله مثابه سوی سمت طرف رغم ترتیب ترتیبی گونه گونه‌ای کلی ظاهر واقع حدی قدری طوری نوعی دنبال عقب وقوع دست لحاظ"
    " نظر نفع ضرر زعم اتفاق همت مدت محض نقل خودی روشنی نحوی نوبت صراحت صرف طبع ترتیب"
)
FUSED = words(
    "آنرا اینرا آنها آنهایی آنهاست اینها اینهایی اینهاست اینجانب اینجاست آنجاست اینست آنست"
    " بهتر بیشتر کمتر برتر مهتر کهتر بهترین بیشترین کمترین برترین"
)
# First elements that bind to what follows, by the strictness of the evidence they need.
PREFIXES = words(
    "بی هم پیش نیم نیمه غیر فوق پس خوش کم تک شبه میان درون پی چند یک دو سه پنج شش هفت هشت نه ده هیچ بین پیرا بهره"
)
TAIL_SUFFIX = re.compile(r"(ی|ان|گان|یی|انه|ش|م|مان|شان|تان|ات)$")


# Suffixes that are written on to a stem; those below them only behind letters that never join.
WRITTEN_ON_ENDS = (
    "یشان", "یمان", "یتان", "یان", "ایی", "ای", "شان", "مان", "تان",
    "انه", "ات", "ان", "یی", "ند", "ید", "یم", "یش", "یت", "ی", "م", "ش", "ت", "ه", "ست",
)  # fmt: skip
BEHIND_NON_JOINING = (
    "هایشان",
    "هایمان",
    "هایتان",
    "هایی",
    "هایم",
    "هایت",
    "هایش",
    "های",
    "ها",
    "ایی",
    "ای",
    "ایم",
    "اند",
    "ام",
    "اش",
    "ات",
    "تر",
    "ترین",
    "ترها",
    "ترینها",
)
PERSONAL = ("ند", "ید", "یم", "م", "ت")  # of verbs or of speech
VERB_PREFIXES = ("بر", "در", "باز", "فرا", "فرو", "وا", "ور")
