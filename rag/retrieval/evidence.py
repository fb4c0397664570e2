"""A passage that was found, as it is handed out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.records import Evidence
from rag.retrieval import stories

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rag.records import Article
    from rag.retrieval.scoring import Scored


def evidence_of(item: Scored, copies: Iterable[Article]) -> Evidence:
    """The evidence that a candidate is.

    Args:
        copies: Articles of its report, itself too.
    """
    article, passage = item.candidate.article, item.candidate.stored.passage
    return Evidence(
        article_id=article.id,
        start=passage.start,
        end=passage.end,
        text=passage.text,
        score=item.score,
        title=article.title,
        source=article.source,
        url=article.url,
        published_at=article.published_at,
        language=article.language,
        kind=article.kind,
        sentences=passage.sentences,
        signals=item.signals,
        also_published_by=stories.also_published_by(item.candidate, copies),
    )
