"""Reading TMX: encodings, inline codes, header defaults, what is said and what is refused."""

from __future__ import annotations

import gzip
import zipfile
from typing import TYPE_CHECKING
from xml.parsers import expat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlode.errors import FormatError, InputError, UnreadableError
from termlode.exchange.notices import Notices
from termlode.exchange.options import ReadOptions
from termlode.exchange.tmx.fast import objects
from termlode.exchange.tmx.fast.segments import SegmentPatterns
from termlode.exchange.tmx.own_props import take_own_props
from termlode.exchange.tmx.read import read, read_header
from termlode.exchange.tmx.segment import SegmentReader, unpaired
from termlode.model import Context, Details, InlineCode, Note, Origin, Prop, Subflow, TranslationUnit, Variant

if TYPE_CHECKING:
    from pathlib import Path

HEADER = (
    '<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" '
    'srclang="en" datatype="plaintext"/>'
)


def tu(source: str = "rare earth", target: str = "خاکی کمیاب", attributes: str = "", inside: str = "") -> str:
    return (
        f'<tu{attributes}>{inside}<tuv xml:lang="en"><seg>{source}</seg></tuv>'
        f'<tuv xml:lang="fa"><seg>{target}</seg></tuv></tu>'
    )


def tmx(*units: str, header: str = HEADER, declaration: str = '<?xml version="1.0"?>') -> str:
    return f'{declaration}<tmx version="1.4">{header}<body>{"".join(units)}</body></tmx>'


def units(path: Path, content: str | bytes, **options: object) -> tuple[list[TranslationUnit], Notices]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    notices = Notices()
    return list(read(path, ReadOptions(**options), notices)), notices  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.tmx"


@pytest.mark.parametrize(
    ("encoding", "declared", "mark"),
    [
        ("utf-8", "UTF-8", b""),
        ("utf-8", "UTF-8", b"\xef\xbb\xbf"),
        ("utf-16-le", "UTF-16", b"\xff\xfe"),
        ("utf-16-be", "UTF-16", b"\xfe\xff"),
        ("utf-16-le", "UTF-16", b""),
        ("utf-16-be", "UTF-16", b""),
        ("utf-16-le", "UTF-8", b"\xff\xfe"),
        ("utf-32-le", "UTF-32", b"\xff\xfe\0\0"),
        ("windows-1256", "windows-1256", b""),
        ("iso-8859-6", "ISO-8859-6", b""),
        ("gb18030", "GB18030", b""),
    ],
)
def test_encodings(path: Path, encoding: str, declared: str, mark: bytes) -> None:
    text = tmx(tu("book", "كتاب"), declaration=f'<?xml version="1.0" encoding="{declared}"?>\n')
    read_units, _ = units(path, mark + text.encode(encoding))
    assert [variant.text for variant in read_units[0].variants] == ["book", "كتاب"]


def test_wanted_encoding_stands_before_the_declared(path: Path) -> None:
    text = tmx(tu(), declaration='<?xml version="1.0" encoding="ISO-8859-1"?>')
    found, notices = units(path, text)
    assert notices.counts["mojibake"] == 1
    assert found[0].variants[1].text != "خاکی کمیاب"
    assert units(path, text, encoding="utf-8")[0][0].variants[1].text == "خاکی کمیاب"


@pytest.mark.parametrize("name", ["rot13", "zlib", "idna", "utf-7", "unicode_escape", "x-klingon", "punycode"])
def test_only_text_encodings(path: Path, name: str) -> None:
    with pytest.raises(UnreadableError, match="unknown encoding"):
        units(path, tmx(tu(), declaration=f'<?xml version="1.0" encoding="{name}"?>'))


def test_packed_files(tmp_path: Path) -> None:
    packed = tmp_path / "a.tmx.gz"
    packed.write_bytes(gzip.compress(tmx(tu()).encode()))
    assert len(list(read(packed))) == 1
    with zipfile.ZipFile(tmp_path / "a.tmx.zip", "w") as archive:
        archive.writestr("in.tmx", tmx(tu()))
    assert len(list(read(tmp_path / "a.tmx.zip"))) == 1
    (tmp_path / "b.tmx").write_bytes((tmp_path / "a.tmx.zip").read_bytes())
    with pytest.raises(FormatError, match="ZIP"):
        list(read(tmp_path / "b.tmx"))


def test_archive_bomb_is_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "a.tmx.gz"
    bomb.write_bytes(gzip.compress(tmx(tu("x" * 40_000_000)).encode(), 9))
    with pytest.raises(InputError, match="MB"):
        list(read(bomb))
    cut = tmp_path / "b.tmx.gz"
    cut.write_bytes(gzip.compress(tmx(tu()).encode())[:-20])
    with pytest.raises(UnreadableError, match="damaged archive"):
        list(read(cut))


CODES = [
    ("plain", "plain", ()),
    ('a <bpt i="1" x="2">&lt;b&gt;</bpt>b<ept i="1"/> c', "a b c", (
        InlineCode("bpt", 2, (("i", "1"), ("x", "2")), ("<b>",)), InlineCode("ept", 3, (("i", "1"),)),
    )),
    ('<ph x="1">{0}</ph>', "", (InlineCode("ph", 0, (("x", "1"),), ("{0}",)),)),
    ("<it pos='end'>&#x3c;/i></it>x", "x", (InlineCode("it", 0, (("pos", "end"),), ("</i>",)),)),
    ("a<ut>u</ut>", "a", (InlineCode("ut", 1, (), ("u",)),)),
    ('a <hi type="t">b <ph/>c</hi> d', "a b c d", (
        InlineCode("hi", 2, (("type", "t"),)), InlineCode("ph", 4), InlineCode("/hi", 5),
    )),
    ('see <ph>a<sub type="t">b<ph>c<sub>d</sub></ph></sub>e</ph>.', "see .", (
        InlineCode("ph", 4, (), (
            "a",
            Subflow("b", (InlineCode("ph", 1, (), ("c", Subflow("d"))),), (("type", "t"),)),
            "e",
        )),
    )),
    ("<![CDATA[a<b]]> &amp;lt; <!-- c --><?p i?>d&#233;", "a<b &lt; dé", ()),
    ("a\r\nb\rc", "a\nb\nc", ()),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "text", "codes"), CODES)
def test_inline_codes(path: Path, markup: str, text: str, codes: tuple[InlineCode, ...]) -> None:
    found, _ = units(path, tmx(tu(markup + "<ph/>")))
    variant = found[0].variants[0]
    assert (variant.text, variant.codes[:-1]) == (text, codes)


markup = st.recursive(
    st.sampled_from(["a", "ب", "&amp;", "&lt;", "&#x1F600;", "\n", " ", "<!--x-->", "<![CDATA[<&]]>", "<ph/>"]),
    lambda inner: st.builds(
        lambda name, attributes, parts: f"<{name}{attributes}>{''.join(parts)}</{name}>",
        st.sampled_from(["bpt", "ept", "ph", "it", "ut", "hi", "sub", "g"]),
        st.sampled_from(["", ' i="1"', " x='2' i=\"1\"", ' type="a&amp;b"', ' pos="begin"', ' type="a>b"']),
        st.lists(inner, max_size=3),
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(parts=st.lists(markup, max_size=5))
def test_both_paths_agree(parts: list[str]) -> None:
    """The fast path (patterns) gives what a parse of the segment gives."""
    inside = "".join(parts)
    fast_says, exact_says = Notices(), Notices()
    fast = SegmentPatterns(fast_says, lambda: 0)
    assert fast.take(inside.encode())
    parser = expat.ParserCreate("utf-8")
    parser.ordered_attributes = parser.buffer_text = True
    exact = SegmentReader(parser, exact_says, lambda: None, lambda: 0)
    exact.begin()
    parser.Parse(f"<seg>{inside}</seg>".encode(), True)
    assert (fast.text, fast.codes) == (exact.text, exact.codes)
    assert fast_says.counts == exact_says.counts


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 1 << 16])
def test_chunks_of_any_size(path: Path, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A segment, a tag or a character may be cut anywhere by the end of a chunk."""
    content = tmx(*(tu(f'a <bpt i="1">&lt;</bpt>{n}<ept i="1"/>', f"ی😀{n}") for n in range(3)), tu("<seg>in</seg>"))
    path.write_text(content, encoding="utf-8")
    whole = list(read(path))
    monkeypatch.setattr("termlode.exchange.source.utf8_chunks.__defaults__", (None, size))
    assert list(read(path)) == whole
    assert len(whole) == 4


def test_everything_about_a_unit(path: Path) -> None:
    attributes = (
        ' tuid="7" creationdate="20240102T030405Z" creationid="a" changedate="20250102T030405Z" changeid="b" '
        'lastusagedate="20260102T030405Z" usagecount="3" creationtool="t" creationtoolversion="1" datatype="html" '
        'o-tmf="o" o-encoding="e" segtype="phrase" srclang="fa"'
    )
    inside = '<note xml:lang="en">n</note><prop type="x-a" o-encoding="e">v</prop>'
    found, notices = units(path, tmx(tu(attributes=attributes, inside=inside)))
    assert found == [
        TranslationUnit(
            variants=(Variant("en", "rare earth"), Variant("fa", "خاکی کمیاب")),
            id="7",
            source_language="fa",
            segment_type="phrase",
            props=(Prop("x-a", "v", None, "e"),),
            notes=(Note("n", "en"),),
            details=Details(
                created="20240102T030405Z", creator="a", changed="20250102T030405Z", changer="b",
                last_used="20260102T030405Z", usage_count=3, tool="t", tool_version="1", datatype="html",
                memory_format="o", encoding="e",
            ),
        )
    ]  # fmt: skip
    assert not notices.counts


def test_header_defaults_are_inherited(path: Path) -> None:
    header = HEADER.replace('"sentence"', '"paragraph"').replace("plaintext", "rtf")
    found, _ = units(path, tmx(tu(), tu(attributes=' segtype="block" datatype="html"'), header=header))
    assert [(unit.segment_type, unit.details.datatype) for unit in found] == [("paragraph", "rtf"), ("block", "html")]
    units(path, tmx(tu(), header=HEADER.replace("/>", '><prop type="p">v</prop><note>n</note></header>')))
    assert (read_header(path).props, read_header(path).notes) == ([Prop("p", "v")], [Note("n")])


def test_foreign_context_is_understood_and_kept(path: Path) -> None:
    props = '<prop type="x-context-pre">&lt;seg&gt;before&lt;/seg&gt;</prop><prop type="next">after</prop>'
    found, _ = units(path, tmx(tu(inside=props)))
    assert found[0].context == Context("before", "after")
    assert [prop.type for prop in found[0].props] == ["x-context-pre", "next"]


@pytest.mark.parametrize(
    ("content", "code", "count"),
    [
        (tmx(tu().replace('"en"', '"en_US"'), tu().replace('"en"', '"en_US"')), "language-tag", 2),
        (tmx(tu().replace('"fa"', '"fas"')), "language-tag", 1),
        (tmx(tu('<bpt i="1"/>a')), "unpaired", 1),
        (tmx(tu("<g>a</g><x/>")), "unknown-tag", 2),
        (tmx(tu(attributes=' changedate="yesterday"'), tu(attributes=' changedate="yesterday"')), "date", 2),
        (tmx(tu(attributes=' changedate="2024-01-02"')), "date-form", 1),
        (tmx(tu(attributes=' usagecount="many"')), "usage-count", 1),
        (tmx(tu(), header=""), "no-header", 1),
        (tmx(tu(), header=HEADER.replace('"en"', '"de"', 2)), "source-missing", 1),
        (tmx(tu("x" * 100_001)), "long", 1),
    ],
)
def test_what_is_said(path: Path, content: str, code: str, count: int) -> None:
    found, notices = units(path, content)
    assert found
    assert notices.counts[code] == count
    assert not notices.skipped
    assert notices.examples[code][0].line


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        (tu().replace(' xml:lang="fa"', ""), "language"),
        (tu().replace('"fa"', '"Persian (Iran)"'), "language"),
        (tu(target="  "), "empty"),
        (tu().replace("<seg>rare earth</seg>", ""), "seg-count"),
        ('<tu><tuv xml:lang="en"><seg>a</seg></tuv></tu>', "one-language"),
    ],
)
def test_what_is_left_out(path: Path, unit: str, code: str) -> None:
    found, notices = units(path, tmx(unit, tu()))
    assert len(found) == 1
    assert notices.skipped[code] >= 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "empty"),
        (" \n", "no markup"),
        (tmx(tu())[:-30], "cut off|no element"),
        (tmx(tu("a\x1fb")), r"U\+001F"),
        (tmx(tu("a&#x1F;b")), "&#x1F;"),
        (tmx(tu("a & b")), "bare &"),
        (tmx(tu("a < b")), "cannot stand"),
        (tmx(tu("a&nbsp;b")), "undefined entity|nbsp"),
        (tmx(tu()).encode().replace("خ".encode(), b"\xff"), "UTF-8"),
        (tmx(tu()).replace("<tmx", "<!DOCTYPE tmx [<!ENTITY e 'x'>]><tmx"), "DOCTYPE"),
        ("<html><body/></html>", "root element is html"),
        (tmx(tu()).upper(), "root element is TMX|not well-formed"),
        (tmx(tu("<ph><sub>" * 400 + "</sub></ph>" * 400)), "deep"),
        ('<tmx version="1.4"><body>' + "<a>" * 400 + "</a>" * 400 + "</body></tmx>", "deep"),
        (tmx(tu(attributes=f' tuid="{"A" * 5_000_000}"')), "tag is longer"),
        (tmx(tu(inside=tu())), "<tu> stands inside"),
    ],
)
def test_what_is_refused(path: Path, content: str | bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        units(path, content)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


def test_recover_drops_and_counts(path: Path) -> None:
    content = tmx(tu("a\x1fb&#x1F;c&#65;", "ی"), tu("d", "e")).replace("</tu>", "</tu>\n")
    found, notices = units(path, content, recover=True)
    assert [unit.variants[0].text for unit in found] == ["abcA", "d"]
    assert notices.counts["illegal-character"] == 2
    cut, notices = units(path, content[:-40], recover=True)
    assert len(cut) == 1
    assert "damaged" in notices.counts


def test_undefined_entities_are_refused_even_with_a_doctype(path: Path) -> None:
    """With an external DTD, expat would pass &nbsp; over in silence."""
    with pytest.raises(FormatError, match="nbsp"):
        units(path, tmx(tu("a&nbsp;b"), declaration='<!DOCTYPE tmx SYSTEM "tmx14.dtd">'))


def test_fast_constructors_fit_the_model() -> None:
    """fast/objects.py goes round __init__: it must fill every field of the model."""
    variant = objects.new_variant("fa", "ا", (), (), (), Details())
    assert variant == Variant("fa", "ا")
    made = objects.new_unit((variant,), "1", "fa", None, (), (), Details(), Context(), Origin())
    assert made == TranslationUnit((variant,), "1", "fa")


@pytest.mark.parametrize(
    ("said", "confidence"),
    [
        ("0", 0.0),
        ("0.5", 0.5),
        ("1", 1.0),
        ("1.01", None),
        ("-0.01", None),
        ("nan", None),
        ("inf", None),
        ("much", None),
    ],
)
def test_a_confidence_is_a_number_from_0_to_1(said: str, confidence: float | None) -> None:
    props, _, origin = take_own_props((Prop("x-termlode-confidence", said), Prop("other", "kept")))
    assert origin.confidence == confidence
    assert props == (Prop("other", "kept"),)


@pytest.mark.parametrize(
    "said", ["", "[", "1", '["a"]', '["a", 1, 2]', '["a", "b", 1, 2]', "[1, 1, 2, 3]", '["a", 1, 2, 3, 4]']
)
def test_a_location_that_is_none_is_left_out(said: str) -> None:
    assert take_own_props((Prop("x-termlode-location", said),))[2].locations == ()
    assert take_own_props((Prop("x-termlode-location", '["a", 1, 2, 3]'),))[2].locations[0].block == 1


@pytest.mark.parametrize(
    ("codes", "reason"),
    [
        ([("bpt", None)], "<bpt> without i"),
        ([("bpt", "1"), ("bpt", "1")], "two <bpt> with i='1'"),
        ([("bpt", "1"), ("ept", "1"), ("bpt", "1")], "two <bpt> with i='1'"),
        ([("ept", "2")], "<ept i='2'> without <bpt>"),
        ([("bpt", "1"), ("ept", "1"), ("ept", "1")], "<ept i='1'> without <bpt>"),
        ([("bpt", "3")], "<bpt i='3'> without <ept>"),
        ([("bpt", "1"), ("bpt", "2"), ("ept", "1"), ("ept", "2"), ("ph", None)], ""),
    ],
)
def test_codes_that_do_not_pair_are_named(codes: list[tuple[str, str | None]], reason: str):
    assert unpaired(codes) == reason
