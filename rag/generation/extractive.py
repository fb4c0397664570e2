"""The writer without a language model: the quotes that answer best are the answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.corpus.analysis import terms
from rag.dates import is_newer
from rag.generation.counting import another_count, latest_figure
from rag.generation.telling import in_telling_order
from rag.generation.together import stands_before, with_what_belongs_to_it
from rag.question.query import Query
from rag.records import Draft, Evidence, Quote, Usage

# In standard deviations of the sentence score (rag.retrieval): a quote further than this below the
# best answers something else; docs/writers.md has what other margins give.
_MARGIN = 4.0
_MARGIN_OF_ANOTHER_REPORT = 1.0
_MARGIN_OF_NEWER_REPORT = 2.5  # it may say what has changed
_MARGIN_OF_NEWEST_REPORT = 9.0  # when it is only said last
_AS_GOOD = 0.05  # the first quote for another part of the question is this near the best
_LEADS_IN = 1.5  # what the sentence right before the best one gains, since that may lean on it
_REPORTS = 2
# Two sentences say the same if they share this part of all their words.
_SAME = 0.7


class ExtractiveWriter:
    """Quotes the best sentences exactly as they stand, in their own language."""

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
        """Yield one sentence per quote; see `rag.generation.writer.Writer.write`.

        The quote that answers best comes first, or the latest figure if that is asked for. The
        others follow in the order of their articles.
        """
        if query.is_overview:  # one quote a story, in order
            for quote in quotes[: self._limit]:
                yield Draft(quote.text, (quote,))
            return
        is_count = query.asks_for_latest_count
        figure = latest_figure(quotes) if is_count else None
        chosen = with_newest(choose(quotes, self._limit, figure), quotes, self._limit)
        if is_count and figure is None and (other := another_count(quotes, chosen)):
            chosen = [*chosen[: max(self._limit - 1, 1)], other][: self._limit]
        said = with_what_belongs_to_it(chosen, quotes, self._limit)
        for quote in in_telling_order(query, chosen, said, quotes):
            yield Draft(quote.text, (quote,))

    def close(self) -> None:
        """See `rag.generation.writer.Writer.close`; there is nothing to let go of."""


def choose(quotes: Sequence[Quote], limit: int, figure: Quote | None = None) -> list[Quote]:
    """Choose the quotes worth saying, best first: from the best one's article, and from another
    report of its story if they are nearly as good. A newer report may be further behind; a quote of
    another story must be as good.

    Args:
        figure: A quote that must be said, before all others; then only its article and the best
            one's are quoted.
    """
    near = [
        quote
        for quote in sorted(quotes, key=lambda quote: _behind(quote, quotes[0]))
        if _behind(quote, quotes[0]) <= _margin(quotes[0].evidence, quote.evidence)
    ]
    on_it = [q for q in near if not q.of_another_story or _behind(q, quotes[0]) <= _AS_GOOD]
    spoken = [*dict.fromkeys(quote.evidence.article_id for quote in on_it)][:_REPORTS]
    if figure is not None:
        spoken = [quotes[0].evidence.article_id, figure.evidence.article_id]
    chosen: list[Quote] = []
    words_said: list[set[str]] = []
    for quote in near:
        if len(chosen) == limit:
            break
        words = set(terms(quote.text, quote.evidence.language))
        repeats = any(len(words & other) >= _SAME * len(words | other) for other in words_said)
        if quote.evidence.article_id in spoken and not repeats:
            chosen.append(quote)
            words_said.append(words)
    if figure is not None:
        chosen = [figure, *(quote for quote in chosen if quote != figure)][:limit]
    return chosen


def with_newest(chosen: Sequence[Quote], quotes: Sequence[Quote], limit: int) -> list[Quote]:
    """Return the chosen quotes; if a report of their story is newer than all their articles, its
    best quote takes the last place.
    """
    dated = [quote.evidence.published_at for quote in chosen if quote.evidence.published_at]
    for quote in quotes if dated else ():
        evidence = quote.evidence
        is_report = evidence.kind == "report" and quote.of_story and not quote.of_another_story
        is_near = _behind(quote, quotes[0]) <= _MARGIN_OF_NEWEST_REPORT
        if is_report and is_near and all(is_newer(evidence.published_at, each) for each in dated):
            return [*chosen[: max(limit - 1, 1)], quote][:limit]
    return list(chosen)


def _behind(quote: Quote, best: Quote) -> float:
    """Return how far a quote's score is below that of the best one; for the sentence right before
    the best one it counts as less.
    """
    same = quote.evidence.article_id == best.evidence.article_id
    leads_in = same and stands_before(quote, best)
    return max(best.score - quote.score - (_LEADS_IN if leads_in else 0.0), 0.0)


def _margin(best: Evidence, other: Evidence) -> float:
    """Return how far a quote's score may be below that of the best one."""
    if other.article_id == best.article_id:
        return _MARGIN
    if is_newer(other.published_at, best.published_at):
        return _MARGIN_OF_NEWER_REPORT
    return _MARGIN_OF_ANOTHER_REPORT
