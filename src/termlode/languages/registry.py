"""Where what we know of a language is found: its pack (:mod:`termlode.languages.pack`), hook by hook.

A language is asked for by its tag; only the primary subtag counts. Nothing is loaded before it is asked for:
the facts of a pack with its ``__init__``, every hook by itself. Packs of others are found by the entry points
of the group ``termlode.languages`` (name: the primary subtag; value: the package).
"""

from __future__ import annotations

import os
import sys
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termlode.languages.defaults import default
from termlode.languages.pack import RIGHT_TO_LEFT
from termlode.languages.tags import SUPPORTED, subtag

if TYPE_CHECKING:
    from types import ModuleType

    from termlode.languages import hooks
    from termlode.languages.pack import Pack

GROUP = "termlode.languages"
_HERE = Path(__file__).parent
_NO_LANGUAGE = frozenset({"", "und", "mul", "zxx"})


def pack(tag: str) -> Pack:
    """The facts of the language of ``tag``; the default ones (and its own subtag) where it has no pack."""
    return _pack(subtag(tag))


@cache
def packs() -> tuple[Pack, ...]:
    """The facts of all languages that have a pack, the five of :data:`~termlode.languages.tags.SUPPORTED` first."""
    return tuple(map(_pack, dict.fromkeys((*_own(), *_others()))))


@cache
def of_script(script: str) -> tuple[Pack, ...]:
    """The facts of the languages that are written in a script (ISO 15924)."""
    return tuple(one for one in packs() if one.script == script)


def root(tag: str) -> str:
    """The primary subtag under which a language is known: that of the one it is like (Dari: Persian), or its own."""
    return pack(tag).like or subtag(tag)


def is_right_to_left(tag: str) -> bool:
    """Whether a language is written from right to left; a script in the tag (``ku-Arab``) decides."""
    script = next((part for part in tag.split("-")[1:] if len(part) == 4 and part.isalpha()), "")
    return script in RIGHT_TO_LEFT if script else pack(tag).right_to_left


def folding(tag: str) -> hooks.Folding | None:
    """Its letters in match keys."""
    found: hooks.Folding | None = hook(tag, "folding")
    return found


def numbers(tag: str) -> hooks.Numbers | None:
    """Its multiplying words."""
    found: hooks.Numbers | None = hook(tag, "numbers")
    return found


def quantities(tag: str) -> hooks.Quantities | None:
    """Its words around numbers."""
    found: hooks.Quantities | None = hook(tag, "quantities")
    return found


def morphology(tag: str) -> hooks.Morphology | None:
    """Its stemmer."""
    found: hooks.Morphology | None = hook(tag, "morphology")
    return found


def identification(tag: str) -> hooks.Identification | None:
    """What tells it from its neighbours."""
    found: hooks.Identification | None = hook(tag, "identification")
    return found


def alignment(tag: str) -> hooks.Alignment | None:
    """Its keys in alignment."""
    found: hooks.Alignment | None = hook(tag, "alignment")
    return found


def spelling(tag: str) -> hooks.Spelling | None:
    """Its letters, for the checks of the termbase."""
    found: hooks.Spelling | None = hook(tag, "spelling")
    return found


def quality(tag: str) -> hooks.Quality | None:
    """What the checks of translations know of it."""
    found: hooks.Quality | None = hook(tag, "quality")
    return found


def extraction(tag: str) -> hooks.Extraction | None:
    """Its runs of words."""
    found: hooks.Extraction | None = hook(tag, "extraction")
    return found


def citation(tag: str) -> hooks.Citation | None:
    """The citation forms of its terms."""
    found: hooks.Citation | None = hook(tag, "citation")
    return found


def background(tag: str) -> hooks.Background | None:
    """How rare its words are."""
    found: hooks.Background | None = hook(tag, "background")
    return found


def recognition(tag: str) -> hooks.Recognition | None:
    """The forms of its words in running text."""
    found: hooks.Recognition | None = hook(tag, "recognition")
    return found


def correction(tag: str) -> hooks.Correction | None:
    """Its correction."""
    found: hooks.Correction | None = hook(tag, "correction")
    return found


def proposals(tag: str) -> hooks.Proposals | None:
    """Its search for misreadings of terms."""
    found: hooks.Proposals | None = hook(tag, "proposals")
    return found


@lru_cache(maxsize=4096)  # asked for at every number and word
def hook(tag: str, name: str) -> Any:
    """The module ``name`` of the pack of ``tag``; None where the language has none."""
    return _hook(subtag(tag), name)


@lru_cache(maxsize=4096)
def _hook(tag: str, name: str) -> ModuleType | None:
    for package, place in _places(tag).items():
        if (place / f"{name}.py").is_file() or (place / name / "__init__.py").is_file():
            return import_module(f"{package}.{name}")
    return None


# ── data ─────────────────────────────────────────────────────────────────────────────────────────


def file(tag: str, name: str) -> Path | None:
    """The data file ``name`` of a language; None where it has none."""
    return next((place / name for place in _places(subtag(tag)).values() if (place / name).is_file()), None)


def is_ours(path: Path) -> bool:
    """Whether a data file comes with Termlode, not with another package's pack."""
    return path.is_relative_to(_HERE)


def lines(tag: str, name: str) -> list[str]:
    """The lines of a data file without its comments (lines that begin with ``#``); none where there is no file."""
    found = file(tag, name)
    read = found.read_text(encoding="utf-8").splitlines() if found else []
    return [line for line in read if not line.startswith("#")]


# ── finding ──────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=1024)
def _pack(tag: str) -> Pack:
    package = _package(tag)
    if package is None:
        return default(tag)
    found: Pack = import_module(package).PACK
    return found


@lru_cache(maxsize=1024)
def _places(tag: str) -> dict[str, Path]:
    """The packages that hold what is known of a language, with their folders: its own, and that of one like it."""
    found = {}
    for one in dict.fromkeys((tag, _pack(tag).like)):
        package = _package(one)
        if package is not None:
            found[package] = Path(str(import_module(package).__file__)).parent
    return found


def _package(tag: str) -> str | None:
    """The package of the language of a primary subtag; None where there is none."""
    if tag in _own():
        return f"{__package__}.{tag}"
    return _others().get(tag) if tag not in _NO_LANGUAGE else None


@cache
def _own() -> tuple[str, ...]:
    """The subtags of the packs that come with Termlode."""
    with os.scandir(_HERE) as items:
        found = {item.name for item in items if item.name[0] != "_" and item.is_dir()}
    return (*SUPPORTED, *sorted(found.difference(SUPPORTED)))


@cache
def _others() -> dict[str, str]:
    """The packs of others: primary subtag → package."""
    if not _is_announced():
        return {}
    from importlib.metadata import entry_points

    return {point.name: point.value for point in entry_points(group=GROUP)}


def _is_announced() -> bool:
    """Whether anything installed announces a pack: seen in two milliseconds, without ``importlib.metadata``."""
    for path in sys.path:
        try:
            with os.scandir(path or ".") as items:
                places = [item.path for item in items if item.name.endswith((".dist-info", ".egg-info"))]
        except OSError:
            continue
        for place in places:
            try:
                with open(os.path.join(place, "entry_points.txt"), "rb") as handle:  # noqa: PTH118, PTH123
                    if GROUP.encode() in handle.read():
                        return True
            except OSError:
                continue
    return False
