"""Drafts become sentences only with quotes that stand in the article, at offsets looked up now.

What a language model wrote is held against its quotes as well (`rag.citation.support`). A sentence
that its own quote does not support gives way to the quote; one whose source is wrong gets the right
one, when other evidence supports it; what nothing supports is dropped.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rag.dates import is_newer, known_day
from rag.hostile.orders import is_order
from rag.phrases import long_date, phrase
from rag.records import Article, Citation, Draft, Quote, Sentence, WrittenBy
from rag.said_numbers.reading import numbers

if TYPE_CHECKING:
    from rag.citation.support import Judge

FindArticle = Callable[[str], Article | None]
Checked = tuple[Sentence, tuple[Citation, ...]]

_LOG = logging.getLogger(__name__)


class Checker:
    """Numbers the citations of one answer and refuses those that do not hold."""

    def __init__(
        self,
        find_article: FindArticle,
        *,
        language: str = "en",
        judge: Judge | None = None,
        evidence: Sequence[Quote] = (),
        dates_earlier: bool = False,
    ) -> None:
        """Check the drafts of one answer.

        Args:
            language: The answer's, ISO 639-1.
            judge: For what language models write; without one none of that is let through.
            evidence: What else may support a sentence whose own source does not.
            dates_earlier: Whether an article older than one that was cited is said to be of its day,
                where it tells the story of the best quote.
        """
        self._find = find_article
        self._language = language
        self._judge = judge
        self._evidence = evidence
        self._dates_earlier = dates_earlier
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._written: set[str] = set()
        self._introduced: set[str] = set()
        self._speaker: str | None = None  # id of the article of the sentence before
        self._newest: str | None = None  # date of the newest article cited
        self._figures: set[float] = set()  # named so far

    def check(self, draft: Draft) -> Checked | None:
        """The sentence with its citations, those first cited here; None when nothing holds, or only
        a quote that was cited before.
        """
        quotes = [quote for quote in draft.quotes if self._stands(quote)]
        if draft.written_by == "quote":
            return self._cited(draft.text, "quote", quotes)
        supporting = self._supporting(draft, quotes)
        if supporting and draft.text not in self._written:
            self._written.add(draft.text)
            return self._cited(draft.text, "model", supporting)
        if len(draft.quotes) == len(quotes) == 1 and _place(quotes[0]) not in self._numbers:
            return self._cited(quotes[0].text, "quote", quotes)
        return None

    def _supporting(self, draft: Draft, quotes: Sequence[Quote]) -> Sequence[Quote]:
        if self._judge is None:
            return ()
        text, sureness = draft.text, draft.sureness
        verdict = self._judge.judge(text, quotes, sureness=sureness)
        if not verdict.quotes:
            _LOG.info("not supported by its source (%s): %s", ", ".join(verdict.faults), text)
            tried = {_place(quote) for quote in quotes}
            others = [q for q in self._evidence if _place(q) not in tried and self._stands(q)]
            verdict = self._judge.judge(text, others, sureness=sureness)
        return verdict.quotes

    def _cited(self, text: str, written_by: WrittenBy, quotes: Sequence[Quote]) -> Checked | None:
        """A sentence with the numbers of its quotes, and the citations that are new with it."""
        fresh: list[Citation] = []
        for quote in quotes:
            if _place(quote) not in self._numbers:
                article = self._find(quote.evidence.article_id)
                if article is None:
                    continue
                number = self._numbers[_place(quote)] = len(self._numbers) + 1
                fresh.append(_citation(article, quote, number))
        cited = [self._numbers[_place(quote)] for quote in quotes if _place(quote) in self._numbers]
        if not cited:
            return None
        return Sentence(self._attributed(text, quotes[0]), tuple(cited), written_by), tuple(fresh)

    def _attributed(self, text: str, quote: Quote) -> str:
        """A sentence, with whose word it is where that is not plain reporting.

        Opinion and live reports are named where the sentence before is not theirs; of a correction
        that it is one, and of an earlier report its day, is said once. One that gives a figure that
        was given already is no earlier state of things.
        """
        evidence = quote.evidence
        source, kind, published = evidence.source, evidence.kind, evidence.published_at
        goes_on, self._speaker = evidence.article_id == self._speaker, evidence.article_id
        is_earlier = self._dates_earlier and self._tells_of_then(quote)
        if self._newest is None or is_newer(published, self._newest):
            self._newest = published
        if not source:
            return text
        if kind == "opinion" or kind == "live":
            if goes_on:
                return text
            return phrase(kind, self._language, source=source, quote=text)
        if evidence.article_id in self._introduced:
            return text
        self._introduced.add(evidence.article_id)
        if kind == "correction":
            return phrase(kind, self._language, source=source, quote=text)
        day = known_day(published) if is_earlier else None
        if day is None:
            return text
        date = long_date(day, self._language)
        return phrase("earlier", self._language, source=source, date=date, quote=text)

    def _tells_of_then(self, quote: Quote) -> bool:
        """Whether a quote is of an older report of the story, and gives no figure that was given."""
        evidence = quote.evidence
        named = {v for n in numbers(quote.text, evidence.language) for v in n}
        repeats, self._figures = not named.isdisjoint(self._figures), self._figures | named
        return quote.of_story and not repeats and is_newer(self._newest, evidence.published_at)

    def _stands(self, quote: Quote) -> bool:
        """Whether the quote is in its article as it says, current, and no order to machines."""
        article = self._find(quote.evidence.article_id)
        return (
            article is not None
            and article.status == "current"  # it may be withdrawn while a model writes
            and article.body[quote.start : quote.end] == quote.text
            and not is_order(article.body, quote.start, quote.end)
        )


def _place(quote: Quote) -> tuple[str, int, int]:
    return quote.evidence.article_id, quote.start, quote.end


def _citation(article: Article, quote: Quote, number: int) -> Citation:
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
        version=article.version,
    )
