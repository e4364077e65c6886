"""What became of a bilingual file: sentences translated and not, units of the memory, the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.cli import output

if TYPE_CHECKING:
    from termlode.jobs.bilingual import Merged
    from termlode.memory import AddReport


def show(done: Merged, added: AddReport | None, *, json: bool) -> None:
    """The figures, what was lost, and where the document is."""
    figures: list[tuple[str, object]] = [("translated", done.translated), ("untranslated", done.untranslated)]
    if added is not None:
        figures += [("units added", added.added), ("units updated", added.updated)]
        figures += [("units refused", added.refused)] if added.refused else []
    if json:
        named = {name.replace(" ", "_"): value for name, value in figures}
        output.record({**named, "notices": list(done.said), "written": str(done.written)})
        return
    output.out(output.facts(figures), end="")
    for line in done.said:
        output.warn(line)
    if done.untranslated:
        output.warn(f"{done.untranslated} sentences have no translation: they stand in the document as they were")
    output.remark(f"wrote {done.written}")
