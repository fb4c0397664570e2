"""All vectors in memory, a byte a dimension, to be compared with a question without an index.

Chroma's own filters are slower than this: rag.corpus.vectors. Bytes are a quarter of the memory of
floats and no slower, because memory is what a scan waits for; what they blur is small and known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Matrix = npt.NDArray[np.float32]

BLUR = 0.004
"""A cosine told from bytes is off by less: six standard deviations for 384 dimensions."""

_LARGEST = 127.0
_ROWS_AT_ONCE = 512  # what fits in a processor's own cache as floats


class Scan:
    """Vectors of length 1, a byte a dimension; those not put yet are at right angles to all."""

    def __init__(self, rows: int, dimension: int) -> None:
        self._codes = np.zeros((rows, dimension), np.int8)
        self._scales = np.zeros(rows, np.float32)

    def put(self, rows: npt.NDArray[np.int64], vectors: Matrix) -> None:
        """Keep vectors, shape (n, d), in these rows."""
        scales = np.maximum(np.abs(vectors).max(axis=1, initial=0), 1e-12) / _LARGEST
        self._scales[rows] = scales
        self._codes[rows] = np.rint(vectors / scales[:, None])

    def take(self, rows: npt.NDArray[np.int64], other: Scan, others: npt.NDArray[np.int64]) -> None:
        """Keep in these rows the vectors that another scan has in those."""
        self._scales[rows] = other._scales[others]
        self._codes[rows] = other._codes[others]

    def cosines(self, query: Matrix) -> Matrix:
        """Cosines to a vector of length 1, shape (rows,), to within `BLUR`."""
        found = np.empty(len(self._codes), np.float32)
        floats = np.empty((_ROWS_AT_ONCE, len(query)), np.float32)
        for first in range(0, len(self._codes), _ROWS_AT_ONCE):
            codes = self._codes[first : first + _ROWS_AT_ONCE]
            part = floats[: len(codes)]
            part[...] = codes
            np.dot(part, query, out=found[first : first + len(codes)])
        return found * self._scales
