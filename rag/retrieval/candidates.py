"""What may answer: the passages nearest by vector and those that share words, with their signals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rag.embedding.interaction import similarities
from rag.embedding.means import language_means

if TYPE_CHECKING:
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
    allowed = corpus.table().allowed(query.filters)
    near, _ = corpus.dense(vectors.pooled, BY_VECTOR, allowed)
    shared, scores = corpus.lexical(query.standalone, BY_WORDS, allowed)
    words = dict(zip(shared.tolist(), scores.tolist(), strict=True))
    stored = corpus.passages([*{*near.tolist(), *words}])
    owners = corpus.articles_by_key({passage.article_key for passage in stored.values()})
    found = []
    means = language_means(fingerprint)
    for key in sorted(stored):  # one order, whatever the two searches returned first
        passage = stored[key]
        article = owners[passage.article_key]
        centred = means.centre(passage.vectors.passage, article.language, "passage")
        whole, sentences = _interaction(vectors, passage)
        same = article.language == query.language
        found.append(
            Candidate(
                passage,
                article,
                centred,
                float(centred @ vectors.pooled),
                whole,
                sentences,
                words.get(key, 0.0) if same else 0.0,
            )
        )
    return found


def _interaction(vectors: QuestionVectors, stored: StoredPassage) -> tuple[float, Values]:
    """MaxSim of a question with a passage and with each of its sentences, shape (s,)."""
    tokens = stored.vectors.tokens
    if not len(tokens):
        return -1.0, np.full(len(stored.passage.sentences), -1, np.float32)
    # One column more, so that a sentence may end behind the last token.
    cosines = np.pad(similarities(vectors.tokens, tokens), ((0, 0), (0, 1)), constant_values=-1)
    bounds = stored.vectors.sentences.reshape(-1)
    best = np.maximum.reduceat(cosines, bounds, axis=1)[:, ::2].sum(axis=0)
    read = stored.vectors.sentences[:, 1] > stored.vectors.sentences[:, 0]
    return float(cosines.max(axis=1).sum()), np.where(read, best, -1).astype(np.float32)
