"""Visits lists and pages: reads what they hold, and what is to be remembered of the visit."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from ingest.naming import named_id
from ingest.records import Origin, RawArticle, Rejection, Remark, SourceOptions
from ingest.sources import read_content
from ingest.web.errors import FetchCancelledError, FetchError
from ingest.web.fetching import NOTHING_KNOWN, Fetched, Fetcher, Validators
from ingest.web.listing import Listed, Listing, listing_of, newest_first
from ingest.web.memory import NEVER, Kind, Memory, Visit
from ingest.web.ownership import restricted_to_site, same_site
from rag.errors import InputError

PAGES_AT_ONCE = 20
"""How many pages are fetched before they are taken in and remembered."""

MAX_SITEMAPS = 50
MAX_TRIES = 5
_LONGEST_WAIT_SECONDS = 86_400.0


@dataclass(frozen=True, slots=True)
class Batch:
    """Pages, or files of a folder, that were visited together.

    Attributes:
        items: What was read; may be iterated only once.
        visits: The visits by address, to be remembered once the corpus holds the articles.
        places: Addresses that were read: what was rejected there before no longer counts.
        unchanged: How many pages say what they said before.
    """

    items: Iterable[RawArticle | Rejection | Remark]
    visits: dict[str, Visit]
    places: Sequence[str] = ()
    unchanged: int = 0
    kind: Kind = "page"


@dataclass(frozen=True, slots=True)
class Opened:
    """What a given address turned out to be.

    Attributes:
        page: What was fetched.
        listing: What it names, if it is a list; None if it is a page.
    """

    page: Fetched
    listing: Listing | None


@dataclass(frozen=True, slots=True)
class NewPages:
    """Pages of a list that are new or changed since they were last read.

    Attributes:
        rejected: Nested sitemaps that could not be read.
        read_before: How many pages were read before as they are now.
        sitemaps: Visits to the nested sitemaps, to be saved only after all their pages.
        unopened: Nested sitemaps that were left out.
    """

    pages: tuple[Listed, ...]
    rejected: tuple[Rejection, ...]
    read_before: int
    sitemaps: dict[str, Visit]
    unopened: tuple[str, ...]


class Visitor:
    """Visits lists and pages, for one corpus. Safe to share between threads."""

    def __init__(
        self,
        fetcher: Fetcher,
        memory: Memory,
        options: SourceOptions | None = None,
        wait_seconds: float = 900.0,
    ) -> None:
        """Make ready.

        Args:
            options: How pages and lists are to be read.
            wait_seconds: How long to wait before a page that failed is tried again; each time twice
                as long, at most `MAX_TRIES` times.
        """
        self._fetcher = fetcher
        self._memory = memory
        self._options = options
        self._wait_seconds = wait_seconds

    def open(self, address: str, known: Validators = NOTHING_KNOWN) -> Opened | None:
        """Fetch an address and see what it is; None if it has not changed.

        Raises:
            InputError: It cannot be fetched, or is in no known format.
        """
        page = self._fetcher.fetch(address, known)
        if page is None:
            return None
        return Opened(page, listing_of(page.content, page.name, page.url, page.charset))

    def new_pages(
        self, listing: Listing, limit: int | None = None, *, again: bool = False
    ) -> NewPages:
        """Find the pages of a feed or sitemap that have not been read as they are now.

        Args:
            limit: Once there are so many pages, no further sitemaps are opened.
            again: Whether to open sitemaps that have not changed too, and to try failed pages at
                once, however often and recently they failed.
        """
        pages, rejected = self._unread(listing.pages, again), list[Rejection]()
        read_before = len(listing.pages) - len(pages)
        waiting, seen = [*listing.sitemaps], set(listing.sitemaps)
        visits: dict[str, Visit] = {}
        while waiting and len(visits) < MAX_SITEMAPS and (limit is None or len(pages) < limit):
            address, changed_at = waiting.pop(0)
            before = NEVER if again else self._memory.visit("source", address)
            visits[address] = before
            if before.stamp and before.stamp == changed_at:
                continue
            try:
                opened = self.open(address, before.validators)
            except FetchCancelledError:
                raise
            except InputError as error:
                rejected.append(Rejection(address, None, str(error)))
                continue
            if opened is None:
                continue
            visits[address] = Visit(changed_at, opened.page.validators)
            if (inner := opened.listing) is None:
                reason = "It is named as a sitemap and is none. Its pages were left out."
                rejected.append(Rejection(address, None, reason))
                continue
            news = self._unread(inner.pages, again)
            pages += news
            read_before += len(inner.pages) - len(news)
            waiting = [*(other for other in inner.sitemaps if other not in seen), *waiting]
            seen.update(inner.sitemaps)
        unopened = tuple(address for address, _ in waiting)
        return NewPages(newest_first(pages), tuple(rejected), read_before, visits, unopened)

    def batches(
        self, pages: Sequence[Listed], tell: Callable[[], None] | None = None
    ) -> Iterator[Batch]:
        """Fetch pages, and yield them in batches small enough to be taken in soon.

        Args:
            tell: Called after each page.
        """
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
                if tell is not None:
                    tell()
            yield Batch(tuple(items), visits, [page.url for page in part], unchanged)

    def read(self, page: Fetched, known: RawArticle | None = None) -> list[RawArticle | Rejection]:
        """Return the articles of what was fetched, as far as its site may speak for them."""
        found = read_content(
            page.content,
            page.name,
            Origin(page.url),
            charset=page.charset,
            known=known,
            options=self._options,
        )
        return [restricted_to_site(item, page.url, is_fetched=True) for item in found]

    def _unread(self, pages: Sequence[Listed], again: bool) -> list[Listed]:
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
        if before.stamp != page.stamp:
            before = done
        if page.is_whole:
            article = restricted_to_site(page.known, page.list_url)
            return [article], replace(done, articles=ids_of([article]))
        if not page.url:
            reason = "An entry has neither text nor a link. There is nothing in it to take in."
            return [Rejection(page.known.origin.path, None, reason)], done
        try:
            fetched = self._fetcher.fetch(page.url, before.validators)
        except FetchCancelledError:
            raise
        except FetchError as error:
            wait = waiting_seconds(before.failures, self._wait_seconds, _LONGEST_WAIT_SECONDS)
            if error.is_final:
                wait = _LONGEST_WAIT_SECONDS
            failed = before.failed(time.time(), max(wait, error.retry_seconds or 0.0))
            return [Rejection(page.url, None, str(error))], failed
        if fetched is None:
            return [], done
        found = self.read(fetched, _told_by_its_site(page, fetched.url))
        return found, replace(done, validators=fetched.validators, articles=ids_of(found))


def ids_of(items: Iterable[RawArticle | Rejection]) -> tuple[str, ...]:
    """Return the ids that raw articles will have, if `restricted_to_site` has left them known by
    name.
    """
    found = []
    for raw in items:
        if isinstance(raw, RawArticle):
            with suppress(InputError):  # it will be rejected
                found.append(named_id(raw))
    return tuple(filter(None, found))


def waiting_seconds(failures: int, first: float, longest: float) -> float:
    """Return how long to wait after so many earlier failures: each time twice as long."""
    return min(longest, first * 2.0 ** min(failures, 30))


def left_out(address: str, news: NewPages, limit: int | None = None) -> tuple[Remark, ...]:
    """Return a remark on the pages and sitemaps of a list that were not read, if there are any."""
    is_full = limit is not None and len(news.pages) >= limit
    older = news.pages[limit:] if is_full else ()
    counts = {"older pages": len(older), "sitemaps": len(news.unopened)}
    text = ", ".join(f"{name} ({count:,})" for name, count in counts.items() if count)
    if not text:
        return ()
    advice = "Raise --limit, or run it again for the next ones."
    if not is_full:
        first = news.unopened[0]
        advice = f"{MAX_SITEMAPS} were opened. Ingest others by their own addresses: {first}"
    return (Remark(address, None, f"Left out: {text}. {advice}"),)


def _told_by_its_site(page: Listed, url: str) -> RawArticle | None:
    """Return what a list says of a page at its address; None if the list is of another site."""
    if not same_site(url, page.list_url):
        return None
    return replace(page.known, fields={**page.known.fields, "url": url})
