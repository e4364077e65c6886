"""The packaged samples: five short source documents written for Termlode, and the termbase that goes with them."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def sources() -> list[Path]:
    """The sample documents: Persian out of a PDF, Arabic with its English, Chinese, Pashto, broken HTML."""
    return sorted(path for path in (_HERE / "sources").iterdir() if path.is_file())


def termbase() -> list[Path]:
    """The YAML files of Termlode's own termbase: packaged with the wheel, at the root of a checkout."""
    packaged = _HERE / "termbase"
    folder = packaged if packaged.is_dir() else _HERE.parents[2] / "termbase"
    return sorted(folder.glob("*.yaml"))
