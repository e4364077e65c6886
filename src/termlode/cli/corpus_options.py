"""The options and arguments of ``termlode corpus``, as :mod:`termlode.cli.options` has those of all commands."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

Documents = Annotated[
    list[str],
    typer.Argument(metavar="DOCUMENTS", help="Files, folders, patterns, or addresses such as s3://bucket/docs."),
]
Corpus = Annotated[str, typer.Argument(metavar="CORPUS", help="The folder or address of a corpus.")]
Out = Annotated[str, typer.Option("--out", "-o", metavar="CORPUS", help="The folder or address to write to.")]
Engine = Annotated[str, typer.Option("--engine", metavar="dask|local", help="Who works: Dask, or this process alone.")]
Workers = Annotated[
    int | None, typer.Option("--workers", min=1, max=1024, help="Dask's processes here (default: one per core).")
]
Scheduler = Annotated[
    str | None, typer.Option("--scheduler", metavar="ADDRESS", help="A running cluster, such as tcp://host:8786.")
]
AsIs = Annotated[bool, typer.Option("--as-is", help="Take the texts as they are: do not correct them first.")]
Near = Annotated[
    float | None, typer.Option("--near", metavar="SHARE", help="Nearly the same is the same, too: 0.5 to 1.")
]
LeastQuality = Annotated[
    float, typer.Option("--min-quality", min=0, max=1, help="The least chance of being a whole translation.")
]
LeastProbability = Annotated[float, typer.Option("--min-score", min=0, max=1, help="The least confidence of a bead.")]
Pairs = Annotated[
    list[str] | None, typer.Option("--pair", metavar="LANG-LANG", help="Only these languages; may be repeated.")
]
Pair = Annotated[str | None, typer.Option("--pair", metavar="LANG-LANG", help="The languages of the file.")]
Shortest = Annotated[int, typer.Option("--min-length", min=0, help="The least characters of a side.")]
Longest = Annotated[int | None, typer.Option("--max-length", min=1, help="The most characters of a side.")]
LengthRatio = Annotated[
    float | None, typer.Option("--ratio", min=1, help="How many times longer the longer side may be.")
]
Strange = Annotated[
    float | None,
    typer.Option("--charset", min=0, max=1, metavar="SHARE", help="The most letters of another script than its own."),
]
Export = Annotated[
    Literal["tmx", "memory"], typer.Argument(metavar="tmx|memory", help="A TMX file, or the workspace's memory.")
]
