"""Serving others: whose name is answered to, who may come in, how much they may ask, what is told."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from rag.errors import InputError, SettingsError
from tests.ui import http
from tests.ui.conftest import Serve
from ui.serving.logs import LineFormatter
from ui.serving.settings import load_serving
from ui.serving.users import Users, new_token, remove, set_password

PASSWORD = "correct horse battery"
QUESTION = {"question": "Why did the Medivaar data leak happen?"}


def figures(address: str, **headers: str) -> dict[str, float]:
    """What /metrics tells, by name and labels."""
    text = http.get(f"{address}metrics", headers=headers).text
    return {name: float(value) for name, value in re.findall(r"^(news_\S+) (\S+)$", text, re.M)}


# Names and other sites


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", ""])
@pytest.mark.parametrize("path", ["", "api/v1/status", "mcp", "gradio_api/info"])
def test_on_this_computer_no_foreign_name_is_answered_to(
    address: str, host: str, path: str
) -> None:
    assert http.get(address + path, headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:7860", "LOCALHOST", "[::1]:7860", "127.0.0.1"])
def test_this_computers_own_names_are_answered_to(address: str, host: str) -> None:
    assert http.get(f"{address}health", headers={"host": host}).text == "ok\n"


def test_another_sites_page_may_not_ask(address: str) -> None:
    asked = {"sec-fetch-site": "cross-site", "content-type": "text/plain"}
    for path in ("api/v1/ask", "mcp", "gradio_api/queue/join"):
        reply = http.post(address + path, content=json.dumps(QUESTION), headers=asked)
        assert reply.status_code == 403
        assert "access-control-allow-origin" not in reply.headers
    assert http.get(f"{address}api/v1/search?q=a", headers=asked).status_code == 403
    assert http.get(address, headers=asked).status_code == 200  # a link from there


def test_beyond_loopback_another_sites_page_may_not_write_either(serve: Serve) -> None:
    with serve(host="0.0.0.0", library="write") as (address, _):
        sent = f"{address}uploads?batch={'0' * 32}&name=a.txt"
        for host, origin, status in (
            ("evil.example:7871", "http://evil.example:7871", 421),  # its name leads here
            ("evil.example:7871", "http://evil.example", 421),
            ("192.0.2.7:7871", "http://evil.example", 403),
            ("192.0.2.7:7871", "null", 403),
            ("192.0.2.7:7871", "http://192.0.2.7:7871", 200),
        ):
            reply = http.post(sent, content=b"x", headers={"host": host, "origin": origin})
            assert reply.status_code == status, (host, origin)


# Ways in


def test_beyond_this_computer_only_the_page_is_open_unless_set() -> None:
    for settings, offered in (
        ({}, True),
        ({"host": "0.0.0.0"}, False),
        ({"host": "0.0.0.0", "users": "users"}, True),
        ({"host": "0.0.0.0", "api": True, "mcp": True, "metrics": True}, True),
        ({"api": False, "mcp": False, "metrics": False}, False),
    ):
        serving = load_serving(**settings)
        assert [serving.offers(way) for way in ("api", "mcp", "metrics")] == [offered] * 3


def test_a_way_that_is_not_offered_is_not_there(serve: Serve) -> None:
    with serve(api=False, mcp=False, metrics=False) as (address, _):
        assert http.get(f"{address}api/v1/status").status_code == 404
        assert http.post(f"{address}mcp", json={}).status_code == 404
        assert http.get(f"{address}metrics").status_code == 404
        assert http.get(address).status_code == 200


def test_a_setting_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWS_SERVE_QUESTIONS_A_MINUTE", "few")
    with pytest.raises(SettingsError, match="NEWS_SERVE_QUESTIONS_A_MINUTE"):
        load_serving()


# Signing in


@pytest.fixture(scope="module")
def users_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("users") / "users.txt"
    set_password(file, "anna", PASSWORD)
    return file


@pytest.fixture(scope="module")
def closed(serve: Serve, users_file: Path) -> Iterator[str]:
    """Where users must sign in, three questions a minute are allowed, and a proxy adds /news."""
    with serve(users=users_file, questions_a_minute=3, root_path="/news") as (address, _):
        yield address


def test_nothing_is_told_before_signing_in(closed: str) -> None:
    assert http.post(f"{closed}api/v1/ask", json=QUESTION).status_code == 401
    assert http.post(f"{closed}mcp", json={}).headers["www-authenticate"] == "Bearer"
    for path in ("config", "gradio_api/queue/data", "metrics", "static/js/app.js"):
        assert http.get(closed + path).status_code == 401
    page = http.get(f"{closed}?q=why")
    assert (page.status_code, page.headers["location"]) == (303, "/news/login?q=why")
    assert http.get(f"{closed}health").text == "ok\n"


def test_people_sign_in_by_password_and_out(closed: str) -> None:
    with httpx.Client(base_url=closed) as browser:
        form = browser.get("login?q=a%26b", headers={"accept-language": "de,nl;q=0.5"})
        assert "Wachtwoord" in form.text
        assert 'name="then" value="q=a%26b"' in form.text
        wrong = {"name": "anna", "password": "guess", "then": '"><script>'}
        refused = browser.post("login", data=wrong)
        assert refused.status_code == 403
        assert "<script>" not in refused.text
        assert "set-cookie" not in refused.headers
        right = {"name": "anna", "password": PASSWORD, "then": "q=a%26b"}
        entered = browser.post("login", data=right)
        assert entered.headers["location"] == "/news/?q=a%26b"
        cookie = entered.headers["set-cookie"]
        assert {"HttpOnly", "Path=/news", "SameSite=lax"} <= set(cookie.split("; "))
        session = {"cookie": cookie.partition(";")[0]}
        page = browser.get("", headers=session)
        assert page.status_code == 200
        assert "Sign out" in page.text
        assert page.headers["cache-control"] == "no-store"
        assert browser.get("logout", headers=session).status_code == 405
        assert browser.get("", headers=session).status_code == 200
        browser.post("logout", headers=session)
        assert browser.get("", headers=session).status_code == 303


def test_another_password_ends_the_sessions_of_the_one_before(
    closed: str, users_file: Path
) -> None:
    def session(password: str) -> dict[str, str]:
        form = {"name": "carla", "password": password}
        cookie = http.post(f"{closed}login", data=form).headers["set-cookie"]
        return {"cookie": cookie.partition(";")[0]}

    def status(session: dict[str, str]) -> int:
        return http.get(closed, headers=session).status_code

    set_password(users_file, "carla", PASSWORD)
    first = session(PASSWORD)
    assert status(first) == 200
    set_password(users_file, "carla", "another password")
    assert status(first) == 303
    second = session("another password")
    assert status(second) == 200
    remove(users_file, "carla")
    assert status(second) == 303
    set_password(users_file, "carla", "another password")
    assert [status(first), status(second)] == [303, 303]


def test_guessing_is_slowed_down(closed: str) -> None:
    guess = {"name": "nobody", "password": "guess"}
    tried = [http.post(f"{closed}login", data=guess).status_code for _ in range(6)]
    assert tried[-1] == 429


def test_programs_sign_in_by_token_and_a_visitor_has_a_limit(closed: str, users_file: Path) -> None:
    anna, bert = (
        {"authorization": f"Bearer {new_token(users_file, name, new=True)}"}
        for name in ("anna", "bert")
    )
    before = figures(closed, **anna)
    asked = [http.post(f"{closed}api/v1/ask", json=QUESTION, headers=anna) for _ in range(5)]
    assert [reply.status_code for reply in asked] == [200, 200, 200, 429, 429]
    assert 1 <= int(asked[-1].headers["retry-after"]) <= 60
    assert "3 a minute" in asked[-1].json()["detail"]
    assert http.post(f"{closed}api/v1/ask", json=QUESTION, headers=bert).status_code == 200
    remove(users_file, "bert")
    assert http.get(f"{closed}api/v1/status", headers=bert).status_code == 401
    after = figures(closed, **anna)
    answered = 'news_questions_total{status="answered",way="api"}'
    assert after[answered] - before.get(answered, 0) == 4
    assert after['news_refused_total{reason="too_many"}'] >= 2
    assert after['news_refused_total{reason="sign_in"}'] >= 1


def test_a_users_file_holds_no_secret_and_is_read_anew(tmp_path: Path) -> None:
    file = tmp_path / "users"
    set_password(file, "anna", PASSWORD)
    users = Users(file)
    token = new_token(file, "anna")
    assert users.password_is("anna", PASSWORD)
    assert users.of_token(token) == "anna"
    assert not users.password_is("anna", "another password")
    assert not users.password_is("bert", PASSWORD)
    assert users.of_token("") is None
    assert PASSWORD not in file.read_text()
    assert token not in file.read_text()
    assert file.stat().st_mode & 0o077 == 0
    set_password(file, "anna", "another password")
    assert users.password_is("anna", "another password")
    assert users.of_token(token) == "anna"
    for wrong in ("short", "long" * 1_000):
        with pytest.raises(InputError, match="has 10 to 1,000 characters"):
            set_password(file, "anna", wrong)
    with pytest.raises(InputError, match="cannot be a name"):
        set_password(file, "a:b", PASSWORD)
    file.write_text("anna:secret\n")
    with pytest.raises(InputError, match="Line 1"):
        users.names()
    file.write_bytes(b"jos\xe9:token:abc\n")
    for read in (users.names, lambda: set_password(file, "anna", PASSWORD)):
        with pytest.raises(InputError, match="no text in UTF-8"):
            read()


def test_the_longest_password_is_one(tmp_path: Path) -> None:
    file, longest = tmp_path / "users", "x" * 1_000
    set_password(file, "anna", longest)
    assert Users(file).password_is("anna", longest)
    assert not Users(file).password_is("anna", f"{longest}x")


def test_a_token_is_a_users(tmp_path: Path) -> None:
    file = tmp_path / "users"
    set_password(file, "bob", PASSWORD)
    with pytest.raises(InputError, match="There is no user 'bbo'"):
        new_token(file, "bbo")
    token = new_token(file, "nightly", new=True)
    assert Users(file).of_token(token) == "nightly"


def test_a_proxys_word_is_taken_from_the_proxy_alone(serve: Serve) -> None:
    named = {"x-user": "anna"}
    with serve(user_header="X-User") as (address, _):
        assert http.get(f"{address}api/v1/status", headers=named).status_code == 200
        assert http.get(f"{address}api/v1/status").status_code == 401
        assert http.get(address).status_code == 401
    with serve(user_header="X-User", proxies="10.1.0.0/16") as (address, _):
        assert http.get(f"{address}api/v1/status", headers=named).status_code == 401


# Figures, logs, stopping


def test_figures_tell_what_is_asked_and_never_the_words(address: str) -> None:
    http.post(f"{address}api/v1/ask", json={"question": "Who stole the zeppelin of Oddmouth?"})
    http.get(f"{address}api/v1/search?q=zeppelin")
    http.post(f"{address}api/v1/ask", json={"question": " "})
    found = figures(address)
    assert found["news_articles"] > 70
    assert found["news_passages"] > found["news_articles"]
    assert found['news_searches_total{way="api"}'] >= 1
    assert found['news_refused_total{reason="input"}'] >= 1
    assert found['news_step_seconds_count{step="retrieval"}'] >= 1
    assert found["news_under_way"] == 0
    assert "zeppelin" not in http.get(f"{address}metrics").text.lower()


@pytest.mark.parametrize("told", [False, True])
def test_a_line_is_written_for_a_question_without_its_words_unless_wanted(
    serve: Serve, caplog: pytest.LogCaptureFixture, told: bool
) -> None:
    caplog.set_level(logging.INFO, "ui")
    with serve(log_questions=told) as (address, _):
        http.post(f"{address}api/v1/ask", json=QUESTION)
    lines = [json.loads(LineFormatter("json").format(record)) for record in caplog.records]
    line: dict[str, Any] = next(line for line in lines if "way" in line)
    assert (line["level"], line["way"], line["status"]) == ("info", "api", "answered")
    assert line["total_seconds"] > 0
    assert line.get("question") == (QUESTION["question"] if told else None)
    assert told or "Medivaar" not in json.dumps(lines)
    plain = [LineFormatter("text").format(record) for record in caplog.records]
    assert any(" way=api status=answered " in line for line in plain)


def test_a_server_that_is_stopped_takes_nothing_on_and_says_so(serve: Serve) -> None:
    with serve() as (address, assistant):
        assert assistant.stop(seconds=1)
        assert http.get(f"{address}health").status_code == 503
        refused = http.post(f"{address}api/v1/ask", json=QUESTION)
        assert refused.status_code == 503
        assert "being stopped" in refused.json()["detail"]
        assert refused.headers["retry-after"]
