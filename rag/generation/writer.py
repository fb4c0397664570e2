"""Defines what every writer is to the rest of the program: three methods and a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from rag.question.query import Query
from rag.records import Evidence, Quote, Usage, Written


class Writer(Protocol):
    """Turns evidence into sentences, one at a time."""

    @property
    def name(self) -> str:
        """Name of what writes the answer, for people."""
        ...

    def standalone(self, query: Query) -> tuple[Query, Usage]:
        """Return a follow-up as a question that needs no conversation, and what a model read and
        wrote for it.

        A writer that cannot rewrite questions returns the query unchanged.

        Args:
            query: A question that leans on the turns before it.
        """
        ...

    def write(
        self, query: Query, quotes: Sequence[Quote], evidence: Sequence[Evidence]
    ) -> Iterator[Written]:
        """Yield the sentences of an answer, in order.

        Args:
            query: The question, understood.
            quotes: The sentences that answer best, best first.
            evidence: The passages they stand in, best first.

        Yields:
            Drafts; between them what a language model read and wrote, and whether it failed or
            found no answer. Closing the iterator stops the model.
        """
        ...

    def close(self) -> None:
        """Let go of the model and of connections to it; nothing can be written afterwards."""
        ...
