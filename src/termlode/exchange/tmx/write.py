"""Write TMX 1.4: the same units give the same bytes; every file is valid, whole or absent."""

from __future__ import annotations

import unicodedata
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

from termlode import __version__
from termlode.exchange.losses import illegal
from termlode.exchange.notices import Notices
from termlode.exchange.options import Written
from termlode.exchange.profiles import LOSSLESS, Profile, profile
from termlode.exchange.selection import bilingual, text_pairs
from termlode.exchange.tmx import markup
from termlode.exchange.tmx.duplicate_order import in_client_order
from termlode.exchange.tmx.header import DATATYPE, SEGMENT_TYPE, SEGMENT_TYPES
from termlode.exchange.tmx.own_props import props_of
from termlode.exchange.tmx.values import DATES, FIELDS, date
from termlode.exchange.xml import ILLEGAL
from termlode.files import atomic_writer
from termlode.model import Prop

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from termlode.exchange.options import WriteOptions
    from termlode.exchange.tmx.header import Header
    from termlode.model import Details, Note, TranslationUnit, Variant


@dataclass(frozen=True, slots=True)
class Limits:
    """Where to begin a new file: after so many units, or before so many bytes."""

    units: int | None = None
    size: int | None = None


def write(
    units: Iterable[TranslationUnit],
    destination: Path | str,
    *,
    source: str | None = None,
    target: str | None = None,
    client: Profile = LOSSLESS,
    level: int | None = None,
    header: Header | None = None,
    limits: Limits | None = None,
    notices: Notices | None = None,
) -> Written:
    """Write units to ``destination`` (with ``limits``: to ``name.001.tmx`` and so on).

    With ``source`` and ``target`` the file is bilingual and units that lack one are left out;
    without, it is multilingual. ``header`` gives props and notes for the header. Raises
    UnreadableError where the folder cannot be written.
    """
    notices = Notices() if notices is None else notices
    codes = (level or client.level) == 2
    chosen = _chosen(units, source, target, client, codes=codes, notices=notices)
    rendered = in_client_order(chosen, client, lambda unit: render(unit, source, client, codes=codes), source, notices)
    output = _Output(Path(destination), _header(source, client, header), limits or Limits())
    with output:
        for piece in rendered:
            output.add(piece)
    return Written(tuple(output.paths), tuple(output.counts))


def write_pairs(units: Iterable[TranslationUnit], paths: Mapping[tuple[str, str], Path]) -> None:
    """A bilingual file for each pair, without loss: as :func:`write` does, but ``units`` are gone through once."""
    notices = Notices()
    codes = LOSSLESS.level == 2
    with ExitStack() as stack:
        outputs: dict[tuple[str, str], _Output] = {}
        for pair, path in paths.items():
            outputs[pair] = _Output(path, _header(pair[0], LOSSLESS, None), Limits())
            stack.enter_context(outputs[pair])
        for unit in units:
            for (source, target), output in outputs.items():
                part = bilingual(unit, source, target)
                fit = None if part is None else _fitted(part, LOSSLESS, codes=codes, notices=notices)
                if fit is not None:
                    output.add(render(fit, source, LOSSLESS, codes=codes).encode("utf-8", "ignore"))


def write_memory(units: Iterable[TranslationUnit], destination: Path | str, options: WriteOptions) -> Written:
    """Write units as the options say (the registry's form)."""
    return write(
        units,
        destination,
        source=options.source,
        target=options.target,
        client=profile(options.profile),
        level=options.level,
        limits=Limits(options.max_units, options.max_bytes),
        notices=options.notices,
    )


# ── choosing ─────────────────────────────────────────────────────────────────────────────────────


def _chosen(
    units: Iterable[TranslationUnit],
    source: str | None,
    target: str | None,
    client: Profile,
    *,
    codes: bool,
    notices: Notices,
) -> Iterator[TranslationUnit]:
    for unit in units:
        for part in _parts(unit, source, target, client):
            fit = _fitted(part, client, codes=codes, notices=notices)
            if fit is not None:
                yield fit


def _parts(unit: TranslationUnit, source: str | None, target: str | None, client: Profile) -> Iterator[TranslationUnit]:
    if source is None or target is None:
        yield unit
    elif client.explode:
        yield from text_pairs(unit, source, target)
    elif (part := bilingual(unit, source, target)) is not None:
        yield part


def _fitted(unit: TranslationUnit, client: Profile, *, codes: bool, notices: Notices) -> TranslationUnit | None:
    """The unit with the texts that the client takes; None, counted, where fewer than two are left."""
    fit: list[Variant] = []
    lost: list[tuple[str, str]] = []
    for variant in unit.variants:
        keep = codes and variant.codes  # offsets count in the text as it is
        text = variant.text if keep else ILLEGAL.sub("", variant.text)
        if text != variant.text:
            illegal(unit.id or variant.text, notices)
        text = tidied(text) if client.tidy and not keep else text
        if not text.strip() and not keep:
            lost.append(_EMPTY if variant.codes else _BLANK)
        elif client.longest is not None and len(text) > client.longest:
            lost.append(
                ("long", f"a text is longer than {client.longest} characters: left out (without --for it stays)")
            )
        else:
            fit.append(replace(variant, text=text) if text != variant.text else variant)
    if len(fit) >= 2:
        for code, message in lost:
            notices.add(code, message, text=unit.id or "")
        return replace(unit, variants=tuple(fit))
    notices.skip(*(lost[0] if lost else _ALONE), text=unit.id or "")
    return None


_EMPTY = ("empty", "a text is empty without its codes: left out (--level 2 keeps it)")
_BLANK = ("empty", "a text is empty: left out (JSON lines keep it)")
_ALONE = ("one-language", "a unit has one text only: left out (JSON lines keep it)")


def tidied(text: str) -> str:
    """NFC, one line, no white space at the edges: what exact matching needs in CAT tools."""
    text = unicodedata.normalize("NFC", text)
    return " ".join(text.replace("\t", " ").splitlines()).strip()


# ── rendering ────────────────────────────────────────────────────────────────────────────────────


def render(unit: TranslationUnit, source: str | None, client: Profile, *, codes: bool) -> str:
    """A unit as ``<tu>``, with its line end."""
    out = ["<tu"]
    if unit.id is not None:
        out.append(markup.attribute("tuid", unit.id))
    out.append(_details(unit.details))
    if unit.segment_type in SEGMENT_TYPES and unit.segment_type != SEGMENT_TYPE:
        out.append(markup.attribute("segtype", unit.segment_type))
    if unit.source_language is not None and unit.source_language != source and source is None:
        out.append(markup.attribute("srclang", client.language(unit.source_language)))
    out.append(">\n")
    own = props_of(unit) if client.context == "own" else _foreign_origin(unit, client)
    out.extend(_prop(prop, client) for prop in (*unit.props, *own))
    out.extend(_note(note) for note in unit.notes)
    first = unit.variants[0]
    out.extend(_variant(v, unit, client, codes=codes, leads=v is first) for v in unit.variants)
    out.append("</tu>\n")
    return "".join(out)


def _variant(variant: Variant, unit: TranslationUnit, client: Profile, *, codes: bool, leads: bool) -> str:
    inside = markup.segment(variant.text, variant.codes if codes else ())
    context = _memoq_context(unit) if leads and client.context == "memoq" else ()
    props = "".join(_prop(prop, client) for prop in (*variant.props, *context))
    notes = "".join(map(_note, variant.notes))
    language = markup.attribute("xml:lang", client.language(variant.language))
    return f"<tuv{language}{_details(variant.details)}>{props}{notes}<seg>{inside}</seg></tuv>\n"


def _details(details: Details) -> str:
    out = []
    for name, field in FIELDS.items():
        value = getattr(details, field)
        if value is not None and name in DATES:
            value = date(value)
        if value is not None:
            out.append(markup.attribute(name, str(value)))
    return "".join(out)


def _prop(prop: Prop, client: Profile) -> str:
    kind = f"x-{prop.type}" if prop.type in client.taken else prop.type
    return f"<prop{markup.attribute('type', kind)}{_about(prop)}>{markup.text(prop.value)}</prop>\n"


def _note(note: Note) -> str:
    return f"<note{_about(note)}>{markup.text(note.text)}</note>\n"


def _about(item: Prop | Note) -> str:
    language = markup.attribute("xml:lang", item.language) if item.language is not None else ""
    return language + (markup.attribute("o-encoding", item.encoding) if item.encoding is not None else "")


def _memoq_context(unit: TranslationUnit) -> Iterator[Prop]:
    have = {prop.type for prop in unit.props} | {prop.type for v in unit.variants for prop in v.props}
    for kind, value in (("x-context-pre", unit.context.previous), ("x-context-post", unit.context.following)):
        if value is not None and kind not in have:
            yield Prop(kind, f"<seg>{value}</seg>")


def _foreign_origin(unit: TranslationUnit, client: Profile) -> Iterator[Prop]:
    if client.context != "memoq":
        return
    have = {prop.type for prop in unit.props}
    origin = unit.origin
    named = (("client", origin.client), ("domain", origin.domain), ("project", origin.project))
    for kind, value in (*named, ("x-document", origin.document)):
        if value is not None and kind not in have:
            yield Prop(kind, value)


def _header(source: str | None, client: Profile, header: Header | None) -> bytes:
    values = {
        "creationtool": "termlode",
        "creationtoolversion": __version__,
        "segtype": SEGMENT_TYPE,
        "o-tmf": "termlode",
        "adminlang": "en",
        "srclang": client.language(source) if source else "*all*",
        "datatype": DATATYPE,
    }
    inside = "".join(_prop(prop, LOSSLESS) for prop in header.props) if header else ""
    inside += "".join(map(_note, header.notes)) if header else ""
    start = f"<header{''.join(markup.attribute(*pair) for pair in values.items())}"
    end = f">\n{inside}</header>" if inside else "/>"
    declaration = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
    return f'{declaration}<tmx version="1.4">\n{start}{end}\n<body>\n'.encode()


# ── files ────────────────────────────────────────────────────────────────────────────────────────

_END = b"</body>\n</tmx>\n"


class _Output:
    """One file, or numbered ones; all of them take their places together, or none does."""

    def __init__(self, destination: Path, header: bytes, limits: Limits) -> None:
        self.paths: list[Path] = []
        self.counts: list[int] = []
        self._destination, self._header, self._limits = destination, header, limits
        self._stack = ExitStack()
        self._file: IO[bytes] | None = None
        self._size = 0

    def __enter__(self) -> None:
        self._stack.__enter__()
        self._next()

    def __exit__(self, *error: object) -> None:
        if error[0] is None and self._file is not None:
            self._file.write(_END)
        self._stack.__exit__(*error)  # type: ignore[arg-type]  # handed through as it came

    def add(self, piece: bytes) -> None:
        """One rendered unit."""
        limits = self._limits
        here = self.counts[-1]
        full = limits.units is not None and here >= limits.units
        big = limits.size is not None and self._size + len(piece) + len(_END) > limits.size
        if here and (full or big):
            self._next()
        assert self._file is not None
        self._file.write(piece)
        self.counts[-1] += 1
        self._size += len(piece)

    def _next(self) -> None:
        if self._file is not None:
            self._file.write(_END)
            self._file.flush()
        path = self._destination
        if self._limits != Limits():
            path = path.with_name(f"{path.stem}.{len(self.paths) + 1:03}{path.suffix}")
        self._file = self._stack.enter_context(atomic_writer(path))
        self._file.write(self._header)
        self.paths.append(path)
        self.counts.append(0)
        self._size = len(self._header)
