"""A small workspace that is being served, asked without a socket."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from termlode.server.app import make_app
from termlode.server.settings import Settings
from termlode.workspace import create

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from termlode.workspace import Workspace

TERMBASE = """\
heat-pump:
  definition: A device that moves heat from a colder to a warmer place.
  terms:
    en:
    - term: heat pump
      status: preferred
    fa:
    - term: پمپ حرارتی
      status: preferred
    - term: تلمبه گرمایی
      status: deprecated
    zh:
    - term: 热泵
      status: preferred
"""
UNITS = """\
<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en"
 srclang="en" datatype="plaintext"/><body>
<tu><tuv xml:lang="en"><seg>The heat pump warms the house.</seg></tuv>
<tuv xml:lang="fa"><seg>پمپ حرارتی خانه را گرم می‌کند.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Open either/or valve &lt;b&gt; now.</seg></tuv>
<tuv xml:lang="fa"><seg>شیر را اکنون باز کنید.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>The heat pump cools the house.</seg></tuv>
<tuv xml:lang="zh-Hans"><seg>热泵给房子降温。</seg></tuv></tu>
</body></tmx>
"""


class Client(TestClient):
    """Asks a server, and knows the lines of its log."""

    log: list[str]


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    """A workspace with one concept and three units."""
    from termlode.jobs.import_ import import_

    workspace = create(tmp_path / "ws")
    (workspace.termbase / "energy.yaml").write_text(TERMBASE, encoding="utf-8")
    file = tmp_path / "units.tmx"
    file.write_text(UNITS, encoding="utf-8")
    list(import_(workspace, [file]))
    return workspace


@pytest.fixture
def serving(place: Workspace) -> Iterator[Callable[..., Client]]:
    """A function from settings to a client of a server with them."""
    clients = []

    def start(**settings: object) -> Client:
        log: list[str] = []
        app = make_app(place, Settings(say=log.append, **settings))  # type: ignore[arg-type]
        client = Client(app, "http://localhost:8765", raise_server_exceptions=True)
        client.__enter__()
        client.log = log
        clients.append(client)
        return client

    yield start
    for client in clients:
        client.__exit__()


@pytest.fixture
def client(serving: Callable[..., Client]) -> Client:
    """A client of a server that writes nothing."""
    return serving()
