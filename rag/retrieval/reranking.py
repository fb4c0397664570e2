"""Offers an optional second look: a cross-encoder reads question and passage together.

Any CrossEncoder of sentence-transformers will do (`NEWS_RERANKER`); none comes with the project,
and none is used by default. It reorders the first passages of the ranking. Its scores have no fixed
scale, so a passage gains by how many standard deviations its score is above the mean of those read;
that is added to the score of the ranking, so time, story and period still count.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

import numpy as np

from rag.embedding.loading import load_named
from rag.retrieval.scoring import in_order
from rag.settings import Settings

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

    from rag.question.query import Query
    from rag.retrieval.scoring import Scored

_LOG = logging.getLogger(__name__)

READ = 24
"""Passages read for one question."""

_BATCH = 8
_WEIGHT = 2.0


class Reranker:
    """Reads the first passages of a ranking with a cross-encoder; safe to share between threads."""

    def __init__(self, model: CrossEncoder, seconds: float) -> None:
        """Rerank with a model.

        Args:
            seconds: Time for one question, checked after each batch.
        """
        self._model = model
        self._seconds = seconds

    def rerank(self, query: Query, ranked: Sequence[Scored]) -> list[Scored]:
        """Reorder a ranking, best first: the model's score of its first passages is added to their
        scores and signals. If time runs out, the ranking stays as it was.
        """
        read = ranked[:READ]
        if len(read) < 2:
            return list(ranked)
        articles = [item.candidate.article for item in read]
        passages = [item.candidate.stored.passage for item in read]
        texts = [f"{a.title}\n{p.text}" for a, p in zip(articles, passages, strict=True)]
        deadline = monotonic() + self._seconds
        judged = np.zeros(len(read))
        shortest_first = sorted(range(len(read)), key=lambda i: len(texts[i]))
        for first in range(0, len(read), _BATCH):
            batch = shortest_first[first : first + _BATCH]
            judged[batch] = self._scores([(query.standalone, texts[i]) for i in batch])
            if monotonic() > deadline and first + _BATCH < len(read):
                _LOG.info("the reranker read %d of %d passages in time", first + _BATCH, len(read))
                return list(ranked)
        deviations = (judged - judged.mean()) / max(float(judged.std()), 1e-9)
        reread = [
            replace(
                item,
                score=item.score + _WEIGHT * deviation,
                signals={**item.signals, "reranker": score},
            )
            for item, score, deviation in zip(
                read, judged.tolist(), deviations.tolist(), strict=True
            )
        ]
        return in_order([*reread, *ranked[READ:]])

    def _scores(self, pairs: list[tuple[str, str]]) -> list[float]:
        scores = self._model.predict(pairs, batch_size=_BATCH, show_progress_bar=False)
        return [
            float(score) for score in np.asarray(scores, np.float32).reshape(len(pairs), -1)[:, 0]
        ]


def load_reranker(settings: Settings) -> Reranker | None:
    """Load the reranker that the settings name; None if they name none.

    Raises:
        ModelError: It cannot be found or loaded.
    """
    if settings.reranker is None:
        return None
    from sentence_transformers import CrossEncoder

    model = load_named(
        CrossEncoder,
        settings.reranker,
        f"reranker {settings.reranker!r}",
        "Set NEWS_RERANKER to a folder or name of a sentence-transformers CrossEncoder, or unset it.",
    )
    return Reranker(model, settings.reranker_seconds)
