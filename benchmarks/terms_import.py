"""Concepts into the termbase: 1,500 generated ones of five languages by TBX and CSV, CPU of the whole command.

    python benchmarks/terms_import.py [--concepts N] [--profile]

For each format: the first import into an empty termbase, the same file again (nothing changes), and another file
into the full termbase. Figures are milliseconds of process CPU a concept, start of Python and reading included.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from termlode.exchange.options import WriteOptions
from termlode.exchange.tabular.write import csv_terms
from termlode.exchange.tbx.write import write as write_tbx
from termlode.model import ConceptEntry, LanguageSection, TermSection

_LETTERS = {
    "en": "abcdefghijklmnoprstuvw", "fa": "ابپتجچحخدذرزسشصضطعغفقکگلمنوهی", "ar": "ابتثجحخدذرزسشصضطعغفقكلمنهوي",
    "ps": "ابپتټجځچڅخدډرړزژږسشښغفقکګلمنڼهوي", "zh": "工业机械电力水资源矿产金属化学环境运输建筑材料管理",
}  # fmt: skip
_FIELDS = ("mining", "energy", "water", "transport", "building")


def _word(random_: random.Random, language: str) -> str:
    length = random_.randint(2, 4) if language == "zh" else random_.randint(4, 9)
    return "".join(random_.choice(_LETTERS[language]) for _ in range(length))


def _term(random_: random.Random, language: str) -> str:
    gap = "" if language == "zh" else " "
    return gap.join(_word(random_, language) for _ in range(random_.randint(1, 3)))


def concepts(count: int, seed: int) -> list[ConceptEntry]:
    """Concepts with one to three terms a language, a definition and a note."""
    random_ = random.Random(seed)
    made = []
    for number in range(count):
        sections = []
        for language in _LETTERS:
            terms = dict.fromkeys(_term(random_, language) for _ in range(random_.randint(1, 3)))
            statuses = ("preferred", "admitted", "admitted")
            sections.append(
                LanguageSection(language, tuple(TermSection(t, s) for t, s in zip(terms, statuses, strict=False)))  # type: ignore[arg-type]
            )
        definition = " ".join(_word(random_, "en") for _ in range(12))
        name = f"{sections[0].terms[0].term.replace(' ', '-')}-{seed}-{number}"
        made.append(ConceptEntry(name, random_.choice(_FIELDS), tuple(sections), definition, "a note of ours"))
    return made


def _run(workspace: Path, *command: str) -> float:
    """CPU seconds of a command of Termlode in a workspace."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    call = [sys.executable, "-m", "termlode", "-C", str(workspace), *command]
    subprocess.run(call, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _measure(folder: Path, form: str, count: int) -> None:
    workspace = folder / form
    workspace.mkdir()
    (workspace / "termlode.toml").write_text('name = "bench"\n', encoding="utf-8")
    write = write_tbx if form == "tbx" else csv_terms
    files = [folder / f"{form}-{seed}.{form}" for seed in (1, 2)]
    for seed, path in enumerate(files, 1):
        write(concepts(count, seed), path, WriteOptions())
    for what, path in (("empty", files[0]), ("again", files[0]), ("full", files[1])):
        spent = _run(workspace, "import", str(path), "--as", "terms")
        print(f"{form}\t{what}\t{1000 * spent / count:.2f} ms a concept\t{spent:.2f} s")


def _profile(folder: Path, count: int) -> None:
    import cProfile
    import pstats

    from termlode.exchange import registry
    from termlode.exchange.importing import import_terms
    from termlode.exchange.options import ReadOptions

    path = folder / "a.tbx"
    write_tbx(concepts(count, 1), path, WriteOptions())
    profile = cProfile.Profile()
    profile.runcall(import_terms, path, registry.named("tbx"), ReadOptions(), folder / "termbase")
    pstats.Stats(profile).sort_stats("cumulative").print_stats(45)


def main() -> None:
    """Measure, or profile the first import in this process."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--concepts", type=int, default=1500)
    parser.add_argument("--profile", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if arguments.profile:
            _profile(Path(folder), arguments.concepts)
            return
        for form in ("tbx", "csv"):
            _measure(Path(folder), form, arguments.concepts)


if __name__ == "__main__":
    main()
