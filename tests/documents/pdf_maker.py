"""PDF files for the tests, made by hand: no fonts are embedded, text is what the ToUnicode map says.

A glyph is placed wherever a test wants it, in whatever order, so that every way in which producers
store right-to-left text, columns and running heads can be imitated.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842  # A4, points
SIZE = 12  # points; every glyph is half an em wide
ADVANCE = SIZE / 2


@dataclass
class Sheet:
    """One page: pieces of content, in the order in which they are stored."""

    pieces: list[str] = field(default_factory=list)

    def place(self, glyphs: str, x: float, y: float, size: float = SIZE) -> Sheet:
        """Glyphs from left to right, beginning at ``x``: one string of the content stream."""
        codes = "".join(f"{_code(char):04X}" for char in glyphs)
        self.pieces.append(f"BT /F1 {size} Tf {x:.2f} {y:.2f} Td <{codes}> Tj ET")
        return self

    def rtl_by_glyph(self, text: str, right: float, y: float) -> Sheet:
        """Logical text, each glyph placed on its own from right to left, as some typesetters do."""
        codes = " 1000 ".join(f"<{_code(char):04X}>" for char in text)
        self.pieces.append(f"BT /F1 {SIZE} Tf {right - ADVANCE:.2f} {y:.2f} Td [{codes}] TJ ET")
        return self

    def image(self) -> Sheet:
        """A page-wide image, as a scanner makes it."""
        self.pieces.append(f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Im1 Do Q")
        return self


_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Test /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>"
)
_DESCENDANT = (
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Test"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 /FontDescriptor 5 0 R >>"
)
_DESCRIPTOR = (
    b"<< /Type /FontDescriptor /FontName /Test /Flags 4 /FontBBox [0 -200 1000 800]"
    b" /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>"
)
_IMAGE = b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
_CODES: dict[str, int] = {}


def _code(char: str) -> int:
    return _CODES.setdefault(char, len(_CODES) + 1)


def make(sheets: list[Sheet]) -> bytes:
    """The PDF file of some pages."""
    cmap = _cmap()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(sheets), b" ".join(b"%d 0 R" % (8 + 2 * i) for i in range(len(sheets)))),
        _FONT,
        _DESCENDANT,
        _DESCRIPTOR,
        _stream(cmap),
        _stream(b"\xff", _IMAGE),
    ]
    for index, sheet in enumerate(sheets):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> /XObject << /Im1 7 0 R >> >> >>" % (WIDTH, HEIGHT, 9 + 2 * index)
        )
        objects.append(_stream("\n".join(sheet.pieces).encode()))
    return _file(objects)


def _stream(data: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(data)
    return b"<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (entries, len(packed), packed)


def _cmap() -> bytes:
    lines = [f"<{code:04X}> <{char.encode('utf-16-be').hex().upper()}>" for char, code in _CODES.items()]
    groups = [lines[i : i + 100] for i in range(0, len(lines), 100)]
    body = "\n".join(f"{len(group)} beginbfchar\n" + "\n".join(group) + "\nendbfchar" for group in groups)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Test def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{body}\nendcmap end end"
    ).encode()


def _file(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
