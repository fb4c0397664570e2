"""A rewriting of a follow-up brings in nothing that was not said."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rag.corpus.table import Filters
from rag.generation.chat import Chat, open_chat
from rag.generation.rewriting import rewritten
from rag.question.query import Query
from tests.rag.generation.openai_server import says, serving


@pytest.mark.parametrize(
    ("language", "said", "follow_up", "rewriting"),
    [
        (
            "de",
            "Welche Brücke in Köln wurde 2024 gesperrt? Die Deutzer Brücke.",
            "Und wann wird sie eröffnet?",
            "Wann wird die 2024 gesperrte Brücke in {} wieder eröffnet?",
        ),
        (
            "en",
            "Which bridge in Köln was closed in 2024? The Deutz bridge.",
            "And when will it reopen?",
            "When will the bridge in {} that was closed in 2024 reopen?",
        ),
    ],
)
@pytest.mark.parametrize(
    ("place", "is_used"),
    [("Köln", True), ("Paris", False), ("Köln für 900 Millionen", False), ("Köln (1999)", False)],
)
def test_a_rewriting_with_a_name_or_number_from_nowhere_is_not_used(
    language: str, said: str, follow_up: str, rewriting: str, place: str, is_used: bool
) -> None:
    as_of = datetime(2026, 4, 1, tzinfo=UTC)
    query = Query(
        follow_up,
        said,
        language,
        as_of,
        Filters(as_of),
        history=({"role": "user", "content": said},),
    )
    with serving(says(rewriting.format(place))) as server:
        model = open_chat("openai", "test", url=server.url, key="none", seconds=20)
        read, _ = rewritten(query, Chat(model, "test", own_server=True))
    assert read.question == (rewriting.format(place) if is_used else follow_up)
