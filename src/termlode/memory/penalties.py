"""What a match loses for where it comes from."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from termlode.model import PERSON, rank
from termlode.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from termlode.model import Origin, TranslationUnit


@dataclass(frozen=True, slots=True)
class Penalties:
    """Points taken off a score.

    ``aligned`` is what an alignment of confidence 0 loses (confidence 1 loses nothing, none given half);
    ``origins`` holds points for single origins: ``client:NAME``, ``domain:NAME``, ``project:NAME``,
    ``document:NAME`` or a kind (``human``, ``import``).
    """

    machine: int = 15
    aligned: int = 10
    pivot: int = 5
    numbers: int = 2  # the target's numbers could not be adapted
    origins: Mapping[str, int] = field(default_factory=dict)

    def of(self, unit: TranslationUnit) -> tuple[tuple[str, int], ...]:
        """The penalties that ``unit`` earns, each with its reason; what a person reviewed is no guess any more."""
        origin, guessed = unit.origin, rank(unit) < PERSON
        found: list[tuple[str, int]] = []
        if guessed and origin.kind == "machine":
            found.append(("machine", self.machine))
        elif guessed and origin.kind == "aligned":
            confidence = 0.5 if origin.confidence is None else min(1.0, max(0.0, origin.confidence))
            found.append(("aligned", ceil(self.aligned * (1 - confidence))))
        if self.origins:
            found.extend(self._own(origin))
        return tuple((reason, points) for reason, points in found if points)

    def _own(self, origin: Origin) -> list[tuple[str, int]]:
        names = {
            origin.kind,
            f"client:{origin.client}",
            f"domain:{origin.domain}",
            f"project:{origin.project}",
            f"document:{origin.document}",
        }
        return [(name, points) for name, points in self.origins.items() if name in names]


DEFAULT = Penalties()


def told(points: Mapping[str, int]) -> Penalties:
    """The penalties that a workspace states, by name; kinds of matches as fields, the others as origins."""
    known = {"machine", "aligned", "pivot", "numbers"}
    own = {name: value for name, value in points.items() if name in known}
    others = {name: value for name, value in points.items() if name not in known}
    return Penalties(**own, origins=others)
