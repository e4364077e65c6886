"""Random lives of a workspace, and what must hold of its memory at their end.

A life is a sequence of builds, alignments, reviews, typed texts, imports and of sources that come, change, go or get
another name. What a person decided is kept here as it was said; the memory is asked whether it still says so.
"""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from termlode import workspace
from termlode.errors import NotParallelError
from termlode.jobs import align, review
from termlode.jobs.align import Options
from termlode.jobs.build import build
from termlode.jobs.memory import edit
from termlode.model import IMPORTED, PERSON, TranslationUnit, Variant, documents_of, rank

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from termlode.results import BuildResult
    from termlode.workspace import Workspace

SENTENCES = (
    ("ارتفع سعر النحاس في الأسواق.", "The price of copper rose on the markets."),
    ("انخفضت أسعار الليثيوم هذا العام.", "Lithium prices fell this year."),
    ("السماء زرقاء فوق المدينة.", "The sky above the city is blue."),
    ("وقعت الحكومة اتفاقا جديدا مع الشركة.", "The government signed a new agreement with the company."),
    ("يعمل في المنجم مئة عامل.", "One hundred workers are employed in the mine."),
    ("زار الوزير الميناء يوم الاثنين.", "The minister visited the port on Monday."),
    ("بلغت الصادرات مليون طن.", "Exports reached one million tonnes."),
    ("تأخر القطار بسبب المطر.", "The train was late because of the rain."),
    ("افتتحت الجامعة مكتبة كبيرة.", "The university opened a large library."),
    ("يحتاج المصنع إلى الماء والكهرباء.", "The factory needs water and electricity."),
)
TERMS = (("سعر النحاس", "copper price"), ("الليثيوم", "lithium"), ("المنجم", "mine"), ("المطر", "rain"))
type Names = tuple[str, str]  # of two documents, as the memory has them


@dataclass
class Word:
    """What a person said: of which segments of which documents, and the texts."""

    names: Names | None  # None: of no document
    segments: frozenset[str]  # source sentences as they stand in the document
    texts: tuple[str, str]


@dataclass
class Life:
    """A workspace and all that people said in it."""

    chance: Random
    place: Workspace
    words: list[Word] = field(default_factory=list)
    refused: set[tuple[str, tuple[str, str]]] = field(default_factory=set)  # of each of both documents
    imported: set[tuple[str, str]] = field(default_factory=set)
    number: int = 0
    log: list[str] = field(default_factory=list)

    def text(self, what: str) -> str:
        """A text that nobody has said yet."""
        self.number += 1
        return f"{what} number {self.number} of the people."

    # ── sources ──────────────────────────────────────────────────────────────────────────────────

    def pairs(self) -> list[str]:
        """The names of the document pairs that are there."""
        here = {path.name for path in self.place.sources.iterdir()}
        return sorted(n.removesuffix(".ar.txt") for n in here if n.endswith(".ar.txt") and n[:-7] + ".en.txt" in here)

    def files(self, name: str) -> tuple[Path, Path]:
        """Both files of a pair."""
        return self.place.sources / f"{name}.ar.txt", self.place.sources / f"{name}.en.txt"

    def write(self, name: str, sentences: list[tuple[str, str]]) -> None:
        """Write both files of a pair."""
        for side, path in enumerate(self.files(name)):
            path.write_text("\n".join(pair[side] for pair in sentences) + "\n", encoding="utf-8")

    def read(self, name: str) -> list[tuple[str, str]]:
        """The sentences of a pair."""
        one, other = (path.read_text(encoding="utf-8").splitlines() for path in self.files(name))
        return list(zip(one, other, strict=False))

    def names(self, name: str) -> Names:
        """What the memory calls the documents of a pair."""
        return f"sources/{name}.ar.txt", f"sources/{name}.en.txt"

    # ── what happens ─────────────────────────────────────────────────────────────────────────────

    def new_pair(self) -> None:
        """A new pair of sources."""
        self.number += 1
        self.write(f"d{self.number}", self.chance.sample(SENTENCES, self.chance.randint(2, 4)))

    def copy(self, name: str) -> None:
        """A copy of a pair, which a build comes to know of; a copy of what is gone too is a new name of it."""
        self.number += 1
        for path, other in zip(self.files(name), self.files(f"c{self.number}"), strict=True):
            shutil.copy(path, other)
        self.build()

    def change(self, name: str) -> None:
        """A sentence more, less or another."""
        sentences = self.read(name)
        free = [pair for pair in SENTENCES if pair not in sentences]
        at = self.chance.randrange(len(sentences))
        kind = self.chance.choice(("more", "less", "other"))
        if kind == "more":
            sentences.insert(at, self.chance.choice(free))
        elif kind == "other":
            sentences[at] = self.chance.choice(free)
        elif len(sentences) > 1:
            del sentences[at]
        self.write(name, sentences)

    def delete(self, name: str) -> None:
        """A pair, or one side of it, is gone."""
        for path in self.chance.choice((self.files(name), self.files(name)[:1], self.files(name)[1:])):
            path.unlink()

    def rename(self, name: str) -> None:
        """A pair, or one side of it, gets another name; a build comes to know of it."""
        self.build()
        self.number += 1
        both = list(zip(self.files(name), self.files(f"n{self.number}"), strict=True))
        names = {}
        twins = [path.read_bytes() for path in self.place.sources.iterdir()]
        for old, new in self.chance.choice((both, both[:1], both[1:])):
            if twins.count(old.read_bytes()) == 1:  # else it would be no telling which of them was renamed
                old.rename(new)
                names[f"sources/{old.name}"] = f"sources/{new.name}"
        assert self.build().renamed == names

    def align(self, name: str) -> None:
        """``align --store``."""
        one, other = self.files(name)
        try:
            found, _ = align.align(one, other, workspace=self.place)
        except NotParallelError:
            return
        align.store([found], Options(), self.place)

    def review(self, name: str) -> None:
        """``align --review``, some decisions, ``review apply --store``."""
        one, other = self.files(name)
        try:
            found, _ = align.align(one, other, workspace=self.place)
        except NotParallelError:
            return
        file = self.place.root / "rv.tsv"
        align.write_review(found, file, Options(min_score=1.0))
        rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
        cells = [dict(zip(rows[1], row, strict=True)) for row in rows[2:]]
        decided = [row for row in cells if row["source"] and row["target"] and self.chance.random() < 0.5]
        before = list(self.words)
        for row in decided:
            self.decide(self.names(name), row, before)
        if decided:
            lines = ["\t".join(row) for row in (*rows[:2], *(list(row.values()) for row in cells))]
            file.write_text("\n".join(lines) + "\n", encoding="utf-8")
            review.store(file, self.place)

    def decide(self, names: Names, row: dict[str, str], before: list[Word]) -> None:
        """One row of a review."""
        proposed = (row["source text"], row["target text"])
        segments = frozenset(row["source text"].split(" ‖ "))
        if self.chance.random() < 0.3:
            row["decision"] = "refuse"
            said = (proposed[0].replace(" ‖ ", " "), proposed[1].replace(" ‖ ", " "))
            self.words = [w for w in self.words if w not in before or not _speaks(w, names) or w.texts != said]
            self.refused.update((name, said) for name in names)
            return
        row["decision"] = "accept"
        if " ‖ " not in proposed[0] + proposed[1]:
            for side in ("source text", "target text"):
                if self.chance.random() < 0.4:
                    row[side] = self.text(side)
        said = (row["source text"].replace(" ‖ ", " "), row["target text"].replace(" ‖ ", " "))
        self.words = [
            w for w in self.words if w not in before or not _speaks(w, names) or w.segments.isdisjoint(segments)
        ]
        self.words.append(Word(names, segments, said))
        self.refused.difference_update((name, said) for name in names)

    def type(self) -> None:
        """``memory edit``."""
        if not self.place.memory_file.exists():
            return
        with self.place.memory() as store:
            items = list(store.items())
        if not items:
            return
        key, unit = self.chance.choice(items)
        side = self.chance.choice((0, 1))
        before = (unit.variants[0].text, unit.variants[1].text)
        after = self.text("typed")
        edit(self.place, key, unit.variants[side].language, after)
        texts = (after, before[1]) if side == 0 else (before[0], after)
        known = next((w for w in self.words if w.texts == before and _of(unit, w)), None)
        if known is not None:
            known.texts = texts
            return
        self.imported.discard(before)
        names = (
            (unit.origin.locations[0].document, unit.origin.locations[-1].document) if unit.origin.document else None
        )
        self.words.append(Word(names, frozenset({before[0]}) if names else frozenset(), texts))

    def bring(self) -> None:
        """An import of others' units, or of our own export."""
        from termlode.exchange.importing import import_memory
        from termlode.exchange.options import ReadOptions
        from termlode.exchange.registry import detect

        if self.chance.random() < 0.5:
            texts = (self.chance.choice(SENTENCES)[0], self.text("imported"))
            self.imported.add(texts)
            with self.place.memory(write=True) as store:
                store.add([TranslationUnit((Variant("ar", texts[0]), Variant("en", texts[1])), source_language="ar")])
            return
        self.build()
        path = self.place.output / "tmx" / "all.tmx"
        with self.place.memory(write=True) as store:
            done = import_memory(path, detect(path, None), ReadOptions(), store)
        assert (done.added, done.merged) == (0, 0), done

    def terms(self) -> None:
        """Another termbase."""
        chosen = self.chance.sample(TERMS, self.chance.randint(0, 3))
        lines = [
            f"term-{number}:\n  terms:\n    ar:\n      - term: {arabic}\n    en:\n      - term: {english}\n"
            for number, (arabic, english) in enumerate(chosen)
        ]
        (self.place.termbase / "own.yaml").write_text("".join(lines) or "# none\n", encoding="utf-8")

    def prune(self) -> None:
        """``build --prune``: nothing that a machine made of sources that are gone is left."""
        assert self.build(prune=True).units["deleted"] == 0
        with self.place.memory() as store:
            assert not [unit for unit in store.units() if rank(unit) < IMPORTED and gone(unit, self.place)]

    def build(self, *, prune: bool = False) -> BuildResult:
        """``build``; what was said of documents that have another name now is said of these."""
        result = build(self.place, prune=prune)
        for word in self.words:
            word.names = word.names and _renamed(word.names, result.renamed)
        self.refused = {(result.renamed.get(name, name), texts) for name, texts in self.refused}
        return result

    def step(self) -> None:
        """Something happens."""
        pairs = self.pairs()
        to_a_pair = (self.copy, self.change, self.delete, self.rename, self.align, self.review, self.review)
        others = (self.new_pair, self.build, self.type, self.type, self.bring, self.terms, self.prune)
        number = self.chance.randrange(len(to_a_pair) + len(others))
        if number >= len(to_a_pair):
            act = others[number - len(to_a_pair)]
            self.log.append(act.__name__)
            act()
        elif pairs:
            name = self.chance.choice(pairs)
            self.log.append(f"{to_a_pair[number].__name__} {name}")
            to_a_pair[number](name)
        else:
            self.new_pair()


def _speaks(word: Word, names: Names) -> bool:
    """Whether what was said is of the source document of ``names``."""
    return word.names is not None and word.names[0] == names[0]


def _of(unit: TranslationUnit, word: Word) -> bool:
    return documents_of(unit) == frozenset(word.names or ())


def _renamed(pair: Names, names: dict[str, str]) -> Names:
    return names.get(pair[0], pair[0]), names.get(pair[1], pair[1])


# ── what must hold ───────────────────────────────────────────────────────────────────────────────


def texts_of(unit: TranslationUnit) -> tuple[str, str]:
    """Both texts."""
    return unit.variants[0].text, unit.variants[1].text


def gone(unit: TranslationUnit, place: Workspace) -> bool:
    """Whether a document of the unit is no longer there."""
    return not all((place.root / name).exists() for name in documents_of(unit))


def outputs(place: Workspace) -> dict[str, bytes]:
    """What builds wrote."""
    return {str(path): path.read_bytes() for path in place.output.rglob("*") if path.is_file()}


def made(root: Path) -> Workspace:
    """A new workspace of two languages."""
    place = workspace.create(root)
    file = root / workspace.FILE_NAME
    lines = file.read_text(encoding="utf-8").splitlines()
    lines = ['languages = ["ar", "en"]' if line.startswith("languages") else line for line in lines]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return workspace.load(place.root)


def live(chance: Random, root: Path, steps: int) -> Life:
    """A workspace to which ``steps`` things happened."""
    life = Life(chance, made(root))
    life.new_pair()
    for _ in range(steps):
        life.step()
    return life


def check(life: Life, fresh_root: Path, *, jobs: int = 1) -> None:
    """Assert all that must hold; ``jobs``: of the fresh build that the rest is compared with."""
    place = life.place
    result = life.build()
    with place.memory() as store:
        units = list(store.units())
        persons = Counter(texts_of(unit) for unit in units if rank(unit) == PERSON)
        assert persons == Counter(word.texts for word in life.words)
        assert {texts_of(unit) for unit in units if rank(unit) == IMPORTED} == life.imported
        for word in life.words:
            first = store.lookup(word.texts[0], "ar", "en")[0]
            assert (rank(first.unit), first.source.text) == (PERSON, word.texts[0])
            assert first.target
            assert first.target.text in {other.texts[1] for other in life.words if other.texts[0] == word.texts[0]}
        assert store.verify() == []
    again = life.build()
    assert [again.units[name] for name in ("added", "updated", "removed")] == [0, 0, 0]
    with place.memory() as store:
        assert list(store.units()) == units
    machine = [unit for unit in units if rank(unit) < IMPORTED]
    orphans = [unit for unit in machine if gone(unit, place)]
    assert result.figures()["units_of_deleted"] == len(orphans)
    written = outputs(place)
    shutil.rmtree(place.private / "build")  # with and without what was kept, the same comes out
    assert life.build().figures() == again.figures()
    assert outputs(place) == written
    fresh = made(fresh_root)
    for folder, other in ((place.sources, fresh.sources), (place.termbase, fresh.termbase)):
        shutil.copytree(folder, other, dirs_exist_ok=True)
    build(fresh, jobs=jobs)
    expected = []
    with fresh.memory() as store:
        for unit in store.units():
            names = (unit.origin.locations[0].document, unit.origin.locations[-1].document)
            claimed = any(_speaks(w, names) and texts_of(unit)[0] in w.segments for w in life.words)
            if not claimed and all((name, texts_of(unit)) not in life.refused for name in names):
                expected.append((names, texts_of(unit), unit.context))
    left = [
        ((unit.origin.locations[0].document, unit.origin.locations[-1].document), texts_of(unit), unit.context)
        for unit in machine
        if unit not in orphans
    ]
    assert sorted(map(str, left)) == sorted(map(str, expected))
