"""Which sentences give a reason, for questions that ask why.

What answers "why" seldom shares more words with the question than what merely reports the event. But
how a reason is told is alike in every language: its tokens are near to those of "because of that".
Nearer still is what only announces one ("The cause is known now."): the reason is the sentence behind
it. What says that none is known is as near, but nearer to words for that. docs/retrieval.md has what
that gains.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from rag.question.asking import QUESTION_ENDS
from rag.retrieval.candidates import within_sentences
from rag.retrieval.quotes import best_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.embedding.interaction import QuestionTokens
    from rag.embedding.model import Embedder
    from rag.records import Quote
    from rag.retrieval.candidates import Candidate

_GIVEN = ("because of that", "the reason is", "the cause was", "due to")
_UNKNOWN = ("the cause is not yet known", "it is not clear why", "the reason is unknown")
# Of all sentences of the archives' stories the mean and the deviation of their likeness to the former.
_MEAN, _DEVIATION = 0.17, 0.09
# What is as like those as this speaks of a reason; if it is more like the latter, it gives none.
_SPEAKS_OF_REASON = 0.4
_GIVES_NONE = -1.0  # deviations
# What is as like as this, and at most so many characters long, may announce the reason that the next
# sentence gives; what is longer mostly gives one itself.
_ANNOUNCES = 0.3
_ANNOUNCEMENT = 75
# What one deviation counts, of the sentence itself and of an announcement right before it: where it is
# chosen what is said, and on top of that where it is chosen what leads.
_COUNTS, _ANNOUNCED = 0.4, 0.6
_LEADS, _ANNOUNCED_LEADS = 0.4, 1.2

_Place = tuple[str, int]
"""Where a sentence stands: the id of its article, and its first character there."""


@dataclass(frozen=True, slots=True)
class ReasonTokens:
    """The tokens of the ways in which a reason is told.

    Attributes:
        given: Of those that give one.
        unknown: Of those that say that none is known.
    """

    given: Sequence[QuestionTokens]
    unknown: Sequence[QuestionTokens]


def reason_tokens(embedder: Embedder) -> ReasonTokens:
    """Return the tokens of the ways in which a reason is told, as the model reads them."""

    def tokens(ways: Sequence[str]) -> list[QuestionTokens]:
        return [embedder.encode_question(words, "", "en").tokens for words in ways]

    return ReasonTokens(tokens(_GIVEN), tokens(_UNKNOWN))


def with_reasons(
    quotes: Sequence[Quote], found: Sequence[Candidate], told: ReasonTokens
) -> list[Quote]:
    """Return the quotes of a question that asks why, best first: those that give a reason with a higher
    score, those that say that none is known with a lower one.

    Only quotes of the best one's story count: other stories have reasons too.

    Args:
        found: The passages that they are from.
    """
    alike = _likeness(found, told.given)
    none_known = {
        place
        for place, value in _likeness(found, told.unknown).items()
        if value > alike[place] >= _SPEAKS_OF_REASON
    }
    announcement = {
        place: alike[before]
        for before, place in pairwise(sorted(alike))
        if before[0] == place[0]
        and place[1] - before[1] <= _ANNOUNCEMENT
        and before not in none_known
    }

    def own_worth(quote: Quote, place: _Place) -> float:
        if place in none_known:
            return _GIVES_NONE
        return 0.0 if quote.text.endswith(QUESTION_ENDS) else (alike[place] - _MEAN) / _DEVIATION

    def with_reason(quote: Quote) -> Quote:
        if not quote.of_story:
            return quote
        place = quote.evidence.article_id, quote.start
        own = own_worth(quote, place)
        announced = max(announcement.get(place, 0.0) - _ANNOUNCES, 0.0) / _DEVIATION
        return replace(
            quote,
            score=quote.score + _COUNTS * own + _ANNOUNCED * announced,
            leads=_LEADS * own + _ANNOUNCED_LEADS * announced,
        )

    return sorted(map(with_reason, quotes), key=best_first)


def _likeness(found: Sequence[Candidate], ways: Sequence[QuestionTokens]) -> dict[_Place, float]:
    """Return how like each sentence of some passages is to the nearest of some ways to say a thing."""
    return {
        (candidate.article.id, start): float(value)
        for candidate in found
        for (start, _), value in zip(
            candidate.stored.passage.sentences,
            np.max([within_sentences(tokens, candidate.stored) for tokens in ways], axis=0),
            strict=True,
        )
    }
