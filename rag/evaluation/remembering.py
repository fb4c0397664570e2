"""An embedding model that computes each vector once.

The sets stay while the code around them changes. So a new corpus takes its vectors from the one
before, and a question that is asked of many pools is encoded once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rag.embedding.model import Embedder, PassageInput, PassageVectors, QuestionVectors

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from rag.corpus.corpus import Corpus


class RememberingEmbedder(Embedder):
    """Returns the vectors of another embedder, at the precision in which a corpus stores them."""

    def __init__(self, embedder: Embedder, known: Corpus | None = None) -> None:
        """Share the model of an embedder.

        Args:
            known: A corpus whose vectors were made by the same model and code.
        """
        vars(self).update(vars(embedder))
        self._known = known
        self._plain: dict[str, npt.NDArray[np.float32]] = {}
        self._compared: dict[tuple[str, str, str | None], QuestionVectors] = {}

    def encode_query(self, question: str) -> npt.NDArray[np.float32]:
        """See `Embedder.encode_query`."""
        if question not in self._plain:
            self._plain[question] = super().encode_query(question)
        return self._plain[question]

    def encode_question(
        self, question: str, context: str = "", language: str | None = None
    ) -> QuestionVectors:
        """See `Embedder.encode_question`."""
        key = (question, context, language)
        if key not in self._compared:
            self._compared[key] = super().encode_question(question, context, language)
        return self._compared[key]

    def encode_passages(self, inputs: Sequence[PassageInput]) -> list[PassageVectors]:
        """See `Embedder.encode_passages`."""
        found = {}
        if self._known is not None:
            found = self._known.known_vectors([item.digest for item in inputs])
        missing = [item for item in inputs if item.digest not in found]
        for item, vectors in zip(missing, super().encode_passages(missing), strict=True):
            found[item.digest] = vectors
        return [found[item.digest] for item in inputs]
