"""Web pages: the article, without what stands around it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ingest.records import FoundDate, FoundIn, RawArticle
from ingest.sources.boilerplate import article_text
from ingest.sources.content import Content, foreign
from ingest.sources.limits import MAX_PAGE_BYTES
from ingest.sources.markup import decode_markup
from ingest.sources.page_metadata import PageMetadata, page_metadata
from rag.errors import InputError

if TYPE_CHECKING:
    from trafilatura.settings import Document

# The text given for machines is taken when what was found on the page is shorter than this of it.
_MOST_OF_IT = 0.5


def read(content: Content) -> Iterator[RawArticle]:
    """The article of a page, with what the page says of itself.

    Raises:
        InputError: It holds no article, or is too large.
    """
    text = decode_markup(content.whole(MAX_PAGE_BYTES), content.charset)
    with foreign("The page"):
        metadata, found = _extracted(text, content.address)
    body = found.text or "" if found else ""
    if metadata.body and len(body) < _MOST_OF_IT * len(metadata.body):
        body = metadata.body
    title = metadata.title or (found.title if found else None)
    body = article_text(body, title)
    if not body:
        raise InputError(
            "No article was found on this page: it may be a list of articles, or made by scripts. "
            "Save the text, and ingest that."
        )
    fields = _fields(metadata, found, title)
    published = [*metadata.published, *([found.date] if found and found.date else ())]
    found_in: dict[str, FoundIn] = dict.fromkeys(fields, "page")
    dates = tuple(FoundDate(date, "page") for date in dict.fromkeys(published))
    yield RawArticle(content.origin, body, fields, found_in=found_in, dates=dates)


def _extracted(text: str, address: str | None) -> tuple[PageMetadata, Document | None]:
    from trafilatura import bare_extraction, load_html

    tree = load_html(text)
    if tree is None:
        raise InputError("It is no page: nothing in it can be read as HTML.")
    metadata = page_metadata(tree, address)
    found = bare_extraction(
        tree,
        url=address,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    assert not isinstance(found, dict)
    return metadata, found


def _fields(metadata: PageMetadata, found: Document | None, title: str | None) -> dict[str, object]:
    host = urlsplit(metadata.url).hostname if metadata.url else None
    authors = metadata.authors or tuple(
        name.strip() for name in ((found and found.author) or "").split(";")
    )
    fields: dict[str, object] = {
        "title": title,
        "url": metadata.url,
        "updated_at": metadata.modified,
        "authors": [name for name in authors if name],
        "source": metadata.outlet or (host.removeprefix("www.") if host else None),
        "section": metadata.section,
        "kind": metadata.kind,
        "language": metadata.language,
    }
    return {name: value for name, value in fields.items() if value}
