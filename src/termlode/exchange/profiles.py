"""What each client wants of a file (docs/formats.md says which we ran and which we know by documentation)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from termlode.errors import UsageError
from termlode.languages import registry


@dataclass(frozen=True, slots=True)
class Profile:
    """How to write memory for a client.

    ``level`` is TMX's; ``tidy`` makes text NFC, trimmed and of one line; ``explode`` writes one unit a
    pair of texts (clients lose all but one of several variants); ``duplicates`` orders units of one
    source; ``longest`` is the client's limit in characters a segment; ``taken`` are prop types that
    mean something else there; ``context`` and ``origin`` say in whose props those travel.
    """

    name: str
    title: str
    level: Literal[1, 2] = 2
    tidy: bool = True
    explode: bool = True
    duplicates: Literal["keep", "best-last", "best-first"] = "best-last"
    longest: int | None = None
    regional: bool = False
    taken: frozenset[str] = frozenset()
    context: Literal["own", "memoq", "none"] = "none"

    def language(self, tag: str) -> str:
        """``tag`` as the client names the language."""
        region = registry.pack(tag).region if self.regional and "-" not in tag else ""
        return f"{tag}-{region}" if region else tag


LOSSLESS = Profile("lossless", "no client: nothing is lost", 2, False, False, "keep", context="own")
PROFILES = {
    "omegat": Profile("omegat", "OmegaT", level=1, taken=frozenset({"file", "id", "path", "prev", "next"})),
    "trados": Profile("trados", "Trados", longest=2000, regional=True),
    "memoq": Profile("memoq", "memoQ", context="memoq"),
    "weblate": Profile("weblate", "Weblate", level=1, duplicates="best-first"),
    "phrase": Profile("phrase", "Phrase"),
}


def profile(name: str | None) -> Profile:
    """The profile of a client; None gives the lossless one. Raises UsageError that lists the names."""
    if name is None or name == LOSSLESS.name:
        return LOSSLESS
    if name not in PROFILES:
        raise UsageError(f"no profile {name!r}: one of {', '.join(sorted(PROFILES))}")
    return PROFILES[name]
