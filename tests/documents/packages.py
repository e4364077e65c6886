"""Small Office packages and e-books made for the tests, as the programs that write them lay them out."""

from __future__ import annotations

import io
import zipfile

RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_RELATION = (
    '<Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'
)
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def package(members: dict[str, str]) -> bytes:
    """A ZIP of these members, in this order; ``mimetype`` is stored."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text.encode(), kind)
    return target.getvalue()


def member(data: bytes, name: str) -> str:
    """The text of a member of a package."""
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


def relations(*found: tuple[str, str, str]) -> str:
    """A part of relationships: id, kind, target."""
    return RELATIONS.format("".join(_RELATION.format(*one) for one in found))


def odt(body: str, styles: str = "") -> bytes:
    """An OpenDocument text with this body."""
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    )
    members = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {names}><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>",
    }
    if styles:
        members["styles.xml"] = f"<office:document-styles {names}>{styles}</office:document-styles>"
    return package(members)


def pptx(*slides: str, notes: str = "") -> bytes:
    """A presentation; the first slide comes second in the package, as after a user moved it."""
    order = list(range(len(slides), 0, -1))
    listed = "".join(f'<p:sldId id="{300 + n}" r:id="rId{n}"/>' for n in range(1, len(slides) + 1))
    members = {
        "_rels/.rels": relations(("rId1", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f"<p:presentation {_P} {_R}><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": relations(*((f"rId{n}", "slide", f"slides/slide{n}.xml") for n in order)),
    }
    for number, body in enumerate(slides, start=1):
        members[f"ppt/slides/slide{number}.xml"] = f"<p:sld {_P} {_A}><p:cSld>{body}</p:cSld></p:sld>"
    if notes:
        members["ppt/slides/_rels/slide1.xml.rels"] = relations(("rId1", "notesSlide", "../notesSlides/notes1.xml"))
        members["ppt/notesSlides/notes1.xml"] = f"<p:notes {_P} {_A}>{notes}</p:notes>"
    return package(members)


def shape(*paragraphs: str, title: bool = False) -> str:
    """A shape of a slide; a paragraph's runs are divided by ``|``."""
    kind = '<p:nvPr><p:ph type="title"/></p:nvPr>' if title else ""
    runs = ("".join(f"<a:r><a:t>{run}</a:t></a:r>" for run in text.split("|")) for text in paragraphs)
    return f"<p:sp>{kind}<p:txBody>{''.join(f'<a:p>{text}</a:p>' for text in runs)}</p:txBody></p:sp>"


def xlsx(shared: list[str], **sheets: str) -> bytes:
    """A workbook of these shared strings; each sheet is its rows' XML."""
    names = list(sheets)
    listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1))
    found = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(names) + 1)]
    members = {
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f"<workbook {_S} {_R}><sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(*found, ("rId90", "sharedStrings", "sharedStrings.xml")),
        "xl/sharedStrings.xml": f"<sst {_S}>{''.join(f'<si>{one}</si>' for one in shared)}</sst>",
    }
    for number, name in enumerate(names, 1):
        members[f"xl/worksheets/sheet{number}.xml"] = (
            f"<worksheet {_S}><sheetData>{sheets[name]}</sheetData></worksheet>"
        )
    return package(members)


def epub(*pages: str, language: str = "fa") -> bytes:
    """An EPUB 3 book whose reading order is not that of its members."""
    items = "".join(
        f'<item id="c{n}" href="text/c{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(len(pages))
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(pages)))
    members = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfile full-path="OEBPS/book.opf"/></container>',
        "OEBPS/book.opf": f"<package><metadata><dc:language>{language}</dc:language></metadata>"
        f'<manifest><item id="nav" properties="nav" href="nav.xhtml" media-type="application/xhtml+xml"/>{items}'
        f'</manifest><spine><itemref idref="nav"/>{spine}</spine></package>',
        "OEBPS/nav.xhtml": "<html><body><nav>contents</nav></body></html>",
    }
    for number in reversed(range(len(pages))):
        members[f"OEBPS/text/c{number}.xhtml"] = f"<!DOCTYPE html><html><body>{pages[number]}</body></html>"
    return package(members)
