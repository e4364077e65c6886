"""Fits the weights of the letter model (``languages.fa.correction.likelihood``) again; says how calibrated they are.

usage: python scripts/fit_letter_model.py [--texts NAME …] [--first-seed N]

Letter errors are put at random into right text: perdt_dev, TICO-19, news (NTREX) and the corrected half of the
bulletin, all in the shared data (TERMLODE_SHARED, or ../shared). Every ZWNJ is lost, as in PDF text. Each word
that the corrector then weighs is an example: its features are those of ``likelihood.features``, and it is
positive if it was misread and its first candidate is the word that stood there. Errors are four times as dense
as in a real text, so a right word counts four times. A logistic regression (Newton's method, a little ridge) is
fitted to all examples, and to three quarters of the spellings to judge the fourth: no spelling is on both sides.

Prints for each weight the one in the code, the fitted one and its range over the four folds; then how often each
range of probabilities was right. It changes nothing: weights are rounded into the code by hand. Ten seconds.
"""

from __future__ import annotations

import argparse
import lzma
import os
import random
import sys
import zlib
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from lxml import etree

from termlode.correction import apply
from termlode.languages.fa.correction import letters
from termlode.languages.fa.correction.facts import WORD, facts
from termlode.languages.fa.correction.likelihood import WEIGHTS, features, probability
from termlode.languages.fa.correction.persian import PersianRules
from termlode.languages.fa.correction.skeletons import GROUP, LETTERS
from termlode.languages.fa.lexicon import ZWNJ
from termlode.languages.listed import words

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from termlode.languages.fa.correction.stages import PersianCorrector

    type Floats = NDArray[np.float64]

SHARED = Path(os.environ.get("TERMLODE_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
TEXTS = {  # the file, and how many samples of errors it gets
    "perdt_dev": ("bench/ocr/perdt_dev.clean.txt", 12),
    "tico19": ("bench/tico19/all.en-fa.tmx.xz", 4),
    "news": ("bench/align/text/fa.txt", 4),
    "bulletin": ("gold/ocr/clean.txt", 12),
}
PROOFREAD = ("perdt_dev", "bulletin")  # the others have more misprints of their own
MOST, FOLDS = 220_000, 4  # characters of a text; parts of the spellings
DENSITY, RATE = 4, 0.028  # how much denser than in a real text (.7 of 100 words) the errors are; errors a word
SHARES = (0.48, 0.80, 0.92)  # look-alikes, losses and other letters up to here; else letters put in
ALPHABET = LETTERS.translate(str.maketrans("", "", "ئأؤ"))  # without the seats of hamza
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
BINS = (0.25, 0.4, 0.5, 0.8, 0.9, 1.0)
# Misprints that the texts have themselves, found by reading what the model was surest of: neither right nor wrong.
MISPRINTS = words(
    "قرنظینه انتخایات پشنهاد ببنندگان مسپولیت جسابهای اتخاباتی هرگر زمایشگاهی نفولانزا لانین رپیس اقدمات خوهد"
    " تلوزیون تلوزیونی پروتیینهای مظتون سبلاب سازمال حاظر مبخکوب سرایپ مطمئین روزرسانی"
)


@dataclass(frozen=True, slots=True)
class Example:
    """A word that the corrector weighed: what it knows of it, what it makes of it, what was true."""

    text: str
    word: str
    found: dict[str, float]
    sure: float
    misread: bool
    right: bool


def read(name: str) -> str:
    """The beginning of a text, its letters folded as the corrector does first."""
    path = SHARED / TEXTS[name][0]
    if path.suffix == ".xz":
        variants = etree.fromstring(lzma.decompress(path.read_bytes())).iter("tuv")
        text = "\n".join(str(one.findtext("seg")) for one in variants if one.get(LANGUAGE, "")[:2] == "fa")
    else:
        text = path.read_text("utf-8")
    return apply(text[:MOST], letters.fold(text[:MOST]))


def damaged(word: str, chance: random.Random) -> str:
    """``word`` with one letter misread."""
    drawn, place = chance.random(), chance.randrange(len(word))
    if drawn < SHARES[0]:
        looks = [(i, x) for i, c in enumerate(word) for x in GROUP.get(c, "") if x != c and x in ALPHABET]
        if not looks:
            return word
        place, letter = chance.choice(looks)
        return word[:place] + letter + word[place + 1 :]
    if drawn < SHARES[1]:
        return word[:place] + word[place + 1 :]
    return word[:place] + chance.choice(ALPHABET) + word[place + (drawn < SHARES[2]) :]


def noised(text: str, chance: random.Random) -> tuple[str, list[str]]:
    """The text without ZWNJ and with errors, and what its words were."""
    meant: list[str] = []

    def one(found: re.Match[str]) -> str:
        bare = found.group().replace(ZWNJ, "")
        if bare:
            meant.append(bare)
        return damaged(bare, chance) if len(bare) > 2 and chance.random() < RATE else bare

    return WORD.sub(one, text), meant


def examples(corrector: PersianCorrector, name: str, text: str, seed: int) -> Iterator[Example]:
    """What the corrector weighs in a sample of errors."""
    raw, meant = noised(text, random.Random(seed))  # no secret
    known, tokens = facts(raw), list(WORD.finditer(raw))
    for index, (token, was) in enumerate(zip(tokens, meant, strict=True)):
        word = token.group()
        weighed = corrector.weighed(word, known, raw, tokens, index) if len(word) > 2 else None
        if weighed is None or (word == was and word in MISPRINTS):
            continue
        right = word != was and weighed[0][0].word == was
        yield Example(name, word, features(word, *weighed), probability(word, *weighed), word != was, right)


def fitted(inputs: Floats, right: Floats, weight: Floats, ridge: float = 1.0) -> Floats:
    """The weights of a logistic regression; inputs are scaled to at most 1 for the ridge, and back."""
    scale = np.maximum(np.abs(inputs).max(axis=0), 1e-9)
    scaled, out = inputs / scale, np.zeros(inputs.shape[1])
    for _ in range(30):
        sure = sigmoid(scaled @ out)
        slope = scaled.T @ (weight * (right - sure)) - ridge * out
        curve = (scaled.T * (weight * sure * (1 - sure))) @ scaled + ridge * np.eye(len(out))
        out += np.linalg.solve(curve, slope)
    return np.asarray(out / scale)


def sigmoid(odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-odds)))


def loss(sure: Floats, right: Floats, weight: Floats) -> float:
    """Mean negative log likelihood."""
    sure = np.clip(np.where(right > 0, sure, 1 - sure), 1e-9, 1)
    return float(-(weight * np.log(sure)).sum() / weight.sum())


def calibration(sure: Floats, right: Floats, weight: Floats) -> Iterator[tuple[float, float, float]]:
    """For each bin: the number of words (weighted), their mean probability, the share that was right."""
    for low, high in pairwise(BINS):
        share = weight * ((sure >= low) & ((sure < high) | (high == BINS[-1])))
        total = float(share.sum())
        yield total, float(share @ sure) / max(total, 1), float(share @ right) / max(total, 1)


def report(found: Sequence[Example], write: Callable[[str], object]) -> None:
    """Fits, cross-validates and prints."""
    inputs = np.array([[float(one.found.get(name, 0)) for name in WEIGHTS] for one in found])
    right = np.array([float(one.right) for one in found])
    weight = np.array([1.0 if one.misread else float(DENSITY) for one in found])
    fold = np.array([zlib.crc32(one.word.encode()) % FOLDS for one in found])
    folds = [fitted(inputs[fold != k], right[fold != k], weight[fold != k]) for k in range(FOLDS)]
    every = fitted(inputs, right, weight)
    in_code = np.array([one.sure for one in found])
    held_out = sigmoid((inputs * np.array(folds)[fold]).sum(axis=1))
    write(f"{'':16}{'code':>9}{'fitted':>9}   four folds\n")
    for (name, own), one, *parts in zip(WEIGHTS.items(), every, *folds, strict=True):
        write(f"{name:16}{own:9.4f}{one:9.4f}   {min(parts):.4f} to {max(parts):.4f}\n")
    write(f"loss: code {loss(in_code, right, weight):.4f}, fitted {loss(held_out, right, weight):.4f} (held out)\n")
    for label, texts in (("proofread", PROOFREAD), ("all", tuple(TEXTS))):
        mask = np.array([one.text in texts for one in found])
        write(f"\n{label:16}{'code: words, mean, right':>32}{'fitted, held out':>32}\n")
        tables = [calibration(sure[mask], right[mask], weight[mask]) for sure in (in_code, held_out)]
        for (low, high), *both in zip(pairwise(BINS), *tables, strict=True):
            cells = "".join(f"{number:16.0f}{mean:8.3f}{share:8.3f}" for number, mean, share in both)
            write(f"{low:.2f} to {high:.2f}    {cells}\n")


def main(arguments: list[str], write: Callable[[str], object] = sys.stdout.write) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", nargs="+", choices=TEXTS, default=list(TEXTS))
    parser.add_argument("--first-seed", type=int, default=500)
    wanted = parser.parse_args(arguments)
    corrector, found = PersianRules((), ()).corrector, list[Example]()
    for name in wanted.texts:
        text, seeds = read(name), range(wanted.first_seed, wanted.first_seed + TEXTS[name][1])
        here = [one for seed in seeds for one in examples(corrector, name, text, seed)]
        found += here
        errors, right = sum(one.misread for one in here), sum(one.right for one in here)
        write(f"{name}: {errors} errors weighed, {right} with the right candidate; {len(here) - errors} right words\n")
    report(found, write)


if __name__ == "__main__":
    main(sys.argv[1:])
