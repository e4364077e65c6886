"""Words with offsets, without a heavy library; the Chinese word table."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlode.languages.tokens import words
from termlode.languages.zh.words import cost, cut, joined


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fa", "رتبه‌بندی G20 در ۱۷٫۵", [("رتبه‌بندی", "word"), ("G20", "latin"), ("در", "word"), ("۱۷٫۵", "number")]),
        ("ar", "مُعَلِّم، CO2.", [("مُعَلِّم", "word"), ("CO2", "latin")]),
        ("en", "don't stop: 3.5", [("don't", "word"), ("stop", "word"), ("3.5", "number")]),
        ("zh", "关键矿产供应链", [("关键", "han"), ("矿产", "han"), ("供应链", "han")]),
        ("zh", "關鍵礦產AI", [("關鍵", "han"), ("礦產", "han"), ("AI", "latin")]),
    ],
)
def test_tokens(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(token.text, token.kind) for token in words(text, language)] == expected


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("参加工作", ["参加", "工作"]),
        ("可能源于", ["可能", "源于"]),
        ("发展中国家", ["发展中国家"]),
        ("越南非常", ["越南", "非常"]),
        ("其中东部", ["其中", "东部"]),
        ("生产业务", ["生产", "业务"]),
    ],
)
def test_chinese_words_are_cut_where_a_reader_cuts(run: str, expected: list[str]) -> None:
    assert [run[a:b] for a, b in cut(run)] == expected


def test_table_knows_words_only() -> None:
    assert cost("国家") is not None
    assert cost("家国中展发") is None
    assert joined("国", "家")


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=40))
def test_cut_covers_the_run(run: str) -> None:
    spans = cut(run)
    assert "".join(run[a:b] for a, b in spans) == run
    assert all(a < b for a, b in spans)


@given(st.text())
def test_offsets_point_at_the_token(text: str) -> None:
    tokens = words(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert all(a.end <= b.start for a, b in itertools.pairwise(tokens))


def test_jieba_does_not_warn_where_nothing_is_compiled(tmp_path: Path) -> None:
    """Its sources have escapes that Python 3.12 warns of while it compiles them."""
    code = "from termlode.languages.zh.cutter import tagged; print(*(word for word, _ in tagged('稀土出口')))"
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-W", "error::SyntaxWarning", "-c", code]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=environment)
    assert (result.returncode, result.stdout) == (0, "稀土 出口\n"), result.stderr


def test_nothing_heavy_is_imported() -> None:
    code = (
        "import sys; from termlode.languages.tokens import words; words('关键矿产 زنجیره', 'zh');"
        "from termlode.languages import morphology, numbers; morphology.stem('x', 'en'); numbers.find('1');"
        "sys.exit(','.join({'jieba', 'numpy', 'hazm', 'regex'} & set(sys.modules)) or 0)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("text", ["電動汽車的動力電池產量增長。", "電動汽車 battery 產量，\r\n增長了 3.5%。"])
def test_traditional_text_is_cut_as_simplified_and_given_as_it_stands(text: str):
    from termlode.languages.zh import cutter

    plain = cutter.simple(text)
    words = [word for word, _ in cutter.tagged(text)]
    assert "".join(words) == text
    assert [len(word) for word in words] == [len(word) for word, _ in cutter.tagged(plain)]
    assert "汽車" in "|".join(cutter.cut(text))


HAN = st.text(alphabet="中国稀土出口管制电池材料研究生命科学技术和服务的了在不是T恤a3%，。 \n锂镍", max_size=40)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """jieba as it comes, with all its words, and one that knows a term more."""
    from termlode.languages.zh import cutter

    jieba = cutter._quietly("jieba")
    taggers = []
    for known in ((), ("锂镍电池",)):
        tokenizer = jieba.Tokenizer()
        tokenizer.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
        tokenizer.initialize()
        for term in known:
            tokenizer.add_word(term, tag="n")
        taggers.append((known, tokenizer))
    return taggers


@given(st.lists(HAN, min_size=1, max_size=4))
def test_words_are_cut_as_jieba_cuts_them_with_all_its_words(whole: Any, texts: list[str]) -> None:
    from termlode.languages.zh import cutter

    for known, tokenizer in whole:
        mine = cutter._Cutter(known)
        for text in texts:
            plain = cutter.simple(text)
            assert list(mine.cut(plain)) == list(tokenizer.cut(plain))
            assert [word for word, _ in mine.tagged(plain)] == list(tokenizer.cut(plain))


def test_chinese_words_have_the_parts_of_speech_of_the_dictionary() -> None:
    from termlode.languages.zh import cutter

    assert dict(cutter.tagged("中国出口稀土 T恤 3")) | {"出口": "v"} == {
        "中国": "ns", "出口": "v", "稀土": "n", " ": "x", "T恤": "n", "3": "m",
    }  # fmt: skip


def test_the_compiled_dictionary_is_made_again_where_it_is_damaged(tmp_path: Path) -> None:
    from termlode.languages.zh.dictionary import open_dictionary

    source, folder = tmp_path / "dict.txt", tmp_path / "cache"
    source.write_text("稀土 5 n\n稀 2 a\n出口 7 v\n", encoding="utf-8")
    first = open_dictionary(source, "1", folder)
    assert (first.total, first.words("土")) == (14, None)
    assert first.words("稀") == ({"稀土": 5, "稀": 2}, {"稀土": "n", "稀": "a"})
    assert first.words("出") == ({"出口": 7, "出": 0}, {"出口": "v"})
    (cache,) = folder.iterdir()
    whole = cache.read_bytes()
    for damage in (b"", b"{}\n", whole[:-4], whole.replace(b"7", b"8"), b"[" + whole):
        cache.write_bytes(damage)
        again = open_dictionary(source, "1", folder)
        assert (again.total, again.words("出")) == (14, first.words("出"))
        assert cache.read_bytes() == whole
    source.write_text("出口 70 v\n", encoding="utf-8")
    assert open_dictionary(source, "1", folder).total == 70
    folder.joinpath("no").write_text("a file where a folder should be", encoding="utf-8")
    assert open_dictionary(source, "1", folder / "no").total == 70
