"""Figures with their confidence intervals, by resampling questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Vector = npt.NDArray[np.float64]

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its 95 % confidence interval.

    Attributes:
        n: Number of questions it rests on; if 0, the other fields are NaN.
    """

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True)
class Sample:
    """One share for each question, ``parts[i]`` of ``wholes[i]``; the figure is the sum of parts by
    the sum of wholes.

    For a mean over questions all wholes are 1; for a share of citations, a whole is the number of
    citations of one question.

    Attributes:
        clusters: Name of the cluster of each question; those of one cluster are drawn together.
    """

    parts: Vector
    wholes: Vector
    clusters: tuple[str, ...]

    @classmethod
    def of(cls, rows: Sequence[tuple[float, float, str]]) -> Sample:
        """Make a sample from (part, whole, cluster) of each question."""
        return cls(
            np.array([row[0] for row in rows], np.float64),
            np.array([row[1] for row in rows], np.float64),
            tuple(row[2] for row in rows),
        )

    @property
    def value(self) -> float:
        """The figure; NaN if all wholes are 0."""
        whole = float(self.wholes.sum())
        return float(self.parts.sum()) / whole if whole else float("nan")

    @property
    def n(self) -> int:
        """Number of questions whose whole is not 0."""
        return int((self.wholes > 0).sum())


class Bootstrap:
    """The percentile bootstrap; the same seed gives the same intervals."""

    def __init__(self, resamples: int = 2_000, seed: int = 0) -> None:
        self._resamples = resamples
        self._seed = seed
        self._draws: dict[int, Vector] = {}

    def figure(self, sample: Sample) -> Figure:
        """Return the figure of a sample with its interval."""
        return _figure(sample.value, self._values(sample), sample.n)

    def difference(self, ours: Sample, theirs: Sample) -> Figure:
        """Return the difference of two figures on the same questions in the same order."""
        values = self._values(ours) - self._values(theirs)
        return _figure(ours.value - theirs.value, values, ours.n)

    def median(self, values: Sequence[float]) -> Figure:
        """Return the median of independent values with its interval."""
        if not values:
            return Figure(float("nan"), float("nan"), float("nan"), 0)
        known = np.array(values, np.float64)
        drawn = known[self._generator().integers(0, len(known), (self._resamples, len(known)))]
        return _figure(float(np.median(known)), np.median(drawn, axis=1), len(known))

    def _values(self, sample: Sample) -> Vector:
        """Return the figure in each resample, shape (resamples,)."""
        names = {name: row for row, name in enumerate(dict.fromkeys(sample.clusters))}
        if not names:
            return np.full(self._resamples, np.nan)
        rows = [names[name] for name in sample.clusters]
        parts, wholes = (
            np.bincount(rows, values, len(names)) for values in (sample.parts, sample.wholes)
        )
        draws = self._drawn(len(names))
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray((draws @ parts) / (draws @ wholes), np.float64)

    def _drawn(self, count: int) -> Vector:
        """Return how often each cluster is drawn, shape (resamples, count): enough for sums."""
        if count not in self._draws:
            draws = self._generator().multinomial(count, np.full(count, 1 / count), self._resamples)
            self._draws[count] = draws.astype(np.float64)
        return self._draws[count]

    def _generator(self) -> np.random.Generator:
        return np.random.default_rng(self._seed)


def _figure(value: float, resampled: Vector, n: int) -> Figure:
    known = resampled[~np.isnan(resampled)]
    if not len(known) or np.isnan(value):
        return Figure(value, float("nan"), float("nan"), n)
    low, high = np.quantile(known, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Figure(value, float(low), float(high), n)
