"""Whether the archive answers a question at all, from how its best passage compares to the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from rag.question.query import Query
    from rag.retrieval.candidates import Candidate

Reason = Literal["nothing", "not_this", "outside"]

_ANSWERS = 0.4
_SUBJECT = 0.35


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the archive answers a question.

    Attributes:
        answers: Whether it does.
        confidence: Estimated probability that it does.
        reason: If not, why: nothing on this subject, the subject but not this, or only outside
            the period asked for.
    """

    answers: bool
    confidence: float
    reason: Reason | None = None


def judge(ranked: Sequence[Candidate], query: Query) -> Verdict:
    """The verdict on a question whose candidates are given best first."""
    best = max((candidate.interaction for candidate in ranked), default=-1.0)
    if best >= _ANSWERS:
        return Verdict(True, best)
    return Verdict(False, best, "not_this" if best >= _SUBJECT else "nothing")
