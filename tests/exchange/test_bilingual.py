"""Files as units to check: states, ids, segments, waivers and room of XLIFF; other formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from termlode.errors import UsageError
from termlode.exchange.bilingual import read
from termlode.exchange.options import ReadOptions
from termlode.quality.unit import Limit

if TYPE_CHECKING:
    from pathlib import Path

    from termlode.quality.unit import Unit

HEAD = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" {0} datatype="x"><body>'
TAIL = "</body></file></xliff>"
PAIR = 'source-language="en" target-language="fa"'


def units(tmp_path: Path, body: str, languages: str = PAIR, options: ReadOptions | None = None) -> list[Unit]:
    path = tmp_path / "a.xlf"
    path.write_text(HEAD.format(languages) + body + TAIL, encoding="utf-8")
    return list(read(path, options))


def test_what_is_open(tmp_path: Path) -> None:
    body = (
        '<trans-unit id="a"><source>One</source></trans-unit>'
        '<trans-unit id="b"><source>One</source><target state="new"/></trans-unit>'
        '<trans-unit id="c"><source>One</source><target/></trans-unit>'
        '<trans-unit id="d"><source>One</source><target state="translated"/></trans-unit>'
        '<trans-unit id="e" translate="no"><source>One</source></trans-unit>'
        '<trans-unit id="f"><source>One</source><target state="needs-translation">x</target></trans-unit>'
    )
    found = units(tmp_path, body)
    assert [(one.id, one.is_open) for one in found] == [
        ("a", True), ("b", True), ("c", False), ("d", False), ("f", True),
    ]  # fmt: skip


def test_segments_room_and_waivers(tmp_path: Path) -> None:
    body = (
        '<trans-unit id="a" maxwidth="9" size-unit="char"><source>One. Two.</source><seg-source>'
        '<mrk mtype="seg" mid="1">One.</mrk> <mrk mtype="seg" mid="2">Two.</mrk></seg-source><target>'
        '<mrk mtype="seg" mid="1">یک.</mrk> <mrk mtype="seg" mid="2">دو.</mrk></target>'
        "<note>termlode ok E201, w7</note></trans-unit>"
    )
    first, second = units(tmp_path, body)
    assert (first.id, first.source.text, first.target.text) == ("a/1", "One.", "یک.")
    assert second.id == "a/2"
    assert first.limit == Limit(9)
    assert first.waived == {"E201", "W7"}


def test_codes_are_read(tmp_path: Path) -> None:
    body = '<trans-unit id="a"><source>A <g id="1">b</g></source><target>الف <x id="2"/></target></trans-unit>'
    (found,) = units(tmp_path, body)
    assert [code.kind for code in found.source.codes] == ["bpt", "ept"]
    assert [code.kind for code in found.target.codes] == ["ph"]


def test_a_file_without_a_target_language(tmp_path: Path) -> None:
    body = '<trans-unit id="a"><source>One</source><target>یک</target></trans-unit>'
    with pytest.raises(UsageError, match="--to"):
        units(tmp_path, body, 'source-language="en"')
    (found,) = units(tmp_path, body, 'source-language="en"', ReadOptions(target="fa"))
    assert found.target.language == "fa"


def test_version_2(tmp_path: Path) -> None:
    path = tmp_path / "b.xlf"
    path.write_text(
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="zh"><file id="f">'
        '<unit id="u" xmlns:slr="urn:oasis:names:tc:xliff:sizerestriction:2.0" slr:sizeRestriction="0,12">'
        '<segment id="1" state="initial"><source>One.</source><target>一。</target></segment>'
        '<segment id="2"><source>Two.</source><target>二。</target></segment></unit></file></xliff>',
        encoding="utf-8",
    )
    first, second = read(path)
    assert (first.id, first.is_open, second.id, second.is_open) == ("u/1", True, "u/2", False)
    assert second.limit == Limit(12)


def test_other_formats(tmp_path: Path) -> None:
    path = tmp_path / "fa.po"
    path.write_text(
        'msgid ""\nmsgstr ""\n"Language: fa\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Open 3 doors."\nmsgstr "۳ در را باز کنید."\n\nmsgid "Close."\nmsgstr ""\n',
        encoding="utf-8",
    )
    done, still_open = read(path, ReadOptions(source="en"))
    assert (done.source.text, done.target.language, done.is_open) == ("Open 3 doors.", "fa", False)
    assert still_open.is_open
