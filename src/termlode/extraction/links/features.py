"""All that is known of pairs of candidates, as numbers: what the model of links adds up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from termlode.extraction.links import contexts, lexical, parallel
from termlode.languages import registry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from termlode.alignment.lexicon import Lexicon
    from termlode.extraction.links.parallel import Bitext
    from termlode.extraction.links.side import Side

    type Concepts = Sequence[frozenset[str]]
    type Ints = NDArray[np.int64]
    type Floats = NDArray[np.float64]

_BOTH = ("least", "most", "whole", "alike", "length", "frequency", "beside", "half")
COMPARABLE = (*_BOTH, "context")
PARALLEL = (*_BOTH, "dice", "significance", "both", "given least", "given most", "bare")
_TOGETHER = 0.2  # of the beads of two candidates: those that meet in fewer are compared where their words say so
_COVERED = 0.15
_MET = 0.5  # beads, by their confidence, that two candidates meet in at least
_ENOUGH = 0.7  # coverage beyond this says no more
_CHARACTERS = 2  # of a word, where words are not written apart


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs that are compared (rows of both sides) and a row of features for each."""

    rows: Ints
    columns: Ints
    values: Floats  # (pairs, features)
    names: tuple[str, ...]

    def kept(self, chosen: NDArray[np.bool_]) -> Pairs:
        """The chosen pairs."""
        return Pairs(self.rows[chosen], self.columns[chosen], self.values[chosen], self.names)


def features(
    sides: tuple[Side, Side],
    table: lexical.Matrix,
    lexicons: Sequence[Lexicon],
    beads: Sequence[Bitext],
    concepts: tuple[Concepts, Concepts],
) -> Pairs:
    """The pairs worth comparing: those that meet in ``beads``, or without any those whose words or letters say so.

    ``table``: :func:`lexical.strengths` of both sides by the ``lexicons``. ``concepts``: the known concepts that each
    candidate names.
    """
    one, other = sides
    met = parallel.together(one, other, beads) if beads else None
    rows, columns = (met.rows, met.columns) if met else lexical.likely(table, one, other)
    forth, back = lexical.covered(table, one, other, rows, columns)
    if met:
        worth = (np.minimum(forth, back) >= _COVERED) | (2 * met.both >= _TOGETHER * (met.one + met.other))
        worth &= met.both >= _MET
        met, rows, columns, forth, back = met.kept(worth), rows[worth], columns[worth], forth[worth], back[worth]
    alike = lexical.likeness(one, other, rows, columns)
    said = {
        **_lexical(forth, back),
        "alike": alike,
        "length": np.abs(np.log(_length(one)[rows] / _length(other)[columns])),
        "frequency": np.abs(_frequency(one)[rows] - _frequency(other)[columns]),
        "beside": _shared(contexts.beside(one), contexts.beside(other), rows, columns),
        "half": _half(concepts, rows, columns),
        "bare": np.maximum(np.maximum(forth, back), alike) <= 0,  # they meet, and nothing else speaks for them
        **(_aligned(met) if met else {"context": contexts.similarity(one, other, lexicons)[rows, columns]}),
    }
    names = PARALLEL if met else COMPARABLE
    values = np.stack([np.asarray(said[name], np.float64) for name in names], axis=1)
    return Pairs(rows, columns, values, names)


def _lexical(forth: Floats, back: Floats) -> dict[str, Floats]:
    least, most = np.minimum(forth, back), np.maximum(forth, back)
    return {"least": least, "most": most, "whole": np.minimum(least, _ENOUGH) * np.minimum(most, _ENOUGH)}


def _frequency(side: Side) -> Floats:
    return np.asarray(np.log(side.counts / side.counts.sum()))


def _length(side: Side) -> Floats:
    if registry.pack(side.language).spaced:
        return side.sizes.astype(np.float64)
    return np.array([max(len(surface) / _CHARACTERS, 0.5) for surface in side.surfaces])


def _shared(one: Sequence[frozenset[str]], other: Sequence[frozenset[str]], rows: Ints, columns: Ints) -> Floats:
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    return np.array([float(not one[a].isdisjoint(other[b])) for a, b in pairs], np.float64)


def _half(concepts: tuple[Concepts, Concepts], rows: Ints, columns: Ints) -> Floats:
    """Whether only one of the two names a known concept: the other may be another word for it, but seldom is."""
    one, other = (np.array([bool(ids) for ids in side], np.bool_) for side in concepts)
    return np.asarray(one[rows] != other[columns], np.float64)


def _aligned(met: parallel.Together) -> dict[str, Floats]:
    given = np.stack([met.both / met.one, met.both / met.other])
    return {
        "dice": 2 * met.both / (met.one + met.other),
        "significance": np.log1p(parallel.significance(met)),
        "both": np.log1p(met.both),
        "given least": given.min(axis=0),
        "given most": given.max(axis=0),
    }
