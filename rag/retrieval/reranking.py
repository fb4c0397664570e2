"""An optional second look: a cross-encoder reads question and passage together.

Any CrossEncoder of sentence-transformers will do (`NEWS_RERANKER`); none comes with the project,
and none is used by default. It orders the first passages of the ranking anew. Its scores have no
fixed scale, so what counts is by how many standard deviations a passage stands out among those it
read; time, story and period count on beside it.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from time import monotonic
from typing import TYPE_CHECKING

import numpy as np

from rag.embedding.loading import load_named
from rag.settings import Settings

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

    from rag.question.query import Query
    from rag.retrieval.candidates import Candidate

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
            seconds: For one question, looked at after each batch.
        """
        self._model = model
        self._seconds = seconds

    def rerank(
        self,
        query: Query,
        found: Sequence[Candidate],
        order: Sequence[int],
        values: Sequence[dict[str, float]],
        scores: list[float],
    ) -> None:
        """Add to the scores of the first passages, in place; nothing changes when time runs out.

        Args:
            order: Places in ``found``, best first.
            values: The signals of each, which get ``reranker``: the model's own score.
            scores: Of each.
        """
        read = list(order[:READ])
        if len(read) < 2:
            return
        texts = {i: f"{found[i].article.title}\n{found[i].stored.passage.text}" for i in read}
        deadline = monotonic() + self._seconds
        judged: dict[int, float] = {}
        shortest_first = sorted(read, key=lambda i: len(texts[i]))
        for first in range(0, len(read), _BATCH):
            batch = shortest_first[first : first + _BATCH]
            pairs = [(query.standalone, texts[i]) for i in batch]
            judged |= zip(batch, self._scores(pairs), strict=True)
            if monotonic() > deadline and len(judged) < len(read):
                _LOG.info("the reranker read %d of %d passages in time", len(judged), len(read))
                return
        read_scores = np.array(list(judged.values()))
        deviations = (read_scores - read_scores.mean()) / max(float(read_scores.std()), 1e-9)
        for (i, score), deviation in zip(judged.items(), deviations.tolist(), strict=True):
            values[i]["reranker"] = score
            scores[i] += _WEIGHT * deviation

    def _scores(self, pairs: list[tuple[str, str]]) -> list[float]:
        scores = self._model.predict(pairs, batch_size=_BATCH, show_progress_bar=False)
        return [
            float(score) for score in np.asarray(scores, np.float32).reshape(len(pairs), -1)[:, 0]
        ]


def load_reranker(settings: Settings) -> Reranker | None:
    """The reranker that the settings name; None where they name none.

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
