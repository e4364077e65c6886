"""SRX files: read, refused with a reason, written, and our own kept up to date and valid."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from termlode.errors import FormatError, UnreadableError
from termlode.model import Block, Document, Location
from termlode.segmentation import export, load, own_rules, segment, spans
from termlode.segmentation.patterns import weight
from termlode.segmentation.srx import Rule, parse, serialise

if TYPE_CHECKING:
    from pathlib import Path

SRX = """<?xml version="1.0"?>
<srx xmlns="http://www.lisa.org/srx20" xmlns:o="http://okapi.sf.net/srx-extensions" version="2.0">
<header segmentsubflows="no" cascade="yes">
<formathandle type="start" include="no"/><formathandle type="end" include="yes"/>
<formathandle type="isolated" include="yes"/><o:options trimLeadingWhitespaces="no"/></header>
<body><languagerules><languagerule languagerulename="Default">
<rule break="no"><beforebreak>\\bDr\\.</beforebreak><afterbreak>\\s</afterbreak></rule>
<rule><beforebreak>[.?!]+</beforebreak><afterbreak>\\h</afterbreak></rule>
<!-- a comment --><rule break="yes"><beforebreak>\\n</beforebreak></rule>
</languagerule></languagerules>
<maprules><languagemap languagepattern=".*" languagerulename="Default"/></maprules></body></srx>
"""


def test_a_file_of_another_tool_is_read_and_used(tmp_path: Path):
    path = tmp_path / "rules.srx"
    path.write_text(SRX, encoding="utf-8")
    rules = load(path)
    assert rules.cascade
    assert not rules.subflows
    assert rules.handles == (("start", False), ("end", True), ("isolated", True))
    assert [rule.breaks for rule in rules.rules["Default"]] == [False, True, True]
    assert rules.rules["Default"][0].line == 7
    text = "Dr. Lee left. He\nis gone"
    assert [text[a:b] for a, b in spans(text, "en", rules)] == ["Dr. Lee left.", "He", "is gone"]


def test_version_one_without_name_space_is_read():
    data = SRX.replace(' xmlns="http://www.lisa.org/srx20"', "").replace(' cascade="yes"', "").replace('"2.0"', '"1.0"')
    assert not parse(data.encode()).cascade
    assert len(parse(data.encode()).rules["Default"]) == 3


def test_what_is_written_is_read_back_the_same():
    for rules in (parse(SRX.encode()), own_rules()):
        again = parse(serialise(rules))
        bare = [
            {name: [Rule(r.breaks, r.before, r.after) for r in some] for name, some in ruleset.rules.items()}
            for ruleset in (rules, again)
        ]
        assert bare[0] == bare[1]
        assert (again.maps, again.cascade, again.handles) == (rules.maps, rules.cascade, rules.handles)


@pytest.mark.parametrize(
    ("data", "reason", "line"),
    [
        (b"not XML", "is not XML", 1),
        (b"<html/>", "<html> is not SRX", None),
        (b"<srx/>", "has no <header>", None),
        (SRX.replace("[.?!]+", "[.?!").encode(), "is not a regular expression", 8),
        (SRX.replace('languagerulename="Default"/>', 'languagerulename="Other"/>').encode(), "has no rules", None),
        (SRX.replace(' languagepattern=".*"', "").encode(), "has no languagepattern", 11),
        (SRX.replace('<languagemap languagepattern=".*" languagerulename="Default"/>', "").encode(), "maps no", None),
    ],
)
def test_a_broken_file_is_refused_with_its_place(tmp_path: Path, data: bytes, reason: str, line: int | None):
    path = tmp_path / "broken.srx"
    path.write_bytes(data)
    with pytest.raises(FormatError, match=reason.replace("<", ".")) as caught:
        load(path)
    assert caught.value.path == str(path)
    assert caught.value.line == line
    assert caught.value.cure


def test_a_missing_file_is_unreadable(tmp_path: Path):
    with pytest.raises(UnreadableError):
        load(tmp_path / "none.srx")


def test_entities_are_not_expanded(tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("[.]", encoding="utf-8")
    head = f'<!DOCTYPE srx [<!ENTITY e SYSTEM "{secret.as_uri()}">]><srx'
    data = SRX.replace("<srx", head, 1).replace("[.?!]+", "&e;X")
    rules = parse(data.encode())
    assert "[.]" not in rules.rules["Default"][1].before


def test_our_files_are_what_the_script_writes(repository: Path):
    spec = importlib.util.spec_from_file_location("build_srx", repository / "scripts" / "build_srx.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    for path, rules in script.files().items():
        assert path.read_bytes() == serialise(rules)


def test_our_patterns_are_read_alike_everywhere():
    """No construct that means something else to ICU or to some version of Java."""
    for rules in own_rules().rules.values():
        for rule in rules:
            for pattern in (rule.before, rule.after):
                assert not any(part in pattern for part in (r"\b", r"\w", r"\d", r"\h", "&&", r"\Q", "(?P", "--"))


def test_the_export_is_valid(tmp_path: Path, shared: Path):
    path = tmp_path / "termlode.srx"
    export(path)
    schema_text = (shared / "interop" / "schemas" / "srx" / "srx20.xsd").read_text(encoding="utf-8")
    xml = (shared / "interop" / "schemas" / "tmx" / "xml.xsd").as_uri()
    schema_text = schema_text.replace("http://www.w3.org/2001/xml.xsd", xml)
    schema = etree.XMLSchema(etree.fromstring(schema_text.encode()))
    schema.assertValid(etree.parse(path))


def test_the_export_cuts_as_we_do(tmp_path: Path):
    path = tmp_path / "termlode.srx"
    export(path)
    text = "Dr. Lee came in Jan. 2024. «آیا آماده‌اید؟» او پرسید. 他说：“好。”"
    assert spans(text, "fa", load(path)) == spans(text, "fa")


@pytest.mark.parametrize("tag", ["en-GB", "EN", "zh-Hant-TW", "fa-IR", "ar_EG", "prs", "ur", "de", "und"])
def test_every_language_has_breaks(tag: str):
    assert any(rule.breaks for rule in own_rules().for_language(tag))
    assert len(spans("One two. Three four.", tag)) == 2


def test_segments_keep_their_place_and_blocks_stay_apart():
    text = "Title\n\nDr. Lee came. He left\nand so on"
    blocks = (
        Block("Title", 0, 5, 1, "heading", "en"),
        Block("Dr. Lee came. He left", 7, 28, 3, language="en"),
        Block("and so on", 29, 38, 4, language="en"),
    )
    found = segment(Document("a.txt", "txt", text, blocks))
    assert [one.text for one in found] == ["Title", "Dr. Lee came.", "He left", "and so on"]
    assert found[2].location == Location("a.txt", 1, 21, 28)
    for one in found:
        assert one.location is not None
        assert text[one.location.start : one.location.end] == one.text
        assert one.language == "en"


def test_an_empty_document_has_no_segments():
    assert segment(Document("a.txt", "txt", "", ())) == []


# ── rules from someone else ──────────────────────────────────────────────────────────────────────


def foreign(folder: Path, before: str = "", after: str = "", language: str = ".*") -> Path:
    path = folder / "foreign.srx"
    rule = f"<rule break='yes'><beforebreak>{before}</beforebreak><afterbreak>{after}</afterbreak></rule>"
    body = f"<languagerule languagerulename='x'>{rule}</languagerule></languagerules><maprules>"
    maps = f"<languagemap languagepattern='{language}' languagerulename='x'/></maprules>"
    path.write_text(
        f"<srx xmlns='http://www.lisa.org/srx20' version='2.0'><header/><body><languagerules>{body}{maps}</body></srx>",
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize(
    "pattern",
    [
        "\\x{110000}", "a{100000000}", "(?:a{3000}){3000}", "((a{99}){99}){99}", "[ab]{99999}", "(" * 9000 + ")" * 9000,
        "a" * 10_001, "a{2,999999999999999999999}", "[a",
    ],
)  # fmt: skip
def test_patterns_too_large_to_compile_are_refused(pattern: str, tmp_path: Path):
    with pytest.raises(FormatError, match="is not a regular expression"):
        load(foreign(tmp_path, before=pattern))


@pytest.mark.parametrize(
    ("pattern", "size"),
    [
        ("ab", 2),
        ("a{3}", 3),
        ("(?:ab{3}){2}", 8),
        ("[abc]{5}", 5),
        ("\\{9}", 3),
        ("a{2,4}b", 5),
        ("a{,3}", 3),
        ("(a|b)", 3),
    ],
)
def test_the_weight_of_a_pattern(pattern: str, size: int):
    assert weight(pattern) == size


@pytest.mark.parametrize(
    ("before", "after", "language"),
    [("", "(a|aa)+$", ".*"), ("!", "", "([a-z-]|[a-z-][a-z-])+[0-9]")],
)
def test_patterns_that_take_too_long_are_stopped(before: str, after: str, language: str, tmp_path: Path):
    rules = load(foreign(tmp_path, before, after, language))
    with pytest.raises(FormatError, match="its patterns take too long"):
        list(spans("a" * 60 + "x" * 60 + "! Dr. Lee left.", "en-aaaaaaaa-aaaaaaaa-aaaaaaaa-aaaaaaaa", rules))


def test_the_time_grows_with_the_texts(tmp_path: Path):
    rules = load(foreign(tmp_path, before="[.!]", after=" "))
    for _ in range(50):
        assert len(list(spans("One. Two! " * 20, "en", rules))) == 40


def test_our_own_rules_pass_the_check_that_they_are_spared():
    """``own_rules`` does not compile them twice: here they are read as anybody's."""
    from pathlib import Path

    import termlode

    package = Path(termlode.__file__).parent
    files = [package / "segmentation" / "data" / "termlode.srx", *package.glob("languages/*/segmentation.srx")]
    assert len(files) > 5
    for path in files:
        assert load(path).rules
