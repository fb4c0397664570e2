"""Articles with made vectors: a corpus is tested without a model."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
import pytest

from rag.corpus.articles import NewArticle, NewPassage
from rag.embedding.interaction import WIDTH
from rag.embedding.means import unit
from rag.embedding.model import PassageVectors
from rag.records import Article, Passage

DIMENSION = 384


def vector(seed: int) -> np.ndarray:
    """A vector of length 1, shape (DIMENSION,), the same for the same seed."""
    return unit(np.random.default_rng(seed).standard_normal(DIMENSION).astype(np.float32))


def new_article(article_id: str, *texts: str, **fields: object) -> NewArticle:
    """An article whose passages are the texts, one sentence each."""
    body = "\n\n".join(texts)
    passages, start = [], 0
    for text in texts:
        end = start + len(text)
        passage = Passage(article_id, start, end, text, ((start, end),))
        digest = hashlib.sha256(f"{article_id} {text}".encode()).digest()
        vectors = PassageVectors(
            vector(int.from_bytes(digest[:4])),
            np.full((3, WIDTH), 7, np.int8),
            np.array([[0, 3]], np.int32),
        )
        passages.append(NewPassage(passage, digest, vectors))
        start = end + 2
    article = Article(
        id=article_id,
        title=str(fields.pop("title", "")),
        body=body,
        **{"language": "en", **fields},  # type: ignore[arg-type]
    )
    return NewArticle(article, hashlib.sha256(body.encode()).hexdigest(), tuple(passages))


def lose_vectors(folder: Path) -> None:
    """Have Chroma's index of a closed corpus name vectors that it does not hold."""
    with closing(sqlite3.connect(folder / "chroma" / "chroma.sqlite3")) as connection, connection:
        assert connection.execute("DELETE FROM embeddings_queue").rowcount > 0


@contextmanager
def allow_bytes(limit: int) -> Iterator[None]:
    """No file of this process may grow beyond so many bytes, as on a disk that is full."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
