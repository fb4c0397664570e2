"""Removes the language from vectors, so that questions in any language find passages in any other.

e5 vectors of one language share a direction, so that a question lies nearer to any passage in its
own language than to the right one in another. The mean vector of each language, measured once on
parallel texts (scripts/language_means.py), is subtracted, and the rest normalised to length 1
again. docs/retrieval.md has the gains.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Matrix = npt.NDArray[np.float32]

MEANS_FILE = Path(__file__).with_name("language_means.npz")

Role = Literal["passage", "query"]


class LanguageMeans:
    """The mean vectors of the languages of a model; empty for a model without measured means."""

    def __init__(self, languages: dict[str, int], means: dict[str, Matrix]) -> None:
        self._rows = languages
        self._means = means

    @property
    def languages(self) -> tuple[str, ...]:
        """ISO 639-1 codes of the languages with a mean of their own."""
        return tuple(self._rows)

    def mean(self, language: str | None, role: Role) -> Matrix | float:
        """Return the mean of a language, shape (d,); for a language without one, the mean of all."""
        means = self._means.get(role)
        if means is None:
            return 0.0
        row = self._rows.get(language or "")
        return np.asarray(means.mean(axis=0) if row is None else means[row], np.float32)

    def centre(self, vectors: Matrix, language: str | None, role: Role) -> Matrix:
        """Subtract their language's mean from vectors, and normalise them to length 1.

        Args:
            vectors: shape (d,) or (n, d), all in one language.
        """
        return unit(vectors.astype(np.float32) - self.mean(language, role))

    def centre_each(self, vectors: Matrix, languages: Sequence[str | None], role: Role) -> Matrix:
        """Do as `centre` for vectors, shape (n, d), each with its own language."""
        centred = np.empty(vectors.shape, np.float32)
        for language in set(languages):
            mine = np.array([code == language for code in languages], np.bool_)
            centred[mine] = self.centre(vectors[mine], language, role)
        return centred


@cache
def language_means(fingerprint: str) -> LanguageMeans:
    """Return the means measured for a model by its fingerprint; empty if there are none."""
    if not MEANS_FILE.is_file():
        return LanguageMeans({}, {})
    with np.load(MEANS_FILE) as data:
        if str(data["fingerprint"]) != fingerprint:
            return LanguageMeans({}, {})
        rows = {str(code): row for row, code in enumerate(data["languages"])}
        return LanguageMeans(
            rows,
            {role: data[role].astype(np.float32) for role in ("passage", "query")},
        )


def unit(vectors: Matrix) -> Matrix:
    """Normalise vectors to length 1 along their last axis."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), np.float32)
