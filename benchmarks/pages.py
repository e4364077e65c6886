"""How smoothly a review of 5,000 beads scrolls, and what a step costs: beside a plain page and one of 60 beads.

usage: python benchmarks/pages.py [--beads 5000] [--rounds 3]

Needs make setup-services and Chromium. Frames are told in milliseconds (median, 95th of a hundred, longest); the plain
page is the floor of the machine in the same minutes.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.server.pages import samples

from termlode.jobs.reviewing import open_review
from termlode.server.one_review import make_app
from termlode.server.settings import Settings

SCROLL = """async () => {
  const gaps = [], most = document.documentElement.scrollHeight - innerHeight;
  let last = performance.now(), y = 0, by = 120;
  for (let k = 0; k < 120; k++) {
    y += by; if (y > most || y < 0) by = -by;
    window.scrollTo(0, y);
    await new Promise(done => requestAnimationFrame(done));
    const now = performance.now(); gaps.push(now - last); last = now;
  }
  gaps.sort((a, b) => a - b);
  return [gaps[60], gaps[114], gaps[119]].map(Math.round);
}"""


def served(file: Path) -> str:
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    app = make_app(file, Settings(write=frozenset({"review"})))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, ws="none"))
    threading.Thread(target=server.run, args=([listening],), daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    return f"http://127.0.0.1:{listening.getsockname()[1]}/"


def step(page: Page) -> float:
    before = page.locator("#counts").text_content()
    began = time.perf_counter()
    page.keyboard.press("a")
    page.wait_for_function("b => document.getElementById('counts').textContent !== b", arg=before)
    return (time.perf_counter() - began) * 1000


def job(file: Path, count: int = 20) -> float:
    """CPU milliseconds of a decision, saved: what the library does of a step."""
    session = open_review(file)
    rows = [bead.row for bead in session.beads() if bead.is_open][:count]
    session.decide(0, rows[0], "refuse")
    began = time.process_time()
    for revision, row in enumerate(rows, 1):
        session.decide(revision, row, "accept")
    return (time.process_time() - began) / len(rows) * 1000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--beads", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    files = {n: samples.alignment(folder / f"{n}.tsv", pairs=n) for n in (60, wanted.beads)}
    print(f"a decision: {job(samples.alignment(folder / 'job.tsv', pairs=wanted.beads)):.0f} ms CPU")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        pages = {"plain": browser.new_page()}
        pages["plain"].set_content("<p>x</p>" * 3000)
        for count, file in files.items():
            page = pages[f"{count} beads"] = browser.new_page(viewport={"width": 1280, "height": 900})
            began = time.perf_counter()
            page.goto(served(file))
            print(f"{count} beads: loaded in {time.perf_counter() - began:.1f} s")
        for _ in range(wanted.rounds):
            for name, page in pages.items():
                page.bring_to_front()
                print(f"{name}: scroll, ms a frame: {page.evaluate(SCROLL)}")
        for name, page in list(pages.items())[1:]:
            page.bring_to_front()
            print(f"{name}: a step, saved and shown: {statistics.median(step(page) for _ in range(4)):.0f} ms")
        browser.close()


if __name__ == "__main__":
    main()
