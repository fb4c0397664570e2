"""Reads OPML and sitemaps: files that hold no text, only the addresses of feeds or pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from ingest.dating import parse_date
from ingest.sources.markup import local_name, parse_xml
from rag.errors import InputError

MAX_LINKS = 50_000
"""The most that a sitemap may hold by its own rules."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a list names.

    Attributes:
        title: What the list calls it.
        modified_at: When the page was last changed, ISO 8601.
        published_at: When the article was published (news sitemaps), ISO 8601.
        source: The outlet (news sitemaps).
        language: The language that the list declares.
        is_list: Whether it is the address of another sitemap, and not of a page.
    """

    url: str
    title: str | None = None
    modified_at: str | None = None
    published_at: str | None = None
    source: str | None = None
    language: str | None = None
    is_list: bool = False


def joined(base: str, address: str) -> str:
    """Return an address in full; a broken one as it is, so that whoever uses it can name it."""
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return address


def feeds_of_opml(data: bytes) -> list[Link]:
    """Return the feeds that an OPML list names, in order, each once.

    Raises:
        InputError: It is no OPML, or broken, or declares XML entities.
    """
    root = parse_xml(data, "The OPML list")
    if local_name(root) != "opml":
        raise InputError("It is no OPML list: its root element is another.")
    found: dict[str, Link] = {}
    for element in root.iter():
        named = {name.lower(): value for name, value in element.attrib.items()}
        url = named.get("xmlurl", "").strip()
        if local_name(element) == "outline" and url and len(found) < MAX_LINKS:
            title = named.get("title") or named.get("text") or None
            found.setdefault(url, Link(url, title=title))
    return list(found.values())


def links_of_sitemap(data: bytes) -> list[Link]:
    """Return the pages of a sitemap, or the sitemaps of a sitemap index, in order, each once.

    Raises:
        InputError: It is no sitemap, or broken, or declares XML entities.
    """
    root = parse_xml(data, "The sitemap")
    if local_name(root) not in ("urlset", "sitemapindex"):
        raise InputError("It is no sitemap: its root element is another.")
    found: dict[str, Link] = {}
    for element in root:
        if local_name(element) in ("url", "sitemap") and len(found) < MAX_LINKS:
            link = _link(element)
            if link is not None:
                found.setdefault(link.url, link)
    return list(found.values())


def _link(element: Element) -> Link | None:
    # The first text of each name counts: those of images come after the page's.
    texts: dict[str, str] = {}
    for part in _texts(element):
        texts.setdefault(*part)
    if "loc" not in texts:
        return None
    return Link(
        texts["loc"],
        title=texts.get("title"),
        modified_at=parse_date(texts.get("lastmod", "")),
        published_at=parse_date(texts.get("publication_date", "")),
        source=texts.get("name"),
        language=texts.get("language"),
        is_list=local_name(element) == "sitemap",
    )


def _texts(element: Element) -> Iterator[tuple[str, str]]:
    for part in element.iter():
        text = (part.text or "").strip()
        if text:
            yield local_name(part), text
