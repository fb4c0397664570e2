"""Stands in for the embedding model where the model is not measured."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from rag.embedding.interaction import WIDTH, QuestionTokens
from rag.embedding.model import PassageInput, PassageVectors, QuestionVectors

DIMENSION = 384
_TOKENS = 180


class StandIn:
    """Makes random vectors of the right shape at no cost: equal for equal inputs."""

    fingerprint = "stand-in"
    name = "stand-in"

    def encode_passages(self, inputs: Sequence[PassageInput]) -> list[PassageVectors]:
        """Return the vectors of passages, each of length 1."""
        return [_vectors(item) for item in inputs]

    def encode_question(self, question: str, *_: str) -> QuestionVectors:
        """Return the vectors of a question, of length 1; it has no tokens to compare."""
        none = QuestionTokens(np.zeros((0, WIDTH), np.float32), np.zeros(0, np.float32))
        return QuestionVectors(_unit_vector(np.random.default_rng([*question.encode()])), none)


def _vectors(item: PassageInput) -> PassageVectors:
    random = np.random.default_rng(int.from_bytes(item.digest[:8]))
    bounds = np.linspace(0, _TOKENS, len(item.sentences) + 1).astype(np.int32)
    return PassageVectors(
        _unit_vector(random),
        random.integers(-127, 128, (_TOKENS, WIDTH), np.int8),
        np.stack([bounds[:-1], bounds[1:]], axis=1),
    )


def _unit_vector(random: np.random.Generator) -> npt.NDArray[np.float32]:
    vector = random.standard_normal(DIMENSION, np.float32)
    return vector / np.float32(np.linalg.norm(vector))
