"""Clients of tmserver and amaGama are answered as those answered them."""

from __future__ import annotations

import pytest

WARMS = "The heat pump warms the house."
FARSI = "پمپ حرارتی خانه را گرم می‌کند."


@pytest.fixture
def writer(serving):
    """A client of a server that writes the memory."""
    return serving(write=frozenset({"memory"}))


@pytest.mark.parametrize("prefix", ["/tmserver", "/api/v1", "http://localhost//tmserver/", "/tmserver//", "/api//v1"])
def test_a_text_is_looked_up(client, prefix):
    found = client.get(f"{prefix}/en/fa/unit/The%20heat%20pump%20warms%20the%20house.").json()
    assert found == [{"source": WARMS, "target": FARSI, "quality": 100.0, "rank": 100.0}]
    assert client.get(f"{prefix}/en/fa/unit/", params={"source": WARMS}).json() == found


def test_the_path_is_taken_apart_before_it_is_decoded(client):
    found = client.get("/tmserver/en/fa/unit/Open%20either%2For%20valve%20%3Cb%3E%20now.").json()
    assert found[0]["quality"] == 100.0
    assert client.get("/tmserver/en/fa/unit/Open%20either/or%20valve%20%3Cb%3E%20now.").json() == found
    for text in ("a%2F%2Fb", "a//b", "%2e%2e%2f%2e%2e", "%00", "%ff%fe", "?", "%3Fsource=x"):
        assert client.get(f"/tmserver/en/fa/unit/{text}").status_code in (200, 404)


@pytest.mark.parametrize("pair", ["en/zh_hans", "en/zh-Hans", "EN/ZH_HANS", "en_US/zh", "eng/zho"])
def test_languages_are_written_in_many_ways(client, pair):
    found = client.get(f"/tmserver/{pair}/unit/The heat pump cools the house.").json()
    assert [one["target"] for one in found] == ["热泵给房子降温。"]


@pytest.mark.parametrize("pair", ["en/de", "xx/yy", "en/en", "fa/en_GB_oed", "%00/fa", "en/%2F", "1/2"])
def test_a_pair_that_is_not_there_gives_nothing(client, pair):
    answer = client.get(f"/tmserver/{pair}/unit/house")
    assert (answer.status_code, answer.json()) == (200, [])


def test_limits_are_those_of_amagama(client):
    near = "/tmserver/en/fa/unit/The heat pump warms the mouse."
    assert client.get(near).json()[0]["source"] == WARMS
    assert client.get(near, params={"min_similarity": 99}).json() == []
    for odd in ("", "x", "-1", "1e9", "99999999999999999999", "٣"):
        assert client.get(near, params={"min_similarity": odd, "max_candidates": odd}).status_code == 200


def test_the_best_comes_first_and_quality_is_a_number(client):
    found = client.get("/tmserver/en/fa/unit/The heat pump warms the mouse.", params={"min_similarity": 30}).json()
    qualities = [one["quality"] for one in found]
    assert qualities == sorted(qualities, reverse=True)
    assert all(isinstance(one, float) and 30 <= one <= 100 for one in qualities)


def test_languages_are_listed_as_clients_write_them(client):
    for prefix in ("/tmserver", "/api/v1"):
        tags = ["en", "fa", "zh", "zh_hans"]
        assert client.get(f"{prefix}/languages/").json() == {"sourceLanguages": tags, "targetLanguages": tags}


def test_no_script_of_another_page_is_given_the_memory(client):
    answer = client.get("/tmserver/en/fa/unit/house", params={"jsoncallback": "steal"})
    assert "steal" not in answer.text
    assert answer.headers["content-type"] == "application/json"


def test_an_empty_memory_answers(client, place):
    place.memory_file.unlink()
    assert client.get("/tmserver/en/fa/unit/house").json() == []
    assert client.get("/tmserver/languages/").json() == {"sourceLanguages": [], "targetLanguages": []}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/tmserver/", 404),
        ("GET", "/tmserver/en/fa", 404),
        ("GET", "/tmserver/en/fa/unit/", 404),
        ("GET", "/tmserver/en/fa/store/x", 405),
        ("DELETE", "/tmserver/en/fa/unit/x", 405),
        ("GET", "/tmserver/en/fa/other/x", 404),
        ("PUT", "/tmserver/en/fa/unit/x", 403),
        ("PUT", "/tmserver/en/fa/store/x.po", 403),
        ("POST", "/tmserver/languages/", 405),
    ],
)
def test_what_is_no_request(client, method, path, status):
    assert client.request(method, path, json={"source": "a", "target": "b"}).status_code == status


def test_units_are_added_and_replaced(writer):
    one = "/tmserver/en/fa/unit/Good morning."
    assert writer.put(one, json={"source": "Good morning.", "target": "صبح بخیر"}).status_code == 200
    assert writer.get(one).json()[0]["target"] == "صبح بخیر"
    assert writer.post(one, json={"source": "Good morning.", "target": "بامداد خوش"}).status_code == 200
    assert [match["target"] for match in writer.get(one).json()] == ["بامداد خوش"]
    for body in ("", "[]", "3", '{"source": "a"}', '{"source": 1, "target": 2}', '{"source": " ", "target": "b"}'):
        assert writer.put(one, content=body).status_code in (400, 422)
    assert writer.put("/tmserver/en/en/unit/x", json={"source": "a", "target": "b"}).status_code == 422


def test_stores_are_added(writer):
    pairs = [{"source": "One.", "target": "یک."}, {"source": "Two.", "target": "دو."}]
    answer = writer.post("/tmserver/en/fa/store/numbers", json=pairs)
    assert answer.text == "added 2 units from numbers"
    po = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Three."\nmsgstr "سه."\n'
    answer = writer.put("/tmserver/en/fa/store/more%2Fnumbers.po", content=po.encode())
    assert answer.text == "added 1 units from more/numbers.po"
    assert writer.get("/tmserver/en/fa/unit/Three.").json()[0]["target"] == "سه."
    assert writer.post("/tmserver/en/fa/store/x", json={"source": "a"}).status_code == 422


def test_the_log_names_no_text(client):
    client.get("/tmserver/en/fa/unit/confidential")
    assert any("tmserver unit 200" in line for line in client.log)
    assert not any("confidential" in line for line in client.log)
