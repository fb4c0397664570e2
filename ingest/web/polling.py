"""Looks once at a source that is followed: what is new there since the last look."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from ingest.records import Rejection, Remark, SourceOptions
from ingest.sources import format_of, read
from ingest.sources.files import files_of, rejected, shown
from ingest.sources.limits import HEAD_BYTES
from ingest.web.fetching import NOTHING_KNOWN, Fetched
from ingest.web.listing import Listing, feeds_of_page, listing_of
from ingest.web.memory import POLLED, Memory, Visit
from ingest.web.visiting import MAX_TRIES, Batch, Visitor, ids_of, left_out
from rag.errors import InputError

FILES_AT_ONCE = 200
_SETTLED_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Poll:
    """What one look at a source found.

    Attributes:
        batches: Batches to be taken in and remembered in this order, once; pages are fetched only
            when their batch is asked for.
        feeds: Feeds to be followed too.
        is_replaced: Whether these feeds replace the source, which need not be polled again.
        passed_over: How many pages were there before it was followed, and were not read.
        remarks: What a person should know about it.
    """

    batches: Iterable[Batch] = ()
    feeds: tuple[str, ...] = ()
    is_replaced: bool = False
    passed_over: int = 0
    remarks: tuple[Remark, ...] = ()


def poll_address(visitor: Visitor, memory: Memory, address: str, limit: int) -> Poll:
    """Look at a feed, a sitemap, an OPML list or a page.

    A page that names its feed is replaced by that feed. When a source is first polled, only its
    newest pages are read; later all that are new, over several rounds if need be.

    Args:
        limit: How many pages are read in one round.

    Raises:
        InputError: It cannot be fetched, or is in no known format.
    """
    before = memory.visit("source", address)
    opened = visitor.open(address, before.validators)
    if opened is None:
        return Poll((_remembered({address: Visit(POLLED, before.validators)}),))
    if opened.listing is not None:
        return _poll_listing(visitor, address, opened.page, opened.listing, limit, before)
    if feeds := feeds_of_page(opened.page):
        return Poll(feeds=feeds[:1], is_replaced=True)
    found = visitor.read(opened.page)
    visits = {address: Visit(POLLED, opened.page.validators, articles=ids_of(found))}
    places = [address, opened.page.url]
    return Poll((Batch(found, visits, places, kind="source"),))


def poll_path(memory: Memory, path: Path, options: SourceOptions | None = None) -> Poll:
    """Look at a file or folder: new and changed files are read, once nobody writes to them.

    Raises:
        InputError: It does not exist or cannot be read.
    """
    if path.is_file() and (feeds := _feeds_in_file(path)):
        return Poll(feeds=feeds)
    stamps: dict[str, str] = {}
    files: dict[str, Path] = {}
    problems: dict[str, Rejection | Remark] = {}
    for item in files_of(path):
        if isinstance(item, Path):
            name = shown(item.absolute())
            files[name] = item
            stamps[name] = _stamp(item)
        elif isinstance(item, Remark):
            problems[item.path], stamps[item.path] = item, item.text
        elif item.path != shown(path):
            problems[item.path], stamps[item.path] = item, item.reason
        elif not os.access(path, os.R_OK | os.X_OK):  # an empty folder may be filled yet
            raise InputError(f"{item.reason} A web address begins with https://.")
    before = memory.recall("file", stamps)
    fresh = [name for name in stamps if name not in before or before[name].stamp != stamps[name]]
    resting = {name: stamps[name] for name in _at_rest(fresh, files, stamps)}
    found = [problems[name] for name in resting if name in problems]
    batches = [Batch(found, {item.path: Visit(stamps[item.path]) for item in found}, kind="file")]
    names = [name for name in resting if name in files]
    for first in range(0, len(names), FILES_AT_ONCE):
        part = names[first : first + FILES_AT_ONCE]
        items = chain.from_iterable(read(files[name], options) for name in part)
        visits = {name: Visit(resting[name]) for name in part}
        batches.append(Batch(items, visits, part, kind="file"))
    return Poll(tuple(batches))


def _poll_listing(
    visitor: Visitor, address: str, page: Fetched, listing: Listing, limit: int, before: Visit
) -> Poll:
    is_first = not before.stamp
    news = visitor.new_pages(listing, None if is_first else limit)
    rest = news.pages[limit:] if is_first else ()
    # A sitemap may stay unchanged while the sitemaps that it names change.
    known = NOTHING_KNOWN if listing.sitemaps else page.validators
    is_done = is_first or len(news.pages) < limit

    def batches() -> Iterator[Batch]:
        yield Batch(news.rejected, {}, [address, *news.sitemaps])
        yield Batch((), {listed.address: Visit(listed.stamp) for listed in rest})
        is_waiting = bool(news.rejected)
        for batch in visitor.batches(news.pages[:limit]):
            is_waiting |= any(0 < visit.failures < MAX_TRIES for visit in batch.visits.values())
            yield batch
        if is_done and not is_waiting:
            yield _remembered({**news.sitemaps, address: Visit(POLLED, known)})
        else:  # it is read in full next time too
            yield _remembered({address: Visit(POLLED)})

    remarks = left_out(address, news) if is_first else ()
    return Poll(batches(), feeds=listing.feeds, passed_over=len(rest), remarks=remarks)


def _remembered(sources: Mapping[str, Visit]) -> Batch:
    return Batch((), dict(sources), kind="source")


def _feeds_in_file(path: Path) -> tuple[str, ...]:
    try:
        with path.open("rb") as file:
            if format_of(file.read(HEAD_BYTES), path.suffix.lower()) != "opml":
                return ()
        listing = listing_of(path.read_bytes(), path.name, str(path))
    except OSError as error:
        raise InputError(rejected(path, error).reason) from error
    return listing.feeds if listing else ()


def _stamp(path: Path) -> str:
    try:
        status = path.stat()
    except OSError as error:
        return str(error)
    return f"{status.st_size} {status.st_mtime_ns}"


def _at_rest(fresh: list[str], files: Mapping[str, Path], stamps: dict[str, str]) -> Iterator[str]:
    """Yield those files that nobody is writing to; files that were just written are checked again
    after a pause.
    """

    def age(name: str) -> float:
        try:
            return time.time() - files[name].stat().st_mtime
        except OSError:
            return _SETTLED_SECONDS

    young = [name for name in fresh if name in files and age(name) < _SETTLED_SECONDS]
    if young:
        time.sleep(_SETTLED_SECONDS)
    for name in fresh:
        if name not in young or _stamp(files[name]) == stamps[name]:
            yield name
