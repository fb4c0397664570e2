"""When an event was that a question names instead of a date: "since the summit".

It was when the archive first reported it. Of the candidates for the question the one is looked for
that comes nearest to the question and to the event's name, and of those of its story that speak of
the event too, the earliest counts.
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

# A weighted mean of token cosines: below it a passage speaks of something else.
_NAMED = 0.5
# What comes to the event's name by this share as near as the best speaks of it too, in whatever
# language.
_AS_NEAR = 0.8


def bounded_by_event(query: Query, found: Sequence[Candidate], embedder: Embedder) -> Query:
    """The question with the period that its event bounds; as it is where the archive has none."""
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
