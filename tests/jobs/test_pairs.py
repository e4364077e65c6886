"""Versions of a document are known by their names."""

from __future__ import annotations

import pytest

from termlode.jobs.stages.pairs import by_name, name_parts


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("report.ar.docx", ("report", "ar")),
        ("a/report-en.pdf", ("a/report", "en")),
        ("a/report_zh_CN.txt", ("a/report", "zh-CN")),
        ("Q3.report.fa-IR.html", ("Q3.report", "fa-IR")),
        ("report.docx", None),
        ("report.de.docx", ("report", "de")),
        ("report.ru.docx", ("report", "ru")),
        ("report-new.docx", None),
        ("report-old.docx", None),
        ("report.qq.docx", None),
        ("my.notes.txt", None),
        ("2025.txt", None),
    ],
)
def test_names(name: str, parts: tuple[str, str] | None):
    assert name_parts(name) == parts


def test_pairs():
    assert by_name(["r.ar.docx", "r.en.pdf", "other.txt", "s.fa.txt"]) == [("r.ar.docx", "r.en.pdf")]


def test_three_versions_meet_in_english():
    assert by_name(["r.ar.txt", "r.en.txt", "r.fa.txt"]) == [("r.ar.txt", "r.en.txt"), ("r.fa.txt", "r.en.txt")]
    assert by_name(["r.ar.txt", "r.fa.txt", "r.zh.txt"]) == [
        ("r.ar.txt", "r.fa.txt"),
        ("r.ar.txt", "r.zh.txt"),
        ("r.fa.txt", "r.zh.txt"),
    ]


def test_folders_keep_documents_apart():
    assert by_name(["a/r.ar.txt", "b/r.en.txt"]) == []
