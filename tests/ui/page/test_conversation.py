"""One visitor's conversation, on the real archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rag import Assistant
from rag.embedding.model import Embedder
from ui.page.conversation import Conversation, ask
from ui.page.narrowing import Narrowing

WHY = "Why is Russia pushing now?"


@pytest.fixture(scope="module")
def assistant(sample_corpus: Path, embedder: Embedder) -> Iterator[Assistant]:
    with Assistant(sample_corpus, embedder=embedder, writer="extractive") as opened:
        yield opened


def finish(
    assistant: Assistant, conversation: Conversation, question: str, **narrowing: str
) -> Conversation:
    return list(ask(assistant, conversation, question, Narrowing(**narrowing)))[-1]


def test_the_evidence_comes_before_the_sentences_and_these_one_by_one(
    assistant: Assistant,
) -> None:
    steps = [step.turns[-1] for step in ask(assistant, Conversation(), WHY, Narrowing())]
    assert [turn.stage for turn in steps[:2]] == ["searching", "writing"]
    assert steps[1].evidence
    assert [len(turn.sentences) for turn in steps[1:-1]] == list(range(len(steps) - 2))
    assert steps[-1].stage == "done"
    assert steps[-1].answer is not None


def test_a_follow_up_is_told_the_turns_before_it(assistant: Assistant) -> None:
    conversation = finish(assistant, Conversation(), WHY)
    conversation = conversation.begin("And what does Trump want?", Narrowing())
    told = conversation.history()
    assert [turn["role"] for turn in told] == ["user", "assistant"]
    assert told[0]["content"] == WHY
    assert conversation.turns[0].answer is not None
    assert told[1]["content"] == conversation.turns[0].answer.text


def test_what_is_asked_again_takes_the_place_of_the_last_and_is_not_told(
    assistant: Assistant,
) -> None:
    conversation = replace(finish(assistant, Conversation(), WHY), replacing=True)
    again = conversation.begin(WHY, Narrowing())
    assert [turn.number for turn in again.turns] == [2]
    assert again.history() == []


def test_a_conversation_keeps_its_last_forty_turns() -> None:
    conversation = Conversation()
    for number in range(100):
        conversation = conversation.begin(str(number), Narrowing())
    assert [turn.number for turn in conversation.turns] == list(range(61, 101))


@pytest.mark.parametrize(
    ("question", "narrowing", "said"),
    [
        ("", {}, "Type a question first."),
        (WHY, {"since": "2026-02-01", "until": "2026-01-01"}, "ends (1 Jan 2026) before it begins"),
        (WHY, {"as_of": "2025-02-30"}, "2025-02-30"),
    ],
)
def test_what_cannot_be_asked_is_told_in_a_sentence(
    assistant: Assistant, question: str, narrowing: dict[str, str], said: str
) -> None:
    turn = finish(assistant, Conversation(), question, **narrowing).turns[-1]
    assert turn.stage == "failed"
    assert said in (turn.fault or "")


def test_an_outlet_that_the_archive_does_not_have_is_told_in_the_language_of_the_page(
    assistant: Assistant,
) -> None:
    wanted = Narrowing(sources=("Nobody's Gazette",))
    *_, failed = ask(assistant, Conversation("nl"), WHY, wanted)
    assert failed.turns[-1].stage == "failed"
    assert "zo heet geen taal, medium of soort artikel" in (failed.turns[-1].fault or "")


def test_a_stopped_answer_keeps_what_came(assistant: Assistant) -> None:
    steps = ask(assistant, Conversation(), WHY, Narrowing())
    step = next(step for step in steps if step.turns[-1].sentences)
    stopped = step.stopped()
    assert stopped.turns[-1].stage == "stopped"
    assert stopped.turns[-1].sentences
    assert stopped.stopped() == stopped
