"""``termlode terms``: JSON, rows, page, languages, exit codes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

ENTRIES = """\
rare-earths:
  terms:
    en:
      - term: rare earth elements
        status: preferred
      - term: rare earths
        status: deprecated
    ar:
      - term: معادن نادرة
        status: preferred
    fa:
      - term: عناصر خاکی کمیاب
        status: preferred
        variants:
          - text: عناصر حاکی کمیاب
            kind: realword
metal:
  terms:
    en:
      - term: metal
        status: preferred
    ar:
      - term: معدن
        status: preferred
    fa:
      - term: فلز
        status: preferred
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "termlode.toml").write_text('name = "test"\n', encoding="utf-8")
    (tmp_path / "termbase").mkdir()
    (tmp_path / "termbase" / "metals.yaml").write_text(ENTRIES, encoding="utf-8")
    text = "تعتمد الصناعة على المعادن\nالنادرة وبالمعادن النادرة.\n\nRare-earth elements & <metals>.\n"
    (tmp_path / "text.txt").write_text(text, encoding="utf-8")
    return tmp_path


def records(result: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    assert result.returncode == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_one_json_object_a_hit(termlode: Run, workspace: Path) -> None:
    found = records(termlode("terms", "text.txt", "--json", cwd=workspace))
    assert [(hit["line"], hit["start"], hit["end"], hit["concept"]) for hit in found] == [
        (1, 18, 33, "rare-earths"),
        (2, 8, 25, "rare-earths"),
        (4, 0, 19, "rare-earths"),
        (4, 23, 29, "metal"),
    ]
    keys = {"line", "start", "end", "surface", "term", "concept", "language", "variant", "rule", "equivalents"}
    assert set(found[0]) == keys
    assert found[0]["surface"] == "المعادن\nالنادرة"
    assert found[1]["rule"] == "proclitic وبال"


def test_offsets_are_code_points_of_the_line(termlode: Run, workspace: Path) -> None:
    lines = (workspace / "text.txt").read_text(encoding="utf-8").split("\n")
    for hit in records(termlode("terms", "text.txt", "--all", "--json", cwd=workspace)):
        line, start, end = (int(str(hit[key])) for key in ("line", "start", "end"))
        assert "\n".join(lines[line - 1 :])[start:end] == hit["surface"]


def test_all_marks_nested_hits(termlode: Run, workspace: Path) -> None:
    found = records(termlode("terms", "text.txt", "--all", "--json", cwd=workspace))
    nested = [hit["surface"] for hit in found if hit["nested"]]
    assert nested == ["المعادن", "وبالمعادن", "Rare-earth"]


def test_without_target_languages_all_others_are_shown(termlode: Run, workspace: Path) -> None:
    found = records(termlode("terms", "text.txt", "--json", cwd=workspace))
    assert found[0]["equivalents"] == {"en": ["rare earth elements"], "fa": ["عناصر خاکی کمیاب"]}
    assert found[-1]["equivalents"] == {"ar": ["معدن"], "fa": ["فلز"]}


def test_equivalents_leave_out_deprecated_terms(termlode: Run, workspace: Path) -> None:
    found = records(termlode("terms", "text.txt", "--json", "--to", "en,fa", cwd=workspace))
    assert found[0]["equivalents"] == {"en": ["rare earth elements"], "fa": ["عناصر خاکی کمیاب"]}


def test_piped_rows_have_no_colour(termlode: Run, workspace: Path) -> None:
    result = termlode("terms", "text.txt", "--to", "en", cwd=workspace)
    first = result.stdout.splitlines()[0].split("\t")
    assert first == [
        "1", "18", "33", "المعادن النادرة", "معادن نادرة", "ar", "rare-earths", "", "article ال; line break", "",
        "en: rare earth elements",
    ]  # fmt: skip
    assert "\x1b" not in result.stdout


def test_standard_input_and_a_given_language(termlode: Run, workspace: Path) -> None:
    found = records(termlode("terms", "-", "--lang", "fa", "--json", cwd=workspace, stdin="عناصر حاکی کمیاب"))
    assert [(hit["variant"], hit["rule"]) for hit in found] == [("عناصر حاکی کمیاب", "OCR realword عناصر حاکی کمیاب")]


def test_html_is_one_page_without_outside_parts(termlode: Run, workspace: Path) -> None:
    result = termlode("terms", "text.txt", "--to", "en", "--html", "out.html", cwd=workspace)
    page = (workspace / "out.html").read_text(encoding="utf-8")
    assert result.returncode == 0
    assert "<mark" in page
    assert 'dir="rtl"' in page
    assert "&lt;" in page
    assert "<metals>" not in page
    assert "http" not in page.replace("http-equiv", "")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("terms", "empty.txt"), 1),
        (("terms", "missing.txt"), 3),
        (("terms", "text.txt", "--lang", "?!"), 2),
        (("terms", "text.txt", "--json", "--tsv"), 2),
        (("terms",), 2),
    ],
)
def test_exit_codes(termlode: Run, workspace: Path, arguments: tuple[str, ...], status: int) -> None:
    (workspace / "empty.txt").write_text("nothing here\n", encoding="utf-8")
    result = termlode(*arguments, cwd=workspace)
    assert result.returncode == status
    assert "Traceback" not in result.stderr


def test_outside_a_workspace_the_cure_is_named(termlode: Run, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("metal", encoding="utf-8")
    result = termlode("terms", "text.txt", cwd=tmp_path)
    assert result.returncode == 2
    assert "termlode init" in result.stderr


def test_a_changed_termbase_is_seen(termlode: Run, workspace: Path) -> None:
    assert len(records(termlode("terms", "text.txt", "--json", cwd=workspace))) == 4
    more = ENTRIES + "industry:\n  terms:\n    ar:\n      - term: صناعة\n        status: preferred\n"
    (workspace / "termbase" / "metals.yaml").write_text(more, encoding="utf-8")
    assert len(records(termlode("terms", "text.txt", "--json", cwd=workspace))) == 5


def test_drawn_text_shows_terms_and_equivalents(
    termlode: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    result = termlode("terms", "text.txt", "--to", "en", "--bidi", "off", cwd=workspace)
    assert result.returncode == 0
    assert "\x1b[" in result.stdout
    assert "rare-earths" in result.stdout
