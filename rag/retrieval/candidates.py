"""What may answer: the passages nearest by vector and those that share words, with their signals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rag.embedding.interaction import similarities
from rag.embedding.means import language_means

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from rag.corpus.articles import StoredPassage
    from rag.corpus.corpus import Corpus
    from rag.embedding.model import QuestionVectors
    from rag.question.query import Query
    from rag.records import Article

    Values = npt.NDArray[np.float32]

BY_VECTOR = 60
BY_WORDS = 30


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may answer, with its article and how it compares to the question.

    Attributes:
        centred: shape (d,); the passage's vector, its language taken out, of length 1.
        dense: Cosine of the pooled vectors, their languages taken out.
        interaction: Weighted mean over the question's tokens of the best cosine in the passage.
        sentences: shape (number of sentences,); the same within each sentence.
        words: BM25 where article and question share their language, else 0.
    """

    stored: StoredPassage
    article: Article
    centred: Values
    dense: float
    interaction: float
    sentences: Values
    words: float


def find(
    corpus: Corpus, query: Query, vectors: QuestionVectors, fingerprint: str
) -> list[Candidate]:
    """The candidates for a question, in no order."""
    with corpus.reading():
        allowed = corpus.table().allowed(query.filters)
        near, _ = corpus.dense(vectors.pooled, BY_VECTOR, allowed)
        shared, scores = corpus.lexical(query.standalone, BY_WORDS, allowed)
        words = dict(zip(shared.tolist(), scores.tolist(), strict=True))
        stored = corpus.passages([*{*near.tolist(), *words}])
        owners = corpus.articles_by_key({passage.article_key for passage in stored.values()})
    if not stored:
        return []
    passages = [stored[key] for key in sorted(stored)]  # one order, whatever was found first
    of_each = [owners[passage.article_key] for passage in passages]
    centred = language_means(fingerprint).centre_each(
        np.stack([passage.vectors.passage for passage in passages]),
        [article.language for article in of_each],
        "passage",
    )
    return [
        Candidate(
            passage,
            article,
            vector,
            float(cosine),
            whole,
            sentences,
            words.get(passage.key, 0.0) if article.language == query.language else 0.0,
        )
        for passage, article, vector, cosine, (whole, sentences) in zip(
            passages,
            of_each,
            centred,
            centred @ vectors.pooled,
            interactions(vectors, passages),
            strict=True,
        )
    ]


def interactions(
    vectors: QuestionVectors, stored: Sequence[StoredPassage]
) -> list[tuple[float, Values]]:
    """MaxSim of a question with each passage and with each of its sentences, shape (s,)."""
    tokens = [passage.vectors.tokens for passage in stored]
    first = np.cumsum([0, *map(len, tokens)])
    cosines = similarities(vectors.tokens, np.concatenate(tokens))
    # A span that ends behind the last token begins another there: a column of nothing for it.
    cosines = np.concatenate([cosines, np.full((len(cosines), 1), -1, np.float32)], axis=1)
    wholes = np.maximum.reduceat(cosines, first[:-1], axis=1).sum(axis=0)
    wholes[np.diff(first) == 0] = -1
    own = [item.vectors.sentences + start for item, start in zip(stored, first, strict=False)]
    spans = np.concatenate(own)
    best = np.maximum.reduceat(cosines, spans.reshape(-1), axis=1)[:, ::2].sum(axis=0)
    best[spans[:, 0] == spans[:, 1]] = -1
    of_each = np.split(best, np.cumsum([len(part) for part in own])[:-1])
    return list(zip(wholes.tolist(), of_each, strict=True))
