"""In which order chosen quotes are told."""

from __future__ import annotations

from collections.abc import Sequence

from rag.figures import figures
from rag.generation.together import is_at, leans_on, said_with
from rag.question.conversation import last_answer
from rag.question.query import Query
from rag.records import Quote

_NAMES_FIGURE = 1.0  # what names a figure leads before what does not, where one is asked for
# In a follow-up, what was told in the answer before leads only where it is better by more.
_TOLD_BEFORE = 1.0
_LED_BEFORE = 1.0  # and more for what it began with


def in_telling_order(
    query: Query, chosen: Sequence[Quote], said: Sequence[Quote], quotes: Sequence[Quote]
) -> list[Quote]:
    """What is said, what answers best in front; an article's other quotes in their order in it, what a
    correction says is right behind what was wrong, and behind all what was told before and nothing
    leans on.

    Args:
        chosen: The quotes that answer, best first.
        said: These with what must be said with them.
        quotes: All that may be said.
    """
    told = last_answer(query)
    leading: list[Quote] = []
    waiting = [each for one in _leading(query, chosen, told) for each in said_with(one, quotes)]
    while waiting:
        quote = waiting.pop(0)
        if quote in said and quote not in leading:
            leading.append(quote)
            waiting = [*(other for other in said if leans_on(other, quote)), *waiting]
    spoken = [*dict.fromkeys(quote.evidence.article_id for quote in (*leading, *said))]
    others = [quote for quote in said if quote not in leading]
    taken_back = [quote for quote in said if quote.corrected_at]

    def place(quote: Quote) -> tuple[int, int, bool]:
        wrong = next(
            (q for q in taken_back if q.corrected_at and is_at(quote, *q.corrected_at)), quote
        )
        return spoken.index(wrong.evidence.article_id), wrong.start, wrong != quote

    others.sort(key=place)
    again = [q for q in others if q.text in told and not any(leans_on(o, q) for o in others)]
    return [*leading, *(quote for quote in others if quote not in again), *again]


def _leading(query: Query, chosen: Sequence[Quote], told: str) -> list[Quote]:
    """What leads: the best quote; behind one nearly as good, if that gives the reason or the figure that
    is asked for, or was not told in the answer before.

    Args:
        told: The answer before.
    """

    def worth(quote: Quote) -> float:
        score = quote.score if quote is not chosen[0] else max(each.score for each in chosen)
        if query.asks_for_count and figures(quote.text, quote.evidence.language):
            score += _NAMES_FIGURE
        at = told.find(quote.text) if told else -1
        told_before = (_TOLD_BEFORE if at >= 0 else 0.0) + (_LED_BEFORE if at == 0 else 0.0)
        return score + quote.leads - told_before

    return [*sorted(chosen, key=worth, reverse=True)[:1], *chosen[:1]]
