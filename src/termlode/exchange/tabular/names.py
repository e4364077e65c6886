"""Languages and roles as the headings of tables name them, in the languages that we know."""

from __future__ import annotations

import re
from functools import cache

from termlode.errors import InputError
from termlode.languages import registry
from termlode.languages.folding import fold
from termlode.languages.tags import SUPPORTED, normalise, primary

# Role → headings (lower case, spaces and underscores as hyphens), of other tools and in our languages.
_HEADINGS = {
    "source": "source source-text source-term source-segment src مبدا متن-مبدا المصدر النص-المصدر النص-الأصلي"
    " 原文 源文 源语言 源语 源术语 سرچینه اصل-متن",
    "target": "target target-text target-term target-segment tgt translation مقصد متن-مقصد ترجمه الهدف النص-الهدف"
    " الترجمة 译文 译语 目标语言 目标语 目标术语 翻译 موخه ژباړه",
    "id": "id entry-id concept concept-id شناسه المعرف 编号 پېژند",
    "subject": "subject subject-field entry-subject domain حوزه موضوع المجال الموضوع 领域 主题 ډګر",
    "definition": "definition تعریف التعريف تعريف 定义 پېژندنه",
    "note": "note notes comment comments entry-note description explanation translator-comments developer-comments"
    " یادداشت توضیح توضیحات ملاحظة ملاحظات تعليق شرح 备注 注释 说明 يادښت",
    "context": "context key زمینه السياق 上下文 语境",
    "pos": "pos part-of-speech نوع-دستوری نوع-الكلمة 词性",
    "status": "status term-status usage-status administrative-status approval وضعیت وضعیت-واژه الحالة حالة 状态"
    " 术语状态 حالت",
    "banned": "forbidden is-forbidden prohibited banned ممنوع محظور 禁用",
    "untranslated": "do-not-translate non-translatable",
    "source-language": "source-language زبان-مبدا لغة-المصدر",
    "target-language": "target-language زبان-مقصد لغة-الهدف",
    "info": "term-info",
    "example": "term-example",
    "fuzzy": "fuzzy",
    "skip": "skip - location origin entry-domain entry-clientid entry-projectid entry-created entry-creator"
    " entry-lastmodified entry-modifier",
}
_WRITTEN = {  # ways to write a language
    "zh-Hans": "简体中文 中文(简体) 中文（简体）",
    "zh-Hant": "繁體中文 繁体中文 中文(繁體) 中文（繁体）",
}
_QUALIFIERS = {
    "simplified": "Hans", "hans": "Hans", "traditional": "Hant", "hant": "Hant", "prc": "CN", "china": "CN",
    "taiwan": "TW", "hong kong": "HK", "hong kong sar": "HK", "macao": "MO", "singapore": "SG",
    "united states": "US", "usa": "US", "us": "US", "united kingdom": "GB", "uk": "GB", "great britain": "GB",
    "iran": "IR", "afghanistan": "AF", "tajikistan": "TJ", "pakistan": "PK", "saudi arabia": "SA", "egypt": "EG",
    "iraq": "IQ", "united arab emirates": "AE", "u.a.e.": "AE", "qatar": "QA", "kuwait": "KW", "jordan": "JO",
    "lebanon": "LB", "morocco": "MA", "algeria": "DZ", "tunisia": "TN", "syria": "SY", "oman": "OM", "yemen": "YE",
}  # fmt: skip
_NAME = re.compile(r"([A-Za-z]{4,})[\s_-]*(?:[\s_]|(?=\())\(?([^()]*)\)?\Z")


def _key(text: str) -> str:
    return fold(re.sub(r"[\s_]+", "-", text.strip().lower()))


_ROLES = {_key(name): role for role, names in _HEADINGS.items() for name in names.split()}


@cache
def _native() -> dict[str, str]:
    """What languages are called in other languages → their tags."""
    called = [*((pack.tag, pack.names) for pack in registry.packs()), *_WRITTEN.items()]
    return {_key(name): tag for tag, names in called for name in names.split()}


def role(heading: str) -> str | None:
    """The role that a heading names, or None."""
    return _ROLES.get(_key(heading))


def language(text: str) -> str | None:
    """A tag out of ``fa-IR``, ``en_US``, ``Persian``, ``Chinese_PRC``, ``Chinese (Traditional)`` or ``فارسی``."""
    if tag := _native().get(_key(text)):
        return tag
    named = _NAME.match(text)
    if named and (tag := _tag(named[1])):
        subtag = _QUALIFIERS.get(named[2].replace("_", " ").strip().lower())
        return f"{tag}-{subtag}" if subtag else tag
    return _tag(text)


def _tag(text: str) -> str | None:
    try:
        tag = normalise(text)
    except InputError:
        return None
    return tag if primary(tag) in SUPPORTED or _is_registered(tag) else None


def _is_registered(tag: str) -> bool:
    """Whether a tag names a language of ISO 639-1, so that a heading such as ``no`` or ``de`` is one."""
    import langcodes

    code = primary(tag)
    return len(code) == 2 and langcodes.Language.get(code).is_valid()
