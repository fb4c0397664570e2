"""Handles questions that ask several things: a ranking for each part, and one of them all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rag.retrieval import stories
from rag.retrieval.answerability import Answerability, assess, judge
from rag.retrieval.scoring import Scored, candidates_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.question.query import Query

# Several parts mostly ask about one story, and several of its reports answer them.
_ONE_STORY = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One of the questions within a question, and what was found for it, best first."""

    query: Query
    found: Sequence[Scored]


def verdict_of(
    query: Query, whole: Sequence[Scored], parts: Sequence[Part]
) -> tuple[Answerability, list[Part]]:
    """Return the verdict on a question, or else that on the first of its parts that the archive
    answers; and the parts that it does not answer while it answers others.

    A part that leans on another ("and how many in November?") cannot be judged by itself, so it is
    never returned as unanswered.
    """
    verdict = (assess if parts else judge)(candidates_of(whole), query)
    verdicts = [judge(candidates_of(part.found), part.query) for part in parts]
    answered = [of_part for of_part in verdicts if of_part.answers]
    if not answered:
        return verdict, []
    unanswered = [
        part
        for part, of_part in zip(parts, verdicts, strict=True)
        if not of_part.answers and part.query.context == query.context
    ]
    return verdict if verdict.answers else answered[0], unanswered


def led_by_parts(whole: Sequence[Scored], parts: Sequence[Sequence[Scored]]) -> list[Scored]:
    """Return the ranking of a question of several parts: the best candidate of each part is ranked
    as high as the best for all, and reports of that one's story come before others.
    """
    leading = [ranking[0] for ranking in parts if ranking and whole]
    if not leading:
        return list(whole)
    ranked = [whole[0], *(towards_story(whole[0], item) for item in whole[1:])]
    highest = max(item.score for item in ranked)
    best = {item.candidate.stored.key: item for item in ranked}
    for item in leading:
        best[item.candidate.stored.key] = replace(item, score=highest, leads=True)
    return sorted(best.values(), key=lambda item: -item.score)


def towards_story(first: Scored, item: Scored) -> Scored:
    """Raise the score of a candidate by how likely it is of the same story as the first."""
    likely = stories.likely_of_one(first.candidate, item.candidate)
    return replace(
        item, score=item.score + _ONE_STORY * likely, signals={**item.signals, "story": likely}
    )
