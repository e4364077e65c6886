"""Speed of term recognition: text a second, start-up, and the ratio to translate-toolkit's terminology matcher.

usage: recognition.py [--concepts 10000]      (TERMLODE_SHARED or ../shared names the benchmark data)

The termbase of the repository is multiplied to N concepts by joining words of its own terms; the text is
the five sources and the news sentences of the alignment benchmark, all five languages in turn. Times are
process CPU time of one run on one core; only the ratios mean anything.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from termlode.model import ConceptEntry, LanguageSection, TermSection
from termlode.termbase.load import load
from termlode.termbase.recognition import Recogniser

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("TERMLODE_SHARED", ROOT.parent / "shared"))
LANGUAGES = ("fa", "ar", "zh", "ps", "en")


def multiplied(entries: list[ConceptEntry], number: int) -> list[ConceptEntry]:
    """The entries and invented ones, whose terms join the words of real ones."""
    chance = random.Random(3)
    words = {language: _words(entries, language) for language in LANGUAGES}
    made = list(entries)
    while len(made) < number:
        sections = []
        for language in LANGUAGES:
            glue = "" if language == "zh" else " "
            picked = chance.sample(words[language], chance.choice((2, 2, 3)) if language != "zh" else 2)
            sections.append(LanguageSection(language, (TermSection(glue.join(picked)),)))
        made.append(ConceptEntry(f"made-{len(made)}", "made", tuple(sections)))
    return made


def _words(entries: list[ConceptEntry], language: str) -> list[str]:
    found = set()
    for entry in entries:
        for section in entry.languages:
            if section.language == language:
                for term in section.terms:
                    found.update([term.term] if language == "zh" else term.term.split())
    return sorted(word for word in found if len(word) > (1 if language == "zh" else 2))


def corpus() -> str:
    """About a megabyte and a half of text, the five languages in turn, no line twice."""
    parts = [path.read_text(encoding="utf-8") for path in sorted((SHARED / "sources").glob("0*.txt"))]
    parts += [
        path.read_text(encoding="utf-8") for path in sorted((SHARED / "bench/align/text").iterdir()) if path.is_file()
    ]
    return "\n".join(parts)


def cpu(work: object, times: int = 3) -> float:
    """The least CPU time of several runs."""
    assert callable(work)
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def start_cpu(code: str) -> float:
    """Median CPU seconds of nine processes that run ``code``."""
    script = f"import resource\n{code}\nu = resource.getrusage(resource.RUSAGE_SELF)\nprint(u.ru_utime + u.ru_stime)"
    runs = [
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
        for _ in range(9)
    ]
    return sorted(map(float, runs))[4]


def toolkit_ratio(entries: list[ConceptEntry], languages: tuple[str, ...], pick: int) -> tuple[float, float, int, int]:
    """CPU seconds of translate-toolkit's matcher and of ours on the same terms and lines, one call a line."""
    from translate.search.match import terminologymatcher
    from translate.storage.po import pofile

    store, terms = pofile(), 0
    for entry in entries:
        for section in entry.languages:
            if section.language in languages:
                for term in section.terms:
                    store.addsourceunit(term.term).target = "x"
                    terms += 1
    matcher = terminologymatcher(store)
    lines = [line for line in corpus().split("\n") if len(line) > 40 and (len(languages) > 1 or line.isascii())]
    lines = lines[:: max(1, len(lines) // pick)][:pick]
    theirs = cpu(lambda: [matcher.matches(line) for line in lines], 1)
    ours = Recogniser.build(
        ConceptEntry(e.id, e.subject_field, tuple(s for s in e.languages if s.language in languages)) for e in entries
    )
    return theirs, cpu(lambda: [ours.find(line) for line in lines]), len(lines), terms


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--concepts", type=int, default=10000)
    arguments = parser.parse_args()
    real = list(load(ROOT / "termbase").concepts.values())
    entries = multiplied(real, arguments.concepts)
    start = time.process_time()
    recogniser = Recogniser.build(entries)
    print(f"build, {len(entries)} concepts in five languages: {time.process_time() - start:.2f} s")
    text = corpus()
    size = len(text.encode()) / 1e6
    hits = recogniser.find(text)
    seconds = cpu(lambda: recogniser.find(text))
    print(
        f"{size:.2f} MB of text, {len(hits)} hits: {size / seconds:.2f} MB/s "
        f"({len(text) / seconds / 1e6:.2f} M characters/s)"
    )
    small = Recogniser.build(real)
    seconds = cpu(lambda: small.find(text))
    print(f"with the {len(real)} concepts of the repository: {size / seconds:.2f} MB/s")
    path = ROOT / ".termlode" / "benchmark.automaton"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(small.to_bytes())
    empty, typer = start_cpu(""), start_cpu("import typer")
    code = (
        f"from termlode.termbase.recognition import Recogniser\nRecogniser.from_bytes(open({str(path)!r}, 'rb').read())"
    )
    ready = start_cpu(code)
    path.unlink()
    ratio = (ready - empty) / (typer - empty)
    print(
        f"automaton ready over import typer, both less an empty Python: {ratio:.2f} "
        f"({(ready - empty) * 1000:.0f} ms / {(typer - empty) * 1000:.0f} ms)"
    )
    for languages in (("en",), LANGUAGES):
        theirs, ours, lines, terms = toolkit_ratio(real, languages, 400)
        print(
            f"translate-toolkit over ours, {terms} terms ({', '.join(languages)}), {lines} lines: {theirs / ours:.1f}"
        )
    theirs, ours, lines, terms = toolkit_ratio(entries, LANGUAGES, 40)
    print(f"translate-toolkit over ours, {terms} terms (all), {lines} lines: {theirs / ours:.1f}")


if __name__ == "__main__":
    main()
