"""What a file of questions may hold, and what is refused with its line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rag.errors import InputError
from rag.evaluation.dataset import Question, read_questions

PLAIN: dict[str, Any] = {
    "id": "museum",
    "question": "Where will the bell be shown?",
    "language": "en",
    "type": "fact",
    "answerable": True,
    "gold_articles": ["bell"],
    "gold_answers": ["42"],
    "gold_sentences": [],
    "must_not": [],
}


def read(folder: Path, **fields: object) -> Question:
    path = folder / "questions.jsonl"
    path.write_text(json.dumps({**PLAIN, **fields}), encoding="utf-8")
    (question,) = read_questions([path])
    return question


def test_a_question_is_read_with_what_it_is_narrowed_by(tmp_path: Path) -> None:
    turn = {"role": "user", "content": "What was found?"}
    options = {"since": "2025-03", "kind": ["report", "wire"]}
    assert read(tmp_path, history=[turn], options=options, as_of=None) == Question(
        id="museum",
        text="Where will the bell be shown?",
        language="en",
        type="fact",
        answerable=True,
        gold_articles=("bell",),
        gold_answers=("42",),
        history=(turn,),  # type: ignore[arg-type]
        options={"since": "2025-03", "kind": ("report", "wire")},
        cluster="museum",
    )


def test_a_question_that_is_narrowed_is_another_one(tmp_path: Path) -> None:
    narrowed = read(tmp_path, options={"since": "2025-03"})
    assert narrowed.digest != replace(narrowed, options={}).digest


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("question", 7),
        ("language", None),
        ("answerable", "false"),
        ("answerable", 1),
        ("as_of", 2025),
        ("gold_articles", "bell"),
        ("gold_answers", "42"),
        ("gold_answers", [42]),
        ("gold_sentences", {"It rang.": 1}),
        ("must_not", None),
        ("history", [{"role": "user"}]),
        ("history", [["user", "What was found?"]]),
        ("history", "What was found?"),
        ("options", ["since"]),
    ],
)
def test_a_field_of_the_wrong_kind_is_refused(tmp_path: Path, field: str, value: object) -> None:
    with pytest.raises(InputError, match=f"line 1: the question cannot be used .'{field}' is"):
        read(tmp_path, **{field: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [("since", ["2025"]), ("language", "nl"), ("kind", [1]), ("as_of", "2025"), ("colour", "red")],
)
def test_an_option_that_cannot_be_used_is_refused(tmp_path: Path, name: str, value: object) -> None:
    with pytest.raises(InputError, match=f"line 1: the question cannot be used .'{name}' is"):
        read(tmp_path, options={name: value})
