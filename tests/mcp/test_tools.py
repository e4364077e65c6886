"""The assistant's tools, asked by the SDK's own client."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Any

import pytest

from termlode import workspace
from termlode.jobs import termbase
from termlode.model import Details, TranslationUnit, Variant

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from mcp.client import Client

    from termlode.workspace import Workspace

pytest.importorskip("mcp")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    made = workspace.create(tmp_path_factory.mktemp("mcp") / "w")
    made.termbase.mkdir(exist_ok=True)
    termbase.add(made, "mining", ["en=rare earth", "fa=خاکی کمیاب", "zh=稀土"], concept="rare-earth")
    with made.memory(write=True) as store:
        store.add([
            TranslationUnit((Variant("en", f"The port number {n} is open."), Variant("fa", f"بندر {n} باز است.")),
                            details=Details(created="20260101T000000Z"))
            for n in range(30)
        ])  # fmt: skip
    return made


def asked[T](place: Workspace, ask: Callable[[Client], Awaitable[T]], write: tuple[str, ...] = ()) -> T:
    """What a client makes of the server, in this process."""
    from mcp.client import Client

    from termlode.mcp.server import make_server

    async def run() -> T:
        async with Client(make_server(place, write)) as client:
            return await ask(client)

    return asyncio.run(run())


def called(place: Workspace, tool: str, write: tuple[str, ...] = (), **arguments: Any) -> dict[str, Any]:
    """The structured answer of a tool, which must be no error."""
    done = asked(place, lambda client: client.call_tool(tool, arguments), write)
    assert not done.is_error, done.content
    assert done.structured_content is not None
    return dict(done.structured_content)


def refused(place: Workspace, tool: str, write: tuple[str, ...] = (), **arguments: Any) -> str:
    """The words of a tool's error."""
    done = asked(place, lambda client: client.call_tool(tool, arguments), write)
    assert done.is_error
    return " ".join(part.text for part in done.content)  # type: ignore[union-attr]


def tools(place: Workspace, write: tuple[str, ...] = ()) -> dict[str, Any]:
    listed = asked(place, lambda client: client.list_tools(), write)
    return {tool.name: tool for tool in listed.tools}


def test_only_reading_tools_unless_writing_is_allowed(place: Workspace):
    found = tools(place)
    assert set(found) == {"lookup", "terms", "concordance", "fix", "check"}
    assert all(tool.annotations.read_only_hint for tool in found.values())
    assert set(tools(place, ("memory",))) - set(found) == {"add_translation"}
    assert set(tools(place, ("terms",))) - set(found) == {"propose_concept"}
    assert "unknown" in refused(place, "add_translation").lower()


def test_schemas_say_types_limits_and_shapes(place: Workspace):
    found = tools(place)
    assert found["lookup"].input_schema["properties"]["top"]["maximum"] == 20
    assert found["lookup"].output_schema["properties"]["concepts"]["type"] == "array"
    assert all(tool.description and len(tool.description) > 40 for tool in found.values())


def test_look_up(place: Workspace):
    answer = called(place, "lookup", text="稀土", to=["fa"])
    assert answer["concepts"][0]["concept"] == "rare-earth"
    assert [term["term"] for term in answer["concepts"][0]["languages"]["fa"]] == ["خاکی کمیاب"]
    answer = called(place, "lookup", text="The port number 3 is open.", source="en", to=["fa"])
    assert answer["memory"][0]["target"]["text"] == "بندر 3 باز است."


def test_terms_of_a_text(place: Workspace):
    answer = called(place, "terms", text="صادرات خاکی کمیاب چین", language="fa", to=["en"])
    assert [(one["surface"], one["equivalents"]) for one in answer["terms"]] == [("خاکی کمیاب", {"en": ["rare earth"]})]
    assert answer["left_out"] == 0


def test_a_long_answer_says_what_it_left_out(place: Workspace):
    answer = called(place, "terms", text="稀土。" * 150, language="zh")
    assert (len(answer["terms"]), answer["left_out"]) == (100, 50)
    hits = called(place, "concordance", text="port")
    assert (len(hits["hits"]), hits["total"]) == (20, 30)
    assert len(called(place, "concordance", text="port", page=2)["hits"]) == 10


def test_fix(place: Workspace):
    answer = called(place, "fix", text="او میرود و کتابها را میخواند.", language="fa")
    assert answer["text"] == "او می‌رود و کتاب‌ها را می‌خواند."
    assert answer["edits"][0]["tier"] == "auto"


def test_check(place: Workspace):
    pairs = [{"source": "20 ports", "target": "۳۰ بندر"}]
    found = called(place, "check", pairs=pairs, source="en", target="fa")["findings"]
    assert found[0]["severity"] == "error"
    assert found[0]["unit"] == "1"


def test_our_errors_reach_the_assistant_and_bad_arguments_are_refused(place: Workspace):
    assert "not a language of this workspace" in refused(place, "lookup", text="a", to=["xx"])
    assert refused(place, "lookup", text="a", top=1000)
    assert refused(place, "terms", text="x" * 60_000)
    assert "nothing to search for" in refused(place, "concordance", text="  ")


def test_concepts_are_resources(place: Workspace):
    async def read(client: Client) -> list[str]:
        uris = ("termlode://workspace", "termlode://concepts", "termlode://concept/rare-earth")
        return [(await client.read_resource(uri)).contents[0].text for uri in uris]  # type: ignore[union-attr]

    about, listed, concept = asked(place, read)
    assert '"units": 30' in about
    assert "rare-earth" in listed
    assert "稀土" in concept
    with pytest.RaisesGroup(pytest.RaisesExc(Exception, match="nothing"), flatten_subgroups=True):
        asked(place, lambda client: client.read_resource("termlode://concept/nothing"))


@pytest.mark.parametrize("resource", ["workspace", "concepts", "concept/a"])
def test_a_broken_termbase_is_told_by_resources(tmp_path: Path, resource: str):
    place = workspace.create(tmp_path / "w")
    (place.termbase / "mining.yaml").write_text("x: [\n", encoding="utf-8")
    told = pytest.RaisesExc(Exception, match="is not valid YAML")
    with pytest.RaisesGroup(told, flatten_subgroups=True):
        asked(place, lambda client: client.read_resource(f"termlode://{resource}"))


def test_what_an_assistant_adds_is_a_machines_word(tmp_path: Path):
    made = workspace.create(tmp_path / "w")
    said = {"source": "The port is open.", "target": "بندر باز است.", "source_language": "en", "target_language": "fa"}
    assert called(made, "add_translation", ("memory",), **said)["added"] == 1
    with made.memory() as store:
        assert [unit.origin.kind for unit in store.units()] == ["machine"]
    assert called(made, "add_translation", ("memory",), **said)["unchanged"] == 1


def test_what_an_assistant_proposes_is_a_draft_that_waits(tmp_path: Path):
    from termlode.jobs import drafts
    from termlode.jobs.links import Linked

    made = workspace.create(tmp_path / "w")
    terms = {"en": ["heat pump"], "fa": ["پمپ حرارتی"]}
    answer = called(made, "propose_concept", ("terms",), terms=terms, subject_field="energy")
    assert answer == {"subject_field": "energy", "number": 1, "concept": "heat-pump"}
    assert made.concepts() == []
    written = made.drafts / "energy.yaml"
    assert "proposed by an assistant" in written.read_text(encoding="utf-8")
    drafts.draft(Linked({}, ()), made.drafts, made)  # a later extraction that proposes nothing leaves it there
    assert "heat-pump" in written.read_text(encoding="utf-8")
    assert refused(made, "propose_concept", ("terms",), terms={"en": ["one"]}, subject_field="energy")


@pytest.mark.timeout(120)
def test_over_standard_input_and_output(place: Workspace):
    from mcp.client import Client
    from mcp.client.stdio import StdioServerParameters

    started = StdioServerParameters(command=sys.executable, args=["-m", "termlode", "-C", str(place.root), "mcp"])

    async def run() -> list[Any]:
        async with Client(started) as client:
            return [await client.list_tools(), await client.call_tool("lookup", {"text": "稀土"})]

    listed, answer = asyncio.run(run())
    assert len(listed.tools) == 5
    assert answer.structured_content["concepts"][0]["concept"] == "rare-earth"


def test_the_command_refuses_what_it_does_not_know(termlode):
    run = termlode("mcp", "--write", "everything")
    assert run.returncode == 2
    assert "memory" in run.stderr
