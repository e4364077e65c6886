"""What became of a CAT tool's project: what came back, where two people differ, what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from termlode.cli import output

if TYPE_CHECKING:
    from termlode.jobs.confirmed import Conflict
    from termlode.jobs.sync import Synced

_SAID = {
    "added": "translations new",
    "updated": "updated",
    "unchanged": "unchanged",
    "memory": "newer in the memory",
    "gone": "gone from the project, kept",
}
_SHOWN = 20


def show(done: Synced, *, json: bool) -> None:
    """The figures, the conflicts, the notices, and the files."""
    if json:
        output.record(_record(done))
        return
    facts: list[tuple[str, object]] = [(said, done.counts[name]) for name, said in _SAID.items() if done.counts[name]]
    output.out(output.facts([*facts, ("glossary rows", done.terms), ("memory units", done.units)]), end="")
    for one in done.conflicts[:_SHOWN]:
        output.warn(f"{one.source}: {_conflict(one)}")
    if len(done.conflicts) > _SHOWN:
        output.warn(f"{len(done.conflicts) - _SHOWN} more: see the project's omegat/termlode-conflicts.tsv")
    if done.new_terms:
        output.warn(
            f"{done.new_terms} entries of the project's own glossary are not in the termbase: 'termlode import'"
        )
    for notice, count in done.notices.lines():
        output.warn(f"{notice.message} ({count})")
    for path in done.written:
        output.remark(f"wrote {path}")


def _conflict(one: Conflict) -> str:
    project, memory = f"“{one.there.text}” in the project", f"“{one.here.text}” in the memory"
    stands, other = (project, memory) if one.stands == "there" else (memory, project)
    return f"{stands} stands, it is newer than {other}"


def _record(done: Synced) -> dict[str, Any]:
    return {
        "project": done.project,
        "from": done.languages[0],
        "to": done.languages[1],
        **{name: done.counts[name] for name in _SAID},
        "conflicts": [
            {"source": one.source, "project": one.there.text, "memory": one.here.text, "stands": one.stands,
             "both_changed": one.both}
            for one in done.conflicts
        ],
        "glossary_rows": done.terms,
        "memory_units": done.units,
        "new_terms": done.new_terms,
        "written": [str(path) for path in done.written],
    }  # fmt: skip
