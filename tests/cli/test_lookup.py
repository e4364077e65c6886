"""``termlode lookup``: rows, JSON, cards, batches, exit codes, and what it loads."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib import import_module
from inspect import signature

import pytest

from termlode.cli import quick
from termlode.cli.lookup_view import answer
from termlode.errors import InputError, NothingFound, UsageError
from termlode.memory import open_store
from tests.memory.units import unit

HEAVY = (
    "numpy", "hazm", "jieba", "translate", "rich", "lxml", "ruamel", "regex", "docx", "openpyxl", "langcodes", "babel",
    "typer", "click", "pydantic", "prompt_toolkit", "asyncio",
)  # fmt: skip


def rows(capsys) -> list[list[str]]:
    return [line.split("\t") for line in capsys.readouterr().out.splitlines()]


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@pytest.fixture
def drawn(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)


# ── piped ────────────────────────────────────────────────────────────────────────────────────────


def test_rows(small_workspace, capsys):
    answer(["稀土"], to="fa,en")
    found = rows(capsys)
    assert found[0] == [
        "1", "100", "稀土", "عناصر خاکی کمیاب", "zh-fa", "exact", "rare-earth-elements", "preferred", "稀土",
    ]  # fmt: skip
    assert {row[4] for row in found} == {"zh-fa", "zh-en"}
    assert [row[3] for row in found if row[4] == "zh-en" and row[5] == "exact"] == [
        "rare earth elements", "rare earths", "REE",
    ]  # fmt: skip


def test_words_need_no_quotes(small_workspace, capsys):
    answer(["rare", "earth", "magnet"], to="zh")
    found = ["rare earth magnet", "稀土磁体", "en-zh", "exact", "rare-earth-magnet", "preferred", "rare earth magnet"]
    assert rows(capsys) == [["1", "100", *found]]


def test_columns_have_names_and_are_as_many_in_every_row(small_workspace, capsys):
    from termlode.cli.lookup_view import HEADER
    from termlode.memory import open_store
    from termlode.model import TranslationUnit, Variant

    memory = small_workspace / ".termlode" / "memory.db"
    memory.parent.mkdir(exist_ok=True)
    with open_store(memory, write=True) as store:
        store.add([TranslationUnit((Variant("en", "Rare earth magnets are strong."), Variant("zh", "稀土磁体很强。")))])
    answer(["Rare", "earth", "magnets", "are", "strong."], to="zh", header=True)
    head, *found = rows(capsys)
    assert head == list(HEADER)
    assert {len(row) for row in found} == {len(HEADER)}
    by_kind = {row[5]: dict(zip(head, row, strict=True)) for row in found}
    assert (by_kind["within"]["term"], by_kind["within"]["surface"]) == ("rare earth magnet", "Rare earth magnets")
    assert by_kind["exact"]["concept"] == by_kind["exact"]["surface"] == ""


def test_a_whole_query_with_an_error_comes_before_its_parts(small_workspace, capsys):
    answer(["rare earth magnte"], to="zh")
    assert [row[5] for row in rows(capsys)] == ["near", "within", "within"]


@pytest.mark.parametrize("asked", [{"to": "de"}, {"source": "xx"}, {"to": "fa,xx"}])
def test_a_language_that_is_none_of_the_workspace(small_workspace, asked):
    with pytest.raises(UsageError, match=r"(de|xx) is not a language of this workspace: one of ar, en, fa"):
        answer(["稀土"], **asked)


def test_a_language_of_the_memory_is_one_of_the_workspace(small_workspace):
    from termlode.memory import open_store
    from termlode.model import TranslationUnit, Variant

    memory = small_workspace / ".termlode" / "memory.db"
    memory.parent.mkdir(exist_ok=True)
    with open_store(memory, write=True) as store:
        store.add([TranslationUnit((Variant("en", "Water is scarce."), Variant("de", "Wasser ist knapp.")))])
    answer(["Water", "is", "scarce."], to="de")


def test_nothing_found(small_workspace):
    with pytest.raises(NothingFound, match="nothing found for qqqq"):
        answer(["qqqq"])


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"query": []}, "nothing to look up"),
        ({"query": ["x"], "to": "12"}, "--to: '12' is not a language tag"),
        ({"query": ["x"], "source": "?"}, "--from"),
        ({"query": ["x"], "min": 200}, "--min 200"),
        ({"query": ["x"], "top": 0}, "--top 0"),
        ({"query": ["x"], "input": "f"}, "not both"),
    ],
)
def test_unclear_calls(small_workspace, options, error):
    (small_workspace / "f").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match=re.escape(error)):
        answer(**options)


def test_outside_a_workspace(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="termlode init"):
        answer(["x"])


def test_a_workspace_without_a_termbase(small_workspace, capsys):
    for path in (small_workspace / "termbase").iterdir():
        path.unlink()
    (small_workspace / "termbase").rmdir()
    with pytest.raises(NothingFound):
        answer(["稀土"])


def test_a_batch_numbers_its_lines(small_workspace, capsys):
    path = small_workspace / "queries.txt"
    path.write_text("稀土\n\nnothing at all\nmagnet\n", encoding="utf-8-sig")
    answer([], input=str(path), to="fa")
    assert {row[0] for row in rows(capsys)} == {"1", "4"}
    path.write_bytes(b"ok\n\xff\n")
    with pytest.raises(InputError, match=r"queries\.txt, line 2: is not UTF-8"):
        answer([], input=str(path))
    path.write_text("qqqq\nzzzz\n", encoding="utf-8")
    with pytest.raises(NothingFound, match="any of 2 queries"):
        answer([], input=str(path))


def test_several_processes_answer_as_one(small_workspace, capsys):
    path = small_workspace / "queries.txt"
    path.write_text("".join(f"rare earth magnet {number}\nmagnet\n" for number in range(40)), encoding="utf-8")
    with open_store(small_workspace / ".termlode" / "memory.db", write=True) as store:
        store.add(unit(en=f"Rare earth magnets {number}", fa=f"آهنربا {number}") for number in range(40))
    answer([], input=str(path), to="fa", tm=True)
    one = rows(capsys)
    answer([], input=str(path), to="fa", tm=True, jobs=2)
    assert rows(capsys) == one
    assert {"1", "79"} <= {row[0] for row in one}


# ── JSON ─────────────────────────────────────────────────────────────────────────────────────────

TOP = {"schema", "line", "query", "from", "to", "concepts", "memory", "near"}
CONCEPT = {
    "concept", "kind", "score", "language", "term", "status", "matched", "via", "variant", "start", "end", "homonyms",
    "subject_field", "definition", "note", "source", "related", "do_not_translate", "languages",
}  # fmt: skip
TERM = {
    "term", "status", "type", "part_of_speech", "gender", "reliability", "source", "note", "forms", "attested",
    "variants", "region", "homonyms", "attested_in",
}  # fmt: skip


def test_the_json_schema_is_stable(small_workspace, capsys, repository):
    answer(["حاکی کمیاب"], json=True)
    record = json.loads(capsys.readouterr().out)
    assert set(record) == TOP
    concept = record["concepts"][0]
    assert set(concept) == CONCEPT
    assert (concept["concept"], concept["via"], concept["variant"]) == ("rare-earth-elements", "variant", "realword")
    assert (concept["term"], concept["matched"]) == ("خاکی کمیاب", "حاکی کمیاب")
    assert set(concept["languages"]) == {"en", "fa", "ar", "zh", "ps"}
    assert all(set(term) == TERM for terms in concept["languages"].values() for term in terms)
    documented = (repository / "docs" / "termbase.md").read_text(encoding="utf-8")
    assert all(f"`{key}`" in documented for key in TOP | CONCEPT | TERM)


def test_json_targets_and_near(small_workspace, capsys):
    answer(["rare"], to="zh", json=True, source="en")
    record = json.loads(capsys.readouterr().out)
    assert (record["from"], record["to"], record["concepts"]) == ("en", ["zh"], [])
    assert [near["concept"] for near in record["near"]] == ["rare-metals", "rare-earth-elements", "rare-earth-magnet"]
    assert all(set(near["languages"]) == {"zh"} for near in record["near"])


def test_a_json_batch_is_one_object_a_query(small_workspace, capsys):
    path = small_workspace / "q.txt"
    path.write_text("稀土\nqqqq\n", encoding="utf-8")
    answer([], input=str(path), json=True)
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["line"], second["line"], second["concepts"], second["near"]) == (1, 2, [], [])


# ── drawn ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "query", ["稀土", "المعادن النادرة", "حاکی کمیاب", "magnet", "old batteries and a magnet", "batery"]
)
@pytest.mark.parametrize("bidi", ["off", "isolate", "visual"])
def test_cards_fit_80_columns(small_workspace, capsys, drawn, query, bidi):
    from rich.cells import cell_len

    if bidi == "visual":
        pytest.importorskip("bidi")
    answer([query], bidi=bidi)
    lines = plain(capsys.readouterr().out).splitlines()
    assert len(lines) >= 3
    assert all(cell_len(line) <= 80 for line in lines)


def test_a_card_says_what_was_met(small_workspace, capsys, drawn):
    answer(["حاکی کمیاب"], bidi="off")
    text = plain(capsys.readouterr().out)
    assert "حاکی کمیاب is a misreading (realword) of خاکی کمیاب" in text
    assert "homonym: rare-metals" in text
    answer(["معادن نادرة"], bidi="off")
    text = plain(capsys.readouterr().out)
    assert text.count("homonym: the query also names") == 2
    answer(["مغناطیس"], bidi="off")
    assert "this term is deprecated" in plain(capsys.readouterr().out)


def test_no_colour_when_piped_or_unwanted(small_workspace, capsys, drawn, monkeypatch):
    answer(["稀土"], tsv=True)
    assert "\x1b" not in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    answer(["稀土"])
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", capsys.readouterr().out)


# ── the quick way in ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("verb", quick.VERBS)
def test_quick_and_full_command_agree(verb):
    """The options that are read without typer are those that the command declares, with their defaults."""
    import typer

    module, app = import_module(f"termlode.cli.{verb}"), typer.Typer()
    module.register(app)
    declared = {}
    for parameter in typer.main.get_command(app).params:
        for option in parameter.opts:
            if option.startswith("--") and option not in ("--help", "--install-completion", "--show-completion"):
                declared[option] = parameter.name
    known = quick.VERBS[verb]
    assert {option: name for option, (name, _) in known.options.items()} == declared
    defaults = {name: parameter.default for name, parameter in signature(getattr(module, verb)).parameters.items()}
    mine = {name: one.default for name, one in signature(import_module(known.module).answer).parameters.items()}
    assert mine | {known.argument: None} == defaults | {known.argument: None}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("lookup x", {"query": ["x"]}),
        ("lookup a b --to fa,ar --json", {"query": ["a", "b"], "to": "fa,ar", "json": True}),
        ("lookup -", {"query": ["-"]}),
        (
            "lookup --input f --tm --min 50 --top=6 --tsv",
            {"query": [], "input": "f", "tm": True, "min": 50, "top": 6, "tsv": True},
        ),
        ("lookup", None), ("lookup --help", None), ("lookup x --unknown", None), ("lookup x --min", None),
        ("lookup x --min few", None), ("lookup x --json=1", None), ("-C d lookup x", None), ("stats", None), ("", None),
        ("lookup x --min ５", None), ("lookup -- -x", None),
        ("concordance x --in zh --page 2 --count", {"text": "x", "in_": "zh", "page": 2, "count": True}),
        ("concordance x --with=y --regex", {"text": "x", "with_": "y", "regex": True}),
        ("concordance", None), ("concordance x y", None), ("concordance x --page 0", None),
        ("terms f.txt --to fa --html p", {"file": "f.txt", "to": "fa", "html": "p"}), ("terms --lang fa", None),
    ],
)  # fmt: skip
def test_what_is_read_quickly(line, expected):
    call = quick.parse(line.split())
    assert (call and call.parameters) == expected


@pytest.mark.parametrize(
    ("line", "folder", "rest"),
    [
        ("lookup x", None, "lookup x"),
        ("-C here lookup x", "here", "lookup x"),
        ("--directory here lookup -C", "here", "lookup -C"),
        ("-C here", None, "-C here"),
        ("-Chere lookup x", None, "-Chere lookup x"),
    ],
)
def test_the_folder_before_the_verb(line, folder, rest):
    assert quick.place(line.split()) == (folder, rest.split())


@pytest.mark.parametrize(
    "query", ["稀土", "وبالمعادن النادرة", "two batteries and a magnet", "lithum", "no such term at all"]
)
def test_a_piped_look_up_loads_nothing_heavy(query, small_workspace):
    code = (
        "import sys\nfrom termlode.cli.entry import main\n"
        "try:\n    main(['lookup', sys.argv[1]])\nexcept SystemExit:\n    pass\n"
        f"print('heavy:', *[m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)\n"
    )
    run = [sys.executable, "-c", code, query]
    subprocess.run(run, check=True, capture_output=True)  # compiles the termbase
    result = subprocess.run(run, check=True, capture_output=True, encoding="utf-8")
    heavy = result.stderr.splitlines()[-1]
    assert heavy.strip() == "heavy:"


def test_the_command_itself(small_workspace, termlode):
    run = termlode("lookup", "稀土", "--to", "fa", cwd=small_workspace)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.splitlines()[0].split("\t")[3] == "عناصر خاکی کمیاب"
    run = termlode("lookup", "qqqq", cwd=small_workspace)
    assert (run.returncode, run.stdout, run.stderr) == (1, "", "termlode: nothing found for qqqq\n")
    run = termlode("lookup", "-", cwd=small_workspace, stdin="old batteries and one magnet\n")
    assert next(line.split("\t")[5] for line in run.stdout.splitlines()) == "within"
    run = termlode("lookup", "x", "--unknown", cwd=small_workspace)
    assert run.returncode == 2
    run = termlode("lookup", "--input", "missing.txt", cwd=small_workspace)
    assert run.returncode == 3
    assert "missing.txt: no such file" in run.stderr
    (small_workspace / "termbase" / "industry.yaml").write_text("a: [", encoding="utf-8")
    run = termlode("lookup", "x", cwd=small_workspace)
    assert run.returncode == 3
    assert "industry.yaml, line 1" in run.stderr
    assert "Traceback" not in run.stderr
