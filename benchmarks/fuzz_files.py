"""The half of fuzz.py for files that are no exchange formats of text: documents, packages, reviews, rules, caches.

Small valid files are made, then spoilt: bytes and pieces cut, doubled, swapped and put in; of a package the members
inside too. Everything that reads such a file is run on it. What comes out other than our own errors, or takes more
than four seconds of CPU, is a failure; each kind of failure is told once and its file kept.
"""

from __future__ import annotations

import io
import re
import sys
import time
import traceback
import warnings
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, cast

sys.path.insert(0, str(Path(__file__).parents[1]))  # the packages that the tests make

from tests.documents import packages
from tests.documents.pdf_maker import Sheet, make

from termlode.errors import TermlodeError
from termlode.exchange import registry
from termlode.exchange.notices import Notices
from termlode.exchange.options import ReadOptions, WriteOptions
from termlode.model import ConceptEntry, LanguageSection, TermSection, TranslationUnit, Variant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECONDS = 4.0
_PIECE = re.compile(rb"<[^<>]{0,80}>|\w+|\s+|[^\w\s]")
_ODD = [b"\0", b"\xff", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"&#x0;", b"&x;", b"]]>", b"<!--", b"{", b"[", b"\\", b"'"]
_ODD += [b"9" * 30, b"-1", b"NaN", b"1e999", b"\r", b"\t", b"\n\n", b'"', b"<", b">", "۱".encode(), b"\xed\xa0\x80"]
_REVIEW = (
    '# termlode alignment {"termlode": "0.1.0", "documents": ["a.txt", "b.txt"], "languages": ["en", "fa"], '
    '"score": 0.9}\ndecision\tconfidence\tsource\ttarget\tsource text\ttarget text\treasons\tbead\tsource at\t'
    "target at\naccept\t0.900\t1\t1\tone\tیک\t1-1\t1|1\t0/0-3\t0/0-2\nreject\t0.500\t2 3\t2\ttwo ¶ three\tدو\t2-1"
    "\t2 3|2\t1/4-7 2/8-13\t1/3-5\n"
)
_CORRECTIONS = (
    "# termlode corrections 1 · x\ndecision\tfile\tline\tstart\tend\tbefore\tafter\ttier\tclass\trule\tconfidence\t"
    "evidence\tleft\tright\naccept\tnote.txt\t1\t0\t2\tمی\tنمی\tauto\tchar\tr\t1\tx\t\t\n"
)
_PROPOSALS = (
    "# termlode variants 1 · s\nnumber\tvariant\tterm\tconcept\tkind\tcount\tbeside\tscore\tcontext\n"
    "1\tمسن\tمس\tcopper\tnonword\t1\t0\t1.0\tx\n"
)
_SRX = (
    '<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes" cascade="no"/><body>'
    '<languagerules><languagerule languagerulename="x"><rule break="no"><beforebreak>\\b(Dr|Mr)\\.</beforebreak>'
    '<afterbreak>\\s</afterbreak></rule><rule break="yes"><beforebreak>[.!?]+(?i:x)?</beforebreak><afterbreak>\\s+'
    "\\p{Lu}</afterbreak></rule></languagerule></languagerules><maprules><languagemap languagepattern='[Ee][Nn].*' "
    'languagerulename="x"/></maprules></body></srx>'
)
_YAML = (
    "copper:\n  definition: a metal\n  terms:\n    en:\n      - term: copper\n"
    "        status: preferred\n        forms: [coppers]\n    fa:\n      - term: 'مس'\n        variants:\n"
    "          - {text: مسن, kind: nonword}\nzinc: &z\n  terms: {en: [{term: zinc}]}\n"
)
_TOML = 'name = "x"\nlanguages = ["fa", "en"]\n[folders]\nsources = "sources"\n[penalties]\nmachine = 15\n'
_MARKDOWN = "---\nlang: fa\n---\n# T *a* `b`\n\n- x [l](u) ![i](p)\n  1. y\n\n> q\n\n|a|b|\n|-|-|\n|c\\|d|e|\n\n[r]: u"
_HTML = (
    "<!DOCTYPE html><html lang=fa><head><title>t</title></head><body><p dir=rtl>یک <b>دو</b>&nbsp;<br>سه<table><tr>"
    "<td>a<td>b</table><ul><li>c</ul><script>x<y</script><ruby>漢<rt>x</rt></ruby><textarea>q</textarea></body></html>"
)
_RTF = r"{\rtf1\ansi\ansicpg1256{\fonttbl{\f0\fcharset178 A;}}\u1740?\'e3 b\par {\b x} \bin3 abc \u-500?}"


@dataclass(frozen=True)
class Kind:
    """A kind of file: its name, small valid ones, and what reads it."""

    file: str
    samples: tuple[bytes, ...]
    read: Callable[[Path], object]


@dataclass
class Outcome:
    """What a run met."""

    counts: Counter[str] = field(default_factory=Counter)
    slowest: dict[str, float] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)


def _document(path: Path) -> object:
    from termlode import documents

    document = documents.read(path)
    return documents.write(document, [], path.with_name(f"out{path.suffix}"))


def _exchange(form: str) -> Callable[[Path], object]:
    def read(path: Path) -> object:
        found = registry.named(form)
        options = ReadOptions(source="en", target="fa", fuzzy=True, obsolete=True)
        jobs = [job for job in ("read_memory", "read_terms") if getattr(found, job) is not None]
        return [list(found.function(job)(path, options, Notices())) for job in jobs]  # type: ignore[arg-type]

    return read


def _rules(path: Path) -> object:
    from termlode.segmentation.engine import segmenter
    from termlode.segmentation.srx import read

    return segmenter(read(path), "en").spans("Dr. Lee left! Yes. No? aaaaaaaaaaaaaaaaaaaaaaaa")


def _call(module: str, name: str) -> Callable[[Path], object]:
    return cast("Callable[[Path], object]", getattr(import_module(f"termlode.{module}"), name))


def _proposals(path: Path) -> object:
    from termlode import workspace
    from termlode.jobs import variants

    (path.parent / "termbase").mkdir(exist_ok=True)
    (path.parent / "termlode.toml").write_text(_TOML, encoding="utf-8")
    (path.parent / "termbase" / "a.yaml").write_text(_YAML, encoding="utf-8")
    return variants.accept(workspace.load(path.parent), [1], path)


def _workspace(path: Path) -> object:
    from termlode import workspace

    return workspace.load(path.parent)


def _made(form: str) -> bytes:
    """A file that our own writer makes."""
    import tempfile

    found = registry.named(form)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{(found.suffixes or ('.x',))[0]}"
        options = WriteOptions(source="en", target="fa")
        if found.write_memory:
            units = [TranslationUnit((Variant("en", "Rare earth"), Variant("fa", "خاکی کمیاب")), source_language="en")]
            found.function("write_memory")(units, path, options)
        else:
            sections = (LanguageSection("en", (TermSection("tin"),)), LanguageSection("fa", (TermSection("قلع"),)))
            found.function("write_terms")([ConceptEntry("tin", "metals", sections, "a metal")], path, options)
        return path.read_bytes()


def kinds() -> dict[str, Kind]:
    """All kinds of files."""
    word = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:pPr>'
        '<w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>One</w:t><w:tab/></w:r><w:ins><w:r><w:t>two</w:t></w:r></w:ins>'
        "</w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
    )
    docx = packages.package({
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": packages.relations(("r", "officeDocument", "word/document.xml")),
        "word/document.xml": word,
        "word/styles.xml": '<w:styles xmlns:w="x"><w:style w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
        "</w:styles>",
    })  # fmt: skip
    cells = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>fa</t></is></c></row>'
    table = packages.xlsx(["<t>en</t>", "<r><t>a</t></r>"], one=cells + cells.replace('r="1"', 'r="2"'))
    documents = {
        "txt": ("یک دو.\n\nسه\tچهار\r\n- x\n".encode(),),
        "md": (_MARKDOWN.encode(),),
        "html": (_HTML.encode(),),
        "srt": (b"1\n00:00:01,000 --> 00:00:02,000\n<i>One</i>\ntwo\n\n2\n00:00:03,000 --> 00:00:04,500\n- x\n",),
        "vtt": (b"WEBVTT\n\nNOTE x\n\nid\n00:01.000 --> 00:02.000 align:left\n<v A>One</v> <c.x>two</c>\n",),
        "docx": (docx,),
        "odt": (packages.odt('<text:h text:outline-level="1">A</text:h><text:p>b<text:s/></text:p>'),),
        "pptx": (packages.pptx(packages.shape("One|two", title=True), notes=packages.shape("n")),),
        "xlsx": (table,),
        "epub": (packages.epub("<p>یک</p>", "<h1>Two</h1><p>three"),),
        "rtf": (_RTF.encode(),),
        "pdf": (make([Sheet().place("Hello world", 100, 700).rtl_by_glyph("سلام", 400, 600), Sheet().image()]),),
    }  # fmt: skip
    found = {name: Kind(f"a.{name}", samples, _document) for name, samples in documents.items()}
    for form, suffix in {
        "jsonl": ".jsonl", "json": ".json", "utx": ".utx", "ts": ".ts", "omegat-glossary": ".utf8",
        "multiterm": ".mtf", "tsv": ".tsv",
    }.items():  # fmt: skip
        found[form] = Kind(f"a{suffix}", (_made(form),), _exchange(form))
    found["xlsx table"] = Kind("a.xlsx", (_made("xlsx"),), _exchange("xlsx"))
    sides = {
        "termbase": ("a.yaml", _YAML, _call("termbase.load", "read")),
        "alignment review": ("r.tsv", _REVIEW, _call("alignment.review", "read")),
        "corrections": ("r.tsv", _CORRECTIONS, _call("correction.review", "read")),
        "proposals": ("v.tsv", _PROPOSALS, _proposals),
        "srx": ("a.srx", _SRX, _rules),
        "workspace": ("termlode.toml", _TOML, _workspace),
    }
    return found | {name: Kind(file, (text.encode(),), read) for name, (file, text, read) in sides.items()}


def spoilt(data: bytes, chance: Random) -> bytes:
    """A file with a few faults; of a package, mostly in its members."""
    if data[:2] == b"PK" and chance.random() < 0.8:
        return _repacked(data, chance)
    made = bytearray(data)
    pieces = _PIECE.findall(data) or [b"x"]
    for _ in range(chance.choice((1, 1, 1, 2, 2, 4))):
        start = chance.randrange(len(made) + 1)
        end = min(len(made), start + chance.randrange(1, 40))
        match chance.randrange(16) // 3:
            case 0:
                del made[start:end]
            case 1:
                made[start:start] = made[start:end] * chance.choice((1, 2, 30, 3000))
            case 2:
                made[start:start] = chance.choice(pieces) * chance.choice((1, 1, 50))
            case 3:
                made[start:end] = chance.randbytes(chance.randrange(1, 4))
            case 4:
                made[start:start] = chance.choice(_ODD)
            case _:
                del made[start + chance.randrange(1, 2000) :]
    return bytes(made)


def _repacked(data: bytes, chance: Random) -> bytes:
    """The package with one or two members spoilt, and perhaps one gone, twice there, or under another name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    for _ in range(chance.randint(1, 2)):
        place = chance.randrange(len(members))
        name, content = members[place]
        members[place] = (name, spoilt(content, chance))
    match chance.randrange(10):
        case 0:
            members.pop(chance.randrange(len(members)))
        case 1:
            members.append(chance.choice(members))
        case 2:
            members.append((f"../{members[0][0]}", members[0][1]))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in dict(members).items() if chance.random() < 0.9 else members:
            archive.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()


def run(seconds: float, seed: int, folder: Path, keep: Path, only: str = "") -> Outcome:
    """Spoil and read files until the time is up."""
    outcome, chance = Outcome(), Random(seed)
    chosen = {name: kind for name, kind in kinds().items() if only in name}
    warnings.simplefilter("ignore")  # of zipfile, about a name that is there twice
    begun = time.monotonic()
    for name in _turns(list(chosen)):
        if time.monotonic() - begun > seconds:
            return outcome
        kind = chosen[name]
        data = spoilt(chance.choice(kind.samples), chance)
        _try(name, kind, data, folder, keep, outcome)
    return outcome


def _turns(names: list[str]) -> Iterator[str]:
    while names:
        yield from names


def _try(name: str, kind: Kind, data: bytes, folder: Path, keep: Path, outcome: Outcome) -> None:
    path = folder / kind.file
    path.write_bytes(data)
    begun, why = time.process_time(), ""
    try:
        kind.read(path)
        outcome.counts[f"{name}: read"] += 1
    except TermlodeError as error:
        outcome.counts[f"{name}: refused"] += 1
        why = "an error of several lines" if "\n" in str(error) else ""
    except Exception as error:  # noqa: BLE001  # whatever came out is the finding
        frame = traceback.extract_tb(error.__traceback__)[-1]
        why = f"{type(error).__name__} in {Path(frame.filename).name}:{frame.lineno}"
    spent = time.process_time() - begun
    outcome.slowest[name] = max(outcome.slowest.get(name, 0.0), spent)
    why = why or ("slow" if spent > SECONDS else "")
    if why and (label := f"{name}: {why}") not in outcome.failures:
        kept = keep / f"{len(outcome.failures)}-{kind.file}"
        keep.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(data)
        outcome.failures[label] = str(kept)
        print(f"FAILED {label} ({spent:.1f} s): {kept}", flush=True)
