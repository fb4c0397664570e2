"""Puts the chosen quotes in the order in which they are told."""

from __future__ import annotations

from collections.abc import Sequence

from rag.figures import figures
from rag.generation.together import is_at, leans_on, said_with
from rag.question.conversation import last_answer
from rag.question.query import Query
from rag.records import Quote

# What the sentence that an article begins with loses: it is like the question because it says what
# the article is about. But it is mostly what answers "what happened in May?".
_BEGINS = 0.5
_NAMES_FIGURE = 1.0  # what a quote with a figure gains when a figure is asked for
# What a quote loses in a follow-up if the previous answer told it already.
_TOLD_BEFORE = 1.0
_LED_BEFORE = 1.0  # and so much more if that answer began with it


def in_telling_order(
    query: Query, chosen: Sequence[Quote], said: Sequence[Quote], quotes: Sequence[Quote]
) -> list[Quote]:
    """Put what is said in order: the best answer first; then the other quotes, those of one article
    in their order there, what a correction says is right behind what was wrong; and last, what the
    previous answer told already, unless another quote leans on it.

    Args:
        chosen: The quotes that answer, best first.
        said: These, with what must be said with them.
        quotes: All quotes that may be said.
    """
    answer_before = last_answer(query.history)
    leading: list[Quote] = []
    waiting = [
        each
        for first in _leading(query, chosen, answer_before)
        for each in said_with(first, quotes)
    ]
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
    repeated = [
        q for q in others if q.text in answer_before and not any(leans_on(o, q) for o in others)
    ]
    return [*leading, *(quote for quote in others if quote not in repeated), *repeated]


def _leading(query: Query, chosen: Sequence[Quote], answer_before: str) -> list[Quote]:
    """Return the quote that leads, and the best one behind it if that is another. A quote nearly as
    good as the best leads if it gives the reason or the figure that is asked for, or if the best
    one is the beginning of its article or was told by the previous answer.

    Args:
        answer_before: The text of the previous answer.
    """
    best = max((quote.score for quote in chosen), default=0.0)

    def worth(quote: Quote) -> float:
        is_first = quote is chosen[0]
        is_latest_figure = is_first and quote.score < best
        score = best if is_first else quote.score
        if query.asks_for_count and figures(quote.text, quote.evidence.language):
            score += _NAMES_FIGURE
        if quote.start == 0 and not is_latest_figure and not query.time.has_period:
            score -= _BEGINS
        at = answer_before.find(quote.text) if answer_before else -1
        told_before = (_TOLD_BEFORE if at >= 0 else 0.0) + (_LED_BEFORE if at == 0 else 0.0)
        return score + quote.leads - told_before

    return [*sorted(chosen, key=worth, reverse=True)[:1], *chosen[:1]]
