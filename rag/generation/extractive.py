"""The writer without a language model: the quotes that answer best are the answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.question.query import Query
from rag.records import Draft, Evidence, Quote


class ExtractiveWriter:
    """Quotes the best sentences exactly as they stand, in the language they stand in."""

    name = "extractive"

    def write(
        self, query: Query, quotes: Sequence[Quote], evidence: Sequence[Evidence]
    ) -> Iterator[Draft]:
        """One sentence a quote; see `rag.generation.writer.Writer.write`."""
        for quote in quotes:
            yield Draft(quote.text, (quote,))
