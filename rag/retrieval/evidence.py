"""Turns a passage that was found into evidence, as it is handed out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.records import Evidence
from rag.retrieval import stories

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rag.records import Article
    from rag.retrieval.stories import StoryPassage


def evidence_of(
    found: StoryPassage, score: float, signals: Mapping[str, float], copies: Iterable[Article]
) -> Evidence:
    """Return a passage as evidence.

    Args:
        score, signals: See `Evidence`.
        copies: The articles that carry its report, its own included.
    """
    article, passage = found.article, found.stored.passage
    return Evidence(
        article_id=article.id,
        start=passage.start,
        end=passage.end,
        text=passage.text,
        score=score,
        title=article.title,
        source=article.source,
        url=article.url,
        published_at=article.published_at,
        language=article.language,
        kind=article.kind,
        sentences=passage.sentences,
        signals=signals,
        also_published_by=stories.also_published_by(found, copies),
    )
