"""The forms a word of a term can take, from the pack of its language or of its script."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from termlode.languages import registry
from termlode.languages.forms import Alternative, Word
from termlode.languages.scripts import script

if TYPE_CHECKING:
    from termlode.languages.hooks import Recognition

AS_WRITTEN = "any.exact"  # a class of ending: nothing follows


def alternatives(word: Word, language: str, single: bool) -> list[Alternative]:
    """All ways to write ``word``; ``single``: it is the whole term. The word itself comes first.

    A word in another script than its language's (or of a language without forms) goes by the forms of the
    first language of its script; where there is none, it is only met as it is written.
    """
    letters = script_of(word.key)
    rules = registry.recognition(language) if registry.pack(language).script == letters else None
    if rules is not None:
        return list(dict.fromkeys(rules.alternatives(word, single)))
    rules = _of_script(letters)
    return list(dict.fromkeys(rules.foreign(word, single))) if rules else [Alternative(word.key, "", AS_WRITTEN)]


@cache
def _of_script(letters: str) -> Recognition | None:
    languages = registry.of_script(letters)
    return registry.recognition(languages[0].tag) if languages else None


def script_of(key: str) -> str:
    """The script of a folded word: of its first character; digits and signs count as Latin."""
    char = key[0]
    if char >= "\u2e80":
        return "Hani"
    if "\u0620" <= char <= "\u06ff":
        return "Arab"
    return "Latn" if char < "\u0250" else script(char)
