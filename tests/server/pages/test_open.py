"""``termlode review open``: it prints where the page is, writes that file alone, and ends with Ctrl-C."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

from tests.server.pages import samples


def ask(port: int, method: str, address: str, body: str = "", **headers: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(method, address, body, headers)
    answer = connection.getresponse()
    found = answer.status, answer.read().decode()
    connection.close()
    return found


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_one_review_is_served_until_it_is_interrupted(tmp_path):
    file = samples.corrections(tmp_path / "corrections.tsv")
    before = contents(tmp_path)
    command = [sys.executable, "-m", "termlode", "review", "open", file.name, "--no-open"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=tmp_path, stdout=pipe, stderr=pipe, text=True, env=os.environ) as server:
        assert server.stdout is not None
        address = server.stdout.readline()
        port = int(re.findall(r"^http://127\.0\.0\.1:(\d+)/$", address.strip())[0])
        status, html = ask(port, "GET", "/reviews/1")
        assert status == 200
        word = re.findall(r'name="csrf" content="(\w+)"', html)[0]
        json = {"content-type": "application/json", "x-csrf-token": word}
        body = '{"revision": 0, "row": 1, "said": "accept"}'
        assert ask(port, "POST", "/reviews/1/decide", body, **json)[0] == 200
        assert ask(port, "GET", "/concepts")[0] == 404
        server.send_signal(signal.SIGINT)
        assert server.wait(20) == 0
    after = contents(tmp_path)
    assert after.pop(file.name) != before.pop(file.name)
    assert after == before


def test_what_is_no_review_or_a_port_that_is_taken_is_told(tmp_path, termlode):
    file = tmp_path / "x.tsv"
    file.write_text("a\tb\n", encoding="utf-8")
    done = termlode("review", "open", file, "--no-open")
    assert done.returncode == 3
    assert "is not a review file" in done.stderr
    assert termlode("review", "open", tmp_path / "none.tsv", "--no-open").returncode == 3
    from socket import socket

    with socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        review = samples.alignment(tmp_path / "r.tsv")
        done = termlode("review", "open", review, "--no-open", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert "--port" in done.stderr


def test_reviews_are_kept_by_one_process(tmp_path, termlode):
    termlode("init", ".", cwd=tmp_path)
    samples.alignment(tmp_path / "review.tsv")
    done = termlode("serve", "--review", "review.tsv", "--workers", "2", cwd=tmp_path)
    assert done.returncode == 2
    assert "--workers" in done.stderr


def test_only_files_of_the_workspace_are_served(tmp_path, termlode):
    termlode("init", ".", cwd=tmp_path)
    outside = tmp_path.parent / f"{tmp_path.name}-outside.tsv"
    samples.alignment(outside)
    (tmp_path / "link.tsv").symlink_to(outside)
    for name in (outside, "link.tsv", "none.tsv"):
        done = termlode("serve", "--review", str(name), cwd=tmp_path)
        assert done.returncode == 2
        assert "not a file of this workspace" in done.stderr
