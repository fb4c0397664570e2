"""Which sentences give a reason, for questions that ask why.

What answers "why" seldom shares more words with the question than what merely reports the event. But
how a reason is told is alike in every language: its tokens are near to those of "because of that".
Nearer still is what only announces one ("The cause is known now."): the reason is the sentence behind
it. docs/retrieval.md has what that gains.
"""

from __future__ import annotations

from dataclasses import replace
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

_SAID = ("because of that", "the reason is", "the cause was", "due to")
# Of all sentences of the archives' stories the mean and the deviation of their likeness to these.
_MEAN, _DEVIATION = 0.17, 0.09
# What is as like as this, and at most so many characters long, may announce the reason that the next
# sentence gives; what is longer mostly gives one itself.
_ANNOUNCES = 0.3
_ANNOUNCEMENT = 75
# What one deviation counts, of the sentence itself and of an announcement right before it: where it is
# chosen what is said, and on top of that where it is chosen what leads.
_COUNTS, _ANNOUNCED = 0.4, 0.6
_LEADS, _ANNOUNCED_LEADS = 0.4, 1.2


def reasons_said(embedder: Embedder) -> list[QuestionTokens]:
    """The tokens of the ways in which a reason is told."""
    return [embedder.encode_question(words, "", "en").tokens for words in _SAID]


def with_reasons(
    quotes: Sequence[Quote], found: Sequence[Candidate], said: Sequence[QuestionTokens]
) -> list[Quote]:
    """The quotes of a question that asks why, best first, those that give a reason with a higher score.

    Only quotes of the best one's story count: other stories have reasons too.

    Args:
        found: The passages that they are from.
    """
    alike = {
        (candidate.article.id, start): float(value)
        for candidate in found
        for (start, _), value in zip(
            candidate.stored.passage.sentences,
            np.max([within_sentences(tokens, candidate.stored) for tokens in said], axis=0),
            strict=True,
        )
    }
    announcement = {
        place: alike[before]
        for before, place in pairwise(sorted(alike))
        if before[0] == place[0] and place[1] - before[1] <= _ANNOUNCEMENT
    }

    def with_reason(quote: Quote) -> Quote:
        if not quote.of_story:
            return quote
        place = quote.evidence.article_id, quote.start
        asks = quote.text.endswith(QUESTION_ENDS)
        own = 0.0 if asks else (alike[place] - _MEAN) / _DEVIATION
        announced = max(announcement.get(place, 0.0) - _ANNOUNCES, 0.0) / _DEVIATION
        return replace(
            quote,
            score=quote.score + _COUNTS * own + _ANNOUNCED * announced,
            leads=_LEADS * own + _ANNOUNCED_LEADS * announced,
        )

    return sorted(map(with_reason, quotes), key=best_first)
