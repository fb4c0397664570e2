"""What the page's server answers, and what it lets a browser do."""

from __future__ import annotations

import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import WHY, Visitor


def test_no_request_leaves_the_pages_own_server(page: Page, address: str) -> None:
    asked: list[str] = []
    refused: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda line: refused.append(line.text) if line.type == "error" else None)
    visitor = Visitor(page, address)
    visitor.ask(WHY)
    visitor.open(visitor.turn.locator(".cite").first)
    page.get_by_role("tab", name="Library").click()
    expect(page.locator("#library .card").first).to_be_visible()
    assert len(asked) > 10
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert refused == []


def test_the_policy_lets_no_foreign_or_inline_script_run(page: Page, address: str) -> None:
    Visitor(page, address)
    page.evaluate(
        """() => {
            const inline = document.createElement("script");
            inline.textContent = "document.title = 'taken'";
            document.body.append(inline);
            const handler = document.createElement("div");
            handler.innerHTML = "<img src=x onerror=\\"document.title = 'taken'\\">";
            document.body.append(handler);
        }"""
    )
    page.wait_for_timeout(500)
    assert page.title() == "Ask the News"


def test_every_answer_carries_the_headers(address: str) -> None:
    for path in ("", "config", "health", "page-assets/page.css", "nowhere"):
        headers = _get(address + path)[1]
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "unsafe-inline" not in headers["content-security-policy"].split("style-src")[0]


@pytest.mark.parametrize(
    "path",
    [
        "gradio_api/upload",
        "gradio_api/file=/etc/passwd",
        "gradio_api/file=pyproject.toml",
        "gradio_api/proxy=https://example.org/",
        "gradio_api/call/answer",
        "gradio_api/api/predict",
        "gradio_api/openapi.json",
        "gradio_api/mcp/",
        "gradio_api/runs",
        "gradio_api/vibe-edit",
        "gradio_api/component_server",
        "gradio_api/deep_link",
        "monitoring",
        "monitoring/summary",
        "docs",
        "page-assets/../app.py",
        "page-assets/%2e%2e/app.py",
    ],
)
def test_what_the_page_does_not_need_is_not_there(address: str, path: str) -> None:
    assert _get(address + path)[0] == 404


def test_another_site_is_not_let_in(address: str) -> None:
    headers = _get(address + "config", {"Origin": "https://elsewhere.example"})[1]
    assert "access-control-allow-origin" not in headers


def test_the_page_names_no_foreign_address(address: str) -> None:
    body = _get(address)[2]
    assert "raw.githubusercontent" not in body
    assert "fonts.googleapis" not in body


def test_no_function_of_the_page_is_offered_to_programs(address: str) -> None:
    offered = json.loads(_get(address + "gradio_api/info")[2])
    assert offered["named_endpoints"] == {}
    assert offered["unnamed_endpoints"] == {}


def test_the_server_says_that_it_is_well(address: str) -> None:
    assert _get(address + "health")[2] == "ok\n"


def _get(url: str, headers: dict[str, str] | None = None) -> tuple[int, dict[str, str], str]:
    try:
        with urlopen(Request(url, headers=headers or {})) as response:
            answer = response.status, response.headers, response.read()
    except HTTPError as error:
        answer = error.code, error.headers, error.read()
    status, found, body = answer
    return status, {name.lower(): value for name, value in found.items()}, body.decode()
