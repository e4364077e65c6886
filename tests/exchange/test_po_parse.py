"""PO as msgfmt reads it: spellings of comments, obsolete entries and strings; the real msgfmt is asked where it is."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from termlode.errors import FormatError
from termlode.exchange import registry
from termlode.exchange.notices import Notices
from termlode.exchange.options import ReadOptions
from termlode.exchange.po.parse import parse
from termlode.exchange.po.read import read

if TYPE_CHECKING:
    from pathlib import Path

HEADER = 'msgid ""\nmsgstr "Language: fa\\n" "Content-Type: text/plain; charset=UTF-8\\n"\n'
HEADER += '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
# What stands after the header, and the messages (context, id, translation) that are neither obsolete nor fuzzy.
READ = {
    "#comment\n#\n#!x\nmsgid \"a\"\nmsgstr \"b\"\n": [(None, "a", "b")],
    'msgid "a" "c"\nmsgstr\n"b"\n\n"d"\n': [(None, "ac", "bd")],
    'msgid"a"msgstr"b"msgid"c"msgstr"d"': [(None, "a", "b"), (None, "c", "d")],
    '\t msgctxt "x"\r\n\fmsgid "a"\r\n  msgstr "b"\r\n': [("x", "a", "b")],
    '#~msgid "a"\n#~msgstr "b"\n': [],
    '  #~ msgid "a"\n\t#~\tmsgstr "b"\nmsgid "c"\nmsgstr "d"\n': [(None, "c", "d")],
    '#~ #, fuzzy\n#~|msgid "o"\n#~ msgid "a"\n#~ "a"\n#~ msgstr "b"': [],
    '#|msgid "o"\n#| "p"\nmsgid "a"\nmsgstr "b"\n#~ msgid "c"\n#~ msgstr "d"\n': [(None, "a", "b")],
    '#,fuzzy,c-format\nmsgid "a"\nmsgstr "b"\n': [],
    '# , fuzzy\nmsgid "a"\nmsgstr "b"\n': [(None, "a", "b")],
    '# ~ msgid "a"\nmsgid "c"\nmsgstr "d"\n': [(None, "c", "d")],
    'msgid "a"\nmsgid_plural "c"\nmsgstr [0] "b"\nmsgstr[ 1 ]"d"\n': [(None, "a", "b")],
    'msgid "a"\nmsgstr "\\x41\\101\\303\\251\\t\\"\\\\"\n': [(None, "a", 'AAé\t"\\')],
}  # fmt: skip
REFUSED = {
    'MSGID "a"\nmsgstr "b"\n': "not PO",
    'msgfoo "a"\n': "not PO",
    'msgid "a\nmsgstr "b"\n': "not closed",
    'msgid "a"\n\nmsgid "c"\nmsgstr "d"\n': "no msgstr",
    'msgstr "b"\n': "without msgid",
    'msgid "a"\nmsgctxt "x"\nmsgstr "b"\n': "no msgstr",
    '#~ msgid "a"\nmsgstr "b"\n': "obsolete",
    'msgid "a"\nmsgstr[0] "b"\n': "msgid_plural",
    'msgid "a"\nmsgid_plural "c"\nmsgstr "b"\n': "msgstr\\[0\\]",
}


@pytest.mark.parametrize("body", READ)
def test_spellings_that_are_read(body: str, tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text(HEADER + body, encoding="utf-8", newline="")
    found = [(one.context.key, *(v.text for v in one.variants)) for one in read(path, ReadOptions(), Notices())]
    assert found == READ[body]


@pytest.mark.parametrize("body", REFUSED)
def test_spellings_that_are_refused(body: str) -> None:
    with pytest.raises(FormatError, match=REFUSED[body]):
        parse(HEADER + body, "a.po", Notices())


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
@pytest.mark.parametrize("body", [*READ, *REFUSED])
def test_msgfmt_agrees(body: str, tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text(HEADER + body, encoding="utf-8", newline="")
    done = subprocess.run(["msgfmt", "-o", tmp_path / "a.mo", path], capture_output=True, check=False)
    assert (done.returncode == 0) == (body in READ)


def test_what_msgfmt_refuses_but_is_plain_is_read_with_a_notice() -> None:
    notices = Notices()
    found = parse(HEADER + 'msgid "a"\n# why\nmsgstr "\\q"\n', "a.po", notices)
    assert [(one.msgid, one.msgstr, one.tcomments) for one in found] == [("a", "\\q", ["why"])]
    assert set(notices.counts) == {"comment-inside", "escape"}


def test_comments_go_where_they_belong() -> None:
    body = "# one\n#two\n#. extracted\n#: a.c:1 b.c\n#: \u2068my file.c:3\u2069\n#, c-format, fuzzy\n"
    found = parse(HEADER + body + 'msgid "a"\nmsgstr "b"\n# end\n', "a.po", Notices())
    only = found.messages[0]
    assert (only.tcomments, only.comments, only.flags) == (["one", "two"], ["extracted"], ["c-format", "fuzzy"])
    assert only.occurrences == [("a.c", "1"), ("b.c", ""), ("my file.c", "3")]
    assert (only.linenum, found.metadata["Language"]) == (11, "fa")


# ── MO ───────────────────────────────────────────────────────────────────────────────────────────


def compiled(folder: Path, body: str, *options: str) -> Path:
    (folder / "a.po").write_text(HEADER + body, encoding="utf-8")
    subprocess.run(["msgfmt", *options, "-o", folder / "a.mo", folder / "a.po"], check=True)
    return folder / "a.mo"


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
@pytest.mark.parametrize("order", ["little", "big"])
def test_mo_is_read_with_contexts_plurals_and_strings_of_the_system(order: str, tmp_path: Path) -> None:
    body = (
        'msgctxt "x"\nmsgid "a"\nmsgstr "ب"\n\nmsgid "one"\nmsgid_plural "many"\nmsgstr[0] "یک"\nmsgstr[1] "چند"\n\n'
        '#, c-format\nmsgid "%<PRIu64> bytes"\nmsgstr "%<PRIu64> بایت"\n'
    )
    path = compiled(tmp_path, body, f"--endianness={order}")
    found = list(registry.detect(path).function("read_memory")(path, ReadOptions(), Notices()))
    texts = {(one.context.key, *(v.text for v in one.variants)) for one in found}
    assert texts == {("x", "a", "ب"), (None, "one", "یک"), (None, "%<PRIu64> bytes", "%<PRIu64> بایت")}
    plural = next(one for one in found if one.variants[0].text == "one")
    assert [prop.value for prop in plural.props] == ["many", "یک", "چند"]


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
def test_a_damaged_mo_is_refused(tmp_path: Path) -> None:
    data = compiled(tmp_path, 'msgid "a"\nmsgstr "ب"\n').read_bytes()
    for cut in (10, 40, len(data) - 4):
        (tmp_path / "b.mo").write_bytes(data[:cut])
        with pytest.raises(FormatError, match="tables lead out"):
            list(registry.named("mo").function("read_memory")(tmp_path / "b.mo", ReadOptions(), Notices()))
