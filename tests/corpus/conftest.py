"""Small documents in two languages, some of them broken or alone."""

from __future__ import annotations

from pathlib import Path

import pytest

ENGLISH = (
    "The minister opened the new mine on Monday.",
    "Prices of rare earths rose by 20 percent last year.",
    "The port is closed until further notice.",
    "Officials signed the agreement in March.",
    "The plant produces magnets for electric cars.",
)
PERSIAN = (
    "وزیر معدن جدید را روز دوشنبه افتتاح کرد.",
    "قیمت خاکهای کمیاب سال گذشته ۲۰ درصد افزایش یافت.",
    "بندر تا اطلاع ثانوی بسته است.",
    "مقامات توافق را در ماه مارس امضا کردند.",
    "این کارخانه برای خودروهای برقی آهنربا تولید می‌کند.",
)


def lay(folder: Path, count: int) -> None:
    """``count`` bulletins, each with its translation; from the fourth on they repeat each other but for a line."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        start = number % 3
        for tag, lines, last in (
            ("en", ENGLISH, f"Bulletin number {number} ends here."),
            ("fa", PERSIAN, f"خبرنامه شماره {number} در اینجا پایان می‌یابد."),
        ):
            text = "\n\n".join((*lines[start:], *lines[:start], last))
            (folder / f"b{number}.{tag}.txt").write_text(text + "\n", encoding="utf-8")


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    lay(folder, 4)
    return folder
