"""Candidates as they may be found: ranking is tested without a corpus or a model."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ingest.splitting import sentences
from rag.corpus.articles import StoredPassage
from rag.embedding.interaction import WIDTH
from rag.embedding.model import PassageVectors
from rag.records import Article, Passage
from rag.retrieval.candidates import Candidate, is_correction
from tests.rag.corpus.made import vector


def candidate(
    key: int,
    published_at: str | None = None,
    text: str = "The bridge was closed.",
    *,
    copies: int | None = None,
    interaction: float = 0.8,
    dense: float = 0.6,
    **fields: str,
) -> Candidate:
    """The only passage of the article ``a{key}``, one sentence; all are of one story.

    Args:
        copies: Key of the article of which it is a copy.
        interaction, dense: How near it is to the question.
    """
    article = Article(f"a{key}", "", text, published_at, language="en")
    article = replace(article, **fields)  # type: ignore[arg-type]
    report = key if copies is None else copies
    if report != key:
        article = replace(article, duplicate_of=f"a{report}")
    passage = Passage(article.id, 0, len(text), text, ((0, len(text)),))
    vectors = PassageVectors(vector(1), np.zeros((0, WIDTH), np.int8), np.zeros((1, 2), np.int32))
    return Candidate(
        StoredPassage(key, key, passage, vectors),
        article,
        report,
        vector(1),
        dense,
        interaction,
        np.array([interaction], np.float32),
        words=0.0,
        of_correction=tuple(sentences(text, article.language)) if is_correction(article) else (),
    )
