"""Letter errors of several kinds put at random into right text, and what the corrector makes of them.

usage: python benchmarks/letter_errors.py [CLEAN.txt …] [--seeds N] [--rate R]

CLEAN defaults to perdt_dev of the shared data (TERMLODE_SHARED, or ../shared). Every ZWNJ is lost, as in PDF
text. An error counts as right when its word comes out as it was; changed otherwise, a ZWNJ alone included,
it counts against precision, and so does every right word whose letters are changed, weighted by how much
denser than in a real text (.7 of 100 words) the errors are.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from termlode.correction import Corrector
from termlode.languages.fa.correction.skeletons import GROUP, LETTERS

if TYPE_CHECKING:
    from collections.abc import Callable

ZWNJ = "\u200c"
REAL = 0.007
COMMON = "ابپتجچحخدرزسشعفقکگلمنوهی"
WORD = re.compile("[\u0621-\u063a\u0641-\u0658\u0670-\u06d3\u200c]+")
INVISIBLE = re.compile(f"(?<=[اآأإدذرزژوؤءةۀ]){ZWNJ}")  # behind a letter that never joins
FAMILIES = {  # shares of look-alikes, losses, other letters; what is left: letters put in
    "as in perdt_dev": (0.48, 0.32, 0.12),
    "shapes": (1.0, 0.0, 0.0),
    "shapes, common letters": (1.0, 0.0, 0.0),
    "shapes and losses": (0.6, 0.4, 0.0),
    "mostly losses": (0.2, 0.7, 0.05),
    "mostly random": (0.1, 0.2, 0.5),
}


def damaged(word: str, family: str, chance: random.Random) -> str:
    """``word`` with one letter misread."""
    shape, loss, other = FAMILIES[family]
    drawn, place = chance.random(), chance.randrange(len(word))
    if drawn < shape:
        allowed = COMMON if "common" in family else LETTERS
        looks = [(i, x) for i, c in enumerate(word) for x in GROUP.get(c, "") if x != c and x in allowed]
        if not looks:
            return word
        place, letter = chance.choice(looks)
        return word[:place] + letter + word[place + 1 :]
    if drawn < shape + loss:
        return word[:place] + word[place + 1 :]
    put_in = drawn >= shape + loss + other
    return word[:place] + chance.choice(COMMON) + word[place + (not put_in) :]


def noised(text: str, family: str, seed: int, rate: float) -> tuple[str, list[tuple[str, str, bool]]]:
    """The text without ZWNJ and with errors; its words as they stand there, as they were, and whether wrong."""
    chance = random.Random(seed)  # no secret
    words = []

    def one(found: re.Match[str]) -> str:
        bare = found.group().replace(ZWNJ, "")
        wrong = len(bare) >= 3 and chance.random() < rate
        read = damaged(bare, family, chance) if wrong else bare
        words.append((read, INVISIBLE.sub("", found.group().strip(ZWNJ)), read != bare))
        return read

    return WORD.sub(one, text), words


def judged(corrector: Corrector, raw: str, words: list[tuple[str, str, bool]]) -> Counter[str]:
    """How many errors came out right, wrong and untouched, and how many right words lost a letter."""
    edits = [edit for edit in corrector.run(raw, "fa").edits if edit.tier == "auto"]
    found: Counter[str] = Counter()
    for place, (read, meant, wrong) in zip(WORD.finditer(raw), words, strict=True):
        here = [edit for edit in edits if edit.start < place.end() and edit.end > place.start()]
        after, at = "", place.start()
        for edit in here:
            after, at = after + raw[at : edit.start] + edit.after, edit.end
        after = (after + raw[at : max(at, place.end())]).strip(f" \n{ZWNJ}")
        if wrong:
            found["right" if after == meant else "left" if after == read else "wrong"] += 1
        elif WORD.fullmatch(after) and after.replace(ZWNJ, "") != read:
            found["harm"] += 1
        edits = edits[len([e for e in edits[:50] if e.end <= place.start()]) :]
    return found


def main(arguments: list[str], write: Callable[[str], object] = sys.stdout.write) -> None:
    shared = Path(os.environ.get("TERMLODE_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=[shared / "bench/ocr/perdt_dev.clean.txt"])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--rate", type=float, default=4 * REAL)
    wanted = parser.parse_args(arguments)
    corrector = Corrector()
    texts = [path.read_text("utf-8") for path in wanted.files]
    for family in FAMILIES:
        total: Counter[str] = Counter()
        for text in texts:
            for seed in range(wanted.seeds):
                total += judged(corrector, *noised(text, family, seed, wanted.rate))
        false = total["wrong"] + total["harm"] * wanted.rate / REAL
        errors = total["right"] + total["wrong"] + total["left"]
        figures = f"precision {total['right'] / (total['right'] + false):.3f} recall {total['right'] / errors:.3f}"
        write(f"{family}: {figures} ({dict(total)})\n")


if __name__ == "__main__":
    main(sys.argv[1:])
