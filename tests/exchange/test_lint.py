"""Lint: every code has a file that it is found in and a file that is free of it; mending mends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from termlode.errors import UsageError
from termlode.exchange.lint.fix import fix
from termlode.exchange.lint.run import BELOW, every_check, lint
from termlode.exchange.options import ReadOptions
from termlode.exchange.tmx.read import read
from tests.exchange.test_tmx_read import HEADER, tmx, tu

if TYPE_CHECKING:
    from pathlib import Path

XLIFF_NS = ' xmlns="urn:oasis:names:tc:xliff:document:1.2"'
XLF = (
    f'<xliff{XLIFF_NS} version="1.2"><file original="a.txt" source-language="en" target-language="fa" '
    'datatype="x"><body>{}</body></file></xliff>'
)
UNIT = '<trans-unit id="1"><source>{}</source><target>{}</target></trans-unit>'
TBX = '<martif type="TBX-Basic" xml:lang="en"><text><body>{}</body></text></martif>'
V3 = '<tbx type="TBX-Basic" xmlns="{}"><text><body><conceptEntry id="1"/></body></text></tbx>'
STATUS = '<termNote type="administrativeStatus">good</termNote>'
LANG = '<langSet xml:lang="{}"><tig><term>{}</term>{}</tig></langSet>'
ENTRY = '<termEntry id="{}">{}</termEntry>'
BOTH = LANG.format("en", "ore", "") + LANG.format("fa", "کانسنگ", "")
PO = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: fa\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n>1);\\n"\n\n'
)

# code → name of the file, content, client
FOUND: dict[str, tuple[str, str | bytes, str | None]] = {
    "S101": ("a.tmx", tmx(tu("")), None),
    "S102": ("a.tmx", tmx(tu(" a")), None),
    "S103": ("a.tmx", tmx(tu("a\nb")), "omegat"),
    "S104": ("a.tmx", tmx(tu("e\u0301")), "omegat"),
    "S105": ("a.tmx", tmx(tu("a\u202eb")), None),
    "S106": ("a.tmx", tmx(tu("a\x9bb")), None),
    "S107": ("a.tmx", tmx(tu("a\ufdd0b")), None),
    "S108": ("a.tmx", tmx(tu("Ø®Ø§Ú©Û\x8c")), None),
    "S109": ("a.tmx", tmx(tu("a" * 100_001)), None),
    "S110": ("a.tmx", tmx(tu("a" * 2001)), "trados"),
    "S111": ("a.tmx", tmx(tu("a&amp;nbsp;b")), "weblate"),
    "S201": ("a.tmx", tmx(tu().replace('"fa"', '"Persian (Iran)"')), None),
    "S202": ("a.tmx", tmx(tu().replace('"fa"', '"fa_IR"')), None),
    "T101": ("a.tmx", tmx(tu()).replace('"1.4"', '"1.1"'), None),
    "T102": ("a.tmx", tmx(tu(), header=""), None),
    "T103": ("a.tmx", tmx(), None),
    "T104": ("a.tmx", tmx(tu()).replace("<body>", "").replace("</body>", ""), None),
    "T105": ("a.tmx", tmx(tu()).replace("<tmx", '<tmx xmlns="x"'), "omegat"),
    "T111": ("a.tmx", tmx(tu(), header=HEADER.replace('srclang="en"', "")), None),
    "T112": ("a.tmx", tmx(tu(), header=HEADER.replace('"x"', '"OmegaT"', 1)), "omegat"),
    "T113": ("a.tmx", tmx(tu(), header=HEADER.replace('srclang="en"', 'srclang="en_US"')), None),
    "T114": ("a.tmx", tmx(tu(), header=HEADER.replace("sentence", "chapter")), None),
    "T115": ("a.tmx", tmx(tu(), header=HEADER.replace("sentence", "paragraph")), "omegat"),
    "T201": ("a.tmx", tmx(tu().replace(' xml:lang="fa"', "")), None),
    "T202": ("a.tmx", tmx(tu().replace('xml:lang="fa"', 'lang="fa"')), None),
    "T203": ("a.tmx", tmx(tu(), header=HEADER.replace('srclang="en"', 'srclang="de"')), None),
    "T204": ("a.tmx", tmx('<tu><tuv xml:lang="en"><seg>a</seg></tuv></tu>'), None),
    "T205": ("a.tmx", tmx(tu().replace('"fa"', '"en"')), "omegat"),
    "T206": ("a.tmx", tmx(tu().replace("</tu>", '<tuv xml:lang="zh"><seg>a</seg></tuv></tu>')), "omegat"),
    "T207": ("a.tmx", tmx(tu()), "trados"),
    "T301": ("a.tmx", tmx(tu().replace("<seg>rare earth</seg>", "")), None),
    "T401": ("a.tmx", tmx(tu("<g>a</g>")), None),
    "T402": ("a.tmx", tmx(tu('<bpt i="1"/>a')), None),
    "T403": ("a.tmx", tmx(tu("<it/>a")), None),
    "T404": ("a.tmx", tmx(tu("a<sub>b</sub>")), None),
    "T405": ("a.tmx", tmx(tu("<hi>a</hi>")), "omegat"),
    "T406": ("a.tmx", tmx(tu("<ut>a</ut>b")), None),
    "T407": ("a.tmx", tmx(tu("<ph/>a")), "weblate"),
    "T408": ("a.tmx", tmx(tu('<ph x="1"/>a', '<ph x="2"/>a')), None),
    "T501": ("a.tmx", tmx(tu(attributes=' changedate="2024"')), None),
    "T502": ("a.tmx", tmx(tu(attributes=' usagecount="x"')), None),
    "T503": ("a.tmx", tmx(tu(inside='<prop type="file">x</prop>')), "omegat"),
    "T504": ("a.tmx", tmx(tu(attributes=' segtype="x"')), None),
    "T505": ("a.tmx", tmx(tu(attributes=' tuid="1"'), tu("b", attributes=' tuid="1"')), None),
    "T506": ("a.tmx", tmx(tu(), tu()), None),
    "T507": ("a.tmx", tmx(tu(), tu(target="x")), "omegat"),
    "T508": ("a.tmx", tmx(tu(attributes=' colour="x"')), None),
    "L101": ("a.xlf", XLF.format(""), None),
    "L102": ("a.xlf", XLF.format('<trans-unit id="1"><source>a</source></trans-unit>'), None),
    "L111": ("a.xlf", XLF.format(UNIT.format("a", "b")).replace(XLIFF_NS, ""), None),
    "L112": ("a.xlf", XLF.format(UNIT.format("a", "b")).replace('version="1.2"', ""), None),
    "L113": ("a.xlf", XLF.format(UNIT.format("a", "b")).replace(' target-language="fa"', ""), None),
    "L121": ("a.xlf", XLF.format(UNIT.format("a", "b")).replace("a.txt", "../a"), None),
    "L201": ("a.xlf", XLF.format(UNIT.format("a", "b") * 2), None),
    "L202": ("a.xlf", XLF.format(UNIT.format("a", "b").replace(' id="1"', "")), None),
    "L203": ("a.xlf", XLF.format(UNIT.format('<bpt id="1"/>a', '<bpt id="1"/>a')), None),
    "L204": ("a.xlf", XLF.format(UNIT.format('<ph id="1" dataRef="d"/>a', "b")), None),
    "L205": ("a.xlf", XLF.format(UNIT.format('<x id="1"/>a', "b")), None),
    "B101": ("a.tbx", TBX.format(""), None),
    "B102": ("a.tbx", TBX.format(ENTRY.format("1", '<ref target="no">x</ref>' + BOTH)), None),
    "B111": ("a.tbx", V3.format("urn:iso:std:iso:30042:ed-2"), "omegat"),
    "B112": ("a.tbx", TBX.format(ENTRY.format("1", BOTH)).replace("<martif", '<martif xmlns="x"'), None),
    "B113": ("a.tbx", V3.format("x"), None),
    "B114": ("a.tbx", TBX.format(ENTRY.format("1", BOTH)).replace("TBX-Basic", "TBX-Klingon"), None),
    "B115": ("a.tbx", '<TBX dialect="TBX-Min"><body><entry id="1"/></body></TBX>', None),
    "B201": ("a.tbx", TBX.format(ENTRY.format("1", BOTH) * 2), None),
    "B202": ("a.tbx", TBX.format(ENTRY.format("1", "<langSet><tig><term>a</term></tig></langSet>")), None),
    "B203": ("a.tbx", TBX.format(ENTRY.format("1", BOTH + BOTH)), None),
    "B204": ("a.tbx", TBX.format(ENTRY.format("1", '<langSet xml:lang="en"/>')), None),
    "B205": ("a.tbx", TBX.format(ENTRY.format("1", LANG.format("en", "a", ""))), None),
    "B206": ("a.tbx", TBX.format(ENTRY.format("1", LANG.format("en", "a", STATUS))), None),
    "B207": ("a.tbx", TBX.format(ENTRY.format("1", LANG.format("en", "a <hi>b</hi>", ""))), None),
    "P101": ("a.po", 'msgid "a"\nmsgstr "b"\n', None),
    "P102": ("a.po", PO.replace('"Language: fa\\n"\n', "") + 'msgid "a"\nmsgstr "b"\n', None),
    "P103": ("a.po", PO.replace("UTF-8", "CHARSET") + 'msgid "a"\nmsgstr "b"\n', None),
    "P104": ("a.po", PO, None),
    "P201": ("a.po", PO + 'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', None),
    "P202": ("a.po", PO + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n', None),
    "P203": ("a.po", PO + '#, c-format\nmsgid "a %d"\nmsgstr "b"\n', None),
    "P204": ("a.po", PO + 'msgid "a\\n"\nmsgstr "b"\n', None),
    "P205": ("a.po", PO + '#, fuzzy\nmsgid "a"\nmsgstr "b"\n', None),
    "C101": ("a.csv", "source,target\n", None),
    "C102": ("a.tsv", "a\tb\nc\td\n", "omegat"),
    "C201": ("a.csv", "source,target\na,b,c\n", None),
    "C202": ("a.csv", "source,target\n=1+1,b\n", None),
    "C203": ("a.csv", "source,target\na,b\na,b\n", None),
    "C204": ("a.csv", "source,target\na,b\n", "omegat"),
    "X101": ("a.tmx", tmx(tu())[:-40], None),
    "X102": ("a.tmx", tmx(tu("a\x1fb")), None),
    "X103": ("a.tmx", tmx(tu(), declaration='\ufeff<?xml version="1.0" encoding="UTF-8"?>').encode("utf-16-le"), None),
    "X104": ("a.tmx", tmx(tu(), declaration='<?xml version="1.0" encoding="UTF-16"?>').encode("utf-16-le"), None),
    "X105": ("a.tmx", tmx(tu(), declaration='<?xml version="1.0" encoding="ISO-8859-1"?>'), None),
    "X106": ("a.csv", "\ufeffsource,target\na,b\n", None),
    "X107": ("a.po", PO.replace("UTF-8", "CHARSET") + 'msgid "a"\nmsgstr "b"\n', None),
}  # fmt: skip
CLEAN = {
    "a.tmx": tmx(tu(), tu('<bpt i="1" x="1"/>a<ept i="1"/>', '<bpt i="1" x="1"/>b<ept i="1"/>')),
    "a.xlf": XLF.format(UNIT.format('<x id="1"/>a', '<x id="1"/>b')),
    "a.tbx": TBX.format(ENTRY.format("1", BOTH)),
    "a.po": PO + 'msgid "a"\nmsgstr "b"\n',
    "a.csv": "source,target\na,b\n",
}


def codes(path: Path, content: str | bytes, client: str | None = None) -> list[str]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return [finding.code for finding in lint(path, client)]


@pytest.mark.parametrize("code", sorted(FOUND))
def test_each_code_is_found(code: str, tmp_path: Path) -> None:
    name, content, client = FOUND[code]
    assert code in codes(tmp_path / name, content, client)
    if any(check.clients for check in every_check() if check.code == code):
        assert code not in codes(tmp_path / name, content)


def test_every_code_has_a_case() -> None:
    assert {check.code for check in every_check()} | {code for code, _, _ in BELOW.values()} == set(FOUND)


@pytest.mark.parametrize("name", sorted(CLEAN))
def test_clean_files_are_clean(name: str, tmp_path: Path) -> None:
    assert codes(tmp_path / name, CLEAN[name]) == []


def test_findings_name_line_unit_and_cure(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_text(tmx(tu(), "\n", tu("b", attributes=' tuid="7" changedate="x"')), encoding="utf-8")
    found = next(iter(lint(path)))
    assert (found.code, found.line, found.unit, found.severity) == ("T501", 2, "7", "error")
    assert "changedate='x'" in found.message
    assert "YYYYMMDD" in found.cure


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", 'sep=;\nsource;target\n"a, b, c";d\n'),  # Excel says the delimiter above the rows
        ("a.csv", 'source;target\n"a, b, c";d\n'),  # as the import reads it: quotes hide the commas
        ("a.utf8", "# one | two | three\na\tb\nc\td\n"),  # remarks say nothing of the rows
    ],
)
def test_a_table_is_cut_as_the_import_cuts_it(name: str, text: str, tmp_path: Path) -> None:
    assert codes(tmp_path / name, text) == []


def test_lines_are_counted_below_the_line_that_says_the_delimiter(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=;\nsource;target\na;b;c\n", encoding="utf-8")
    assert [(finding.code, finding.line) for finding in lint(path)] == [("C201", 3)]


def test_unknown_client_and_format(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("{}\n")
    with pytest.raises(UsageError, match="no client"):
        list(lint(path, "x"))


def test_mending_tmx(tmp_path: Path) -> None:
    """What is fixable is gone after the fix, and no text is lost."""
    fixable = {check.code for check in every_check() if check.fixable and check.code[0] in "ST"}
    path, mended = tmp_path / "a.tmx", tmp_path / "b.tmx"
    for code in sorted(fixable | {"X102", "X103", "X104"}):
        _, content, client = FOUND[code]
        before = codes(path, content, client)
        fix(path, mended, client)
        after = [finding.code for finding in lint(mended, client)]
        assert code not in after, code
        assert set(after) <= set(before), code
        assert len(list(read(mended))) == len(list(read(path, ReadOptions(recover=True)))), code


def test_mending_keeps_header_props(tmp_path: Path) -> None:
    path, mended = tmp_path / "a.tmx", tmp_path / "b.tmx"
    header = HEADER.replace("/>", '><prop type="p">v</prop><note>n</note></header>')
    path.write_text(tmx(tu(), header=header), encoding="utf-8")
    fix(path, mended)
    assert '<prop type="p">v</prop>' in mended.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlf", b"\xff\xfe" + XLF.format(UNIT.format("a\x1f", "b")).encode("utf-16-le")),
        (
            "a.tbx",
            TBX.format(ENTRY.format("1", LANG.format("en", "a&#x1F;", "") + LANG.format("fa", "b", ""))).encode(),
        ),
        ("a.po", FOUND["P103"][1].encode()),  # type: ignore[union-attr]
        ("a.csv", "\ufeffsource,target\na,b\n".encode()),
    ],
)
def test_mending_others(name: str, content: bytes, tmp_path: Path) -> None:
    assert codes(tmp_path / name, content)
    fix(tmp_path / name, tmp_path / f"b{name}")
    assert [finding.code for finding in lint(tmp_path / f"b{name}")] == []


def test_all_codes_are_in_the_docs(repository: Path) -> None:
    text = (repository / "docs/lint.md").read_text("utf-8")
    missing = [check.code for check in every_check() if f"| {check.code} |" not in text]
    assert not missing, "python scripts/lint_docs.py makes docs/lint.md"


def test_mending_a_file_that_is_cut_off_is_no_success(termlode, tmp_path):
    text = (
        '<?xml version="1.0"?><tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence"'
        ' o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/><body><tu><tuv xml:lang="en"><seg>ore</seg></tuv>'
        '<tuv xml:lang="fa"><seg>کانسنگ</seg></tuv></tu>\n<tu><tuv xml:la'
    )
    (tmp_path / "cut.tmx").write_text(text, encoding="utf-8")
    run = termlode("lint", "--fix", "cut.tmx")
    assert run.returncode == 1
    assert "only what stands before it was read" in run.stderr
    assert "کانسنگ" in (tmp_path / "cut.fixed.tmx").read_text(encoding="utf-8")
