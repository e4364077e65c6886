"""A workspace is found from any folder in it; what is wrong in termlode.toml is said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from termlode import workspace
from termlode.errors import InputError, StoreError, UsageError


def test_a_new_workspace_has_its_folders(tmp_path: Path):
    made = workspace.create(tmp_path / "w")
    assert (made.name, made.languages) == ("w", ("fa", "ar", "zh", "ps", "en"))
    assert all(folder.is_dir() for folder in (made.sources, made.termbase, made.glossaries))
    assert workspace.load(tmp_path / "w") == made


def test_samples_fill_it(tmp_path: Path):
    made = workspace.create(tmp_path, samples=True)
    assert len(list(made.sources.iterdir())) == 5
    assert (made.termbase / "critical-minerals.yaml").is_file()


def test_what_exists_is_never_overwritten(tmp_path: Path):
    (tmp_path / "sources").mkdir()
    mine = tmp_path / "sources" / "1-bulletin.fa.txt"
    mine.write_text("mine", encoding="utf-8")
    workspace.create(tmp_path, samples=True)
    assert mine.read_text(encoding="utf-8") == "mine"
    with pytest.raises(UsageError, match="is a workspace already"):
        workspace.create(tmp_path)


def test_it_is_found_from_below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    made = workspace.create(tmp_path / "w")
    assert workspace.find(made.sources) == made
    monkeypatch.chdir(made.termbase)
    assert workspace.require() == made
    monkeypatch.chdir(tmp_path)
    assert workspace.find() is None
    with pytest.raises(UsageError, match="termlode init"):
        workspace.require()


def test_settings_are_read(tmp_path: Path):
    (tmp_path / "termlode.toml").write_text(
        'name = "n"\nlanguages = ["fas", "zh_CN"]\n[folders]\nsources = "in"\n[profile]\nclient = "acme"\n',
        encoding="utf-8",
    )
    found = workspace.load(tmp_path)
    assert (found.name, found.languages, found.client) == ("n", ("fa", "zh-CN"), "acme")
    assert found.sources == tmp_path / "in"
    assert found.memory_file == tmp_path / ".termlode" / "memory.db"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"name = ", "is not valid TOML"),
        (b"\xff", "is not valid TOML"),
        (b'languages = "fa"', "not a list of tags"),
        (b'languages = ["!"]', "not a language tag"),
        (b'languages = ["!"]', r"termlode\.toml: languages"),
        (b"folders = 3", r"write \[folders\]"),
        (b'nmae = "x"', r"unknown key 'nmae' \(known: name"),
        (b'[folders]\nsource = "x"', r"\[folders\] has an unknown key 'source'"),
        (b"[profile]\nclient = 5", "client is not a text"),
        (b"[penalties]\nmachin = 5", r"\[penalties\] has an unknown key 'machin'"),
        (b"[penalties]\nmachine = 101", "machine is not a number of points"),
    ],
)
def test_a_broken_file_is_named(text: bytes, reason: str, tmp_path: Path):
    (tmp_path / "termlode.toml").write_bytes(text)
    with pytest.raises(InputError, match=reason):
        workspace.load(tmp_path)


def test_what_an_editor_and_a_client_add_is_understood(tmp_path: Path):
    (tmp_path / "termlode.toml").write_text('\ufeff[penalties]\nhuman = 1\n"client:acme" = 3\n', encoding="utf-8")
    assert workspace.load(tmp_path).penalties == {"human": 1, "client:acme": 3}


def test_own_words(tmp_path: Path):
    made = workspace.create(tmp_path)
    assert made.own_words("fa") == []
    made.words("fa").write_text("\ufeff# names\nآهن‌ربا\n\n نئودیمیم \n", encoding="utf-8")
    assert made.own_words("fa") == ["آهن‌ربا", "نئودیمیم"]
    made.words("fa").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(InputError, match=r"words\.fa\.txt: is not valid UTF-8"):
        made.own_words("fa")


@pytest.mark.parametrize("place", ["../other", "/", "sources/../../other"])
def test_folders_outside_need_the_users_word(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    root = tmp_path / "ws"
    root.mkdir()
    (root / "termlode.toml").write_text(f'[folders]\noutput = "{place}"\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"its folder for output lies outside the workspace: .*TERMLODE_OUTSIDE="):
        workspace.load(root)
    monkeypatch.setenv("TERMLODE_OUTSIDE", f"{tmp_path / 'elsewhere'}{os.pathsep}{(root / place).resolve()}")
    assert workspace.load(root).output == root / place


@pytest.mark.skipif(os.name != "posix", reason="links of a Unix")
@pytest.mark.parametrize("name", ["termbase", ".termlode"])
def test_no_link_leads_out_of_a_workspace(name: str, tmp_path: Path):
    root = tmp_path / "ws"
    root.mkdir()
    (root / "termlode.toml").write_text("", encoding="utf-8")
    (root / name).symlink_to("..")
    with pytest.raises(InputError, match="lies outside the workspace"):
        workspace.load(root)


@pytest.mark.parametrize("text", ["a = " + "[" * 5000, "[penalties]\nmachine = " + "9" * 5000])
def test_toml_that_nobody_writes_is_refused(text: str, tmp_path: Path):
    (tmp_path / "termlode.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="is not valid TOML"):
        workspace.load(tmp_path)


# ── a memory on a server ─────────────────────────────────────────────────────────────────────────


def remote(root: Path, address: str) -> workspace.Workspace:
    (root / "termlode.toml").write_text(f'memory = "{address}"\n', encoding="utf-8")
    return workspace.load(root)


def test_a_workspace_may_not_make_us_connect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("TERMLODE_MEMORY", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    found = remote(tmp_path, f"postgresql://ann@/memory?host={tmp_path}")
    assert found.has_memory
    assert found.memory_name == "postgresql:///memory"
    for write in (False, True):
        with pytest.raises(UsageError, match=r"TERMLODE_MEMORY=allow .*'remote_memory = true' into .*config\.toml"):
            found.memory(write=write)


@pytest.mark.parametrize("way", ["environment", "configuration"])
def test_the_user_may_allow_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str):
    pytest.importorskip("psycopg")
    monkeypatch.setattr("termlode.memory.postgres.permission._place", lambda: str(tmp_path / "config.toml"))
    monkeypatch.delenv("TERMLODE_MEMORY", raising=False)
    found = remote(tmp_path, f"postgresql://ann@/memory?host={tmp_path}")
    if way == "environment":
        monkeypatch.setenv("TERMLODE_MEMORY", "allow")
    else:
        (tmp_path / "config.toml").write_text("remote_memory = true\n", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be reached"):
        found.memory()


@pytest.mark.parametrize("text", ["remote_memory = 1\n", "remote_memory =\n"])
def test_a_configuration_that_cannot_be_read_allows_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str):
    monkeypatch.setattr("termlode.memory.postgres.permission._place", lambda: str(tmp_path / "config.toml"))
    monkeypatch.delenv("TERMLODE_MEMORY", raising=False)
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"config\.toml"):
        remote(tmp_path, "postgresql://tm.example/memory").memory()


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("postgresql://ann:secret@tm.example/memory", r"password.*pgpass.*service=NAME"),
        ("postgresql://ann@tm.example/memory?password=secret", "password"),
        ("postgresql://ann@tm.example/memory?passfile=/tmp/x", "password"),
        ("postgresql://tm.example/memory?sslkey=/home/ann/key", "'sslkey'"),
        ("postgresql://tm.example:port/memory", "address of the memory"),
        ("sqlite:///etc/passwd", "no address of a server"),
        ("/etc/passwd", "no address of a server"),
    ],
)
def test_addresses_that_are_refused(tmp_path: Path, address: str, reason: str):
    with pytest.raises(InputError, match=reason) as told:
        remote(tmp_path, address)
    assert "secret" not in str(told.value)
    assert told.value.path == tmp_path / "termlode.toml"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://ann@tm.example:5433/memory?sslmode=require", "postgresql://tm.example:5433/memory"),
        ("postgres://?service=team", "postgresql:///team"),
        ("postgresql://?host=tm.example&dbname=m", "postgresql://tm.example/m"),
    ],
)
def test_what_is_shown_of_an_address(tmp_path: Path, address: str, shown: str):
    assert remote(tmp_path, address).memory_name == shown
