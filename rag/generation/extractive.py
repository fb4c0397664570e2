"""The writer without a language model: the quotes that answer best are the answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.corpus.analysis import terms
from rag.dates import first_instant
from rag.question.query import Query
from rag.records import Draft, Evidence, Quote, Usage
from rag.retrieval.revisions import put_right

# In standard deviations of the sentence score (rag.retrieval): what is further below the best
# than this answers something else; docs/writers.md has what other margins give.
_MARGIN = 4.0
_MARGIN_OF_ANOTHER_REPORT = 1.0
_MARGIN_OF_NEWER_REPORT = 2.5  # it may say what has changed
_REPORTS = 2
# Two sentences that share this part of their words say the same.
_SAME = 0.7


class ExtractiveWriter:
    """Quotes the best sentences exactly as they stand, in the language they stand in."""

    name = "extractive"

    def __init__(self, limit: int) -> None:
        """Write at most ``limit`` sentences."""
        self._limit = limit

    def standalone(self, query: Query) -> tuple[Query, Usage]:
        """See `rag.generation.writer.Writer.standalone`."""
        return query, Usage(0, 0)

    def write(
        self, query: Query, quotes: Sequence[Quote], evidence: Sequence[Evidence]
    ) -> Iterator[Draft]:
        """One sentence a quote; see `rag.generation.writer.Writer.write`."""
        chosen = with_what_puts_right(choose(quotes, self._limit), quotes, self._limit)
        spoken = [*dict.fromkeys(quote.evidence.article_id for quote in chosen)]
        for quote in sorted(chosen, key=lambda q: (spoken.index(q.evidence.article_id), q.start)):
            yield Draft(quote.text, (quote,))


def choose(quotes: Sequence[Quote], limit: int) -> list[Quote]:
    """The quotes worth saying, best first: of the best one's article, and of one that is nearly as
    good; a newer one may be further behind.
    """
    near = [
        quote
        for quote in quotes
        if quotes[0].score - quote.score <= _margin(quotes[0].evidence, quote.evidence)
    ]
    spoken = [*dict.fromkeys(quote.evidence.article_id for quote in near)][:_REPORTS]
    chosen: list[Quote] = []
    said: list[set[str]] = []
    for quote in near:
        if len(chosen) == limit:
            break
        words = set(terms(quote.text, quote.evidence.language))
        repeats = any(len(words & other) >= _SAME * len(words | other) for other in said)
        if quote.evidence.article_id in spoken and not repeats:
            chosen.append(quote)
            said.append(words)
    return chosen


def _margin(best: Evidence, other: Evidence) -> float:
    """How far a quote may be behind the best one."""
    if other.article_id == best.article_id:
        return _MARGIN
    dates = best.published_at, other.published_at
    if dates[0] and dates[1] and first_instant(dates[1]) > first_instant(dates[0]):
        return _MARGIN_OF_NEWER_REPORT
    return _MARGIN_OF_ANOTHER_REPORT


def with_what_puts_right(
    chosen: Sequence[Quote], quotes: Sequence[Quote], limit: int
) -> list[Quote]:
    """The chosen quotes, ``limit`` at most; one in which a correction repeats what was wrong is
    followed by the text up to what is right, or by that alone, or left out where only one may be
    said.

    Args:
        quotes: All that may be said.
    """
    said: list[Quote] = []
    for quote in chosen:
        if quote in said:
            continue
        together = _put_right(quote, quotes)
        room = limit - len(said)
        if len(together) > max(room, 1):
            together = [quote, together[-1]][-max(room, 1) :]
        said += [each for each in together if each not in said]
    return said[:limit]


def _put_right(quote: Quote, quotes: Sequence[Quote]) -> list[Quote]:
    """A quote, and where a correction repeats in it what was wrong those behind it that say so."""
    if quote.evidence.kind != "correction":
        return [quote]
    own = [other for other in quotes if other.evidence.article_id == quote.evidence.article_id]
    own.sort(key=lambda other: other.start)
    wrong = own.index(quote)
    right = put_right([other.text for other in own], wrong, quote.evidence.language)
    return [quote] if right is None else own[wrong : right + 1]
