"""Kills a server in the middle of writes, again and again, and looks for what it had acknowledged.

usage: python benchmarks/server_kills.py [--times 100] [--seed 1]

Three writers send units (JSON API and tmserver's) and edits of a concept as fast as they are answered; after a random
time the server and its processes are killed (SIGKILL). Then the memory must be whole and hold each acknowledged unit,
and the concept must say what was acknowledged last, or what was under way.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import quote

from termlode.workspace import Workspace, create

CONCEPT = {"terms": {"en": [{"term": "wind farm", "status": "preferred"}]}}


class Writer(threading.Thread):
    """Sends one thing after the other until the server is gone; ``kept`` holds what was acknowledged."""

    def __init__(self, port: int, name: str, kind: str) -> None:
        super().__init__(name=name)
        self.line, self.kind = HTTPConnection("127.0.0.1", port, timeout=30), kind
        self.kept: list[str] = []
        self.under_way = ""
        self.revision: str | None = None

    def run(self) -> None:
        """Write until the connection breaks."""
        try:
            for number in range(1_000_000):
                self.under_way = f"{self.name} sentence {number}."
                self.send(self.under_way)
                self.kept.append(self.under_way)
        except (OSError, HTTPException):
            return

    def send(self, text: str) -> None:
        """One write, and its answer read to the end. Raises OSError, HTTPException."""
        headers = {"Content-Type": "application/json"}
        texts = [{"language": "en", "text": text}, {"language": "de", "text": text.upper()}]
        if self.kind == "json":
            call = ("POST", "/api/termlode/v1/units", {"units": [{"texts": texts}]})
        elif self.kind == "tmserver":
            call = ("PUT", f"/tmserver/en/de/unit/{quote(text)}", {"source": text, "target": text.upper()})
        else:
            headers |= {"If-Match": self.revision} if self.revision else {"If-None-Match": "*"}
            body = {"subject_field": "energy", "record": {"definition": text, **CONCEPT}}
            call = ("PUT", f"/api/termlode/v1/concepts/{self.kind}", body)
        self.line.request(call[0], call[1], json.dumps(call[2]), headers)
        answer = self.line.getresponse()
        answer.read()
        assert answer.status in (200, 201), (answer.status, call[:2])
        self.revision = answer.getheader("etag")


def serve(workspace: Workspace) -> tuple[subprocess.Popen[str], int]:
    """A server of its own process group, and its port."""
    command = [sys.executable, "-m", "termlode", "-C", str(workspace.root), "serve", "--port", "0"]
    log = (workspace.root / "log").open("w+")
    server = subprocess.Popen([*command, "--write", "memory,terms"], stderr=log, text=True, start_new_session=True)
    while not (found := re.findall(r":(\d+)/", (workspace.root / "log").read_text())):
        time.sleep(0.05)
    return server, int(found[0])


def missing(workspace: Workspace, writers: list[Writer]) -> list[str]:
    """What was acknowledged and is not there."""
    with workspace.memory() as store:
        assert store.verify() == []
        there = {variant.text for unit in store.units() for variant in unit.variants}
    lost = [text for one in writers if one.kind in ("json", "tmserver") for text in one.kept if text not in there]
    for one in writers:
        if one.kind not in ("json", "tmserver") and one.kept:
            said = {entry.id: entry.definition for entry in workspace.concepts()}.get(one.kind)
            lost += [] if said in (one.kept[-1], one.under_way) else [f"{one.kind}: {said!r}, not {one.kept[-1]!r}"]
    return lost


def main() -> None:
    """Kill, look, say."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    lost, written = [], 0
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        workspace = create(Path(folder) / "ws")
        for number in range(options.times):
            server, port = serve(workspace)
            kinds = ("json", "tmserver", f"concept-{number}")
            writers = [Writer(port, f"{kind} {number}", kind) for kind in kinds]
            for one in writers:
                one.start()
            while not all(one.kept for one in writers):
                time.sleep(0.01)
            time.sleep(chance.uniform(0, 0.5))
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
            for one in writers:
                one.join()
            written += sum(len(one.kept) for one in writers)
            lost += missing(workspace, writers)
    print(f"{options.times} kills, {written} writes acknowledged, {len(lost)} of them lost", *lost[:10], sep="\n")
    sys.exit(bool(lost))


if __name__ == "__main__":
    main()
