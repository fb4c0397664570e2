"""What a small model is asked to put into words, and what is quoted instead."""

from __future__ import annotations

import pytest

from rag.generation.chat import Chat, open_chat
from rag.generation.small_model import SmallModelWriter
from rag.question.understand import understand
from rag.records import Draft, Kind, ModelFailure, NoAnswer, Written
from tests.rag.generation.openai_server import Behaviour, Request, says, serving
from tests.rag.quoted import quoted

A = "La bibliothèque a été fermée en mai."
B = "Personne ne sait encore combien coûtera le toit."
OPEN = "When was the library closed?"


def written(
    behaviour: Behaviour, question: str = OPEN, kind: Kind = "report", seconds: float = 30.0
) -> list[Written]:
    """What the writer hands out on two French quotes, the first of an article of the kind."""
    query = understand(question, known_languages=["en"], as_of="2026-10-01", longest=1_000)
    with serving(behaviour) as server:
        model = open_chat("openai", "test", url=server.url, key=None, seconds=30.0)
        chat = Chat(model, "test", own_server=True)
        writer = SmallModelWriter(chat, sentence_limit=5, seconds=seconds)
        quotes = [quoted(A, language="fr", kind=kind), quoted(B, language="fr")]
        found = list(writer.write(query, quotes, ()))
        writer.close()
    return found


@pytest.mark.parametrize(
    ("question", "kind", "made"),
    [
        (OPEN, "report", 2),
        (OPEN, "correction", 0),
        ("Was the library closed?", "report", 0),
        ("Did they say when the library closes?", "report", 0),
        ("Summarise the news", "report", 2),
        ("What happened in May?", "correction", 1),
    ],
)
def test_what_is_quoted_rather_than_put_into_words(question: str, kind: Kind, made: int) -> None:
    drafts = [
        each for each in written(says("Yes", "It was."), question, kind) if isinstance(each, Draft)
    ]
    assert sorted(draft.written_by for draft in drafts) == ["model"] * made + ["quote"] * (2 - made)


def test_whether_an_overview_answers_is_not_asked() -> None:
    assert NoAnswer() in written(says("No"))
    assert NoAnswer() not in written(says("No", "It was."), "What's the latest news?")


def test_a_model_that_is_late_is_told_from_one_that_fails() -> None:
    late = written(Request.wait, seconds=0.2)
    failed = written(lambda request: request.fail(401))
    assert [
        [each.is_late for each in items if isinstance(each, ModelFailure)]
        for items in (late, failed)
    ] == [[True], [False]]
