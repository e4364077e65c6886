"""The report of drafts in a real browser: decided by keyboard, saved, and taken by ``termbase accept``."""

from __future__ import annotations

import pytest

from termlode.jobs import drafts, reports
from termlode.termbase.drafts.folder import files

pytestmark = pytest.mark.browser


@pytest.fixture
def page(place, look):
    """The report of the workspace's two drafts."""
    path = place.root / "report.html"
    reports.drafts(place.drafts, path, place)
    return look(path.as_uri()).page


def test_keys_decide_and_what_is_saved_is_accepted(place, page):
    shown = page.locator("article").evaluate_all("all => all.map(one => one.dataset.id)")
    for key in ("a", "r"):
        page.keyboard.press(key)
    with page.expect_download() as saved:
        page.keyboard.press("s")
    saved.value.save_as(place.root / "review.tsv")
    decided = drafts.accept_review(place, place.root / "review.tsv")
    assert (list(decided.accepted), list(decided.refused), decided.stale) == (shown[:1], shown[1:], ())
    assert not files(place.drafts)


def test_what_a_filter_hides_is_not_decided(page):
    page.keyboard.press("/")
    page.keyboard.type("چاه")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    accepted = page.locator("article.accept").evaluate_all("all => all.map(one => one.dataset.id)")
    assert accepted == ["shaft"]
