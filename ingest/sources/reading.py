"""Reads one content into its articles: finds out the format, and calls the module of that format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace

from ingest.dating import date_in_name, stated_date
from ingest.records import FoundDate, FoundIn, RawArticle, Rejection
from ingest.sources import (
    archives,
    feeds,
    jsonl,
    link_lists,
    mail,
    markdown,
    pdf,
    plain_text,
    tables,
    warc,
    web_page,
)
from ingest.sources.content import Content
from ingest.sources.decoding import decode
from ingest.sources.row_numbers import without_row_numbers
from ingest.sources.sniffing import Format, format_of
from rag.corpus.rejected import absolute
from rag.errors import InputError

_DATES = frozenset({"published_at", "updated_at"})

_Reader = Callable[[Content], Iterator[RawArticle | Content | Rejection]]


def read_any(content: Content) -> Iterator[RawArticle | Rejection]:
    """Yield the articles of a content in any format; a Rejection for what cannot be read."""
    try:
        reader = _READERS[format_of(content.head(), content.suffix)]
        for item in reader(content):
            if isinstance(item, Content):
                yield from read_any(item)
            else:
                yield _completed(item, content) if isinstance(item, RawArticle) else item
    except InputError as error:
        yield Rejection.at(content.origin, str(error))


def _completed(article: RawArticle, content: Content) -> RawArticle:
    """Return an article with what is known of it from outside its text."""
    fields = dict(article.fields)
    found_in: dict[str, FoundIn] = dict(article.found_in)
    dates = list(article.dates)
    if content.options.dates is not None:
        for name in _DATES - found_in.keys() & fields.keys():
            with suppress(InputError):  # cleaning names what is no date
                fields[name] = stated_date(fields[name], content.options.dates)
    if (known := content.known) is not None:
        for name, value in known.fields.items():
            if name not in fields:
                fields[name] = value
                found_in[name] = known.found_in.get(name, "feed")
        dates += known.dates
    if "source" not in fields and content.options.source is not None:
        fields["source"] = content.options.source
        found_in["source"] = "setting"
    # The name of a file of many articles only says when they were collected.
    is_only = article.origin.line is None and article.origin.item is None
    if is_only and content.address is not None:
        fields.setdefault("url", content.address)
    if is_only and (named := date_in_name(absolute(article.origin.path).rpartition("!/")[2])):
        dates.append(FoundDate(named, "file name"))
    return replace(article, fields=fields, found_in=found_in, dates=tuple(dates))


def _table(reader: Callable[[Content], Iterator[RawArticle | Rejection]]) -> _Reader:
    def read(content: Content) -> Iterator[RawArticle | Content | Rejection]:
        return without_row_numbers(reader(content), content.options)

    return read


def _text(content: Content) -> str:
    text = decode(content.whole(), content.charset)
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
    "csv": _table(tables.read_csv),
    "parquet": _table(tables.read_parquet),
    "mail": mail.read,
    "mailbox": mail.read_mailbox,
    "pdf": pdf.read,
    "zip": archives.read_zip,
    "tar": archives.read_tar,
    "gzip": archives.read_gzip,
    "bzip2": archives.read_bzip2,
    "xz": archives.read_xz,
    "zstd": archives.read_zstd,
    "warc": warc.read,
}
