"""A question as the later steps see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rag.corpus.table import Filters
    from rag.records import Turn


@dataclass(frozen=True, slots=True)
class Query:
    """A question, understood.

    Attributes:
        question: As it was asked.
        standalone: The same with what it takes from the conversation, fit to be searched for.
        language: ISO 639-1 code of the question; the answer's own words are in it.
        as_of: The moment from which it is asked; nothing published later exists.
        filters: Which articles may answer.
        now: Whether it asks for the present state ("now", "latest").
        history: The turns before it, oldest first.
    """

    question: str
    standalone: str
    language: str
    as_of: datetime
    filters: Filters
    now: bool = False
    history: tuple[Turn, ...] = ()
