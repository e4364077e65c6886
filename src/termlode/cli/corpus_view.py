"""What came of a corpus, as figures; its exit status."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from termlode.cli import output
from termlode.cli.exits import of_batch
from termlode.errors import MissingExtra, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from termlode.corpus.build import Built
    from termlode.corpus.engines import Engine
    from termlode.corpus.stats import Stats

_SHOWN = 20


@contextmanager
def engine(name: str, workers: int | None, scheduler: str | None) -> Iterator[Engine]:
    """The engine asked for; a scheduler or a number of workers asks for Dask. Raises UsageError, MissingExtra."""
    try:
        import pyarrow as _  # noqa: F401, ICN001  # an extra

        from termlode.corpus import engines
    except ImportError as error:
        raise MissingExtra("termlode corpus", "corpus") from error
    chosen = "dask" if name == "local" and (scheduler is not None or workers is not None) else name
    with engines.engine(chosen, workers, scheduler) as found:
        yield found


def pairs(said: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Pairs of languages. Raises UsageError."""
    from termlode.languages.named import pair

    return tuple(pair(one) for one in said)


def built(found: Built, out: str, *, json: bool) -> int:
    """What was built, and what was left out; the exit status."""
    if json:
        output.record({
            "made": found.made, "kept": found.kept, "units": found.rows, "parts": found.parts,
            "failures": _named(found.failures), "unused": _named(found.unused),
        })  # fmt: skip
    else:
        figures: dict[str, object] = {"documents done": found.made, "done before": found.kept, "units": found.rows}
        output.out(output.facts(figures.items()), end="")
    for kind, some in (("failed", found.failures), ("left out", found.unused)):
        for name, reason in some[:_SHOWN]:
            output.warn(f"{kind}: {name}: {reason}")
        if len(some) > _SHOWN:
            output.warn(f"{kind}: {len(some) - _SHOWN} more: {out}/corpus.json names them")
    if found.failures:
        return of_batch(found.made + found.kept, len(found.failures))
    return 0


def _named(some: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"document": name, "reason": reason} for name, reason in some]


def stats(found: Sequence[Stats], *, json: bool) -> None:
    """A line a pair."""
    from termlode.corpus.stats import STEPS

    heads = ["pair", "units", "documents", "characters", "of the target", "probability", "quality"]
    rows: list[list[object]] = []
    for one in found:
        row = [one.pair, one.units, one.documents, *one.characters, one.probability, one.quality, *one.sure]
        rows.append(row)
    names = [*heads, *(f"quality {step:g}" for step in STEPS)]
    if json:
        for row in rows:
            output.record(dict(zip(names, row, strict=True)))
    else:
        output.rows([names, *rows])


def left(counts: Mapping[str, Any], out: str, *, json: bool) -> None:
    """How many rows there were and are."""
    if json:
        output.record(dict(counts))
        return
    output.out(output.facts(counts.items()), end="")
    output.remark(f"wrote {out}")


def export(kind: str, corpus: str, out: Path | None, pair: str | None, client: str | None) -> None:
    """Write TMX, or add to the memory."""
    with engine("local", None, None):
        from termlode.corpus import export as job
        from termlode.corpus.place import Place

        place = Place.at(corpus)
        if kind == "memory":
            from termlode.cli.progress import stages
            from termlode.workspace import require

            with stages(["store"]) as progress:
                done = job.memory(place, require(), progress)
            output.out(output.facts([("added", done.added), ("unchanged", done.unchanged)]), end="")
            return
        if out is None:
            raise UsageError("name the file: termlode corpus export tmx CORPUS -o corpus.tmx")
        output.out(f"{job.tmx(place, out, pairs([pair])[0] if pair else None, client)} units → {out}")
