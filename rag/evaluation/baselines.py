"""Plain ways to search the same passages, which the product must beat.

dense: cosine of the model's own vectors, its language left in. bm25: the word index alone.
fusion: reciprocal rank fusion of the two, k = 60 (Cormack, Clarke and Buettcher, SIGIR 2009).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from rag.corpus.indexes import parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from rag.corpus.corpus import Corpus
    from rag.corpus.table import Filters
    from rag.embedding.model import Embedder

BASELINES = ("dense", "bm25", "fusion")

_RRF_K = 60
_DEPTH = 100


class Baselines:
    """Searches one corpus in the plain ways, with the same filters as the product."""

    def __init__(self, corpus: Corpus, embedder: Embedder) -> None:
        self._corpus = corpus
        self._embedder = embedder
        self._table = corpus.table()
        self._ids = corpus.ids()
        self._vectors = np.zeros((len(self._table.keys), embedder.dimension), np.float32)
        for part in parts(self._table.keys.tolist()):
            for key, stored in corpus.passages(part).items():
                self._vectors[self._table.row_of[key]] = stored.vectors.passage

    def search(self, text: str, filters: Filters) -> dict[str, list[str]]:
        """Return, by baseline, the articles of the first 100 passages, each once, best first."""
        allowed = self._table.allowed(filters)
        dense = self._dense(self._embedder.encode_query(text), allowed)
        words, _ = self._corpus.lexical(text, _DEPTH, allowed)
        rankings = {"dense": dense, "bm25": words.tolist()}
        rankings["fusion"] = fuse(rankings.values())
        return {name: self._owners(rankings[name][:_DEPTH]) for name in BASELINES}

    def _dense(
        self, vector: npt.NDArray[np.float32], allowed: npt.NDArray[np.bool_] | None
    ) -> list[int]:
        scores = self._vectors @ vector
        if allowed is not None:
            scores = np.where(allowed[self._table.article], scores, -np.inf)
        best = np.argsort(-scores, kind="stable")[:_DEPTH]
        return [int(key) for key in self._table.keys[best[np.isfinite(scores[best])]]]

    def _owners(self, keys: Sequence[int]) -> list[str]:
        rows = self._table.rows(np.array(keys, np.int64))
        owners = self._table.article_keys[self._table.article[rows]].tolist()
        return [self._ids[key] for key in dict.fromkeys(owners)]


def fuse(rankings: Iterable[Sequence[int]]) -> list[int]:
    """Fuse rankings of keys by the sum of 1 / (60 + rank) over them, best first."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, key in enumerate(ranking, start=1):
            scores[key] = scores.get(key, 0.0) + 1 / (_RRF_K + rank)
    return sorted(scores, key=lambda key: -scores[key])
