"""Drafts become sentences only with quotes that stand in the article, at offsets looked up now."""

from __future__ import annotations

from collections.abc import Callable

from rag.records import Article, Citation, Draft, Quote, Sentence

FindArticle = Callable[[str], Article | None]


class Checker:
    """Numbers the citations of one answer and refuses those that do not hold."""

    def __init__(self, find_article: FindArticle) -> None:
        self._find = find_article
        self._numbers: dict[tuple[str, int, int], int] = {}

    def check(self, draft: Draft) -> tuple[Sentence, tuple[Citation, ...]] | None:
        """The sentence with its citations, those first cited here; None when nothing holds."""
        numbers: list[int] = []
        fresh: list[Citation] = []
        for quote in draft.quotes:
            place = (quote.evidence.article_id, quote.start, quote.end)
            if place not in self._numbers:
                citation = self._citation(quote, len(self._numbers) + 1)
                if citation is None:
                    continue
                self._numbers[place] = citation.number
                fresh.append(citation)
            numbers.append(self._numbers[place])
        if not numbers:
            return None
        return Sentence(draft.text, tuple(numbers)), tuple(fresh)

    def _citation(self, quote: Quote, number: int) -> Citation | None:
        article = self._find(quote.evidence.article_id)
        if article is None or article.body[quote.start : quote.end] != quote.text:
            return None
        return Citation(
            number=number,
            article_id=article.id,
            title=article.title,
            source=article.source,
            url=article.url,
            published_at=article.published_at,
            language=article.language,
            quote=quote.text,
            start=quote.start,
            end=quote.end,
        )
