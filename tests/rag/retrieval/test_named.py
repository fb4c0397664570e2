"""Reports of like events are told apart by the names that a question gives."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rag.corpus.table import Filters
from rag.names import capitalised, mentions
from rag.question.query import Query
from rag.question.time_sense import TimeSense
from rag.retrieval.named import say_no_name
from tests.rag.retrieval.made import candidate

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def silent(question: str, *reports: tuple[str, str], asked_in: str = "en") -> list[bool]:
    query = Query(question, "", asked_in, NOW, Filters(NOW), TimeSense())
    first = [
        candidate(place, text=title, language=language)
        for place, (language, title) in enumerate(reports)
    ]
    return say_no_name(first, query)


@pytest.mark.parametrize(
    ("question", "reports", "unnamed"),
    [
        (
            "Who died in Halma?",
            [("en", "The fire at Halma"), ("en", "The fire at Hamla")],
            [False, True],
        ),
        (
            "Did Rita Holm go?",
            [("en", "Then Rita Holm went"), ("en", "Then Jan Holm went")],
            [False, True],
        ),
        (
            "What of Wien?",
            [("en", "In Wien it snows"), ("nl", "In Wenen sneeuwt het")],
            [False, False],
        ),
        (
            "What of Oslo?",
            [("en", "In Rome it snows"), ("en", "In Paris it snows")],
            [False, False],
        ),
        (
            "Is the Council here?",
            [("en", "The Council met"), ("en", "A council of two")],
            [False, False],
        ),
        ("who died there?", [("en", "A fire at Halma"), ("en", "A fire at Hamla")], [False, False]),
    ],
)
def test_an_article_without_a_name_that_others_of_its_language_say(
    question: str, reports: list[tuple[str, str]], unnamed: list[bool]
) -> None:
    assert silent(question, *reports) == unnamed


def test_a_german_name_stands_behind_a_preposition_without_an_article() -> None:
    reports = [("de", "Feuer in Halma"), ("de", "Feuer in Hamla")]
    assert silent("Wie viele Tote gab es in Halma?", *reports, asked_in="de") == [False, True]
    assert silent("Wer hat das Feuer gelegt?", *reports, asked_in="de") == [False, False]


@pytest.mark.parametrize(
    ("name", "text", "is_said"),
    [
        ("Orlava", "the Orlava-Gondel fell", True),
        ("Orlava", "Orlawę zamknięto", True),
        ("Łęczewo", "Dworzec w Łęczewie", True),
        ("Nizhneozersk", "Пожар в Нижнеозёрске", True),
        ("Nizhneozersk", "Пожар под Верхнеозёрском", False),
        ("Ulva", "Storm Ylva", False),
        ("Orvala'da", "in Orvala", True),
        ("Hartogs", "hartogs", False),
    ],
)
def test_a_name_is_said_in_another_case_but_not_by_one_like_it(
    name: str, text: str, is_said: bool
) -> None:
    assert mentions(capitalised(text), name) is is_said
