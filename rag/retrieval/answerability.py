"""Decides whether the archive answers a question at all, from how near its best passage comes.

A passage is compared with the question by pooled vectors and token by token. It is near enough if
the weighted sum of the two passes a bar, and one of them a bar of its own: a name alone matches well
token by token, a subject alone by its pooled vector. On development questions the bars refuse 97 of
100 that belong to no article of the archive and 4 of 100 that are answered: docs/retrieval.md has
the curve. Questions that the archive does not answer, but whose subject it knows, mostly pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rag.retrieval import stories
from rag.retrieval.named import unsaid_name
from rag.retrieval.scoring import INTERACTION, in_period

if TYPE_CHECKING:
    from rag.question.query import Query
    from rag.retrieval.candidates import Candidate

Reason = Literal["nothing", "not_this", "unnamed", "outside", "no_question"]

# The pooled vectors know the subject better than the sentence: they count more here than in ranking.
_DENSE_COUNTS = 8.0
_NEAR = 7.9
_DENSE = 0.2
_INTERACTION = 0.64
# Below it, not even the subject is known.
_SUBJECT = 7.2


@dataclass(frozen=True, slots=True)
class Answerability:
    """The verdict on a question: whether the archive answers it, and if not, why.

    Attributes:
        nearness: Nearness of the best passage, whatever its age.
        reason: Why it does not answer: it has nothing on this subject, the subject but not this, or
            this with another name than that asked for, or only outside the period asked for; or
            nothing was asked. None if it answers.
        name: The name that it does not say.
        of_period: Keys of the passages that answer, if the question is bound to a period; else
            empty.
    """

    answers: bool
    nearness: float
    reason: Reason | None = None
    of_period: frozenset[int] = frozenset()
    name: str = ""


def judge(ranked: Sequence[Candidate], query: Query) -> Answerability:
    """Return the verdict on a question that asks one thing, given all its candidates, best first."""
    verdict = assess(ranked, query)
    name = unsaid_name(ranked, query) if verdict.answers else None
    return Answerability(False, verdict.nearness, "unnamed", name=name) if name else verdict


def assess(candidates: Sequence[Candidate], query: Query) -> Answerability:
    """Return the verdict on a question by nearness alone, given all its candidates in any order."""
    best = max(map(nearness, candidates), default=0.0)
    near = [candidate for candidate in candidates if _is_near(candidate)]
    if not near:
        return Answerability(False, best, "not_this" if best >= _SUBJECT else "nothing")
    if not query.time.is_bound:
        return Answerability(True, best)
    of_period = [c.stored.key for c in _on_subject(candidates) if in_period(c, query)]
    if not of_period:
        return Answerability(False, best, "outside")
    return Answerability(True, best, of_period=frozenset(of_period))


def _on_subject(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates on the subject of a question, whatever their time: near enough by
    themselves, or a little less near and of the story of the nearest.
    """
    nearest = max(candidates, key=nearness, default=None)
    story = stories.of_story(candidates, {nearest.article.id} if nearest else ())
    return [
        candidate
        for candidate in candidates
        if nearness(candidate) >= (_SUBJECT if candidate.article.id in story else _NEAR)
    ]


def _is_near(candidate: Candidate) -> bool:
    by_itself = candidate.dense >= _DENSE or candidate.interaction >= _INTERACTION
    return nearness(candidate) >= _NEAR and by_itself


def nearness(candidate: Candidate) -> float:
    """Return how near a passage comes to a question, whatever its age: the sum that the bars are
    for.
    """
    return INTERACTION * candidate.interaction + _DENSE_COUNTS * candidate.dense
