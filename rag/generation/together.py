"""Keeps together what is not said alone: a sentence that leans on the one before it, one that the
next one doubts, and one that a correction puts right.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.generation.doubts import doubts
from rag.generation.leaning import leans_back
from rag.records import SENTENCE_GAP, Quote
from rag.retrieval.corrections.putting_right import put_right

_LEANS_ON = 2  # how many sentences a sentence may lean on


def with_what_belongs_to_it(
    chosen: Sequence[Quote], quotes: Sequence[Quote], limit: int
) -> list[Quote]:
    """Return the chosen quotes, each with what must be said with it, at most ``limit`` in all.

    A sentence of a correction that repeats what was wrong is followed by the text up to what is
    right; if there is no room for that, by what is right alone, and if only one quote may be said,
    that is what is right. A sentence that a correction takes back is followed by what is right, or
    gives way to it for want of room; it is left out if what is right is said already. A sentence
    that is not confirmed is said with the one that says so; for want of room both are left out,
    unless nothing else is said.

    Args:
        quotes: All quotes that may be said.
    """
    said: list[Quote] = []
    for quote in chosen:
        if quote in said:
            continue
        wanted = said_with(quote, quotes)
        if quote.corrected_at and wanted[-1] in said:
            continue
        together = [each for each in wanted if each not in said]
        room = limit - len(said)
        if len(together) > max(room, 1):
            if quote.evidence.kind == "correction" or quote.corrected_at:
                together = [quote, together[-1]][-max(room, 1) :]
            else:
                together = [] if said else _most_of(together, max(room, 1))
        said += [each for each in together if each not in said]
    return said[:limit]


def _most_of(together: Sequence[Quote], room: int) -> list[Quote]:
    """Return the last quotes of a group for which there is room, without those that doubt another."""
    return [q for q in together if not doubts(q.text, q.evidence.language)][-room:]


def said_with(quote: Quote, quotes: Sequence[Quote]) -> list[Quote]:
    """Return a quote with what must be said with it, in order.

    That is the sentence that doubts it, or the sentences that it leans on or doubts; if it is of a
    correction and repeats what was wrong, the sentences up to what is right; if a correction takes
    back what it says, the sentence that puts it right.

    Args:
        quotes: All quotes that may be said.
    """
    if quote.corrected_at:
        return _with_what_is_right(quote, quotes)
    language = quote.evidence.language
    article_quotes = [
        other for other in quotes if other.evidence.article_id == quote.evidence.article_id
    ]
    article_quotes.sort(key=lambda other: other.start)
    place = article_quotes.index(quote)
    if quote.evidence.kind == "correction":
        right = put_right([other.text for other in article_quotes], place, language)
        return [quote] if right is None else article_quotes[place : right + 1]
    first = [
        each
        for before in _leaned_on(article_quotes, place)
        for each in _with_what_is_right(before, quotes)
    ]
    after = article_quotes[place + 1 : place + 2]
    is_doubted = after and doubts(after[0].text, language) and stands_before(quote, after[0])
    return [*first, quote, *(after if is_doubted else ())]


def _with_what_is_right(quote: Quote, quotes: Sequence[Quote]) -> list[Quote]:
    """Return a quote and, if a correction takes back what it says, what the correction says
    instead.
    """
    where = quote.corrected_at
    return [quote, *(other for other in quotes if where and is_at(other, *where))]


def _leaned_on(article_quotes: Sequence[Quote], place: int) -> list[Quote]:
    """Return the sentences that a quote leans on, which must be said before it.

    Args:
        article_quotes: The quotes of its article, in their order there.
        place: The index of the quote among them.
    """
    first = place
    while (
        place - first < _LEANS_ON
        and first
        and leans_on(article_quotes[first], article_quotes[first - 1])
    ):
        first -= 1
    return list(article_quotes[first:place])


def leans_on(quote: Quote, other: Quote) -> bool:
    """Tell whether a quote leans on another, which stands right before it."""
    language = quote.evidence.language
    return (
        quote.evidence.article_id == other.evidence.article_id
        and stands_before(other, quote)
        and (leans_back(quote.text, language) or doubts(quote.text, language))
    )


def is_at(quote: Quote, article: str, start: int, end: int) -> bool:
    """Tell whether a quote overlaps ``article[start:end]``."""
    return quote.evidence.article_id == article and quote.start < end and start < quote.end


def stands_before(one: Quote, other: Quote) -> bool:
    """Tell whether one quote stands right before another of the same article."""
    return 0 < other.start - one.end <= SENTENCE_GAP
