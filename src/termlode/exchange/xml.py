"""One hardened way to read XML for all formats: streaming expat, nothing fetched, nothing expanded.

No entity is resolved, no DTD or URL is opened, an internal DTD subset is refused; depth, the length
of one tag and the size of one record are bounded; errors name the line. Two layers:

- :func:`feed` drives handlers that a fast reader (TMX) sets on the parser itself;
- :func:`records` yields small ElementTree elements, one at a time (TBX, XLIFF, MultiTerm …).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element  # only the data class: expat below does the parsing
from xml.parsers import expat

from termlode.errors import FormatError, InputError, UnreadableError
from termlode.exchange.source import utf8_chunks

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator
    from pathlib import Path

    from termlode.exchange.notices import Notices

MAX_DEPTH = 200
MAX_TAG = 4 << 20  # bytes of one tag with its attributes
MAX_RECORD = 32 << 20  # bytes between two finished records

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Characters that XML 1.0 (production 2) does not allow, in text and in UTF-8.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ILLEGAL_BYTES = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xed[\xa0-\xbf][\x80-\xbf]|\xef\xbf[\xbe\xbf]")
_REFERENCE = re.compile(rb"&#(?:x0*([0-9a-fA-F]{1,8})|0*([0-9]{1,10}));")
_TAG = re.compile(rb"<[^?!\s]")
_TAIL = 24  # the longest piece of a character or reference that a chunk's end may cut


def feed(
    path: Path | str,
    attach: Callable[[expat.XMLParserType], None],
    notices: Notices,
    *,
    encoding: str | None = None,
    recover: bool = False,
    namespaces: bool = False,
    done: Callable[[], bool] | None = None,
    through: Callable[[Iterator[bytes]], Iterator[bytes]] | None = None,
) -> Iterator[None]:
    """Parse ``path``; ``attach`` sets the handlers; yields after each chunk of input.

    The input, as UTF-8, goes ``through`` a generator, which is asked for a piece when the last one is
    parsed. ``done`` says (once a piece) whether a record was finished since the last time: it resets
    the bound on a record's size. With ``recover``, illegal characters are dropped and counted, and
    damage ends the file with a notice.
    Raises FormatError or UnreadableError with path and line.
    """
    parser = _parser(namespaces)
    attach(parser)
    chunks = utf8_chunks(path, notices, encoding)
    if recover:
        chunks = without_illegal(chunks, notices)
    if through is not None:
        chunks = through(chunks)
    fed, since, data, started = 0, 0, b"", False
    try:
        for data in chunks:
            started = started or _TAG.search(data) is not None
            parser.Parse(data, False)
            fed += len(data)
            since += len(data)
            _bound(parser, fed, since)
            yield
            if done is not None and done():
                since = 0
        data = b""
        parser.Parse(b"", True)
        yield
    except expat.ExpatError as error:
        refusal = _explain(error, parser, data, fed, started=started)
        if not recover:
            raise placed(refusal, path) from error
        notices.add("damaged", f"{refusal.reason}: only what stands before it was read", line=refusal.line)
        yield
    except InputError as error:
        if error.path is not None:
            raise
        raise placed(error, path, parser.CurrentLineNumber) from error


def placed(error: InputError, path: Path | str, line: int | None = None) -> InputError:
    """The same error with its file (and line, where it has none)."""
    return type(error)(error.reason, path=path, line=error.line or line, unit=error.unit, cure=error.cure)


def _parser(namespaces: bool) -> expat.XMLParserType:
    parser = expat.ParserCreate("utf-8", "}" if namespaces else None)
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartDoctypeDeclHandler = _doctype
    parser.EntityDeclHandler = _entity
    parser.SkippedEntityHandler = _skipped
    parser.ExternalEntityRefHandler = None
    if hasattr(parser, "SetReparseDeferralEnabled"):
        # events are to come with the chunk that completes them; MAX_TAG bounds the work instead
        parser.SetReparseDeferralEnabled(False)
    return parser


def _doctype(_name: str, _system: str | None, _public: str | None, internal_subset: bool) -> None:
    if internal_subset:
        raise FormatError("its DOCTYPE declares things inside the file (entities?): refused", cure="remove [ … ]")


def _entity(*_: object) -> None:
    raise FormatError("declares an entity: refused", cure="remove the declaration")


def _skipped(name: str, _is_parameter: bool) -> None:
    raise FormatError(f"the entity &{name}; is not defined in XML", cure="write the character itself")


def _bound(parser: expat.XMLParserType, fed: int, since: int) -> None:
    if fed - max(parser.CurrentByteIndex, 0) > MAX_TAG:
        raise FormatError(f"a tag is longer than {MAX_TAG >> 20} MB", cure="shorten its attributes")
    if since > MAX_RECORD:
        raise FormatError(f"one unit is longer than {MAX_RECORD >> 20} MB", cure="split it")


def _explain(
    error: expat.ExpatError, parser: expat.XMLParserType, chunk: bytes, fed: int, *, started: bool
) -> InputError:
    """What is wrong at the place where expat stopped: bad UTF-8, an illegal character, or broken markup."""
    code, line = error.code, error.lineno
    at = max(parser.ErrorByteIndex - fed, 0)
    if code == _CODES[expat.errors.XML_ERROR_BAD_CHAR_REF]:
        return FormatError(_bad_reference(chunk[at:]), line=line, cure=_RECOVER)
    if code == _CODES[expat.errors.XML_ERROR_INVALID_TOKEN]:
        return _bad_token(chunk, at, line)
    if code in (_CODES[expat.errors.XML_ERROR_UNCLOSED_TOKEN], _CODES[expat.errors.XML_ERROR_PARTIAL_CHAR]):
        return FormatError("is cut off inside a tag or a character", line=line, cure="get the whole file")
    if code == _CODES[expat.errors.XML_ERROR_NO_ELEMENTS]:
        return FormatError("is cut off" if started else "is empty or holds no markup", line=line)
    return FormatError(f"is not well-formed XML: {expat.errors.messages.get(code, str(error))}", line=line)


_CODES = expat.errors.codes
_RECOVER = "add --recover to drop such characters"


def _bad_token(chunk: bytes, at: int, line: int) -> InputError:
    if illegal := _ILLEGAL_BYTES.match(chunk, at):
        return FormatError(f"{_name(illegal[0])} is not allowed in XML", line=line, cure=_RECOVER)
    try:
        chunk[at : at + 4].decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start == 0 and error.reason != "unexpected end of data":
            cure = "add --encoding NAME, such as windows-1256"
            return UnreadableError(f"is not valid UTF-8 (byte {chunk[at]:#04x})", line=line, cure=cure)
    if chunk[max(at - 1, 0) : at + 1].find(b"&") >= 0:
        return FormatError("is not well-formed XML: a bare &", line=line, cure="write &amp;")
    return FormatError("is not well-formed XML: a sign that cannot stand there", line=line)


def _name(character: bytes) -> str:
    code = ord(character.decode("utf-8", "surrogatepass"))
    return f"the character U+{code:04X}"


def _bad_reference(chunk: bytes) -> str:
    for found in _REFERENCE.finditer(chunk):
        if not _legal(found):
            return f"{found[0].decode()} stands for a character that XML does not allow"
    return "a character reference stands for a character that XML does not allow"


def _legal(found: re.Match[bytes]) -> bool:
    code = int(found[1], 16) if found[1] else int(found[2])
    return code <= 0x10FFFF and ILLEGAL.match(chr(code)) is None


def without_illegal(chunks: Iterator[bytes], notices: Notices) -> Iterator[bytes]:
    rest = b""
    line = 1
    for chunk in chunks:
        data = rest + chunk
        cut = max(len(data) - _TAIL, 0)
        amp = data.rfind(b"&", cut)
        cut = amp if amp >= 0 else _character_start(data)
        data, rest = data[:cut], data[cut:]
        yield _clean(data, line, notices)
        line += data.count(b"\n")
    yield _clean(rest, line, notices)


def _character_start(data: bytes) -> int:
    """Where the last, perhaps unfinished, character begins."""
    index = len(data)
    while index and index > len(data) - 4 and data[index - 1] & 0xC0 == 0x80:
        index -= 1
    return index - 1 if index and data[index - 1] >= 0xC0 else len(data)


def _clean(data: bytes, line: int, notices: Notices) -> bytes:
    def drop(found: re.Match[bytes]) -> bytes:
        where = lines.at(found.start())
        notices.add("illegal-character", f"{_name(found[0])} dropped: not allowed in XML", line=where)
        return b""

    def refer(found: re.Match[bytes]) -> bytes:
        if _legal(found):
            return found[0]
        where = lines.at(found.start())
        notices.add("illegal-character", f"{found[0].decode()} dropped: not allowed in XML", line=where)
        return b""

    lines = _Lines(data, line)
    cleaned = _ILLEGAL_BYTES.sub(drop, data)
    lines = _Lines(cleaned, line)
    return _REFERENCE.sub(refer, cleaned)


class _Lines:
    """Tells the line of places that come in ascending order, each stretch of the data counted once."""

    def __init__(self, data: bytes, first: int) -> None:
        self._data, self._line, self._since = data, first, 0

    def at(self, place: int) -> int:
        """The line of a place, which is not before the last one asked for."""
        self._line += self._data.count(b"\n", self._since, place)
        self._since = place
        return self._line


# ── records ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class Record:
    """An element that :func:`records` was asked for, the elements around it, and its line.

    Names are ``{namespace}local`` as in ElementTree; ``around`` holds (name, attributes) from the root down.
    """

    element: Element
    around: tuple[tuple[str, dict[str, str]], ...]
    line: int


@lru_cache(maxsize=4096)
def local(name: str) -> str:
    """The name without its namespace."""
    return name.rpartition("}")[2]


@lru_cache(maxsize=4096)
def namespace(name: str) -> str:
    """The namespace of ``{namespace}local``, or the empty string."""
    return name[1:].partition("}")[0] if name.startswith("{") else ""


def records(
    path: Path | str,
    names: Container[str],
    notices: Notices,
    *,
    encoding: str | None = None,
    recover: bool = False,
    root: Container[str] = (),
    kind: str = "XML",
) -> Iterator[Record]:
    """The outermost elements whose local name is in ``names``, in document order, one at a time.

    ``root`` are the local names allowed for the root element; ``kind`` names the format in the
    refusal. Elements outside the records leave no trace but in ``around``. Raises FormatError or
    UnreadableError.
    """
    builder = Builder(names, root, kind)
    for _ in feed(
        path, builder.attach, notices, encoding=encoding, recover=recover, namespaces=True, done=builder.progressed
    ):
        yield from builder.take()


class Builder:
    """Builds the elements that :func:`records` yields; a subclass may take note of where they stand."""

    def __init__(self, names: Container[str], root: Container[str], kind: str) -> None:
        self._names, self._root, self._kind = names, root, kind
        self._around: list[tuple[str, dict[str, str]]] = []
        self._stack: list[Element] = []
        self._ready: list[Record] = []
        self._line, self._count, self._seen = 0, 0, 0
        self._last: Element | None = None  # the child whose tail is being read

    def attach(self, parser: expat.XMLParserType) -> None:
        """Set the handlers."""
        self._parser = parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text

    def take(self) -> list[Record]:
        """The records finished since the last time."""
        ready, self._ready = self._ready, []
        return ready

    def progressed(self) -> bool:
        """Whether a record was finished since the last time."""
        moved, self._seen = self._count != self._seen, self._count
        return moved

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = f"{{{name}" if "}" in name else name
        if len(self._around) + len(self._stack) >= MAX_DEPTH:
            raise FormatError(f"elements are nested more than {MAX_DEPTH} deep inside each other: refused")
        if attributes:
            attributes = {f"{{{key}" if "}" in key else key: value for key, value in attributes.items()}
        if not self._around and self._root and local(name) not in self._root:
            raise FormatError(f"its root element is {local(name)}: not {self._kind}")
        if self._stack or (self._around and local(name) in self._names):
            self._open(Element(name, attributes))
        else:
            self._around.append((name, attributes))

    def _open(self, element: Element) -> None:
        if self._stack:
            self._stack[-1].append(element)
        else:
            self._line = self._parser.CurrentLineNumber
        self._stack.append(element)
        self._last = None

    def _end(self, _name: str) -> None:
        if not self._stack:
            self._around.pop()
            return
        self._last = self._stack.pop()
        if not self._stack:
            self._ready.append(Record(self._last, tuple(self._around), self._line))
            self._count += 1
            self._last = None

    def _text(self, text: str) -> None:
        if self._last is not None:
            self._last.tail = (self._last.tail or "") + text
        elif self._stack:
            self._stack[-1].text = (self._stack[-1].text or "") + text
