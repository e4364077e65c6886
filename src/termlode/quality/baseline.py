"""Findings that a person knows of and waves through: a file of their marks, which outlives moved and renamed units.

A finding is known again by its code and the texts of its unit, wherever the unit stands.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from termlode.errors import FormatError
from termlode.files import read_bytes
from termlode.sheets import parse_json

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from termlode.quality.unit import Finding

KIND = "termlode known findings 1"


def mark(finding: Finding) -> str:
    """Sixteen characters by which a finding is known again."""
    said = "\0".join((finding.code, finding.source, finding.target, finding.message))
    return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def text(findings: Iterable[Finding]) -> str:
    """The file that waves ``findings`` through, the next time: a line a finding, for people to read and strike out."""
    import json

    known = {
        mark(one): {"code": one.code, "file": one.file, "unit": one.unit, "message": one.message} for one in findings
    }
    rows = [f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in sorted(known.items())]
    listed = ",\n".join(rows)
    return f'{{"kind": "{KIND}", "findings": {{\n{listed}\n}}}}\n'


def read(path: Path) -> frozenset[str]:
    """The marks of a file. Raises FormatError, UnreadableError."""
    try:
        found = parse_json(read_bytes(path))
    except ValueError as error:
        raise FormatError(f"is not JSON: {str(error)[:200]}", path=path) from error
    known = found.get("findings") if isinstance(found, dict) and found.get("kind") == KIND else None
    if not isinstance(known, dict):
        raise FormatError("holds no known findings", path=path, cure="check --write-baseline FILE makes one")
    return frozenset(map(str, known))
