"""Late interaction: question and passage compared token by token, without another model pass.

The embedding model's token vectors, less the mean of their language, are projected to few
dimensions and kept as bytes. A question's score is the weighted mean over its tokens of the
largest cosine to any token of the passage (MaxSim: ColBERT, arXiv:2004.12832), and the same over
one sentence's tokens scores the sentence. Projection and token weights were trained for the
bundled model (scripts/train_interaction.py; what it gains: docs/retrieval.md). Other models get a
fixed random projection, which keeps cosines within about 0.12 (Johnson and Lindenstrauss).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rag.embedding.means import LanguageMeans, language_means

if TYPE_CHECKING:
    import numpy.typing as npt

    Matrix = npt.NDArray[np.float32]
    Bytes = npt.NDArray[np.int8]

INTERACTION_FILE = Path(__file__).with_name("interaction.npz")
WIDTH = 64
"""Dimensions of a projected token, k."""

_SEED = 20260101
_SCALE = 127.0


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
        passage, question: shape (d, k); the projections.
        weighing, bias: shape (d,), and a number: a question token weighs
            softplus(token @ weighing + bias).
        passage_scale, question_scale: What a language's mean vector is multiplied by to be the
            mean of its tokens, which are not of length 1.
    """

    means: LanguageMeans
    passage: Matrix
    question: Matrix
    weighing: Matrix
    bias: float
    passage_scale: float
    question_scale: float

    def passage_tokens(self, tokens: Matrix, language: str | None) -> Bytes:
        """A passage's token vectors, shape (n, d), as they are stored, shape (n, k)."""
        rest = unit(tokens - self.passage_scale * self.means.mean(language, "passage"))
        return np.asarray(np.rint(unit(rest @ self.passage) * _SCALE), np.int8)

    def question_tokens(
        self, tokens: Matrix, language: str | None, importance: Matrix
    ) -> QuestionTokens:
        """A question's token vectors, shape (m, d), with how much each counts by its place."""
        rest = unit(tokens - self.question_scale * self.means.mean(language, "query"))
        weights = np.logaddexp(0, rest @ self.weighing + self.bias) * importance
        return QuestionTokens(unit(rest @ self.question), weights / max(weights.sum(), 1e-12))


def similarities(question: QuestionTokens, tokens: Bytes) -> Matrix:
    """Weighted cosines of each question token with each token of a passage, shape (m, n)."""
    cosines = question.vectors @ (tokens.T.astype(np.float32) / _SCALE)
    return np.asarray(cosines * question.weights[:, None], np.float32)


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
                    *(
                        data[name].astype(np.float32)
                        for name in ("passage", "question", "weighing")
                    ),
                    *(float(data[name]) for name in ("bias", "passage_scale", "question_scale")),
                )
    random = np.random.default_rng(_SEED).standard_normal((dimension, WIDTH))
    projection = np.linalg.qr(random)[0].astype(np.float32)
    return Interaction(
        means, projection, projection, np.zeros(dimension, np.float32), 0.0, 1.0, 1.0
    )


def unit(vectors: Matrix) -> Matrix:
    """Vectors brought to length 1 along their last axis."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), np.float32)
