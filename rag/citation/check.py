"""Drafts become sentences only with quotes that stand in the article, at offsets looked up now.

What a language model wrote is held against its quotes as well (`rag.citation.support`). A sentence
that its own quote does not support gives way to the quote; one whose source is wrong gets the right
one, when other evidence supports it; what nothing supports is dropped.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rag.citation.frames import are_in_one_frame
from rag.dates import is_newer, known_day
from rag.figures import are_of_like_size, figures
from rag.hostile.orders import is_order
from rag.phrases import attributed, long_date
from rag.records import Article, Citation, Draft, Quote, Sentence, WrittenBy
from rag.said_numbers.digits import Number

if TYPE_CHECKING:
    from rag.citation.support import Judge

FindArticle = Callable[[str], Article | None]
Checked = tuple[Sentence, tuple[Citation, ...]]

_LOG = logging.getLogger(__name__)

# How many times as much as another a figure of the same thing may be.
_TIMES = 10.0


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
                where it tells the story of the best quote; one whose figure the newer gives otherwise
                is in any case.
        """
        self._find = find_article
        self._language = language
        self._judge = judge
        self._evidence = evidence
        self._dates_earlier = dates_earlier
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._written: list[str] = []
        self._introduced: set[str] = set()
        self._speaker: str | None = None  # id of the article of the sentence before
        self._newest: str | None = None  # date of the newest article cited
        self._figures: list[Number] = []  # named so far

    def check(self, draft: Draft) -> Checked | None:
        """Return the sentence with its citations, those first cited here; None when nothing holds,
        or only a quote that was cited before.
        """
        quotes = [quote for quote in draft.quotes if self._stands(quote)]
        if draft.written_by == "quote":
            return self._cited(draft.text, "quote", quotes)
        supporting = self._supporting(draft, quotes)
        if supporting and not self._is_said_again(draft):
            self._written.append(draft.text)
            return self._cited(draft.text, "model", supporting)
        if len(draft.quotes) == len(quotes) == 1 and _place(quotes[0]) not in self._numbers:
            return self._cited(quotes[0].text, "quote", quotes)
        return None

    def _supporting(self, draft: Draft, quotes: Sequence[Quote]) -> Sequence[Quote]:
        if self._judge is None:
            return ()
        text, sureness = draft.text, draft.sureness
        support = self._judge.support(text, quotes, sureness=sureness)
        if not support.quotes:
            _LOG.info("not supported by its source (%s): %s", ", ".join(support.faults), text)
        if not support.quotes and len(draft.quotes) != 1:  # made from one, it rests on that one
            tried = {_place(quote) for quote in quotes}
            others = [q for q in self._evidence if _place(q) not in tried and self._stands(q)]
            support = self._judge.support(text, others, sureness=sureness)
        return support.quotes

    def _is_said_again(self, draft: Draft) -> bool:
        """Tell whether a sentence was written before; or one in its frame, where it was made from
        one quote: then it repeats that sentence, or belies it.
        """
        return draft.text in self._written or (
            len(draft.quotes) == 1
            and any(are_in_one_frame(draft.text, other, self._language) for other in self._written)
        )

    def _cited(self, text: str, written_by: WrittenBy, quotes: Sequence[Quote]) -> Checked | None:
        """Return a sentence with the numbers of its quotes, and the citations that are new with it."""
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
        """Return a sentence, with whose word it is where that is not plain reporting.

        Opinion and live reports are named where the sentence before is not theirs; of a correction
        that it is one, and of an earlier report its day, is said once. One that gives a figure that
        was given already is no earlier state of things.
        """
        evidence = quote.evidence
        source, kind, published = evidence.source, evidence.kind, evidence.published_at
        goes_on, self._speaker = evidence.article_id == self._speaker, evidence.article_id
        is_earlier = self._tells_of_then(quote)
        if self._newest is None or is_newer(published, self._newest):
            self._newest = published
        if kind == "opinion" or kind == "live":
            if goes_on:
                return text
            return attributed(kind, text, self._language, source=source)
        if evidence.article_id in self._introduced:
            return text
        self._introduced.add(evidence.article_id)
        if kind == "correction":
            return attributed(kind, text, self._language, source=source)
        day = known_day(published) if is_earlier else None
        if day is None:
            return text
        date = long_date(day, self._language)
        return attributed("earlier", text, self._language, source=source, date=date)

    def _tells_of_then(self, quote: Quote) -> bool:
        """Tell whether a quote is of an older report of the story, and gives no figure that was
        given.

        Where earlier reports are not dated for themselves, one that gives a like figure is.
        """
        evidence = quote.evidence
        named, given = figures(quote.text, evidence.language), self._figures
        self._figures = [*given, *named]
        if not quote.of_story or not is_newer(self._newest, evidence.published_at):
            return False
        if any(one & other for one in named for other in given):
            return False
        is_like = any(are_of_like_size(one, other, _TIMES) for one in named for other in given)
        return self._dates_earlier or is_like

    def _stands(self, quote: Quote) -> bool:
        """Tell whether the quote is in its article as it says, current, and no order to machines."""
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
