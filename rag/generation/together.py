"""What is not said alone: what leans on the sentence before it, is doubted by the one behind it, or is
put right by a correction.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.generation.doubts import doubts
from rag.generation.leaning import leans_back
from rag.records import SENTENCE_GAP, Quote
from rag.retrieval.corrections.putting_right import put_right

_LEANS_ON = 2  # sentences before one that leans on them, at most


def with_what_belongs_to_it(
    chosen: Sequence[Quote], quotes: Sequence[Quote], limit: int
) -> list[Quote]:
    """The chosen quotes, ``limit`` at most; one in which a correction repeats what was wrong is
    followed by the text up to what is right, or by that alone, or left out where only one may be
    said. What a correction takes back is followed by what is right, or that is said alone; it is left
    out where that is said already. What is not confirmed is said with the sentence that says so, or
    left out for want of room.

    Args:
        quotes: All that may be said.
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
    """The last of what must be said together for which there is room, without what doubts it."""
    return [q for q in together if not doubts(q.text, q.evidence.language)][-room:]


def said_with(quote: Quote, quotes: Sequence[Quote]) -> list[Quote]:
    """A quote and what must be said with it: the sentence that doubts it, or the one that it doubts;
    where a correction repeats in it what was wrong, those behind it that say so; where one takes back
    what it says, what is right.
    """
    if quote.corrected_at:
        return _with_what_is_right(quote, quotes)
    language = quote.evidence.language
    own = [other for other in quotes if other.evidence.article_id == quote.evidence.article_id]
    own.sort(key=lambda other: other.start)
    place = own.index(quote)
    if quote.evidence.kind == "correction":
        right = put_right([other.text for other in own], place, language)
        return [quote] if right is None else own[place : right + 1]
    first = [each for one in _leaned_on(own, place) for each in _with_what_is_right(one, quotes)]
    after = own[place + 1 : place + 2]
    is_doubted = after and doubts(after[0].text, language) and stands_before(quote, after[0])
    return [*first, quote, *(after if is_doubted else ())]


def _with_what_is_right(quote: Quote, quotes: Sequence[Quote]) -> list[Quote]:
    """A quote and, where a correction takes back what it says, what that says instead."""
    where = quote.corrected_at
    return [quote, *(other for other in quotes if where and is_at(other, *where))]


def _leaned_on(own: Sequence[Quote], place: int) -> list[Quote]:
    """What must be said before a quote: the sentences that it leans on.

    Args:
        own: The quotes of its article, in their order.
    """
    first = place
    while place - first < _LEANS_ON and first and leans_on(own[first], own[first - 1]):
        first -= 1
    return list(own[first:place])


def leans_on(quote: Quote, other: Quote) -> bool:
    """Whether a quote leans on another, which stands right before it."""
    language = quote.evidence.language
    return (
        quote.evidence.article_id == other.evidence.article_id
        and stands_before(other, quote)
        and (leans_back(quote.text, language) or doubts(quote.text, language))
    )


def is_at(quote: Quote, article: str, start: int, end: int) -> bool:
    """Whether a quote is of a part of an article."""
    return quote.evidence.article_id == article and quote.start < end and start < quote.end


def stands_before(one: Quote, other: Quote) -> bool:
    """Whether nothing stands between two quotes of an article."""
    return 0 < other.start - one.end <= SENTENCE_GAP
