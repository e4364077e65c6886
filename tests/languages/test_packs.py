"""Packs of languages: what they hold, how they are found, what asking for them loads, who may name them."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from termlode.languages import hooks, registry
from termlode.languages.ar import alignment as ar_alignment
from termlode.languages.ar import citation as ar_citation
from termlode.languages.ar import correction as ar_correction
from termlode.languages.ar import extraction as ar_extraction
from termlode.languages.ar import folding as ar_folding
from termlode.languages.ar import identification as ar_identification
from termlode.languages.ar import morphology as ar_morphology
from termlode.languages.ar import numbers as ar_numbers
from termlode.languages.ar import quality as ar_quality
from termlode.languages.ar import recognition as ar_recognition
from termlode.languages.ar import spelling as ar_spelling
from termlode.languages.en import alignment as en_alignment
from termlode.languages.en import citation as en_citation
from termlode.languages.en import correction as en_correction
from termlode.languages.en import extraction as en_extraction
from termlode.languages.en import identification as en_identification
from termlode.languages.en import morphology as en_morphology
from termlode.languages.en import numbers as en_numbers
from termlode.languages.en import quality as en_quality
from termlode.languages.en import recognition as en_recognition
from termlode.languages.en import spelling as en_spelling
from termlode.languages.fa import alignment as fa_alignment
from termlode.languages.fa import background as fa_background
from termlode.languages.fa import citation as fa_citation
from termlode.languages.fa import correction as fa_correction
from termlode.languages.fa import extraction as fa_extraction
from termlode.languages.fa import identification as fa_identification
from termlode.languages.fa import morphology as fa_morphology
from termlode.languages.fa import numbers as fa_numbers
from termlode.languages.fa import proposals as fa_proposals
from termlode.languages.fa import quality as fa_quality
from termlode.languages.fa import recognition as fa_recognition
from termlode.languages.fa import spelling as fa_spelling
from termlode.languages.ps import alignment as ps_alignment
from termlode.languages.ps import citation as ps_citation
from termlode.languages.ps import correction as ps_correction
from termlode.languages.ps import extraction as ps_extraction
from termlode.languages.ps import folding as ps_folding
from termlode.languages.ps import identification as ps_identification
from termlode.languages.ps import morphology as ps_morphology
from termlode.languages.ps import numbers as ps_numbers
from termlode.languages.ps import quality as ps_quality
from termlode.languages.ps import recognition as ps_recognition
from termlode.languages.ps import spelling as ps_spelling
from termlode.languages.ru import folding as ru_folding
from termlode.languages.ru import identification as ru_identification
from termlode.languages.ru import numbers as ru_numbers
from termlode.languages.tags import same
from termlode.languages.ur import folding as ur_folding
from termlode.languages.ur import identification as ur_identification
from termlode.languages.ur import numbers as ur_numbers
from termlode.languages.zh import background as zh_background
from termlode.languages.zh import correction as zh_correction
from termlode.languages.zh import extraction as zh_extraction
from termlode.languages.zh import quality as zh_quality
from termlode.languages.zh import recognition as zh_recognition
from termlode.languages.zh import spelling as zh_spelling

if TYPE_CHECKING:
    from collections.abc import Sequence

# mypy compares each module with what its hook must hold; at run time these are the modules that there are.
ALIGNMENT: list[hooks.Alignment] = [ar_alignment, en_alignment, fa_alignment, ps_alignment]
BACKGROUND: list[hooks.Background] = [fa_background, zh_background]
CITATION: list[hooks.Citation] = [ar_citation, en_citation, fa_citation, ps_citation]
CORRECTION: list[hooks.Correction] = [ar_correction, en_correction, fa_correction, ps_correction, zh_correction]
EXTRACTION: list[hooks.Extraction] = [ar_extraction, en_extraction, fa_extraction, ps_extraction, zh_extraction]
FOLDING: list[hooks.Folding] = [ar_folding, ps_folding, ru_folding, ur_folding]
IDENTIFICATION: list[hooks.Identification] = [
    ar_identification, en_identification, fa_identification, ps_identification, ru_identification, ur_identification,
]  # fmt: skip
MORPHOLOGY: list[hooks.Morphology] = [ar_morphology, en_morphology, fa_morphology, ps_morphology]
NUMBERS: list[hooks.Numbers] = [ar_numbers, en_numbers, fa_numbers, ps_numbers, ru_numbers, ur_numbers]
PROPOSALS: list[hooks.Proposals] = [fa_proposals]
QUALITY: list[hooks.Quality] = [ar_quality, en_quality, fa_quality, ps_quality, zh_quality]
RECOGNITION: list[hooks.Recognition] = [ar_recognition, en_recognition, fa_recognition, ps_recognition, zh_recognition]
SPELLING: list[hooks.Spelling] = [ar_spelling, en_spelling, fa_spelling, ps_spelling, zh_spelling]
HOOKS: dict[str, Sequence[object]] = {
    "alignment": ALIGNMENT, "background": BACKGROUND, "citation": CITATION, "correction": CORRECTION,
    "extraction": EXTRACTION, "folding": FOLDING, "identification": IDENTIFICATION, "morphology": MORPHOLOGY,
    "numbers": NUMBERS, "proposals": PROPOSALS, "quality": QUALITY, "recognition": RECOGNITION, "spelling": SPELLING,
}  # fmt: skip


@pytest.mark.parametrize("name", HOOKS)
def test_every_hook_of_every_pack_is_checked(name: str) -> None:
    found = [registry.hook(pack.tag, name) for pack in registry.packs() if not pack.like]
    assert {id(module) for module in found if module} == {id(module) for module in HOOKS[name]}


# ── facts and defaults ───────────────────────────────────────────────────────────────────────────


def test_the_five_languages_come_first() -> None:
    assert [pack.tag for pack in registry.packs()][:5] == ["fa", "ar", "zh", "ps", "en"]
    assert {"ur", "ru", "prs"} <= {pack.tag for pack in registry.packs()}


def test_facts() -> None:
    assert registry.pack("zh-Hant-TW").tag == "zh"
    assert not registry.pack("zh").spaced
    assert registry.pack("ar-EG").right_to_left
    assert registry.pack("ru").cased
    assert (registry.pack("fa").head_first, registry.pack("ps").head_first) == (True, False)


@pytest.mark.parametrize(
    ("tag", "script", "spaced", "rtl"),
    [
        ("de", "Latn", True, False),
        ("he", "Hebr", True, True),
        ("th", "Thai", False, False),
        ("und", "Latn", True, False),
    ],
)
def test_a_language_without_a_pack_has_defaults(tag: str, script: str, spaced: bool, rtl: bool) -> None:
    pack = registry.pack(tag)
    assert (pack.script, pack.spaced, pack.right_to_left, pack.name) == (script, spaced, rtl, "")
    assert all(
        found is None for found in (registry.morphology(tag), registry.correction(tag), registry.file(tag, "stop.txt"))
    )


def test_a_script_in_the_tag_decides_the_direction() -> None:
    assert registry.is_right_to_left("ku-Arab-IQ")
    assert not registry.is_right_to_left("ku")
    assert not registry.is_right_to_left("fa-Latn")


def test_dari_is_known_as_persian_is() -> None:
    assert registry.root("prs-AF") == "fa"
    assert registry.morphology("prs") is registry.morphology("fa")
    assert registry.file("prs", "stop.txt") == registry.file("fa", "stop.txt") is not None


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("zh-Hans", "zh-Hant", True),
        ("fa-IR", "fa", True),
        ("prs", "fa", True),
        ("pes", "fa-AF", True),
        ("und", "fa", False),
        ("en", "en-GB", True),
    ],
)
def test_tags_of_one_language(one: str, other: str, equal: bool) -> None:
    assert same(one, other) is same(other, one) is equal


# ── what is loaded ───────────────────────────────────────────────────────────────────────────────


def loaded(code: str, repository: Path, *arguments: str) -> set[str]:
    """The modules that ``code`` loads in a process of its own."""
    code = f"import sys\n{code}\nprint(*sys.modules, file=sys.stderr)"
    run = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=repository, check=True, capture_output=True, encoding="utf-8"
    )
    return set(run.stderr.split())


def test_a_hook_loads_nothing_of_the_others(repository: Path) -> None:
    modules = loaded("from termlode.languages.folding import fold; fold('كتاب', 'fa'); fold('كتاب', 'ar')", repository)
    ours = {name for name in modules if name.startswith("termlode.languages.")}
    prefix = "termlode.languages."
    assert ours == {
        prefix + name for name in ("folding", "registry", "defaults", "pack", "tags", "fa", "ar", "ar.folding")
    }


LOOK_UP = (
    "from termlode.cli.entry import main\nsys.argv.insert(1, 'lookup')\ntry:\n    main()\nexcept SystemExit:\n    pass"
)


@pytest.mark.parametrize("query", ["稀土", "عناصر خاکی", "no such term at all"])
def test_a_look_up_loads_no_correction_no_extraction_no_lexicon(query: str, repository: Path) -> None:
    loaded(LOOK_UP, repository, query)  # may compile the termbase
    modules = loaded(LOOK_UP, repository, query)
    kinds = ("correction", "extraction", "alignment", "spelling", "proposals", "background", "lexicon", "cutter")
    assert not {
        name
        for name in modules
        if name.startswith("termlode.languages.") and name.split(".")[3:4] in [[k] for k in kinds]
    }
    assert "importlib.metadata" not in modules


# ── packs of others ──────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def installed(tmp_path: Path) -> dict[str, str]:
    """An environment in which a package with a pack for Esperanto is installed."""
    pack = tmp_path / "esperanto_pack"
    pack.mkdir()
    files = {
        "__init__.py": 'from termlode.languages.pack import Pack\n\nPACK = Pack("eo", "Esperanto", region="001")\n',
        "morphology.py": "def stem(word):\n    return word.rstrip('jn')\n",
        "numbers.py": "MULTIPLIERS = {'mil': 3, 'milionoj': 6}\nAND = 'kaj'\n",
        "identification.py": "LETTERS = {'ĉ': 1, 'ŭ': 1}\nWORDS = frozenset('la kaj estas de en ke ne'.split())\n",
        "stop.txt": "# small words\nla kaj de\n",
    }
    for name, text in files.items():
        (pack / name).write_text(text, encoding="utf-8")
    info = tmp_path / "esperanto_pack-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: esperanto-pack\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[termlode.languages]\neo = esperanto_pack\n", encoding="utf-8")
    return {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}


def test_a_pack_of_others_is_found_by_its_entry_point(installed: dict[str, str]) -> None:
    code = """
        from termlode.languages import registry
        from termlode.languages.identify import identify
        from termlode.languages.morphology import stem
        from termlode.languages.numbers import find
        from termlode.languages.stops import stop_words
        print(registry.pack("eo").name, registry.packs()[-1].tag, stem("Domojn", "eo"), find("5 mil", "eo")[0].value)
        print(*sorted(stop_words("eo")), identify("La kato kaj la hundo estas en la domo, ĉu ne?"))
    """
    run = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], env=installed, check=True, capture_output=True, encoding="utf-8"
    )
    assert run.stdout.split("\n")[:2] == ["Esperanto eo domo 5000", "de kaj la eo"]
