"""Holds a question as the later steps see it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from rag.names import likely_names
from rag.question import asking, counts, follow_up, overview, parts
from rag.question.conversation import questions
from rag.question.time_sense import TimeSense, period_places, time_sense

if TYPE_CHECKING:
    from rag.corpus.table import Filters
    from rag.records import Turn


_STANDS_FROM_WORDS = 5


@dataclass(frozen=True)
class Query:
    """A question, understood. What it asks for is read from it when first needed, and then kept.

    Attributes:
        question: The question as it was asked.
        context: Words of the conversation that it leans on; empty if it stands by itself.
        language: ISO 639-1 code of the question; the answer's own words are in it.
        as_of: The moment from which it is asked, in the zone whose days it means; nothing published
            later exists.
        filters: Which articles may answer.
        time: What it says about time.
        history: The turns before it, oldest first.
    """

    question: str
    context: str
    language: str
    as_of: datetime
    filters: Filters
    time: TimeSense = field(default_factory=TimeSense)
    history: tuple[Turn, ...] = ()

    @property
    def standalone(self) -> str:
        """Return the question with the words that it leans on in front, fit to be searched for."""
        return f"{self.context} {self.question}".strip()

    @cached_property
    def parts(self) -> tuple[Query, ...]:
        """Return the questions within the question; empty if it asks one thing.

        A part leans on those before it unless it brings a name of its own and is longer than a mere
        "and who in Lyon?". A part that says nothing about time is about the time last named before
        it.
        """
        asked: list[Query] = []
        before, time = self.context, TimeSense()
        for text in parts.parts(self.question, self.language):
            own_time = time_sense(text, self.language, self.as_of)
            time = time if own_time == TimeSense() else own_time
            stands = len(text.split()) >= _STANDS_FROM_WORDS and follow_up.brings_names(
                text, self.language, before
            )
            context = "" if asked and stands else before
            asked.append(replace(self, question=text, context=context, time=time))
            before = f"{before} {text}".strip()
        return tuple(asked)

    @cached_property
    def is_overview(self) -> bool:
        """Tell whether it asks what happened, or for the news, and names no subject."""
        asked = [*questions(self.history), self.question]
        return overview.asks_for_overview(asked, self.language, self.as_of)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return the words of the question that are names or may be; months are written like them
        and are none.
        """
        text = self.question
        for start, end in period_places(text, self.language, self.as_of):
            text = text[:start] + " " * (end - start) + text[end:]
        return tuple(likely_names(text, self.language))

    @cached_property
    def names_none(self) -> bool:
        """Tell whether it asks something of "the company" or "the mayor", and names nobody and
        nothing.
        """
        return follow_up.names_none(self.question, self.language)

    @cached_property
    def asks_why(self) -> bool:
        """Tell whether it asks for a reason."""
        return asking.asks_why(self.question, self.language)

    @cached_property
    def asks_for_count(self) -> bool:
        """Tell whether it asks how many or how much."""
        return counts.asks_for_count(self.question, self.language)

    @cached_property
    def asks_for_latest_count(self) -> bool:
        """Tell whether it asks how many or how much as of its moment, or up to a date: "before 15
        May".

        Not "how many were there in May?", nor "how many were missed at first, and how many were
        found?", which compares two reports.
        """
        is_latest = self.time.is_up_to_a_date or not self.time.looks_back
        return is_latest and self.asks_for_count and not self.parts
