"""The pages of review files: what they show, what a step does, and what they never do."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from termlode.alignment import review
from termlode.correction import review as corrections
from termlode.errors import FormatError
from termlode.server.one_review import make_app
from termlode.server.settings import Settings
from termlode.termbase.drafts import review as drafts
from tests.server.pages import samples

MAKERS = {"alignment": samples.alignment, "corrections": samples.corrections, "drafts": samples.draft_review}


class Page:
    """A review that is open, as a browser with our script has it."""

    def __init__(self, file: Path, **settings: object) -> None:
        self.file = file
        app = make_app(file, Settings(**{"write": frozenset({"review"}), **settings}))  # type: ignore[arg-type]
        self.client = TestClient(app, "http://localhost:8765")
        self.revision = 0
        self.load()

    def load(self) -> str:
        answer = self.client.get("/", headers={"accept": "text/html"})
        assert answer.status_code == 200, answer.text
        self.word = re.findall(r'name="csrf" content="(\w+)"', answer.text)[0]
        self.revision = int(re.findall(r'data-revision="(\d+)"', answer.text)[0])
        return answer.text

    def step(self, action: str, status: int = 200, **body: object):
        headers = {"x-csrf-token": self.word, "accept": "application/json"}
        answer = self.client.post(f"/reviews/1/{action}", json={"revision": self.revision, **body}, headers=headers)
        assert answer.status_code == status, answer.text
        if status == 200:
            self.revision = answer.json()["revision"]
        return answer.json()


@pytest.fixture(params=MAKERS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(kind: str, tmp_path: Path) -> Page:
    return Page(MAKERS[kind](tmp_path / f"{kind}.tsv"))


class Elements(HTMLParser):
    """The elements of a page and their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_markup_in_texts_stays_text_and_nothing_is_inline(page):
    html = page.load()
    answers = [html, *(str(one) for one in page.step("decide", row=1, said="accept").get("rows", {}).values())]
    for text in answers:
        for tag, attributes in Elements(text).found:
            assert tag not in ("img", "style", "iframe")
            assert not [name for name in attributes if name.startswith("on") or name == "style"]
            assert tag != "script" or str(attributes.get("src")).startswith("/static/")
    assert "&lt;script&gt;" in html
    assert "unsafe" not in page.client.get("/reviews/1").headers["content-security-policy"]


def test_a_step_is_written_and_undone(page):
    before = page.file.read_bytes()
    assert page.step("decide", row=1, said="accept")["counts"]["accepted"]
    assert page.file.read_bytes() != before
    page.step("undo")
    assert page.file.read_bytes() == before
    assert page.step("undo", 400)["detail"] == "there is nothing to undo"


def test_a_file_that_changed_meanwhile_is_not_written(page):
    text = page.file.read_text(encoding="utf-8").replace("0.9", "0.8")
    page.file.write_text(text, encoding="utf-8")
    assert "another program" in page.step("decide", 409, row=1, said="refuse")["detail"]
    assert page.file.read_text(encoding="utf-8") == text
    page.load()
    page.step("decide", row=1, said="refuse")


def test_steps_that_cannot_be(page):
    before = page.file.read_bytes()
    assert "another page" in page.step("decide", 409, row=1, said="accept", revision=7)["detail"]
    page.step("decide", 400, row=99, said="accept")
    page.step("decide", 422, row=1, said="perhaps")
    page.step("dance", 404, row=1)
    assert page.file.read_bytes() == before


def test_without_the_word_of_our_pages_or_from_elsewhere_nothing_is_written(page):
    before = page.file.read_bytes()
    body = {"revision": 0, "row": 1, "said": "accept"}
    for headers in ({}, {"x-csrf-token": "x"}, {"x-csrf-token": page.word, "origin": "http://evil.example"}):
        assert page.client.post("/reviews/1/decide", json=body, headers=headers).status_code == 403
    named = page.client.post(
        "/reviews/1/decide", json=body, headers={"x-csrf-token": page.word, "host": "evil.example"}
    )
    assert named.status_code == 421
    assert page.file.read_bytes() == before


def test_no_other_file_can_be_named(page):
    for address in ("/reviews/2", "/reviews/0", "/reviews/..%2f..%2fetc%2fpasswd", "/reviews/1/../2"):
        assert page.client.get(address, headers={"accept": "text/html"}).status_code in (404, 422)


def test_where_reviews_are_not_written_pages_are_shown(kind, tmp_path):
    page = Page(MAKERS[kind](tmp_path / f"{kind}.tsv"), write=frozenset())
    before = page.file.read_bytes()
    assert "--write review" in page.step("decide", 403, row=1, said="accept")["detail"]
    assert page.file.read_bytes() == before


def test_a_file_that_is_no_review_is_not_opened(tmp_path):
    path = tmp_path / "x.tsv"
    path.write_text("a\tb\n", encoding="utf-8")
    with pytest.raises(FormatError):
        make_app(path, Settings())


def test_a_review_that_was_damaged_meanwhile_says_so(page):
    page.file.write_text("a\tb\n", encoding="utf-8")
    answer = page.client.get("/reviews/1", headers={"accept": "text/html"})
    assert answer.status_code == 422
    assert "is not a review file" in answer.text


# ── alignments ───────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def beads(tmp_path: Path) -> Page:
    return Page(samples.alignment(tmp_path / "review.tsv"))


def pairs(page: Page) -> list[list[str]]:
    return [[variant.text for variant in unit.variants] for unit in review.apply(page.file)]


def test_every_text_has_its_language_and_direction(beads):
    segments = [attributes for _, attributes in Elements(beads.load()).found if attributes.get("class") == "seg"]
    assert {(one["lang"], one["dir"]) for one in segments} == {("fa", "rtl"), ("en", "ltr")}
    assert len(segments) == len(samples.SOURCE) + len(samples.TARGET)


def test_beads_are_split_shifted_merged_and_accepted(beads):
    doubtful = 0  # first in the file
    answer = beads.step("split", row=doubtful)
    assert [one["after"] for one in answer["beads"]] == [3, 0, 4]
    beads.step("decide", row=doubtful, said="accept")
    new = int(re.findall(r'data-row="(\d+)"', answer["beads"][1]["html"])[0])
    assert beads.step("shift", row=new, side=1, up=False)["counts"]["accepted"] == 2
    beads.step("shift", row=new, side=0, up=False)
    beads.step("text", side=1, number=1, text="Copper was found.")
    assert [target for _, target in pairs(beads)] == ["Copper was found.", samples.TARGET[1]]
    beads.step("text", 400, side=1, number=1, text="a ‖ b")


def test_what_is_between_the_beads_is_told(beads):
    answer = beads.step("merge", row=0)
    assert answer["gone"] == [1]
    assert answer["focus"] == 0
    assert [one["after"] for one in answer["beads"]] == [3, 0]  # the bead behind stands behind another now


# ── corrections ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def rows(tmp_path: Path) -> Page:
    return Page(samples.corrections(tmp_path / "corrections.tsv"))


def test_many_rows_are_decided_by_rule_and_by_word(rows):
    assert list(rows.step("many", by="rule", text="zwnj.plural", said="accept")["rows"]) == ["1", "3"]
    word = re.findall(r'id="r1"[^>]*data-word="([^"]+)"', rows.load())[0]
    assert list(rows.step("many", by="word", text=word, said="refuse")["rows"]) == ["0", "1", "3"]
    rows.step("text", row=2, text="\u200c")
    assert [len(edits) for edits in corrections.read(rows.file).values()] == [1]


def test_what_was_accepted_is_made_exactly(rows, termlode):
    rows.step("many", by="rule", text="zwnj", said="accept")
    done = termlode("review", "apply", rows.file)
    assert done.returncode == 0, done.stderr
    wanted = samples.TEXT.replace("كتابها", "كتاب\u200cها").replace("می خ", "می\u200cخ").replace("ك", "ک", 1)
    assert (rows.file.parent / "a.txt").read_text(encoding="utf-8") == wanted


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 4), ("show=open", 3), ("show=accept", 1), ("rule=zwnj.plural", 2), ("text=خواند", 3), ("page=0x1", 4)],
)
def test_rows_are_chosen(rows, query, count):
    html = rows.client.get(f"/reviews/1?{query}").text
    assert len(re.findall('class="row ', html)) == count


def test_drafts_are_accepted_and_refused(tmp_path):
    page = Page(samples.draft_review(tmp_path / "drafts-review.tsv"))
    page.step("decide", row=0, said="accept")
    page.step("decide", row=1, said="refuse")
    assert [(one.id, one.accepted) for one in drafts.read(page.file)[1]] == [("ore", True), ("shaft", False)]
    page.step("many", 404, by="rule", text="mining", said="accept")


# ── in the workspace ─────────────────────────────────────────────────────────────────────────────


def test_a_workspace_shows_the_reviews_that_were_named(serving, place):
    file = samples.alignment(place.root / "review.tsv")
    samples.alignment(place.root / "other.tsv")
    client = serving(reviews=(file,))
    html = client.get("/reviews").text
    assert "review.tsv" in html
    assert "other.tsv" not in html
    assert client.get("/reviews/1").status_code == 200
    assert client.get("/reviews/2").status_code == 404
