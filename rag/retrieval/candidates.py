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
    allowed = corpus.table().allowed(query.filters)
    near, _ = corpus.dense(vectors.pooled, BY_VECTOR, allowed)
    shared, scores = corpus.lexical(query.standalone, BY_WORDS, allowed)
    words = dict(zip(shared.tolist(), scores.tolist(), strict=True))
    stored = corpus.passages([*{*near.tolist(), *words}])
    owners = corpus.articles_by_key({passage.article_key for passage in stored.values()})
    found = []
    means = language_means(fingerprint)
    keys = sorted(stored)  # one order, whatever the two searches returned first
    compared = _interactions(vectors, [stored[key] for key in keys])
    for key, (whole, sentences) in zip(keys, compared, strict=True):
        passage = stored[key]
        article = owners[passage.article_key]
        centred = means.centre(passage.vectors.passage, article.language, "passage")
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


def _interactions(
    vectors: QuestionVectors, stored: Sequence[StoredPassage]
) -> list[tuple[float, Values]]:
    """MaxSim of a question with each passage and with each of its sentences, shape (s,)."""
    if not stored:
        return []
    tokens = [passage.vectors.tokens for passage in stored]
    first = np.cumsum([0, *map(len, tokens)])
    cosines = similarities(vectors.tokens, np.concatenate(tokens))
    # A span that ends behind the last token begins another there: a column of nothing for it.
    cosines = np.concatenate([cosines, np.full((len(cosines), 1), -1, np.float32)], axis=1)
    found = []
    for passage, start, end in zip(stored, first[:-1], first[1:], strict=True):
        spans = passage.vectors.sentences
        if start == end:
            found.append((-1.0, np.full(len(spans), -1, np.float32)))
            continue
        whole = float(cosines[:, start:end].max(axis=1).sum())
        best = np.maximum.reduceat(cosines, (spans + start).reshape(-1), axis=1)[:, ::2].sum(axis=0)
        found.append((whole, np.where(spans[:, 1] > spans[:, 0], best, -1).astype(np.float32)))
    return found
