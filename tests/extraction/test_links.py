"""Links: what aligned texts, lexicons, letters, sentences and the termbase say of two candidates."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from termlode.extraction import Candidate, Occurrence, candidates
from termlode.extraction.links import Known, Link, link
from termlode.extraction.links import contexts as around
from termlode.extraction.links.features import Pairs
from termlode.extraction.links.lexical import covered, likely, strengths
from termlode.extraction.links.model import ALIGNED, COMPARABLE, rivalry
from termlode.extraction.links.parallel import Bitext, Together, significance, taught
from termlode.extraction.links.side import Side
from termlode.extraction.links.texts import Texts
from termlode.model import Location, Segment

BEADS = [
    ("The wind turbine stands near the harbour.", "توربین بادی نزدیک بندر ایستاده است."),
    ("A wind turbine needs a gearbox.", "توربین بادی به گیربکس نیاز دارد."),
    ("The gearbox was replaced in spring.", "گیربکس در بهار عوض شد."),
    ("Ships wait in the harbour.", "کشتی‌ها در بندر منتظر می‌مانند."),
    ("The solar panel was cheap.", "پنل خورشیدی ارزان بود."),
    ("Each solar panel has a frame.", "هر پنل خورشیدی یک قاب دارد."),
]


def found(texts: list[str], language: str) -> list[Candidate]:
    return candidates([Segment(text, language) for text in texts], language, contexts=1 << 30)


def aligned(lexicons: tuple[dict[str, dict[str, float]], ...] = (), **more: object) -> list[Link]:
    sides = {tag: found([bead[k] for bead in BEADS], tag) for k, tag in enumerate(("en", "fa"))}
    beads = [Bitext((one,), (other,)) for one, other in BEADS]
    return link(sides, Known(lambda *_: lexicons, {("en", "fa"): beads}, only_aligned=True, **more))  # type: ignore[arg-type]


def pairs(links: list[Link]) -> set[tuple[str, str]]:
    return {(one.source.term, one.target.term) for one in links}


def lexicon(source: str, target: str, **words: str) -> dict[str, dict[str, float]]:
    from termlode.alignment.words import words as cut

    return {cut(one, source)[0].key: {cut(other, target)[0].key: 0.8} for one, other in words.items()}


WORDS = lexicon(
    "en", "fa", wind="بادی", turbine="توربین", gearbox="گیربکس", solar="خورشیدی", panel="پنل", harbour="بندر"
)


def test_aligned_texts_and_words_link_phrases_of_the_same_length():
    links = aligned((WORDS,))
    assert ("wind turbine", "توربین بادی") in pairs(links)
    assert ("solar panel", "پنل خورشیدی") in pairs(links)
    assert ("gearbox", "گیربکس") in pairs(links)
    assert not {("wind turbine", "پنل خورشیدی"), ("wind turbine", "گیربکس"), ("gearbox", "بندر")} & pairs(links)


def test_a_link_says_why():
    one = next(one for one in aligned((WORDS,)) if one.source.term == "wind turbine")
    assert any("together in 2 beads" in why for why in one.evidence)
    assert any(why.startswith("words: ") and "turbine = توربین" in why for why in one.evidence)


def test_the_surest_come_first_and_none_is_less_sure_than_asked():
    links = aligned((WORDS,))
    chances = [one.probability for one in links]
    assert chances == sorted(chances, reverse=True)
    assert chances[-1] >= 0.5
    assert all(0 <= chance <= 1 for chance in chances)


def test_where_nothing_speaks_for_a_pair_there_is_no_link():
    sides = {"en": found(["The quiet river bends."], "en"), "zh": found(["电池很便宜。"], "zh")}
    assert link(sides, Known()) == []


def test_a_lexicon_of_words_links_phrases_of_texts_that_are_not_aligned():
    sides = {
        "en": found(["A wind turbine was built.", "The solar panel broke."], "en"),
        "fa": found(["آنها پنل خورشیدی خریدند.", "توربین بادی بزرگ است."], "fa"),
    }
    links = link(sides, Known(lambda *_: (WORDS,)))
    assert {("wind turbine", "توربین بادی"), ("solar panel", "پنل خورشیدی")} <= pairs(links)
    assert ("wind turbine", "پنل خورشیدی") not in pairs(links)


def concepts(table: dict[str, str]):
    return lambda one: frozenset([table[one.term]] if one.term in table else [])


def test_what_the_termbase_joins_is_linked_without_other_evidence():
    sides = {"en": found(["The gearbox is loud."], "en"), "zh": found(["变速箱很响。"], "zh")}
    term = next(one.term for one in sides["zh"] if "变速箱" in one.term)
    links = link(sides, Known(concepts=concepts({"gearbox": "gearbox", term: "gearbox"})))
    assert [(one.source.term, one.target.term, one.probability) for one in links] == [("gearbox", term, 0.99)]
    assert links[0].evidence == ("termbase: gearbox",)


def test_what_the_termbase_keeps_apart_is_not_linked():
    assert ("gearbox", "گیربکس") in pairs(aligned((WORDS,)))
    known = concepts({"gearbox": "gearbox", "گیربکس": "transmission"})
    assert ("gearbox", "گیربکس") not in pairs(aligned((WORDS,), concepts=known))


def test_at_most_so_many_links_of_a_candidate():
    sides = {
        "en": found(["The gearbox is loud."], "en"),
        "fa": found(["گیربکس.", "جعبه‌دنده."], "fa"),
    }
    names = {"gearbox": "gearbox"} | {one.term: "gearbox" for one in sides["fa"]}
    many = link(sides, Known(concepts=concepts(names)))
    assert len(many) == len(sides["fa"]) > 1
    assert len(link(sides, Known(concepts=concepts(names)), best=1)) == 1


def test_coverage_is_the_mean_of_the_best_counterparts():
    one, other = Side(found(["wind turbine"], "en"), "en"), Side(found(["توربین بادی", "گیربکس"], "fa"), "fa")
    table = strengths(one, other, [WORDS])
    terms = [c.term for c in other.candidates]
    phrase = next(k for k, c in enumerate(one.candidates) if c.term == "wind turbine")
    rows, columns = np.full(len(terms), phrase), np.arange(len(terms))
    forth, back = covered(table, one, other, rows, columns)
    whole = terms.index("توربین بادی")
    assert forth[whole] == pytest.approx(0.8, abs=1e-3)
    assert back[whole] == pytest.approx(0.8, abs=1e-3)
    assert forth[terms.index("گیربکس")] == 0
    if "توربین" in terms:
        assert forth[terms.index("توربین")] < forth[whole]


def test_names_are_compared_by_sound_across_scripts():
    one, other = Side(found(["Rotterdam grows."], "en"), "en"), Side(found(["روتردام بزرگ می‌شود."], "fa"), "fa")
    rows, columns = likely(strengths(one, other, []), one, other)
    met = {(one.candidates[a].term, other.candidates[b].term) for a, b in zip(rows, columns, strict=True)}
    assert any(a.startswith("Rotterdam") and "روتردام" in b for a, b in met)


def test_significance_is_nothing_where_two_meet_by_chance():
    ids = np.array([0, 1])
    counts = Together(ids, ids, np.array([5.0, 1.0]), np.array([5.0, 10.0]), np.array([5.0, 10.0]), 100.0)
    often, chance = significance(counts)
    assert often > 30
    assert chance == 0


def test_few_beads_teach_no_words():
    assert taught([Bitext(("a wind turbine",), ("توربین بادی",))] * 20, ("en", "fa")) == {}
    assert taught([Bitext(("a wind turbine",), ("توربین بادی",))] * 60, ("en", "fa"))


def test_acronyms_and_numbers_in_brackets_are_beside_a_candidate():
    sentence = "The Belt Office (BRO) grew."
    one = Candidate("Belt Office", "en", 1.0, 1, (("Belt Office", 1),), (Occurrence(sentence, 4, 15),))
    assert around.beside(Side([one], "en")) == [frozenset({"bro"})]


def test_a_lead_over_rivals_counts():
    values = np.zeros((3, len(COMPARABLE.weights)))
    some = Pairs(np.array([0, 0, 1]), np.array([0, 1, 1]), values, tuple(COMPARABLE.weights))
    leads = rivalry(some, np.array([3.0, 1.0, 2.0]), -50.0)
    assert leads[:, 1].tolist() == [2.0, -2.0, 1.0]
    assert leads[:, 2].tolist() == [8.0, -1.0, 8.0]
    assert all(weight > 0 for model in (ALIGNED, COMPARABLE) for weight in model.final[2:])
    assert all(sum(model.final[1:]) > 0 for model in (ALIGNED, COMPARABLE))  # each lead grows with the score too


def test_to_be_alone_in_a_short_text_says_little():
    values = np.zeros((1, len(ALIGNED.weights)))
    alone = Pairs(np.array([0]), np.array([0]), values, tuple(ALIGNED.weights))
    assert rivalry(alone, np.array([1.0]), 2.0)[0].tolist() == [1.0, -1.0, -1.0]
    assert rivalry(alone, np.array([5.0]), 2.0)[0].tolist() == [5.0, 3.0, 3.0]


def test_a_pair_that_met_once_is_doubted_unless_its_words_are_known():
    names = tuple(ALIGNED.weights)
    values = np.zeros((3, len(names)))
    values[:, names.index("both")] = np.log1p([1.0, 1.0, 2.0])
    values[:, names.index("least")] = [0.0, 0.9, 0.0]
    apart = np.arange(3)
    flat = replace(ALIGNED, weights=dict.fromkeys(names, 0.0))
    once, known, twice = flat.probabilities(Pairs(apart, apart, values, names))
    assert once < known == twice


def test_words_that_met_once_teach_nothing():
    beads = [Bitext(("a wind turbine",), ("توربین بادی",))] * 60
    once = [*beads, Bitext(("zorb",), ("زورب",))]
    learned = taught(once, ("en", "fa"))
    assert "zorb" not in learned
    assert "zorb" in taught([*once, once[-1]], ("en", "fa"))


def test_context_vectors_meet_through_the_lexicon():
    english = found(["The zorb turns the wind turbine gearbox.", "A blik eats apples."], "en")
    persian = found(["زورب توربین بادی گیربکس را می‌چرخاند.", "سیب خوردنی است."], "fa")
    one, other = Side(english, "en"), Side(persian, "fa")
    table = around.similarity(one, other, [WORDS])
    near = table[[c.term for c in english].index("zorb")]
    best = other.candidates[int(near.argmax())]
    assert "زورب" in best.contexts[0].sentence
    assert near.max() > 0.3


TOUCHING = [
    ("Avoid touching the turbine.", "از لمس توربین خودداری کنید."),
    ("Touching the gearbox is dangerous.", "لمس گیربکس خطرناک است."),
    ("Nobody likes touching a cold panel.", "هیچ‌کس لمس پنل سرد را دوست ندارد."),
    ("The touch of winter came early.", "زمستان زود رسید."),
    ("The turbine stands.", "توربین ایستاده است."),
    ("The gearbox is new.", "گیربکس نو است."),
]


def touching(texts: list[tuple[str, str]], **more: object) -> list[Link]:
    segments = [
        Segment(bead[k], tag, location=Location(tag, number, 100, 100 + len(bead[k])))
        for number, bead in enumerate(texts)
        for k, tag in enumerate(("en", "fa"))
    ]
    sides = {tag: candidates(segments, tag, contexts=1 << 30) for tag in ("en", "fa")}
    assert not any("touching" in [text for text, _ in one.surfaces] for one in sides["en"])
    beads = [Bitext((one,), (other,)) for one, other in texts]
    lexicons = (lexicon("en", "fa", touch="لمس"), WORDS)
    return link(sides, Known(lambda *_: lexicons, {("en", "fa"): beads}, only_aligned=True, **more))  # type: ignore[arg-type]


def test_what_translates_a_candidate_becomes_one():
    one = next(one for one in touching(TOUCHING) if one.target.term == "لمس").source
    assert one.term.casefold() == "touching"
    assert (one.language, one.count, one.surfaces) == ("en", 3, (("touching", 2), ("Touching", 1)))
    places = [(place.sentence[place.start : place.end], place.location) for place in one.contexts]
    assert [text for text, _ in places] == ["touching", "Touching", "touching"]
    assert [(at.block, at.start, at.end) for _, at in places if at] == [(0, 106, 114), (1, 100, 108), (2, 113, 121)]


def test_a_phrase_that_translates_a_candidate_once_of_many_times_is_none():
    rare = [TOUCHING[0], *((f"It is {word}.", f"لمس {word} است.") for word in ("a", "b", "c", "d", "e", "f", "g", "h"))]
    assert not [one for one in touching(rare) if one.source.term.casefold() == "touching"]


def test_a_phrase_does_not_reach_over_a_comma():
    texts = [("Wind, turbine.", "توربین بادی بزرگ."), ("Wind, turbine.", "توربین بادی گران.")]
    assert not [one for one in touching(texts) if "," in one.source.term]


def test_the_surest_pair_is_no_surer_than_its_like():
    values = np.full((1, len(ALIGNED.weights)), 50.0)
    one = Pairs(np.zeros(1, np.int64), np.zeros(1, np.int64), values, tuple(ALIGNED.weights))
    assert ALIGNED.probabilities(one)[0] <= ALIGNED.most < 1


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("zh", "關鍵 礦產的价格很高。", {"關鍵", "礦產", "价格"}),
        ("ar", "ارتفعت أسعار المعادن 20٪", {"أسعار", "المعادن", "20"}),
        ("en", "COVID tests, rapidly", {"COVID", "tests", "rapidly"}),
    ],
)
def test_tokens_of_a_text_stand_where_they_say(language: str, text: str, wanted: set[str]):
    texts = Texts(language)
    texts.add([text, text])
    spans = {text[token.start : token.end] for token in texts.cut[text]}
    assert wanted <= spans
    assert set(texts.samples) == {token.key for token in texts.cut[text]}


def test_pairs_that_nothing_tells_apart_share_their_chance():
    values = np.zeros((3, len(ALIGNED.weights)))
    values[:, 0] = 1.0
    two = Pairs(np.array([0, 0, 1]), np.array([0, 1, 2]), values, tuple(ALIGNED.weights))
    chances = ALIGNED.probabilities(two)
    assert chances[0] == chances[1] <= 0.5
    assert chances[2] > 0.5


def test_what_meets_in_a_doubtful_bead_alone_is_not_compared():
    beads = [("The gearbox.", "گیربکس.")]
    sides = {tag: found([bead[k] for bead in beads], tag) for k, tag in enumerate(("en", "fa"))}

    def links(confidence: float) -> list[Link]:
        sure = [Bitext((one,), (other,), confidence) for one, other in beads]
        return link(sides, Known(beads={("en", "fa"): sure}, only_aligned=True), least=0.0)

    assert links(0.9)
    assert not links(0.4)


def test_linking_tells_how_far_it_is():
    told = []
    link({"en": [], "fa": [], "ar": []}, Known(), progress=lambda done, total: told.append((done, total)))
    assert told == [(done, 7) for done in range(8)]
