"""Correction of English: none. What looks like markup in an English document may be its subject."""

from __future__ import annotations

from termlode.languages.rules import PlainRules


def rules(*_: object) -> PlainRules:
    """No stages."""
    return PlainRules(markup=False)
