"""Lists and pages, visited: what they hold, and what is to be remembered of the visit."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from ingest.records import Origin, RawArticle, Rejection, SourceOptions
from ingest.sources import read_content
from ingest.web.errors import FetchCancelledError, FetchError
from ingest.web.fetching import NOTHING_KNOWN, Fetched, Fetcher, Validators
from ingest.web.listing import Listed, Listing, listing_of
from ingest.web.memory import NEVER, Memory, Visit
from rag.errors import InputError

PAGES_AT_ONCE = 20
"""Pages that are fetched before they are taken in and remembered."""

MAX_SITEMAPS = 50
MAX_TRIES = 5
_FIRST_WAIT_SECONDS = 900.0
_LONGEST_WAIT_SECONDS = 86_400.0
# Of one article, these would name another; a page that a list names does not get to do that.
_NOT_FOR_PAGES = ("id", "duplicate_of", "corrects")


@dataclass(frozen=True, slots=True)
class Batch:
    """Pages that were visited together.

    Attributes:
        visits: To be remembered by address, once the corpus holds the articles.
        unchanged: Pages that say what they said before.
    """

    items: tuple[RawArticle | Rejection, ...]
    visits: dict[str, Visit]
    unchanged: int


@dataclass(frozen=True, slots=True)
class Opened:
    """What an address that a person gave turned out to be.

    Attributes:
        listing: None if it is a page of its own.
    """

    page: Fetched
    listing: Listing | None


@dataclass(frozen=True, slots=True)
class News:
    """What is new in a list.

    Attributes:
        rejected: Sitemaps in it that could not be read.
        read_before: How many of its pages were read as they are now.
        has_more: Whether the limit left some out.
    """

    pages: tuple[Listed, ...]
    rejected: tuple[Rejection, ...]
    read_before: int
    has_more: bool


class Visitor:
    """Visits lists and pages, for one corpus. Safe to share between threads."""

    def __init__(
        self, fetcher: Fetcher, memory: Memory, options: SourceOptions | None = None
    ) -> None:
        """Make ready.

        Args:
            options: How what is fetched is to be read.
        """
        self._fetcher = fetcher
        self._memory = memory
        self._options = options

    def open(self, address: str, known: Validators = NOTHING_KNOWN) -> Opened | None:
        """Fetch an address and see what it is; None if it has not changed.

        Raises:
            InputError: It cannot be fetched, or is in no known format.
        """
        page = self._fetcher.fetch(address, known)
        if page is None:
            return None
        return Opened(page, listing_of(page.content, page.url, page.charset))

    def news_of(self, listing: Listing, limit: int, *, again: bool = False) -> News:
        """The pages of a feed or sitemap that have not been read as they are now.

        Args:
            limit: So many at most; further sitemaps are not opened then.
            again: Whether those that failed are tried at once, however often and lately they did.
        """
        waiting, seen = [*listing.sitemaps], set(listing.sitemaps)
        pages, rejected = self._news(listing.pages, again), list[Rejection]()
        read_before = len(listing.pages) - len(pages)
        opened = 0
        while waiting and len(pages) < limit and opened < MAX_SITEMAPS:
            address, opened = waiting.pop(0), opened + 1
            try:
                inner = self._sitemap(address)
            except FetchCancelledError:
                raise
            except InputError as error:
                rejected.append(Rejection(address, None, str(error)))
                continue
            news = self._news(inner.pages, again)
            pages += news
            read_before += len(inner.pages) - len(news)
            waiting = [*(other for other in inner.sitemaps if other not in seen), *waiting]
            seen.update(inner.sitemaps)
        left = len(pages) > limit or bool(waiting)
        return News(tuple(pages[:limit]), tuple(rejected), read_before, has_more=left)

    def batches(self, pages: Sequence[Listed]) -> Iterator[Batch]:
        """What stands on the pages, so many at once that they can soon be taken in."""
        for first in range(0, len(pages), PAGES_AT_ONCE):
            part = pages[first : first + PAGES_AT_ONCE]
            before = self._memory.recall("page", [page.address for page in part])
            items: list[RawArticle | Rejection] = []
            visits: dict[str, Visit] = {}
            unchanged = 0
            for page in part:
                found, visits[page.address] = self._visited(page, before.get(page.address, NEVER))
                items += found
                unchanged += not found
            yield Batch(tuple(items), visits, unchanged)

    def read(self, page: Fetched, known: RawArticle | None = None) -> list[RawArticle | Rejection]:
        """The articles of what was fetched."""
        name = PurePosixPath(urlsplit(page.url).path).name
        return list(
            read_content(
                page.content,
                name if page.content_type != "text/html" else "page.html",
                Origin(page.url),
                charset=page.charset,
                known=known,
                options=self._options,
            )
        )

    def _sitemap(self, address: str) -> Listing:
        opened = self.open(address)
        if opened is None or opened.listing is None:
            raise InputError("It is named as a sitemap and is none. Its pages were left out.")
        return opened.listing

    def _news(self, pages: Sequence[Listed], again: bool) -> list[Listed]:
        before = self._memory.recall("page", [page.address for page in pages])
        now = time.time()

        def is_new(page: Listed) -> bool:
            visit = before.get(page.address)
            if visit is None or visit.stamp != page.stamp:
                return True
            is_due = visit.failures < MAX_TRIES and visit.not_before <= now
            return visit.failures > 0 and (again or is_due)

        return [page for page in pages if is_new(page)]

    def _visited(self, page: Listed, before: Visit) -> tuple[list[RawArticle | Rejection], Visit]:
        done = Visit(page.stamp, before.validators)
        if page.is_whole:
            return [page.known], done
        if not page.url:
            reason = "An entry has neither text nor a link. There is nothing in it to take in."
            return [Rejection(page.known.origin.path, None, reason)], done
        try:
            fetched = self._fetcher.fetch(page.url, before.validators)
        except FetchCancelledError:
            raise
        except FetchError as error:
            wait = _LONGEST_WAIT_SECONDS if error.is_final else waiting_seconds(before.failures)
            failed = replace(before, stamp=page.stamp).failed(
                time.time(), max(wait, error.retry_seconds or 0.0)
            )
            return [Rejection(page.url, None, str(error))], failed
        if fetched is None:
            return [], done
        found = [_bare(item) for item in self.read(fetched, page.known)]
        return found, replace(done, validators=fetched.validators)


def waiting_seconds(
    failures: int, first: float = _FIRST_WAIT_SECONDS, longest: float = _LONGEST_WAIT_SECONDS
) -> float:
    """How long to wait after so many failures before this one: each time twice as long."""
    return min(longest, first * 2.0 ** min(failures, 30))


def _bare(item: RawArticle | Rejection) -> RawArticle | Rejection:
    if isinstance(item, Rejection):
        return item
    fields = {name: item.fields[name] for name in item.fields if name not in _NOT_FOR_PAGES}
    return replace(item, fields=fields)
