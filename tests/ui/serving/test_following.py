"""A server may follow sources itself."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from logging.handlers import QueueHandler
from pathlib import Path
from queue import Queue
from typing import Any
from unittest.mock import Mock

import pytest

from ingest import SourceOptions
from rag.assistant import Assistant
from rag.corpus.corpus import Corpus
from rag.embedding.model import Embedder
from rag.settings import load_settings
from tests.ingest.web.papers import put_pages, rss, stories
from tests.ingest.web.site import serving
from tests.locking import writing_elsewhere
from ui.serving.following import following


@pytest.fixture
def logged() -> Iterator[Queue[logging.LogRecord]]:
    """What is logged of following, as it comes."""
    queue: Queue[logging.LogRecord] = Queue()
    logger = logging.getLogger("ui.serving.following")
    handler = QueueHandler(queue)
    logger.addHandler(handler)
    before, logger.level = logger.level, logging.INFO
    yield queue
    logger.removeHandler(handler)
    logger.level = before


def test_what_is_followed_beside_a_chat_is_found_in_it(
    corpus: Corpus, corpus_folder: Path, embedder: Embedder, logged: Queue[logging.LogRecord]
) -> None:
    settings = load_settings(
        corpus=corpus_folder, web_allow="127.0.0.1", web_delay_seconds=0, web_seconds=600
    )
    (story,) = stories("library")
    with serving("127.0.0.1") as site:
        put_pages(site, [story])
        feed = site.put("/feed", rss(site, [story]))
        stuck = site.drip("/stuck", b"HTTP/1.0 200 OK\r\n\r\n", b" ")
        with (
            Assistant(corpus_folder, embedder=embedder, writer="extractive") as chat,
            following([feed, stuck], settings, embedder),
        ):
            assert logged.get().getMessage() == f"{feed}: 1 added"
            answer = chat.answer("How late is the library in the brewery open?")
            assert "two in the morning" in answer.text
        assert logged.empty(), "what was under way when the server ended says nothing"


def test_what_is_followed_is_read_as_it_is_told_to_be(
    corpus: Corpus,
    corpus_folder: Path,
    embedder: Embedder,
    logged: Queue[logging.LogRecord],
    tmp_path: Path,
) -> None:
    table = tmp_path / "table.csv"
    table.write_text("full_text\nThe ferry sails again now that the storm is over.\n")
    options = SourceOptions({"body": "full_text"}, "The Merel Courier")
    with following([str(table)], load_settings(corpus=corpus_folder), embedder, options=options):
        assert logged.get().getMessage() == f"{table}: 1 added"
    assert [article.source for article in corpus.articles()] == ["The Merel Courier"]


def test_a_server_that_ends_does_not_wait_for_who_else_writes(
    corpus: Corpus, corpus_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.serving.following.ENDING_SECONDS", 0.2)
    paper = tmp_path / "paper.txt"
    paper.write_text("The ferry sails again now that the storm is over.\n")
    with writing_elsewhere(corpus_folder):
        with following([str(paper)], load_settings(corpus=corpus_folder), Mock()):
            began = time.monotonic()
        assert time.monotonic() - began < 10
    assert not any(corpus.articles())


class Failing:
    """The model, failing the first time as nobody expects."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._fails = True

    def __getattr__(self, name: str) -> Any:
        if name == "encode_passages" and self._fails:
            self._fails = False
            raise RuntimeError("nobody expected this")
        return getattr(self._embedder, name)


def test_a_fault_of_the_program_ends_a_round_and_not_the_following(
    corpus: Corpus, corpus_folder: Path, embedder: Embedder, logged: Queue[logging.LogRecord]
) -> None:
    settings = load_settings(corpus=corpus_folder, web_allow="127.0.0.1", web_delay_seconds=0)
    (story,) = stories("library")
    failing: Any = Failing(embedder)
    with serving("127.0.0.1") as site:
        put_pages(site, [story])
        feed = site.put("/feed", rss(site, [story]))
        with following([feed], settings, failing, every_minutes=0.001):
            assert "RuntimeError: nobody expected this" in logged.get(timeout=60).getMessage()
            assert logged.get(timeout=60).getMessage() == f"{feed}: 1 added"
