"""The ranking model: a logistic regression over the features, its weights in ``ranking.tsv`` beside this file.

The weights were fitted by ``benchmarks/train_ranking.py``, which says how; the file says on what.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from termlode.extraction.candidate import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    type Floats = NDArray[np.float64]

WEIGHTS = Path(__file__).parent / "ranking.tsv"


class Weight(NamedTuple):
    """A feature, what one unit of it adds to the log odds, and what it is in words."""

    feature: str
    adds: float
    meaning: str


@cache
def weights() -> tuple[Weight, ...]:
    """The weights of the model."""
    rows = [line.split("\t") for line in WEIGHTS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return tuple(Weight(name, float(adds), meaning) for name, adds, meaning in rows)


def scores(columns: Mapping[str, Floats]) -> Floats:
    """The score of each group: natural-log odds, up to a constant."""
    table = np.column_stack([columns[one.feature] for one in weights()])
    out: Floats = table @ np.array([one.adds for one in weights()])
    return out


def reasons(columns: Mapping[str, Floats], number: int) -> tuple[Reason, ...]:
    """What the features of one group add to its score, most first; what adds nothing is left out."""
    found = (
        Reason(one.feature, value := round(float(columns[one.feature][number]), 4), round(one.adds * value, 4))
        for one in weights()
    )
    return tuple(sorted((one for one in found if one.adds), key=lambda one: (-abs(one.adds), one.feature)))
