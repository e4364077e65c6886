"""XLIFF 1.x and 2.x: segments, states, codes, matches; what is written is valid and reads back."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termlode.errors import FormatError, UsageError
from termlode.exchange.notices import Notices
from termlode.exchange.options import ReadOptions, WriteOptions
from termlode.exchange.tmx.canonical import canonical
from termlode.exchange.xliff.elements import unsafe
from termlode.exchange.xliff.read import read
from termlode.exchange.xliff.write import write_matches, write_memory
from termlode.model import InlineCode, Match, Note, Segment, Subflow, TranslationUnit, Variant
from tests.exchange.units import units

if TYPE_CHECKING:
    from pathlib import Path

NS = 'xmlns="urn:oasis:names:tc:xliff:document:1.2"'
NS2 = 'xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"'


def old(body: str, languages: str = 'source-language="en" target-language="fa"') -> str:
    return (
        f'<xliff {NS} version="1.2"><file original="a.txt" {languages} datatype="x"><body>{body}</body></file></xliff>'
    )


def new(body: str) -> str:
    return f'<xliff {NS2} version="2.1" srcLang="en" trgLang="fa"><file id="f">{body}</file></xliff>'


def take(path: Path, content: str, **options: object) -> tuple[list[TranslationUnit], Notices]:
    path.write_text(content, encoding="utf-8")
    notices = Notices()
    return list(read(path, ReadOptions(**options), notices)), notices  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.xlf"


def test_states_decide(path: Path) -> None:
    states = ["", ' state="final"', ' state="needs-review-translation"', ' state="new"', ' state="x-ours"']
    body = "".join(
        f"<trans-unit id='{n}'><source>s</source><target{s}>t</target></trans-unit>" for n, s in enumerate(states)
    )
    body += '<trans-unit id="9" approved="no"><source>s</source><target>t</target></trans-unit>'
    found, notices = take(path, old(body))
    assert len(found) == 3
    assert notices.skipped == {"unapproved": 3}
    assert len(take(path, old(body), fuzzy=True)[0]) == 6
    modern = "".join(
        f'<unit id="{n}"><segment{s}><source>s</source><target>t</target></segment></unit>'
        for n, s in enumerate(["", ' state="initial"', ' state="reviewed"'])
    )
    assert len(take(path, new(modern))[0]) == 2


def test_inline_elements_of_12(path: Path) -> None:
    source = (
        'a <g id="1" ctype="bold">b</g> <x id="2"/><bpt id="3" rid="r">&lt;i></bpt>c<ept id="4" rid="r">&lt;/i></ept>'
    )
    source += '<it id="5" pos="open">[</it><mrk mtype="term">m</mrk>'
    found, _ = take(
        path,
        old(f'<trans-unit id="1" resname="key"><source>{source}</source><target>t</target><note>n</note></trans-unit>'),
    )
    variant = found[0].variants[0]
    assert variant.text == "a b cm"
    assert [(code.kind, code.offset, code.data) for code in variant.codes] == [
        ("bpt", 2, ()), ("ept", 3, ()), ("ph", 4, ()), ("bpt", 4, ("<i>",)), ("ept", 5, ("</i>",)), ("it", 5, ("[",)),
    ]  # fmt: skip
    assert (found[0].context.key, found[0].notes) == ("key", (Note("n"),))
    assert found[0].origin.document == "a.txt"


def test_inline_elements_of_2(path: Path) -> None:
    body = (
        '<unit id="u" name="key"><originalData><data id="d1">&lt;b></data><data id="d2">&lt;/b></data></originalData>'
        '<segment><source>a <pc id="1" dataRefStart="d1" dataRefEnd="d2">b</pc><ph id="2" dataRef="d1"/>'
        '<sc id="3" isolated="yes"/><mrk id="m">c</mrk></source><target>t</target></segment>'
        "<ignorable><source> </source></ignorable></unit>"
    )
    variant = take(path, new(body))[0][0].variants[0]
    assert variant.text == "a bc"
    assert [(code.kind, code.data) for code in variant.codes] == [
        ("bpt", ("<b>",)), ("ept", ("</b>",)), ("ph", ("<b>",)), ("it", ()),
    ]  # fmt: skip


def test_segmented_units_are_paired(path: Path) -> None:
    body = (
        '<trans-unit id="1"><source>A. B.</source><seg-source><mrk mtype="seg" mid="0">A.</mrk> '
        '<mrk mtype="seg" mid="1">B.</mrk></seg-source><target><mrk mtype="seg" mid="1">ب</mrk> '
        '<mrk mtype="seg" mid="0">آ</mrk></target></trans-unit>'
    )
    assert [[v.text for v in unit.variants] for unit in take(path, old(body))[0]] == [["A.", "آ"], ["B.", "ب"]]


def test_layout_white_space(path: Path) -> None:
    body = '<trans-unit id="1"{}><source>\n  a\n   b  </source><target>t</target></trans-unit>'
    assert take(path, old(body.format("")))[0][0].variants[0].text == "a b"
    assert take(path, old(body.format(' xml:space="preserve"')))[0][0].variants[0].text == "\n  a\n   b  "


def test_matches_come_in_with_their_own_source(path: Path) -> None:
    alternatives = (
        '<alt-trans match-quality="80"><target>fuzzy</target></alt-trans>'
        '<alt-trans match-quality="80"><source>other</source><target>own</target></alt-trans>'
        '<alt-trans match-quality="100%" origin="MT"><target>full</target></alt-trans>'
        '<alt-trans alttranstype="reference"><source>x</source><target>y</target></alt-trans>'
    )
    found, notices = take(path, old(f'<trans-unit id="1"><source>s</source>{alternatives}</trans-unit>'))
    assert [[v.text for v in unit.variants] for unit in found] == [["other", "own"]]
    assert notices.skipped == {"untranslated": 1, "match": 2, "machine": 1}
    found, _ = take(path, old(f'<trans-unit id="1"><source>s</source>{alternatives}</trans-unit>'), fuzzy=True)
    assert [[v.text for v in unit.variants] for unit in found] == [["other", "own"], ["s", "full"]]
    assert [unit.origin.kind for unit in found] == ["import", "machine"]
    body = (
        '<unit id="u"><mtc:matches><mtc:match ref="#s" type="mt"><source>m</source><target>n</target></mtc:match>'
        '</mtc:matches><segment id="s"><source>a</source></segment></unit>'
    )
    assert not take(path, new(body))[0]
    assert [v.text for v in take(path, new(body), fuzzy=True)[0][0].variants] == ["m", "n"]


def test_languages(path: Path) -> None:
    body = "<trans-unit id='1'><source>s</source><target>t</target></trans-unit>"
    found, notices = take(path, old(body, 'source-language="en_US" target-language="fas"'))
    assert [variant.language for variant in found[0].variants] == ["en-US", "fa"]
    assert notices.counts["language-tag"] == 2
    with pytest.raises(UsageError, match="--to"):
        take(path, old(body, 'source-language="en"'))
    assert take(path, old(body, 'source-language="en"'), target="ps")[0][0].variants[1].language == "ps"


def test_versions(path: Path) -> None:
    with pytest.raises(FormatError, match=r"3\.0"):
        take(path, old("<trans-unit id='1'><source>s</source></trans-unit>").replace("1.2", "3.0"))
    with pytest.raises(FormatError, match="not XLIFF"):
        take(path, "<html/>")


@pytest.mark.parametrize(
    ("original", "wrong"),
    [
        ("a.txt", False), ("folder/a.txt", False), ("x.y/..z", False), ("../a", True), ("/etc/passwd", True),
        ("C:\\a", True), ("file:///a", True), ("a\nb", True), ("CON", True), ("nul.txt", True), ("x" * 5000, True),
        ("~/a", True), ("a/../../b", True),
    ],
)  # fmt: skip
def test_original_is_never_a_path(original: str, wrong: bool) -> None:
    assert unsafe(original) is wrong


@pytest.mark.parametrize("version", ["1.2", "2.1"])
def test_units_come_back(version: str, path: Path) -> None:
    codes = (
        InlineCode("bpt", 0, (("i", "1"), ("x", "1")), ("<b>",)),
        InlineCode("ept", 3, (("i", "1"),), ("</b>",)),
        InlineCode("ph", 3, (("x", "2"),), ("{0}",)),
        InlineCode("hi", 4),
        InlineCode("/hi", 5),
        InlineCode("it", 5, (("pos", "end"), ("x", "4")), ("</i>",)),
    )
    unit = TranslationUnit(
        (Variant("en", " a < b & c ", codes), Variant("fa", "رتبه\u200cبندی 😀", codes)), notes=(Note("n"),)
    )
    assert write_memory([unit], path, WriteOptions(source="en", target="fa", version=version)) == 1
    back = next(iter(read(path)))
    assert [v.text for v in back.variants] == [v.text for v in unit.variants]
    for variant in back.variants:
        assert [(c.kind, c.offset, c.data) for c in variant.codes] == [(c.kind, c.offset, c.data) for c in codes]
    assert back.notes == unit.notes


@pytest.mark.shared
@pytest.mark.parametrize("version", ["1.2", "2.1"])
def test_what_is_written_is_valid(version: str, tmp_path: Path, shared: Path) -> None:
    """Codes of every kind, generated, against the schemas of both versions."""
    made: list[TranslationUnit] = []

    @settings(max_examples=40, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
    @given(unit=units)
    def collect(unit: TranslationUnit) -> None:
        made.append(canonical(unit))

    collect()
    pairs = {
        (left.language, right.language)
        for unit in made
        for left, right in [unit.variants[:2]]
        if left.language != right.language
    }
    paths = []
    for number, (source, target) in enumerate(sorted(pairs)):
        paths.append(tmp_path / f"{number}.xlf")
        write_memory(made, paths[-1], WriteOptions(source=source, target=target, version=version))
    paths.append(tmp_path / "matches.xlf")
    write_matches(_rows(), paths[-1], source="en", target="fa", original="/etc/passwd", version=version)
    script = shared / "interop/scripts/validate_xliff.py"
    done = subprocess.run([sys.executable, script, *paths], capture_output=True, encoding="utf-8", check=False)
    # noncharacters are legal XML: they are kept, and the validator's word on them is no concern of the writer
    errors = [line for line in done.stdout.splitlines() if "ERROR" in line and "nonchar" not in line]
    assert not errors


def _rows() -> list[tuple[Segment, list[Match]]]:
    code = (InlineCode("ph", 0, (("x", "1"),), ("{", Subflow("s"), "}")),)
    source, target = Variant("en", "Rare earth 1", code), Variant("fa", "خاکی کمیاب ۱", code)
    unit = TranslationUnit((source, target))
    full = Match(101, "context", source, target, unit)
    fuzzy = Match(85, "fuzzy", source, target, unit, adapted="خاکی کمیاب ۲")
    return [(Segment("Rare earth 1", "en", code), [full, fuzzy]), (Segment("new", "en"), [])]


@pytest.mark.parametrize("version", ["1.2", "2.1"])
def test_matches_go_out(version: str, path: Path) -> None:
    assert write_matches(_rows(), path, source="en", target="fa", version=version) == 2
    text = path.read_text("utf-8")
    assert text.count("<alt-trans" if version == "1.2" else "<mtc:match ") == 2
    assert "خاکی کمیاب ۲" in text
    found = list(read(path, ReadOptions(fuzzy=True)))
    assert "خاکی کمیاب ۱" in {unit.variants[1].text for unit in found}


def test_writing_needs_a_pair(path: Path) -> None:
    with pytest.raises(UsageError, match="--pair"):
        write_memory([], path, WriteOptions())
    with pytest.raises(UsageError, match="not written"):
        write_memory([], path, WriteOptions(source="en", target="fa", version="1.0"))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1).filter(lambda value: bool(value.strip())))
def test_any_text_survives(text: str, path: Path) -> None:
    from termlode.exchange.xml import ILLEGAL

    unit = TranslationUnit((Variant("en", text), Variant("fa", "x")))
    write_memory([unit], path, WriteOptions(source="en", target="fa"))
    legal = ILLEGAL.sub("", text)
    assert [u.variants[0].text for u in read(path)] == ([legal] if legal.strip() else [])


@pytest.mark.parametrize("version", ["1.2", "2.1"])
def test_what_went_through_xliff_is_the_same_unit(version: str, tmp_path: Path) -> None:
    """Whatever document it is of, and whatever numbers its codes go by: importing our export adds nothing."""
    from termlode.exchange.importing import import_memory
    from termlode.exchange.registry import named
    from termlode.memory import open_store

    texts = (
        ("One <ph id='7' ctype='image'/> two.", "یک <ph id='7' ctype='image'/> دو."),
        ("<bx id='3' rid='3'/>Half.", "<bx id='3' rid='3'/>نیم."),
    )
    body = "".join(
        f"<trans-unit id='{n}'><source>{a}</source><target state='final'>{b}</target></trans-unit>"
        for n, (a, b) in enumerate(texts)
    )
    (tmp_path / "a.xlf").write_text(old(body), "utf-8")
    with open_store(tmp_path / "memory.db", write=True) as store:
        assert import_memory(tmp_path / "a.xlf", named("xliff"), ReadOptions(), store).added == 2
        options = WriteOptions(source="en", target="fa", version=version)
        assert write_memory(list(store.units()), tmp_path / "b.xlf", options) == 2
        again = import_memory(tmp_path / "b.xlf", named("xliff"), ReadOptions(), store)
        assert (again.added, again.unchanged) == (0, 2)
