"""Correction rules that need no termbase and no look at the whole document."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.languages.hooks import Stage


class PlainRules:
    """Stages that are the same for every document (:class:`termlode.languages.hooks.Rules`)."""

    def __init__(self, *stages: Stage, markup: bool = True) -> None:
        self._stages = stages
        self.markup = markup

    def stages(self, text: str) -> Sequence[Stage]:  # noqa: ARG002  # the same for every text
        """The stages in their order."""
        return self._stages

    def signature(self) -> str:
        """Nothing but this version decides."""
        return ""

    def inputs(self) -> str:
        """Nothing of the termbase."""
        return ""
