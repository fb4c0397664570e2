"""Finds the sentences that give a reason, for questions that ask why.

The answer to "why" seldom shares more words with the question than a sentence that merely reports
the event. But reasons are told alike in every language: their tokens are near to those of "because
of that". A sentence that only announces a reason is nearer still ("The cause is known now."): the
reason is the sentence behind it. A sentence that says that no reason is known is near too, but
nearer to words for that. docs/retrieval.md has what this gains.
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
# Mean and standard deviation of the likeness to _GIVEN, over all sentences of the archives' stories.
_MEAN, _DEVIATION = 0.17, 0.09
# From this likeness to _GIVEN on, a sentence speaks of a reason; if it is more like _UNKNOWN, it says
# that none is known.
_SPEAKS_OF_REASON = 0.4
_GIVES_NONE = -1.0  # deviations
# From this likeness on, a sentence of at most so many characters may announce the reason that the next
# one gives; a longer one mostly gives the reason itself.
_ANNOUNCES = 0.3
_ANNOUNCEMENT = 75
# What one standard deviation adds, of the sentence itself and of an announcement right before it: to
# its score, and on top of that when the sentence that leads the answer is chosen.
_COUNTS, _ANNOUNCED = 0.4, 0.6
_LEADS, _ANNOUNCED_LEADS = 0.4, 1.2

_Place = tuple[str, int]
"""Where a sentence stands: the id of its article, and its first character there."""


@dataclass(frozen=True, slots=True)
class ReasonTokens:
    """The tokens of the ways to tell a reason.

    Attributes:
        given: Of phrases that give a reason.
        unknown: Of phrases that say that none is known.
    """

    given: Sequence[QuestionTokens]
    unknown: Sequence[QuestionTokens]


def reason_tokens(embedder: Embedder) -> ReasonTokens:
    """Encode the ways to tell a reason with a model."""

    def tokens(ways: Sequence[str]) -> list[QuestionTokens]:
        return [embedder.encode_question(words, "", "en").tokens for words in ways]

    return ReasonTokens(tokens(_GIVEN), tokens(_UNKNOWN))


def with_reasons(
    quotes: Sequence[Quote], found: Sequence[Candidate], ways: ReasonTokens
) -> list[Quote]:
    """Return the quotes of a question that asks why, best first: a sentence that gives a reason
    scores higher, one that says that none is known scores lower.

    Only quotes of the best one's story are changed: other stories have reasons too.

    Args:
        found: The passages that the quotes are from.
        ways: The ways to tell a reason.
    """
    alike = _likeness(found, ways.given)
    none_known = {
        place
        for place, value in _likeness(found, ways.unknown).items()
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
    """Return how like each sentence of the passages is to the nearest of some ways to say a thing."""
    return {
        (candidate.article.id, start): float(value)
        for candidate in found
        for (start, _), value in zip(
            candidate.stored.passage.sentences,
            np.max([within_sentences(tokens, candidate.stored) for tokens in ways], axis=0),
            strict=True,
        )
    }
