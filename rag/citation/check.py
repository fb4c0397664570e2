"""Turns drafts into sentences, only with quotes that stand in the article when looked up now.

What a language model wrote must also be supported by its quotes (`rag.citation.support`). A
sentence that its only quote does not support is replaced by that quote; one that names the wrong
source gets the right one, if other evidence supports it; a sentence without support is dropped.
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

# Figures of the same thing differ at most by this factor.
_TIMES = 10.0


class Checker:
    """Checks the drafts of one answer, and numbers its citations."""

    def __init__(
        self,
        find_article: FindArticle,
        *,
        language: str = "en",
        judge: Judge | None = None,
        evidence: Sequence[Quote] = (),
        dates_earlier: bool = False,
    ) -> None:
        """Begin an answer.

        Args:
            language: Language of the answer, ISO 639-1.
            judge: Judges what language models write; without it nothing of that passes.
            evidence: Other quotes that may support a sentence when its own source does not.
            dates_earlier: Whether a sentence from an older report of the same story is always given
                its date, once a newer one was cited; else only if the two give different figures.
        """
        self._find = find_article
        self._language = language
        self._judge = judge
        self._evidence = evidence
        self._dates_earlier = dates_earlier
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._written: list[str] = []
        self._introduced: set[str] = set()
        self._speaker: str | None = None  # id of the article of the previous sentence
        self._newest: str | None = None  # date of the newest article cited
        self._figures: list[Number] = []  # of all quotes so far

    def check(self, draft: Draft) -> Checked | None:
        """Return the sentence of a draft with the citations that are new with it; None if nothing
        of it holds, or if it is a quote that was cited before.
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
        # A sentence that was made from one quote must rest on that one.
        if not support.quotes and len(draft.quotes) != 1:
            tried = {_place(quote) for quote in quotes}
            others = [q for q in self._evidence if _place(q) not in tried and self._stands(q)]
            support = self._judge.support(text, others, sureness=sureness)
        return support.quotes

    def _is_said_again(self, draft: Draft) -> bool:
        """Tell whether a sentence was written before, or one with the same words around a different
        answer: made from one quote, it repeats that sentence or contradicts it.
        """
        return draft.text in self._written or (
            len(draft.quotes) == 1
            and any(are_in_one_frame(draft.text, other, self._language) for other in self._written)
        )

    def _cited(self, text: str, written_by: WrittenBy, quotes: Sequence[Quote]) -> Checked | None:
        """Number the quotes of a sentence; return it with the citations that are new with it."""
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
        """Name the source in a sentence that is no plain report.

        Opinion and live reports are named unless the sentence before is from the same article. A
        correction is called one, and an earlier report dated, once an article. A report that
        repeats a figure of the newer one needs no date.
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
        """Tell whether a quote is from an older report of the story, and repeats no figure.

        Without ``dates_earlier``, it must also give a figure of like size to one given so far.
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
        """Tell whether a quote stands in its current article, and gives no orders to machines."""
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
