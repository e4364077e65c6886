"""The JSON API answers as the jobs do."""

from __future__ import annotations

import pytest

API = "/api/termlode/v1"


@pytest.fixture
def writer(serving):
    """A client of a server that writes all."""
    return serving(write=frozenset({"terms", "memory", "review"}))


# ── asking ───────────────────────────────────────────────────────────────────────────────────────


def test_a_look_up_gives_concepts_and_matches(client):
    answer = client.get(f"{API}/lookup", params={"text": "heat pump", "from": "en", "to": ["fa"]}).json()
    assert answer["concepts"][0]["concept"] == "heat-pump"
    assert [one["term"] for one in answer["concepts"][0]["languages"]["fa"]] == ["پمپ حرارتی", "تلمبه گرمایی"]
    text = "The heat pump warms the house."
    match = client.get(f"{API}/lookup", params={"text": text, "to": "fa"}).json()["memory"][0]
    assert (match["score"], match["target"]["text"]) == (100, "پمپ حرارتی خانه را گرم می‌کند.")


def test_several_queries_are_answered_in_their_order(client):
    answers = client.post(f"{API}/lookup", json={"texts": ["热泵", "heat pump"], "to": ["en"]}).json()["answers"]
    assert [one["query"] for one in answers] == ["热泵", "heat pump"]
    assert all(one["concepts"][0]["concept"] == "heat-pump" for one in answers)


def test_terms_of_a_text(client):
    found = client.post(f"{API}/terms", json={"text": "Two heat pumps.\nA heat pump.", "language": "en"}).json()[
        "terms"
    ]
    assert [(one["line"], one["surface"]) for one in found] == [(1, "heat pumps"), (2, "heat pump")]
    assert found[0]["equivalents"] == {"fa": ["پمپ حرارتی"], "zh": ["热泵"]}


def test_concordance_by_pages(client):
    first = client.get(f"{API}/concordance", params={"text": "the house", "per_page": 1}).json()
    second = client.get(f"{API}/concordance", params={"text": "the house", "per_page": 1, "page": 2}).json()
    assert (first["more"], second["more"]) == (True, False)
    assert first["hits"][0]["text"] == "The heat pump warms the house."
    assert second["hits"][0]["others"] == [{"language": "zh-Hans", "text": "热泵给房子降温。"}]


def test_the_memory_is_seen_as_it_is_now(client, place):
    from termlode.jobs.memory import edit

    ask = {"text": "The heat pump warms the house.", "to": "fa"}
    before = client.get(f"{API}/lookup", params=ask).json()["memory"][0]
    edit(place, before["unit"], "fa", "متن تازه")
    assert client.get(f"{API}/lookup", params=ask).json()["memory"][0]["target"]["text"] == "متن تازه"
    place.memory_file.unlink()
    assert client.get(f"{API}/lookup", params=ask).json()["memory"] == []


def test_the_termbase_is_seen_as_it_is_now(client, place):
    assert client.get(f"{API}/lookup", params={"text": "wind farm"}).json()["concepts"] == []
    file = place.termbase / "energy.yaml"
    more = "wind-farm:\n  terms:\n    en:\n    - term: wind farm\n"
    file.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8")
    assert client.get(f"{API}/lookup", params={"text": "wind farm"}).json()["concepts"][0]["concept"] == "wind-farm"


def test_a_broken_termbase_leaves_the_last_good_one(client, place):
    assert client.get(f"{API}/lookup", params={"text": "heat pump"}).json()["concepts"]
    (place.termbase / "energy.yaml").write_text("x: [", encoding="utf-8")
    assert client.get(f"{API}/lookup", params={"text": "heat pump"}).json()["concepts"]
    assert any("termbase cannot be read" in line for line in client.log)


# ── texts ────────────────────────────────────────────────────────────────────────────────────────


def test_a_process_of_its_own_works_on_texts(client):
    """One test for all four: the process takes a second to start."""
    fixed = client.post(f"{API}/fix", json={"text": "كتاب ها را مي خوانم.", "language": "fa"}).json()
    assert fixed["text"] == "کتاب‌ها را می‌خوانم."
    assert all(edit["before"] != edit["after"] for edit in fixed["edits"])
    cut = client.post(f"{API}/segment", json={"text": "One. Two?", "language": "en"}).json()["segments"]
    assert [(one["text"], one["start"], one["end"]) for one in cut] == [("One.", 0, 4), ("Two?", 5, 9)]
    both = {
        "source": "The cat sleeps. The dog barks.",
        "target": "گربه می‌خوابد. سگ پارس می‌کند.",
        "from": "en",
        "to": "fa",
    }
    beads = client.post(f"{API}/align", json=both).json()["beads"]
    assert [(one["source"], one["target"]) for one in beads] == [([0], [0]), ([1], [1])]
    units = [{"source": "It costs 25 dollars.", "target": "قیمت آن ۵۲ دلار است."}]
    found = client.post(f"{API}/check", json={"from": "en", "to": "fa", "units": units}).json()["findings"]
    assert any(one["code"] == "E201" for one in found), found
    wrong = client.post(f"{API}/check", json={"from": "en", "to": "fa", "units": units, "select": ["Z9"]})
    assert wrong.status_code == 400


def test_what_takes_too_long_is_ended(serving):
    from termlode.server.settings import Limits

    server = serving(limits=Limits(seconds=0.2))
    answer = server.post(f"{API}/fix", json={"text": "x"})
    assert answer.status_code == 503
    assert "retry-after" in answer.headers


# ── termbase ─────────────────────────────────────────────────────────────────────────────────────

RECORD = {"terms": {"en": [{"term": "wind farm", "status": "preferred"}]}}


def test_concepts_are_listed_and_read(client):
    page = client.get(f"{API}/concepts", params={"begins": "heat"}).json()
    assert (page["total"], page["concepts"][0]["concept"]) == (1, "heat-pump")
    answer = client.get(f"{API}/concepts/heat-pump")
    assert answer.headers["etag"] == f'"{answer.json()["revision"]}"'
    assert client.get(f"{API}/concepts/no-such").status_code == 404


def test_nothing_is_written_unless_allowed(client):
    body = {"subject_field": "energy", "record": RECORD}
    refused = client.put(f"{API}/concepts/wind-farm", json=body, headers={"If-None-Match": "*"})
    assert refused.status_code == 403
    assert "--write terms" in refused.json()["detail"]
    assert client.delete(f"{API}/units/1", headers={"If-Match": "x"}).status_code == 403
    assert client.post(f"{API}/units", json={"units": [UNIT]}).status_code == 403
    assert client.post(f"{API}/import", content=b"").status_code == 403


def test_a_concept_is_made_changed_and_deleted(writer, place):
    one = f"{API}/concepts/wind-farm"
    body = {"subject_field": "energy", "record": RECORD}
    assert writer.put(one, json=body).status_code == 428
    made = writer.put(one, json=body, headers={"If-None-Match": "*"})
    assert made.status_code == 201
    assert writer.put(one, json=body, headers={"If-None-Match": "*"}).status_code == 412
    changed = {"subject_field": "energy", "record": {**RECORD, "definition": "Many wind turbines."}}
    again = writer.put(one, json=changed, headers={"If-Match": made.headers["etag"]})
    assert again.status_code == 200
    assert "Many wind turbines." in (place.termbase / "energy.yaml").read_text(encoding="utf-8")
    late = writer.put(one, json=body, headers={"If-Match": made.headers["etag"]})
    assert (late.status_code, late.json()["status"]) == (412, 412)
    assert writer.delete(one, headers={"If-Match": made.headers["etag"]}).status_code == 412
    assert writer.delete(one, headers={"If-Match": again.headers["etag"]}).status_code == 204
    assert writer.get(one).status_code == 404


@pytest.mark.parametrize(
    "record",
    [{}, {"terms": {}, "x": 1}, {"terms": {"not a tag": []}}, {"terms": {"en": [{"term": ""}]}}, {"terms": [1]}],
)
def test_a_record_that_is_none_is_refused(writer, record):
    body = {"subject_field": "energy", "record": record}
    answer = writer.put(f"{API}/concepts/wind-farm", json=body, headers={"If-None-Match": "*"})
    assert answer.status_code == 422, answer.text


# ── memory ───────────────────────────────────────────────────────────────────────────────────────

UNIT = {"texts": [{"language": "en", "text": "Good morning."}, {"language": "fa", "text": "صبح بخیر."}]}


def test_units_are_added_changed_and_deleted(writer):
    added = writer.post(f"{API}/units", json={"units": [UNIT, UNIT]}).json()
    assert (added["added"], added["unchanged"]) == (1, 1)
    match = writer.get(f"{API}/lookup", params={"text": "Good morning.", "to": "fa"}).json()["memory"][0]
    assert match["origin"]["kind"] == "human"
    one = f"{API}/units/{match['unit']}"
    read = writer.get(one)
    record = read.json()["record"]
    record["variants"][1]["text"] = "صبحتان بخیر."
    assert writer.put(one, json={"record": record}).status_code == 428
    put = writer.put(one, json={"record": record}, headers={"If-Match": read.headers["etag"]})
    assert put.status_code == 200
    assert writer.put(one, json={"record": record}, headers={"If-Match": read.headers["etag"]}).status_code == 412
    assert writer.delete(one, headers={"If-Match": put.headers["etag"]}).status_code == 204
    assert writer.get(one).status_code == 404


def test_a_unit_that_is_none_is_refused(writer):
    tag = writer.get(f"{API}/units/1").headers["etag"]
    records: list[dict[str, object]] = [
        {},
        {"variants": []},
        {"variants": [{"language": "en", "text": " "}]},
        {"variants": 3},
    ]
    for record in records:
        answer = writer.put(f"{API}/units/1", json={"record": record}, headers={"If-Match": tag})
        assert answer.status_code == 422, (record, answer.text)


# ── files ────────────────────────────────────────────────────────────────────────────────────────


def test_files_go_out_and_come_in(writer, place):
    written = writer.get(f"{API}/export", params={"format": "tmx"})
    assert written.content.startswith(b"<?xml")
    place.memory_file.unlink()
    report = writer.post(f"{API}/import", content=written.content).json()
    assert (report["format"], report["route"], report["added"]) == ("tmx", "memory", 3)
    pair = writer.get(f"{API}/export", params={"format": "tmx", "from": "en", "to": "fa"}).content
    assert pair.count(b"<tu ") + pair.count(b"<tu>") == 2
    refused = writer.post(f"{API}/import", content=b"<tmx><body>")
    assert refused.status_code == 422
    assert ".termlode" not in refused.text
    terms = writer.get(f"{API}/export", params={"format": "csv", "kind": "terms"})
    assert "پمپ حرارتی" in terms.text
    assert not list((place.private / "server").iterdir())


def test_terms_of_a_long_text_are_those_of_a_short_one(client):
    line = "The heat pump warms the house. "
    short = client.post(f"{API}/terms", json={"text": line, "to": ["fa"]}).json()["terms"]
    long = client.post(f"{API}/terms", json={"text": line * 200, "to": ["fa"]})
    assert long.headers["content-type"] == "application/json"
    found = long.json()["terms"]
    assert len(found) == 200 * len(short)
    assert found[0] == short[0]
    assert client.post(f"{API}/terms", json={"text": line * 200, "to": ["tlh"]}).status_code == 400


def test_a_method_that_a_path_has_not_is_told_those_that_it_has(client):
    answer = client.options(f"{API}/units/1")
    assert (answer.status_code, answer.headers["allow"]) == (405, "DELETE, GET, PUT")
    assert client.request("PATCH", f"{API}/lookup").headers["allow"] == "GET, POST"
