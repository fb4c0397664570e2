"""The client of language models against servers that behave well and badly."""

from __future__ import annotations

import asyncio
import logging
import socket
import struct
import weakref
from collections.abc import AsyncIterator, Generator
from pathlib import Path
from typing import Any

import pytest
from langchain_core.language_models import FakeListChatModel
from langchain_core.messages import AIMessageChunk
from langchain_core.outputs import ChatGenerationChunk

from rag.generation import local_server
from rag.generation.chat import ATTEMPTS, Chat, ChatError, Reply, open_chat
from rag.records import Usage
from tests.rag.generation.openai_server import Behaviour, Request, Server, says, serving

KEY = "sk-very-secret"
MESSAGES = (("system", "Be brief."), ("user", "How are you?"))


def chat(url: str) -> Chat:
    return Chat(open_chat("openai", "test", url=url, key=KEY, seconds=20), "test", own_server=True)


def ask(server: Server, *, seconds: float = 20, max_tokens: int = 50) -> str:
    return "".join(chat(server.url).ask(MESSAGES, max_tokens=max_tokens, seconds=seconds))


def test_the_text_comes_in_pieces_and_the_tokens_are_counted() -> None:
    with serving(says("It is raining.")) as server:
        reply = chat(server.url).ask(MESSAGES, max_tokens=50, seconds=20)
        pieces = list(reply)
    assert "".join(pieces) == "It is raining. "
    assert len(pieces) == 3
    assert (reply.usage, reply.is_cut_off) == (Usage(100, 20), False)


def test_a_text_that_ends_at_the_token_limit_is_known_to_be_cut_off() -> None:
    def cut(request: Request) -> None:
        request.begin()
        request.chunk("It is rai")
        request.chunk(None, "length")
        request.end()

    with serving(cut) as server:
        reply = chat(server.url).ask(MESSAGES, max_tokens=3, seconds=20)
        assert "".join(reply) == "It is rai"
    assert reply.is_cut_off
    assert server.bodies[0]["max_tokens"] == 3


@pytest.mark.parametrize("ending", ["finish_reason", "stop_reason", "done_reason"])
@pytest.mark.parametrize("why", ["length", "max_tokens", "MAX_TOKENS"])
def test_each_provider_says_in_its_way_that_a_text_is_cut_off(ending: str, why: str) -> None:
    def chunks() -> Generator[AIMessageChunk, None, None]:
        yield AIMessageChunk(content="It is rai", response_metadata={ending: why})

    reply = Reply(chunks(), max_tokens=3)
    assert "".join(reply) == "It is rai"
    assert reply.is_cut_off


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("<think>\nIt may rain [1].\n</think>\n\nFine.", "Fine."),
        ("[THINK]Rain?[/THINK]Fine.", "Fine."),
        ("<thinking>Rain?</thinking>Fine.<think>So it is", "Fine."),
        ("<think>Rain, and no end", ""),
        ("1 < 2, says [The Post] <thi", "1 < 2, says [The Post] <thi"),
    ],
)
@pytest.mark.parametrize("size", [1, 3, 100])
def test_what_a_model_thinks_aloud_is_no_part_of_its_text(
    text: str, answer: str, size: int
) -> None:
    def thinks(request: Request) -> None:
        request.begin()
        for start in range(0, len(text), size):
            request.chunk(text[start : start + size])
        request.chunk(None, "stop")
        request.end()

    with serving(thinks) as server:
        assert ask(server, max_tokens=500).strip() == answer


def test_log_probabilities_are_asked_for_only_where_they_are_used() -> None:
    with serving(says("Fine.")) as server:
        for wanted in (False, True):
            reply = chat(server.url).ask(
                MESSAGES, max_tokens=50, seconds=20, log_probabilities=wanted
            )
            assert "".join(reply)
    assert [body.get("logprobs") for body in server.bodies] == [None, True]


def test_a_server_that_is_busy_once_is_asked_again() -> None:
    def busy_at_first(request: Request) -> None:
        if request.count == 0:
            request.fail(429)
        else:
            says("Fine.")(request)

    with serving(busy_at_first) as server:
        assert ask(server).strip() == "Fine."
    assert len(server.bodies) == 2


def reset(request: Request) -> None:
    """Cut the connection in the middle of a text, as a killed server does."""
    request.begin()
    request.chunk("It is")
    linger = struct.pack("ii", 1, 0)
    request.handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    request.handler.connection.close()


def hang(request: Request) -> None:
    request.wait()


def hang_in_the_middle(request: Request) -> None:
    request.begin()
    request.chunk("It is")
    request.wait()


def only_comments(request: Request) -> None:
    request.begin()
    request.forever(": still working\n\n")


def garbage(request: Request) -> None:
    request.begin()
    request.send("data: {<html>nonsense\n\n")


@pytest.mark.parametrize(
    ("behaviour", "reason", "requests"),
    [
        (lambda r: r.fail(401, f"Incorrect API key: {KEY}"), "refused the key", 1),
        (lambda r: r.fail(404), "does not know this address or model", 1),
        (lambda r: r.fail(400, "maximum context length"), "refused the request", 1),
        (lambda r: r.fail(429), "asked too often", ATTEMPTS),
        (lambda r: r.fail(503), "status 503", ATTEMPTS),
        (garbage, "cannot be read", 1),
        (reset, "test", 1),
    ],
    ids=["key", "model", "context", "rate", "down", "garbage", "killed"],
)
def test_what_goes_wrong_is_said_plainly(behaviour: Behaviour, reason: str, requests: int) -> None:
    with serving(behaviour) as server, pytest.raises(ChatError, match=reason) as caught:
        ask(server)
    assert len(server.bodies) == requests
    assert KEY not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("behaviour", [hang, hang_in_the_middle, only_comments])
def test_a_server_that_does_not_come_to_an_end_is_left(behaviour: Behaviour) -> None:
    with serving(behaviour) as server, pytest.raises(ChatError, match="within 1 seconds"):
        ask(server, seconds=1)


def test_a_server_that_is_not_there_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but nobody listens
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        with pytest.raises(ChatError, match="cannot be reached"):
            list(chat(url).ask(MESSAGES, max_tokens=10, seconds=20))


def test_endless_output_is_cut_off() -> None:
    def endless(request: Request) -> None:
        request.begin()
        while True:
            request.chunk("again and again and again ")

    with serving(endless) as server:
        reply = chat(server.url).ask(MESSAGES, max_tokens=10, seconds=20)
        assert len("".join(reply)) < 1_000
        assert server.hung_up.wait(10)
    assert reply.is_cut_off


def test_closing_a_reply_hangs_up_on_the_model() -> None:
    def slow(request: Request) -> None:
        request.begin()
        request.chunk("It")
        request.forever(": ")

    with serving(slow) as server:
        reply = chat(server.url).ask(MESSAGES, max_tokens=10, seconds=60)
        assert next(iter(reply)) == "It"
        reply.close()
        assert server.hung_up.wait(10)


def test_a_model_that_is_cancelled_from_within_has_broken_off() -> None:
    class Cancelled(FakeListChatModel):
        async def _astream(self, *args: Any, **kwargs: Any) -> AsyncIterator[ChatGenerationChunk]:
            yield ChatGenerationChunk(message=AIMessageChunk(content="It is"))
            raise asyncio.CancelledError

    reply = Chat(Cancelled(responses=[]), "test", own_server=False).ask(
        MESSAGES, max_tokens=10, seconds=60
    )
    with pytest.raises(ChatError, match="test broke off"):
        list(reply)


def test_a_chat_that_is_closed_keeps_neither_connections_nor_a_server() -> None:
    class Served:
        pass

    served = Served()
    with serving(says("It is.")) as server:
        model = open_chat("openai", "test", url=server.url, key=KEY, seconds=20)
        closed = Chat(model, "test", own_server=True, served_by=served)
        list(closed.ask(MESSAGES, max_tokens=10, seconds=20))
        kept = weakref.ref(served)
        del served
        assert kept() is not None
        closed.close()
        assert kept() is None
        assert vars(model)["http_async_client"].is_closed


def test_a_model_is_served_once_and_as_long_as_someone_asks_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[Path] = []

    class Served:
        def __init__(self, model: Path, threads: int | None) -> None:
            made.append(model)

    monkeypatch.setattr(local_server, "LocalServer", Served)
    first, second = (local_server.local_server(Path("a.gguf"), 1) for _ in range(2))
    assert first is second
    del first, second
    local_server.local_server(Path("a.gguf"), 1)
    assert made == [Path("a.gguf")] * 2


def test_a_proxy_of_the_environment_is_not_used_for_a_server_given_by_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with serving(says("Fine.")) as server:
        assert ask(server).strip() == "Fine."


def test_the_providers_key_is_not_sent_to_another_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with serving(says("Fine.")) as server:
        model = open_chat("openai", "test", url=server.url, key=None, seconds=20)
        list(Chat(model, "test", own_server=True).ask(MESSAGES, max_tokens=10, seconds=20))
    assert server.keys == ["Bearer none"]


def test_the_key_appears_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with serving(lambda r: r.fail(401, f"Incorrect API key: {KEY}")) as server:
        model = chat(server.url)
        with pytest.raises(ChatError):
            list(model.ask(MESSAGES, max_tokens=10, seconds=20))
    assert KEY not in caplog.text
    assert KEY not in repr(vars(model))
