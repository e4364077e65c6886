"""Whether two texts are translations of each other at all: refuse before nonsense reaches a memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.errors import NotParallelError
from termlode.languages.tags import same

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.model import Bead

LEAST = 0.35  # of the letters in aligned beads, weighted by confidence
MOST_RATIO = 12.0  # one text this many times as long as the other is no translation
_RATIO_FROM = 400  # letters; shorter texts vary more


def score(beads: Sequence[Bead], source: Sequence[str], target: Sequence[str]) -> float:
    """The share of both texts' letters that aligned beads hold, each counted by its confidence."""
    total = sum(map(len, source)) + sum(map(len, target))
    held = 0.0
    for bead in beads:
        if bead.source and bead.target:
            letters = sum(len(source[i]) for i in bead.source) + sum(len(target[j]) for j in bead.target)
            held += bead.confidence * letters
    return held / total if total else 0.0


def check_texts(
    source: Sequence[str],
    target: Sequence[str],
    source_language: str,
    target_language: str,
    names: tuple[str, str] = ("source", "target"),
) -> None:
    """Raise NotParallelError where it is plain beforehand: an empty side, one language, lengths far apart."""
    for texts, name in zip((source, target), names, strict=True):
        if not any(text.strip() for text in texts):
            raise NotParallelError("has no text to align", path=name, cure="give a document with text")
    if same(source_language, target_language):
        raise NotParallelError(
            f"both texts are in {source_language}",
            path=" and ".join(names),
            cure="name the languages with --from and --to",
        )
    from termlode.alignment.length import lengths

    x, y = float(lengths(source).sum()), float(lengths(target).sum())
    if max(x, y) > _RATIO_FROM and max(x, y) / min(x, y) > MOST_RATIO:
        longer, shorter = names if x > y else names[::-1]
        raise NotParallelError(
            f"is {max(x, y) / min(x, y):.0f} times as long as {shorter}", path=longer, cure="are these the right files?"
        )


def require_parallel(
    beads: Sequence[Bead],
    source: Sequence[str],
    target: Sequence[str],
    source_language: str,
    target_language: str,
    *,
    names: tuple[str, str] = ("source", "target"),
    least: float = LEAST,
) -> float:
    """The score of an alignment. Raises NotParallelError, with the reason, where it is below ``least``."""
    check_texts(source, target, source_language, target_language, names)
    found = score(beads, source, target)
    if found < least:
        raise NotParallelError(
            f"are not translations of each other: score {found:.2f}, at least {least:.2f} is needed",
            path=" and ".join(names),
            cure="if they are, lower it with --least-score",
        )
    return found
