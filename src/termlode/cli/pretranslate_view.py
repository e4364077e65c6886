"""What pretranslation did: a line a figure, or one JSON object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.cli import output

if TYPE_CHECKING:
    from termlode.jobs.pretranslate import Pretranslation

_SAID = {
    "filled": "filled",
    "below": "left: matches below the threshold",
    "none": "left: no match",
    "codes": "left: the match does not have the segment's codes",
    "kept": "kept: translated already",
    "locked": "locked or not to be translated",
}


def show(found: Pretranslation, *, json: bool) -> None:
    """The figures, what was not done and why, and where the file is."""
    if json:
        written = str(found.written) if found.written else None
        figures = {name: found.outcomes.get(name, 0) for name in _SAID}
        output.record({**figures, "kinds": dict(found.kinds), "repaired": found.repaired, "written": written})
    else:
        rows: list[tuple[str, object]] = [
            (said, found.outcomes[name]) for name, said in _SAID.items() if name == "filled" or found.outcomes.get(name)
        ]
        rows += [(f"  by a match that is {kind}", number) for kind, number in sorted(found.kinds.items())]
        rows += [("  repaired", found.repaired)] if found.repaired else []
        output.out(output.facts(rows), end="")
    for line in found.said:
        output.warn(line)
    if found.written is not None and not json:
        output.remark(f"wrote {found.written}")
