"""A browser without a window, and servers that it asks over a socket."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from termlode.workspace import Workspace, create
from tests.server.conftest import TERMBASE, UNITS
from tests.server.pages import samples

if TYPE_CHECKING:
    from fastapi import FastAPI
    from playwright.sync_api import Browser, Dialog, Page

AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
SERIOUS = ("serious", "critical")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser; the tests are skipped where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api")
    program = shutil.which("chromium")
    if program is None or not AXE.is_file():
        pytest.skip("needs chromium and axe-core: make setup-services")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


class Sight:
    """A page of the browser, and what its scripts complained about."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        page.on("dialog", self._dialog)

    def _dialog(self, dialog: Dialog) -> None:
        self.errors.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def axe(self) -> list[str]:
        """What axe-core finds serious or critical. The rules of WCAG 2.2 AA, and good practice."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))  # past the policy, which keeps pages from loading it
        found: Any = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:200]}"
            for one in found["violations"]
            if one["impact"] in SERIOUS
        ]


@pytest.fixture
def look(chromium: Browser) -> Iterator[Callable[..., Sight]]:
    """Opens an address in a window of its own; what its scripts complain about fails the test."""
    opened = []

    def go(address: str, width: int = 1280, scheme: str = "light") -> Sight:
        page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.set_default_timeout(30_000)  # a busy machine checks texts slowly
        sight = Sight(page)
        opened.append(sight)
        page.goto(address)
        return sight

    yield go
    for sight in opened:
        sight.page.close()
        assert not [one for one in sight.errors if "409" not in one]


@pytest.fixture
def served() -> Iterator[Callable[[FastAPI], str]]:
    """A function from an application to the address where it is served."""
    import uvicorn

    running = []

    def start(app: FastAPI) -> str:
        listening = socket.socket()
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, ws="none"))
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        running.append((server, thread, listening))
        while not server.started:
            time.sleep(0.01)
        return f"http://127.0.0.1:{listening.getsockname()[1]}"

    yield start
    for server, thread, listening in running:
        server.should_exit = True
        thread.join(20)
        listening.close()


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    """A workspace with a concept, units, reviews, drafts; markup in many texts."""
    from termlode.jobs.import_ import import_
    from termlode.model import ConceptEntry, LanguageSection, TermSection
    from termlode.termbase.drafts.folder import update
    from termlode.termbase.drafts.record import Draft

    workspace = create(tmp_path / "ws")
    evil = samples.EVIL.replace("'", "").replace('"', "")
    concept = f"evil:\n  definition: '{evil}'\n  terms:\n    en:\n    - term: 'pump {evil}'\n      status: preferred\n"
    (workspace.termbase / "energy.yaml").write_text(TERMBASE + concept, encoding="utf-8")
    (workspace.root / "units.tmx").write_text(UNITS, encoding="utf-8")
    list(import_(workspace, [workspace.root / "units.tmx"]))
    for name, make in (("a", samples.alignment), ("c", samples.corrections), ("d", samples.draft_review)):
        make(workspace.root / f"{name}.tsv")

    def draft(name: str, english: str, persian: str) -> Draft:
        texts = (("en", english), ("fa", persian))
        sections = tuple(LanguageSection(tag, (TermSection(text, "admitted"),)) for tag, text in texts)
        return Draft(ConceptEntry(name, "energy", sections), 0.8, (evil,))

    update(workspace.drafts, [draft("ore", f"ore {evil}", "سنگ"), draft("shaft", "shaft", "چاه")])
    return workspace


@pytest.fixture
def site(place: Workspace, served: Callable[[FastAPI], str]) -> str:
    """The workspace, served with all that may be written."""
    from termlode.server.app import make_app
    from termlode.server.settings import Settings

    reviews = tuple(place.root / f"{name}.tsv" for name in "acd")
    writes = frozenset({"review", "terms"})
    return served(make_app(place, Settings(write=writes, reviews=reviews, checked=(place.root / "units.tmx",))))  # type: ignore[arg-type]
