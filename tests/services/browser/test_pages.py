"""The pages in a real browser: by keyboard alone, accessible, right-to-left, and harmless whatever the texts say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from termlode.alignment import review
from termlode.correction import review as corrections
from termlode.jobs import concept as concepts
from termlode.jobs import one_draft
from termlode.server.one_review import make_app
from termlode.server.settings import Settings
from termlode.termbase.drafts import review as drafts
from tests.server.pages import samples

pytestmark = pytest.mark.browser

PAGES = {
    "look-up": "/?q=The heat pump heats the house.", "card": "/?q=pump", "concordance": "/concordance?q=pump",
    "concepts": "/concepts", "concept": "/concepts/evil", "edit": "/concepts/heat-pump?edit=true",
    "new": "/concepts/new", "drafts": "/drafts", "reviews": "/reviews", "alignment": "/reviews/1",
    "corrections": "/reviews/2", "draft review": "/reviews/3", "findings": "/findings", "file": "/findings/1",
    "nothing": "/concepts/nope",
}  # fmt: skip
FOCUS = "document.activeElement"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (320, "light")])
def test_pages_are_accessible_and_fit(site, look, width, scheme):
    found = {}
    sight = look(site + "/", width, scheme)
    for name, address in PAGES.items():
        sight.page.goto(site + address)
        wrong = sight.axe()
        if sight.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append("is wider than the window")
        if sight.page.title().startswith("bad") or sight.page.locator("main img, main script, main style").count():
            wrong.append("took markup in a text for its own")
        found[name] = wrong
    sight.errors = [one for one in sight.errors if "404" not in one]  # the page that is not there
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_texts_have_their_direction_and_keep_to_their_side(site, look):
    page = look(site + "/reviews/1").page
    for side, direction in (("0", "rtl"), ("1", "ltr")):
        segments = page.locator(f'.seg[data-side="{side}"]')
        assert segments.count() == 4
        assert segments.evaluate_all("all => [...new Set(all.map(one => getComputedStyle(one).direction))]") == [
            direction
        ]
        number, text = (segments.first.locator(part).bounding_box() for part in (".no", ".t"))
        assert number is not None
        assert text is not None
        assert (number["x"] > text["x"]) == (direction == "rtl")
    assert page.locator(".seg").first.evaluate("one => getComputedStyle(one).unicodeBidi") == "isolate"


def test_focus_is_seen_and_content_is_reached_by_keyboard(site, look):
    page = look(site + "/concepts").page
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUS}.className") == "skip"
    box = page.locator(".skip").bounding_box()
    assert box is not None
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(f"{FOCUS}.matches('body') || getComputedStyle({FOCUS}).outlineStyle !== 'none'")


# ── look-up ──────────────────────────────────────────────────────────────────────────────────────


def test_answers_follow_the_typing(site, look):
    page = look(site + "/").page
    assert page.evaluate(f"{FOCUS}.name") == "q"
    page.keyboard.type("heat pump")
    page.locator("article.card h3", has_text="heat-pump").wait_for()
    assert page.url.endswith("q=heat+pump&source=&to=")
    assert page.title().startswith("heat pump")
    page.keyboard.type(" <img src=x>")
    page.locator("#answers", has_text="Terms in it").wait_for()
    page.keyboard.press("Control+A")
    page.keyboard.type("The heat pump heats the house.")
    page.locator("del", has_text="warms").wait_for()
    assert page.locator("#answers img").count() == 0


def test_without_a_script_the_form_does_it(site, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "/")
    page.locator("#q").fill("热泵")
    page.keyboard.press("Enter")
    page.locator("article.card").wait_for()
    context.close()


# ── reviews ──────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def opened(tmp_path, served, look):
    """Opens a review file by itself, as ``termlode review open`` does."""

    def open_(make, name="review.tsv", **options):
        file = make(tmp_path / name, **options)
        return file, look(served(make_app(file, Settings(write=frozenset({"review"})))))

    return open_


def press(page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def saved(page, text: str) -> None:
    page.locator("#said", has_text=text).wait_for()


def texts(file: Path) -> list[list[str]]:
    return [[variant.text for variant in unit.variants] for unit in review.apply(file)]


def test_an_alignment_is_reviewed_by_keys(opened):
    file, sight = opened(samples.alignment)
    page, before = sight.page, file.read_bytes()
    assert page.evaluate(f"{FOCUS}.id") == "b0"  # the doubtful one
    press(page, "s")
    saved(page, "split")
    press(page, "a")  # the first half is accepted, and on to the other
    saved(page, "accepted")
    page.wait_for_function("() => document.activeElement.matches('.doubtful')")
    press(page, "3")  # its target segment goes up to the accepted one, which is open again
    saved(page, "shifted up")
    press(page, "u")
    saved(page, "undone")
    press(page, "a")
    saved(page, "accepted")
    assert [source for source, _ in texts(file)] == list(samples.SOURCE[:3])
    for _ in range(3):
        press(page, "u")
    page.wait_for_function("() => document.getElementById('undo').disabled")
    assert file.read_bytes() == before


def test_texts_are_edited_by_keys(opened):
    file, sight = opened(samples.alignment)
    page = sight.page
    press(page, "ArrowUp", "e")
    page.wait_for_function("() => document.activeElement.matches('textarea')")
    press(page, "Control+A")
    page.keyboard.type("مس پیدا شد <b>.")
    press(page, "Enter")
    saved(page, "text changed")
    assert texts(file)[0][0] == "مس پیدا شد <b>."
    press(page, "e", "Escape")
    assert page.evaluate(f"{FOCUS}.tagName") == "LI"


def test_keys_of_a_persian_keyboard_do_the_same(opened):
    file, sight = opened(samples.alignment)
    event = "{key: 'ش', code: 'KeyA', bubbles: true}"
    sight.page.evaluate(f"{FOCUS}.dispatchEvent(new KeyboardEvent('keydown', {event}))")
    saved(sight.page, "accepted")
    assert len(texts(file)) == 2


def test_single_keys_can_be_turned_off(opened):
    file, sight = opened(samples.alignment)
    page, before = sight.page, file.read_bytes()
    page.locator("summary", has_text="Keys").click()
    page.locator("#keys").uncheck()
    page.locator("#b0").focus()
    press(page, "a", "r", "m")
    assert file.read_bytes() == before
    page.locator(".tools button", has_text="Accept").click()
    saved(page, "accepted")
    assert file.read_bytes() != before


def test_a_file_that_changed_meanwhile_is_told(opened):
    file, sight = opened(samples.alignment)
    text = file.read_text(encoding="utf-8") + "\n"
    file.write_text(text, encoding="utf-8")
    press(sight.page, "a")
    saved(sight.page, "changed by another program")
    assert file.read_text(encoding="utf-8") == text


def test_corrections_are_reviewed_by_keys(opened):
    file, sight = opened(samples.corrections, "corrections.tsv")
    page = sight.page
    assert page.evaluate(f"{FOCUS}.id") == "r1"
    press(page, "A")
    saved(page, "2 rows")
    press(page, "n", "r")
    saved(page, "refused")
    found = [edit for edits in corrections.read(file).values() for edit in edits]
    assert [edit.rule for edit in found] == ["char.kaf", "zwnj.plural", "zwnj.plural"]
    press(page, "u")
    saved(page, "undone")
    press(page, "n", "e")
    page.wait_for_function("() => document.activeElement.matches('textarea')")
    press(page, "Control+A")
    page.keyboard.type("_")
    press(page, "Enter")
    saved(page, "changed and accepted")
    assert "_" in [edit.after for edits in corrections.read(file).values() for edit in edits]


def test_a_review_of_drafts_is_decided_by_keys(opened):
    file, sight = opened(samples.draft_review, "drafts-review.tsv")
    press(sight.page, "a")
    saved(sight.page, "accepted")
    sight.page.wait_for_function("() => document.activeElement.id === 'r1'")
    press(sight.page, "r")
    saved(sight.page, "refused")
    assert [(one.id, one.accepted) for one in drafts.read(file)[1]] == [("ore", True), ("shaft", False)]


def test_five_thousand_beads(opened):
    """What is not in sight costs no layout; a step touches what it changes."""
    _, sight = opened(samples.alignment, pairs=5000)
    page = sight.page
    assert page.locator(".bead").count() == 5004
    drawn = page.evaluate(
        "[...document.querySelectorAll('.bead')].filter(one => one.checkVisibility({contentVisibilityAuto: true})"
        " && one.firstElementChild.checkVisibility({contentVisibilityAuto: true})).length"
    )
    assert drawn < 200
    press(page, "a", "a", "n", "m")
    saved(page, "merged")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_function(
        "() => document.querySelector('.chunk:last-child .bead:last-child').getBoundingClientRect().top < innerHeight"
    )
    page.locator(".bead").last.focus()
    press(page, "k", "k")
    assert page.locator(".bead.at").count() == 1


# ── termbase and drafts ──────────────────────────────────────────────────────────────────────────


def test_a_concept_is_edited_by_keyboard(site, look, place):
    page = look(site + "/concepts/heat-pump").page
    page.get_by_role("link", name="Edit").focus()
    press(page, "Enter")
    page.locator("textarea[name=definition]").focus()
    press(page, "Control+A")
    page.keyboard.type("It pumps heat.")
    while page.evaluate(f"{FOCUS}.textContent") != "Save":
        press(page, "Tab")
    press(page, "Enter")
    page.wait_for_url(re.compile("/concepts/heat-pump$"))
    assert concepts.find(place, "heat-pump").definition == "It pumps heat."


def test_drafts_are_decided_by_keys(site, look, place):
    page = look(site + "/drafts").page
    press(page, "j", "r")
    saved(page, "refused")
    page.wait_for_function("() => document.activeElement.matches('.draft')")
    press(page, "m")
    page.keyboard.type("heat-pump")
    press(page, "Tab", "Enter")
    saved(page, "accepted: heat-pump")
    assert one_draft.every(place) == []


def test_a_pair_of_texts_is_checked_by_keyboard(site, look):
    page = look(site + "/findings").page
    page.locator("textarea[name=source]").fill("It costs 12.")
    page.locator("textarea[name=target]").fill("هزینه ۱۳ است.")
    press(page, "Tab", "Enter")
    page.locator("article.card").first.wait_for()
