"""A question as the later steps see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from rag.question.time_sense import TimeSense

if TYPE_CHECKING:
    from rag.corpus.table import Filters
    from rag.records import Turn


@dataclass(frozen=True, slots=True)
class Query:
    """A question, understood.

    Attributes:
        question: As it was asked.
        context: Words of the conversation that it leans on; empty when it stands by itself.
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
        """The question with the words it leans on in front, fit to be searched for."""
        return f"{self.context} {self.question}".strip()
