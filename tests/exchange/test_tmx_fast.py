"""The fast path of units reads what the exact path reads, says what it says and refuses what it refuses."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termlode.errors import InputError
from termlode.exchange.notices import Notices
from termlode.exchange.options import ReadOptions
from termlode.exchange.tmx.fast.units import RegularUnits
from termlode.exchange.tmx.read import stream
from termlode.memory.unit_batches import PlainBatch, one_by_one

if TYPE_CHECKING:
    from pathlib import Path

    from termlode.model import TranslationUnit

HEADER = '<header segtype="{}" srclang="{}" datatype="{}"/>'
FIRST = '<tu><tuv xml:lang="en"><seg>a</seg></tuv>\n<tuv xml:lang="fa"><seg>ب</seg></tuv></tu>'
type Outcome = tuple[list[TranslationUnit], dict[str, int], dict[str, int], object, str]


def outcome(path: Path, *, size: int = 1 << 16, recover: bool = False, batches: bool = True) -> Outcome:
    """UnitOrBatch, remarks with their lines, and the refusal."""
    notices, units, refusal = Notices(), [], ""
    with patch("termlode.exchange.source.utf8_chunks.__defaults__", (None, size)):
        try:
            for unit in one_by_one(stream(path, ReadOptions(recover=recover), notices, batches=batches)):
                units.append(unit)  # noqa: PERF402  # those before a refusal are wanted
        except InputError as error:
            refusal = f"{type(error).__name__} {error}"
    return units, notices.counts, notices.skipped, notices.examples, refusal


def never(_units: RegularUnits, _text: str, at: int, _ready: list[TranslationUnit]) -> int:
    return at


def agree(path: Path, data: bytes, size: int = 1 << 16, *, recover: bool = False) -> Outcome:
    path.write_bytes(data)
    fast = outcome(path, size=size, recover=recover)
    with patch.object(RegularUnits, "take", never):
        exact = outcome(path, size=size, recover=recover, batches=False)
    assert fast == outcome(path, size=size, recover=recover, batches=False)
    assert fast[4] == exact[4]
    if not fast[4]:
        assert fast == exact
    else:  # how many units come before a refusal depends on where the input was cut
        assert all(one == other for one, other in zip(fast[0], exact[0], strict=False))
    return fast


# ── files, mostly regular, of which every part may be odd ────────────────────────────────────────

VALUES = ("a", "", "a>b", "a&amp;b", "&#10;", "&#x1F;", "&x;", "a\nb", "a\tb", "é ی", "<", "a\r\nb", "=", " tuid=")
UNIT = {
    "tuid": VALUES,
    "srclang": ("en", "fa", "de", "*all*", "en_US", "?", ""),
    "segtype": ("phrase", "x"),
    "creationdate": ("20240102T030405Z", "20240102T030405Z", "2024-01-02", "never"),
    "usagecount": ("3", "x"),
    "datatype": VALUES,
    "x:y": VALUES,
}
FIELD = {"type": ("x-a", "x-termlode-client", "prev", "a&lt;"), "xml:lang": ("en", "en_US", "?"), "o-encoding": VALUES}
CODE = {"i": ("1", "1", "2"), "x": ("1", "a&lt;b"), "type": ("bold", "a>b", "&#10;", "<", "a/"), "pos": ("begin",)}
LANGUAGES = (' xml:lang="fa"', ' xml:lang="EN-us"', " xml:lang='fa'", ' lang="en"', "", ' xml:lang="?"', ' xml:lang=""',
             ' xml:lang="fa" lang="en"', ' xml:lang="en"', ' xml:lang="en" xml:lang="en"')  # fmt: skip
GAPS = ("", " ", "\n  ", "\r\n\t", "\r", "<!-- </tu> -->", "<?p </tu>?>", "<!--<tu>\n</tu>-->",
        "\xa0", "x", "\x0b", "&#32;")  # fmt: skip
TEXTS = ("ی 稀", "😀", "&amp;", "&#65;", "&#x41;", "&#0;", "&#xD800;", "&#x0000000041;", "&e;", "&", "&amp", "]",
         "]]>", ">", "\n", "\r\n", "\r", "\x1b", "\ufffe", "<![CDATA[<]]>", "<!-- </seg> -->", "<?p?>", " ", "\u0085",
         "")  # fmt: skip
DAMAGE = (b"", b"<", b">", b"&", b'"', b"'", b"/", b"\xff", b"\xed\xa0\x80", b"\x00", b"\xc3", b" ", b"=", b"]]>",
          b"<!--", b"</tu>", b"<tu>", b"</seg>", b"<seg>", b"\r", b"<ph/>", b"-", b"1", b":")  # fmt: skip


class Maker:
    """Makes files; ``rare`` is the chance that a place is odd."""

    def __init__(self, random: Random) -> None:
        self.random, self.rare = random, random.choice((0.002, 0.01, 0.05))
        self.plain = random.choice((0.5, 1.0, 1.0))  # the chance that a place holds nothing that it need not

    def some(self, usual: str, odd: tuple[str, ...]) -> str:
        return self.random.choice(odd) if self.random.random() < self.rare else usual

    def pairs(self, known: dict[str, tuple[str, ...]]) -> str:
        names = self.random.sample(list(known), self.random.randint(0, len(known)))
        if self.random.random() < self.rare:
            names += self.random.choices([*known, "1x", "a.b", "-y"], k=2)
        return "".join(self.pair(name, known.get(name, VALUES)) for name in names)

    def pair(self, name: str, values: tuple[str, ...]) -> str:
        quote, content = self.some('"', ("'", "")), self.some(values[0], values)
        gap, equals = self.some(" ", ("", "\n", "  ", "\xa0")), self.some("=", (" = ", "", "=\n"))
        return f"{gap}{name}{equals}{quote}{content}{quote}"

    def text(self) -> str:
        return "".join(self.some("ab ", TEXTS) for _ in range(self.random.randint(0, 3)))

    def code(self) -> str:
        name = self.some(self.random.choice(("ph", "it", "ut")), ("bpt", "ept", "hi", "sub", "g", "x:ph", "seg", "phx"))
        if self.random.random() < 0.3:
            return f"<{name}{self.pairs(CODE)}{self.some('', (' ', '/'))}/>"
        inside = self.some(self.text(), ("<sub>a</sub>", "<ph/>"))
        return f"<{name}{self.pairs(CODE)}>{inside}</{self.some(name, ('ph', name + ' ', name + chr(160)))}>"

    def segment(self) -> str:
        ways = (self.text, self.code) if self.plain < 1 else (self.text,)
        parts = [self.random.choice(ways)() for _ in range(self.random.randint(0, 4))]
        if self.random.random() < 0.3 * (1 - self.plain):
            parts += ['<bpt i="1">&lt;b&gt;</bpt>', self.text(), '<ept i="1"/>']
        return "".join(["a", *parts]) if self.random.random() > self.rare else ""

    def fields(self) -> str:
        if self.random.random() < self.plain:
            return ""
        name = self.some(self.random.choice(("prop", "note")), ("ude", "x:note"))
        return f"<{name}{self.pairs(FIELD)}>{self.text()}</{self.some(name, ('prop', 'note '))}>{self.some('', GAPS)}"

    def variant(self, tag: str) -> str:
        details = self.pairs(UNIT) if self.random.random() < 0.2 * (1.1 - self.plain) else ""
        seg = self.some("seg", ("seg ", "seg a='1'", "x:seg"))
        before = f"<tuv{self.some(tag, LANGUAGES)}{details}>{self.some('', GAPS)}{self.fields()}{self.some('', GAPS)}"
        return f"{before}<{seg}>{self.segment()}</{self.some('seg', ('seg ', seg))}>{self.some('', GAPS)}</tuv>"

    def unit(self) -> str:
        named = self.pairs(UNIT) if self.random.random() > self.plain - 0.1 else ""
        start = f"{self.some('', GAPS)}<tu{named}>{self.some('', GAPS)}{self.fields()}{self.fields()}"
        middle = [self.variant(tag) for tag in (' xml:lang="en"', *self.random.sample(LANGUAGES[:2], 1))]
        middle += [self.variant(' xml:lang="zh"')] * (self.random.random() < 0.2)
        ends = (
            "</tu >",
            "</tuv></tu>",
            "<tu></tu></tu>",
            "<prop type='p'>z</prop></tu>",
            "<x></tu></x>",
            "",
            "<tu/></tu>",
        )
        return f"{start}{self.some('', GAPS).join(middle)}{self.some('', GAPS)}{self.some('</tu>', ends)}"

    def file(self) -> bytes:
        def header() -> str:
            return HEADER.format(*(self.some(*way) for way in (
                ("sentence", ("block",)), ("en", ("*all*", "de", "en_US")), ("plaintext", ("rtf",)))))  # fmt: skip

        units = [self.unit() for _ in range(self.random.randint(1, 6))]
        units.insert(self.random.randrange(len(units)), self.some("", (header(), "</body><body>", "<x/>", FIRST * 20)))
        end = self.some("</body></tmx>", ("", "</tmx>", "<tu>", "</body></tmx> x", "</body></tmx>" + FIRST))
        content = f'<tmx version="1.4">{header()}<body>{FIRST}{"".join(units)}{FIRST}\n{end}'
        return (content.replace("\n", "\r\n") if self.random.random() < self.rare else content).encode()

    def damaged(self) -> bytes:
        data = self.file()
        at = self.random.randrange(len(data))
        return data[:at] + self.random.choice(DAMAGE) + data[at + self.random.randint(0, 4) :]


RANDOM = st.randoms(use_true_random=True)
COMMON = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@COMMON
@given(random=RANDOM, size=st.sampled_from([1 << 16, 1 << 16, 300, 17]), recover=st.booleans())
def test_both_paths_agree(tmp_path: Path, random: Random, size: int, recover: bool) -> None:
    agree(tmp_path / "a.tmx", Maker(random).file(), size, recover=recover)


@COMMON
@given(random=RANDOM, recover=st.booleans())
def test_both_paths_agree_on_damage(tmp_path: Path, random: Random, recover: bool) -> None:
    agree(tmp_path / "a.tmx", Maker(random).damaged(), recover=recover)


def regular(number: int, inside: str = "") -> str:
    return (
        f'<tu tuid="{number}" creationdate="20240102T030405Z" creationid="a&amp;b">\n'
        f' <prop type="x-a">p{number}</prop>\n'
        ' <tuv xml:lang="en" changeid=\'c\'>\n<seg>a <bpt i="1" x="1">&lt;b&gt;</bpt>b<ept i="1"/> &amp;</seg></tuv>'
        f' <tuv xml:lang="fa"><note>n</note><seg>ی{number} &#x1F600;<ph x="2">{{0}}</ph>{inside}</seg>\n</tuv>\n</tu>\n'
    )


def file(*units: str) -> bytes:
    return f'<tmx version="1.4">{HEADER.format("block", "en", "rtf")}<body>{"".join(units)}</body></tmx>'.encode()


def test_the_fast_path_takes_what_is_usual(tmp_path: Path) -> None:
    """Otherwise the tests above would compare the exact path with itself."""
    data = file(*(regular(number) for number in range(9)))
    for content in (
        data,
        data.replace(b"\n", b"\r\n"),
        data.replace(b'"en"', b'"EN-US"').replace(b'srclang="EN-US"', b""),
    ):
        assert len(agree(tmp_path / "a.tmx", content)[0]) == 9
        with patch("termlode.exchange.tmx.read.new_unit") as exact:  # the exact path's
            assert len(outcome(tmp_path / "a.tmx")[0]) == 9
        assert exact.call_count == 1  # the first unit is always read exactly


def plain(number: int, inside: str = "", tag: str = "fa") -> str:
    return (
        f'<tu>\n <tuv xml:lang="en"><seg>a &amp; &lt;b&gt; {number}</seg></tuv>'
        f'<tuv xml:lang="{tag}"><seg>ی{number}{inside}</seg></tuv></tu>\n'
    )


def test_batches_take_what_is_plain(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    for odd in ("", "&#x41;", "&x;", "<ph/>", "<!-- -->", "\x0b", "]]>"):
        for tag in ("fa", "fa_IR", "?", "de"):
            units = [*map(plain, range(40)), plain(40, odd, tag), *map(plain, range(41, 80))]
            agree(path, file(*units))
            agree(path, file(*units).replace(b' srclang="en"', b""), size=900)
    path.write_bytes(file(*map(plain, range(80))))
    found = list(stream(path))
    assert [type(item) for item in found][1:] == [PlainBatch]  # the first unit is always read exactly
    assert len(found[1]) == 79  # type: ignore[arg-type]
    units = [*map(plain, range(80))]
    path.write_bytes(file(*units[:30], "<!--", *units[30:50], "-->", *units[50:]))
    assert len(list(one_by_one(stream(path)))) == 60
    agree(path, path.read_bytes())


def test_batches_keep_out_of_the_way_where_they_find_little(tmp_path: Path) -> None:
    mixed = [plain(n) if n % 3 else regular(n) for n in range(2000)]
    assert len(agree(tmp_path / "a.tmx", file(*mixed), size=2000)[0]) == 2000


def test_lines_of_remarks_and_refusals_behind_regular_units(tmp_path: Path) -> None:
    many = [regular(number) for number in range(500)]
    found = agree(tmp_path / "a.tmx", file(*many, regular(1, "<g/>"), *many))
    assert found[3]["unknown-tag"][0].line == 500 * 6 + 4  # type: ignore[index]
    assert f"line {500 * 6 + 4}:" in agree(tmp_path / "a.tmx", file(*many, regular(1, "&"), *many))[4]


def test_an_empty_segment_within_a_segment(tmp_path: Path) -> None:
    found = agree(
        tmp_path / "a.tmx", file(regular(1, "<seg/>z"), regular(2), "<tu><tuv><seg/></tuv></tu>", regular(3, "<seg/>"))
    )
    assert [unit.variants[1].text for unit in found[0]] == ["ی1 😀z", "ی2 😀", "ی3 😀"]


def test_damage_that_spares_the_shape(tmp_path: Path) -> None:
    """Each of these lies in a unit that is regular otherwise, and is refused with its line."""
    for old, new in (
        ('i="1" x="1"', 'i="1" i="1"'),
        ("&lt;", "&lt"),
        ("&amp;</seg>", "&amq;</seg>"),
        ("p7", "p]]>7"),
        ("ی7", "\x0b"),
        ("ی7", "\uffff"),
        ("&#x1F600;", "&#xFFFE;"),
        ("&#x1F600;", "&#1114112;"),
        ("a&amp;b", "a&b"),
        ('tuid="7"', 'tuid="7" tuid="8"'),
        (' creationdate="2', 'creationdate="2'),
        ("</bpt>", "</ph>"),
        ('<ept i="1"/>', '<ept 1i="1"/>'),
        (" changeid", "\xa0changeid"),
        ("</prop>", "</note>"),
        ('creationid="a&amp;b"', 'creationid="a<b"'),
        ('"x-a"', '"x-a'),
        ("</tu>", "</tuv></tu>"),
    ):
        damaged = regular(7).replace(old, new)
        assert damaged != regular(7)
        assert agree(tmp_path / "a.tmx", file(regular(1), regular(2), damaged, regular(3)))[4]
