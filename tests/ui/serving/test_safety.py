"""What holds for every answer of the server: headers, logs, the path where a proxy puts it."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.openapi.models import OpenAPI

from tests.ui import http
from tests.ui.conftest import Serve
from ui.serving.logs import LineFormatter
from ui.serving.settings import load_serving
from ui.serving.users import new_token, set_password
from ui.serving.visitors import address_key

PASSWORD = "correct horse battery"
SECRET = "Who stole the zeppelin of Oddmouth?"
HEADERS = {
    "content-security-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
    "referrer-policy",
    "x-content-type-options",
    "x-frame-options",
}


@pytest.fixture
def users(tmp_path: Path) -> Path:
    file = tmp_path / "users.txt"
    set_password(file, "anna", PASSWORD)
    return file


def test_every_answer_carries_the_headers_whatever_becomes_of_it(serve: Serve, users: Path) -> None:
    with serve(users=users, questions_a_minute=1, root_path="/news") as (address, assistant):
        token = {"authorization": f"Bearer {new_token(users, 'anna')}"}
        with httpx.Client(base_url=address, timeout=60) as client:
            answers: list[tuple[int, httpx.Response]] = [
                (200, client.get("login")),
                (403, client.post("login", data={"name": "anna", "password": "guess"})),
                (303, client.post("login", data={"name": "anna", "password": PASSWORD})),
                (413, client.post("login", data={"name": "a" * 10_000})),
                (303, client.post("logout")),
                (303, client.get("")),
                (401, client.get("config")),
                (401, client.get("api/v1/status")),
                (421, client.get("login", headers={"host": "evil.example"})),
                (200, client.get("health", headers={"host": "evil.example"})),
                (200, client.get("health")),
            ]
            client.headers.update(token)
            answers += [
                (200, client.get("")),
                (404, client.get("nowhere")),
                (404, client.get("page-assets/nowhere.css")),
                (200, client.get("metrics")),
                (200, client.post("api/v1/ask", json={"question": SECRET})),
                (429, client.post("api/v1/ask", json={"question": SECRET})),
                (413, client.post("api/v1/ask", json={"question": "w" * 300_000})),
                (403, client.post("mcp", json={}, headers={"sec-fetch-site": "cross-site"})),
            ]
            assistant.stop(seconds=1)
            answers += [
                (503, client.get("health")),
                (503, client.post("api/v1/ask", json={"question": SECRET})),
            ]
        assert [reply.status_code for _, reply in answers] == [status for status, _ in answers]
        for _, reply in answers:
            assert reply.headers.keys() >= HEADERS, reply.url
            assert "default-src 'none'" in reply.headers["content-security-policy"]
            assert "access-control-allow-origin" not in reply.headers


def test_a_fault_is_told_with_the_headers_and_logged(
    serve: Serve, users: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with serve(users=users) as (address, _):
        users.write_text("anna:secret\n")  # by hand, and wrongly
        for path in ("", "config", "api/v1/search?q=zeppelin"):
            token = {"authorization": "Bearer x", "cookie": "news_session=x"}
            reply = http.get(address + path, headers=token)
            assert reply.status_code == 500
            assert "A fault of the program" in reply.text
            assert str(users) not in reply.text
            assert reply.headers.keys() >= HEADERS
    lines = [json.loads(LineFormatter("json").format(record)) for record in caplog.records]
    (line, *_) = [line for line in lines if line["level"] == "error"]
    assert "Line 1" in line["trace"]


def test_what_goes_wrong_is_logged_without_the_words_asked(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with serve(questions_a_minute=3) as (address, _):
        body = {"question": SECRET}
        asked = [
            http.post(f"{address}api/v1/ask", json=body, timeout=60),
            http.post(f"{address}api/v1/ask", json={**body, "written_by": "x"}),
            http.get(f"{address}api/v1/search", params={"q": SECRET, "since": "zeppelin"}),
            http.post(f"{address}api/v1/ask", json=body),
            http.post(f"{address}api/v1/ask", json={"query": SECRET}),
            http.get(f"{address}?q={SECRET}", timeout=60),
        ]
        assert [reply.status_code for reply in asked] == [200, 422, 422, 429, 422, 200]
        told = http.get(f"{address}metrics").text
    ours = [record for record in caplog.records if not record.name.startswith("httpx")]
    assert any("answered" in record.getMessage() for record in ours)
    for form in ("json", "text"):
        lines = "\n".join(LineFormatter(form).format(record) for record in ours)
        assert "zeppelin" not in (lines + told).lower()


@pytest.fixture(params=["", "news/"], ids=["taken away", "left"])
def below(
    request: pytest.FixtureRequest, serve: Serve, users: Path
) -> Iterator[tuple[httpx.Client, Path]]:
    """A client of what a proxy puts at /news; the proxy takes the path away, or leaves it."""
    with serve(users=users, root_path="/news", hosts="news.example", library="write") as (url, _):
        base = url + request.param
        with httpx.Client(base_url=base, headers={"host": "news.example"}, timeout=60) as client:
            yield client, users


def test_below_a_path_all_ways_in_lead_there(below: tuple[httpx.Client, Path]) -> None:
    client, users = below
    assert client.get("").headers["location"] == "/news/login"
    entered = client.post("login", data={"name": "anna", "password": PASSWORD, "then": "q=a"})
    assert entered.headers["location"] == "/news/?q=a"
    page = client.get("", headers={"cookie": entered.headers["set-cookie"].partition(";")[0]})
    assert '"root":"http://news.example/news"' in page.text.replace('": "', '":"')
    client.headers["authorization"] = f"Bearer {new_token(users, 'anna')}"
    schema = client.get("api/v1/openapi.json").json()
    OpenAPI.model_validate(schema)
    assert schema["servers"] == [{"url": "/news/api/v1"}]
    assert "written_by" in schema["components"]["schemas"]["Question"]["properties"]
    assert client.get("api/v1/status/").status_code == 404  # rather than sent past the path
    asked: dict[str, Any] = {"question": "Why did the Medivaar data leak happen?"}
    assert client.post("api/v1/ask", json=asked).json()["status"] == "answered"
    assert "event: done" in client.post("api/v1/ask/stream", json=asked).text
    greeting = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    kinds = {"accept": "application/json, text/event-stream"}
    assert "read_article" in client.post("mcp", json=greeting, headers=kinds).text
    sent = client.post(f"uploads?batch={'0' * 32}&name=a.txt", content=b"x")
    assert sent.text == "Received.\n"
    for path in ("metrics", "config", "page-assets/page.css", "gradio_api/info"):
        assert client.get(path).status_code == 200
    assert client.post("logout").headers["location"] == "/news/login"


def test_what_a_proxy_puts_before_others_is_not_open_as_to_this_computer_alone() -> None:
    for behind in ({"root_path": "/news"}, {"hosts": "news.example"}, {"user_header": "X-User"}):
        serving = load_serving(**behind)
        assert serving.library_open == "read"
        assert serving.a_minute("questions") == 20
        assert serving.a_minute("uploads") == 60
    alone = load_serving(hosts="localhost")
    assert (alone.library_open, alone.a_minute("feedback")) == ("write", 0)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::2", "2001:db8:1:2::/64"),
        ("", ""),
    ],
)
def test_a_visitor_is_an_address_or_all_of_a_network(address: str, name: str) -> None:
    assert address_key(address) == name
