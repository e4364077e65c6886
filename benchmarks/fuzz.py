"""Throw broken files at the readers: nothing but our own one-line errors may come out.

    python benchmarks/fuzz.py [--minutes 10] [--seed N] [--formats tmx,tbx,…]

Hypothesis makes files out of the pieces that a format is made of, valid ones, cut ones, ones with bytes
changed; also from the samples in the shared folder, where there is one (TERMLODE_SHARED). Every reader,
``lint`` and detection are run on each. A failure prints the file and ends with status 1. The second half of the time
goes to documents, packages, reviews, rules and other side files (fuzz_files.py); ``--formats`` names one to try alone.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random

import fuzz_files
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from termlode.errors import TermlodeError
from termlode.exchange import registry
from termlode.exchange.lint.run import MODULES, lint
from termlode.exchange.notices import Notices
from termlode.exchange.options import ReadOptions

SUFFIXES = {"tmx": ".tmx", "tbx": ".tbx", "csv": ".csv", "po": ".po", "xliff": ".xlf"}
_LANG = [' xml:lang="en"', ' xml:lang="fa"', ' xml:lang="zh_CN"', ' lang="x"', "", ' xml:lang=""', ' xml:lang="*all*"']
_TEXT = [
    "a",
    "خاکی",
    "稀土",
    "\u202e",
    "&amp;",
    "&#x1F;",
    "&#xD800;",
    "&e;",
    "\x00",
    "\x1b",
    "😀",
    " ",
    "\r",
    "]]>",
    "<!--",
    "-->",
    "<![CDATA[",
]
PIECES = {
    "tmx": [
        '<?xml version="1.0" encoding="',
        "UTF-16",
        "x-y",
        '"?>',
        '<tmx version="1.4">',
        "<header",
        ' srclang="',
        '"/>',
        "<body>",
        "<tu>",
        '<tu tuid="1" creationdate="x" usagecount="-1">',
        "</tu>",
        "<tuv",
        *_LANG,
        ">",
        "<seg>",
        "</seg>",
        "</tuv>",
        "<bpt i='1'>",
        "</bpt>",
        "<ept>",
        "</ept>",
        "<ph>",
        "</ph>",
        "<sub>",
        "</sub>",
        "<hi>",
        "</hi>",
        "<g>",
        "</g>",
        '<prop type="x-termlode-location">',
        "[1,",
        "</prop>",
        "<note>",
        "</note>",
        "</body>",
        "</tmx>",
        *_TEXT,
    ],
    "tbx": [
        '<martif type="TBX">',
        '<tbx type="TBX-Basic" style="dct" xmlns="urn:iso:std:iso:30042:ed-2">',
        "<text><body>",
        '<termEntry id="1">',
        "<conceptEntry>",
        "</termEntry>",
        "</conceptEntry>",
        "<langSet",
        "<langSec",
        *_LANG,
        ">",
        "</langSet>",
        "</langSec>",
        "<tig>",
        "<ntig><termGrp>",
        "<termSec>",
        "<term>",
        "</term>",
        '<termNote type="administrativeStatus">',
        "</termNote>",
        '<descrip type="x">',
        "</descrip>",
        '<ref target="1" type="crossReference">',
        "</ref>",
        "</tig>",
        "</termSec>",
        "</body></text>",
        "</martif>",
        "</tbx>",
        *_TEXT,
    ],
    "xliff": [
        '<xliff version="1.2">',
        '<xliff version="2.0" srcLang="en" trgLang="fa">',
        '<file source-language="en" target-language="fa" original="..">',
        "<file>",
        "<body>",
        '<trans-unit id="1">',
        '<unit id="1">',
        "<segment>",
        "<source>",
        "</source>",
        "<target>",
        "</target>",
        "<seg-source>",
        '<mrk mtype="seg" mid="1">',
        "</mrk>",
        "<g id='1'>",
        "</g>",
        '<pc id="1">',
        "</pc>",
        '<sc id="1"/>',
        '<ec startRef="1"/>',
        "<alt-trans>",
        "</alt-trans>",
        "</segment>",
        "</unit>",
        "</trans-unit>",
        "</body>",
        "</file>",
        "</xliff>",
        "<originalData>",
        "<data>",
        *_TEXT,
    ],
    "po": [
        'msgid "',
        'msgstr "',
        'msgctxt "',
        'msgid_plural "',
        'msgstr[0] "',
        'msgstr[99] "',
        '"\n',
        '"',
        "\n",
        "#, fuzzy\n",
        "#~ ",
        "#| ",
        "#: a:b\n",
        "\\n",
        "\\",
        "\\x",
        "charset=",
        "CHARSET",
        "Plural-Forms: nplurals=2; plural=",
        "n/0;",
        "(((",
        "Language: fa\\n",
        *_TEXT,
    ],
    "csv": [
        "source,target",
        "en;fa",
        "\n",
        ",",
        "\t",
        ";",
        '"',
        '""',
        "=1+1",
        "term",
        "en",
        "fa",
        "status",
        "note",
        "#",
        "\r\n",
        "\ufeff",
        *_TEXT,
    ],
}
# A whole small file of the formats of which there are few samples.
WHOLE = {
    "po": 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: fa\\n"\n'
    '"Plural-Forms: nplurals=2; '
    'plural=(n > 1);\\n"\n\n#. c\n#: a.c:1\n#, c-format\nmsgctxt "m"\n'
    'msgid "a %d"\nmsgid_plural "b %d"\nmsgstr[0] "ا %d"\n'
    'msgstr[1] "ب %d"\n\n#, fuzzy\n#| msgid "x"\nmsgid "c"\nmsgstr "ج"\n\n#~ msgid "d"\n#~ msgstr "د"\n',
    "csv": 'en,fa,note\n"rare earth",خاکی کمیاب,\nmagnet,آهنربا,"a, ""b"""\n',
}


def samples() -> dict[str, list[bytes]]:
    """Real files by format, small ones, for mutation."""
    folder = Path(os.environ.get("TERMLODE_SHARED", Path(__file__).parents[2] / "shared")) / "interop/samples"
    found = {name: [WHOLE[name].encode()] * 5 if name in WHOLE else [] for name in SUFFIXES}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        for name, suffix in SUFFIXES.items():
            if path.suffix == suffix and path.stat().st_size < 20_000:
                found[name].append(path.read_bytes())
    return found


@st.composite
def files(draw: st.DrawFn, kinds: list[str], real: dict[str, list[bytes]]) -> tuple[str, bytes]:
    """A format's name and a file that may or may not be of it."""
    kind = draw(st.sampled_from(kinds))
    if real[kind] and draw(st.booleans()):
        data = bytearray(draw(st.sampled_from(real[kind])))
    else:
        text = "".join(draw(st.lists(st.sampled_from(PIECES[kind]), max_size=60)))
        data = bytearray(text.encode(draw(st.sampled_from(["utf-8", "utf-8", "utf-16", "utf-16-le"])), "replace"))
    chance = Random(draw(st.integers(0, 2**32)))
    for _ in range(draw(st.integers(0, 6))):
        _mutate(data, chance, kind)
    return kind, bytes(data)


def _mutate(data: bytearray, chance: Random, kind: str) -> None:
    """Cut, double, swap, or put a piece or byte somewhere."""
    start = chance.randrange(len(data) + 1)
    end = min(len(data), start + chance.randrange(1, 40))
    match chance.randrange(5):
        case 0:
            del data[start:end]
        case 1:
            data[start:start] = data[start:end] * chance.randrange(1, 30)
        case 2:
            data[start:start] = chance.choice(PIECES[kind]).encode("utf-8", "replace")
        case 3:
            data[start:end] = chance.randbytes(chance.randrange(1, 4))
        case _:
            del data[start:]


class Fuzz:
    """Runs everything on one file after another and counts what came of it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.counts = folder, Counter[str]()
        self.slowest = 0.0

    def try_one(self, kind: str, data: bytes) -> None:
        """Raises where a reader raises anything but our errors."""
        path = self.folder / f"a{SUFFIXES[kind]}"
        path.write_bytes(data)
        begun = time.process_time()
        for recover in (False, True):
            options = ReadOptions(source="en", target="fa", recover=recover, fuzzy=recover, obsolete=recover)
            form = registry.named(kind)
            for job in ("read_memory", "read_terms"):
                if getattr(form, job) is not None:
                    self._run(f"{kind} {job}", lambda f=form, j=job, o=options: list(f.function(j)(path, o, Notices())))
        self._run(f"{kind} detect", lambda: [registry.detect(path)])
        if kind in MODULES:
            self._run(f"{kind} lint", lambda: list(lint(path, "omegat", wanted=kind)))
        self.slowest = max(self.slowest, time.process_time() - begun)

    def _run(self, name: str, action: object) -> None:
        try:
            found = action()  # type: ignore[operator]
        except TermlodeError as error:
            if "\n" in str(error):
                raise ValueError(f"an error of several lines: {error!s}") from error
            self.counts[f"{name}: refused"] += 1
        else:
            self.counts[f"{name}: {'read' if found else 'nothing'}"] += 1


def _fuzz_files(seconds: float, seed: int, only: str, keep: Path) -> bool:
    """Whether nothing but our own errors came out of documents and side files."""
    with tempfile.TemporaryDirectory() as folder:
        outcome = fuzz_files.run(seconds, seed, Path(folder), keep, only)
    for name, count in sorted(outcome.counts.items()):
        print(f"{name}\t{count}")
    slow = max(outcome.slowest, key=outcome.slowest.__getitem__)
    print(f"{sum(outcome.counts.values())} files, slowest {outcome.slowest[slow]:.2f} s CPU ({slow})", flush=True)
    return not outcome.failures


def main() -> int:
    """Fuzz until the time is up; the exit status is 1 where something else than our errors came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--formats", default=",".join(SUFFIXES))
    parser.add_argument("--files", default="", help="only files of the second half whose kind holds this")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-failures"), help="a folder for files that failed")
    options = parser.parse_args()
    limit = options.minutes * 30
    begun, number = time.monotonic(), options.seed if options.seed is not None else time.time_ns() % 2**32
    print(f"seed {number}, twice {limit:.0f} s", flush=True)
    if not _fuzz_files(limit, number, options.files, options.keep):
        return 1
    begun = time.monotonic()
    kinds, real = options.formats.split(","), samples()
    with tempfile.TemporaryDirectory() as folder:
        fuzz = Fuzz(Path(folder))
        rounds = 0
        while time.monotonic() - begun < limit:

            @seeded(number + rounds)
            @settings(
                max_examples=500,
                deadline=None,
                database=None,
                phases=[Phase.generate, Phase.shrink],
                suppress_health_check=list(HealthCheck),
            )
            @given(file=files(kinds, real))
            def one(file: tuple[str, bytes]) -> None:
                if time.monotonic() - begun < limit:
                    fuzz.try_one(*file)

            try:
                one()
            except Exception:  # noqa: BLE001  # whatever came out is the finding
                traceback.print_exc()
                print("FAILED", flush=True)
                return 1
            rounds += 1
        for name, count in sorted(fuzz.counts.items()):
            print(f"{name}\t{count}")
        print(f"{sum(fuzz.counts.values())} runs, slowest file {fuzz.slowest:.2f} s CPU, no uncaught exception")
    return 0


if __name__ == "__main__":
    sys.exit(main())
