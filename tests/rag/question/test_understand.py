"""What is asked and told before it is checked, before anything is searched for."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import pytest

from rag.errors import InputError
from rag.question.narrowing import NarrowingError
from rag.question.understand import understand

QUESTION = "Who is the harbour master of Ostwick?"
TOLD = {"role": "user", "content": "Who was it before?"}


@pytest.mark.parametrize("question", [None, 7, b"Who?", ["Who?"]])
def test_a_question_that_is_no_text_is_refused(question: Any) -> None:
    with pytest.raises(InputError, match="The question must be text, and this is"):
        understand(question, longest=500)


@pytest.mark.parametrize(
    "turn",
    [
        {"role": "user"},
        {"role": "user", "content": None},
        {"role": "human", "content": "Hi."},
        {"content": "Hi."},
        ("user", "Hi."),
        "Hi.",
        None,
    ],
)
def test_a_turn_that_cannot_be_used_is_named(turn: Any) -> None:
    with pytest.raises(InputError, match=r"Turn 2 of the history .*\"role\": \"user\""):
        understand(QUESTION, longest=500, history=[TOLD, turn])


@pytest.mark.parametrize("history", [7, "Hi.", TOLD])
def test_a_history_that_is_no_sequence_of_turns_is_refused(history: Any) -> None:
    with pytest.raises(InputError, match="Turn 1 of the history"):
        understand(QUESTION, longest=500, history=history)
    assert understand(QUESTION, longest=500, history=None).history == ()


@pytest.mark.parametrize("as_of", [None, "2025-08-13T08:00+13:00"])
def test_a_period_that_has_not_begun_is_refused(as_of: str | None) -> None:
    with pytest.raises(NarrowingError, match="after the moment that is asked from"):
        understand(QUESTION, longest=500, as_of=as_of, since="2999-01-01")
    assert understand(QUESTION, longest=500, as_of=as_of, since="2025-08-13").filters.since


def test_any_mapping_with_role_and_content_is_a_turn() -> None:
    turn: Any = MappingProxyType({**TOLD, "name": "Ada"})
    assert understand(QUESTION, longest=500, history=(turn,)).history == (TOLD,)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("hello", "en"),
        ("Brexit", "en"),
        ("dock strike", "en"),
        ("Gaza ceasefire", "en"),
        ("Ukraine war", "en"),
        ("huelga", "es"),
        ("merhaba", "tr"),
        ("kabinet valt", "nl"),
    ],
)
def test_a_word_or_two_are_english_or_in_a_language_of_the_archive(
    text: str, language: str
) -> None:
    known = ("nl", "en", "de", "es", "tr")
    assert understand(text, longest=500, known_languages=known).language == language


@pytest.mark.parametrize("text", ["Gaza", "Ylva", "Konrad Velten", "Nobel prize"])
def test_a_bare_name_is_in_a_language_of_the_archive_or_in_english(text: str) -> None:
    known = ("nl", "de")
    assert understand(text, longest=500, known_languages=known).language in (*known, "en")


def test_a_word_is_not_english_where_no_article_is() -> None:
    assert understand("staking", longest=500, known_languages=("nl",)).language == "nl"


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("When do Trump and Putin meet?", "en"),
        ("Who is Patrick Bolder?", "en"),
        ("Wie is Patrick Bolder?", "nl"),
        ("Wanneer praten Trump en Poetin?", "nl"),
    ],
)
def test_an_archive_in_other_languages_is_asked_in_english(question: str, language: str) -> None:
    assert understand(question, longest=500, known_languages=("nl",)).language == language
