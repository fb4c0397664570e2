"""What each signal does to the order, and what it is of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any

import numpy as np
import pytest

from rag.corpus.corpus import Corpus
from rag.corpus.table import Filters
from rag.embedding.interaction import WIDTH, QuestionTokens
from rag.embedding.model import QuestionVectors
from rag.question.bounds import EventBound
from rag.question.query import Query
from rag.question.time_sense import TimeSense
from rag.retrieval import candidates
from rag.retrieval.candidates import Candidate
from rag.retrieval.corrections.ranking import Corrections
from rag.retrieval.scoring import in_period, scored
from tests.rag.corpus.made import new_article, vector
from tests.rag.retrieval.made import candidate

NOW = datetime(2026, 1, 1, tzinfo=UTC)
QUESTION = QuestionVectors(
    vector(1), QuestionTokens(np.zeros((1, WIDTH), np.float32), np.ones(1, np.float32))
)


MARCH = TimeSense(since=datetime(2025, 3, 1, tzinfo=UTC), until=datetime(2025, 3, 31, tzinfo=UTC))
AFTER_THE_FLOOD = replace(MARCH, event=EventBound("since", "the flood"))
WHO, HOW_MANY, HEADLINE = "Who shut it?", "How many were there?", "Bridge of halma shut"
OLD, NEW = {"published_at": "2025-06-01"}, {"published_at": "2025-06-03"}


def made(
    key: int, *, nearer: float = 0.0, story: int = 1, words: float = 0.0, **fields: Any
) -> Candidate:
    """A candidate that is so much nearer to the question, by the words of both, than another."""
    found = candidate(key, interaction=0.7 + nearer, **fields)
    return replace(found, centred=vector(story), words=words)


@pytest.mark.parametrize(
    ("question", "time", "first", "second"),
    [
        (WHO, None, {"nearer": 0.01}, {}),
        (WHO, None, {"dense": 0.65}, {}),
        (WHO, None, {"nearer": 0.04}, {"dense": 0.7}),
        (HEADLINE, None, {"dense": 0.7}, {"nearer": 0.04}),
        (WHO, None, {"words": 20.0}, {}),
        (WHO, None, {"nearer": 0.04}, {"words": 30.0}),
        (HEADLINE, None, {"words": 30.0}, {"nearer": 0.04}),
        (WHO, None, {"language": "nl"}, {"nearer": 0.04}),  # the question's own is favoured else
        (WHO, None, {"nearer": 0.05}, {"language": "nl"}),
        (WHO, None, {"published_at": "2025-12-30", "story": 2}, {**OLD, "nearer": 0.04}),
        (WHO, None, {"nearer": 0.01, "story": 2, **OLD}, NEW),
        (WHO, None, NEW, {**OLD, "nearer": 0.09}),
        (WHO, None, {**OLD, "nearer": 0.12}, NEW),
        (HOW_MANY, None, NEW, {**OLD, "nearer": 0.15}),
        (HOW_MANY, None, {}, {"kind": "opinion", "nearer": 0.15}),
        ("Why was it shut?", None, {}, {"kind": "opinion", "nearer": 0.15}),
        (WHO, None, {"kind": "opinion", "nearer": 0.01}, {}),
        (WHO, MARCH, {"published_at": "2025-03-09"}, {**NEW, "nearer": 0.15}),
        (WHO, MARCH, {**NEW, "nearer": 0.2}, {"published_at": "2025-03-09"}),
        (WHO, AFTER_THE_FLOOD, {"published_at": "2025-03-09"}, {**NEW, "nearer": 0.2}),
        ("Who shut Halma?", None, {"text": "Halma is shut."}, {"text": "It.", "nearer": 0.05}),
    ],
)  # fmt: skip
def test_what_each_signal_puts_first(
    question: str, time: TimeSense | None, first: dict[str, Any], second: dict[str, Any]
) -> None:
    query = Query(question, "", "en", NOW, Filters(NOW), time or TimeSense())
    found = [made(1, **second), made(2, **first)]
    ranked = scored(found, query, Corrections(found))
    assert [item.candidate.article.id for item in ranked] == ["a2", "a1"]


def test_a_newer_report_of_its_story_does_not_put_the_best_one_behind_another_story() -> None:
    found = [
        made(1, nearer=0.05, **OLD),
        made(2, nearer=-0.15, **NEW),
        made(3, story=2, **OLD),
    ]
    ranked = scored(found, Query(WHO, "", "en", NOW, Filters(NOW)), Corrections(found))
    assert [item.candidate.article.id for item in ranked] == ["a1", "a3", "a2"]


@pytest.mark.parametrize(
    ("published_at", "is_in"),
    [
        ("2025-08-13T07:00:00+09:00", True),
        ("2025-08-12T23:00:00-08:00", False),
        ("2025-08-15T20:00:00-08:00", True),  # it reports what happened two days before
        ("2025-08-16T01:00:00+09:00", False),
        ("2025-08", True),
    ],
)
def test_a_day_is_the_day_that_it_was_where_it_was_published(
    corpus: Corpus, published_at: str, is_in: bool
) -> None:
    with corpus.writing():
        corpus.write([new_article("a", "Rain fell.", published_at=published_at)])
    day = datetime(2025, 8, 13, tzinfo=UTC)
    asked = TimeSense(since=day, until=datetime.combine(day, time.max, UTC))
    query = Query("Rain?", "", "en", NOW, Filters(NOW), asked)
    (found,) = candidates.find_candidates(corpus, query, QUESTION, "no model's fingerprint")
    assert in_period(found, query) is is_in
