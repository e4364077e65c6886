"""The pages of a workspace: look-up, concordance, termbase, drafts, findings."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from termlode.jobs import concept as concepts
from termlode.jobs import one_draft
from termlode.model import ConceptEntry, LanguageSection, TermSection
from termlode.termbase.drafts.folder import update
from termlode.termbase.drafts.record import Draft
from termlode.workspace import Workspace
from tests.server.pages.test_reviews import Elements

HTML = {"accept": "text/html"}
PAGES = ("/", "/?q=heat+pump", "/look?q=x", "/concordance?q=pump", "/concepts", "/concepts/heat-pump", "/drafts",
         "/reviews", "/findings")  # fmt: skip


@pytest.fixture
def writing(serving):
    return serving(write=frozenset({"terms"}))


def word(client: TestClient) -> str:
    return str(re.findall(r'name="csrf" content="(\w+)"', client.get("/", headers=HTML).text)[0])


def post(client: TestClient, address: str, **fields: object) -> Any:
    data = {"csrf": word(client), **fields}
    return client.post(address, data=data, headers=HTML, follow_redirects=False)


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_drawn_without_anything_inline(client, address):
    answer = client.get(address, headers=HTML)
    assert answer.status_code == 200
    for tag, attributes in Elements(answer.text).found:
        assert tag != "style"
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        for name in ("src", "href", "action"):
            assert not str(attributes.get(name, "/")).startswith(("http", "//", "javascript"))


@pytest.mark.parametrize("address", ["/?q={}", "/look?q={}", "/concordance?q={}", "/concepts?q={}", "/drafts?said={}"])
def test_what_is_asked_comes_back_as_text(client, address):
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    html = client.get(address.format(evil), headers=HTML).text
    assert "<img" not in html
    assert not [a for tag, a in Elements(html).found if tag == "script" and not a.get("src")]


def test_a_look_up_shows_cards_and_matches_with_what_differs(client):
    html = client.get("/look?q=The+heat+pump+heats+the+house.", headers=HTML).text
    assert "<del>warms</del><ins>heats</ins>" in html
    assert '<p lang="fa" dir="rtl">پمپ حرارتی خانه را گرم می‌کند.</p>' in html
    assert '<a class="tag" href="/concepts/heat-pump">' in html
    card = client.get("/look?q=热泵&to=fa", headers=HTML).text
    assert '<li class="deprecated"><span class="t" lang="fa" dir="rtl">تلمبه گرمایی</span>' in card
    assert 'lang="en"' not in card


def test_nothing_asked_and_nothing_found(client):
    assert "Type a word" in client.get("/", headers=HTML).text
    assert "Nothing found" in client.get("/look?q=qqqq", headers=HTML).text
    assert client.get("/look?q=x&to=tlh", headers=HTML).status_code == 400


def test_a_concordance_marks_the_places_and_turns_pages(client):
    html = client.get("/concordance?q=pump&to=fa", headers=HTML).text
    assert "<mark>pump</mark>" in html
    assert len(re.findall("<article", html)) == 1
    assert "No further place" in client.get("/concordance?q=pump&page=9", headers=HTML).text
    assert "is not a language" in unescape(client.get("/concordance?q=pump&source=tlh", headers=HTML).text)


def test_a_marked_text_is_text(client):
    for query, around in (("now", "valve &lt;b&gt; <mark>now</mark>"), ("valve", "<mark>valve</mark> &lt;b&gt; now")):
        assert around in client.get(f"/concordance?q={query}", headers=HTML).text


def test_concepts_are_found_by_text_and_field(client):
    for query, found in (("", 1), ("q=پمپ", 1), ("q=heat-p", 1), ("q=zzz", 0), ("field=energy", 1), ("field=law", 0)):
        html = client.get(f"/concepts?{query}", headers=HTML).text
        assert len(re.findall('<article class="card"', html)) == found, query
    assert "Edit" not in client.get("/concepts/heat-pump", headers=HTML).text
    assert client.get("/concepts/heat-pump?edit=true", headers=HTML).status_code == 403
    assert client.get("/concepts/nope", headers=HTML).status_code == 404


def form(client: TestClient, concept: str = "heat-pump") -> dict[str, object]:
    html = client.get(f"/concepts/{concept}?edit=true", headers=HTML).text
    return {"seen": re.findall(r'name="seen" value="(\w+)"', html)[0]}


TERMS = {
    "language": ["en", "fa", "fa", "zh", "zh"],
    "was": ["heat pump", "پمپ حرارتی", "تلمبه گرمایی", "热泵", ""],
    "term": ["heat pump", "پمپ گرمایی", "", "热泵", "热力泵"],
    "status": ["preferred", "preferred", "deprecated", "preferred", "admitted"],
}


def test_a_concept_is_edited_from_the_revision_that_was_read(writing, place):
    seen = form(writing)
    done = post(writing, "/concepts/heat-pump", **seen, **TERMS, definition="It pumps heat.", field="energy")
    assert done.status_code == 303
    entry = concepts.find(place, "heat-pump")
    assert entry.definition == "It pumps heat."
    terms = [(s.language, t.term, t.status) for s in entry.languages for t in s.terms]
    assert terms == [
        ("en", "heat pump", "preferred"), ("fa", "پمپ گرمایی", "preferred"), ("zh", "热泵", "preferred"),
        ("zh", "热力泵", "admitted"),
    ]  # fmt: skip


def test_a_language_without_terms_goes(writing, place):
    fields = TERMS | {"term": ["heat pump", "", "", "热泵", ""]}
    post(writing, "/concepts/heat-pump", **form(writing), **fields, field="energy")
    assert [section.language for section in concepts.find(place, "heat-pump").languages] == ["en", "zh"]


def test_an_edit_of_an_older_state_is_kept_in_the_form_and_not_written(writing, place):
    seen = form(writing)
    post(writing, "/concepts/heat-pump", **seen, **TERMS, definition="First.", field="energy")
    late = post(writing, "/concepts/heat-pump", **seen, **TERMS, definition="Second <b>.", field="energy")
    assert late.status_code == 409
    assert "Second &lt;b&gt;." in late.text
    assert "changed by someone else" in late.text
    assert concepts.find(place, "heat-pump").definition == "First."
    again = re.findall(r'name="seen" value="(\w+)"', late.text)[0]
    assert post(writing, "/concepts/heat-pump", seen=again, **TERMS, field="energy").status_code == 303


def test_concepts_are_added_and_taken_out(writing, place):
    fields = {"field": "energy", "language": ["en", "fa", "en"], "term": ["boiler", "دیگ بخار", ""]}
    assert post(writing, "/concepts/new", **fields).headers["location"] == "/concepts/boiler"
    assert post(writing, "/concepts/new", **fields).status_code == 400
    assert post(writing, "/concepts/boiler", **form(writing, "boiler"), action="delete").status_code == 303
    assert writing.get("/concepts/boiler", headers=HTML).status_code == 404


@pytest.mark.parametrize(
    "fields", [{"status": ["x"], "language": ["en"], "term": ["a"]}, {"language": ["en!"], "term": ["a"]}]
)
def test_forms_that_cannot_be_are_refused(writing, place, fields):
    before = concepts.find(place, "heat-pump")
    assert post(writing, "/concepts/heat-pump", **form(writing), **fields).status_code == 400
    assert concepts.find(place, "heat-pump") == before


def test_a_term_that_stands_twice_is_refused(writing):
    twice = {"language": ["en", "en"], "was": ["heat pump", ""], "term": ["heat pump", "heat pump"]}
    answer = post(writing, "/concepts/heat-pump", **form(writing), **twice, status=["preferred", "admitted"])
    assert answer.status_code == 400
    assert "stands twice" in answer.text


# ── drafts ───────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def drafted(place):
    def draft(name: str, terms: list[tuple[str, str]], adds_to: str | None = None) -> Draft:
        sections = tuple(LanguageSection(tag, (TermSection(term, "admitted"),)) for tag, term in terms)
        return Draft(ConceptEntry(name, "energy", sections), 0.8, ("0.8 <b>alike",), adds_to)

    some = [draft("ore", [("en", "ore"), ("fa", "سنگ")]), draft("more", [("ps", "پمپ")], "heat-pump")]
    update(place.drafts, some)
    return place


def terms_of(place: Workspace, concept: str) -> list[tuple[str, str]]:
    return [(s.language, t.term) for s in concepts.find(place, concept).languages for t in s.terms]


def state(place: Workspace, name: str) -> str:
    return next(one.written for _, one in one_draft.every(place) if one.draft.entry.id == name)


def test_drafts_are_accepted_joined_and_refused(writing, drafted):
    html = writing.get("/drafts", headers=HTML).text
    assert "0.8 &lt;b&gt;alike" in html
    post(writing, "/drafts/energy/more", state=state(drafted, "more"), action="accept")
    assert ("ps", "پمپ") in terms_of(drafted, "heat-pump")
    post(writing, "/drafts/energy/ore", state=state(drafted, "ore"), action="accept", into="heat-pump")
    assert ("fa", "سنگ") in terms_of(drafted, "heat-pump")
    assert one_draft.every(drafted) == []


def test_a_draft_is_edited_and_stays_the_persons(writing, drafted):
    old = state(drafted, "ore")
    fields = {"language": ["en", "fa", "zh"], "term": ["ores", "", "矿石"], "definition": "Rock with metal."}
    assert post(writing, "/drafts/energy/ore", state=old, action="edit", **fields).status_code == 303
    block = next(one for _, one in one_draft.every(drafted) if one.draft.entry.id == "ore")
    assert block.edited
    assert block.draft.terms == (("en", "ores"), ("zh", "矿石"))
    assert post(writing, "/drafts/energy/ore", state=old, action="refuse").status_code == 409
    post(writing, "/drafts/energy/ore", state=block.written, action="refuse")
    assert [one.draft.entry.id for _, one in one_draft.every(drafted)] == ["more"]


def test_what_cannot_become_of_a_draft(writing, serving, drafted):
    seen = state(drafted, "ore")
    assert post(writing, "/drafts/energy/ore", state=seen, action="accept", into="nope").status_code == 400
    assert post(writing, "/drafts/energy/nope", state=seen, action="accept").status_code == 404
    assert post(writing, "/drafts/energy/ore", state=seen, action="edit").status_code == 400
    assert post(writing, "/drafts/energy/ore", state=seen, action="dance").status_code == 404
    assert post(serving(), "/drafts/energy/ore", state=seen, action="accept").status_code == 403
    assert len(one_draft.every(drafted)) == 2


# ── findings ─────────────────────────────────────────────────────────────────────────────────────


def test_a_pair_of_texts_is_checked(client):
    fields = {"source": "It costs 12.", "target": "هزینه ۱۳ است <b>.", "first": "en", "second": "fa"}
    html = post(client, "/findings", **fields).text
    assert "E2" in html
    assert "&lt;b&gt;" in html


def test_the_findings_of_a_named_file(serving, place, tmp_path):
    file = tmp_path / "units.tmx"
    client = serving(checked=(file,))
    assert "units.tmx" in client.get("/findings", headers=HTML).text
    html = client.get("/findings/1", headers=HTML).text
    assert "W" in html or "E" in html
    assert client.get("/findings/2", headers=HTML).status_code == 404
