"""A small termbase of our own for the tests of the room."""

from __future__ import annotations

from pathlib import Path

import pytest

SMALL = """\
# Our own small termbase.
rare-earth-elements:
  definition: Seventeen metals.
  related:
    - homonym: rare-metals
  terms:
    en:
      - term: rare earth elements
        status: preferred
      - term: rare earths
        status: admitted
        type: short-form
      - term: REE
        status: admitted
        type: acronym
    fa:
      - term: عناصر خاکی کمیاب
        status: preferred
      - term: خاکی کمیاب  # the usual ellipsis
        status: admitted
        variants:
          - text: حاکی کمیاب
            kind: realword
    ar:
      - term: عناصر أرضية نادرة
        status: preferred
      - term: معادن نادرة
        status: admitted
        attested:
          - المعادن النادرة
    zh:
      - term: 稀土元素
        status: preferred
      - term: 稀土
        status: admitted
    ps:
      - term: د ځمکې نادر عناصر
        status: preferred

# What the press confuses with the former.
rare-metals:
  related:
    - homonym: rare-earth-elements
  terms:
    en:
      - term: rare metals
        status: preferred
    ar:
      - term: معادن نادرة
        status: preferred
        attested:
          - المعادن النادرة
    zh:
      - term: 稀有金属
        status: preferred
"""

OTHER = """\
battery:
  terms:
    en:
      - term: battery
        status: preferred
        forms: [batteries]
    fa:
      - term: باتری
        status: preferred
    zh:
      - term: 电池
        status: preferred

magnet:
  terms:
    en:
      - term: magnet
        status: preferred
    fa:
      - term: آهن‌ربا
        status: preferred
      - term: مغناطیس
        status: deprecated

rare-earth-magnet:
  terms:
    en:
      - term: rare earth magnet
        status: preferred
    zh:
      - term: 稀土磁体
        status: preferred
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files, five concepts."""
    made = tmp_path / "termbase"
    made.mkdir()
    (made / "critical-minerals.yaml").write_text(SMALL, encoding="utf-8")
    (made / "industry.yaml").write_text(OTHER, encoding="utf-8")
    return made


@pytest.fixture
def project(folder: Path) -> Path:
    """A workspace around the small termbase."""
    root = folder.parent
    (root / "termlode.toml").write_text(
        'name = "small"\nlanguages = ["fa", "ar", "zh", "ps", "en"]\n', encoding="utf-8"
    )
    return root
