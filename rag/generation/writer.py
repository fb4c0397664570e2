"""What every writer is to the rest: three methods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from rag.question.query import Query
from rag.records import Evidence, Quote, Usage, Written


class Writer(Protocol):
    """Turns evidence into sentences, one at a time."""

    @property
    def name(self) -> str:
        """What wrote the answer, for people."""
        ...

    def standalone(self, query: Query) -> tuple[Query, Usage]:
        """A follow-up as a question that needs no conversation, if this writer can make one.

        The query comes back as it is from one that cannot.

        Args:
            query: One that leans on the turns before.
        """
        ...

    def write(
        self, query: Query, quotes: Sequence[Quote], evidence: Sequence[Evidence]
    ) -> Iterator[Written]:
        """The sentences of an answer, in order.

        Args:
            query: The question, understood.
            quotes: The sentences that answer best, best first.
            evidence: The passages they stand in, best first.

        Yields:
            Drafts; between them what a language model read and wrote, and whether it failed or found
            no answer. Closing the iterator stops the model.
        """
        ...

    def close(self) -> None:
        """Let go of the model and of connections to it; nothing can be written afterwards."""
        ...
