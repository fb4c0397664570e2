"""Which sentences give a reason, for questions that ask why.

What answers "why" seldom shares more words with the question than what merely reports the event. But
how a reason is told is alike in every language: its tokens are near to those of "because of that".
docs/retrieval.md has what that gains.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from rag.retrieval.candidates import within_sentences
from rag.retrieval.quotes import best_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.embedding.interaction import QuestionTokens
    from rag.embedding.model import Embedder
    from rag.records import Quote
    from rag.retrieval.candidates import Candidate

_SAID = ("because of that", "the reason is", "the cause was", "due to")
# Of all sentences of the archives' stories the mean and the deviation of their likeness to these, and
# what one deviation counts.
_MEAN, _DEVIATION = 0.17, 0.09
_COUNTS = 0.4


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
    likeness = {
        (candidate.article.id, start): value
        for candidate in found
        for (start, _), value in zip(
            candidate.stored.passage.sentences,
            np.max([within_sentences(tokens, candidate.stored) for tokens in said], axis=0),
            strict=True,
        )
    }

    def counts(quote: Quote) -> float:
        alike = float(likeness[quote.evidence.article_id, quote.start])
        return _COUNTS * (alike - _MEAN) / _DEVIATION if quote.of_story else 0.0

    return sorted(
        (replace(quote, score=quote.score + counts(quote)) for quote in quotes), key=best_first
    )
