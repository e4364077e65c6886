"""The channel of letter errors: candidates, what they cost, and how sure the best one is."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlode.correction import Corrector
from termlode.languages.fa.correction import suffixes
from termlode.languages.fa.correction.confusions import COSTS, Candidate, Channel, Slip
from termlode.languages.fa.correction.likelihood import WEIGHTS, Place, features, misread, probability
from termlode.languages.fa.correction.skeletons import LETTERS, look_alike
from termlode.languages.fa.correction.zwnj import Joiner
from termlode.languages.fa.lexicon import Persian, decode, encode, persian
from termlode.languages.fa.oddness import oddness

BULLETIN = "کتابهای تازه را میخوانند و برنامههای دیگر را مینویسند. "  # a text that lost its ZWNJ


@pytest.fixture(scope="module")
def channel() -> Channel:
    return Channel(Joiner(persian()))


@pytest.mark.parametrize(
    ("read", "meant", "change"),
    [
        ("مخنلف", "مختلف", "near"),
        ("کنآر", "کنار", "near"),
        ("چهاشنبه", "چهارشنبه", "lost"),
        ("تقذکر", "تذکر", "put in"),
        ("وجدانشال", "وجدانشان", "far"),
        ("خیاپانهای", "خیابانهای", "near"),
        ("حسگچها", "حسگرها", "far"),
        ("رایزنیهابت", "رایزنیهایت", "near"),
        ("میکنذ", "میکند", "near"),
    ],
)
def test_what_was_meant_is_the_best_candidate(channel: Channel, read: str, meant: str, change: str):
    best = channel.candidates(read)[0]
    assert (best.word, best.slip.change) == (meant, change)


def test_another_spelling_of_a_known_word_is_no_misreading(channel: Channel):
    assert channel.candidates("رئیس") == ()
    assert channel.candidates("تأمینکنندگان") == ()
    assert "بزرگی" in [one.word for one in channel.candidates("بزرگئ")]  # no word ends so: it was misread


def test_no_candidates_for_letters_that_the_lexicon_does_not_know(channel: Channel):
    assert channel.candidates("ٹسٹ") == ()
    assert misread("ٹسٹ", ()) == 0


@pytest.mark.parametrize("word", ["تازه", "کتابها", "مینویسند", "سربازان", "زیبایی", "xyz"])
def test_costs_are_those_of_the_slip(channel: Channel, word: str):
    for one in channel.candidates(word):
        assert one.score <= 255 - COSTS[one.slip.change]
        assert one.word != word


def test_words_of_one_s_own_are_candidates_too():
    own = Channel(Joiner(Persian(extra=["هوشیارنما"])))
    assert own.candidates("هوشبارنما")[0].word == "هوشیارنما"


def test_a_slip_says_what_happened():
    assert str(Slip("near", 1, "ژ", "ز")) == "ژ looks like ز"
    assert str(Slip("far", 1, "ل", "ن")) == "ل for ن"
    assert str(Slip("lost", 1, "", "ر")) == "ر lost"
    assert str(Slip("put in", 1, "ذ", "")) == "ذ put in"


@given(st.integers(1, 255), st.integers(0, 254), st.sampled_from(["near", "lost", "far", "put in"]))
def test_more_evidence_never_makes_it_less_sure(score: int, second: int, change: str):
    slip = Slip(change, 2, "ب", "پ")  # type: ignore[arg-type]
    word = "کتاپهامان"

    def sure(first: int, rival: int, place: Place = Place()) -> float:  # noqa: B008  # frozen
        return probability(word, (Candidate("کتابهامان", first, slip), Candidate("کتانهامان", rival, slip)), place)

    second = min(score, second)
    assert sure(min(255, score + 5), second) >= sure(score, second)
    assert sure(score, 0) >= sure(score, second)
    assert sure(score, second, Place(candidate=2)) > sure(score, second)
    assert sure(score, second, Place(among_names=True)) < sure(score, second)
    assert sure(score, second, Place(count=2)) < sure(score, second)


places = st.builds(Place, st.integers(1, 2), st.integers(0, 9), st.booleans(), st.booleans())


@pytest.mark.parametrize(
    "word", ["مخنلف", "کنآر", "چهاشنبه", "تقذکر", "وجدانشال", "میکنذ", "دنبا", "نگاهث", "زظن", "ژاین"]
)
@given(place=places)
def test_the_odds_are_the_weights_times_the_features(channel: Channel, word: str, place: Place):
    candidates = channel.candidates(word)
    found = features(word, candidates, place)
    assert found.keys() <= WEIGHTS.keys()
    sure = probability(word, candidates, place)
    assert math.log(sure / (1 - sure)) == pytest.approx(sum(WEIGHTS[name] * found[name] for name in found))


def test_what_a_word_is_weighed_by():
    candidates = (Candidate("زن", 150, Slip("put in", 1, "ظ")), Candidate("وزن", 90, Slip("far", 1, "ظ", "و")))
    found = features("زظن", candidates, Place(2, 7, among_names=True))
    assert {name: value for name, value in found.items() if value} == {
        "bias": 1, "score": 150, "length": 3, "three letters": 1, "put in": 1, "rare letter": 1,
        "odd": oddness("زظن"), "margin": 60, "candidate there": 3, "among names": 1, "twice": 1,
    }  # fmt: skip
    assert features("دنبا", (Candidate("دنیا", 9, Slip("near", 2, "ب", "ی")),), Place())["margin"] == 9


def test_forms_of_verbs_that_nobody_counted_are_as_frequent_as_their_person_tells(channel: Channel):
    assert channel.direct("هستند") > channel.direct("هستید") > 150
    assert channel.direct("بودند") == channel.direct("بود") - 12
    assert channel.candidates("بودبد")[0].word == "بودند"


def test_a_loan_is_known_with_the_other_s_of_its_ending(channel: Channel):
    assert channel.known("بودیزم")
    assert not channel.known("گلدانیزم")


def test_the_old_sound_of_a_verb_is_known(channel: Channel):
    assert channel.known("سرافگنده")
    assert not channel.known("گلدافگن")


def test_letters_that_changed_places_are_found(channel: Channel):
    assert channel.exchanged("بستکبال") >= 150
    assert channel.exchanged("میهمانسرا") == 0


def test_a_word_of_two_letters_is_only_suggested():
    made = [
        edit
        for edit in Corrector().run(f"{BULLETIN}با ما و با شما بودند و باظ را با آنها دیدند.", "fa").edits
        if edit.before == "باظ"
    ]
    assert [(edit.after, edit.tier) for edit in made] == [("با", "suggest")]


@given(st.text(LETTERS, min_size=1, max_size=12))
def test_encoding_of_words_is_reversible(word: str):
    encoded = encode(word)
    assert encoded is not None
    assert decode(encoded) == word


@given(st.text(LETTERS, min_size=4, max_size=14))
def test_suffixes_are_ends_of_the_word_and_one_letter_from_what_was_read(word: str):
    assert all(stem + suffix == word for stem, suffix in suffixes.readings(word))
    for stem, suffix, change in suffixes.misread(word):
        ending = word.removeprefix(stem)
        assert suffix != ending
        assert (change == "near") == look_alike(ending, suffix)
        assert abs(len(ending) - len(suffix)) == (change in ("lost", "put in"))


@pytest.mark.parametrize(
    ("read", "meant"), [("انتخایات", "انتخابات"), ("چهاشنبه", "چهارشنبه"), ("اقغانستان", "افغانستان")]
)
def test_what_is_sure_is_made(read: str, meant: str):
    assert f" {meant} " in Corrector().run(f"{BULLETIN}آنها {read} را دیدند.", "fa").text


@pytest.mark.parametrize("name", ["هاچیکو", "دیمونا", "ترامپولین", "شانگهای", "میانمار", "نانجینگ"])
def test_names_stay(name: str):
    assert f" {name} " in Corrector().run(f"{BULLETIN}آنها {name} را دیدند.", "fa").text


def test_an_unknown_word_beside_another_is_rather_a_name():
    run = Corrector().run
    assert "جذید" not in run(f"{BULLETIN}خانهٔ جذید آمد.", "fa").text
    assert "جذید" in run(f"{BULLETIN}آقای جذید آمد.", "fa").text
    assert "زمپن" in run(f"{BULLETIN}خانهٔ زمپن گرژمانی آمد.", "fa").text
    assert "جذید" in run(f"{BULLETIN}جذید آمد، جذید رفت و جذید خندید.", "fa").text
