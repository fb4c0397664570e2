"""Reports of like events are told apart by the names that a question gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from rag.corpus.table import Filters
from rag.names import capitalised, mentions
from rag.question.query import Query
from rag.question.time_sense import TimeSense
from rag.retrieval.named import say_no_name, unsaid_name
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


def unsaid(
    question: str,
    *reports: tuple[str, str],
    asked_in: str = "en",
    likeness: float | None = 0.5,
) -> str | None:
    """The unsaid name, where each is so like what is likest to it in each report."""
    query = Query(question, "", asked_in, NOW, Filters(NOW), TimeSense())
    names = {} if likeness is None else dict.fromkeys(query.names, likeness)
    ranked = [
        replace(candidate(place, text=text, language=language), names=names)
        for place, (language, text) in enumerate(reports)
    ]
    return unsaid_name(ranked, query)


ELSEWHERE = ("en", "Montefrio won in Valmirena")
IN_DUTCH = ("nl", "Montefrio won in Valmirena")


@pytest.mark.parametrize(
    ("question", "reports", "name"),
    [
        ("Who won in Florida?", [ELSEWHERE], "Florida"),
        ("Who won in Valmirena?", [ELSEWHERE], None),
        ("Who won in Florida?", [ELSEWHERE, ("en", "Floridas vote")], None),
        ("Who won in Florida?", [*[ELSEWHERE] * 5, ("en", "Florida votes")], "Florida"),
        ("Did Montefrio win in Florida?", [ELSEWHERE], "Florida"),
        ("Did Ana Montefrio win?", [ELSEWHERE], None),
        ("Did the Duke of Valmirena win?", [ELSEWHERE], None),
        ("Did Montefrio and Holm win?", [ELSEWHERE], "Holm"),
        ("Did Storm Ulva hit?", [("en", "A storm, Ylva, hit")], "Storm Ulva"),
        (
            "Did Rita Brandt go?",
            [("en", "Rita Holm went"), ("en", "So Rita Holm said")],
            "Rita Brandt",
        ),
        ("Did Rita Brandt go?", [("en", "Rita Holm went"), ("en", "Then Rita left")], None),
        ("Did Rita Brandt go?", [("en", "So said Rita.\nHolm went")], None),
        ("Did the Bank of Halma fail?", [("en", "The Bank of the Orle")], "Bank Halma"),
        ("Did Jan Holm go?", [("en", "Rita Holm went")], None),
        ("What is Brandt's aim?", [ELSEWHERE], "Brandt"),
        ("What is O'Brien's aim?", [ELSEWHERE], "O'Brien"),
        ("What does O'Brien want?", [ELSEWHERE], "O'Brien"),
        ("Did the UN win?", [ELSEWHERE], None),
        ("Who won in May 2025?", [ELSEWHERE], None),
        ("Who Won The Vote In Florida?", [ELSEWHERE], None),
        ("who won in florida?", [ELSEWHERE], None),
        ("Florida?", [ELSEWHERE], None),
        ("Who won in Florida?", [], None),
    ],
)
def test_a_name_that_no_report_says(
    question: str, reports: list[tuple[str, str]], name: str | None
) -> None:
    assert unsaid(question, *reports) == name


@pytest.mark.parametrize(
    ("likeness", "report", "is_said"),
    [
        (0.6, ELSEWHERE, False),
        (0.7, ELSEWHERE, True),
        (0.6, IN_DUTCH, True),
        (0.5, IN_DUTCH, False),
        (0.5, ("ru", "Победил Монтефрио"), True),
        (0.5, ("zh", "蒙特弗里奥赢了"), True),
        (0.4, ("zh", "蒙特弗里奥赢了"), False),
        (None, ELSEWHERE, True),
    ],
)
def test_a_name_may_be_said_otherwise_in_another_language(
    likeness: float | None, report: tuple[str, str], *, is_said: bool
) -> None:
    assert unsaid("Who won in Florida?", report, likeness=likeness) == (
        None if is_said else "Florida"
    )


def test_where_capitals_tell_no_names_none_is_unsaid() -> None:
    assert unsaid("Wer gewann in Florida?", ELSEWHERE, asked_in="de") is None
    assert unsaid("谁在 Florida 赢了?", ELSEWHERE, asked_in="zh") is None
    assert unsaid("¿Quién ganó?", ELSEWHERE, asked_in="es") is None
