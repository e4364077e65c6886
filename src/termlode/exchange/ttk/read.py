"""Read what translate-toolkit reads. XML is looked through by our own hardened parser first."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from termlode.errors import FormatError, UnreadableError, UsageError
from termlode.exchange import plurals, xml
from termlode.exchange.source import open_bytes
from termlode.languages.tags import normalise
from termlode.model import Context, Note, TranslationUnit, Variant

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.parsers.expat import XMLParserType

    from termlode.exchange.notices import Notices
    from termlode.exchange.options import ReadOptions

_LIMIT = 64 << 20  # the toolkit holds the whole file


def _read(
    path: Path | str, options: ReadOptions, notices: Notices, *, module: str, name: str, markup: bool = False
) -> Iterator[TranslationUnit]:
    """The translated units. Languages are the file's, else the options'.

    Raises FormatError, UnreadableError, or UsageError where a language is not said.
    """
    if markup:
        for _ in xml.feed(path, only_depth, notices):
            pass
    store = opened(getattr(import_module(f"translate.storage.{module}"), name), path)
    source = language_of(store, "getsourcelanguage", options.source or "en", path)
    target = language_of(store, "gettargetlanguage", options.target, path)
    for number, unit in enumerate(store.units, 1):
        if _wanted(unit, options, notices, number):
            variants = (Variant(source, str(unit.source)), Variant(target, _singular(unit, target)))
            notes = tuple(Note(text) for text in (unit.getnotes(),) if text)
            context = Context(key=unit.getcontext() or None)
            props = tuple(plurals.props(str(unit.source), _forms(unit)) if unit.hasplural() else ())
            yield TranslationUnit(variants, source_language=source, props=props, notes=notes, context=context)


def _forms(unit: Any) -> list[str]:
    return [str(form) for form in getattr(unit.target, "strings", [unit.target])]


def _singular(unit: Any, language: str) -> str:
    """The translation; of several plural forms that for one thing."""
    return plurals.of_one(_forms(unit), plurals.singular_index(language)) if unit.hasplural() else str(unit.target)


def only_depth(parser: XMLParserType) -> None:
    """Handlers that refuse what is nested too deeply for the toolkit."""
    depth = 0

    def start(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > xml.MAX_DEPTH:
            raise FormatError(f"elements are nested more than {xml.MAX_DEPTH} deep inside each other: refused")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = start, end


def opened(kind: Any, path: Path | str) -> Any:
    """A store of the toolkit. Raises FormatError, UnreadableError."""
    with open_bytes(path) as handle:
        data = handle.read(_LIMIT + 1)
    if len(data) > _LIMIT:
        raise UnreadableError(f"is longer than {_LIMIT >> 20} MB", path=path, cure="split it")
    store = kind()
    try:
        store.parse(data)
    except Exception as error:  # every format of the toolkit raises errors of its own
        raise FormatError(f"cannot be read: {str(error)[:200] or type(error).__name__}", path=path) from error
    return store


def language_of(store: Any, method: str, wanted: str | None, path: Path | str) -> str:
    """What the store says of a language, else what is wanted. Raises UsageError."""
    said = getattr(store, method, lambda: None)()
    if wanted is None and not said:
        raise UsageError(f"{path}: the file names no target language: add --to LANGUAGE")
    return normalise(said) if said and said != "en" else wanted or "en"


def _wanted(unit: Any, options: ReadOptions, notices: Notices, number: int) -> bool:
    left, right = str(unit.source or ""), "".join(_forms(unit)) if unit.target else ""
    if unit.isheader() or not left.strip():
        return False
    reason = "obsolete" if unit.isobsolete() and not options.obsolete else None
    reason = "fuzzy" if unit.isfuzzy() and not options.fuzzy else reason
    reason = "untranslated" if not right.strip() else reason
    if reason is not None:
        option = f" (--{reason})" if reason != "untranslated" else ""
        notices.skip(reason, f"unit {number} is {reason}: left out{option}", text=left)
    return reason is None


ts = partial(_read, module="ts2", name="tsfile", markup=True)
qph = partial(_read, module="qph", name="QphFile", markup=True)
catkeys = partial(_read, module="catkeys", name="CatkeysFile")
wordfast = partial(_read, module="wordfast", name="WordfastTMFile")
trados = partial(_read, module="trados", name="TradosTxtTmFile")
