"""What a caller may say about a file that is read or written, in one place for all formats."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from termlode.exchange.notices import Notices

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read. Formats ignore what does not concern them.

    ``source`` and ``target`` are BCP 47 tags for formats that do not name their languages (or are
    to be believed over what the file says); ``columns`` maps the columns of a table in order.
    """

    source: str | None = None
    target: str | None = None
    encoding: str | None = None
    recover: bool = False  # drop illegal characters, keep what stands before the first damage
    fuzzy: bool = False  # take unapproved translations too
    obsolete: bool = False
    check: bool = False  # leave out units that are probably no translations (imports into a memory)
    columns: tuple[str, ...] = ()
    separators: str | None = None  # of synonyms in a cell: signs, or "none"; None: semicolons, with a notice
    subject_field: str | None = None
    client: str | None = None
    domain: str | None = None
    project: str | None = None


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """How to write. Formats ignore what does not concern them.

    ``source`` and ``target`` make the file bilingual; without them it is multilingual.
    ``profile`` names the client the file is for. ``escape`` guards spreadsheets against formulas.
    """

    source: str | None = None
    target: str | None = None
    profile: str | None = None
    level: int | None = None  # TMX 1 or 2; None: what the profile wants
    version: str | None = None  # of the format, where there are several
    escape: bool = True
    bom: bool = False
    max_units: int | None = None  # a new file after so many (TMX)
    max_bytes: int | None = None  # a new file before so many (TMX)
    extra: dict[str, str] = field(default_factory=dict)
    notices: Notices = field(default_factory=Notices)  # what could not be written as it is


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer returns where one destination becomes several files (others return a number)."""

    paths: tuple[Path, ...]
    counts: tuple[int, ...]  # units in each

    @property
    def units(self) -> int:
        """Units in all files."""
        return sum(self.counts)
