"""A corpus: what is built, resumed, the same whoever does it; counted, deduplicated, filtered, exported."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from termlode import workspace
from termlode.errors import FormatError, NothingFound, TermlodeError, UsageError
from tests.corpus.conftest import lay

if TYPE_CHECKING:
    from termlode.corpus.build import Built

pytestmark = pytest.mark.corpus


def local() -> Any:
    from termlode.corpus.engines import Local

    return Local()


def built(documents: Path, out: Path | str, engine: Any = None, **options: Any) -> Built:
    from termlode.corpus.build import build

    return build([str(documents)], out, engine or local(), **options)


def rows(out: Path | str) -> list[dict[str, Any]]:
    from termlode.corpus import parts
    from termlode.corpus.place import Place

    return list(parts.rows(Place.at(out)))


def content(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def test_documents_become_corrected_aligned_scored_units(documents: Path, tmp_path: Path):
    done = built(documents, tmp_path / "c")
    assert (done.made, done.kept, done.rows, done.parts) == (4, 0, 24, {"pair=fa-en/part-00000.parquet": 24})
    row = next(one for one in rows(tmp_path / "c") if one["target"].startswith("Prices"))
    assert row["source"] == "قیمت خاک‌های کمیاب سال گذشته ۲۰ درصد افزایش یافت."  # corrected
    assert row["source_original"].startswith("قیمت خاکهای")
    assert (row["source_language"], row["target_language"], row["document"]) == ("fa", "en", "b0.fa.txt")
    assert row["probability"] > 0.9
    assert row["quality"] > 0.9
    assert json.loads(row["places"])[0][:1] == ["b0.fa.txt"]


def test_as_is_corrects_nothing(documents: Path, tmp_path: Path):
    built(documents, tmp_path / "c", fix=False)
    assert any("خاکهای" in one["source"] for one in rows(tmp_path / "c"))


def test_a_workspace_corrects_with_its_termbase(documents: Path, tmp_path: Path):
    made = workspace.create(tmp_path / "w")
    made.termbase.mkdir(exist_ok=True)
    (made.termbase / "mining.yaml").write_text(
        "port:\n  terms:\n    fa:\n      - term: بندر\n        variants: [{text: بنذر, kind: nonword}]\n",
        encoding="utf-8",
    )
    for path in documents.glob("*.fa.txt"):
        path.write_text(path.read_text(encoding="utf-8").replace("بندر", "بنذر"), encoding="utf-8")
    built(documents, tmp_path / "without")
    assert any("بنذر" in one["source"] for one in rows(tmp_path / "without"))
    built(documents, tmp_path / "with", workspace=made)
    assert not any("بنذر" in one["source"] for one in rows(tmp_path / "with"))


def test_what_was_done_is_not_done_again_and_what_changed_is(documents: Path, tmp_path: Path):
    out = tmp_path / "c"
    built(documents, out)
    before = content(out)
    again = built(documents, out)
    assert (again.made, again.kept) == (0, 4)
    assert content(out) == before
    (documents / "b1.en.txt").write_text(
        (documents / "b1.en.txt").read_text(encoding="utf-8").replace("number 1", "number 11"), encoding="utf-8"
    )
    changed = built(documents, out)
    assert (changed.made, changed.kept) == (1, 3)
    assert any("number 11" in one["target"] for one in rows(out))


def test_a_build_that_stopped_goes_on(documents: Path, tmp_path: Path):
    class Stopping:
        workers = 1

        def run(self, job, tasks):
            for number, task in enumerate(tasks[:2]):
                yield number, job(task)
            raise KeyboardInterrupt

    out = tmp_path / "c"
    with pytest.raises(KeyboardInterrupt):
        built(documents, out, Stopping())
    with pytest.raises(NothingFound, match="not finished"):
        rows(out)
    done = built(documents, out)
    assert (done.made, done.kept, done.rows) == (2, 2, 24)
    built(documents, tmp_path / "whole")
    assert {k: v for k, v in content(out).items() if k != "x"} == content(tmp_path / "whole")


def test_a_damaged_piece_is_made_again(documents: Path, tmp_path: Path):
    out = tmp_path / "c"
    built(documents, out)
    before = content(out)
    for path in (next((out / "pieces").iterdir()), out / "pair=fa-en" / "part-00000.parquet"):
        path.write_bytes(path.read_bytes()[:100])
    assert built(documents, out).made == 1
    assert content(out) == before


def test_bad_documents_are_named_and_stop_nothing(documents: Path, tmp_path: Path):
    (documents / "broken.docx").write_bytes(b"PK\x03\x04nothing")
    (documents / "alone.txt").write_text("Only English is in this text. Nothing else is.\n", encoding="utf-8")
    done = built(documents, tmp_path / "c")
    assert [name for name, _ in done.failures] == ["broken.docx"]
    assert [name for name, _ in done.unused] == ["alone.txt"]
    assert done.rows == 24
    left = json.loads((tmp_path / "c" / "corpus.json").read_text(encoding="utf-8"))["left_out"]
    assert {one["document"] for one in left} == {"broken.docx", "alone.txt"}


def test_a_document_that_is_gone_is_gone_from_the_corpus(documents: Path, tmp_path: Path):
    out = tmp_path / "c"
    built(documents, out)
    for tag in ("fa", "en"):
        (documents / f"b0.{tag}.txt").unlink()
    assert built(documents, out).rows == 18
    assert not any(one["document"] == "b0.fa.txt" for one in rows(out))


def test_parts_are_bounded(documents: Path, tmp_path: Path):
    from termlode.corpus import shards
    from termlode.corpus.find import Task
    from termlode.corpus.place import Place
    from termlode.corpus.process import Piece

    pieces = [Piece(Task((), (str(n),)), f"k{n}", (("fa-en", 30),)) for n in range(10)]
    parts = shards.plan(Place.at(tmp_path), pieces, rows=100)
    assert [part.rows for part in parts] == [120, 120, 60]
    assert [key for part in parts for key in part.pieces] == [piece.key for piece in pieces]


# ── what is done with one ────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    lay(folder / "docs", 4)
    built(folder / "docs", folder / "c")
    return folder / "c"


def test_stats(corpus: Path):
    from termlode.corpus.place import Place
    from termlode.corpus.stats import stats

    (found,) = stats(Place.at(corpus), local())
    assert (found.pair, found.units, found.documents) == ("fa-en", 24, 4)
    assert found.characters[0] == sum(len(one["source"]) for one in rows(corpus))
    assert found.sure[0] == 24


def test_dedupe_keeps_each_unit_once(corpus: Path, tmp_path: Path):
    from termlode.corpus.dedupe import dedupe
    from termlode.corpus.place import Place

    found = dedupe(Place.at(corpus), Place.at(tmp_path / "u"), local())
    assert found == (24, 9, 0)  # five of each, and the last line of each of four
    texts = [(one["source"], one["target"]) for one in rows(tmp_path / "u")]
    assert len(set(texts)) == 9
    assert set(texts) == {(one["source"], one["target"]) for one in rows(corpus)}


def test_dedupe_of_nearly_the_same(corpus: Path, tmp_path: Path):
    from termlode.corpus.dedupe import dedupe
    from termlode.corpus.place import Place

    found = dedupe(Place.at(corpus), Place.at(tmp_path / "u"), local(), near=0.6)
    assert found == (24, 6, 3)  # the last lines differ in a number
    with pytest.raises(UsageError, match="near"):
        dedupe(Place.at(corpus), Place.at(tmp_path / "v"), local(), near=0.1)


def test_the_surest_of_what_is_the_same_stays():
    import numpy as np

    from termlode.corpus.dedupe import Marks, _repeated

    none = np.zeros((0, 32), np.uint16)
    one = Marks(np.array([7, 8], np.uint64), np.array([0.5, 0.9]), none)
    other = Marks(np.array([7, 8, 7], np.uint64), np.array([0.8, 0.9, 0.8]), none)
    assert _repeated([one, other]) == {0: {0}, 1: {1, 2}}


def test_hashes_are_those_of_every_process():
    from termlode.corpus.dedupe import grams

    assert grams("abcd") == {13571832473275694587}
    assert grams("abcd", 1) != grams("abcd")
    assert len(grams("abcdefg")) == 4


def test_filter(corpus: Path, tmp_path: Path):
    from termlode.corpus.filtering import Filter, keep
    from termlode.corpus.place import Place

    place = Place.at(corpus)
    assert keep(place, Place.at(tmp_path / "a"), Filter(quality=0.5), local()) == (24, 24)
    assert keep(place, Place.at(tmp_path / "b"), Filter(shortest=44), local())[1] < 24
    assert all(min(len(one["source"]), len(one["target"])) >= 44 for one in rows(tmp_path / "b"))
    assert keep(place, Place.at(tmp_path / "c"), Filter(pairs=(("en", "fa"),)), local())[1] == 24
    assert keep(place, Place.at(tmp_path / "d"), Filter(pairs=(("en", "zh"),)), local())[1] == 0
    assert rows(tmp_path / "d") == []
    with pytest.raises(UsageError, match="corpus itself"):
        keep(place, place, Filter(), local())


def test_filter_by_letters():
    from termlode.corpus.filtering import _strange

    assert _strange("سلام", "fa") == 0
    assert _strange("سلام abcd", "fa") == 0.5
    assert _strange("12", "fa") == 0


def test_export_as_tmx_and_into_a_memory(corpus: Path, tmp_path: Path):
    from termlode.corpus import export
    from termlode.corpus.place import Place
    from termlode.exchange.tmx.read import read

    assert export.tmx(Place.at(corpus), tmp_path / "c.tmx") == 24
    back = list(read(tmp_path / "c.tmx"))
    assert [unit.variants[1].text for unit in back] == [one["target"] for one in rows(corpus)]
    assert back[0].origin.kind == "aligned"
    assert back[0].origin.locations[0].document == "b0.fa.txt"
    with pytest.raises(NothingFound, match="no zh-en"):
        export.tmx(Place.at(corpus), tmp_path / "d.tmx", ("zh", "en"))
    assert not (tmp_path / "d.tmx").exists()
    made = workspace.create(tmp_path / "w")
    assert export.memory(Place.at(corpus), made).seen == 24


def test_what_is_no_corpus_is_told(tmp_path: Path):
    from termlode.corpus import parts
    from termlode.corpus.place import Place

    with pytest.raises(NothingFound, match="no corpus"):
        parts.names(Place.at(tmp_path))
    (tmp_path / "corpus.json").write_text("{}", encoding="utf-8")
    with pytest.raises(TermlodeError, match="damaged"):
        parts.names(Place.at(tmp_path))
    with pytest.raises(NothingFound, match="names no document"):
        built(tmp_path, tmp_path / "c")


def test_names_that_are_not_text_and_pipes_stop_nothing(documents: Path, tmp_path: Path):
    for tag in ("en", "fa"):
        (documents / f"b0.{tag}.txt").rename(documents / os.fsdecode(b"b\xff.%s.txt" % tag.encode()))
    os.mkfifo(documents / "pipe.txt")
    result = built(documents, tmp_path / "out")
    assert [name for name, _ in result.failures] == ["pipe.txt"]
    assert result.made == 4
    assert any("udcff" in row["document"] for row in rows(tmp_path / "out"))


def test_a_corpus_cannot_name_files_outside_of_it(corpus: Path, tmp_path: Path):
    from termlode.corpus import parts
    from termlode.corpus.place import Place

    copy = Path(shutil.copytree(corpus, tmp_path / "c"))
    manifest = copy / "corpus.json"
    for name in ("../victim.parquet", "pair=../../part-00000.parquet", "/etc/passwd", "pieces/x.parquet"):
        manifest.write_text(json.dumps({"parts": [{"name": name, "rows": 1}]}))
        with pytest.raises(FormatError, match="build the corpus again"):
            parts.names(Place.at(copy))


def test_a_corpus_is_not_written_over_itself_by_another_path(corpus: Path, tmp_path: Path):
    from termlode.corpus import filtering
    from termlode.corpus.place import Place

    (tmp_path / "link").symlink_to(corpus)
    for other in (corpus / "pieces" / "..", tmp_path / "link"):
        with pytest.raises(UsageError, match="the corpus itself"):
            filtering.keep(Place.at(corpus), Place.at(other), filtering.Filter(), local())


def test_parquet_of_somebody_else_is_told(corpus: Path, tmp_path: Path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    from termlode.corpus import export
    from termlode.corpus.place import Place

    copy = Path(shutil.copytree(corpus, tmp_path / "c"))
    part = next(copy.glob("pair=*/*.parquet"))
    good = pq.read_table(part, partitioning=None)
    size = good.num_rows
    for column, values in (
        ("source", pa.array([b"\xff"] * size)),
        ("source", pa.nulls(size, pa.string())),
        ("quality", pa.array(["good"] * size)),
        ("places", pa.array(["[[1]]"] * size)),
        ("places", pa.array(["{"] * size)),
        ("document", pa.array([[1]] * size)),
    ):
        pq.write_table(good.set_column(good.schema.get_field_index(column), column, values), part)
        with pytest.raises(FormatError, match="no corpus of ours"):
            list(export.units(Place.at(copy)))


def test_the_commands(documents: Path, tmp_path: Path, termlode):
    (documents / "broken.docx").write_bytes(b"PK\x03\x04nothing")
    run = termlode("corpus", "build", documents, "-o", tmp_path / "c", "--engine", "local", "--json")
    assert run.returncode == 5
    assert json.loads(run.stdout)["units"] == 24
    assert "broken.docx" in run.stderr
    assert termlode("corpus", "stats", tmp_path / "c").stdout.splitlines()[1].startswith("fa-en\t24\t4")
    run = termlode("corpus", "dedupe", tmp_path / "c", "-o", tmp_path / "u", "--json")
    assert json.loads(run.stdout)["after"] == 9
    run = termlode("corpus", "filter", tmp_path / "u", "-o", tmp_path / "g", "--min-quality", "0.7")
    assert "after\t9" in run.stdout
    run = termlode("corpus", "export", "tmx", tmp_path / "g", "-o", tmp_path / "c.tmx", "--for", "omegat")
    assert run.stdout.startswith("9 units")
    assert termlode("corpus", "build", documents, "-o", tmp_path / "c", "--engine", "spark").returncode == 2
