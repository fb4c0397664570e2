"""One score for a candidate, out of its signals. The weights were chosen on development data only:
docs/retrieval.md has the figures of each signal with and without.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from rag.dates import age_days, first_instant, last_instant

if TYPE_CHECKING:
    from rag.question.query import Query
    from rag.records import Article
    from rag.retrieval.candidates import Candidate

# What one standard deviation of each signal is worth, divided by that deviation as measured over
# all passages of an archive for one question; BM25 in tens, the others between 0 and 1.
_INTERACTION = 1 / 0.067
_DENSE = 0.5 / 0.083
_WORDS = 0.5 / 10
_RECENCY = 1.0
_PERIOD = 1.5
_HALF_LIFE_DAYS = 45.0
# A report of a day is often published on the next, or the one after.
_REPORTED_WITHIN = timedelta(days=2)


def signals(candidate: Candidate, query: Query) -> dict[str, float]:
    """The signals of a candidate, by name; see `score`."""
    found = {
        "interaction": candidate.interaction,
        "dense": candidate.dense,
        "sentence": float(candidate.sentences.max(initial=-1)),
    }
    if candidate.words:
        found["words"] = candidate.words
    if query.time.has_period:
        found["period"] = float(in_period(candidate.article, query))
    else:
        found["recency"] = recency(candidate.article, query.as_of)
    return found


def score(values: Mapping[str, float]) -> float:
    """The weighted sum of the signals; higher is better."""
    return (
        _INTERACTION * values["interaction"]
        + _DENSE * values["dense"]
        + _WORDS * values.get("words", 0.0)
        + _RECENCY * values.get("recency", 0.0)
        + _PERIOD * values.get("period", 0.0)
    )


def recency(article: Article, as_of: datetime) -> float:
    """1 for an article of today, halved every 45 days; 0 for one of unknown date."""
    if article.published_at is None:
        return 0.0
    return float(0.5 ** (age_days(article.published_at, as_of) / _HALF_LIFE_DAYS))


def in_period(article: Article, query: Query) -> bool:
    """Whether an article was published in the period asked for, or just after it."""
    since, until, published = query.time.since, query.time.until, article.published_at
    if published is None or since is None or until is None:
        return False
    return last_instant(published) >= since and first_instant(published) <= until + _REPORTED_WITHIN
