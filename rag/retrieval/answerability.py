"""Whether the archive answers a question at all, from how near its best passage comes.

The cosine of pooled vectors and the token-by-token comparison are added in standard deviations, as
in the ranking. On development questions 95 of 100 that belong to no article of the archive stay
below the bar, and 1 in 100 of those that are answered: docs/retrieval.md has the curve. Questions
on a subject that the archive knows, but which it does not answer, pass it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING, Literal

from rag.retrieval.scoring import in_period, nearness

if TYPE_CHECKING:
    from rag.question.query import Query
    from rag.retrieval.candidates import Candidate

Reason = Literal["nothing", "not_this", "outside"]

_BAR = 8.9
_SUBJECT = 8.2
_STEEPNESS = 2.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the archive answers a question.

    Attributes:
        answers: Whether it does.
        confidence: Between 0 and 1, .5 at the bar.
        reason: If not, why: nothing on this subject, the subject but not this, or only outside
            the period asked for.
    """

    answers: bool
    confidence: float
    reason: Reason | None = None


def judge(candidates: Sequence[Candidate], query: Query) -> Verdict:
    """The verdict on a question from all its candidates."""
    best = max(map(nearness, candidates), default=0.0)
    if best < _BAR:
        return Verdict(False, _confidence(best), "not_this" if best >= _SUBJECT else "nothing")
    if query.time.has_period:
        best = max((nearness(c) for c in candidates if in_period(c, query)), default=0.0)
        if best < _BAR:
            return Verdict(False, _confidence(best), "outside")
    return Verdict(True, _confidence(best))


def _confidence(value: float) -> float:
    return 1 / (1 + exp(-_STEEPNESS * (value - _BAR)))
