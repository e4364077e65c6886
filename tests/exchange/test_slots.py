"""Bilingual files to work in: what is read, what is filled, and that nothing else changes."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from termlode.errors import FormatError, UsageError
from termlode.exchange import slots
from termlode.exchange.notices import Notices
from termlode.exchange.options import ReadOptions
from termlode.exchange.slots import Job
from termlode.model import InlineCode
from termlode.slots import Filling, Offer

OLD = """<?xml version="1.0" encoding="UTF-8"?>
<!-- kept -->
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
<file original="a.txt" source-language="en" target-language="fa-IR" datatype="plaintext"><body>
<trans-unit id="1" resname="key"><source>A <g id="1">rare <x id="2"/></g> metal</source></trans-unit>
<trans-unit id='2'><source> Price </source><target state="new" xml:lang='fa'/></trans-unit>
<trans-unit id="3" translate="no"><source>X</source></trans-unit>
<trans-unit id="4" approved="yes"><source>Done</source><target>شد</target></trans-unit>
<trans-unit id="5"><source>One. Two.</source><seg-source><mrk mtype="seg" mid="0">One.</mrk> <mrk mtype="seg"
 mid="1">Two.</mrk></seg-source></trans-unit>
</body></file></xliff>
"""
NEW = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="fa">
<file id="f"><unit id="u"><segment id="s1"><source>A <pc id="1">b</pc></source></segment>
<segment id="s2" state="final"><source>C</source><target>ج</target></segment></unit></file></xliff>
"""
TRADOS = """\ufeff<?xml version="1.0" encoding="utf-8"?><xliff xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"\
 xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2" sdl:version="1.0"><file original="a.docx"\
 datatype="x-sdlfilterframework2" source-language="en-US" target-language="fa-IR"><header><sdl:unknown a="1"/></header>\
<body><trans-unit id="0a"><source>First one. Second.</source><seg-source><g id="5"><mrk mtype="seg" mid="1">First one.\
</mrk> <mrk mtype="seg" mid="2">Second.</mrk></g></seg-source><target><g id="5"><mrk mtype="seg" mid="1"/> \
<mrk mtype="seg" mid="2">دوم.</mrk></g></target><sdl:seg-defs><sdl:seg id="1"/><sdl:seg id="2" conf="Translated">\
<sdl:value key="x">1</sdl:value></sdl:seg></sdl:seg-defs></trans-unit></body></file></xliff>"""
MEMOQ = """<?xml version="1.0" encoding="utf-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:mq="MQXliff">
<file original="a.docx" source-language="en" target-language="fa" datatype="x-memoq"><body>
<trans-unit id="1" mq:percent="0" mq:status="NotStarted" mq:segmentguid="g"><source xml:space="preserve">One</source>\
<target xml:space="preserve"></target><mq:minorversions/></trans-unit>
<trans-unit id="2" mq:status="NotStarted" mq:locked="locked"><source>Two</source><target/></trans-unit>
</body></file></xliff>"""
PHRASE = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:m="http://www.memsource.com/mxlf/2.0">
<file original="a.docx" source-language="en" target-language="fa"><body><group id="0" m:para-id="0">
<trans-unit id="p:0" m:score="0.0" m:gross-score="0.0" m:trans-origin="null" m:confirmed="0" m:locked="false">
<source>{1&gt;One&lt;1}</source><target></target><alt-trans origin="machine-trans"><target/></alt-trans>
<m:tunit-metadata/></trans-unit></group></body></file></xliff>"""
PO = """# top
msgid ""
msgstr "Language: fa\\nContent-Type: text/plain; charset=UTF-8\\n"

#. note
#: a.c:1
#, fuzzy, c-format
msgctxt "menu"
msgid "Open %s"
msgstr "old"

msgid "Two\\n"
"lines"
msgstr ""
"""


def opened(tmp_path: Path, text: str | bytes, name: str = "a.xlf") -> Job:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return slots.open_job(path, ReadOptions(), Notices())


def test_what_a_file_has_to_translate(tmp_path: Path) -> None:
    job = opened(tmp_path, OLD)
    assert [(one.unit, one.source, one.state, one.translate) for one in job.slots] == [
        ("1", "A rare  metal", "empty", True), ("2", "Price", "empty", True), ("3", "X", "empty", False),
        ("4", "Done", "human", True), ("5/0", "One.", "empty", True), ("5/1", "Two.", "empty", True),
    ]  # fmt: skip
    first = job.slots[0]
    assert [(code.kind, code.offset, code.data) for code in first.codes] == [
        ("bpt", 2, ('<g id="1">',)), ("ph", 7, ('<x id="2"/>',)), ("ept", 7, ("</g>",)),
    ]  # fmt: skip
    assert (first.languages, first.context.key, first.context.following) == (("en", "fa-IR"), "key", "Price")


@pytest.mark.parametrize("text", [OLD, NEW, TRADOS, MEMOQ, PHRASE], ids=["1.2", "2.1", "Trados", "memoQ", "Phrase"])
def test_filling_nothing_changes_nothing(tmp_path: Path, text: str) -> None:
    assert opened(tmp_path, text).filled({}) == text.encode()


@pytest.mark.parametrize("codec", ["utf-16", "windows-1256"])
def test_other_encodings_stay(tmp_path: Path, codec: str) -> None:
    data = OLD.replace("UTF-8", codec).encode(codec)
    job = opened(tmp_path, data)
    assert job.filled({}) == data
    filled = job.filled({1: Filling(1, "قیمت 稀", score=100)})
    assert "قیمت" in filled.decode(codec).replace("&#1740;", "ی")


def test_targets_of_1_2(tmp_path: Path) -> None:
    job = opened(tmp_path, OLD)
    codes = (InlineCode("ph", 0, (), ('<x id="2"/>',)), *job.slots[0].codes[::2])
    fillings = {
        0: Filling(0, "فلز & <کمیاب>", codes, 100, "exact", offers=(Offer("A", "ا<", 100),), terms=(("metal", "فلز"),)),
        1: Filling(1, "قیمت", score=92, kind="fuzzy", note="numbers"),
        5: Filling(5, "دو.", score=101, kind="context"),
    }
    made = job.filled(fillings).decode()
    assert (
        '<target state="translated" state-qualifier="exact-match"><x id="2"/>فل<g id="1">ز & '.replace("&", "&amp;")
        in made
    )
    assert '<alt-trans match-quality="100" origin="termlode"><source>A</source><target>ا&lt;</target>' in made
    assert '<note from="termlode">metal = فلز</note>' in made
    assert (
        '<target state="needs-review-translation" xml:lang=\'fa\' state-qualifier="fuzzy-match"> قیمت </target>' in made
    )
    marks = r'<mrk mtype="seg" mid="0"></mrk> <mrk mtype="seg"\s+mid="1">دو.</mrk>'
    assert re.search(rf'<target state="needs-translation">{marks}</target>', made)
    assert re.sub(r"<target.*?</target>|<target[^>]*/>|<(alt-trans|note).*?</\1>", "", made, flags=re.DOTALL) == re.sub(
        r"<target.*?</target>|<target[^>]*/>", "", OLD
    )
    again = opened(tmp_path, made)
    assert [one.target for one in again.slots] == ["فلز & <کمیاب>", "قیمت", "", "شد", "", "دو."]
    assert [one.leveraged for one in again.slots] == [True, True, False, False, False, False]


def test_segments_of_2_1(tmp_path: Path) -> None:
    job = opened(tmp_path, NEW)
    codes = job.slots[0].codes
    filling = Filling(0, "الف", codes, 88, "fuzzy", offers=(Offer("A", "ب", 88),), terms=(("A", "ا"),))
    made = job.filled({0: filling}).decode()
    assert '<segment id="s1" state="initial" subState="termlode:fuzzy"><source>' in made
    assert '<target>ال<pc id="1">ف</pc></target></segment>' in made
    assert '<t:match ref="#s1" similarity="88.0" origin="termlode" type="tm">' in made
    assert "<t:glossEntry><t:term>A</t:term><t:translation>ا</t:translation></t:glossEntry>" in made
    assert '<segment id="s2" state="final"><source>C</source><target>ج</target></segment>' in made
    twice = opened(tmp_path, made).filled({0: filling}).decode()
    assert twice.count("<t:matches") == 1


def test_trados_keeps_what_it_has(tmp_path: Path) -> None:
    job = opened(tmp_path, TRADOS)
    assert [(one.unit, one.source, one.state) for one in job.slots] == [
        ("0a/1", "First one.", "empty"), ("0a/2", "Second.", "human"),
    ]  # fmt: skip
    made = job.filled({0: Filling(0, "یکم.", score=95, terms=(("a", "b"),))}).decode()
    expected = TRADOS.replace('<mrk mtype="seg" mid="1"/>', '<mrk mtype="seg" mid="1">یکم.</mrk>')
    assert made == expected.replace('<sdl:seg id="1"/>', '<sdl:seg id="1" conf="Draft" origin="tm" percent="95"/>')


def test_memoq_says_how_good_a_match_is(tmp_path: Path) -> None:
    job = opened(tmp_path, MEMOQ)
    assert [one.translate for one in job.slots] == [True, False]
    made = job.filled({0: Filling(0, "یک", score=95)}).decode()
    said = MEMOQ.replace('mq:percent="0" mq:status="NotStarted"', 'mq:percent="95" mq:status="Pretranslated"')
    assert made == said.replace('<target xml:space="preserve"></target>', '<target xml:space="preserve">یک</target>')


def test_phrase_says_how_good_a_match_is(tmp_path: Path) -> None:
    job = opened(tmp_path, PHRASE)
    made = job.filled({0: Filling(0, "{1>یک<1}", score=92, machine=True)}).decode()
    assert 'm:score="0.92" m:gross-score="0.92" m:trans-origin="mt" m:confirmed="0"' in made
    assert "<source>{1&gt;One&lt;1}</source><target>{1&gt;یک&lt;1}</target><alt-trans" in made


def test_po(tmp_path: Path) -> None:
    job = opened(tmp_path, PO, "a.po")
    assert [(one.source, one.state) for one in job.slots] == [("Open %s", "draft"), ("Two\nlines", "empty")]
    assert job.filled({}) == PO.encode()
    made = job.filled({0: Filling(0, "باز %s", score=100), 1: Filling(1, 'دو\n"خط"', score=80, terms=(("a", "ب"),))})
    assert made.decode() == PO.replace("#, fuzzy, c-format", "#, c-format").replace(
        'msgstr "old"', 'msgstr "باز %s"'
    ).replace(
        'msgid "Two\\n"\n"lines"\nmsgstr ""\n',
        '#. a = ب\n#, fuzzy\nmsgid "Two\\n"\n"lines"\nmsgstr ""\n"دو\\n"\n"\\"خط\\""\n',
    )


def test_messages_end_as_their_sources_do(tmp_path: Path) -> None:
    made = opened(tmp_path, 'msgid ""\nmsgstr "Language: fa\\n"\n\nmsgid "\\nEnd\\n"\nmsgstr ""\n', "a.po").filled(
        {0: Filling(0, "پایان", score=100)}
    )
    assert made.decode().endswith('msgstr ""\n"\\n"\n"پایان\\n"\n')


def test_comments_of_messages_stand_before_their_flags(tmp_path: Path) -> None:
    text = 'msgid ""\nmsgstr "Language: fa\\n"\n\n# a\n#: b.c:1\n#, fuzzy\n#| msgid "C"\nmsgid "D"\nmsgstr "old"\n'
    made = opened(tmp_path, text, "a.po").filled({0: Filling(0, "ت", score=100, note="why")}).decode()
    assert made.endswith('\n\n# a\n#. why\n#: b.c:1\nmsgid "D"\nmsgstr "ت"\n')


def test_only_marks_that_stand_alone_are_referred_to(tmp_path: Path) -> None:
    offers = (Offer("One.", "یک.", 100),)
    fillings = {4: Filling(4, "یک.", score=100, offers=offers)}
    assert ' mid="0"><source>' in opened(tmp_path, OLD).filled(fillings).decode()
    inside = re.sub(r"(<seg-source>)(.*?)(</seg-source>)", r'\1<g id="9">\2</g>\3', OLD, flags=re.DOTALL)
    assert ' mid="0"><source>' not in opened(tmp_path, inside).filled(fillings).decode()


def test_every_element_has_the_prefix_of_the_file(tmp_path: Path) -> None:
    text = re.sub(r"<(/?)(?=[a-z])", r"<\1x:", OLD).replace("xmlns=", "xmlns:x=")
    made = (
        opened(tmp_path, text).filled({1: Filling(1, "قیمت", score=90, note="numbers", terms=(("a", "b"),))}).decode()
    )
    assert made.count("<x:note ") == made.count("</x:note>") == 2
    assert "<note" not in made


def test_what_was_deleted_is_no_text_and_what_a_tool_added_is_a_code(tmp_path: Path) -> None:
    deleted = '<mrk mtype="x-sdl-deleted" sdl:revid="r">no </mrk>'
    job = opened(tmp_path, TRADOS.replace(">دوم.<", f">{deleted}دوم.<"))
    assert job.slots[1].target == "دوم."
    job = opened(tmp_path, MEMOQ.replace(">One<", '>One<mq:ch val=" "/>more<'))
    assert [code.data for code in job.slots[0].codes] == [('<mq:ch val=" "/>',)]


def test_qt(tmp_path: Path) -> None:
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n<TS version="2.1" language="fa"><context><name>c</name>'
        '<message><source>Open</source><translation type="unfinished"></translation></message></context></TS>\n'
    )
    job = opened(tmp_path, text, "a.ts")
    assert [(one.source, one.state) for one in job.slots] == [("Open", "empty")]
    made = opened(tmp_path, job.filled({0: Filling(0, "باز", score=80)}), "b.ts")
    assert [(one.target, one.state) for one in made.slots] == [("باز", "draft")]


def test_the_toolkit_reads_what_was_filled(tmp_path: Path) -> None:
    path = tmp_path / "made.xlf"
    path.write_bytes(opened(tmp_path, OLD).filled({1: Filling(1, "قیمت", score=100, offers=(Offer("P", "ق", 100),))}))
    units = {unit.getid().rpartition("\x04")[2]: str(unit.target).strip() for unit in toolkit("xliff", path)}
    assert (units["2"], units["4"]) == ("قیمت", "شد")
    path.write_bytes(opened(tmp_path, NEW).filled({0: Filling(0, "الف", score=100)}))
    assert [str(unit.target) for unit in toolkit("xliff2", path)] == ["الف", "ج"]


def toolkit(module: str, path: Path) -> list[Any]:
    """The units that translate-toolkit reads, which has no types."""
    kinds: Any = import_module(f"translate.storage.{module}")
    kind = kinds.xlifffile if module == "xliff" else kinds.Xliff2File
    return list(kind.parsefile(str(path)).units)


@pytest.mark.parametrize(
    ("text", "name"), [(OLD, ' target-language="fa-IR"'), (NEW, ' trgLang="fa"')], ids=["1.2", "2.1"]
)
def test_the_target_language_is_said_where_it_was_not(tmp_path: Path, text: str, name: str) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(text.replace(name, ""), encoding="utf-8")
    with pytest.raises(UsageError, match="--to"):
        slots.open_job(path, ReadOptions(), Notices())
    job = slots.open_job(path, ReadOptions(target=name.split('"')[1]), Notices())
    assert job.filled({}).decode() == text.replace(name, "")
    made = job.filled({0: Filling(0, "الف", job.slots[0].codes, 100)}).decode()
    assert name in made
    assert made.count(name.split("=", maxsplit=1)[0] + "=") == 1


def test_what_we_do_not_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"XLIFF 3\.0: not a version we read"):
        opened(tmp_path, NEW.replace("2.0", "3.0").replace("2.1", "3.0"))
    with pytest.raises(FormatError, match="NUL"):
        opened(tmp_path, PO.replace("note", "no\0te"), "a.po")
    with pytest.raises(FormatError, match="no segments to translate"):
        opened(tmp_path, "a\tb\n", "a.tsv")
