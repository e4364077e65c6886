"""Languages as users name them: one parser for options, pairs and lists."""

from __future__ import annotations

import pytest

from termlode.errors import UsageError
from termlode.languages.named import pair, tag, tags
from termlode.languages.tags import primary, same, serves


@pytest.mark.parametrize("text", ["fa,en", "fa en", " fa, en ", "per,eng"])
def test_lists_are_parted_by_commas_or_blanks(text: str):
    assert tags(text) == ("fa", "en")
    assert tags(None) == ()


@pytest.mark.parametrize("read", [tag, tags, pair])
def test_what_is_wrong_names_the_option_and_the_cure(read):
    with pytest.raises(UsageError, match=r"--there.*x!.*(write|BCP 47)"):
        read("x!", "--there")


@pytest.mark.parametrize("text", ["fa-x!", "fa:x!", ":fa", "fa:", "fa", "fa-fa", "fa:per", "fa-IR"])
def test_what_is_no_pair_is_refused(text: str):
    with pytest.raises(UsageError, match="--pair"):
        pair(text)


def test_languages_are_compared_without_region_script_or_code():
    assert same("zh_Hans", "ZHO-tw")
    assert same("pes", "fa-AF")
    assert not same("fa", "ps")
    assert not same("und", "en")
    assert (primary("prs"), primary("EN_us"), primary("iw-IL")) == ("fa", "en", "he")
    assert serves("zh-CN", "zh")
    assert serves("zh", "zh-CN")
    assert not serves("zh-TW", "zh-CN")


@pytest.mark.parametrize(
    "arguments",
    [("lookup", "ore", "--to", "sv"), ("concordance", "ore", "--in", "sv"), ("concordance", "ore", "--show", "en,sv"),
     ("terms", "a.txt", "--to", "sv"), ("termbase", "add", "energy", "en=ore", "sv=malm")],
)  # fmt: skip
def test_a_language_that_the_workspace_does_not_have_is_named(termlode, tmp_path, arguments):
    assert termlode("init", "--termbase").returncode == 0
    (tmp_path / "a.txt").write_text("Ore is dear.", encoding="utf-8")
    done = termlode(*arguments)
    assert done.returncode == 2
    assert "sv is not a language of this workspace: one of ar, en" in done.stderr
