"""PO, and the formats that come through translate-toolkit."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from termlode.errors import FormatError, InputError, UsageError
from termlode.exchange import registry
from termlode.exchange.notices import Notices
from termlode.exchange.options import ReadOptions, WriteOptions
from termlode.exchange.po.read import read
from termlode.exchange.po.write import write_memory
from termlode.model import Context, Note, Prop, TranslationUnit, Variant

if TYPE_CHECKING:
    from pathlib import Path

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: ar\\n"\n'
ARABIC = '"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : 3);\\n"\n'


def take(path: Path, content: str | bytes, **options: object) -> tuple[list[TranslationUnit], Notices]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    notices = Notices()
    return list(read(path, ReadOptions(**options), notices)), notices  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.po"


def test_everything_about_an_entry(path: Path) -> None:
    entry = '\n# by hand\n#. for coders\n#: a.c:3\n#, c-format\nmsgctxt "menu"\nmsgid "a %d"\nmsgstr "ا %d"\n'
    found, _ = take(path, HEADER + entry)
    assert found == [
        TranslationUnit(
            (Variant("en", "a %d"), Variant("ar", "ا %d")),
            source_language="en",
            props=(Prop("x-flags", "c-format"), Prop("x-reference", "a.c:3")),
            notes=(Note("by hand"), Note("for coders")),
            context=Context(key="menu"),
        )
    ]


def test_the_singular_is_found_by_the_rule(path: Path) -> None:
    forms = "".join(f'msgstr[{n}] "{word}"\n' for n, word in enumerate(["صفر", "واحد", "اثنان", "كثير"]))
    found, _ = take(path, HEADER + ARABIC + f'\nmsgid "one"\nmsgid_plural "many"\n{forms}')
    assert [variant.text for variant in found[0].variants] == ["one", "واحد"]
    assert Prop("x-plural-source", "many") in found[0].props
    assert Prop("x-plural-3", "كثير") in found[0].props


def test_fuzzy_obsolete_untranslated(path: Path) -> None:
    body = '\n#, fuzzy\nmsgid "a"\nmsgstr "1"\n\n#~ msgid "b"\n#~ msgstr "2"\n'
    body += '\nmsgid "c"\nmsgstr ""\n\nmsgid "d"\nmsgstr "4"\n'
    found, notices = take(path, HEADER + body)
    assert [unit.variants[1].text for unit in found] == ["4"]
    assert notices.skipped == {"fuzzy": 1, "obsolete": 1, "untranslated": 1}
    assert len(take(path, HEADER + body, fuzzy=True, obsolete=True)[0]) == 3


def test_charset_of_the_header_is_used_where_it_is_needed(path: Path) -> None:
    text = HEADER.replace("UTF-8", "windows-1256") + '\nmsgid "book"\nmsgstr "كتاب"\n'
    assert take(path, text.encode("windows-1256"))[0][0].variants[1].text == "كتاب"
    found, notices = take(path, text)  # it lies: the file is UTF-8
    assert (found[0].variants[1].text, notices.counts) == ("كتاب", {"charset": 1})


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('msgid "a\nmsgstr "b"\n', 1),
        ('msgid "a"\nmsgstr "b\n', 2),
        ('msgid "a"\nrubbish\n', 2),
        ('msgid "a"b"\nmsgstr ""\n', 1),
        ('msgstr[x] "a"\n', 1),
    ],
)
def test_what_is_refused(path: Path, content: str, line: int) -> None:
    with pytest.raises(FormatError) as caught:
        take(path, HEADER + "\n" + content)
    assert caught.value.line == line + HEADER.count("\n") + 1


def test_languages(path: Path) -> None:
    body = '\nmsgid "a"\nmsgstr "b"\n'
    with pytest.raises(UsageError, match="--to"):
        take(path, HEADER.replace('"Language: ar\\n"\n', "") + body)
    assert take(path, HEADER.replace("ar", "zh_CN") + body, source="de")[0][0].variants[1].language == "zh-CN"


def test_written_entries_come_back(path: Path) -> None:
    forms = "".join(f'msgstr[{n}] "{n}"\n' for n in range(6))
    content = HEADER + ARABIC + f'\n# n\n#: a.c:3\n#, c-format\nmsgctxt "k"\nmsgid "one"\nmsgid_plural "many"\n{forms}'
    made, _ = take(path, content)
    assert write_memory(made, path, WriteOptions(source="en", target="ar")) == 1
    assert list(read(path, ReadOptions())) == made


def test_rivals_get_a_context_each(path: Path) -> None:
    made = [TranslationUnit((Variant("en", "a"), Variant("fa", text))) for text in ("ا", "ب", "ا")]
    write_memory(made, path, WriteOptions(source="en", target="fa"))
    assert [(unit.variants[1].text, unit.context.key) for unit in read(path)] == [("ا", None), ("ب", "2")]


def test_qt_linguist_there_and_back(tmp_path: Path) -> None:
    form = registry.named("ts")
    path = tmp_path / "a.ts"
    made = [TranslationUnit((Variant("en", "rare & <earth>"), Variant("fa", "خاکی\u200cکمیاب")))]
    assert form.function("write_memory")(made, path, WriteOptions(source="en", target="fa")) == 1
    assert registry.detect(path).name == "ts"
    back = list(form.function("read_memory")(path, ReadOptions(), Notices()))
    assert [variant.text for variant in back[0].variants] == ["rare & <earth>", "خاکی\u200cکمیاب"]
    assert [variant.language for variant in back[0].variants] == ["en", "fa"]


def test_plural_forms_of_qt_linguist_stay_together(tmp_path: Path) -> None:
    form, path = registry.named("ts"), tmp_path / "a.ts"
    path.write_text(
        '<!DOCTYPE TS><TS version="2.1" language="ar" sourcelanguage="en"><context><name>c</name>'
        '<message numerus="yes"><source>%n kilns</source><translation><numerusform>none</numerusform>'
        "<numerusform>one</numerusform>"
        "<numerusform>two</numerusform></translation></message></context></TS>"
    )
    units = list(form.function("read_memory")(path, ReadOptions(), Notices()))
    assert [variant.text for variant in units[0].variants] == ["%n kilns", "one"]
    assert [prop.value for prop in units[0].props] == ["%n kilns", "none", "one", "two"]
    form.function("write_memory")(units, path, WriteOptions(source="en", target="ar"))
    back = list(form.function("read_memory")(path, ReadOptions(), Notices()))
    assert [(unit.variants, unit.props) for unit in back] == [(unit.variants, unit.props) for unit in units]


def test_the_toolkit_never_sees_an_entity(tmp_path: Path) -> None:
    path = tmp_path / "a.ts"
    path.write_text(
        '<!DOCTYPE TS [<!ENTITY e SYSTEM "file:///etc/hostname">]><TS language="fa"><context>&e;</context></TS>'
    )
    with pytest.raises(FormatError, match="DOCTYPE"):
        list(registry.named("ts").function("read_memory")(path, ReadOptions(), Notices()))


@pytest.mark.parametrize("name", ["ts", "qph", "mo", "catkeys", "wordfast", "trados-txt"])
@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"<a>", b"%20240101\n", b"\xde\x12\x04\x95abc"])
def test_rubbish_is_refused_in_one_line(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(content)
    with suppress(InputError):  # any other error fails the test
        assert not list(registry.named(name).function("read_memory")(path, ReadOptions(target="fa"), Notices()))
