"""The command line on a team's memory: everything as with a file; migrate and history besides."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.memory.units import PAIRS, sentences, unit

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.postgres_server import Server

    type Run = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.postgres


@pytest.fixture
def team(postgres_server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A workspace whose memory is on a server."""
    monkeypatch.setenv("TERMLODE_MEMORY", "allow")
    address = postgres_server.make("team")
    (tmp_path / "termlode.toml").write_text(f'name = "team"\nmemory = "{address}"\n', encoding="utf-8")
    yield tmp_path
    postgres_server.sql("DROP SCHEMA team CASCADE")


def address_of(folder: Path) -> str:
    return (folder / "termlode.toml").read_text(encoding="utf-8").split('memory = "')[1].split('"')[0]


def test_all_as_before(team: Path, termlode: Run) -> None:
    assert termlode("lookup", "Open the file").returncode == 3  # there are no tables yet
    (team / "in.tsv").write_text("en\tfa\nOpen the file\tپرونده را باز کن\nSave it\tذخیره کن\n", encoding="utf-8")
    assert termlode("import", "in.tsv", "--as", "memory").returncode == 0
    found = termlode("lookup", "--tm", "--tsv", "open the file", "--to", "fa")
    assert "پرونده را باز کن" in found.stdout
    assert "Save it" in termlode("concordance", "save").stdout
    assert termlode("memory", "edit", "1", "--lang", "fa", "فایل را باز کن").returncode == 0
    was = json.loads(termlode("memory", "history", "1", "--json").stdout)
    assert [(one["who"], one["texts"]["fa"]) for one in was] == [("tm", "پرونده را باز کن")]
    assert termlode("memory", "history", "2").returncode == 1
    assert termlode("memory", "verify").stdout == "whole\n"
    assert "units\t2" in termlode("memory", "stats").stdout
    assert termlode("export", "out.tmx", "--multilingual").returncode == 0
    assert "فایل را باز کن" in (team / "out.tmx").read_text(encoding="utf-8")
    assert "pg_dump" in termlode("memory", "backup", "out.dump").stderr
    assert termlode("memory", "compact").returncode == 0
    assert termlode("memory", "delete", "2").returncode == 0
    assert not (team / ".termlode" / "memory.db").exists()


def test_migrate_there_and_back(team: Path, termlode: Run) -> None:
    from termlode.memory import open_store

    with open_store(team / "m.db", write=True) as store:
        store.add([*(unit(**pair) for pair in PAIRS), *sentences(30)])
        before = list(store.items())
    assert "38 units" in termlode("memory", "migrate", "m.db", address_of(team)).stdout
    assert "打开文件" in termlode("lookup", "--tm", "Open the file", "--to", "zh").stdout
    assert termlode("memory", "migrate", address_of(team), "back.db").returncode == 0
    with open_store(team / "back.db") as store:
        assert list(store.items()) == before
    again = termlode("memory", "migrate", "m.db", address_of(team))
    assert (again.returncode, "holds 38 units already" in again.stderr) == (2, True)
    assert termlode("memory", "migrate", "absent.db", address_of(team)).returncode == 3


def test_a_refused_connection_is_one_line(team: Path, termlode: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TERMLODE_MEMORY")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(team))
    said = termlode("lookup", "anything")
    assert (said.returncode, said.stdout) == (2, "")
    assert "TERMLODE_MEMORY=allow" in said.stderr
