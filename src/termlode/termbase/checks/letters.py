"""Checks of letters and invisible characters (codes T3)."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from termlode.languages import registry
from termlode.languages.tags import primary
from termlode.termbase.checks.registry import Context, Hit, Placed, at, check

if TYPE_CHECKING:
    from collections.abc import Iterator

_ZWNJ = "\u200c"
# Scripts that a term never has a letter of, by the script of its language.
_HAN, _ARABIC, _BOTH = (
    re.compile(f"[{letters}]") for letters in ("\u3400-\u9fff", "\u0600-\u06ff", "\u3400-\u9fff\u0600-\u06ff")
)
_STRANGE = {"Arab": _HAN, "Hani": _ARABIC}
_NEVER_JOINS = "اآأإدذرزژوةء"
_STRAY_ZWNJ = re.compile(f"^{_ZWNJ}|{_ZWNJ}$|{_ZWNJ}{{2,}}|(?<=[\\W]){_ZWNJ}|{_ZWNJ}(?=\\W)|[{_NEVER_JOINS}]{_ZWNJ}")


def _spellings(context: Context) -> Iterator[tuple[Placed, str, str]]:
    """Each term and listed form with the primary language (attested surfaces and variants are as they came)."""
    for placed in context.terms():
        for text in (placed.term.term, *placed.term.forms):
            yield placed, primary(placed.language), text


@check("T301")
def foreign_letters(context: Context) -> Iterator[Hit]:
    """A term is written with letters of another language."""
    for placed, language, text in _spellings(context):
        rules = registry.spelling(language)
        wrong = [char for char in dict.fromkeys(text) if char in rules.FOREIGN] if rules else []
        if rules and wrong:
            better = ", ".join(f"{char} for {rules.FOREIGN[char]}" for char in wrong)
            yield at(placed, f"{language}: {text} has {better}")


@check("T302")
def foreign_script(context: Context) -> Iterator[Hit]:
    """A term is in the wrong script for its language."""
    for placed, language, text in _spellings(context):
        rules = registry.spelling(language)
        if rules is None:
            continue
        own = rules.OWN.search(text)
        latin = placed.term.type in ("acronym", "abbreviation") or placed.entry.do_not_translate or _is_name(text)
        if _STRANGE.get(registry.pack(language).script, _BOTH).search(text) or not (own or latin):
            yield at(placed, f"{language}: {text}")


def _is_name(text: str) -> bool:
    """Formulas, models and brands (NdFeB, TSMC, Neuralink) are written in Latin letters in every language."""
    return any(char.isupper() or char.isdigit() for char in text)


@check("T303")
def stray_zwnj(context: Context) -> Iterator[Hit]:
    """A zero-width non-joiner stands where it does nothing."""
    for placed, language, text in _spellings(context):
        if _ZWNJ in text and (not registry.pack(language).zwnj or _STRAY_ZWNJ.search(text)):
            yield at(placed, f"{language}: {text.replace(_ZWNJ, '[ZWNJ]')}")


@check("T304")
def invisible_characters(context: Context) -> Iterator[Hit]:
    """A term holds tatweel, a presentation form, or an invisible or control character."""
    for placed, language, text in _spellings(context):
        bad = [char for char in dict.fromkeys(text) if _is_invisible(char)]
        if bad:
            yield at(placed, f"{language}: {' '.join(f'U+{ord(char):04X}' for char in bad)} in {text}")


def _is_invisible(char: str) -> bool:
    if char == _ZWNJ:
        return False
    return (
        char == "\u0640"
        or unicodedata.category(char) in ("Cc", "Cf", "Co", "Cn")
        or "\ufb50" <= char <= "\ufdff"
        or "\ufe70" <= char <= "\ufefc"
    )


@check("T305")
def spacing(context: Context) -> Iterator[Hit]:
    """A term has a space at an end, two in a row, or one that is not a plain space."""
    for placed, language, text in _spellings(context):
        if text != " ".join(text.split()):
            yield at(placed, f"{language}: {text!r}")


@check("T306")
def not_composed(context: Context) -> Iterator[Hit]:
    """A term is not in Unicode's composed form (NFC)."""
    for placed, language, text in _spellings(context):
        if not unicodedata.is_normalized("NFC", text):
            yield at(placed, f"{language}: {text}")


@check("T307")
def traditional(context: Context) -> Iterator[Hit]:
    """A Chinese term that is not marked zh-Hant has Traditional characters."""
    from termlode.languages.folding import simplify

    for placed, language, text in _spellings(context):
        if language == "zh" and "Hant" not in placed.language and "TW" not in placed.language:
            wrong = [char for char in text if simplify(char) != char]
            if wrong:
                yield at(placed, f"{text}: {' '.join(f'{char} for {simplify(char)}' for char in wrong)}")
