"""A question bounded by an event is answered from its side of the event."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.assistant import Assistant
from rag.embedding.model import Embedder

AS_OF = "2026-06-30"
RECOUNT = "2025-06-15"  # when the sample archive first reports it


@pytest.fixture(scope="module")
def assistant(sample_corpus: Path, embedder: Embedder) -> Iterator[Assistant]:
    with Assistant(sample_corpus, embedder=embedder, writer="extractive") as opened:
        yield opened


def first_days(assistant: Assistant, question: str) -> list[str]:
    return [(item.published_at or "")[:10] for item in assistant.search(question, k=2, as_of=AS_OF)]


def test_what_was_before_an_event_comes_first_when_that_is_asked(assistant: Assistant) -> None:
    before = first_days(assistant, "Who was mayor of Valmirena before the recount?")
    assert before[0] < RECOUNT


def test_what_came_after_an_event_comes_first_when_that_is_asked(assistant: Assistant) -> None:
    after = first_days(assistant, "Who has been mayor of Valmirena since the recount?")
    assert after[0] >= RECOUNT


def test_evidence_says_that_it_is_of_the_period(assistant: Assistant) -> None:
    found = assistant.search("What happened in Valmirena since the recount?", k=8, as_of=AS_OF)
    periods = {
        item.published_at[:10]: item.signals["period"] for item in found if item.published_at
    }
    assert any(value == 1.0 for value in periods.values())
    assert all(value == 1.0 for day, value in periods.items() if day >= RECOUNT)


def test_an_event_that_the_archive_does_not_know_bounds_nothing(assistant: Assistant) -> None:
    question = "What has happened in Valmirena since the invention of the telescope?"
    assert all("period" not in item.signals for item in assistant.search(question, as_of=AS_OF))
