"""What is human, draft, machine or rejected: in XLIFF and its dialects, and left out of it only with a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from termlode.errors import FormatError, UsageError
from termlode.exchange.notices import Notices
from termlode.exchange.options import ReadOptions, WriteOptions
from termlode.exchange.standing import standing, word
from termlode.exchange.xliff.read import read
from termlode.exchange.xliff.write import write_memory
from termlode.model import Origin, TranslationUnit, Variant

if TYPE_CHECKING:
    from pathlib import Path

MEMOQ, PHRASE, TRADOS = 'xmlns:mq="MQXliff"', 'xmlns:m="http://www.memsource.com/mxlf/2.0"', 'xmlns:sdl="urn:sdl"'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.xlf"


def old(body: str, spaces: str = "", languages: str = 'source-language="en" target-language="fa"') -> str:
    head = f'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" {spaces} version="1.2">'
    return f'{head}<file original="a.txt" {languages} datatype="x"><body>{body}</body></file></xliff>'


def new(body: str, languages: str = 'srcLang="en" trgLang="fa"') -> str:
    spaces = 'xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"'
    return f'<xliff {spaces} version="2.1" {languages}><file id="f">{body}</file></xliff>'


def unit(attributes: str = "", target: str = "", inside: str = "", key: str = "1") -> str:
    return f'<trans-unit id="{key}" {attributes}><source>tar</source><target {target}>قیر</target>{inside}</trans-unit>'


def take(path: Path, content: str, **options: object) -> tuple[list[TranslationUnit], dict[str, int]]:
    path.write_text(content, encoding="utf-8")
    notices = Notices()
    return list(read(path, ReadOptions(**options), notices)), notices.skipped  # type: ignore[arg-type]


def pairs(units: list[TranslationUnit]) -> list[list[str]]:
    return [[variant.text for variant in unit.variants] for unit in units]


@pytest.mark.parametrize(
    ("value", "fact"),
    [
        ("ManuallyConfirmed", "reviewed"), ("ConfirmedTranslator", "reviewed"), ("Proofread", "reviewed"),
        ("MachineTranslated", "machine"), ("Pretranslated", "draft"), ("PartiallyEdited", "draft"),
        ("AssembledFromFragments", "draft"), ("NotStarted", "draft"), ("Rejected", "rejected"),
        ("RejectedSignOff", "rejected"), ("ApprovedTranslation", "reviewed"), ("Translated", "confirmed"),
        ("needs-review-translation", "draft"), ("signed-off", "reviewed"), ("leveraged-mt", "machine"),
        ("mt-suggestion", "machine"), ("leveraged-tm", None), ("exact-match", None), ("nmt", "machine"),
        ("machine-trans", "machine"), ("tm", None), ("x-ours", None), ("", None), ("NotTranslated", "draft"),
    ],
)  # fmt: skip
def test_words_of_tools(value: str, fact: str | None) -> None:
    assert word(value) == fact


def test_the_worst_fact_decides_but_a_person_outranks_a_machine() -> None:
    assert standing([]) == standing([None, "confirmed"]) == "human"
    assert standing(["reviewed", "rejected"]) == "rejected"
    assert standing(["machine"]) == standing(["machine", "draft", "reviewed"]) == "machine"
    assert standing(["machine", "confirmed"]) == "confirmed-machine"
    assert standing(["machine", "reviewed"]) == "human"
    assert standing(["suggestion"]) == "draft"
    assert standing(["suggestion", "confirmed"]) == "human"


@pytest.mark.parametrize(
    ("body", "spaces", "skipped", "origin"),
    [
        (unit('mq:status="ReviewerConfirmed"'), MEMOQ, None, "import"),
        (unit('mq:status="Pretranslated" mq:percent="88"'), MEMOQ, "unapproved", "import"),
        (unit('mq:status="MachineTranslated"'), MEMOQ, "machine", "machine"),
        (unit('mq:status="Rejected"'), MEMOQ, "rejected", "import"),
        (unit('m:confirmed="1" m:trans-origin="mt"'), PHRASE, None, "import"),
        (unit('m:confirmed="2"'), PHRASE, None, "import"),
        (unit('m:confirmed="0" m:trans-origin="tm" m:score="1.0"'), PHRASE, "unapproved", "import"),
        (unit('m:confirmed="false" m:trans-origin="nmt"'), PHRASE, "machine", "machine"),
        (unit(target='state="translated" state-qualifier="mt-suggestion"'), "", None, "machine"),
        (unit(target='state="signed-off" state-qualifier="leveraged-mt"'), "", None, "import"),
        (unit(target='state-qualifier="leveraged-mt"'), "", "machine", "machine"),
        (unit(target='state="final" state-qualifier="rejected-length"'), "", "rejected", "import"),
        (unit(target='state-qualifier="fuzzy-match"'), "", "unapproved", "import"),
        (unit(target='state="translated" state-qualifier="id-match"'), "", None, "import"),
        (unit('approved="yes"', 'state="needs-adaptation"'), "", "unapproved", "import"),
        (unit('approved="yes"', 'state-qualifier="leveraged-mt"'), "", None, "import"),
    ],
)  # fmt: skip
def test_statuses_decide(body: str, spaces: str, skipped: str | None, origin: str, path: Path) -> None:
    found, counts = take(path, old(body, spaces))
    assert counts == ({skipped: 1} if skipped else {})
    assert len(found) == (0 if skipped else 1)
    found, counts = take(path, old(body, spaces), fuzzy=True)
    assert [one.origin.kind for one in found] == [origin]
    assert not counts


@pytest.mark.parametrize(
    ("state", "skipped"),
    [
        ('state="translated"', None),
        ('state="translated" subState="tool:mt"', None),
        ('state="initial" subState="tool:mt"', "machine"),
        ('state="translated" subState="qa:rejected"', "rejected"),
        ('state="initial"', "unapproved"),
    ],
)
def test_states_of_2(state: str, skipped: str | None, path: Path) -> None:
    body = f'<unit id="u"><segment {state}><source>tar</source><target>قیر</target></segment></unit>'
    assert take(path, new(body))[1] == ({skipped: 1} if skipped else {})


def test_trados_confirms_each_segment(path: Path) -> None:
    marks = "".join(f'<mrk mtype="seg" mid="{n}">{{0}}{n}</mrk>' for n in range(1, 7))
    kinds = [
        'conf="Translated" origin="interactive"', 'conf="Draft" origin="tm" percent="81"', 'origin="nmt"',
        'conf="RejectedTranslation"', 'conf="ApprovedSignOff" origin="mt"', 'conf="Translated" origin="mt"',
    ]  # fmt: skip
    defined = "".join(f'<sdl:seg id="{n}" {kind}/>' for n, kind in enumerate(kinds, 1))
    body = (
        f'<trans-unit id="1"><source>x</source><seg-source>{marks.format("s")}</seg-source>'
        f"<target>{marks.format('t')}</target><sdl:seg-defs>{defined}</sdl:seg-defs></trans-unit>"
    )
    found, skipped = take(path, old(body, TRADOS))
    assert [(one.variants[0].text, one.origin.kind) for one in found] == [
        ("s1", "import"), ("s5", "import"), ("s6", "machine"),
    ]  # fmt: skip
    assert skipped == {"unapproved": 1, "machine": 1, "rejected": 1}


def test_a_segmented_source_with_a_whole_target(path: Path) -> None:
    marked = '<mrk mtype="seg" mid="0">Stop.</mrk> <mrk mtype="seg" mid="1">Go.</mrk>'
    body = "<trans-unit id='1'><source>Stop. Go.</source><seg-source>{}</seg-source><target>{}</target></trans-unit>"
    assert pairs(take(path, old(body.format(marked, "ایست. برو.")))[0]) == [["Stop. Go.", "ایست. برو."]]
    half = '<mrk mtype="seg" mid="0">ایست.</mrk> برو.'
    assert pairs(take(path, old(body.format(marked, half)))[0]) == [["Stop. Go.", "ایست. برو."]]
    third = '<mrk mtype="seg" mid="0">ایست.</mrk> <mrk mtype="seg" mid="7">برو.</mrk> <mrk mtype="seg" mid="8">!</mrk>'
    assert pairs(take(path, old(body.format(marked, third)))[0]) == [["Stop. Go.", "ایست. برو. !"]]


@pytest.mark.parametrize("mid", ["", ' mid="4"'])
def test_marks_without_or_with_one_mid_go_by_their_order(mid: str, path: Path) -> None:
    left = f'<mrk mtype="seg"{mid}>Stop.</mrk> <mrk mtype="seg"{mid}>Go.</mrk>'
    right = f'<mrk mtype="seg"{mid}>ایست.</mrk> <mrk mtype="seg"{mid}>برو.</mrk>'
    body = f"<source>Stop. Go.</source><seg-source>{left}</seg-source><target>{right}</target>"
    found, _ = take(path, old(f"<trans-unit id='1'>{body}</trans-unit>"))
    assert pairs(found) == [["Stop.", "ایست."], ["Go.", "برو."]]


def test_codes_that_span_segments_are_isolated_in_each(path: Path) -> None:
    body = (
        '<unit id="u"><segment><source><sc id="1"/>One.</source><target><sc id="1"/>یک.</target></segment>'
        '<segment><source>Two.<ec startRef="1"/></source><target>دو.<ec startRef="1"/></target></segment></unit>'
    )
    marks = (
        '<mrk mtype="seg" mid="1"><bx id="1"/>One.</mrk>', '<mrk mtype="seg" mid="2">Two.<ex id="2" rid="1"/></mrk>',
    )  # fmt: skip
    older = f'<trans-unit id="1"><source>x</source><seg-source>{"".join(marks)}</seg-source>'
    older += f"<target>{''.join(marks)}</target></trans-unit>"
    for content in (new(body), old(older)):
        found, _ = take(path, content)
        kinds = [[(code.kind, dict(code.attributes)["pos"]) for code in v.codes] for one in found for v in one.variants]
        assert kinds == [[("it", "begin")], [("it", "begin")], [("it", "end")], [("it", "end")]]


@pytest.mark.parametrize("kind", ["x-sdl-deleted", "x-sdl-feedback-deleted", "x-del"])
def test_deleted_text_of_tracked_changes_is_no_text(kind: str, path: Path) -> None:
    body = (
        f'<source>tar</source><target>قیر<mrk mtype="{kind}"> کهنه<x id="1"/></mrk><mrk mtype="x-sdl-added"> نو</mrk>'
    )
    found, _ = take(path, old(f"<trans-unit id='1'>{body}</target></trans-unit>"))
    assert (found[0].variants[1].text, found[0].variants[1].codes) == ("قیر نو", ())
    body = '<source>tar</source><target>قیر<sm id="m" type="x:deleted"/> کهنه<em startRef="m"/> نو</target>'
    found, _ = take(path, new(f'<unit id="u"><segment>{body}</segment></unit>'))
    assert found[0].variants[1].text == "قیر نو"


def test_matches_that_say_too_little_stay_out(path: Path) -> None:
    matches = (
        "<alt-trans><target>حدس</target></alt-trans>",
        '<alt-trans origin="machine-trans"><target>ماشین</target></alt-trans>',
        '<alt-trans match-quality="100"><source>tar</source><target xml:lang="ar">قار</target></alt-trans>',
        '<alt-trans xml:lang="ar" match-quality="100"><target>قار</target></alt-trans>',
        '<alt-trans alttranstype="rejected" match-quality="100"><target>بد</target></alt-trans>',
        '<alt-trans match-quality="100" xml:lang="fa-IR"><target state="needs-translation">نو</target></alt-trans>',
    )
    found, skipped = take(path, old(unit(inside="".join(matches))))
    assert pairs(found) == [["tar", "قیر"]]
    assert skipped == {"unapproved": 2, "machine": 1, "other-languages": 2, "rejected": 1}
    found, _ = take(path, old(unit(inside=matches[2])), target="ar")
    assert [one.variants[1].language for one in found] == ["fa", "ar"]
    body = (
        '<unit id="u"><mtc:matches><mtc:match ref="#s" reference="yes"><source>a</source>'
        '<target xml:lang="ar">ب</target></mtc:match></mtc:matches>'
        '<segment id="s"><source>tar</source><target>قیر</target></segment></unit>'
    )
    found, skipped = take(path, new(body))
    assert (pairs(found), skipped) == ([["tar", "قیر"]], {"other-languages": 1})


def test_what_is_not_to_be_translated(path: Path) -> None:
    inner = unit(key="1") + unit('translate="yes"', key="2")
    assert len(take(path, old(f'<group translate="no">{inner}</group>'))[0]) == 1
    body = '<unit id="u"{}><segment><source>a</source><target>ب</target></segment></unit>'
    found, skipped = take(path, new(body.format(' translate="no"') + f'<group id="g">{body.format("")}</group>'))
    assert (len(found), skipped) == (1, {"translate-no": 1})


@pytest.mark.parametrize("said", ['target-language=""', 'target-language=" "'])
def test_an_empty_language_is_none(said: str, path: Path) -> None:
    content = old(unit(), languages=f'source-language="en" {said}')
    with pytest.raises(UsageError, match=r"a\.xlf.*--to"):
        take(path, content)
    assert take(path, content, target="fa")[0][0].variants[1].language == "fa"
    modern = new('<unit id="u"><segment><source>a</source><target>ب</target></segment></unit>', 'srcLang="" trgLang=""')
    assert take(path, modern, source="en", target="ps")[0][0].variants[1].language == "ps"
    with pytest.raises(FormatError.__base__, match=r"a\.xlf, line 1"):  # type: ignore[arg-type]
        take(path, old(unit(), languages='source-language="en" target-language="?"'))


def test_a_text_may_say_another_language_than_its_file(path: Path) -> None:
    found, _ = take(path, old(unit(target='xml:lang="fa-IR"') + unit(target='xml:lang="ar"', key="2")))
    assert [one.variants[1].language for one in found] == ["fa", "ar"]


def test_plural_groups_are_one_message(path: Path) -> None:
    forms = ["هیچ", "یک پرونده", "دو", "چند", "بسیار", "دیگر"]
    body = "".join(
        f'<trans-unit id="7[{n}]"><source>%n file{"s" if n else ""}</source><target>{form}</target></trans-unit>'
        for n, form in enumerate(forms)
    )
    group = f'<group restype="x-gettext-plurals">{body}</group>' + unit()
    found, skipped = take(path, old(group, languages='source-language="en" target-language="ar"'))
    assert pairs(found) == [["%n file", "یک پرونده"], ["tar", "قیر"]]
    assert [prop.value for prop in found[0].props] == ["%n files", *forms]
    assert not skipped
    found, _ = take(path, old(f'<group restype="x-gettext-plurals">{body}</group>'))
    assert pairs(found) == [["%n file", "هیچ"]]
    cases = "".join(
        f'<unit id="{n}" pgs:case="{name}"><segment><source>{source}</source><target>{target}</target></segment></unit>'
        for n, (name, source, target) in enumerate([("other", "files", "پرونده‌ها"), ("one", "file", "پرونده")])
    )
    modern = f'<group id="g" xmlns:pgs="urn:oasis:names:tc:xliff:pgs:1.0" pgs:switch="plural:n">{cases}</group>'
    assert pairs(take(path, new(modern))[0]) == [["file", "پرونده"]]


@pytest.mark.parametrize("version", ["1.2", "2.1"])
def test_a_machine_stays_one_through_our_own_files(version: str, path: Path) -> None:
    made = TranslationUnit((Variant("en", "tar"), Variant("fa", "قیر")), origin=Origin(kind="machine"))
    write_memory([made], path, WriteOptions(source="en", target="fa", version=version))
    assert [one.origin.kind for one in read(path)] == ["machine"]
