"""Reads what a web page says of itself in its mark-up: JSON-LD, meta elements, dated elements."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from ingest.dating import parse_date
from ingest.kinds import declared_kind
from ingest.naming import is_below_its_site

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAX_NODES = 2_000
_MAX_NAMES = 100
_MAX_SITE_WORDS = 3
_PUBLISHED = (
    *("article:published_time", "datepublished", "og:article:published_time", "parsely-pub-date"),
    *("publishdate", "pubdate", "publish-date", "publication_date", "dc.date.issued", "dc.date"),
    *("dcterms.created", "sailthru.date", "date"),
)
_MODIFIED = ("article:modified_time", "datemodified", "og:updated_time", "last-modified")


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page says of itself; what it does not say is None or empty.

    Attributes:
        url: The address under which it wants to be known.
        published: Dates of publication, ISO 8601, the most trusted first.
        body: The text of the article, if it is given for machines.
        outlet: What the site calls itself.
    """

    title: str | None
    url: str | None
    published: tuple[str, ...]
    modified: str | None
    authors: tuple[str, ...]
    outlet: str | None
    section: str | None
    kind: str | None
    status: str | None
    language: str | None
    body: str | None


def page_metadata(tree: HtmlElement, base: str | None) -> PageMetadata:
    """Read the metadata of a page.

    Args:
        base: The address that it was fetched from. Another address that the page names counts only
            on the same host, so that no page can pass for another site's; and only if it is not
            that of the whole site, which some templates name on every page.
    """
    data = _article_of(tree)
    meta = _meta_elements(tree)
    language = _text(data.get("inLanguage")) or tree.get("lang") or meta.get("og:locale")
    return PageMetadata(
        title=_text(data.get("headline")) or meta.get("og:title") or _heading(tree),
        url=_url(tree, data, meta, base),
        published=tuple(dict.fromkeys(filter(None, map(parse_date, _dates(tree, data, meta))))),
        modified=_first_date(_text(data.get("dateModified")), *map(meta.get, _MODIFIED)),
        authors=_names(data.get("author")) or _meta_authors(meta),
        outlet=meta.get("og:site_name") or next(iter(_names(data.get("publisher"))), None),
        section=_section(data.get("articleSection")) or meta.get("article:section"),
        kind=next(filter(None, (declared_kind(name)[0] for name in _types(data))), None),
        status=_text(data.get("creativeWorkStatus")),
        language=language,
        body=_text(data.get("articleBody")),
    )


def _article_of(tree: HtmlElement) -> Mapping[str, Any]:
    """Return the article of the page's JSON-LD; an empty mapping if there is none."""
    for script in tree.iter("script"):
        if "ld+json" in script.get("type", "").lower():
            try:
                data = json.loads(script.text or "", strict=False)
            except (ValueError, RecursionError):
                continue
            for node in islice(_nodes(data), _MAX_NODES):
                if any(name.endswith(("article", "posting")) for name in _types(node)):
                    return node
    return {}


def _nodes(data: object) -> Iterator[Mapping[str, Any]]:
    pending = [data]
    while pending:
        node = pending.pop(0)
        if isinstance(node, list):
            pending += node[:_MAX_NODES]
        elif isinstance(node, dict):
            yield node
            pending += [node[name] for name in ("@graph", "mainEntity") if name in node]


def _types(node: Mapping[str, Any]) -> list[str]:
    value = node.get("@type")
    names = value if isinstance(value, list) else [value]
    return [name.rpartition("/")[2].lower() for name in names if isinstance(name, str)]


def _meta_elements(tree: HtmlElement) -> dict[str, str]:
    """Return the first content of each meta element, by its name in lower case."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(attribute, "").lower()
            content = _text(element.get("content"))
            if name and content:
                found.setdefault(name, content)
    return found


def _dates(tree: HtmlElement, data: Mapping[str, Any], meta: Mapping[str, str]) -> Iterator[str]:
    if stated := _text(data.get("datePublished")):
        yield stated
    yield from (meta[name] for name in _PUBLISHED if name in meta)
    times = list(islice(tree.iter("time"), _MAX_NAMES))
    for element in times:
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            yield element.get("datetime") or element.text or ""
    # Only the first time of the first article: others on the page are those of other articles.
    for article in islice(tree.iter("article"), 1):
        for element in islice(article.iter("time"), 1):
            yield element.get("datetime") or element.text or ""


def _first_date(*texts: str | None) -> str | None:
    return next((date for text in texts if text and (date := parse_date(text))), None)


def _names(value: object) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    names = [item.get("name") if isinstance(item, dict) else item for item in items[:_MAX_NAMES]]
    texts = [_text(name) for name in names]
    return tuple(text for text in texts if text and "://" not in text)


def _meta_authors(meta: Mapping[str, str]) -> tuple[str, ...]:
    name = meta.get("author") or meta.get("article:author") or meta.get("byl") or ""
    return (name.removeprefix("By "),) if name and "://" not in name else ()


def _heading(tree: HtmlElement) -> str | None:
    """Return the page's only first-level heading, else its title without the name of the site."""
    headings = [_text(element.text_content()) for element in islice(tree.iter("h1"), 2)]
    if len(headings) == 1 and headings[0]:
        return headings[0]
    title = next((_text(element.text) for element in tree.iter("title")), None)
    if title is None:
        return None
    for mark in (" | ", " — ", " – ", " - ", " :: "):
        rest, found, site = title.rpartition(mark)
        if found and len(site.split()) <= _MAX_SITE_WORDS < len(rest.split()):
            return rest
    return title


def _section(value: object) -> str | None:
    return _text(value[0] if isinstance(value, list) and value else value)


def _url(
    tree: HtmlElement, data: Mapping[str, Any], meta: Mapping[str, str], base: str | None
) -> str | None:
    links = (link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical")
    for url in (next(links, None), meta.get("og:url"), _text(data.get("url"))):
        try:
            full = urljoin(base or "", url.strip()) if url else ""
            is_on_host = host_of(full) and (base is None or host_of(full) == host_of(base))
            if is_on_host and is_below_its_site(full):
                return full
        except ValueError:
            continue
    return base


def host_of(url: str) -> str | None:
    """Return the host of a web address without a leading ``www.`` or ``m.``; None if it has none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    host = parts.hostname if parts.scheme.lower() in ("http", "https") else None
    return host.removeprefix("www.").removeprefix("m.") if host else None


def _text(value: object) -> str | None:
    """Return one line of text, or None; what sites escape twice is unescaped."""
    return (" ".join(unescape(value).split()) or None) if isinstance(value, str) else None
