"""Results of the MCP tools: less than the records of the archive, since a model has to read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel

from rag.records import Answer, Article, ArticleStatus, Citation, Evidence

if TYPE_CHECKING:
    from rag.retrieval.timeline import Report

_MOST_CHARACTERS = 20_000


class Source(BaseModel):
    """A quote that an answer rests on, or a passage that was found."""

    article_id: str
    title: str
    outlet: str | None
    published_at: str | None
    language: str | None
    url: str | None
    text: str


class AnswerResult(BaseModel):
    """An answer: ``[1]`` in its text is the first of its sources.

    Attributes:
        newer: A passage on the same story that is newer than all sources; it may say otherwise.
    """

    status: str
    text: str
    as_of: str
    notice: str | None
    sources: list[Source]
    newer: Source | None
    nearest: list[Source]


class Changed(BaseModel):
    """A figure that an earlier report gave otherwise, and the sentence that says the present one."""

    before: float
    now: float
    text: str


class Reported(Source):
    """A report of a story with its sentence on the question, and the figures that it changed."""

    kind: str
    changed: list[Changed]


class Story(BaseModel):
    """The dated reports of a story, oldest first."""

    reports: list[Reported]


class Found(BaseModel):
    """Passages, best first."""

    passages: list[Source]


class Reading(BaseModel):
    """A part of an article.

    Attributes:
        status: ``withdrawn``: its publisher or this archive has taken it back.
        next_start: Where the next part starts; null when this is the last.
    """

    article_id: str
    title: str
    outlet: str | None
    authors: list[str]
    published_at: str | None
    updated_at: str | None
    language: str | None
    kind: str
    status: ArticleStatus
    url: str | None
    text: str
    next_start: int | None


def answer_result(answer: Answer) -> AnswerResult:
    """Make the result for an answer, with its sources numbered as in its text."""
    return AnswerResult(
        status=answer.status,
        text=answer.text,
        as_of=answer.as_of,
        notice=answer.notice,
        sources=[source_of(citation, citation.quote) for citation in answer.citations],
        newer=source_of(answer.newer, answer.newer.text) if answer.newer else None,
        nearest=[source_of(item, item.text) for item in answer.nearest],
    )


def source_of(item: Citation | Evidence | Report, text: str) -> Source:
    """Return a text with its source."""
    return Source(
        article_id=item.article_id,
        title=item.title,
        outlet=item.source,
        published_at=item.published_at,
        language=item.language,
        url=item.url,
        text=text,
    )


def reported(report: Report) -> Reported:
    """Make the result for a report of a story."""
    return Reported(
        **source_of(report, report.text).model_dump(),
        kind=report.kind,
        changed=[Changed(before=c.before, now=c.now, text=c.text) for c in report.changed],
    )


def reading(article: Article, start: int) -> Reading:
    """Return the part of an article that begins at a character."""
    end = start + _MOST_CHARACTERS
    return Reading(
        article_id=article.id,
        title=article.title,
        outlet=article.source,
        authors=list(article.authors),
        published_at=article.published_at,
        updated_at=article.updated_at,
        language=article.language,
        kind=article.kind,
        status=article.status,
        url=article.url,
        text=article.body[start:end],
        next_start=end if end < len(article.body) else None,
    )
