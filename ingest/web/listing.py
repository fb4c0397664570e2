"""Reads what feeds, sitemaps, OPML lists, and pages with a feed name, the newest first."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from ingest.naming import canonical_url
from ingest.records import FoundDate, Origin, RawArticle
from ingest.sources import format_of
from ingest.sources.feeds import FeedEntry, parse_feed, told_apart
from ingest.sources.limits import HEAD_BYTES
from ingest.sources.link_lists import Link, feeds_of_opml, joined, links_of_sitemap
from ingest.sources.markup import decode_markup
from ingest.web.fetching import Fetched
from ingest.web.ownership import same_site, site_of
from ingest.web.unpacking import start_of_gzip, unpacked
from rag.dates import first_instant

MAX_UNPACKED_BYTES = 64_000_000
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_OF_COMMENTS = re.compile(r"\bcomment(?:aire)?s?\b", re.IGNORECASE)
_HOST = re.compile(r"^https?://[^/?#]*", re.IGNORECASE)
_TRACKING = re.compile(r"(?<=[?&])utm_[^&#]*&?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """A page that a feed or sitemap names.

    Attributes:
        address: The key by which a visit to it is remembered.
        stamp: A fingerprint of what the list says of the page (a digest, or when it was changed): if
            it differs from the last one, the page is read again.
        known: What the list says of the page; it counts only if the page is of the list's own site.
        is_whole: Whether that is the article itself, so that the page need not be fetched.
        list_url: The address of the list that names it.
    """

    url: str
    address: str
    stamp: str
    known: RawArticle
    is_whole: bool
    list_url: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list names, the newest first if it says how new they are.

    Attributes:
        pages: The pages of a feed or sitemap.
        sitemaps: The sitemaps of a sitemap index, each with when it was changed; "" if that is not
            told, or told of another site's sitemap.
        feeds: The feeds of an OPML list.
    """

    pages: tuple[Listed, ...] = ()
    sitemaps: tuple[tuple[str, str], ...] = ()
    feeds: tuple[str, ...] = ()


def listing_of(content: bytes, name: str, url: str, charset: str | None = None) -> Listing | None:
    """Read what a feed, sitemap or OPML list names; None if the content is none of these.

    Args:
        name: Its name as a file; the suffix matters if the content leaves the format open.
        url: Where it was fetched from: relative addresses are resolved against it, and a feed speaks
            for no other site. For a file, its path.

    Raises:
        InputError: It is such a list but broken, or it is in no known format.
    """
    suffix = PurePosixPath(name).suffix.lower()
    form = format_of(content[:HEAD_BYTES], suffix)
    if form == "gzip":
        form = format_of(
            start_of_gzip(content, HEAD_BYTES),
            PurePosixPath(PurePosixPath(name).stem).suffix.lower(),
        )
        if form in ("feed", "opml", "sitemap"):
            content = unpacked([content], "gzip", MAX_UNPACKED_BYTES)
    if form == "feed":
        entries = parse_feed(content, Origin(url), charset).entries
        return Listing(pages=newest_first(_told_apart([_entry(entry, url) for entry in entries])))
    if form == "sitemap":
        links = links_of_sitemap(content)
        return Listing(
            pages=newest_first(_link(link, url) for link in links if not link.is_list),
            sitemaps=_sitemaps_newest_first([link for link in links if link.is_list], url),
        )
    if form == "opml":
        feeds = (joined(url, link.url) for link in feeds_of_opml(content))
        return Listing(feeds=tuple(dict.fromkeys(feeds)))
    return None


def feeds_of_page(page: Fetched) -> tuple[str, ...]:
    """Return the addresses of the feeds that a web page names, without those of comments."""
    suffix = PurePosixPath(page.name).suffix.lower()
    if format_of(page.content[:HEAD_BYTES], suffix) != "html":
        return ()
    from trafilatura import load_html

    tree = load_html(decode_markup(page.content, page.charset))
    found = []
    for link in tree.iter("link") if tree is not None else ():
        names_feed = link.get("type", "").partition(";")[0].strip().lower() in _FEEDS
        is_alternate = "alternate" in link.get("rel", "").lower().split()
        if not (names_feed and is_alternate and link.get("href")):
            continue
        feed = joined(page.url, link.get("href"))
        if not _OF_COMMENTS.search(f"{link.get('title', '')} {_HOST.sub('', feed)}"):
            found.append(feed)
    return tuple(dict.fromkeys(found))


def newest_first(pages: Iterable[Listed]) -> tuple[Listed, ...]:
    """Return each page once, in the order of their dates; those without one come last."""
    once: dict[str, Listed] = {}
    for page in pages:
        once.setdefault(page.address, page)
    return tuple(sorted(once.values(), key=_instant, reverse=True))


def _entry(entry: FeedEntry, feed: str) -> Listed:
    article = entry.article
    url = _without_tracking(str(article.fields.get("url") or ""))
    is_whole = not entry.is_summary and bool(article.body)
    if url:
        # If the page is of another site, it is fetched from there: otherwise any feed could put words
        # into another outlet's mouth.
        is_whole = is_whole and same_site(url, feed)
        article = replace(article, origin=Origin(url), fields={**article.fields, "url": url})
    stamp = _digest([article.body, *map(str, article.fields.items()), *map(str, article.dates)])
    address = _address(url, feed) if url else f"{feed} {stamp}"
    return Listed(url, address, stamp, article, is_whole, feed)


def _told_apart(pages: Sequence[Listed]) -> list[Listed]:
    """Return the pages; whole entries that share one address are remembered by an id each."""
    articles = iter(told_apart([page.known for page in pages if page.is_whole]))
    return [_known_as(page, next(articles)) if page.is_whole else page for page in pages]


def _known_as(page: Listed, known: RawArticle) -> Listed:
    return replace(page, known=known, address=str(known.fields.get("id", page.address)))


def _link(link: Link, sitemap: str) -> Listed:
    fields = {
        name: value
        for name, value in (
            ("title", link.title),
            ("source", link.source),
            ("language", link.language),
            ("updated_at", link.modified_at),
        )
        if value
    }
    dates = (FoundDate(link.published_at, "feed"),) if link.published_at else ()
    known = RawArticle(Origin(link.url), "", fields, dates=dates)
    stamp = link.modified_at or link.published_at or ""
    address = _address(link.url, sitemap)
    return Listed(link.url, address, stamp, known, is_whole=False, list_url=sitemap)


def _sitemaps_newest_first(links: list[Link], index: str) -> tuple[tuple[str, str], ...]:
    links = sorted(links, key=lambda link: _seconds(link.modified_at), reverse=True)
    return tuple(
        (link.url, link.modified_at or "" if same_site(link.url, index) else "") for link in links
    )


def _instant(page: Listed) -> float:
    dates = [date.value for date in page.known.dates]
    updated = page.known.fields.get("updated_at")
    return max((_seconds(date) for date in (*dates, updated) if isinstance(date, str)), default=0.0)


def _seconds(date: str | None) -> float:
    return first_instant(date).timestamp() if date else 0.0


def _without_tracking(url: str) -> str:
    """Return an address without parameters that only tell its server where the reader came from."""
    if not _TRACKING.search(url):
        return url
    return _TRACKING.sub("", url.partition("#")[0]).rstrip("?&")


def _address(url: str, named_by: str) -> str:
    """Return the key by which a visit is remembered; a list of another site has a key of its own."""
    try:
        address = canonical_url(url)
    except ValueError:
        address = url
    return address if same_site(url, named_by) else f"{site_of(named_by)} {address}"


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:24]
