"""Files as packages ship them: our counts against an independent count, and import → export → import adds nothing.

    python benchmarks/real_files.py FOLDER… [--most N]

Counts PO with polib, MO with msgunfmt and polib, XLIFF, TMX, Qt .ts and TBX with lxml; prints a line for each file that
differs and a summary a format. The target language is the file's, else that of the path (``locale/fa/LC_MESSAGES``,
``name.fa.xlf``).
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termlode.errors import InputError, UsageError
from termlode.exchange import registry
from termlode.exchange.importing import import_memory, import_terms
from termlode.exchange.options import ReadOptions
from termlode.exchange.tbx.write import write as write_tbx
from termlode.exchange.tmx.fast.store import write_store
from termlode.languages.tags import normalise
from termlode.memory import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_TAG = re.compile(r"(?:^|[/._-])([a-z]{2,3}(?:[_-][A-Za-z]{2,4})?(?:@[a-z]+)?)(?=/|\.(?:po|mo|xlf|xliff|ts)$)")


def _language(path: Path) -> str | None:
    """The language that a path names, or None."""
    found = [tag for tag in _TAG.findall(str(path)) if tag not in ("po", "mo", "ts", "xlf")]
    return normalise(found[-1].partition("@")[0]) if found else None


# ── independent counts ───────────────────────────────────────────────────────────────────────────


def _po(path: Path) -> int:
    import polib

    if path.suffix in (".mo", ".gmo"):  # polib leaves out strings that depend on the system
        done = subprocess.run(["msgunfmt", path], capture_output=True, encoding="utf-8", check=True)
        return sum(_is_translated(entry) for entry in polib.pofile(done.stdout + "\n"))
    return sum(_is_translated(entry) for entry in polib.pofile(str(path)))


def _is_translated(entry: Any) -> bool:
    forms = [entry.msgstr, *entry.msgstr_plural.values()]
    return bool(
        entry.msgid.strip() and any(map(str.strip, forms)) and not entry.obsolete and not getattr(entry, "fuzzy", False)
    )


def _elements(path: Path, *names: str) -> Iterator[Any]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    for element in etree.parse(str(path), parser).iter():
        if isinstance(element.tag, str) and etree.QName(element).localname in names:
            yield element


def _said(element: Any, name: str) -> str:
    found = next((child for child in element if isinstance(child.tag, str) and child.tag.endswith(name)), None)
    return "".join(found.itertext()).strip() if found is not None else ""


def _xliff(path: Path) -> int:
    """Units with both texts, without those whose state says that somebody has to look at them."""
    count = 0
    for unit in _elements(path, "trans-unit", "segment"):
        target = next((child for child in unit if str(child.tag).endswith("target")), None)
        state = unit.get("state") or (target.get("state") if target is not None else None) or ""
        draft = state.startswith("needs-") or state in ("new", "initial") or unit.get("approved") == "no"
        count += bool(_said(unit, "source") and _said(unit, "target")) and not draft
    return count


def _tmx(path: Path) -> int:
    return sum(sum(bool(_said(tuv, "seg")) for tuv in unit if tuv.tag == "tuv") > 1 for unit in _elements(path, "tu"))


def _ts(path: Path) -> int:
    count = 0
    for message in _elements(path, "message"):
        translation = message.find("translation")
        if translation is not None and translation.get("type") is None:
            count += bool(_said(message, "source") and "".join(translation.itertext()).strip())
    return count


def _tbx(path: Path) -> int:
    return sum(next(_terms(entry), None) is not None for entry in _elements(path, "termEntry", "conceptEntry"))


def _terms(entry: Any) -> Iterator[Any]:
    found = (item for item in entry.iter() if isinstance(item.tag, str))
    return (item for item in found if item.tag.rpartition("}")[2] == "term" and item.text)


COUNTERS: dict[str, Callable[[Path], int]] = {
    ".po": _po, ".pot": _po, ".mo": _po, ".gmo": _po, ".xlf": _xliff, ".xliff": _xliff, ".tmx": _tmx, ".ts": _ts,
    ".tbx": _tbx,
}  # fmt: skip


# ── ours ─────────────────────────────────────────────────────────────────────────────────────────


def check(path: Path, folder: Path) -> tuple[int, int]:
    """How many units of the file we read, and how many its way through the memory and TMX (or TBX) adds."""
    form = registry.detect(path)
    base, back = folder / "termbase", folder / f"back{path.suffix if path.suffix == '.tbx' else '.tmx'}"
    if path.suffix == ".tbx":
        from termlode.termbase.load import load

        first = import_terms(path, form, ReadOptions(), base)
        write_tbx(load(base).concepts.values(), back, _no_options())
        again = import_terms(back, registry.named("tbx"), ReadOptions(), base)
        return first.units, again.added + again.merged
    with open_store(folder / "memory.db", write=True) as store:
        try:
            units = import_memory(path, form, ReadOptions(), store).units
        except UsageError:  # it names no language
            units = import_memory(path, form, ReadOptions(source="en", target=_language(path)), store).units
        write_store(store, back)
        again = import_memory(back, registry.named("tmx"), ReadOptions(), store)
        return units, again.added + again.merged


def _no_options() -> Any:
    from termlode.exchange.options import WriteOptions

    return WriteOptions()


def main() -> None:
    """Check all files of the folders."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--most", type=int, default=10_000, help="files of each suffix")
    arguments = parser.parse_args()
    done: Counter[tuple[str, str]] = Counter()
    paths = sorted(path for folder in arguments.folders for path in folder.rglob("*") if path.suffix in COUNTERS)
    for path in paths:
        if not path.is_file() or done[path.suffix, "files"] >= arguments.most:
            continue
        done[path.suffix, "files"] += 1
        outcome = _outcome(path, done)
        if outcome:
            print(f"{path}\t{outcome}", flush=True)
    print("format\tfiles\tunits\tcount differs\tread again adds\trefused by both\trefused by us only")
    for suffix in sorted({suffix for suffix, _ in done}):
        kinds = ("files", "units", "differs", "adds", "refused", "refused-by-us")
        print("\t".join([suffix, *(str(done[suffix, kind]) for kind in kinds)]))
    if any(done[suffix, kind] for suffix, _ in list(done) for kind in ("differs", "adds", "refused-by-us")):
        sys.exit(1)


def _outcome(path: Path, done: Counter[tuple[str, str]]) -> str:
    """What is wrong with a file, or nothing; the counts go to ``done``."""
    suffix = path.suffix
    try:
        expected: int | None = COUNTERS[suffix](path)
    except Exception as error:  # noqa: BLE001  # polib, lxml: each has errors of its own
        expected, reason = None, str(error)
    try:
        with tempfile.TemporaryDirectory() as folder:
            units, added = check(path, Path(folder))
    except (InputError, UsageError) as error:
        done[suffix, "refused" if expected is None else "refused-by-us"] += 1
        return "" if expected is None else f"refused, the other counts {expected}: {error}"
    done[suffix, "units"] += units
    if expected is None:
        return f"read ({units}), refused by the other: {reason[:80]}"
    done[suffix, "differs"] += units != expected
    done[suffix, "adds"] += bool(added)
    problems = [f"{units} units, the other counts {expected}"] if units != expected else []
    problems += [f"read again adds {added}"] if added else []
    return "; ".join(problems)


if __name__ == "__main__":
    main()
