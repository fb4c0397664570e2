"""Takes web addresses into the corpus, once: `news ingest URL`."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from threading import Event
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ingest.pipeline import ingest_articles
from ingest.records import (
    NOTHING_TAKEN_IN,
    IngestSummary,
    Progress,
    RawArticle,
    Rejection,
    Remark,
    SourceOptions,
)
from ingest.stopping import check_stop
from ingest.web import WEB_LIMIT
from ingest.web.fetching import Fetcher
from ingest.web.listing import feeds_of_page
from ingest.web.memory import Memory
from ingest.web.visiting import Visitor, left_out
from rag.errors import InputError
from rag.settings import load_settings

if TYPE_CHECKING:
    from rag.corpus.corpus import Corpus
    from rag.embedding.model import Embedder

_TELLING_SECONDS = 5.0


def ingest_web(
    addresses: Sequence[str],
    corpus: Corpus,
    embedder: Embedder,
    *,
    fetcher: Fetcher | None = None,
    limit: int = WEB_LIMIT,
    options: SourceOptions | None = None,
    today: datetime | None = None,
    progress: Callable[[Progress], None] | None = None,
    stop: Event | None = None,
    wait_seconds: float = 0.0,
) -> IngestSummary:
    """Take in pages, and the pages that feeds, sitemaps and OPML lists of feeds name.

    Pages are fetched, taken in and remembered in batches: an interruption loses one batch at most.
    Pages that a list named before, and that have not changed since, are not fetched again.

    Args:
        addresses: Addresses of http or https; if one is a page itself, it is always fetched.
        fetcher: Default: one with the settings of the environment.
        limit: How many pages of one feed or sitemap are read, the newest first.
        stop: Once set, it ends this after the page that is being fetched.
        wait_seconds: How long to wait, each time, while something else writes to the corpus.

    Raises:
        ModelMismatchError: The corpus holds vectors of another model.
        CorpusLockedError: Something else still writes to the corpus.
        CorpusError: The corpus cannot be written.
        IngestStoppedError: ``stop`` was set.
    """
    began = time.monotonic()
    fetcher = fetcher or Fetcher(load_settings())
    with closing(Memory(corpus.folder)) as memory:
        visitor = Visitor(fetcher, memory, options)
        run = _Intake(
            visitor, memory, corpus, embedder, progress, stop, today, wait_seconds, options
        )
        waiting, seen = [*addresses], set(addresses)
        while waiting:
            check_stop(stop)
            feeds = run.take_in(waiting.pop(0), limit)
            waiting = [*(feed for feed in feeds if feed not in seen), *waiting]
            seen.update(feeds)
        return replace(run.summary, seconds=time.monotonic() - began)


class _Intake:
    """Takes in one address after the other, and adds up what comes of them."""

    def __init__(
        self,
        visitor: Visitor,
        memory: Memory,
        corpus: Corpus,
        embedder: Embedder,
        progress: Callable[[Progress], None] | None,
        stop: Event | None,
        today: datetime | None,
        wait_seconds: float,
        options: SourceOptions | None,
    ) -> None:
        self.summary = NOTHING_TAKEN_IN
        self._visitor = visitor
        self._memory = memory
        self._corpus = corpus
        self._embedder = embedder
        self._tell = progress
        self._stop = stop
        self._today = today
        self._wait_seconds = wait_seconds
        self._options = options
        self._began = time.monotonic()
        self._pages = self._done = 0

    def take_in(self, address: str, limit: int) -> tuple[str, ...]:
        """Take in what stands at an address, and return the feeds that it names but does not hold."""
        try:
            opened = self._visitor.open(address)
            assert opened is not None
        except InputError as error:
            self._add([Rejection(address, None, str(error))])
            return ()
        listing = opened.listing
        places = [address, opened.page.url]
        if listing is None:
            feeds = feeds_of_page(opened.page)
            if feeds and urlsplit(opened.page.url).path == "/":  # the front page is no article
                return feeds[:1]
            self._pages += 1
            self._add(_hinting(self._visitor.read(opened.page), feeds), places)
            self._advance()
            return ()
        news = self._visitor.new_pages(listing, limit, again=True)
        self._add(news.rejected, [*places, *news.sitemaps])
        remarks = left_out(address, news, limit)
        self.summary += replace(NOTHING_TAKEN_IN, unchanged=news.read_before, warnings=remarks)
        pages = news.pages[:limit]
        self._pages += len(pages)
        for batch in self._visitor.batches(pages, self._advance):
            self._add(batch.items, batch.places)
            self._memory.remember("page", batch.visits)
            self.summary += replace(NOTHING_TAKEN_IN, unchanged=batch.unchanged)
        return listing.feeds

    def _add(
        self, items: Iterable[RawArticle | Rejection | Remark], places: Sequence[str] = ()
    ) -> None:
        self.summary += ingest_articles(
            iter(items),
            self._corpus,
            self._embedder,
            today=self._today,
            stop=self._stop,
            places=places,
            options=self._options,
            wait_seconds=self._wait_seconds,
        )

    def _advance(self) -> None:
        check_stop(self._stop)
        self._done += 1
        if self._tell is None:
            return
        seconds = time.monotonic() - self._began
        left = self._pages - self._done
        self._tell(
            Progress(
                articles=self._done,
                passages=self.summary.passages,
                fraction=self._done / self._pages,
                passages_per_second=None,
                seconds_left=seconds / self._done * left if seconds > _TELLING_SECONDS else None,
            )
        )


def _hinting(
    items: Sequence[RawArticle | Rejection], feeds: Sequence[str]
) -> Iterator[RawArticle | Rejection]:
    """Yield the items of a page; if it holds no article, the rejection names the page's feed."""
    for item in items:
        if isinstance(item, Rejection) and feeds:
            item = replace(item, reason=f"{item.reason} It names a feed: {feeds[0]}")
        yield item
