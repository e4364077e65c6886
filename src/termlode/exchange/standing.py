"""What a translation is worth to a memory, by what its file says of it: one layer for all formats.

A tool says it in its own words: a state, a status, an origin, a flag (``needs-review-translation``,
``ManuallyConfirmed``, ``leveraged-mt``, ``conf="Draft"``). :func:`word` takes each to one of five facts, and
:func:`standing` the facts of one translation to what the memory does with it. Drafts, machine translations that
nobody confirmed, and rejected ones stay out unless they are asked for (``--fuzzy``), and are counted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termlode.exchange.notices import Notices
    from termlode.model import OriginKind

type Fact = Literal["rejected", "machine", "draft", "suggestion", "confirmed", "reviewed"]
# ``machine`` is one that nobody confirmed, ``confirmed-machine`` one whose file says that it is translated.
type Standing = Literal["human", "confirmed-machine", "draft", "machine", "rejected"]

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
# Words of states and origins, the telling ones first: "MachineTranslated" is machine, "NotTranslated" a draft.
_FACTS: tuple[tuple[Fact, frozenset[str]], ...] = (
    ("rejected", frozenset({"rejected", "reject", "refused", "disapproved"})),
    ("machine", frozenset({"machine", "mt", "nmt", "amt", "smt", "rbmt", "llm", "gpt", "deepl"})),
    (
        "draft",
        frozenset({
            "draft", "not", "needs", "new", "initial", "started", "edited", "fuzzy", "pretranslated", "assembled",
            "unapproved", "unconfirmed", "unreviewed", "untranslated", "unspecified", "unfinished", "incomplete",
            "pending", "progress", "suggestion", "suggested", "proposal", "proposed",
        }),
    ),
    (
        "reviewed",
        frozenset({
            "approved", "confirmed", "reviewed", "proofread", "signed", "final", "finalized", "validated", "verified",
        }),
    ),
    ("confirmed", frozenset({"translated", "translation", "complete", "completed", "done", "finished"})),
)  # fmt: skip
_REASONS: dict[Standing, tuple[str, str]] = {
    "draft": ("unapproved", "a translation is a draft: left out (--fuzzy takes it)"),
    "machine": ("machine", "a machine translation that nobody confirmed: left out (--fuzzy takes it)"),
    "rejected": ("rejected", "a translation was rejected: left out (--fuzzy takes it)"),
}


def word(value: str | None) -> Fact | None:
    """What one value of a state, status or origin says, or None where it says nothing that we know."""
    if not value:
        return None
    words = {part.lower() for part in _WORD.findall(value)}
    return next((fact for fact, known in _FACTS if not known.isdisjoint(words)), None)


def standing(facts: Iterable[Fact | None]) -> Standing:
    """What the facts of one translation come to; without any it is a person's, as files of people usually are."""
    said = set(facts)
    if "rejected" in said:
        return "rejected"
    if "machine" in said:
        if "draft" in said:
            return "machine"
        return "human" if "reviewed" in said else "confirmed-machine" if "confirmed" in said else "machine"
    if "draft" in said or ("suggestion" in said and said.isdisjoint({"confirmed", "reviewed"})):
        return "draft"
    return "human"


def left_out(found: Standing, notices: Notices, *, fuzzy: bool, line: int | None = None, text: str = "") -> bool:
    """Whether a translation of this standing stays out; if so it is counted."""
    if fuzzy or found not in _REASONS:
        return False
    code, message = _REASONS[found]
    notices.skip(code, message, line=line, text=text)
    return True


def origin_kind(found: Standing) -> OriginKind:
    """The origin of a unit of this standing: a machine's stays a machine's, whoever let it pass."""
    return "machine" if found in ("machine", "confirmed-machine") else "import"
