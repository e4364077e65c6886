"""Malformed and hostile requests: each gets the right status and a problem, never a traceback or a path of the disk."""

from __future__ import annotations

import json
from itertools import product
from typing import Any

import pytest

API = "/api/termlode/v1"
JSON = {"Content-Type": "application/json"}
type Ask = tuple[str, str, dict[str, Any], set[int]]  # method, path, what is sent, the statuses that are right

NO_JSON = (
    b"", b"{", b"nul", b"[" * 100_000, b'{"a":' * 5000, b"\xff\xfe", b'"\\ud800"', b"1" * 5000, b"[]", b"3", b'"text"',
    b"null", b'{"text": 1}', b'{"text": null}', b'{"text": []}', b'{"text": ""}', b'{"text": "\\ud800"}',
    b'{"text": "a", "x": 1}', b'{"texts": "a"}', b'{"units": [[]]}', b'{"TEXT": "a"}',
)  # fmt: skip
POSTS = ("lookup", "terms", "fix", "segment", "align", "check", "units")
TAGS = ("", "e", "english language", "en fa", "-", "../..", "en\0", "x" * 60, "١", "<b>", "en;drop", "%00", "fa'--")
NUMBERS = ("-1", "1002", "1e3", "nan", "", "9" * 400, "1.5", "0x10", "٣", "true ")
NAMES = (
    "../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e",
    "a/b",
    "A",
    "a b",
    "a--b",
    "%00",
    "x" * 300,
    "-",
)
KEYS = ("0", "-1", "x", "9" * 30, "1.5", "%31%00", "1e1", "../1")
TEXTS = (
    "\0",
    "%",
    "_",
    "*",
    "(",
    "a" * 1_500,
    "'; DROP TABLE unit; --",
    "\u202e",
    "\U0010ffff",
    "\n" * 100,
    "$" * 500,
)


def bodies() -> list[Ask]:
    """Bodies that are not what the routes want."""
    return [
        ("POST", f"{API}/{path}", {"content": body, "headers": JSON}, {400, 422})
        for path, body in product(POSTS, NO_JSON)
    ]


def parameters() -> list[Ask]:
    """Parameters out of range, of wrong kinds, or unknown."""
    asked: list[Ask] = [("GET", f"{API}/lookup", {"params": {"text": "a", "from": tag}}, {400, 422}) for tag in TAGS]
    for name, number in product(("min", "top"), NUMBERS):
        asked.append(("GET", f"{API}/lookup", {"params": {"text": "a", name: number}}, {422}))
    for name, number in product(("page", "per_page"), (*NUMBERS, "0")):
        asked.append(("GET", f"{API}/concordance", {"params": {"text": "a", name: number}}, {422}))
    asked += [("GET", f"{API}/concordance", {"params": {"text": text, "how": "regex"}}, {200, 400}) for text in TEXTS]
    asked += [("GET", f"{API}/lookup", {"params": {"text": text}}, {200}) for text in TEXTS]
    asked.append(("GET", f"{API}/concordance", {"params": {"text": "(a+)+$", "how": "regex"}}, {200, 400}))
    asked += [
        ("GET", f"{API}/{path}", {"params": {"unknown": "x", "text": "a"}}, {422}) for path in ("lookup", "concordance")
    ]
    asked += [("GET", f"{API}/{path}", {}, {422}) for path in ("lookup", "concordance")]
    asked += [("GET", f"{API}/lookup", {"params": {"text": "a" * 1_501}}, {422})]
    return asked


def places() -> list[Ask]:
    """Names and numbers that lead nowhere, or would like to lead elsewhere."""
    asked: list[Ask] = [("GET", f"{API}/concepts/{name}", {}, {404, 422}) for name in NAMES]
    asked += [("GET", f"{API}/units/{key}", {}, {404, 422}) for key in KEYS]
    asked += [("GET", f"/static/{name}", {}, {404}) for name in NAMES]
    match = {"headers": {"If-Match": "x"}, "json": {"subject_field": "x", "record": {"terms": {}}}}
    asked += [("PUT", f"{API}/concepts/{name}", match, {404, 405, 422}) for name in NAMES]
    asked += [("DELETE", f"{API}/units/{key}", match, {404, 405, 412, 422}) for key in KEYS]
    fields = ("../x", "", "A", "a/b", ".", "x" * 200, "..\\x", "energy.yaml", "\0")
    for field in fields:
        body = {"json": {"subject_field": field, "record": {"terms": {}}}, "headers": {"If-None-Match": "*"}}
        asked.append(("PUT", f"{API}/concepts/new-one", body, {422}))
    return asked


def records() -> list[Ask]:
    """Records that are none."""
    wrong: list[Any] = [
        {}, {"terms": None}, {"terms": {"en": {"terms": 1}}}, {"terms": {"en": [{}]}},
        {"terms": {"en": [{"term": "a", "status": "best"}]}}, {"definition": ["x"], "terms": {}}, {"terms": {}, "x": 1},
        {"terms": {"en": [{"term": "a\nb: [", "variants": [1]}]}},
        {"terms": {"en": [{"term": "a", "attested-in": {"x": -1}}]}}, {"related": [{"enemy": "x"}], "terms": {}},
    ]  # fmt: skip
    new = {"If-None-Match": "*"}
    asked: list[Ask] = [
        ("PUT", f"{API}/concepts/new-one", {"json": {"subject_field": "x", "record": one}, "headers": new}, {422})
        for one in wrong
    ]
    half = json.dumps({"subject_field": "x", "record": {"terms": {"en": [{"term": "\ud800"}]}}})
    asked.append(("PUT", f"{API}/concepts/new-one", {"content": half, "headers": {**JSON, **new}}, {422}))
    nan = '{"subject_field": "x", "record": {"terms": {"en": [{"term": NaN}]}}}'
    asked.append(("PUT", f"{API}/concepts/new-one", {"content": nan, "headers": {**JSON, **new}}, {400, 422}))
    return asked


def others() -> list[Ask]:
    """Methods, types, headers and files that are not what we take."""
    asked: list[Ask] = [
        (method, f"{API}/lookup", {}, {405}) for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE")
    ]
    asked += [
        ("POST", f"{API}/terms", {"data": {"text": "a"}}, {422}),
        ("POST", f"{API}/terms", {"content": b"a"}, {422}),
    ]
    asked += [
        ("POST", f"{API}/import", {"content": data}, {422})
        for data in (b"", b"\0" * 50, b"<a", b"PK\x03\x04", b"%PDF-")
    ]
    bomb = b'<!DOCTYPE a [<!ENTITY c SYSTEM "file:///etc/passwd">]><tmx version="1.4"><body>&c;</body></tmx>'
    asked.append(("POST", f"{API}/import", {"content": bomb}, {422}))
    asked.append(("POST", f"{API}/import", {"content": b"x", "params": {"format": "../../x"}}, {400, 422}))
    asked.append(("GET", f"{API}/export", {"params": {"format": "exe"}}, {422}))
    asked.append(("GET", f"{API}/export", {"params": {"from": "en"}}, {400}))
    asked.append(("GET", f"{API}/export", {"params": {"client": "nobody"}}, {404}))
    asked += [
        ("GET", f"{API}/units/1", {"headers": {"Authorization": value}}, {200}) for value in ("Bearer", "Basic x", "\t")
    ]
    return asked


@pytest.fixture
def server(serving):
    """A server that writes all, in one process for the whole list."""
    return serving(write=frozenset({"terms", "memory", "review"}))


def test_each_is_answered_with_the_right_status(server, place):
    asked = [*bodies(), *parameters(), *places(), *records(), *others()]
    assert len(asked) >= 200
    wrong: list[tuple[object, ...]] = []
    for method, path, sent, right in asked:
        answer = server.request(method, path, **sent)
        told = answer.text
        if answer.status_code not in right or "Traceback" in told or str(place.root) in told:
            wrong.append((method, path, str(sent)[:100], answer.status_code, told[:200]))
        elif answer.status_code >= 400 and answer.headers["content-type"] != "application/problem+json":
            wrong.append((method, path, "not a problem"))
    assert not wrong, "\n".join(map(str, wrong))
    assert not [line for line in server.log if line.startswith("error:")]
    assert {item.name for item in place.termbase.iterdir()} <= {"energy.yaml", ".lock"}
