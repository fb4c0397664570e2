"""A question in a conversation takes from it what it needs, and nothing else."""

from __future__ import annotations

import pytest

from rag.question.follow_up import context
from rag.records import Turn

HISTORY: list[Turn] = [
    {"role": "user", "content": "Who runs the port of Saltmere?"},
    {"role": "assistant", "content": "Since May the harbour master is Ines Calder."},
]


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("And what about the ferries?", "en"),
        ("Is she still there?", "en"),
        ("Since when?", "en"),
        ("En de veerboten?", "nl"),
        ("Et en Espagne ?", "fr"),
        ("Und seit wann?", "de"),
        ("¿Y los empleados?", "es"),
        ("А топливо?", "ru"),
        ("那渡轮呢？", "zh"),
    ],
)
def test_a_leaning_question_takes_the_last_question_with_it(question: str, language: str) -> None:
    assert "port of Saltmere" in context(question, HISTORY, language)


def test_names_of_the_answer_stay_in_reach() -> None:
    assert "Ines Calder" in context("Is she still there?", HISTORY, "en")


@pytest.mark.parametrize(
    "question",
    ["How high is the dam at Oberwelse above the valley?", "Why did Marta Quist resign in June?"],
)
def test_a_question_with_its_own_names_stands_by_itself(question: str) -> None:
    assert context(question, HISTORY, "en") == ""


def test_without_history_there_is_no_context() -> None:
    assert context("And then?", (), "en") == ""


def test_context_is_bounded_however_long_the_conversation() -> None:
    long: list[Turn] = [{"role": "user", "content": "word " * 5_000}, *HISTORY] * 20
    assert len(context("And then?", long, "en")) <= 400
