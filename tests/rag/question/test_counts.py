"""A question for a count is known by its words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from rag.question.counts import asks_for_count, asks_for_latest_count
from rag.question.understand import understand


@pytest.mark.parametrize(
    ("question", "language", "counts"),
    [
        ("How many people died?", "en", True),
        ("And how much does it cost now?", "en", True),
        ("How did many people die?", "en", False),
        ("Hoeveel mensen kwamen om?", "nl", True),
        ("Wie viele Tote gab es?", "de", True),
        ("Combien coûte le pont ?", "fr", True),
        ("Сколько человек погибло?", "ru", True),
        ("Ile osób zginęło?", "pl", True),
        ("O ile wiadomo", "fi", False),
        ("有多少人死亡？", "zh", True),
        ("何人が亡くなりましたか", "ja", True),
        ("何が起きましたか", "ja", False),
    ],
)
def test_a_question_for_a_count(question: str, language: str, counts: bool) -> None:
    assert asks_for_count(question, language) == counts


@pytest.mark.parametrize(
    ("question", "latest"),
    [
        ("How many people died in the flood?", True),
        ("How many people have died since 3 March 2025?", True),
        ("How many people died in May 2025?", False),
        ("How many people died before 15 May 2025?", True),
        ("How many people died in 2025?", True),
        ("How many people died in 2024?", False),
        ("How many were missed at first, and how many were found?", False),
        ("Why did the dam burst?", False),
    ],
)
def test_the_latest_count_is_asked_for(question: str, latest: bool) -> None:
    query = understand(question, longest=2000, as_of="2025-11-01", known_languages=["en"])
    assert asks_for_latest_count(query) == latest


def test_before_an_event_the_latest_count_is_not_asked_for() -> None:
    asked = "How many had died before the search was ended?"
    query = understand(asked, longest=2000, as_of="2025-11-01", known_languages=["en"])
    known = query.time.bounded(datetime(2025, 5, 1, tzinfo=UTC), query.as_of)
    assert not asks_for_latest_count(replace(query, time=known))
