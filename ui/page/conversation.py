"""What one visitor has asked and been answered. Nothing here is shared between visitors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from uuid import uuid4

from rag.errors import NewsError
from rag.feedback import Feedback, Reason, Verdict, give
from rag.question.follow_up import context
from rag.question.narrowing import NarrowingError
from rag.records import (
    Answer,
    Citation,
    DoneEvent,
    Event,
    Evidence,
    EvidenceEvent,
    Sentence,
    SentenceEvent,
    Turn,
)
from rag.text import writable
from ui.html import label
from ui.page.narrowing import Narrowing, narrowing_fault
from ui.refusals import error_text
from ui.texts import TEXTS, PageLanguage, Texts

if TYPE_CHECKING:
    from rag.assistant import Assistant

TURNS_KEPT = 40
"""Turns of a conversation that are remembered."""

TURNS_TOLD = 6
"""Answered turns that a question may go on from."""

Stage = Literal["searching", "writing", "done", "stopped", "failed"]

Exchange = tuple[str, str]
"""A question and the text of its answer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and what is known of its answer so far.

    Attributes:
        number: Counts the visitor's questions from 1.
        writer: Who was asked to write, where not the writer of the settings.
        answered_here: Whether this server vouches for the answer; one that a browser alone vouches
            for cannot be rated.
        fault: Why it failed, for the visitor.
        rating: What the visitor thought of the answer.
        replaces: Whether it takes the place of the turn before it as soon as its answer has begun.
        follows: The exchanges that it goes on from, oldest first; None: the turns before it.
    """

    number: int
    question: str
    narrowing: Narrowing
    stage: Stage = "searching"
    evidence: tuple[Evidence, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    answer: Answer | None = None
    fault: str | None = None
    rating: Verdict | None = None
    writer: str | None = None
    answered_here: bool = True
    replaces: bool = False
    follows: tuple[Exchange, ...] | None = None

    @property
    def begun(self) -> bool:
        """Whether a part of the answer is there."""
        return bool(self.sentences) or self.answer is not None

    def scope(self, texts: Texts) -> tuple[str, ...]:
        """Say what it was narrowed to and what it goes on from, where its place does not tell."""
        narrowed = self.narrowing.spoken(texts)
        if not self.follows:
            return narrowed
        return (*narrowed, texts.goes_on_from.format(question=label(self.follows[-1][0], 120)))

    def after(self, event: Event) -> Asked:
        """The same, one event of the answer's stream later."""
        match event:
            case EvidenceEvent():
                return replace(self, stage="writing", evidence=event.evidence)
            case SentenceEvent():
                return replace(
                    self,
                    sentences=(*self.sentences, event.sentence),
                    citations=self.citations + event.citations,
                )
            case DoneEvent():
                answer = event.answer
                return replace(
                    self,
                    stage="done",
                    evidence=answer.evidence,
                    sentences=answer.sentences,
                    citations=answer.citations,
                    answer=answer,
                )


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns of one visitor, oldest first, and the language the page speaks to them.

    Attributes:
        asked: How many questions there were.
        replacing: Whether the next question takes the place of the last.
        id: Under which the visitor's browser keeps it.
    """

    language: PageLanguage = "en"
    turns: tuple[Asked, ...] = ()
    asked: int = 0
    replacing: bool = False
    id: str = field(default_factory=lambda: uuid4().hex)

    @property
    def asked_turns(self) -> tuple[Asked, ...]:
        """The turns but for a last one that could not be asked, and stands there to say why."""
        refused = self.replacing and self.turns[-1:] and self.turns[-1].stage == "failed"
        return self.turns[:-1] if refused else self.turns

    @property
    def busy(self) -> bool:
        """Whether an answer is on its way."""
        return bool(self.turns) and self.turns[-1].stage in ("searching", "writing")

    @property
    def texts(self) -> Texts:
        """The page's texts in the language of this visitor."""
        return TEXTS[self.language]

    def begin(
        self,
        question: str,
        narrowing: Narrowing,
        writer: str | None = None,
        follows: tuple[Exchange, ...] | None = None,
    ) -> Conversation:
        """With a new question at the end; the oldest turns fall off.

        An answer that it is to replace stays until that to the new question has begun.

        Args:
            writer, follows: As of `Asked`; what replaces a turn goes on from what that does.
        """
        turn = Asked(self.asked + 1, question, narrowing, writer=writer, follows=follows)
        before = self.turns
        if self.replacing and before:
            last = before[-1]
            stays = last.answer is not None
            before = before if stays else before[:-1]
            follows = last.follows if follows is None else follows
            turn = replace(turn, replaces=stays or last.replaces, follows=follows)
        turns = (*before, turn)[-TURNS_KEPT:]
        return replace(self, turns=turns, asked=turn.number, replacing=False)

    def with_last(self, turn: Asked) -> Conversation:
        """With the last turn as it is by now."""
        before = self.turns[:-1]
        if turn.replaces and turn.begun:
            before, turn = before[:-1], replace(turn, replaces=False)
        return replace(self, turns=(*before, turn))

    def stopped(self) -> Conversation:
        """With an answer that was still on its way ended where it stands."""
        return self.with_last(replace(self.turns[-1], stage="stopped")) if self.busy else self

    def failed(self) -> Conversation:
        """With an answer that was still on its way given up."""
        return self.with_last(replace(self.turns[-1], stage="failed")) if self.busy else self

    def turn(self, number: object) -> Asked | None:
        """The turn with a number, or None: what a page sends may be anything."""
        return next((turn for turn in self.turns if turn.number == number), None)

    def history(self, asked: Asked | None = None) -> list[Turn]:
        """List what a turn goes on from, as `Assistant.stream` wants it.

        Args:
            asked: One of the turns; default the last.
        """
        return _history(self.exchanges(asked or self.turns[-1]))

    def exchanges(self, asked: Asked) -> tuple[Exchange, ...]:
        """List what a turn goes on from, oldest first: its `follows`, else the answered turns before it."""
        if asked.follows is not None:
            return asked.follows
        before: tuple[Exchange, ...] = ()
        for turn in self.turns[: self.turns.index(asked) - asked.replaces]:
            if turn.answer is not None:
                before = before if turn.follows is None else turn.follows
                before = (*before, (turn.question, turn.answer.text))
        return before[-TURNS_TOLD:]

    def leads_to(self, asked: Asked) -> tuple[str, ...]:
        """List the earlier questions that a question leans on, oldest first: each on the one before."""
        language = asked.answer.language if asked.answer else self.language
        before = self.exchanges(asked)
        questions = [asked.question]
        while context(questions[0], _history(before), language):
            questions.insert(0, before[-1][0])
            before = before[:-1]
        return tuple(questions[:-1])


def ask(
    assistant: Assistant,
    conversation: Conversation,
    question: str,
    narrowing: Narrowing,
    writer: str | None = None,
    follows: tuple[Exchange, ...] | None = None,
) -> Iterator[Conversation]:
    """The conversation as the answer comes: with the question, the evidence, each sentence, all.

    Args:
        writer, follows: As of `Conversation.begin`.
    """
    question = writable(question)
    conversation = conversation.begin(question, narrowing, writer, follows)
    turn = conversation.turns[-1]
    texts = conversation.texts
    empty = "" if question.strip() else texts.empty_question
    if fault := empty or narrowing.fault(texts):
        failed = conversation.with_last(replace(turn, stage="failed", fault=fault))
        yield replace(failed, replacing=True)  # what was meant comes next
        return
    yield conversation
    try:
        options = narrowing.options()
        options["history"] = conversation.history()
        for event in assistant.stream(question, written_by=writer, **options):
            turn = turn.after(event)
            yield conversation.with_last(turn)
    except NarrowingError as error:
        fault = narrowing_fault(error, texts)
        yield conversation.with_last(replace(turn, stage="failed", fault=fault))
    except NewsError as error:
        yield conversation.with_last(replace(turn, stage="failed", fault=error_text(error, texts)))


def rate(
    folder: Path,
    conversation: Conversation,
    turn: Asked,
    verdict: Verdict,
    reason: Reason | None,
    comment: str,
) -> Conversation:
    """Keep what a visitor thinks of an answer; the conversation that knows it.

    Args:
        folder: Of the corpus.

    Raises:
        CorpusError: It cannot be kept.
    """
    assert turn.answer is not None and turn.answered_here
    asked = f"{conversation.id} {turn.number} {turn.question} {turn.answer.as_of}"
    give(
        folder,
        Feedback(
            id=sha256(asked.encode("utf-8", "replace")).hexdigest()[:16],
            verdict=verdict,
            question=turn.question,
            answer=turn.answer.as_dict(),
            options={**turn.narrowing.options()},
            history=tuple(conversation.history(turn)),
            reason=reason if verdict == "bad" else None,
            comment=comment,
        ),
    )
    rated = replace(turn, rating=verdict)
    turns = tuple(rated if one.number == turn.number else one for one in conversation.turns)
    return replace(conversation, turns=turns)


def _history(exchanges: Iterable[Exchange]) -> list[Turn]:
    turns: list[Turn] = []
    for question, answer in exchanges:
        turns.append({"role": "user", "content": question})
        turns.append({"role": "assistant", "content": answer})
    return turns
