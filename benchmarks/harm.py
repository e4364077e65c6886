"""Harm of correction without gold: what it changes unasked in Persian that is right as it stands.

usage: python benchmarks/harm.py [--texts NAME …] [--rows N] [--show N] [--strip]

Runs the corrector over the Persian of the shared data (TERMLODE_SHARED, or ../shared): software messages, news and
scripture (bench/tm), TICO-19 (fa and prs), the right text of the treebank, and the files in real/fa. A change counts as
harm where the words it replaces are attested (at least five times in all texts) and what they become is found in none
of them; what changes no word (brackets, letters of another keyboard) is not counted. Counts by text and rule, per
million words. ``--strip`` measures recovery
instead: every ZWNJ is taken out, the corrector runs, and the words are compared with those that stood there.
"""

from __future__ import annotations

import argparse
import lzma
import os
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from termlode.correction import Corrector
    from termlode.model import Edit

SHARED = Path(os.environ.get("TERMLODE_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
TEXTS = ("software", "news", "scripture", "health", "treebank", "documentation")
ATTESTED = 5
SURE = 0.95
ROWS = 40  # of a table, that make a text of their own
_TOKEN = re.compile("[\u0621-\u0658\u0670-\u06d3\u200c]+|[^\\s]")
_ZWNJ = "\u200c"
# No words of their own; markup; forms of a font.
_LOOSE = re.compile(
    r"(?:^|\s)(?:ها|های|هایی|می|نمی)(?:\s|$)|[<>&;]|[\ufb50-\ufdff\ufe70-\ufefc]"
)  # no words; markup; a font's
_KEYBOARD = str.maketrans("يىك", "ییک")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass
class Tally:
    """What came of one kind of text."""

    words: int = 0
    edits: Counter[str] = field(default_factory=Counter)  # automatic ones, by rule
    harm: Counter[str] = field(default_factory=Counter)
    shown: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # rule, before, after


def texts(name: str, shared: Path = SHARED, rows: int | None = None) -> list[str]:
    """The texts of a kind (of :data:`TEXTS`), at most ``rows`` rows of a table; empty where the data is not there."""
    if name == "documentation":
        return [_read(path) for path in sorted((shared / "real/fa").glob("*"))]
    if name == "treebank":
        found = sorted((shared / "bench/ocr").glob("perdt_*.clean.txt"))
        return [_read(path) for path in found]
    if name == "health":
        return [*_pages(_tico(shared, "fa"), rows), *_pages(_tico(shared, "prs"), rows)]
    origins = {"software": ("mo",), "news": ("ntrex",), "scripture": ("bible",)}[name]
    return list(_pages(_memory(shared, origins), rows))


def _read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as handle:
        return handle.read()


def _memory(shared: Path, origins: tuple[str, ...]) -> Iterator[str]:
    path = shared / "bench/tm/tm1m.tsv.xz"
    if not path.is_file():
        return
    seen = set()
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            source, target, one, other, origin = line.rstrip("\n").split("\t")
            if not origin.startswith(origins):
                continue
            for language, text in ((source, one), (target, other)):
                if language.split("_")[0] in ("fa", "prs") and text not in seen:
                    seen.add(text)
                    yield text


def _tico(shared: Path, language: str) -> Iterator[str]:
    from lxml import etree

    path = shared / f"bench/tico19/all.en-{language}.tmx.xz"
    if not path.is_file():
        return
    with lzma.open(path) as handle:
        for _, variant in etree.iterparse(handle, tag="tuv"):
            if variant.get(_LANGUAGE, "").split("-")[0] == language:
                yield "".join(variant.find("seg").itertext()).replace("\n", " ")


def _pages(lines: Iterable[str], rows: int | None) -> Iterator[str]:
    """Texts of :data:`ROWS` paragraphs."""
    page: list[str] = []
    for number, line in enumerate(lines):
        if rows is not None and number >= rows:
            break
        page.append(line)
        if len(page) == ROWS:
            yield "\n\n".join(page) + "\n"
            page = []
    if page:
        yield "\n\n".join(page) + "\n"


class Usage:
    """How often the texts write each word, and each pair of neighbours."""

    def __init__(self, every: Iterable[str]) -> None:
        self.words: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        for text in every:
            tokens = _TOKEN.findall(text)
            self.words.update(tokens)
            self.pairs.update(pairwise(tokens))

    def count(self, text: str) -> int:
        """How often a stretch of one or more words stands in the texts; the rarest pair decides."""
        tokens = _TOKEN.findall(text)
        if len(tokens) < 2:
            return self.words[tokens[0]] if tokens else 0
        return min(self.pairs[pair] for pair in pairwise(tokens))

    def harmful(self, before: str, after: str) -> bool:
        """Whether a change replaces words that the texts write by what they never write."""
        if _words(before) == _words(after) or _LOOSE.search(before):
            return False
        return self.count(before) >= ATTESTED and self.count(after) == 0


def _words(text: str) -> list[str]:
    """The words of a text, the letters of Arabic keyboards as Persian ones."""
    return [token.translate(_KEYBOARD) for token in _TOKEN.findall(text) if token[0].isalpha()]


def whole(text: str, edit: Edit) -> tuple[str, str]:
    """The words that an edit touches, before and after; a line break counts as a space."""
    start, end = edit.start, edit.end
    while start > 0 and _inner(text[start - 1]):
        start -= 1
    while end < len(text) and _inner(text[end]):
        end += 1
    if edit.kind in ("line", "space") and not edit.before.strip():  # the words on both sides
        while start > 0 and text[start - 1].isspace() and start == edit.start:
            start -= 1
    return text[start:end], text[start : edit.start] + edit.after + text[edit.end : end]


def _inner(char: str) -> bool:
    return "\u0621" <= char <= "\u0658" or "\u0670" <= char <= "\u06d3" or char == _ZWNJ


def measure(corrector: Corrector, usage: Usage, every: Iterable[str]) -> Tally:
    """What the corrector does unasked to texts that are right."""
    tally = Tally()
    for text in every:
        tally.words += sum(1 for token in _TOKEN.findall(text) if _inner(token[0]))
        for edit in corrector.run(text).edits:
            if edit.tier != "auto":
                continue
            tally.edits[edit.rule] += 1
            before, after = whole(text, edit)
            if edit.rule.startswith("line") or usage.harmful(before, after):
                tally.harm[edit.rule] += 1
                tally.shown[edit.rule, before, after] += 1
    return tally


@dataclass
class Recovery:
    """Words that should get a ZWNJ back, that got it as it was, and that got one wrongly (or another)."""

    wanted: int = 0
    right: int = 0
    wrong: int = 0
    letters: int = 0  # words of which more than ZWNJ changed
    sure: Counter[tuple[str, bool]] = field(default_factory=Counter)  # the same of edits given .95 and more
    rules: Counter[tuple[str, bool]] = field(default_factory=Counter)  # by rule, and whether it was right
    shown: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # the word, what came of it, the rule

    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.wanted + self.right + self.wrong or 1)


def recover(corrector: Corrector, every: Iterable[str]) -> Recovery:
    """Take every ZWNJ out, correct, compare word by word with what stood there."""
    found = Recovery()
    for text in every:
        visible = re.sub(f"(?<=[اآأإدذرزژوؤءةۀ]){_ZWNJ}", "", text)
        made = corrector.run(visible.replace(_ZWNJ, ""), "fa").edits
        places: dict[int, Edit] = {}  # where a word starts in the bare text: the edit there
        for edit in made:
            if edit.tier == "auto" and edit.before.strip():
                places[edit.start] = edit
        shift = 0
        for token in re.finditer("[\u0621-\u0658\u0670-\u06d3\u200c]+", visible):
            word = token.group()
            plain = word.replace(_ZWNJ, "")
            start = token.start() - shift
            shift += len(word) - len(plain)
            edit = places.get(start)
            before, after, rule = (edit.before, edit.after, edit.rule) if edit else (plain, plain, "")
            if before != plain:
                continue
            found.wanted += word != plain
            if after == plain:
                if word != plain:
                    found.shown[word, after, rule] += 1
                continue
            found.letters += after.replace(_ZWNJ, "").replace(" ", "") != plain
            found.rules[rule, after == word] += 1
            found.sure[rule, after == word] += edit is not None and edit.confidence >= SURE
            if after == word:
                found.right += 1
            else:
                found.wrong += 1
                found.shown[word, after, rule] += 1
    return found


def main() -> None:
    from termlode.correction import Corrector

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", nargs="+", choices=TEXTS, default=list(TEXTS))
    parser.add_argument("--rows", type=int)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--strip", action="store_true")
    arguments = parser.parse_args()
    every = {name: texts(name, rows=arguments.rows) for name in TEXTS}
    if arguments.strip:
        for name in arguments.texts:
            back = recover(Corrector(), every[name])
            print(
                f"{name}: ZWNJ F1 {back.f1():.4f}, {back.wanted} wanted, {back.right} right, {back.wrong} wrong, "
                f"{back.letters} with other letters"
            )
            for rule in sorted({rule for rule, _ in back.rules}):
                told = f"  {rule}: {back.rules[rule, True]} right, {back.rules[rule, False]} wrong"
                print(f"{told}; given {SURE}: {back.sure[rule, True]} right, {back.sure[rule, False]} wrong")
            right, wrong = (sum(n for (_, so), n in back.sure.items() if so is what) for what in (True, False))
            print(f"  all given {SURE}: {right} right, {wrong} wrong, {right / (right + wrong or 1):.4f}")
            for (word, after, rule), number in back.shown.most_common(arguments.show):
                print(f"    {number} {word} → {after} {rule}".replace(_ZWNJ, "~"))
        return
    usage = Usage(text for pages in every.values() for text in pages)
    total: Counter[str] = Counter()
    words = edits = 0
    for name in arguments.texts:
        found = measure(Corrector(), usage, every[name])
        harm = sum(found.harm.values())
        print(f"{name}: {found.words} words, {sum(found.edits.values())} automatic edits, {harm} harmful")
        for rule, number in found.harm.most_common():
            print(f"  {rule}: {number} of {found.edits[rule]}")
        for (rule, before, after), number in found.shown.most_common(arguments.show):
            print(f"    {number} {rule}: {before} → {after}".replace(_ZWNJ, "~").replace("\n", "⏎"))
        total += found.harm
        words += found.words
        edits += sum(found.edits.values())
    lines = sum(number for rule, number in total.items() if rule.startswith("line"))
    rest = sum(total.values()) - lines
    print(f"all: {words} words, {edits} automatic edits; harmful per million words: {1e6 * rest / words:.1f}", end="")
    print(f", and {1e6 * lines / words:.1f} line joins")


if __name__ == "__main__":
    main()
