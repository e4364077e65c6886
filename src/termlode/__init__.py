"""Termlode: translation memory and terminology for Persian, Arabic, Chinese, Pashto and English.

::

    import termlode as tl

    print(tl.fix("او میرود.").text)
    with tl.open("my-project") as ws:
        for match in ws.lookup("稀土", to=("fa", "en")).terms:
            print(match.entry.id, match.kind)

Functions work on plain texts; :func:`open` gives the session of a workspace, whose methods are the commands.
``docs/api.md`` shows each. The names load on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from termlode.alignment import Alignment
    from termlode.correction import Correction
    from termlode.errors import InputError, NothingFound, StoreError, TermlodeError, UsageError
    from termlode.jobs.api import Termbase, align, check, extract, fix, init, lint, open, read, segment, terms  # noqa: A004
    from termlode.jobs.lookup import Answer
    from termlode.jobs.session import Session
    from termlode.memory.store import Store as Memory
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
    "Alignment",
    "Answer",
    "Bead",
    "Block",
    "ConceptEntry",
    "Correction",
    "Document",
    "Edit",
    "InlineCode",
    "InputError",
    "LanguageSection",
    "Match",
    "Memory",
    "NothingFound",
    "Segment",
    "Session",
    "StoreError",
    "TermSection",
    "Termbase",
    "TermlodeError",
    "TranslationUnit",
    "UsageError",
    "Variant",
    "Workspace",
    "align",
    "check",
    "extract",
    "fix",
    "init",
    "lint",
    "open",
    "read",
    "segment",
    "terms",
]
_HOMES = {
    "alignment": ("Alignment",),
    "correction": ("Correction",),
    "errors": ("InputError", "NothingFound", "StoreError", "TermlodeError", "UsageError"),
    "jobs.api": ("Termbase", "align", "check", "extract", "fix", "init", "lint", "open", "read", "segment", "terms"),
    "jobs.lookup": ("Answer",),
    "jobs.session": ("Session",),
    "memory.store": ("Memory",),
    "workspace": ("Workspace",),
}  # all else is of the model


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'termlode' has no attribute {name!r}")
    from importlib import import_module

    home = next((home for home, names in _HOMES.items() if name in names), "model")
    found: object = getattr(import_module(f"termlode.{home}"), "Store" if name == "Memory" else name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
