"""All vectors in memory, one byte a dimension, compared with a question without an index.

Chroma's own filters are slower than this: see `rag.corpus.vectors`. Bytes take a quarter of the
memory of floats and are no slower, because a scan waits for memory. Their error is at most `BLUR`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Matrix = npt.NDArray[np.float32]

BLUR = 0.004
"""Bound of the error of a cosine from bytes: six standard deviations for 384 dimensions."""

_LARGEST = 127.0
_ROWS_AT_ONCE = 512  # as floats they fit into the processor's cache


class Scan:
    """Unit vectors, one byte a dimension; rows without a vector have cosine 0 to everything."""

    def __init__(self, rows: int, dimension: int) -> None:
        self._codes = np.zeros((rows, dimension), np.int8)
        self._scales = np.zeros(rows, np.float32)

    def put(self, rows: npt.NDArray[np.int64], vectors: Matrix) -> None:
        """Store vectors, shape (n, d), in some rows."""
        scales = np.maximum(np.abs(vectors).max(axis=1, initial=0), 1e-12) / _LARGEST
        self._scales[rows] = scales
        self._codes[rows] = np.rint(vectors / scales[:, None])

    def take(self, rows: npt.NDArray[np.int64], other: Scan, others: npt.NDArray[np.int64]) -> None:
        """Copy into some rows the vectors in rows ``others`` of another scan."""
        self._scales[rows] = other._scales[others]
        self._codes[rows] = other._codes[others]

    def cosines(self, query: Matrix) -> Matrix:
        """Return the cosines to a unit vector, shape (rows,), to within `BLUR`."""
        found = np.empty(len(self._codes), np.float32)
        floats = np.empty((_ROWS_AT_ONCE, len(query)), np.float32)
        for first in range(0, len(self._codes), _ROWS_AT_ONCE):
            codes = self._codes[first : first + _ROWS_AT_ONCE]
            part = floats[: len(codes)]
            part[...] = codes
            np.dot(part, query, out=found[first : first + len(codes)])
        return found * self._scales
