"""Whether the archive answers a question at all, from how near its best passage comes.

A passage is near enough when its two comparisons with the question, pooled and token by token,
are so together, and one of them by itself: a name alone matches well token by token, a subject by
its pooled vector. On development questions the bars refuse 97 of 100 that belong to no article of
the archive and 4 of 100 that are answered: docs/retrieval.md has the curve. Questions on a subject
that the archive knows, but which it does not answer, mostly pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rag.retrieval.scoring import in_period, nearness

if TYPE_CHECKING:
    from rag.question.query import Query
    from rag.retrieval.candidates import Candidate

Reason = Literal["nothing", "not_this", "outside"]

_NEAR = 9.0
_DENSE = 0.23
_INTERACTION = 0.65
# Below it, not even the subject is known.
_SUBJECT = 8.2


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the archive answers a question.

    Attributes:
        answers: Whether it does.
        nearness: Of the best passage, in standard deviations of the ranking's score.
        reason: If not, why: nothing on this subject, the subject but not this, or only outside
            the period asked for.
    """

    answers: bool
    nearness: float
    reason: Reason | None = None


def judge(candidates: Sequence[Candidate], query: Query) -> Verdict:
    """The verdict on a question from all its candidates."""
    best = max(map(nearness, candidates), default=0.0)
    near = [candidate for candidate in candidates if _is_near(candidate)]
    if not near:
        return Verdict(False, best, "not_this" if best >= _SUBJECT else "nothing")
    time = query.time
    named = time.has_period and time.event is None and not time.may_be_ahead
    if named and not any(in_period(candidate, query) for candidate in near):
        return Verdict(False, best, "outside")
    return Verdict(True, best)


def _is_near(candidate: Candidate) -> bool:
    by_itself = candidate.dense >= _DENSE or candidate.interaction >= _INTERACTION
    return nearness(candidate) >= _NEAR and by_itself
