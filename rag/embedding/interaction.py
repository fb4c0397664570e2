"""Late interaction: question and passage compared token by token, without another model pass.

The embedding model's token vectors, less the mean of their language, are projected to the
directions in which tokens differ most in proportion to how translations of one token do, and kept
as bytes. A question's score is the weighted mean over its tokens of the largest cosine to any
token of the passage (MaxSim: ColBERT, arXiv:2004.12832), and the same over one sentence's tokens
scores the sentence. A token weighs the more the rarer it is: minus the log probability that the
tokenizer's own unigram model gives it. Directions and weights of the bundled model come from
scripts/interaction.py; what they gain: docs/retrieval.md. Other models get a fixed random
projection, which keeps cosines within about 0.1 (Johnson and Lindenstrauss), and equal weights.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rag.embedding.means import LanguageMeans, language_means, unit

if TYPE_CHECKING:
    import numpy.typing as npt

    Matrix = npt.NDArray[np.float32]
    Bytes = npt.NDArray[np.int8]

INTERACTION_FILE = Path(__file__).with_name("interaction.npz")
WIDTH = 128
"""Dimensions of a projected token, k."""

WEIGHT_STEPS = 20
"""Token weights are stored as whole numbers of this fraction."""

COMMON = 8.0
"""What a token's weight leaves off minus its log probability: up to there it tells nothing."""

SCALE = 127.0
"""What the values of a stored token are multiplied by."""

_SEED = 20260101


@dataclass(frozen=True, slots=True)
class QuestionTokens:
    """A question's tokens, ready to be compared.

    Attributes:
        vectors: shape (m, k); of length 1.
        weights: shape (m,); positive, summing to 1.
    """

    vectors: Matrix
    weights: Matrix


@dataclass(frozen=True)
class Interaction:
    """How the token vectors of one embedding model are compared.

    Attributes:
        projection: shape (d, k)
        weights: shape (vocabulary,); what a question's token counts, None for all alike.
        passage_scale, question_scale: What a language's mean vector is multiplied by to be the
            mean of its tokens, which are not of length 1.
    """

    means: LanguageMeans
    projection: Matrix
    weights: Matrix | None
    passage_scale: float
    question_scale: float

    def passage_tokens(self, tokens: Matrix, language: str | None) -> Bytes:
        """A passage's token vectors, shape (n, d), as they are stored, shape (n, k)."""
        rest = tokens - self.passage_scale * self.means.mean(language, "passage")
        return np.asarray(np.rint(unit(unit(rest) @ self.projection) * SCALE), np.int8)

    def question_tokens(
        self,
        tokens: Matrix,
        ids: npt.NDArray[np.int64],
        language: str | None,
        importance: Matrix,
    ) -> QuestionTokens:
        """A question's tokens as they are compared.

        Args:
            tokens: shape (m, d)
            ids: shape (m,); places in the vocabulary.
            importance: shape (m,); how much each counts by its place.
        """
        rest = tokens - self.question_scale * self.means.mean(language, "query")
        weights = importance if self.weights is None else importance * self.weights[ids]
        return QuestionTokens(
            unit(unit(rest) @ self.projection), weights / max(float(weights.sum()), 1e-12)
        )


def similarities(question: QuestionTokens, tokens: Bytes) -> Matrix:
    """Weighted cosines of each question token with each token of a passage, shape (m, n)."""
    weighted = question.vectors * (question.weights[:, None] / SCALE)
    return np.asarray(weighted.astype(np.float32) @ tokens.astype(np.float32).T)


@cache
def interaction(fingerprint: str, dimension: int) -> Interaction:
    """The comparison trained for the embedding model with this fingerprint, or a fixed one.

    Args:
        dimension: Length of the model's token vectors, d.
    """
    means = language_means(fingerprint)
    if INTERACTION_FILE.is_file():
        with np.load(INTERACTION_FILE) as data:
            if str(data["fingerprint"]) == fingerprint:
                return Interaction(
                    means,
                    data["projection"].astype(np.float32),
                    data["weights"].astype(np.float32) / WEIGHT_STEPS,
                    float(data["passage_scale"]),
                    float(data["question_scale"]),
                )
    random = np.random.default_rng(_SEED).standard_normal((dimension, WIDTH))
    projection = np.linalg.qr(random)[0].astype(np.float32)
    return Interaction(means, projection, None, 1.0, 1.0)
