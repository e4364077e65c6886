"""Changing a unit by hand: from then on it is typed, whatever it was."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from termlode.errors import NothingFound, UsageError
from termlode.languages.tags import serves
from termlode.model import ORIGINAL, Prop

if TYPE_CHECKING:
    from termlode.model import TranslationUnit


def with_text(unit: TranslationUnit, language: str, text: str) -> tuple[str, TranslationUnit]:
    """The text that ``unit`` has in ``language``, and the unit with ``text`` in its place, typed and dated now.

    What a segment of a document said before stands in the variant's prop ``x-original``: by it a build knows the
    segment that the person changed.

    Raises NothingFound where it has none, UsageError where it has several, or codes that the text would lose.
    """
    found = [v for v in unit.variants if v.language == language] or [
        v for v in unit.variants if serves(v.language, language)
    ]
    if not found:
        raise NothingFound(f"the unit has no text in {language}")
    if len(found) > 1:
        raise UsageError(f"the unit has {len(found)} texts in {language}: edit it in a TMX editor and import it again")
    old = found[0]
    if old.codes:
        raise UsageError("the text holds inline codes, which would be lost: edit it in a TMX editor and import it")
    now = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    before = Prop(ORIGINAL, old.text)
    kept = unit.origin.document is not None and text != old.text and before not in old.props
    props = (*old.props, before) if kept else old.props
    new = replace(old, text=text, props=props, details=replace(old.details, changed=now))
    variants = tuple(new if variant is old else variant for variant in unit.variants)
    typed = replace(unit.origin, kind="human", confidence=None)
    return old.text, replace(unit, variants=variants, details=replace(unit.details, changed=now), origin=typed)
