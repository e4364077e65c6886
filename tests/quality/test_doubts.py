"""Units of a memory that are no translations, and the file in which a person decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from termlode.errors import FormatError
from termlode.model import Origin, TranslationUnit, Variant
from termlode.quality.doubts import Doubt, doubts
from termlode.quality.doubts_file import lines, read
from termlode.quality.unit import Text
from tests.quality.test_judging import ENGLISH, TARGETS

if TYPE_CHECKING:
    from pathlib import Path


def unit(source: str, target: str, language: str = "fa", kind: str = "import") -> TranslationUnit:
    variants = (Variant("en", source), Variant(language, target))
    return TranslationUnit(variants, source_language="en", origin=Origin(kind=kind))  # type: ignore[arg-type]


def found(*units: TranslationUnit) -> dict[int, tuple[str, ...]]:
    good = [unit(*pair) for pair in zip(ENGLISH, TARGETS["fa"], strict=True)]
    return {one.key: one.codes for one in doubts(enumerate([*good, *units], 1))}


def test_good_units_are_left_alone() -> None:
    assert found() == {}


def test_what_is_doubted() -> None:
    copy, cut = unit(ENGLISH[1], ENGLISH[1]), unit(ENGLISH[2], TARGETS["fa"][2][:25])
    other = unit(ENGLISH[4], TARGETS["ar"][4])
    said = found(copy, cut, other)
    assert said[7] == ("E102",)
    assert said[8] == ("W103",)
    assert "W105" in said[9]
    assert set(said) == {7, 8, 9}


def test_a_person_made_it() -> None:
    (one,) = doubts([(3, unit(ENGLISH[1], ENGLISH[1], kind="human"))])
    assert (one.key, one.person, one.quality) == (3, True, 0.0)


def test_every_other_language_is_judged() -> None:
    three = TranslationUnit(
        (Variant("en", ENGLISH[0]), Variant("fa", TARGETS["fa"][0]), Variant("ar", ENGLISH[0])), source_language="en"
    )
    assert [(one.target.language, one.codes) for one in doubts([(1, three)])] == [("ar", ("E102",))]


# ── the file ─────────────────────────────────────────────────────────────────────────────────────

DOUBT = Doubt(17, 0.25, ("E104",), Text("=A sum\nin\ttwo lines", "en"), Text("b", "fa"))


def written(tmp_path: Path, decision: str) -> Path:
    path = tmp_path / "doubts.tsv"
    text = "".join(lines([DOUBT], "termlode"))
    assert "\n?\t17\t0.250\tE104\t" in text
    assert "'=A sum in two lines" in text
    path.write_text(text.replace("\n?\t", f"\n{decision}\t"), encoding="utf-8")
    return path


def test_decisions_come_back(tmp_path: Path) -> None:
    (decided,) = read(written(tmp_path, "remove"))
    assert (decided.key, decided.digest, decided.line) == (17, DOUBT.digest, 3)
    assert read(written(tmp_path, "keep")) == []
    assert read(written(tmp_path, "?")) == []


def test_what_cannot_be_understood(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="perhaps"):
        read(written(tmp_path, "perhaps"))
    path = tmp_path / "other.tsv"
    path.write_text("a\tb\n", encoding="utf-8")
    with pytest.raises(FormatError, match="no doubts"):
        read(path)
    path.write_text("".join(lines([DOUBT], "x")).replace("digest", "hash"), encoding="utf-8")
    with pytest.raises(FormatError, match="digest"):
        read(path)
    path.write_text("".join(lines([DOUBT], "x")).replace("?\t17", "x\t1e3"), encoding="utf-8")
    with pytest.raises(FormatError, match="whole number"):
        read(path)
