"""The parts: dynamic programme against enumeration, words, names, lexicons, lengths, structure, encoders."""

from __future__ import annotations

import math

import numpy as np
import pytest

from termlode.alignment import confidence, counterparts, length, priors, structure
from termlode.alignment.aligner import resources
from termlode.alignment.anchors import chain
from termlode.alignment.association import associate
from termlode.alignment.band import BEADS, around, full
from termlode.alignment.dynamic import Lattice
from termlode.alignment.encoders import encoded
from termlode.alignment.lexicon import dumps, from_pairs, loads, nested, packaged, turned
from termlode.alignment.transliteration import han_skeleton, likeness, skeleton
from termlode.alignment.words import Word, stem, words
from termlode.errors import UsageError
from tests.alignment.texts import CORPUS, align


def paths(n: int, m: int, scores: np.ndarray, i: int = 0, j: int = 0):
    """All paths through the whole lattice, with their weights."""
    if (i, j) == (n, m):
        yield (), 0.0
        return
    for kind, (a, b) in enumerate(BEADS):
        if i + a <= n and j + b <= m:
            for rest, weight in paths(n, m, scores, i + a, j + b):
                yield ((kind, i + a, j + b), *rest), weight + scores[kind, i + a, j + b]


@pytest.mark.parametrize(("n", "m"), [(1, 1), (2, 3), (4, 2), (3, 3), (0, 2), (2, 0)])
def test_dynamic_programme_agrees_with_enumeration(n, m):
    rng = np.random.default_rng(n * 10 + m)
    scores = rng.normal(size=(len(BEADS), n + 1, m + 1)) - 2
    lattice = Lattice(full(n, m))
    every = list(paths(n, m, scores))
    best = max(every, key=lambda item: item[1])
    assert tuple(lattice.best(scores)) == best[0]
    posteriors, total = lattice.posteriors(scores)
    assert total == pytest.approx(math.log(sum(math.exp(weight) for _, weight in every)))
    for bead in {bead for path, _ in every for bead in path}:
        share = sum(math.exp(weight - total) for path, weight in every if bead in path)
        assert posteriors[bead] == pytest.approx(share)


def test_a_band_gives_what_the_whole_lattice_gives_where_it_holds_the_path():
    rng = np.random.default_rng(5)
    n = m = 40
    scores = rng.normal(size=(len(BEADS), n + 1, m + 1)) - 3
    scores[0] += 6
    whole = [(k, i, d) for k, i, d in Lattice(full(n, m)).best(scores)]
    band = around(np.arange(n + 1), m, 9)
    cut = np.stack([scores[:, i, band.low[i] : band.low[i] + band.width] for i in range(n + 1)], axis=1)
    assert [(k, i, d + int(band.low[i])) for k, i, d in Lattice(band).best(cut)] == whole


def test_chain_ignores_cells_off_the_path():
    i = np.array([0, 1, 2, 3, 4, 5])
    j = np.array([0, 1, 90, 3, 4, 5])
    kept = chain(i, j, np.array([1.0, 1.0, 1.2, 1.0, 1.0, 1.0]), 1.0)
    assert 2 not in kept.tolist()
    assert len(kept) == 5


def test_words_of_five_languages():
    assert [w.key for w in words("Exports rose to 12,500 tonnes", "en")] == ["export", "ros", "to", "#12500", "tonn"]
    assert words("در سال ۲۰۲۴", "fa")[-1].key == "#2024"
    assert [w.kind for w in words("شركة Apple", "ar")] == ["word", "latin"]
    assert "#14000000" in [w.key for w in words("人口1400万", "zh")]
    assert words("Tehran is big", "en")[0].kind == "name"
    assert stem("والمعادن", "ar") == stem("المعادن", "ar")


@pytest.mark.parametrize(
    ("latin", "other"),
    [("tehran", "تهران"), ("putin", "پوتین"), ("berlin", "برلین"), ("trump", "ترامب"), ("moscow", "москва")],
)
def test_names_have_one_skeleton_across_scripts(latin, other):
    assert skeleton(latin)[:2] == skeleton(other)[:2]
    assert latin == "moscow" or likeness(skeleton(latin), skeleton(other)) > 0.3


def test_chinese_renderings_of_names():
    assert han_skeleton("柏林") == ""  # 柏 is no character that only writes names
    assert likeness(han_skeleton("伦敦"), skeleton("london")) > 0
    assert likeness(han_skeleton("马德里"), skeleton("madrid")) == 0  # l for d: not every name agrees
    assert han_skeleton("经济") == ""


def test_lexicons_come_back_as_written_and_turn():
    lexicon = nested({("a", "x"): 0.5, ("a", "y"): 0.25, ("b", "x"): 1.0})
    assert loads(dumps(lexicon)) == lexicon
    assert turned(turned(lexicon)) == lexicon


@pytest.mark.parametrize("pair", [("fa", "en"), ("zh", "ar"), ("en", "ps"), ("prs", "zh-Hant")])
def test_every_pair_of_the_five_languages_has_a_lexicon(pair):
    lexicon = packaged(*pair)
    assert len(lexicon) > 3000
    assert all(0 < s <= 1 for row in list(lexicon.values())[:50] for s in row.values())


def test_packaged_lexicons_are_small():
    from importlib.resources import files

    sizes = [len(f.read_bytes()) for f in (files("termlode.alignment") / "data").iterdir() if f.name.endswith(".lex")]
    assert len(sizes) == 10
    assert sum(sizes) < 3_000_000


def test_a_known_translation_is_in_the_packaged_lexicon():
    assert packaged("fa", "en")[stem("ایران", "fa")][stem("iran", "en")] > 0.5


def test_association_finds_what_meets():
    pairs = [(["a", "x"], ["b", "y"], 1.0), (["a", "z"], ["b", "w"], 1.0), (["q", "x"], ["r", "y"], 1.0)] * 5
    found = associate(pairs)
    assert max(found, key=lambda k: found[k] if k[0] == "a" else 0) == ("a", "b")
    assert found.get(("a", "y"), 0.0) < 0.2
    assert associate([]) == {}


def _plain(pairs: list[tuple[list[str], list[str], float]], rounds: int) -> dict[tuple[str, str], float]:
    """Word association as the textbook has it, word by word."""

    def translated(*, turn: bool) -> dict[tuple[str, str], float]:
        sides = [(b, a, w) if turn else (a, b, w) for a, b, w in pairs]
        met = {(x, y) for a, b, _ in sides for x in a for y in b}
        seen = {x: sum(w * len(b) for a, b, w in sides if x in a) for x, _ in met}
        table = {(x, y): sum(w for a, b, w in sides if x in a and y in b) / seen[x] for x, y in met}
        for _ in range(rounds):
            count = dict.fromkeys(met, 0.0)
            for a, b, w in sides:
                for y in b:
                    total = sum(table[x, y] for x in a) + 0.01
                    for x in a:
                        count[x, y] += w * table[x, y] / total
            table = {(x, y): count[x, y] / (sum(count[k] for k in met if k[0] == x) + 0.5) for x, y in met}
        return table

    back = translated(turn=True)
    return {(x, y): (strength * back[y, x]) ** 0.5 for (x, y), strength in translated(turn=False).items()}


@pytest.mark.parametrize("block", [1, 5, 1 << 20])
def test_association_is_the_same_in_small_blocks_and_by_the_textbook(block, monkeypatch):
    monkeypatch.setattr("termlode.alignment.association._BLOCK", block)
    pairs = [(["a", "x", "c"], ["b", "y"], 1.0), (["a", "z"], ["b", "w", "d"], 0.7), (["q", "x"], ["r", "y"], 0.4)]
    pairs += [(["c", "q"], ["d", "r"], 0.9), (["a"], ["b"], 1.0), (["z"], [], 1.0)]
    found = associate(pairs, rounds=3, least=0.0)
    wanted = _plain([pair for pair in pairs if pair[1]], 3)
    assert found.keys() == wanted.keys()
    assert all(found[pair] == pytest.approx(wanted[pair]) for pair in wanted)


def test_words_that_hardly_ever_meet_are_not_compared():
    pairs = [(["a"], ["b"], 1.0), (["c"], ["d"], 1.0)] * 150 + [(["a", "c"], ["b", "d"], 1.0)]
    assert associate(pairs, least=0.0).keys() == {("a", "b"), ("c", "d")}


def test_terms_become_certain_counterparts():
    lexicon = from_pairs([("مس", "copper"), ("خاک کمیاب", "rare earths")], ("fa", "en"))
    assert lexicon["مس"]["copp" if "copp" in lexicon["مس"] else "copper"] == pytest.approx(0.9)


def test_lengths_count_a_han_character_as_three():
    assert length.lengths(["中文", "abc", "مَرحبا", ""]).tolist() == [6, 3, 5, 1]


def test_length_ratio_is_estimated_from_the_document():
    x = np.array([20.0, 40, 80, 30, 60])
    model = length.refine(length.initial(x, 3 * x), x, 2 * x, np.ones(5))
    assert model.ratio == pytest.approx(2.0)


def test_priors_follow_the_text():
    expected = np.zeros(len(BEADS))
    expected[BEADS.index((2, 1))] = 60
    expected[0] = 40
    found = priors.updated(expected)
    assert found.sum() == pytest.approx(1)
    assert found[BEADS.index((2, 1))] > 0.5


def test_structure_that_agrees_counts_and_structure_that_does_not_says_nothing():
    band = full(8, 8)
    posteriors = np.zeros((len(BEADS), 9, 9))
    for k in range(1, 9):
        posteriors[0, k, k] = 1
    alike = structure.Structure([0, 0, 0, 1, 1, 2, 2, 2], [5, 5, 5, 6, 6, 7, 7, 7])
    agreeing = structure.evidence(alike, posteriors, band)
    assert agreeing[0, 4, 4] > 0.4  # both begin a block
    assert agreeing[0, 4, 5] < 0  # only one does
    flat = structure.evidence(structure.Structure([0] * 8, [0] * 8), posteriors, band)
    assert abs(flat[0, 4, 5]) < 0.5


def test_confidence_of_texts_with_an_empty_side():
    beads = confidence.only_nulls(2, 0)
    assert [(b.source, b.target) for b in beads] == [((0,), ()), ((1,), ())]


class Oracle:
    """An encoder that knows the corpus: a sentence's number is its meaning, merged sentences mean both."""

    def encode(self, texts: list[str]) -> np.ndarray:
        rng = np.random.default_rng(0)
        meanings = rng.normal(size=(12, 64))
        out = 0.01 * np.ones((len(texts), 64))
        for row, text in enumerate(texts):
            for sentences in CORPUS.values():
                for k, sentence in enumerate(sentences):
                    if sentence in text:
                        out[row] += meanings[k]
        return out


def test_an_encoder_is_mixed_in():
    source = CORPUS["en"]
    target = [*CORPUS["fa"][:4], CORPUS["fa"][4] + " " + CORPUS["fa"][5], *CORPUS["fa"][7:]]
    beads = align(source, target, "xx", "yy", encoder=Oracle())
    found = [(b.source, b.target) for b in beads]
    assert ((4, 5), (4,)) in found
    assert ((6,), ()) in found


def test_an_encoder_that_returns_nonsense_is_named():
    class Broken:
        def encode(self, texts: list[str]) -> list[float]:
            return [1.0]

    with pytest.raises(UsageError, match="shape"):
        encoded(Broken(), ["a", "b"])


def test_resources_hold_the_pairs_of_both():
    known = resources("fa", "en", pairs=[("مس", "copper")])
    assert len(known.lexicons) == 3
    assert not resources("de", "fr").lexicons


def test_samples_prefer_the_word_to_the_name():
    samples: dict[str, Word] = {}
    counterparts.noted(words("Prices rose. All prices fell", "en"), samples)
    assert samples["pric"].kind == "word"
