"""The best of many scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt


def best(scores: npt.NDArray[np.float32], limit: int) -> npt.NDArray[np.int64]:
    """Return the indices of the largest scores, best first, then by index; none of minus infinity."""
    last = len(scores) - min(limit, len(scores))
    enough = np.partition(scores, last)[last] if last else -np.inf
    among = np.flatnonzero((scores >= enough) & (scores > -np.inf))
    return among[np.argsort(-scores[among], kind="stable")][:limit]
