"""Dates an event that a question names instead of a date: "since the summit".

An event was when the archive first reported it. First the candidate is found that comes nearest to
both the question and the event's name; the date is that of the earliest candidate of its story that
speaks of the event too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.dates import first_instant
from rag.retrieval import stories
from rag.retrieval.candidates import interactions

if TYPE_CHECKING:
    from datetime import datetime

    from rag.embedding.model import Embedder
    from rag.question.query import Query
    from rag.retrieval.candidates import Candidate

# Weighted mean of token cosines below which a passage speaks of something else.
_NAMED = 0.5
# A passage speaks of the event too, in whatever language, if it comes at least so near to its name, as
# a share of the best passage's nearness.
_AS_NEAR = 0.8


def bounded_by_event(query: Query, found: Sequence[Candidate], embedder: Embedder) -> Query:
    """Bound the period of a question by the event that it names; if the archive has no report of
    the event, the question stays as it is.
    """
    event = query.time.event
    if event is None or not found:
        return query
    vectors = embedder.encode_question(event.event, "", query.language)
    nearness = [value for value, _ in interactions(vectors, [c.stored for c in found])]
    best = max(range(len(found)), key=lambda i: nearness[i] + found[i].interaction)
    if nearness[best] < _NAMED:
        return query
    dates = [
        first_instant(candidate.article.published_at)
        for candidate, value in zip(found, nearness, strict=True)
        if candidate.article.published_at is not None
        and value >= nearness[best] * _AS_NEAR
        and stories.same_story(found[best], candidate)
    ]
    first: datetime | None = min(dates, default=None)
    return query if first is None else replace(query, time=query.time.bounded(first, query.as_of))
