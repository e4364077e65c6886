"""Termlode: translation memory and terminology for Persian, Arabic, Chinese, Pashto and English.

The public names load on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from termlode.errors import TermlodeError
    from termlode.model import (
        Bead,
        Block,
        ConceptEntry,
        Document,
        Edit,
        InlineCode,
        LanguageSection,
        Match,
        Segment,
        TermSection,
        TranslationUnit,
        Variant,
    )
    from termlode.workspace import Workspace

__version__ = "0.1.0"
__all__ = [
    "Bead",
    "Block",
    "ConceptEntry",
    "Document",
    "Edit",
    "InlineCode",
    "LanguageSection",
    "Match",
    "Segment",
    "TermSection",
    "TermlodeError",
    "TranslationUnit",
    "Variant",
    "Workspace",
]
_HOMES = {"TermlodeError": "errors", "Workspace": "workspace"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'termlode' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"termlode.{_HOMES.get(name, 'model')}"), name)
