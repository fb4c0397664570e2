"""One content -> its articles: the format is told, and the module of that format reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from ingest.dating import date_in_name
from ingest.records import FoundDate, FoundIn, RawArticle, Rejection
from ingest.sources import feeds, jsonl, link_lists, markdown, plain_text, web_page
from ingest.sources.content import Content
from ingest.sources.decoding import decode
from ingest.sources.sniffing import Format, format_of
from rag.errors import InputError

_Reader = Callable[[Content], Iterator[RawArticle | Rejection]]


def read_any(content: Content) -> Iterator[RawArticle | Rejection]:
    """The articles of a content in any format; what cannot be read is a Rejection."""
    try:
        reader = _READERS[format_of(content.head(), content.suffix)]
        for item in reader(content):
            yield item if isinstance(item, Rejection) else _completed(item, content)
    except InputError as error:
        yield Rejection(content.origin.path, content.origin.line, str(error))


def _completed(article: RawArticle, content: Content) -> RawArticle:
    """The article with what is known of it beside its text."""
    fields = dict(article.fields)
    found_in: dict[str, FoundIn] = dict(article.found_in)
    dates = list(article.dates)
    if (known := content.known) is not None:
        for name, value in known.fields.items():
            if name not in fields:
                fields[name] = value
                found_in[name] = known.found_in.get(name, "feed")
        dates += known.dates
    if "source" not in fields and content.options.source is not None:
        fields["source"] = content.options.source
        found_in["source"] = "setting"
    if "url" not in fields and "://" in article.origin.path and "!/" not in article.origin.path:
        fields["url"] = article.origin.path
    if named := date_in_name(article.origin.path):
        dates.append(FoundDate(named, "file name"))
    return replace(article, fields=fields, found_in=found_in, dates=tuple(dates))


def _text(content: Content) -> str:
    text = decode(content.whole())
    if not text.strip():
        raise InputError("The file is empty.")
    return text


def _plain_text(content: Content) -> Iterator[RawArticle]:
    yield plain_text.read(_text(content), content.origin)


def _markdown(content: Content) -> Iterator[RawArticle]:
    yield markdown.read(_text(content), content.origin)


def _opml(content: Content) -> Iterator[RawArticle]:
    count = len(link_lists.feeds_of_opml(content.whole()))
    raise InputError(
        f"This is a list of {count} feeds and holds no text. Ingest the feeds by their addresses."
    )
    yield


def _sitemap(content: Content) -> Iterator[RawArticle]:
    count = len(link_lists.links_of_sitemap(content.whole()))
    raise InputError(
        f"This is a sitemap of {count} addresses and holds no text. Ingest it by its own address."
    )
    yield


_READERS: Mapping[Format, _Reader] = {
    "plain text": _plain_text,
    "markdown": _markdown,
    "jsonl": jsonl.read_lines,
    "json": jsonl.read_array,
    "html": web_page.read,
    "feed": feeds.read,
    "opml": _opml,
    "sitemap": _sitemap,
}
