"""Memory, alignment, terms, lint, build and candidates in pairs that are not ours: de-fr, ru-fa, ur-en."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    type Run = Callable[..., CompletedProcess[str]]

TEXTS = {
    ("de", "fr"): (
        (
            "Das Bergwerk liegt im Norden. Es fördert seit 1998 Kupfer und Zink. Im letzten Jahr waren es 45 000 "
            "Tonnen Erz. Die Arbeiter wohnen in der Stadt. Ein neuer Schacht wird 2027 eröffnet."
        ),
        (
            "La mine se trouve au nord. Elle extrait du cuivre et du zinc depuis 1998. L'année dernière, elle "
            "a produit 45 000 tonnes de minerai. Les ouvriers habitent en ville. Un nouveau puits ouvrira en 2027."
        ),
    ),
    ("ru", "fa"): (
        (
            "Рудник находится на севере. С 1998 г. здесь добывают медь и цинк. В прошлом году добыли 45 тыс. "
            "тонн руды. Рабочие живут в городе. Новая шахта откроется в 2027 году."
        ),
        (
            "معدن در شمال است. از سال ۱۹۹۸ در اینجا مس و روی استخراج می‌شود. سال گذشته ۴۵ هزار تن سنگ معدن استخراج شد. "
            "کارگران در شهر زندگی می‌کنند. معدن جدید در سال ۲۰۲۷ باز می‌شود."
        ),
    ),
    ("ur", "en"): (
        (
            "کان شمال میں واقع ہے۔ یہاں ۱۹۹۸ سے تانبا اور جست نکالا جاتا ہے۔ پچھلے سال ۴۵ ہزار ٹن کچ دھات نکالی گئی۔ "
            "مزدور شہر میں رہتے ہیں۔ نئی کان ۲۰۲۷ میں کھلے گی۔"
        ),
        (
            "The mine lies in the north. Copper and zinc have been mined here since 1998. Last year 45 thousand "
            "tonnes of ore were mined. The workers live in the town. A new mine opens in 2027."
        ),
    ),
}
CONCEPT = """copper:
  definition: A red metal.
  terms:
    de: [{term: Kupfer, status: preferred}]
    fr: [{term: cuivre, status: preferred}]
    ru: [{term: медь, status: preferred}]
    fa: [{term: مس, status: preferred}]
    ur: [{term: تانبا, status: preferred}]
    en: [{term: copper, status: preferred}]
"""
COPPER = {"de": "Kupfer", "fr": "cuivre", "ru": "медь", "fa": "مس", "ur": "تانبا", "en": "Copper"}
PAIRS = pytest.mark.parametrize(("source", "target"), list(TEXTS), ids=str)


@pytest.fixture
def workspace(tmp_path: Path, source: str, target: str) -> Path:
    """A workspace with one document in two languages and one concept."""
    (tmp_path / "termlode.toml").write_text(f'name = "w"\nlanguages = ["{source}", "{target}"]\n', encoding="utf-8")
    (tmp_path / "termbase").mkdir()
    (tmp_path / "termbase" / "mining.yaml").write_text(CONCEPT, encoding="utf-8")
    (tmp_path / "sources").mkdir()
    for tag, text in zip((source, target), TEXTS[source, target], strict=True):
        (tmp_path / "sources" / f"mine.{tag}.txt").write_text(text + "\n", encoding="utf-8")
    return tmp_path


@PAIRS
def test_sentence_by_sentence(workspace: Path, source: str, target: str, termlode: Run) -> None:
    """They are aligned without a lexicon, kept, and found again."""
    documents = [workspace / "sources" / f"mine.{tag}.txt" for tag in (source, target)]
    beads = workspace / "beads"
    done = termlode(
        "align",
        *documents,
        "--from",
        source,
        "--to",
        target,
        "--store",
        "--beads",
        beads,
        "--least-score",
        "0",
        cwd=workspace,
    )
    assert done.returncode == 0, done.stderr + done.stdout
    assert [line.rsplit(":", 1)[0] for line in beads.read_text().splitlines()] == [f"[{i}]:[{i}]" for i in range(5)]
    first = TEXTS[source, target][0].split(". " if source != "ur" else "۔ ")[0]
    found = termlode("lookup", first, "--from", source, "--to", target, "--json", cwd=workspace)
    assert found.returncode == 0, found.stderr
    assert TEXTS[source, target][1][:9] in found.stdout


@PAIRS
def test_terms(workspace: Path, source: str, target: str, termlode: Run) -> None:
    for tag, other in ((source, target), (target, source)):
        done = termlode(
            "terms", workspace / "sources" / f"mine.{tag}.txt", "--lang", tag, "--to", other, "--json", cwd=workspace
        )
        assert [json.loads(line)["surface"] for line in done.stdout.splitlines()] == [COPPER[tag]]


@PAIRS
def test_what_is_written_passes_lint(workspace: Path, source: str, target: str, termlode: Run) -> None:
    memory = workspace / "mine.tmx"
    documents = [workspace / "sources" / f"mine.{tag}.txt" for tag in (source, target)]
    termlode("align", *documents, "--from", source, "--to", target, "-o", memory, "--least-score", "0", cwd=workspace)
    assert termlode("lint", memory, cwd=workspace).returncode == 0


@PAIRS
def test_build(workspace: Path, source: str, target: str, termlode: Run) -> None:
    """The two documents are paired by their names and become memory."""
    done = termlode("build", cwd=workspace)
    assert done.returncode == 0, done.stderr + done.stdout
    found = termlode("concordance", COPPER[source], "--json", cwd=workspace)
    assert COPPER[target].lower() in found.stdout.lower()


@pytest.mark.parametrize(("source", "target"), [("ru", "fa"), ("ur", "en")], ids=str)
def test_candidates(workspace: Path, source: str, target: str, termlode: Run) -> None:
    document = workspace / "sources" / f"mine.{source}.txt"
    done = termlode("extract", document, "--lang", source, "--json", "--top", "200", cwd=workspace)
    assert COPPER[source] in {json.loads(line)["term"] for line in done.stdout.splitlines()}
