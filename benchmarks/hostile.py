# ruff: noqa: E501  # the smallest files of each format stand in one line each
"""Hostile inputs for every reader and side file, each within limits: no traceback, no hang, nothing written outside.

    python benchmarks/hostile.py [--only NAME] [--keep DIR]

Every carrier (a format, or a file beside one: reviews, caches, termlode.toml, word lists, SRX rules, ladders) is made
with every malice that can stand in it. The command that reads it runs in a process of its own with 4 s of CPU and
300 MB above what the program itself takes. As wanted: an exit code of docs/cli.md, no traceback, no more than a few
lines of errors, the folder above untouched. Ends with status 1 and the failures where one is otherwise.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CPU, MEMORY = 4.0, 300 << 20
ALLOWED = frozenset({0, 1, 2, 3, 4, 5})
LINES = 12  # of errors

# ── malice: what may stand where a text stands ───────────────────────────────────────────────────

TEXTS: dict[str, str] = {
    "long-run": "a" * 1_000_000,
    "long-persian-run": "ن" * 300_000,
    "long-han-run": "稀" * 200_000,
    "combining-run": "e" + "\u0301" * 200_000,
    "zwnj-run": "\u200c" * 200_000,
    "space-run": " " * 500_000 + "x",
    "brackets": "[" * 200_000,
    "braces": "{" * 200_000,
    "angles": "&lt;" * 100_000,
    "digits": "9" * 100_000,
    "quotes": "'" * 100_000,
    "dots": "." * 300_000,
    "overrides": "\u202e\u2066\u2067" * 50_000,
    "escape": "\x9b31m\x9d0;x\x9c text",
    "surrogate-pairs": "\U0010ffff" * 50_000,
    "words": "word " * 100_000,
    "alternating": "aآ" * 100_000,
    "formula": "=cmd|' /C calc'!A0",
    "path": "../../../../etc/passwd",
    "percent": "%s%n%x" * 10_000,
}
# What the bytes of a whole file may be.
FILES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "nul": lambda data: data[: len(data) // 2] + b"\0" * 1000 + data[len(data) // 2 :],
    "cut": lambda data: data[: len(data) * 2 // 3],
    "utf16": lambda data: data.decode("utf-8", "replace").encode("utf-16"),
    "latin": lambda data: data.replace(b"a", b"\xe9\xff"),
    "twice": lambda data: data + data,
    "zeros": lambda _: bytes(1_000_000),
    "junk": lambda _: bytes(range(256)) * 4000,
    "no-lines": lambda data: data.replace(b"\n", b" "),
    "newlines": lambda data: data + b"\n" * 300_000,
    "marks": lambda data: b"\xef\xbb\xbf" * 1000 + data,
}

# ── carriers ─────────────────────────────────────────────────────────────────────────────────────

TMX = ('<?xml version="1.0"?><tmx version="1.4"><header srclang="en" segtype="sentence" datatype="x" o-tmf="x" adminlang="en" '
       'creationtool="x" creationtoolversion="1"/><body>{}</body></tmx>')  # fmt: skip
REVIEW = '# termlode alignment {"termlode":"0.1.0","documents":["a.txt","b.txt"],"languages":["en","fa"],"score":0.9}\n'
HEADS = "decision\tconfidence\tsource\ttarget\tsource text\ttarget text\treasons\tbead\tsource at\ttarget at\n"
CORRECTIONS = "# termlode corrections 1 · x\ndecision\tfile\tstart\tend\tbefore\tafter\n"
PROPOSALS = "# termlode variants 1 · s\nnumber\tvariant\tterm\tconcept\tkind\tcount\tbeside\tscore\tcontext\n"
SRX = ('<?xml version="1.0"?><srx xmlns="http://www.lisa.org/srx20" version="2.0"><header/><body><languagerules>'
       '<languagerule languagerulename="x"><rule break="yes"><beforebreak>{}</beforebreak><afterbreak>\\s</afterbreak></rule>'
       '</languagerule></languagerules><maprules><languagemap languagepattern=".*" languagerulename="x"/></maprules></body></srx>')  # fmt: skip


@dataclass(frozen=True)
class Carrier:
    """A file name, how a text gets into it, and the commands that read it."""

    name: str
    make: Callable[[str], bytes]
    commands: tuple[tuple[str, ...], ...]


def text(template: str) -> Callable[[str], bytes]:
    return lambda malice: template.replace("{}", malice).encode("utf-8", "surrogatepass")


def xml(template: str) -> Callable[[str], bytes]:
    def make(malice: str) -> bytes:
        legal = malice.replace("\x9b", "\u2028")
        return template.replace("{}", legal).encode("utf-8", "surrogatepass")

    return make


def package(kind: str) -> Callable[[str], bytes]:
    def make(malice: str) -> bytes:
        main, body = {
            "docx": ("word/document.xml", '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>'),
            "pptx": ("ppt/presentation.xml", '<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:r><a:t>{}</a:t></a:r></a:p></p:presentation>'),
            "epub": ("OEBPS/book.opf", '<package><metadata><dc:language>fa</dc:language></metadata><manifest><item id="c" href="{}" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine></package>'),
            "odt": ("content.xml", '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:p>{}</text:p></office:text></office:body></office:document-content>'),
        }[kind]  # fmt: skip
        relation = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
                    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
                    f'Target="{main}"/></Relationships>')  # fmt: skip
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            if kind == "odt":
                archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            if kind == "epub":
                archive.writestr("mimetype", "application/epub+zip")
                archive.writestr(
                    "META-INF/container.xml", '<container><rootfile full-path="OEBPS/book.opf"/></container>'
                )
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("_rels/.rels", relation)
            archive.writestr(main, body.replace("{}", malice))
        return target.getvalue()

    return make


def workbook(malice: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>en</t></is></c><c r="B1" t="inlineStr"><is><t>fa</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>{malice}</t></is></c><c r="B2" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>',
        )
    return target.getvalue()  # fmt: skip


MEMORY_IN = ("import", "--dry-run", "--as", "memory", "--from", "en", "--to", "fa", "{}")
TERMS_IN = ("import", "--dry-run", "--as", "terms", "--from", "en", "--to", "fa", "{}")
CARRIERS = (
    Carrier("x.tmx", xml(TMX.replace("{}", '<tu><tuv xml:lang="en"><seg>{}</seg></tuv><tuv xml:lang="fa"><seg>x</seg></tuv></tu>')), (("import", "--dry-run", "{}"), ("lint", "{}"))),
    Carrier("location.tmx", xml(TMX.replace("{}", '<tu><prop type="x-termlode-location">{}</prop><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="fa"><seg>x</seg></tuv></tu>')), (("import", "--dry-run", "{}"),)),
    Carrier("tag.tmx", xml(TMX.replace("{}", '<tu><tuv xml:lang="{}"><seg>a</seg></tuv><tuv xml:lang="fa"><seg>x</seg></tuv></tu>')), (("import", "--dry-run", "{}"), ("lint", "{}"))),
    Carrier("x.tbx", xml('<?xml version="1.0"?><martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></martifHeader><text><body><termEntry id="a"><langSet xml:lang="en"><tig><term>{}</term></tig></langSet><langSet xml:lang="fa"><tig><term>x</term></tig></langSet></termEntry></body></text></martif>'), (("import", "--dry-run", "{}"), ("lint", "{}"))),
    Carrier("x.xlf", xml('<?xml version="1.0"?><xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="x" source-language="en" target-language="fa" datatype="plaintext"><body><trans-unit id="1"><source>{}</source><target>x</target></trans-unit></body></file></xliff>'), (("import", "--dry-run", "{}"), ("lint", "{}"))),
    Carrier("x.po", text('msgid ""\nmsgstr "Language: fa\\nContent-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "{}"\nmsgstr "x"\n'), (("import", "--dry-run", "--from", "en", "--to", "fa", "{}"), ("lint", "{}"))),
    Carrier("x.csv", text("source,target\n{},x\n"), (MEMORY_IN, TERMS_IN, ("lint", "{}"))),
    Carrier("head.csv", text("{},target\na,x\n"), (MEMORY_IN, TERMS_IN)),
    Carrier("x.tsv", text("en\tfa\n{}\tx\n"), (MEMORY_IN, TERMS_IN)),
    Carrier("x.xlsx", workbook, (MEMORY_IN, TERMS_IN)),
    Carrier("terms.json", text('{"format": "termlode-terms", "version": 1, "subject-fields": {"a": {"b": {"terms": {"en": [{"term": "{}"}]}}}}}'), (("import", "--dry-run", "{}"),)),
    Carrier("deep.json", text('{"format": "termlode-terms", "version": 1, "subject-fields": {"a": {"b": {}}}}'), (("import", "--dry-run", "{}"),)),
    Carrier("x.jsonl", text('{"format": "termlode-memory", "version": 1}\n{"variants": [{"language": "en", "text": "{}"}, {"language": "fa", "text": "x"}]}\n'), (("import", "--dry-run", "{}"),)),
    Carrier("x.utx", text("#UTX 1.20; en/fa; x\n#src\ttgt\n{}\tx\n"), (("import", "--dry-run", "{}"),)),
    Carrier("x.txt", text("One. {} Two.\n"), (("segment", "{}"), ("fix", "--check", "--jobs", "1", "{}"), ("terms", "{}"))),
    Carrier("x.html", text("<!DOCTYPE html><html><body><p>One. {} Two.</p></body></html>"), (("segment", "{}"),)),
    Carrier("tags.html", text("<p " + "{}" + "><b>x"), (("segment", "{}"),)),
    Carrier("x.md", text("# One\n\n{}\n"), (("segment", "{}"),)),
    Carrier("x.srt", text("1\n00:00:01,000 --> 00:00:02,000\n{}\n"), (("segment", "{}"),)),
    Carrier("x.docx", package("docx"), (("segment", "{}"),)),
    Carrier("x.odt", package("odt"), (("segment", "{}"),)),
    Carrier("x.pdf", text("%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages {} >>\nendobj\ntrailer << /Root 1 0 R >>\n"), (("segment", "{}"),)),
    Carrier("x.rtf", text("{\\rtf1\\ansi One. {} Two.\\par }"), (("segment", "{}"),)),
    Carrier("x.vtt", text("WEBVTT\n\n00:01.000 --> 00:02.000\n{}\n"), (("segment", "{}"),)),
    Carrier("x.pptx", package("pptx"), (("segment", "{}"),)),
    Carrier("x.epub", package("epub"), (("segment", "{}"),)),
    Carrier("x.ts", xml('<!DOCTYPE TS><TS version="2.1" language="fa" sourcelanguage="en"><context><name>c</name><message><source>{}</source><translation>x</translation></message></context></TS>'), (("import", "--dry-run", "{}"),)),
    Carrier("x.mtf", xml('<mtf><conceptGrp><concept>1</concept><languageGrp><language type="English" lang="EN"/><termGrp><term>{}</term></termGrp></languageGrp></conceptGrp></mtf>'), (("import", "--dry-run", "{}"),)),
    Carrier("list.tsv", text("{}\tnote.txt\n"), (("align", "--list", "{}", "-o", "out"),)),
    Carrier(".termlode/build/state.json", text('{"a": "{}"}'), (("build",),)),
    Carrier("termbase/a.yaml", text("copper:\n  terms:\n    en:\n      - term: \"{}\"\n"), (("termbase", "check"), ("lookup", "x"))),
    Carrier("termbase/b.yaml", text("copper: {}\n"), (("termbase", "check"),)),
    Carrier("termlode.toml", text('name = "{}"\n'), (("stats",), ("export", "out", "--format", "tmx", "--pair", "en-fa"))),
    Carrier("words.fa.txt", text("{}\nword\n"), (("fix", "--check", "--jobs", "1", "note.txt"),)),
    Carrier("x.srx", xml(SRX), (("segment", "note.txt", "--lang", "en", "--srx", "{}"),)),
    Carrier("rv.tsv", text(f"{REVIEW}{HEADS}accept\t0.9\t1\t1\t{{}}\tx\tr\t1|1\t0/0-3\t0/0-2\n"), (("review", "apply", "{}", "-o", "o.tmx"),)),
    Carrier("numbers.tsv", text(f"{REVIEW}{HEADS}accept\t0.9\t{{}}\t1\ta\tx\tr\t{{}}|1\t0/0-3\t{{}}\n"), (("review", "apply", "{}", "-o", "o.tmx"),)),
    Carrier("head.tsv", text(f"# termlode alignment {{}}\n{HEADS}accept\t0.9\t1\t1\ta\tx\tr\t1|1\t\t\n"), (("review", "apply", "{}", "-o", "o.tmx"),)),
    Carrier("corrections.tsv", text(f"{CORRECTIONS}accept\tnote.txt\t0\t1\tم\t{{}}\n"), (("review", "apply", "{}"),)),
    Carrier("places.tsv", text(f"{CORRECTIONS}accept\t{{}}\t{{}}\t{{}}\tم\tx\n"), (("review", "apply", "{}"),)),
    Carrier("variants.tsv", text(f"{PROPOSALS}1\t{{}}\tمس\tcopper\tnonword\t{{}}\t0\t1.0\tx\n"), (("variants", "accept", "1", "--file", "{}"),)),
    Carrier(".termlode/termbase.cache", text("{}"), (("lookup", "x"),)),
    Carrier(".termlode/termbase.automaton", text("termlode automaton {}"), (("terms", "note.txt"),)),
    Carrier(".termlode/memory.db", text("SQLite format 3\0{}"), (("lookup", "x"), ("memory", "verify"))),
    Carrier(".termlode/memory.db.lock", text("{}"), (("memory", "compact"),)),
)  # fmt: skip


def inputs() -> Iterator[tuple[str, Carrier, bytes]]:
    """All that is tried: every text in every carrier, and every carrier's file spoilt."""
    for carrier in CARRIERS:
        for name, malice in TEXTS.items():
            yield f"{carrier.name}:{name}", carrier, carrier.make(malice)
        for name, spoil in FILES.items():
            yield f"{carrier.name}:{name}", carrier, spoil(carrier.make("a"))


# ── running ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Outcome:
    """What came of a command."""

    status: int
    cpu: float
    memory: int
    errors: str
    outside: list[str]

    def wrong(self, least: int) -> str:
        """What is not as wanted, or nothing."""
        if self.status not in ALLOWED:
            return f"status {self.status}"
        if "Traceback" in self.errors:
            return "traceback"
        if self.errors.count("\n") > LINES:
            return f"{self.errors.count(chr(10))} lines of errors"
        if self.cpu > CPU:
            return f"{self.cpu:.1f} s"
        if self.memory - least > MEMORY:
            return f"{(self.memory - least) >> 20} MB"
        return f"wrote {self.outside}" if self.outside else ""


def run(folder: Path, arguments: tuple[str, ...]) -> Outcome:
    """A command in a forked process with limits; what it printed, and what it took."""
    errors = folder.parent / "errors"
    before = {path.name for path in folder.parent.iterdir()} | {"errors"}
    child = os.fork()
    if not child:
        _child(folder, errors, arguments)
    _, status, used = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    outside = sorted({path.name for path in folder.parent.iterdir()} - before)
    said = errors.read_text(encoding="utf-8", errors="replace")
    return Outcome(code, used.ru_utime + used.ru_stime, used.ru_maxrss << 10, said, outside)


def _child(folder: Path, errors: Path, arguments: tuple[str, ...]) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (int(CPU) + 4, int(CPU) + 4))
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 30, 1 << 30))
    os.chdir(folder)
    null, told = os.open(os.devnull, os.O_RDWR), os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for number, handle in ((0, null), (1, null), (2, told)):
        os.dup2(handle, number)
    signal.alarm(600)  # only for what waits for ever: time is counted as CPU, by the limit above
    status = 70
    try:
        from termlode.cli.entry import main

        main(list(arguments))
    except SystemExit as left:
        status = left.code if isinstance(left.code, int) else 1
    except BaseException:  # noqa: BLE001  # that is what is looked for
        import traceback

        traceback.print_exc()
    sys.stderr.flush()
    os._exit(status)


def prepared(parent: Path) -> Path:
    """A workspace with a concept, a document and a file beside it that must stay."""
    folder = parent / "workspace"
    (folder / "termbase").mkdir(parents=True)
    (folder / ".termlode").mkdir()
    (folder / "termlode.toml").write_text('name = "x"\n', encoding="utf-8")
    (folder / "note.txt").write_text("مس و كتاب. Dr. Lee left! Yes.\n", encoding="utf-8")
    (folder / "termbase" / "metals.yaml").write_text(
        "copper:\n  terms:\n    en:\n      - term: copper\n    fa:\n      - term: مس\n", encoding="utf-8"
    )
    return folder


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="names that hold this")
    parser.add_argument("--keep", type=Path, help="a folder for the inputs that failed")
    options = parser.parse_args()
    import termlode.cli.app

    assert termlode.cli.app
    base = Path(tempfile.mkdtemp())
    least = run(prepared(base / "least"), ("--version",)).memory
    failures, tried, started = [], 0, time.monotonic()
    for name, carrier, data in inputs():
        if options.only not in name:
            continue
        tried += 1
        for number, command in enumerate(carrier.commands):
            parent = base / str(tried) / str(number)
            folder = prepared(parent)
            path = folder / carrier.name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
            outcome = run(folder, tuple(carrier.name if part == "{}" else part for part in command))
            if wrong := outcome.wrong(least):
                failures.append(name)
                print(f"{name}: {' '.join(command)}: {wrong}: {outcome.errors.strip()[-200:]}", flush=True)
                if options.keep:
                    options.keep.mkdir(parents=True, exist_ok=True)
                    (options.keep / name.replace("/", "_")).write_bytes(data)
        shutil.rmtree(base / str(tried))
    shutil.rmtree(base)
    told = {"inputs": tried, "wrong": len(set(failures)), "seconds": round(time.monotonic() - started)}
    print(json.dumps(told))
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main())
