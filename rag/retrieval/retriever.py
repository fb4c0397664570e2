"""From a question to the passages and the sentences that answer it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rag.embedding.means import language_means
from rag.records import Evidence, Quote

if TYPE_CHECKING:
    from rag.corpus.corpus import Corpus
    from rag.embedding.model import Embedder
    from rag.question.query import Query

CANDIDATES = 50


@dataclass(frozen=True, slots=True)
class Ranking:
    """What was found for one question.

    Attributes:
        evidence: Passages, best first.
        quotes: Sentences of them, best first.
        answers: Whether the archive answers the question.
    """

    evidence: tuple[Evidence, ...]
    quotes: tuple[Quote, ...]
    answers: bool


class Retriever:
    """Searches one corpus; safe to share between threads."""

    def __init__(self, corpus: Corpus, embedder: Embedder) -> None:
        self._corpus = corpus
        self._embedder = embedder
        self._means = language_means(embedder.fingerprint)

    def search(self, query: Query, limit: int) -> Ranking:
        """The passages and sentences that answer a question best."""
        vector = self._embedder.encode_query(query.standalone)
        centred = self._means.centre(vector, query.language, "query")
        allowed = self._corpus.table().allowed(query.filters)
        keys, cosines = self._corpus.dense(centred, CANDIDATES, allowed)
        stored = self._corpus.passages(keys[:limit].tolist())
        owners = self._corpus.articles_by_key({p.article_key for p in stored.values()})
        evidence, quotes = [], []
        for key, cosine in zip(keys[:limit].tolist(), cosines.tolist(), strict=False):
            found = stored[key]
            owner = owners[found.article_key]
            passage = found.passage
            item = Evidence(
                article_id=owner.id,
                start=passage.start,
                end=passage.end,
                text=passage.text,
                score=cosine,
                title=owner.title,
                source=owner.source,
                url=owner.url,
                published_at=owner.published_at,
                language=owner.language,
                kind=owner.kind,
                sentences=passage.sentences,
                signals={"dense": cosine},
            )
            evidence.append(item)
            sentences = self._means.centre(found.sentence_vectors, owner.language, "sentence")
            scores = sentences @ centred + cosine / 2
            for (start, end), score in zip(passage.sentences, scores.tolist(), strict=True):
                text = owner.body[start:end]
                quotes.append(Quote(item, start, end, text, score))
        quotes.sort(key=lambda quote: -quote.score)
        answers = bool(len(cosines)) and float(np.max(cosines)) > 0.4
        return Ranking(tuple(evidence), tuple(quotes), answers)
