"""What ``termlode review apply`` says of what it made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.cli import output
from termlode.cli.exits import EXIT_INPUT, EXIT_PARTLY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.correction.review import Applied
    from termlode.jobs.review import Stored
    from termlode.jobs.review_table import Reviewed


def corrections(done: Sequence[Applied]) -> int:
    """A line a document; the exit status."""
    failed = [one for one in done if one.error]
    for one in done:
        if one.error:
            output.warn(one.error)
        else:
            output.out(f"{one.name}: {one.edits} corrections made → {one.written}")
    return 0 if not failed else EXIT_INPUT if len(failed) == len(done) else EXIT_PARTLY


def stored(done: Stored) -> None:
    """What became of the accepted and refused pairs."""
    counts = {"added": done.added, "updated": done.updated, "unchanged": done.unchanged}
    more = {"kept as written before": done.kept, "refused": done.refused}
    counts |= {name: count for name, count in more.items() if count}
    output.remark(", ".join(f"{count} {name}" for name, count in counts.items()))


def table(done: Reviewed) -> None:
    """What came of a review table, and the rows that were left."""
    figures = [("changed", done.changed), ("approved", done.approved), ("comments", done.comments)]
    output.out(output.facts(figures), end="")
    for line in done.said:
        output.warn(line)
