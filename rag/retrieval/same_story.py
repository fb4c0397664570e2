"""Which of the articles that were found tell the story of those that an answer cites."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from rag.retrieval.candidates import find
from rag.retrieval.stories import ALSO_FOUND

if TYPE_CHECKING:
    from rag.corpus.corpus import Corpus
    from rag.embedding.model import Embedder
    from rag.question.query import Query


def of_same_story(
    corpus: Corpus, embedder: Embedder, query: Query, cited: Collection[str]
) -> frozenset[str]:
    """Ids of the articles found for a question that tell the story of cited ones, those among them.

    Args:
        cited: Ids of the articles that the answer cites.
    """
    vectors = embedder.encode_question(query.question, query.context, query.language)
    with corpus.reading():
        found = find(corpus, query, vectors, embedder.fingerprint)
    told = [candidate.centred for candidate in found if candidate.article.id in cited]
    return frozenset(
        candidate.article.id
        for candidate in found
        if any(float(candidate.centred @ other) >= ALSO_FOUND for other in told)
    )
