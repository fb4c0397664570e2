"""Writes what the reader must know beside the answer, in the words of `rag.phrases`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.dates import age_days, first_day, first_instant, is_newer
from rag.figures import are_of_like_size, counted, figures
from rag.phrases import Phrase, long_date, phrase

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from rag.question.query import Query
    from rag.records import Article, Citation, Evidence, ModelFailure, Quote
    from rag.retrieval.ranking import Ranking

_BEST = 4
"""How many of the best passages are searched for one that is newer than the answer."""
# Two figures of the same thing differ at most by this factor.
_TIMES = 3.0
# In standard deviations of the sentence score: a quote further behind the best counts something else.
_NEAR = 3.0


def answer_notice(
    query: Query,
    ranking: Ranking,
    *,
    cited: Collection[str],
    corrections: Sequence[Article],
    stale_after_days: int,
    dropped: bool,
    failure: ModelFailure | None,
    quoted: bool,
    newer: Evidence | None = None,
    citations: Sequence[Citation] = (),
) -> str | None:
    """Return the notice beside an answer; None if there is nothing to say.

    Args:
        cited: Ids of the articles that the answer cites. The notice says if one was changed after
            the day asked from.
        corrections: The corrections of the cited articles that exist at the moment asked from.
        stale_after_days: The notice gives the date of the newest cited article if it is at least
            this old, unless the question names a period of its own.
        dropped: Whether a written sentence was left out because nothing supports it.
        failure: What kept a language model from writing, or made it break off.
        quoted: Whether quotes stand in for all that it was to write.
        newer: The result of `newer_unquoted`. If a count is asked for, the notice says if it gives
            another figure.
        citations: The citations of the answer.
    """
    open_parts = ranking.open_parts if cited else ()
    parts = [phrase("open", query.language, part=part) for part in open_parts]
    sources = [article for article in ranking.articles if article.id in cited]
    dates = [article.published_at for article in sources if article.published_at is not None]
    newest = max(dates, key=first_instant, default=None)
    if (
        newest is not None
        and not query.time.looks_back
        and age_days(newest, query.as_of) >= stale_after_days
    ):
        parts.append(phrase("stale", query.language, date=long_date(newest, query.language)))
    if any(_is_changed(article, query) for article in sources):
        day = long_date(query.as_of.date(), query.language)
        parts.append(phrase("changed", query.language, date=day))
    if corrected := _corrected(corrections, cited):
        parts.append(phrase("corrected", query.language, date=long_date(corrected, query.language)))
    if (
        newer
        and query.asks_for_latest_count
        and _gives_another_figure(newer, citations, ranking.quotes)
    ):
        date = long_date(newer.published_at or "", query.language)
        parts.append(phrase("newer_figure", query.language, date=date))
    if dropped:
        parts.append(phrase("dropped", query.language))
    if failure:
        instead: Phrase = "model" if quoted else "cut_off"
        parts.append(phrase("late" if failure.is_late else instead, query.language))
    return " ".join(parts) or None


def _corrected(corrections: Sequence[Article], cited: Collection[str]) -> str | None:
    """Return the date of the newest correction that is not cited."""
    published = [article.published_at for article in corrections if article.id not in cited]
    return max(filter(None, published), key=first_instant, default=None)


def _is_changed(article: Article, query: Query) -> bool:
    """Tell whether an article was changed, as its source says, after the day a question is asked
    from.
    """
    updated = article.updated_at
    return updated is not None and first_day(updated, query.as_of) > query.as_of.date()


def _gives_another_figure(
    newer: Evidence, citations: Sequence[Citation], quotes: Sequence[Quote]
) -> bool:
    """Tell whether an article names, near the best quote, a figure like a cited one, and none that
    is cited. In one language, the two must count the same unit.
    """
    given = [
        (figures(cited.quote, cited.language), counted(cited.quote, cited.language), cited.language)
        for cited in citations
    ]
    for quote in quotes:
        if quotes[0].score - quote.score > _NEAR:
            break
        if quote.evidence.article_id == newer.article_id:
            named = figures(quote.text, newer.language)
            units = counted(quote.text, newer.language)
            if any(
                are_of_like_size(one, other, _TIMES)
                for others, theirs, language in given
                if language != newer.language or units & theirs
                for one in named
                for other in others
            ):
                return not any(
                    one & other for one in named for others, *_ in given for other in others
                )
    return False


def newer_unquoted(
    evidence: Sequence[Evidence], story: Collection[str], citations: Sequence[Citation]
) -> Evidence | None:
    """Return the newest of the best passages if it is of the story and newer than all that is
    cited; one of an opinion piece only if there is no report.

    Args:
        story: Ids of the articles that tell the story.
    """
    newer = [
        item
        for item in evidence[:_BEST]
        if item.article_id in story
        and all(is_newer(item.published_at, citation.published_at) for citation in citations)
        and item.signals.get("period", 1)
    ]

    def rank(item: Evidence) -> tuple[bool, datetime]:
        return item.kind != "opinion", first_instant(item.published_at or "")

    return max(newer, key=rank, default=None)
