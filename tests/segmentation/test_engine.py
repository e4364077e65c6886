"""The SRX engine: order of rules, cascade, patterns of other dialects, speed that grows with the text only."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from termlode.segmentation import spans
from termlode.segmentation.engine import Segmenter
from termlode.segmentation.patterns import translate
from termlode.segmentation.srx import Rule, Ruleset

STOP = Rule(True, r"[.?!]", r"\s")


def cut(text: str, *rules: Rule) -> list[str]:
    return [text[start:end] for start, end in Segmenter(rules).spans(text)]


def test_a_break_rule_needs_both_sides():
    assert cut("One. Two.Three! Four", STOP) == ["One.", "Two.Three!", "Four"]


def test_the_first_rule_that_fits_decides():
    exception = Rule(False, r"Dr\.", r"\s")
    assert cut("Dr. Lee. Gone.", exception, STOP) == ["Dr. Lee.", "Gone."]
    assert cut("Dr. Lee. Gone.", STOP, exception) == ["Dr.", "Lee.", "Gone."]


def test_an_empty_side_matches_anywhere():
    assert cut("a|b", Rule(True, r"\|", "")) == ["a|", "b"]
    assert cut("a#b", Rule(True, "", "#")) == ["a", "#b"]


def test_a_pattern_sees_what_lies_before_the_last_break():
    rules = (Rule(False, r"one\.\stwo\.", r"\s"), STOP)
    assert cut("one. two. three. four", *rules) == ["one.", "two. three.", "four"]


def test_without_break_rules_nothing_is_cut():
    assert cut("One. Two.", Rule(False, r"\.", r"\s")) == ["One. Two."]
    assert cut("One. Two.") == ["One. Two."]


def test_blank_text_has_no_segments():
    assert cut(" \n\t\u3000", STOP) == []
    assert cut("", STOP) == []


@pytest.mark.parametrize("before", [r"(?<=\d)\.", r"\.(?=\s)", r"\.\B", r"(\.)\1*", r"(?:\.|x$)"])
def test_rules_that_cannot_be_told_by_their_last_character_work_too(before: str):
    assert cut("In 2. three.", Rule(True, before, r"\s")) == ["In 2.", "three."]


def test_maps_without_cascade_stop_at_the_first():
    rules: dict[str, tuple[Rule, ...]] = {"a": (Rule(True, "A", ""),), "b": (Rule(True, "B", ""),)}
    maps = (("[eE][nN].*", "a"), (".*", "b"))
    single, cascading = Ruleset(rules, maps), Ruleset(rules, maps, cascade=True)
    assert single.for_language("en-GB") == rules["a"]
    assert single.for_language("fa") == rules["b"]
    assert cascading.for_language("en") == rules["a"] + rules["b"]
    assert Ruleset(rules, (("fr", "a"),)).for_language("en") == ()


def test_a_language_pattern_fits_the_whole_code_in_any_case():
    ruleset = Ruleset({"a": (STOP,)}, (("FA", "a"),))
    assert ruleset.for_language("fa") == (STOP,)
    assert ruleset.for_language("fa-AF") == ()


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        (r"\Qa.b\E+", "a.bb", True),
        (r"\Qa.b\E", "axb", False),
        (r"\x{2026}", "…", True),
        (r"\h+", " \u00a0\u3000", True),
        (r"\h", "\n", False),
        (r"\p{javaUpperCase}\p{javaLowerCase}", "Ab", True),
        (r"(?u)(?i)Straße", "STRAßE", True),
        (r"(?U:\w)", "é", True),
        (r"(?iu:ab)c", "ABc", True),
        (r"[a-z&&[^aeiou]]", "b", True),
        (r"[a-z&&[^aeiou]]", "e", False),
        (r"\p{IsHan}\p{Lu}", "中A", True),
        (r"x\z", "x", True),
    ],
)
def test_patterns_of_icu_and_java(pattern: str, text: str, matches: bool):
    assert bool(regex.compile(translate(pattern), regex.V1).fullmatch(text)) is matches


LANGUAGES = ("en", "fa", "ar", "ps", "zh", "und")


@settings(deadline=None)  # the first example compiles the rules
@given(st.text(alphabet="ab. ?!\n\"'()«»؟。”…1۱AمIc", max_size=60), st.sampled_from(LANGUAGES))
def test_spans_are_trimmed_ordered_and_lose_nothing(text: str, language: str):
    found = spans(text, language)
    place = 0
    for start, end in found:
        assert place <= start < end <= len(text)
        assert text[place:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        place = end
    assert text[place:].strip() == ""


@settings(deadline=None)  # the first example compiles the rules
@given(st.text(alphabet="ab. ?!«»؟。”…1AمIc", max_size=40), st.text(alphabet="ab. ?!«»؟。”…1AمIc", max_size=40))
def test_a_blank_line_always_parts(left: str, right: str):
    text = f"{left}\n\n{right}"
    assert all(not start <= len(left) < end for start, end in spans(text, "fa"))


@pytest.mark.parametrize("unit", [".", ". ", "A. ", "( ", '." ', "。”", "…", "1. ", "م. ", "a", "“", ".[1] "])
def test_a_long_line_is_cut_in_the_end(unit: str):
    """A pattern that backtracks without bound would not come back before the suite's time limit."""
    size = 1_000_000 if unit in "a“" else 30_000  # where every other character is a stop, each costs its rules
    text = unit * (size // len(unit)) + " End."
    assert spans(text, "und")[-1][1] == len(text)


@pytest.mark.parametrize("char", "\u00a0\u202f\u2007\u3000\u200b\ufeff\u2028\u0085\t\n")
def test_white_space_of_any_kind_is_trimmed(char: str):
    assert spans(f"{char}One two.{char} {char}Three.{char}", "en") == [(1, 9), (12, 18)]
    assert spans(char * 3, "en") == []
