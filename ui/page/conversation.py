"""One visitor's questions and answers. Nothing here is shared between visitors."""

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
"""The newest turns that a conversation keeps."""

HISTORY_TURNS = 6
"""The newest answered turns that are passed on as history."""

Stage = Literal["searching", "writing", "done", "stopped", "failed"]

Exchange = tuple[str, str]
"""A question and the text of its answer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One turn: a question, and its answer as far as it has come.

    Attributes:
        number: Number of the question in this conversation, from 1.
        writer: The writer that was asked for; None for the writer of the settings.
        answered_here: Whether this server made the answer. An answer that only a browser claims we
            made cannot be rated.
        fault: Why it failed, in words for the visitor.
        rating: What the visitor thought of the answer.
        replaces: Whether it replaces the turn before it as soon as its answer has begun.
        follows: Its history, oldest first, if that is not the turns before it; else None.
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
        """Whether a part of the answer has come."""
        return bool(self.sentences) or self.answer is not None

    def scope(self, texts: Texts) -> tuple[str, ...]:
        """Describe what it was narrowed to and, where its place does not show it, what it follows."""
        narrowed = self.narrowing.described(texts)
        if not self.follows:
            return narrowed
        return (*narrowed, texts.goes_on_from.format(question=label(self.follows[-1][0], 120)))

    def after(self, event: Event) -> Asked:
        """Return the turn as it is after one more event of the answer's stream."""
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
    """A visitor's turns, oldest first, and the language the page speaks to them.

    Attributes:
        asked: Number of questions asked so far.
        replacing: Whether the next question replaces the last turn.
        id: Key under which the visitor's browser keeps it.
    """

    language: PageLanguage = "en"
    turns: tuple[Asked, ...] = ()
    asked: int = 0
    replacing: bool = False
    id: str = field(default_factory=lambda: uuid4().hex)

    @property
    def asked_turns(self) -> tuple[Asked, ...]:
        """The turns, without a last one that was refused and is shown only to say why."""
        refused = self.replacing and self.turns[-1:] and self.turns[-1].stage == "failed"
        return self.turns[:-1] if refused else self.turns

    @property
    def busy(self) -> bool:
        """Whether an answer is under way."""
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
        """Return it with a new question at the end; the oldest turns drop out.

        An answer that is to be replaced stays until the new answer has begun.

        Args:
            writer, follows: See `Asked`. A turn that replaces another inherits its ``follows``.
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
        """Return it with a newer state of the last turn."""
        before = self.turns[:-1]
        if turn.replaces and turn.begun:
            before, turn = before[:-1], replace(turn, replaces=False)
        return replace(self, turns=(*before, turn))

    def stopped(self) -> Conversation:
        """Return it with an answer that was under way stopped where it is."""
        return self.with_last(replace(self.turns[-1], stage="stopped")) if self.busy else self

    def failed(self) -> Conversation:
        """Return it with an answer that was under way marked as failed."""
        return self.with_last(replace(self.turns[-1], stage="failed")) if self.busy else self

    def turn(self, number: object) -> Asked | None:
        """Return the turn with a number, or None: a page may send anything."""
        return next((turn for turn in self.turns if turn.number == number), None)

    def history(self, asked: Asked | None = None) -> list[Turn]:
        """Return the history of a turn, as `Assistant.stream` takes it.

        Args:
            asked: One of the turns; default the last.
        """
        return _history(self.exchanges(asked or self.turns[-1]))

    def exchanges(self, asked: Asked) -> tuple[Exchange, ...]:
        """Return a turn's history, oldest first: its `follows`, else the answered turns before."""
        if asked.follows is not None:
            return asked.follows
        before: tuple[Exchange, ...] = ()
        for turn in self.turns[: self.turns.index(asked) - asked.replaces]:
            if turn.answer is not None:
                before = before if turn.follows is None else turn.follows
                before = (*before, (turn.question, turn.answer.text))
        return before[-HISTORY_TURNS:]

    def leads_to(self, asked: Asked) -> tuple[str, ...]:
        """Return the questions that a question depends on, oldest first, each on the one before."""
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
    """Ask a question, and yield the conversation as its answer comes: with the question, the
    evidence, each sentence, the whole.

    Args:
        writer, follows: See `Conversation.begin`.
    """
    question = writable(question)
    conversation = conversation.begin(question, narrowing, writer, follows)
    turn = conversation.turns[-1]
    texts = conversation.texts
    empty = "" if question.strip() else texts.empty_question
    if fault := empty or narrowing.fault(texts):
        failed = conversation.with_last(replace(turn, stage="failed", fault=fault))
        yield replace(failed, replacing=True)  # the corrected question replaces this turn
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
    """Store what a visitor thinks of an answer; return the conversation with the rating.

    Args:
        folder: Folder of the corpus.

    Raises:
        CorpusError: It cannot be stored.
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
