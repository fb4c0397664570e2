"""The writer without a language model: the quotes that answer best are the answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.corpus.analysis import terms
from rag.dates import is_newer
from rag.generation.doubts import doubts
from rag.question.counts import asks_for_latest_count
from rag.question.query import Query
from rag.records import SENTENCE_GAP, Draft, Evidence, Quote, Usage
from rag.retrieval.revisions import are_alike, counted, figures, put_right
from rag.said_numbers.digits import Number

# In standard deviations of the sentence score (rag.retrieval): what is further below the best
# than this answers something else; docs/writers.md has what other margins give.
_MARGIN = 4.0
_MARGIN_OF_ANOTHER_REPORT = 1.0
_MARGIN_OF_NEWER_REPORT = 2.5  # it may say what has changed
_MARGIN_OF_LATEST_FIGURE = 4.5  # where the latest is asked for
_MARGIN_OF_ANOTHER_COUNT = 3.0  # a count's newest report is given 2 for that: rag.retrieval.scoring
_TIMES = 10.0  # what a figure may be of another of the same thing, at most
_LEADS_IN = 1.5  # what stands before the best sentence, and it may lean on, counts so much more
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
        """One sentence a quote; see `rag.generation.writer.Writer.write`.

        What answers leads: the best quote, or the latest figure where that is asked for. The others
        follow as they stand in their articles.
        """
        is_count = asks_for_latest_count(query)
        figure = latest_figure(quotes) if is_count else None
        chosen = choose(quotes, self._limit, figure)
        if is_count and figure is None and (other := another_count(quotes, chosen)):
            chosen = [*chosen[: max(self._limit - 1, 1)], other][: self._limit]
        said = with_what_puts_right(chosen, quotes, self._limit)
        for quote in _led_by(_together(chosen[0], quotes), said) if chosen else ():
            yield Draft(quote.text, (quote,))

    def close(self) -> None:
        """See `rag.generation.writer.Writer.close`; there is nothing to let go of."""


def choose(quotes: Sequence[Quote], limit: int, figure: Quote | None = None) -> list[Quote]:
    """The quotes worth saying, best first: of the best one's article, and of one that is nearly as
    good; a newer one may be further behind.

    Args:
        figure: One that must be said, before all others; only the best one's article is heard beside
            its own.
    """
    near = [
        quote
        for quote in sorted(quotes, key=lambda quote: _behind(quote, quotes[0]))
        if _behind(quote, quotes[0]) <= _margin(quotes[0].evidence, quote.evidence)
    ]
    spoken = [*dict.fromkeys(quote.evidence.article_id for quote in near)][:_REPORTS]
    if figure is not None:
        spoken = [quotes[0].evidence.article_id, figure.evidence.article_id]
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
    if figure is not None:
        chosen = [figure, *(quote for quote in chosen if quote != figure)][:limit]
    return chosen


def latest_figure(quotes: Sequence[Quote]) -> Quote | None:
    """Of the quotes near the best one, of its story, that name a figure like the first that is named,
    the best one of the newest report, opinion apart; None where none is newer than the best one's.
    """
    usual: list[Number] = []
    newest: Quote | None = None
    for quote in (quote for quote in quotes if quote.of_story):
        if quotes[0].score - quote.score > _MARGIN_OF_LATEST_FIGURE:
            break
        named = figures(quote.text, quote.evidence.language)
        usual = usual or named
        is_like = any(are_alike(one, other, _TIMES) for one in named for other in usual)
        known = (newest or quotes[0]).evidence.published_at
        is_report = quote.evidence.kind != "opinion"
        if is_like and is_report and is_newer(quote.evidence.published_at, known):
            newest = quote
    return newest


def another_count(quotes: Sequence[Quote], chosen: Sequence[Quote]) -> Quote | None:
    """Of the older reports of the story, near the best quote, the best one with a new figure of what none
    of the chosen quotes counts: the newest report may count something else than is asked for.
    """
    given = {n for quote in chosen for n in figures(quote.text, quote.evidence.language)}
    said = {unit for quote in chosen for unit in counted(quote.text, quote.evidence.language)}
    languages = {quote.evidence.language for quote in chosen}
    for quote in quotes:
        if quotes[0].score - quote.score > _MARGIN_OF_ANOTHER_COUNT:
            break
        evidence = quote.evidence
        is_older = is_newer(quotes[0].evidence.published_at, evidence.published_at)
        may_be = quote.of_story and is_older and evidence.kind != "opinion"
        if may_be and languages == {evidence.language}:
            units = counted(quote.text, evidence.language)
            is_new = given.isdisjoint(figures(quote.text, evidence.language))
            if units and is_new and units.isdisjoint(said):
                return quote
    return None


def _behind(quote: Quote, best: Quote) -> float:
    """How far a quote is behind the best one; what stands right before that one is less far."""
    same = quote.evidence.article_id == best.evidence.article_id
    leads_in = same and _stands_before(quote, best)
    return max(best.score - quote.score - (_LEADS_IN if leads_in else 0.0), 0.0)


def _margin(best: Evidence, other: Evidence) -> float:
    """How far a quote may be behind the best one."""
    if other.article_id == best.article_id:
        return _MARGIN
    if is_newer(other.published_at, best.published_at):
        return _MARGIN_OF_NEWER_REPORT
    return _MARGIN_OF_ANOTHER_REPORT


def _led_by(first: Sequence[Quote], said: Sequence[Quote]) -> list[Quote]:
    """What is said, the first of it in front; an article's other quotes in their order in it."""
    leading = [quote for quote in said if quote in first]
    spoken = [*dict.fromkeys(quote.evidence.article_id for quote in (*leading, *said))]
    others = [quote for quote in said if quote not in leading]
    others.sort(key=lambda quote: (spoken.index(quote.evidence.article_id), quote.start))
    return [*leading, *others]


def with_what_puts_right(
    chosen: Sequence[Quote], quotes: Sequence[Quote], limit: int
) -> list[Quote]:
    """The chosen quotes, ``limit`` at most; one in which a correction repeats what was wrong is
    followed by the text up to what is right, or by that alone, or left out where only one may be
    said. What is not confirmed is said with the sentence that says so, or left out for want of room.

    Args:
        quotes: All that may be said.
    """
    said: list[Quote] = []
    for quote in chosen:
        if quote in said:
            continue
        together = [each for each in _together(quote, quotes) if each not in said]
        room = limit - len(said)
        if len(together) > max(room, 1):
            if quote.evidence.kind == "correction":
                together = [quote, together[-1]][-max(room, 1) :]
            else:
                together = [] if said else together[:1]
        said += [each for each in together if each not in said]
    return said[:limit]


def _together(quote: Quote, quotes: Sequence[Quote]) -> list[Quote]:
    """A quote and what must be said with it: the sentence that doubts it, or the one that it doubts;
    where a correction repeats in it what was wrong, those behind it that say so.
    """
    language = quote.evidence.language
    own = [other for other in quotes if other.evidence.article_id == quote.evidence.article_id]
    own.sort(key=lambda other: other.start)
    place = own.index(quote)
    if quote.evidence.kind == "correction":
        right = put_right([other.text for other in own], place, language)
        return [quote] if right is None else own[place : right + 1]
    before, after = own[max(place - 1, 0) : place], own[place + 1 : place + 2]
    return [
        *(one for one in before if doubts(quote.text, language) and _stands_before(one, quote)),
        quote,
        *(one for one in after if doubts(one.text, language) and _stands_before(quote, one)),
    ]


def _stands_before(one: Quote, other: Quote) -> bool:
    """Whether nothing stands between two quotes of an article."""
    return 0 < other.start - one.end <= SENTENCE_GAP
