"""Questions, and what is searched for without asking."""

from __future__ import annotations

import pytest

from rag.question.asking import asks, asks_why


@pytest.mark.parametrize(
    ("text", "language", "is_question"),
    [
        ("Why did the ferry sink?", "en", True),
        ("why is the port closed", "en", True),
        ("waarom is de haven dicht", "nl", True),
        ("为什么港口关闭了", "zh", True),
        ("港はなぜ閉まったのか", "ja", True),  # in a language whose words are not known
        ("Ferry sinks on Lake Syvach", "en", False),
        ("Veerboot zinkt op meer", "nl", False),
        ("Паром затонул на озере", "ru", False),
        ("渡轮在湖上沉没", "zh", False),
        ("Valdorno dam", "en", False),
    ],
)
def test_a_headline_does_not_ask(text: str, language: str, is_question: bool) -> None:
    assert asks(text, language) is is_question


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "Why did it sink?"),
        ("nl", "En waarom dan?"),
        ("de", "Weshalb wurde sie geschlossen?"),
        ("fr", "Pourquoi le ferry a-t-il coulé ?"),
        ("es", "¿Por qué se hundió?"),
        ("ru", "Почему он затонул?"),
        ("ar", "لماذا غرقت العبارة؟"),
        ("zh", "渡轮为什么沉没？"),
        ("ja", "なぜ沈没したのですか？"),
        ("tr", "Gemi neden battı?"),
    ],
)
def test_a_question_for_a_reason_is_known(language: str, question: str) -> None:
    assert asks_why(question, language)


@pytest.mark.parametrize(
    ("language", "question"),
    [("en", "Who knew whyalla?"), ("es", "¿Por quién votó?"), ("sv", "Varför?")],
)
def test_others_ask_for_none(language: str, question: str) -> None:
    assert not asks_why(question, language)
