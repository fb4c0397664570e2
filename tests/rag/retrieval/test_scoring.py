"""What a signal is of, apart from what it weighs."""

from __future__ import annotations

from datetime import UTC, datetime, time

import numpy as np
import pytest

from rag.corpus.corpus import Corpus
from rag.corpus.table import Filters
from rag.embedding.interaction import WIDTH, QuestionTokens
from rag.embedding.model import QuestionVectors
from rag.question.query import Query
from rag.question.time_sense import TimeSense
from rag.retrieval import candidates
from rag.retrieval.scoring import in_period
from tests.rag.corpus.made import new_article, vector

NOW = datetime(2026, 1, 1, tzinfo=UTC)
QUESTION = QuestionVectors(
    vector(1), QuestionTokens(np.zeros((1, WIDTH), np.float32), np.ones(1, np.float32))
)


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
    (found,) = candidates.find(corpus, query, QUESTION, "no model's fingerprint")
    assert in_period(found, query) is is_in
