"""By which names a server may be asked, and what its visitors' browsers say of the page that asks."""

from __future__ import annotations

from socket import gethostname
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from tests.loops import run_apart
from ui.serving.guard import Guard
from ui.serving.settings import load_serving
from ui.serving.sites import AllowedHosts, is_from_elsewhere, is_passed_on

OPEN = {"host": "0.0.0.0"}
PROXIED = {"host": "0.0.0.0", "hosts": "news.example"}


@pytest.mark.parametrize(
    ("settings", "name", "answered"),
    [
        ({}, "localhost", True),
        ({}, "news.example", False),
        ({"root_path": "/news"}, "news.example", False),
        (OPEN, "localhost", True),
        (OPEN, "192.0.2.7", True),
        (OPEN, "2001:db8::7", True),
        (OPEN, gethostname().lower(), True),
        (OPEN, "evil.example", False),
        (OPEN, "192.0.2.7.evil.example", False),
        (OPEN, "", False),
        ({"host": "News.internal"}, "news.internal", True),
        (PROXIED, "news.example", True),
        (PROXIED, "192.0.2.7", False),
        (PROXIED, "localhost", False),
        ({"host": "0.0.0.0", "hosts": "news.example:8443, [2001:db8::1]:80"}, "news.example", True),
        ({"host": "0.0.0.0", "hosts": "news.example:8443, [2001:db8::1]:80"}, "2001:db8::1", True),
        ({"host": "0.0.0.0", "hosts": "2001:db8::1"}, "2001:db8::1", True),
    ],
)
def test_it_answers_to_names_that_are_its_own_or_told(
    settings: dict[str, Any], name: str, answered: bool
) -> None:
    assert (name in AllowedHosts(load_serving(**settings))) == answered


@pytest.mark.parametrize(
    ("host", "origin", "site", "elsewhere"),
    [
        ("news.example", None, None, False),  # a program
        ("news.example", "https://news.example:8443", None, False),  # a proxy took the port away
        (
            "127.0.0.1:7860",
            "https://news.example",
            "same-origin",
            False,
        ),  # a proxy changed the name
        ("[::1]:7860", "http://[::1]:7860", None, False),
        ("news.example", "https://news.example", "cross-site", True),
        ("news.example", None, "same-site", True),
        ("news.example", "https://evil.example", None, True),
        ("news.example", "https://news.example.evil.example", None, True),
        ("news.example", "null", None, True),
        ("news.example", "", None, True),
    ],
)
def test_a_page_of_another_site_is_known(
    host: str, origin: str | None, site: str | None, elsewhere: bool
) -> None:
    told = {"host": host, "origin": origin, "sec-fetch-site": site}
    headers = [(name.encode(), value.encode()) for name, value in told.items() if value is not None]
    assert is_from_elsewhere(Request({"type": "http", "headers": headers})) == elsewhere


OWN = {"host": "127.0.0.1:7860"}
PAGE = {"origin": "http://127.0.0.1:7860", "sec-fetch-site": "same-origin"}
NGINX = "1.0"


@pytest.mark.parametrize(
    ("headers", "version", "passed_on"),
    [
        ({}, "1.1", False),  # a program
        (PAGE, "1.1", False),
        ({"origin": "chrome-extension://abcdef", "sec-fetch-site": "none"}, "1.1", False),
        ({"x-forwarded-for": "203.0.113.9"}, "1.1", True),
        ({"x-forwarded-proto": "https"}, "1.1", True),
        ({"forwarded": "for=203.0.113.9"}, "1.1", True),
        ({"x-real-ip": "203.0.113.9"}, "1.1", True),
        ({"via": "1.1 proxy"}, "1.1", True),
        ({"origin": "https://news.example", "sec-fetch-site": "same-origin"}, "1.1", True),
        ({}, NGINX, True),
    ],
)
def test_what_a_proxy_passes_on_is_known(
    headers: dict[str, str], version: str, passed_on: bool
) -> None:
    told = [(name.encode(), value.encode()) for name, value in {**OWN, **headers}.items()]
    request = Request({"type": "http", "headers": told, "http_version": version})
    assert is_passed_on(request) == passed_on


@pytest.mark.parametrize(
    ("settings", "answered"),
    [({}, False), ({"hosts": "127.0.0.1, news.example"}, True), ({"root_path": "/news"}, True)],
    ids=["of this computer alone", "a public name", "a path"],
)
def test_what_a_proxy_passes_on_is_answered_once_the_settings_know_of_one(
    settings: dict[str, Any], answered: bool
) -> None:
    assistant: Any = SimpleNamespace(serving=load_serving(**settings), metrics=Mock())
    guard: Any = Guard(PlainTextResponse("ok"), assistant)

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(guard)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.get("/", headers={"x-forwarded-for": "203.0.113.9"})

    response = run_apart(ask())
    assert (response.status_code == 200) == answered
    assert ("set NEWS_SERVE_HOSTS to the name" in response.text) != answered
