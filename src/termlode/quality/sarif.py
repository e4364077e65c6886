"""Findings as SARIF 2.1.0 (OASIS 2020), which code hosts and editors show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from termlode.quality.baseline import mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termlode.checks import Check, Severity
    from termlode.quality.unit import Finding

_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "information": "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(findings: Iterable[Finding], checks: Iterable[Check[Any, Any]], version: str) -> dict[str, Any]:
    """One run with all rules and results."""
    rules = [
        {
            "id": one.code,
            "shortDescription": {"text": one.message},
            "help": {"text": one.cure},
            "defaultConfiguration": {"level": _LEVELS[one.severity]},
        }
        for one in checks
    ]
    driver = {"name": "termlode", "version": version, "rules": rules}
    results = [_result(one) for one in findings]
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}


def _result(one: Finding) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(one.file)}}
    if one.line:
        place["region"] = {"startLine": one.line}
    logical = [{"name": one.unit, "kind": "resource"}] if one.unit else []
    return {
        "ruleId": one.code,
        "level": _LEVELS[one.severity],
        "message": {"text": one.message},
        "locations": [{"physicalLocation": place, **({"logicalLocations": logical} if logical else {})}],
        "partialFingerprints": {"termlodeFinding/v1": mark(one)},
    }


def _uri(file: str) -> str:
    from urllib.parse import quote

    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
