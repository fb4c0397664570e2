"""Late interaction: compares question and passage token by token, without another model pass.

The embedding model's token vectors, minus the mean of their language, are projected to the
directions in which tokens vary most relative to the variation among translations of one token, and
stored as bytes. The score of a passage is the weighted mean, over the question's tokens, of the
largest cosine to any of its tokens (MaxSim: ColBERT, arXiv:2004.12832); a sentence is scored the
same way by its own tokens. Rare tokens weigh more, by minus the log probability in the tokenizer's
unigram model. Directions and weights of the bundled model come from scripts/interaction.py;
docs/retrieval.md has the gains. Other models get a fixed random projection, which keeps cosines
within about 0.1 (Johnson and Lindenstrauss), and equal weights.
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
"""Dimensions of a projected token, k; a model with fewer keeps its own."""

WEIGHT_STEPS = 20
"""Token weights are stored as integers, in units of 1 / WEIGHT_STEPS."""

COMMON = 8.0
"""Subtracted from minus the log probability of a token: tokens more common than that tell nothing."""

SCALE = 127.0
"""Factor by which the values of a stored token are multiplied."""

_SEED = 20260101


@dataclass(frozen=True, slots=True)
class QuestionTokens:
    """The tokens of a question, ready for comparison.

    Attributes:
        vectors: shape (m, k); of length 1.
        weights: shape (m,); positive, summing to 1.
    """

    vectors: Matrix
    weights: Matrix


@dataclass(frozen=True)
class Interaction:
    """The comparison of token vectors of one embedding model.

    Attributes:
        projection: shape (d, k)
        weights: shape (vocabulary,); weight of a token in a question; None for equal weights.
        passage_scale, question_scale: Factors that turn a language's mean of unit vectors into the
            mean of its tokens, whose length is not 1.
    """

    means: LanguageMeans
    projection: Matrix
    weights: Matrix | None
    passage_scale: float
    question_scale: float

    @property
    def is_trained(self) -> bool:
        """Whether directions and weights are the model's own."""
        return self.weights is not None

    def passage_tokens(self, tokens: Matrix, language: str | None) -> Bytes:
        """Return a passage's token vectors, shape (n, d), in their stored form, shape (n, k)."""
        rest = tokens - self.passage_scale * self.means.mean(language, "passage")
        return np.asarray(np.rint(unit(unit(rest) @ self.projection) * SCALE), np.int8)

    def question_tokens(
        self,
        tokens: Matrix,
        ids: npt.NDArray[np.int64],
        language: str | None,
        importance: Matrix,
    ) -> QuestionTokens:
        """Return a question's tokens in the form in which they are compared.

        Args:
            tokens: shape (m, d)
            ids: shape (m,); ids of the tokens.
            importance: shape (m,); weight of each token by its place in the question.
        """
        rest = tokens - self.question_scale * self.means.mean(language, "query")
        weights = importance if self.weights is None else importance * self.weights[ids]
        return QuestionTokens(
            unit(unit(rest) @ self.projection), weights / max(float(weights.sum()), 1e-12)
        )


def similarities(question: QuestionTokens, tokens: Bytes) -> Matrix:
    """Return the weighted cosines of question tokens with passage tokens, shape (m, n)."""
    weighted = question.vectors * (question.weights[:, None] / SCALE)
    return np.asarray(weighted.astype(np.float32) @ tokens.astype(np.float32).T)


@cache
def interaction(fingerprint: str, dimension: int) -> Interaction:
    """Return the comparison trained for the embedding model with a fingerprint, else the fixed one.

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
