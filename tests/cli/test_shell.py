"""The shell: what a line does, what is completed, and the whole of it at a terminal."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import time

import pytest

from termlode.errors import UsageError
from termlode.jobs.lookup import Request
from termlode.workspace import require

pytest.importorskip("prompt_toolkit")

from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from termlode.cli.shell_prompt import TermCompleter, preview
from termlode.cli.shell_session import COMMANDS, Session


@pytest.fixture
def session(small_workspace, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    return Session(require(), Request(None, (), tm=False, min=70, top=5), "off")


def said(session, capsys, line: str) -> str:
    assert session.handle(line)
    return re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out)


def test_queries_and_languages(session, capsys):
    assert "rare-earth-elements" in said(session, capsys, "稀土")
    assert "any → en,zh" in said(session, capsys, "/to en,zh")
    text = said(session, capsys, "稀土")
    assert "  en " in text
    assert "  fa " not in text
    assert "fa → en,zh" in said(session, capsys, "/from fa")
    assert "nothing found" in said(session, capsys, "معادن نادرة")
    assert "any → all" in said(session, capsys, "/from *") + said(session, capsys, "/to *")


def test_commands(session, capsys):
    help_text = said(session, capsys, "/help")
    assert all(name in help_text for name in COMMANDS)
    assert "battery" in said(session, capsys, "/show battery")
    assert "no concept nothing" in said(session, capsys, "/show nothing")
    assert "there is no /dance" in said(session, capsys, "/dance now")
    assert "is not a language tag" in said(session, capsys, "/to 99")
    assert "hidden" in said(session, capsys, "/tm")
    assert "nothing found" in said(session, capsys, "/tm some text")
    assert "needs a text" in said(session, capsys, "/conc")
    assert "isolate" in said(session, capsys, "/bidi isolate")
    assert said(session, capsys, "   ") == ""
    assert not session.handle("/quit")


def test_add_is_found_at_once(session, capsys):
    assert "heat-pump" in said(session, capsys, '/add energy en="heat pump" fa="پمپ حرارتی"')
    assert "heat-pump" in said(session, capsys, "پمپ حرارتی")
    assert "is a term of heat-pump" in said(session, capsys, '/add energy en="heat pump"')
    assert "close the quotes" in said(session, capsys, '/add energy en="heat pump')
    assert "/add FIELD" in said(session, capsys, "/add energy")


def test_an_edit_outside_is_seen_and_a_broken_one_is_told(session, capsys, small_workspace):
    assert "nothing found" in said(session, capsys, "kiln")
    path = small_workspace / "termbase" / "extra.yaml"
    path.write_text("kiln:\n  terms:\n    en:\n      - term: kiln\n", encoding="utf-8")
    assert "kiln" in said(session, capsys, "kiln")
    path.write_text("kiln: [\n", encoding="utf-8")
    text = said(session, capsys, "kiln")
    assert "the termbase has an error" in text
    assert "extra  exact" in text


def complete(session, text: str) -> list[str]:
    found = TermCompleter(session).get_completions(Document(text), CompleteEvent())
    return [text[: len(text) + item.start_position] + item.text for item in found]


def test_completion(session):
    assert complete(session, "rare e") == ["rare earths", "rare earth magnet", "rare earth elements"]
    assert complete(session, "稀") == ["稀土", "稀土元素", "稀土磁体", "稀有金属"]
    assert complete(session, "خاک") == ["خاکی کمیاب"]
    assert complete(session, "/sh") == ["/show"]
    assert complete(session, "/show ba") == ["/show battery"]
    assert complete(session, "/conc batt") == ["/conc battery"]
    assert complete(session, "") == []
    session.request = session.request._replace(source="en")
    assert complete(session, "稀") == []


def test_the_status_line_answers_while_typing(session):
    assert preview(session, "magnet") == "exact: fa آهن‌ربا"
    assert preview(session, "qqqq") == ""
    session.request = session.request._replace(targets=("zh",))
    assert preview(session, "rare earth m") == "prefix: zh 稀土磁体"


def test_it_needs_a_terminal(small_workspace, monkeypatch):
    from termlode.cli.shell import shell

    monkeypatch.setattr(sys, "stdin", io.StringIO())
    with pytest.raises(UsageError, match="--input"):
        shell()


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_it_works_in_tmux(small_workspace, tmp_path):
    server = f"termlode-{os.getpid()}"

    def tmux(*arguments: str) -> str:
        run = subprocess.run(["tmux", "-L", server, *arguments], capture_output=True, encoding="utf-8", check=False)
        return run.stdout

    def wait_for(text: str) -> str:
        for _ in range(150):
            screen = tmux("capture-pane", "-p", "-t", "t")
            if text in screen:
                return screen
            time.sleep(0.1)
        raise AssertionError(f"{text!r} never came:\n{screen}")

    command = f"cd {small_workspace} && {sys.executable} -m termlode shell --to en,fa --bidi off"
    tmux("new-session", "-d", "-s", "t", "-x", "80", "-y", "30", command)
    try:
        wait_for("5 concepts")
        tmux("send-keys", "-t", "t", "稀土")
        wait_for("exact: en rare earth elements")
        tmux("send-keys", "-t", "t", "Enter")
        wait_for("Seventeen metals.")
        tmux("send-keys", "-t", "t", "rare earth m", "Tab")
        wait_for("exact:")  # completed: the words alone may stand there as a suggestion still
        tmux("send-keys", "-t", "t", "Enter")
        wait_for("rare-earth-magnet  industry")
        tmux("send-keys", "-t", "t", "Up")
        wait_for("termlode> rare earth magnet")
    finally:
        tmux("kill-server")
    assert "rare earth magnet" in (small_workspace / ".termlode" / "shell_history").read_text(encoding="utf-8")


def test_no_history_is_written_through_a_link(tmp_path):
    prompt = pytest.importorskip("termlode.cli.shell_prompt")
    (tmp_path / "h").write_text("", encoding="utf-8")
    link = tmp_path / "shell_history"
    link.symlink_to(tmp_path / "h")
    prompt._history(link).append_string("copper")
    assert (tmp_path / "h").read_text(encoding="utf-8") == ""
    link.unlink()
    prompt._history(link).append_string("copper")
    assert "copper" in link.read_text(encoding="utf-8")
