"""Write PO with polib: one message a unit, plural forms and flags from the props that reading made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from termlode.errors import UsageError
from termlode.exchange.plurals import PLURAL_SOURCE, PLURAL_TARGET, rule
from termlode.exchange.po.read import FLAGS, REFERENCE
from termlode.exchange.selection import text_pairs
from termlode.exchange.xml import ILLEGAL
from termlode.files import write_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from termlode.exchange.notices import Notices
    from termlode.exchange.options import WriteOptions
    from termlode.model import TranslationUnit

_PLURAL_PROP = re.compile(re.escape(PLURAL_TARGET.format("")) + r"(\d+)\Z")


def write_memory(units: Iterable[TranslationUnit], destination: Path | str, options: WriteOptions) -> int:
    """Write the units that have both languages, one message a pair of texts. Returns how many.

    A message that is there already, with another translation, gets a context that numbers it. Raises
    UsageError without a pair of languages.
    """
    import polib

    source, target = options.source, options.target
    if source is None or target is None:
        raise UsageError("PO is bilingual: add --pair, such as --pair en-fa")
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Project-Id-Version": "termlode",
        "Language": target.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": rule(target),
    }
    seen: dict[tuple[str | None, str], set[str]] = {}
    for unit in units:
        for part in text_pairs(unit, source, target):
            _add(catalogue, part, seen, options.notices)
    write_text(destination, f"{catalogue}\n")
    return len(catalogue)


def _add(catalogue: Any, unit: TranslationUnit, seen: dict[tuple[str | None, str], set[str]], notices: Notices) -> None:
    import polib

    left, right = (_legal(variant.text) for variant in unit.variants)
    if not left.strip() or not right.strip():
        notices.skip("empty", "a text is empty: PO holds no such message, left out (TMX holds it)")
        return
    context = _legal(unit.context.key) if unit.context.key is not None else None
    known = seen.setdefault((context, left), set())
    if right in known:
        notices.skip("repeated", "a message has the same translation twice: written once (TMX holds both)", text=left)
        return
    known.add(right)
    if len(known) > 1:
        context = f"{context or ''} {len(known)}".strip()
    entry = polib.POEntry(msgid=left, msgstr=right, msgctxt=context)
    entry.tcomment = "\n".join(_legal(note.text) for note in unit.notes)
    _decorate(entry, unit)
    catalogue.append(entry)


def _decorate(entry: Any, unit: TranslationUnit) -> None:
    """Plural forms, flags and references out of props."""
    for prop in unit.props:
        if prop.type == PLURAL_SOURCE:
            entry.msgid_plural = _legal(prop.value)
        elif found := _PLURAL_PROP.match(prop.type):
            entry.msgstr_plural[int(found[1])] = _legal(prop.value)
        elif prop.type == FLAGS:
            entry.flags = [flag.strip() for flag in prop.value.split(",")]
        elif prop.type == REFERENCE:
            file, _, line = prop.value.rpartition(":")
            entry.occurrences.append((file, line) if file else (line, ""))
    if entry.msgid_plural and entry.msgstr_plural:
        entry.msgstr = ""
    else:
        entry.msgid_plural, entry.msgstr_plural = "", {}


def _legal(value: str) -> str:
    return ILLEGAL.sub("", value)
