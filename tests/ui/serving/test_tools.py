"""The archive's tools, used by the official client of the Model Context Protocol."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import AsyncMock, Mock

import pytest
from click.testing import CliRunner
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp.server.fastmcp.exceptions import ToolError
from mcp.types import CallToolResult, InitializeResult, TextContent

from rag.assistant import Assistant
from rag.embedding.model import Embedder
from rag.records import Answer, Evidence
from tests.loops import run_apart
from ui.cli import main
from ui.serving.limits import ConcurrencyGate
from ui.serving.tools import tools

Result = TypeVar("Result")

ARTICLE = "sternwagen-insolvency-03"
QUESTION = "Why did the Medivaar data leak happen?"


def test_the_help_names_every_tool() -> None:
    told = CliRunner().invoke(main, ["mcp", "--help"]).output
    offered = tools(Mock(), ConcurrencyGate(1, 1), ["extractive"])._tool_manager.list_tools()
    assert [tool.name for tool in offered if tool.name not in told] == []


def with_tools(address: str, use: Callable[[ClientSession], Awaitable[Result]]) -> Result:
    """What comes of a session over HTTP."""

    async def session() -> Result:
        async with (
            streamable_http_client(f"{address}mcp") as (reading, writing, _),
            ClientSession(reading, writing) as client,
        ):
            await client.initialize()
            return await use(client)

    return run_apart(session())


def called(address: str, tool: str, **arguments: Any) -> CallToolResult:
    return with_tools(address, lambda client: client.call_tool(tool, arguments))


def content(result: CallToolResult) -> dict[str, Any]:
    assert not result.isError, result.content
    assert result.structuredContent is not None
    return result.structuredContent


def test_tools_that_only_read_are_described(address: str) -> None:
    tools = with_tools(address, lambda client: client.list_tools()).tools
    assert {tool.name for tool in tools} == {"ask", "search", "timeline", "read_article"}
    for tool in tools:
        assert tool.description
        assert tool.outputSchema
        assert tool.annotations is not None
        assert tool.annotations.readOnlyHint
        assert tool.inputSchema["additionalProperties"] is False


def test_the_version_told_is_this_programs_own(address: str) -> None:
    async def greeting() -> InitializeResult:
        async with (
            streamable_http_client(f"{address}mcp") as (reading, writing, _),
            ClientSession(reading, writing) as client,
        ):
            return await client.initialize()

    assert run_apart(greeting()).serverInfo.version == version("ask-the-news")


def test_an_answer_comes_with_quotes_that_stand_in_their_articles(address: str) -> None:
    answer = content(called(address, "ask", question=QUESTION, language=["nl", "de"]))
    assert answer["status"] == "answered"
    assert f"[{len(answer['sources'])}]" in answer["text"]
    for source in answer["sources"]:
        assert source["language"] in ("nl", "de")
        article = content(called(address, "read_article", article_id=source["article_id"]))
        assert source["text"] in article["text"]
        assert article["title"] == source["title"]


def test_of_a_newer_article_on_the_story_it_is_told() -> None:
    newer = Evidence(
        article_id="2",
        start=0,
        end=21,
        text="Five people are dead.",
        score=1.0,
        title="Ferry",
        url=None,
        published_at="2026-01-02",
        source="Courier",
        language="en",
        kind="report",
        sentences=(),
    )
    answer = Answer(
        "answered", "Three.", "en", "2026-11-01", None, (), (), (), (), "", {}, newer=newer
    )

    def asked(answer: Answer) -> Any:
        server = tools(Mock(aanswer=AsyncMock(return_value=answer)), ConcurrencyGate(1, 1), ())
        _, told = run_apart(server.call_tool("ask", {"question": "How many?"}))
        return told["newer"]

    told = asked(answer)
    assert (told["article_id"], told["text"]) == ("2", "Five people are dead.")
    assert told["published_at"] == "2026-01-02"
    assert asked(replace(answer, newer=None)) is None


def test_a_search_finds_passages_and_is_narrowed(address: str) -> None:
    found = content(called(address, "search", query="tidal power", k=3, until="2026-06"))
    assert len(found["passages"]) == 3
    assert max(passage["published_at"] for passage in found["passages"]) < "2026-07"


def test_a_story_is_told_by_date(address: str) -> None:
    asked = {"question": "How many people died on Lake Syvach?", "as_of": "2026-11-24"}
    reports = content(called(address, "timeline", **asked))["reports"]
    days = [report["published_at"] for report in reports]
    assert len(days) > 2
    assert days == sorted(days)
    changes = [(c["before"], c["now"]) for report in reports for c in report["changed"]]
    assert (21, 19) in changes
    first = content(called(address, "read_article", article_id=reports[0]["article_id"]))
    assert reports[0]["text"] in first["text"]
    assert reports[0]["outlet"] == first["outlet"]


def test_of_an_article_that_was_withdrawn_it_is_told(
    sample_corpus: Path, corpus_folder: Path, embedder: Embedder
) -> None:
    shutil.copytree(sample_corpus, corpus_folder)
    with Assistant(corpus_folder, embedder=embedder) as assistant:
        with assistant.corpus.writing():
            assistant.corpus.withdraw(ARTICLE)
        server = tools(assistant, ConcurrencyGate(1, 1), ())

        async def read(article_id: str) -> str:
            _, told = await server.call_tool("read_article", {"article_id": article_id})
            return str(told["status"])

        assert run_apart(read(ARTICLE)) == "withdrawn"
        assert run_apart(read("sternwagen-insolvency-01")) == "current"
        (described,) = (
            tool for tool in run_apart(server.list_tools()) if tool.name == "read_article"
        )
        assert "withdrawn" in (described.description or "")


def test_an_archive_that_fails_is_not_taken_for_an_article_that_is_missing(
    sample_corpus: Path, corpus_folder: Path, embedder: Embedder
) -> None:
    shutil.copytree(sample_corpus, corpus_folder)
    with Assistant(corpus_folder, embedder=embedder) as assistant:
        with closing(sqlite3.connect(corpus_folder / "corpus.sqlite3")) as connection:
            connection.execute("ALTER TABLE articles RENAME TO lost")
        server = tools(assistant, ConcurrencyGate(1, 1), ())
        with pytest.raises(ToolError, match="cannot be asked just now"):
            run_apart(server.call_tool("read_article", {"article_id": ARTICLE}))


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("ask", {"question": " "}, "empty"),
        ("ask", {"question": "Why?", "as_of": "yesterday"}, "'yesterday' is not a date"),
        ("ask", {}, "question"),
        ("ask", {"question": "Why?", "languag": ["nl"]}, "languag\n  Extra inputs"),
        ("ask", {"question": "Why?", "source": ["penrose courir"]}, "is 'Penrose Courier' meant?"),
        ("search", {"query": "Why?", "source": ["Nobody"]}, "no outlet called 'Nobody'"),
        ("search", {"query": "Why?", "since": "2026", "as_of": "2025"}, "after the moment"),
        ("timeline", {"question": "Why?", "k": 3}, "k\n  Extra inputs"),
        ("search", {"query": "ferry", "k": 0}, "greater than"),
        ("read_article", {"article_id": "none"}, "no article with the id 'none'"),
    ],
)
def test_what_cannot_be_done_is_told(
    address: str, tool: str, arguments: dict[str, Any], told: str
) -> None:
    result = called(address, tool, **arguments)
    assert result.isError
    assert isinstance(result.content[0], TextContent)
    assert told in result.content[0].text


def test_a_program_may_start_the_tools_itself(sample_corpus: Path, tmp_path: Path) -> None:
    start = StdioServerParameters(
        command=sys.executable,
        args=["-c", "from ui.cli import main; main()", "mcp", "--corpus", str(sample_corpus)],
        env={**os.environ, "NEWS_WRITER": "extractive"},
    )

    async def session() -> CallToolResult:
        async with (
            stdio_client(start) as (reading, writing),
            ClientSession(reading, writing) as client,
        ):
            await client.initialize()
            return await client.call_tool("read_article", {"article_id": ARTICLE})

    assert content(run_apart(session()))["article_id"] == ARTICLE
