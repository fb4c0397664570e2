"""Reads RSS, Atom and JSON feeds: what each entry says, and whether that is the article or a
summary.
"""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import Any

from ingest.dating import parse_date
from ingest.naming import canonical_url, id_from
from ingest.records import FoundDate, FoundIn, Origin, RawArticle, Rejection
from ingest.sources.content import Content, parser_errors
from ingest.sources.link_lists import joined
from ingest.sources.markup import check_entities, check_nesting, decode_markup, text_of_html
from ingest.withdrawal import bare_withdrawal, is_withdrawn
from ingest.words import pattern
from rag.errors import InputError

MAX_ENTRIES = 10_000
# A summary of three sentences is shorter than this, an article longer.
_ARTICLE_CHARACTERS = 900
_END_CHARACTERS = 200
_WORDPRESS_END = re.compile(
    r"(?<!\n)\n*The post .{1,300} (?:first )?appeared (?:first )?on .{1,200}\.\s*$"
)
_FIELDS = ("title", "url", "updated_at", "authors", "source", "language", "section", "status")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed.

    Attributes:
        article: What the feed holds of it; ``fields["url"]`` is its page, if it names one.
        is_summary: Whether the page holds more: the feed gives only a summary, or no text at all.
    """

    article: RawArticle
    is_summary: bool


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed.

    Attributes:
        title: The outlet: what the feed calls itself.
        entries: Its entries, in the order of the feed.
    """

    title: str | None
    entries: tuple[FeedEntry, ...]


def read(content: Content) -> Iterator[RawArticle | Rejection]:
    """Yield the entries of a saved feed as articles, with a remark if some hold no more than a
    summary.
    """
    feed = parse_feed(content.whole(), content.origin, content.charset)
    if not feed.entries:
        raise InputError("The feed has no entries.")
    summaries = sum(1 for entry in feed.entries if entry.is_summary)
    remark = f"{summaries} of {len(feed.entries)} entries hold no more than a summary."
    articles = told_apart([entry.article for entry in feed.entries])
    for entry, article in zip(feed.entries, articles, strict=True):
        if not article.body and not bare_withdrawal(article):
            yield Rejection.at(
                article.origin,
                "There is no text in it, only a title or a link. Ingest the page "
                f"{article.fields.get('url', 'that it is about')}.",
            )
            continue
        if summaries and entry.is_summary:
            article = replace(article, remarks=(remark,))
            summaries = 0  # said once
        yield article


def told_apart(articles: Sequence[RawArticle]) -> list[RawArticle]:
    """Return the entries of a feed; those that share one address, as on live pages, each get an id.

    The id is made of the address with its fragment and, if that is the same too, of title and date.
    """
    known_by = [_address(article) for article in articles]
    for more in (_fragment, _title_and_date):
        different = {
            (known, article.body, repr(article.fields), article.dates)
            for known, article in zip(known_by, articles, strict=True)
        }
        count = Counter(known for known, *_ in different if known)
        known_by = [
            (*known, more(article)) if count[known] > 1 else known
            for known, article in zip(known_by, articles, strict=True)
        ]
    return [
        replace(article, fields={**article.fields, "id": id_from(*known)})
        if len(known) > 1
        else article
        for known, article in zip(known_by, articles, strict=True)
    ]


def _address(article: RawArticle) -> tuple[str, ...]:
    url = str(article.fields.get("url") or "")
    try:
        return (canonical_url(url),) if url else ()
    except ValueError:
        return (url,)


def _fragment(article: RawArticle) -> str:
    return str(article.fields["url"]).partition("#")[2]


def _title_and_date(article: RawArticle) -> str:
    return " ".join([str(article.fields.get("title")), *(date.value for date in article.dates)])


def parse_feed(data: bytes, origin: Origin, charset: str | None = None) -> Feed:
    """Read an RSS, Atom or JSON feed without touching the network.

    Args:
        origin: Where it came from; when that is a URL, relative links are resolved against it.
        charset: The encoding that the server declared.

    Raises:
        InputError: It is no feed, or declares XML entities.
    """
    text = decode_markup(data, charset)
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        return _json_feed(text, origin)
    check_entities(text, "The feed")
    check_nesting(text, "The feed")
    return _xml_feed(text, origin)


def _xml_feed(text: str, origin: Origin) -> Feed:
    import feedparser

    body = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff"))
    headers = {"content-type": "application/xml; charset=utf-8"}
    if "://" in origin.path:
        headers["content-location"] = origin.path
    with parser_errors("The feed"):
        # A stream, never a string: feedparser fetches what looks like an address.
        parsed = feedparser.parse(
            io.BytesIO(body.encode("utf-8", "replace")), response_headers=headers
        )
        if not parsed.get("version") and not parsed.entries:
            raise InputError("It is no RSS or Atom feed: it has neither a version nor entries.")
        outlet = _line(parsed.feed.get("title"))
        language = parsed.feed.get("language")
        entries = tuple(
            _xml_entry(entry, Origin(origin.path, item=number), outlet, language)
            for number, entry in enumerate(parsed.entries[:MAX_ENTRIES], start=1)
        )
    return Feed(outlet, entries)


def _xml_entry(entry: Any, origin: Origin, outlet: str | None, language: str | None) -> FeedEntry:
    contents = [part.get("value") or "" for part in entry.get("content") or ()]
    full = max((text_of_html(part) for part in contents), key=len, default="")
    summary = text_of_html(entry.get("summary") or "")
    names = [author.get("name") for author in entry.get("authors") or () if author.get("name")]
    if not names and entry.get("author"):
        names = [entry["author"]]
    tags = [tag.get("term") for tag in entry.get("tags") or () if tag.get("term")]
    own_source = entry.get("source") or {}
    # Not by feedparser's own lookup, which gives the day of publication for that of a change.
    updated = dict.get(entry, "updated")
    fields = {
        "title": _line(entry.get("title")),
        "url": entry.get("link"),
        "updated_at": _updated(updated, entry.get("published")),
        "authors": [_line(name) for name in names],
        "source": _line(own_source.get("title")) or outlet,
        "language": (entry.get("language") or language),
        "section": _line(tags[0]) if tags else None,
        "status": "withdrawn" if is_withdrawn(entry) else None,
    }
    return _entry(origin, fields, full, summary, entry.get("published") or updated)


def _json_feed(text: str, origin: Origin) -> Feed:
    try:
        data = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise InputError("The JSON feed is broken: it is not valid JSON.") from error
    items = data.get("items") if isinstance(data, dict) else None
    if not isinstance(items, list):
        raise InputError('The JSON feed has no list of "items".')
    outlet = _line(data.get("title"))
    entries = tuple(
        _json_entry(item, Origin(origin.path, item=number), outlet, data.get("language"))
        for number, item in enumerate(islice(items, MAX_ENTRIES), start=1)
        if isinstance(item, dict)
    )
    return Feed(outlet, entries)


def _json_entry(
    item: Mapping[str, Any], origin: Origin, outlet: str | None, language: object
) -> FeedEntry:
    html, plain = _text(item.get("content_html")), _text(item.get("content_text"))
    authors = item.get("authors") or [item.get("author")]
    names = (
        [author.get("name") for author in authors if isinstance(author, dict)]
        if isinstance(authors, list)
        else []
    )
    tags = item.get("tags")
    published = _text(item.get("date_published"))
    url = _text(item.get("url")) or _text(item.get("external_url"))
    fields = {
        "title": _line(item.get("title")),
        "url": joined(origin.path, url) if url and "://" in origin.path else url or None,
        "updated_at": _updated(item.get("date_modified"), published),
        "authors": [_line(name) for name in names if isinstance(name, str)],
        "source": outlet,
        "language": _text(item.get("language")) or language,
        "section": _line(tags[0]) if isinstance(tags, list) and tags else None,
        "status": "withdrawn" if is_withdrawn(item) else None,
    }
    return _entry(
        origin, fields, text_of_html(html) or plain.strip(), _text(item.get("summary")), published
    )


def _entry(
    origin: Origin, fields: Mapping[str, object], full: str, summary: str, published: object
) -> FeedEntry:
    body = full if len(full) > len(summary) else summary
    is_short = len(full) <= len(summary) < _ARTICLE_CHARACTERS
    is_summary = is_short or _is_cut(body)
    body = _WORDPRESS_END.sub("", body).strip()
    kept = {name: fields[name] for name in _FIELDS if fields.get(name)}
    found_in: dict[str, FoundIn] = dict.fromkeys(kept, "feed")
    date = parse_date(published) if isinstance(published, str) else None
    dates = (FoundDate(date, "feed"),) if date else ()
    return FeedEntry(RawArticle(origin, body, kept, found_in=found_in, dates=dates), is_summary)


def _is_cut(body: str) -> bool:
    """Tell whether a text ends as if it went on elsewhere."""
    return _cut_end().search(body.rstrip()[-_END_CHARACTERS:]) is not None


@cache
def _cut_end() -> re.Pattern[str]:
    """Return a pattern of the end of such a text."""
    return re.compile(rf"(?:…|\.\.\.|\[[.…]+\]|{pattern('lines.go_on')}\W*)$", re.IGNORECASE)


def _updated(text: object, published: object) -> str | None:
    """Return when an entry was changed; None if that is not told, or is when it was published."""
    return parse_date(text) if isinstance(text, str) and text != published else None


def _line(value: object) -> str | None:
    """Return a title as one line of text, without mark-up."""
    if not isinstance(value, str):
        return None
    text = text_of_html(value) if "<" in value or "&" in value else value
    return " ".join(text.split()) or None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
