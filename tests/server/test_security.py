"""A page elsewhere in the user's browser can neither read nor write a local server."""

from __future__ import annotations

import pytest

from termlode.errors import UsageError
from termlode.server import tokens
from termlode.server.settings import Settings

API = "/api/termlode/v1/"


def test_what_is_served_is_told(client):
    answer = client.get(API)
    assert answer.status_code == 200
    assert answer.json()["name"] == "ws"
    assert answer.json()["writable"] == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example:8765"}, 421),  # a foreign name that points here: DNS rebinding
        ({"Host": "localhost.evil.example"}, 421),
        ({"Host": ""}, 400),
        ({"Host": "localhost:8765:1"}, 400),
        ({"Host": "localhost/x"}, 400),
        ({"Host": "127.0.0.1:8765"}, 200),
        ({"Host": "[::1]:8765"}, 200),
        ({"Host": "LOCALHOST"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost:9999"}, 403),
        ({"Origin": "http://[bad"}, 403),
        ({"Origin": "file://localhost:8765"}, 403),
        ({"Origin": "http://localhost:8765"}, 200),
        ({"Host": "localhost", "Origin": "http://localhost:80"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
    ],
)
def test_only_our_own_pages_and_programs_come_in(client, headers, status):
    assert client.get(API, headers=headers).status_code == status


def test_a_navigation_from_elsewhere_must_only_read(client):
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert client.post(API, headers=headers).status_code == 403


def test_two_host_headers_are_none(client):
    assert client.get(API, headers=[("Host", "localhost"), ("Host", "evil.example")]).status_code == 400


def test_every_answer_is_hardened(client):
    for path in (API, "/nothing", "/static/no.css"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in headers


def test_errors_are_problems(client):
    answer = client.get("/nothing/here")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == answer.status_code == 404


def test_what_goes_wrong_inside_is_told_to_the_log_alone(serving):
    server = serving()

    async def fail() -> None:
        raise ValueError("a secret text")

    server.app.add_api_route("/fail", fail)
    answer = server.get("/fail")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert any("ValueError in" in line for line in server.log)
    assert not any("secret" in line for line in server.log)


def test_large_bodies_are_refused(client):
    assert client.post(API, content=b"x" * (5 << 20)).status_code == 413
    assert client.post(API, content=(b"x" * (1 << 20) for _ in range(5))).status_code == 405  # it is not read
    chunked = (b'{"texts": ["' + b"x" * (1 << 20) for _ in range(5))
    assert client.post(f"{API}lookup", content=chunked).status_code == 413


def test_the_log_holds_no_texts(serving):
    quiet, told = serving(), serving(log_texts=True)
    for one in (quiet, told):
        one.get(API, params={"text": "confidential"})
    assert quiet.log
    assert not any("confidential" in line for line in quiet.log)
    assert any("confidential" in line for line in told.log)


# ── tokens ───────────────────────────────────────────────────────────────────────────────────────


def test_others_are_let_in_with_a_token_only(serving, tmp_path):
    file = tmp_path / "tokens.toml"
    token = tokens.make(file, "weblate", {"read", "memory"})
    other = tokens.make(file, "reader", {"read"})
    assert token not in file.read_text()
    server = serving(tokens=tokens.read(file), write=frozenset({"memory"}))
    assert server.get(API).status_code == 401
    assert server.get(API).headers["www-authenticate"].startswith("Bearer")
    for given in (token, other):
        assert server.get(API, headers={"Authorization": f"Bearer {given}"}).status_code == 200
    for wrong in ("", "x", token[:-1], f"{token}x", "é"):
        assert server.get(API, headers={"Authorization": f"Bearer {wrong}".encode()}).status_code == 401
    assert server.get(API, headers={"Cookie": "termlode_session=77.99999999999.00"}).status_code == 401


@pytest.mark.parametrize("scope", ["memory", "terms", "review"])
def test_a_token_that_may_only_write_reads_nothing(serving, tmp_path, scope):
    file = tmp_path / "tokens.toml"
    bearer = {"Authorization": f"Bearer {tokens.make(file, 'bot', {scope})}"}
    server = serving(tokens=tokens.read(file), write=frozenset({"memory", "terms", "review"}))
    paths = server.get("/openapi.json", headers=bearer).json()["paths"]
    read = {path for path, methods in paths.items() if "get" in methods}
    assert len(read) >= 6
    for path in [*read, "/tmserver/en/fa/unit/a", "/tmserver/languages/", "/", "/concordance", "/concepts", "/reviews"]:
        place = path.replace("{concept}", "heat-pump").replace("{unit}", "1")
        answer = server.get(place, params={"text": "heat pump"}, headers=bearer)
        assert (answer.status_code, "scope read" in answer.text) == (403, True), place
    for name in ("lookup", "terms", "fix", "segment", "align", "check"):
        text = {"text": "heat pump"} if name in {"terms", "fix", "segment"} else {"texts": ["heat pump"]}
        assert server.post(f"{API}{name}", json=text, headers=bearer).status_code == 403


def test_a_name_has_one_token(tmp_path):
    file = tmp_path / "tokens.toml"
    tokens.make(file, "a", {"read"})
    with pytest.raises(UsageError, match="has a token of a"):
        tokens.make(file, "a", {"read"})


@pytest.mark.parametrize(
    "text",
    ["", "token = 3", "[[token]]\nname = 1", '[[token]]\nname = "a"\nscopes = ["all"]\nsha256 = "00"', "[[token]"],
)
def test_a_broken_file_of_tokens_lets_nobody_in(tmp_path, text):
    from termlode.errors import FormatError

    file = tmp_path / "tokens.toml"
    file.write_text(text)
    with pytest.raises(FormatError):
        tokens.read(file)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::", "tm.example"])
def test_an_open_address_needs_tokens_and_names(host, tmp_path):
    with pytest.raises(UsageError, match="--tokens"):
        Settings(host)
    file = tmp_path / "tokens.toml"
    tokens.make(file, "a", {"read"})
    Settings(host, names=frozenset({"tm.example"}), tokens=tokens.read(file))


def test_a_browser_shows_its_token_once(serving, tmp_path):
    file = tmp_path / "tokens.toml"
    token = tokens.make(file, "reader", {"read"})
    server = serving(tokens=tokens.read(file))
    asked = server.get("/", headers={"Accept": "text/html"}, follow_redirects=False)
    assert (asked.status_code, asked.headers["location"]) == (303, "/login")
    assert server.get("/login").status_code == 200
    assert server.post("/login", data={"token": "wrong"}).status_code == 403
    given = server.post("/login", data={"token": token}, follow_redirects=False)
    cookie = given.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert token not in cookie
    assert server.get(API).status_code == 200  # the client keeps the cookie
    value = server.cookies.get("termlode_session")
    server.cookies.clear()
    for forged in (value[:-1] + "x", value.replace(".", ".9", 1), "a.b.c", ".", "", "zz.1.2"):
        assert server.get(API, headers={"Cookie": f"termlode_session={forged}"}).status_code == 401


def test_the_description_is_served_without_foreign_scripts(client):
    page = client.get("/api/").text
    assert "/api/termlode/v1/lookup" in page
    assert "<script" not in page
    assert "://" not in page
    found = client.get("/openapi.json").json()
    assert {"Problem", "Fault"} <= set(found["components"]["schemas"])
