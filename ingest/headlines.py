"""Finds which report updates which, among those known only by outlet, headline and day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ingest.naming import is_derived
from ingest.versions import updates
from ingest.windows import Waiting
from rag.dates import known_day
from rag.records import Article

if TYPE_CHECKING:
    from rag.corpus.corpus import Corpus


class _Headline(NamedTuple):
    """What a report and its updates share if none of them has an id or a URL."""

    source: str
    title: str
    day: date


class Headlines:
    """Finds the report that another one updates, in the corpus and among what waits to be stored."""

    def __init__(self, corpus: Corpus, waiting: Waiting) -> None:
        """Start with nothing read."""
        self._corpus = corpus
        self._waiting = waiting
        self._changed = defaultdict[_Headline, list[str]](list)  # in this run: ids

    def note(self, article: Article) -> None:
        """Note that an article is new or changes."""
        if (headline := _headline(article)) is not None:
            self._changed[headline].append(article.id)

    def updated_by(self, read: Article, beside: set[str]) -> Article | None:
        """Return the article that a report without an id or URL updates, wherever that was read.

        Args:
            beside: Ids of the articles beside it in its file: what is listed twice there is no
                update.
        """
        return next(self._updated_by(read, beside), None)

    def _updated_by(self, read: Article, beside: set[str]) -> Iterator[Article]:
        if (headline := _headline(read)) is None:
            return
        ids = [*self._corpus.under_headline(*headline), *self._changed.get(headline, ())]
        for article_id in dict.fromkeys(ids):
            stored = None if article_id in beside else self._waiting.article(article_id)
            if stored is not None and _headline(stored) == headline and updates(read, stored):
                yield stored


def _headline(article: Article) -> _Headline | None:
    """Return the outlet, headline and day of an article; None if one of them is missing, or it is
    known by an id or URL.
    """
    day = known_day(article.published_at)
    if article.url is not None or not article.source or day is None or not is_derived(article.id):
        return None
    return _Headline(article.source, article.title, day)
