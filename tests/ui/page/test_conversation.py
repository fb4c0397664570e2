"""One visitor's conversation, on the real archive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock
from urllib.parse import parse_qsl

import gradio as gr
import pytest

from rag import Assistant
from rag.assistant import AskOptions
from rag.embedding.model import Embedder
from rag.errors import InputError
from rag.records import Answer, DoneEvent, Event, EvidenceEvent, Sentence, SentenceEvent
from rag.retrieval.timeline import Report
from ui.page.ask_tab import AskTab
from ui.page.conversation import Conversation, ask
from ui.page.keeping import keep, restored
from ui.page.narrowing import Narrowing
from ui.page.views.answer import Offers, turn_view
from ui.page.views.timeline import timeline_view
from ui.page.wiring import Updates

WHY = "Why is Russia pushing now?"
SAID = Sentence("The ferry sails.", (), "quote")
DONE = Answer("answered", "The ferry sails.", "en", "2026-11-01", None, (SAID,), (), (), (), "", {})
REPORT = Report("id", "Ferry", None, "2026-01-24", "en", "report", 0, 1, "X.")
EVENTS = (EvidenceEvent(()), SentenceEvent(SAID, ()), DoneEvent(DONE))


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


class Answering:
    """Gives the same answer to everything, or some events of it and then an error."""

    def __init__(self, *events: Event, error: InputError | None = None) -> None:
        self._events = events
        self._error = error

        self.options: AskOptions = {}

    def stream(self, *_: Any, **options: Any) -> Iterator[Event]:
        self.options = AskOptions(**options)
        yield from self._events
        if self._error:
            raise self._error


def replaced(
    conversation: Conversation, *events: Event, error: InputError | None = None
) -> list[Conversation]:
    """The steps of another question that is to take the place of the last."""
    assistant: Any = Answering(*events, error=error)
    return list(ask(assistant, replace(conversation, replacing=True), "Again?", Narrowing()))


@pytest.fixture
def answered() -> Conversation:
    assistant: Any = Answering(*EVENTS)
    return list(ask(assistant, Conversation(), "Does it sail?", Narrowing()))[-1]


def numbers(conversation: Conversation) -> list[int]:
    return [turn.number for turn in conversation.turns]


def test_what_is_asked_again_takes_the_place_of_the_last_once_it_is_answered(
    answered: Conversation,
) -> None:
    steps = replaced(answered, *EVENTS)
    assert [numbers(step) for step in steps] == [[1, 2], [1, 2], [2], [2]]
    assert [step.history() for step in steps] == [[]] * 4
    assert numbers(replaced(steps[-1], *EVENTS)[-1]) == [3]
    assert numbers(replaced(answered, DoneEvent(DONE))[-1]) == [2]


def test_an_answer_stays_where_another_in_its_place_is_refused(answered: Conversation) -> None:
    steps = replaced(answered, EVENTS[0], error=InputError("Too many."))
    refused = steps[-1]
    assert refused.turns[0] == answered.turns[0]
    assert (refused.turns[1].stage, refused.turns[1].fault) == ("failed", "Too many.")
    assert steps[0].failed().turns[0] == answered.turns[0]
    assert restored(keep(refused), "en", refused.id) == refused
    assert (
        refused.begin("And tomorrow?", Narrowing()).history()
        == answered.begin("", Narrowing()).history()
    )
    assert numbers(replaced(refused, error=InputError("Too many."))[-1]) == [1, 3]
    assert numbers(replaced(refused, *EVENTS)[-1]) == [3]


def test_an_answer_stays_where_another_in_its_place_is_stopped_before_it_began(
    answered: Conversation,
) -> None:
    _, reading, begun, _ = replaced(answered, *EVENTS)
    assert reading.stopped().turns[0] == answered.turns[0]
    assert numbers(begun.stopped()) == [2]


def test_an_answer_stays_where_what_was_edited_cannot_be_asked(answered: Conversation) -> None:
    assistant: Any = Answering(*EVENTS)
    (refused,) = ask(assistant, replace(answered, replacing=True), "", Narrowing())
    assert refused.turns[0] == answered.turns[0]
    assert refused.asked_turns == answered.turns
    assert numbers(list(ask(assistant, refused, "Again?", Narrowing()))[-1]) == [3]


def ask_tab(answering: Answering) -> AskTab:
    assistant = Mock(stream=answering.stream, writers=("extractive",))
    assistant.settings.question_limit = 100
    with gr.Blocks():
        tab = AskTab(assistant, Conversation().texts, gr.State(), gr.Textbox())
        tab.place_hidden()
    return tab


def conversation_in(step: Updates) -> Conversation:
    return next(value for value in step.values() if isinstance(value, Conversation))


def test_a_question_asked_from_another_day_is_asked_as_it_was_then() -> None:
    answering = Answering(*EVENTS)
    assistant: Any = answering
    conversation = Conversation()
    for question in ("Why did the ferry sink?", "And how many died?", "Who won the recount?"):
        narrowing = Narrowing(source=("Merel Courier",) if question.startswith("And") else ())
        *_, conversation = ask(assistant, conversation, question, narrowing)
    before = conversation.history(conversation.turns[1])
    (button,) = re.findall(
        "<button [^>]*data-ask[^>]*>",
        timeline_view(conversation.turns[1], [REPORT], conversation.texts),
    )
    pressed = {
        name.replace("-", "_"): said for name, said in re.findall(r'data-([\w-]+)="(.*?)"', button)
    }
    event: Any = SimpleNamespace(
        **pressed | {"question": pressed["ask"], "turn": int(pressed["turn"])}
    )
    *_, last = ask_tab(answering).ask_offered(conversation, "{}", event)
    assert answering.options == {
        "as_of": "2026-01-24",
        "source": ("Merel Courier",),
        "history": before,
        "written_by": None,
    }
    again = conversation_in(last)
    assert again.turns[-1].scope(again.texts)[-1] == "Goes on from “Why did the ferry sink?”"
    kept = restored(keep(again), "en", again.id)
    assert kept == again
    *_, retried = ask_tab(answering).retry(again, gr.EventData(None, {}))
    assert answering.options["history"] == before
    further = conversation_in(retried).begin("And where?", Narrowing()).history()
    assert [turn["content"] for turn in further if turn["role"] == "user"] == [
        "Why did the ferry sink?",
        "And how many died?",
    ]


@pytest.mark.parametrize(
    ("asked", "linked"),
    [
        (("Does it sail?", "And how many died?"), ("Does it sail?", "And how many died?")),
        (("Does it sail?", "And why?", "And when?"), ("Does it sail?", "And why?", "And when?")),
        (
            ("Does it sail?", "Who won the recount in Valmirena?"),
            ("Who won the recount in Valmirena?",),
        ),
    ],
)
def test_a_link_to_a_question_asks_first_what_it_leans_on(
    asked: tuple[str, ...], linked: tuple[str, ...]
) -> None:
    assistant: Any = Answering(*EVENTS)
    conversation = Conversation()
    for question in asked:
        *_, conversation = ask(assistant, conversation, question, Narrowing())
    last = conversation.turns[-1]
    view = turn_view(
        last, conversation.texts, Offers(after=conversation.leads_to(last)), last=False
    )
    (query,) = re.findall(r'href="\?([^"]*)', view)
    request: Any = Mock()
    request.query_params.multi_items = lambda: parse_qsl(unescape(query))
    *_, opened = ask_tab(Answering(*EVENTS)).ask_linked(Conversation(), request)
    turns = conversation_in(opened).turns
    assert tuple(turn.question for turn in turns) == linked
    assert {turn.stage for turn in turns} == {"done"}


def test_an_answer_stands_on_the_page_until_another_in_its_place_has_begun(
    answered: Conversation,
) -> None:
    steps = ask_tab(Answering(*EVENTS)).retry(answered, gr.EventData(None, {}))
    past = [step[part] for step in steps for part in step if part.elem_id == "past"]
    assert [bool(turns) for turns in past] == [True, False]


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
    wanted = Narrowing(source=("Nobody's Gazette",))
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
