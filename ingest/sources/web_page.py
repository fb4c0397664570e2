"""Reads web pages: the article, without what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ingest.headings import is_heading, opens_sentence
from ingest.records import FoundDate, FoundIn, RawArticle
from ingest.sources.boilerplate import article_text, is_boilerplate
from ingest.sources.content import Content, parser_errors
from ingest.sources.dated_text import with_text_date
from ingest.sources.limits import MAX_PAGE_BYTES, MAX_PAGE_ELEMENTS
from ingest.sources.markup import as_read, decode_markup
from ingest.sources.page_metadata import PageMetadata, host_of, page_metadata
from ingest.withdrawal import is_withdrawn
from rag.errors import InputError

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

# The text given for machines is used if the text found on the page is shorter than this share of it.
_MOST_OF_IT = 0.5
# Characters. If it finds less, trafilatura makes one line of all that stands on the page; its own
# bound, 250, does so with news in brief.
_LEAST = 25
_BLOCKS = ("p", "div", "li")
_INLINE = ("b", "em", "i", "small", "span", "strong")
_LONG_CELL = 300
_LONGEST_CAPTION = 500
_CAPTION = re.compile(
    r"(?:^|\s)(?:[\w-]+-|[\w-]+__)?(?:caption|(?:photo|image|picture|media)-?credits?)(?:-text)?(?:$|\s)"
)


def read(content: Content) -> Iterator[RawArticle]:
    """Yield the article of a page, with what the page says of itself.

    Raises:
        InputError: It holds no article, or is too large.
    """
    text = as_read(decode_markup(content.whole(MAX_PAGE_BYTES), content.charset))
    with parser_errors("The page"):
        metadata, found = _extracted(text, content.address)
    body = found.text or "" if found else ""
    if metadata.body and len(body) < _MOST_OF_IT * len(metadata.body):
        body = metadata.body
    fields = _fields(metadata, found)
    if metadata.outlet is None and content.known and content.known.fields.get("source"):
        fields.pop("source", None)  # a feed knows the outlet better than the host's name tells it
    body = article_text(body, metadata.title, metadata.authors)
    if not body:
        raise InputError(
            "No article was found on this page: it may be a list of articles, or made by scripts. "
            "Save the text, and ingest that."
        )
    published = [*metadata.published, *([found.date] if found and found.date else ())]
    found_in: dict[str, FoundIn] = dict.fromkeys(fields, "page")
    dates = tuple(FoundDate(date, "page") for date in dict.fromkeys(published))
    yield with_text_date(RawArticle(content.origin, body, fields, found_in=found_in, dates=dates))


def _extracted(text: str, address: str | None) -> tuple[PageMetadata, Document | None]:
    from trafilatura import bare_extraction, load_html
    from trafilatura.settings import Extractor

    tree = load_html(text)
    if tree is None:
        raise InputError("It is no page: nothing in it can be read as HTML.")
    if sum(1 for _ in tree.iter()) > MAX_PAGE_ELEMENTS:
        raise InputError(
            f"The page has over {MAX_PAGE_ELEMENTS:,} elements, more than any article. Save its "
            "text, and ingest that."
        )
    metadata = page_metadata(tree, address)
    _drop_captions(tree)
    _break_after_headings(tree)
    _loosen_tables(tree, metadata.title or "")
    _drop_boilerplate(tree)
    dates: dict[str, Any] = {"original_date": True, "extensive_search": False}
    options = Extractor(
        output_format="python", comments=False, url=address, with_metadata=True, date_params=dates
    )
    options.min_extracted_size = _LEAST
    found = bare_extraction(tree, options=options)
    assert not isinstance(found, dict)
    return metadata, found


def _drop_captions(tree: HtmlElement) -> None:
    """Remove what belongs to a picture and is not marked up as its caption."""
    for element in tree.xpath("//*[contains(@class, 'caption') or contains(@class, 'credit')]"):
        is_caption = _CAPTION.search(element.get("class"))
        if is_caption and len(element.text_content()) <= _LONGEST_CAPTION:
            element.drop_tree()


def _break_after_headings(tree: HtmlElement) -> None:
    """Put a bold heading that runs into its paragraph on a line of its own."""
    for paragraph in list(tree.iter("p")):
        bold = next(iter(paragraph), None)
        if bold is None or bold.tag not in ("b", "strong") or (paragraph.text or "").strip():
            continue
        if is_heading(bold.text_content()) and opens_sentence(bold.tail or ""):
            line_break = bold.makeelement("br")
            line_break.tail, bold.tail = bold.tail, None
            bold.addnext(line_break)


def _loosen_tables(tree: HtmlElement, title: str) -> None:
    """Turn tables that only lay out a page, as on old pages, into divisions.

    They have long cells, or a cell with the headline of the page.
    """
    for table in list(tree.iter("table")):
        cells = [" ".join(cell.text_content().split()) for cell in table.iter("td")]
        if any(len(cell) > _LONG_CELL or (title and title in cell) for cell in cells):
            for element in [table, *table.iter("tbody", "tr", "td", "th")]:
                element.tag = "div"


def _drop_boilerplate(tree: HtmlElement) -> None:
    """Remove lines that belong to no article; of a short article, they may be all that is found."""
    for element in list(tree.iter(*_BLOCKS, *_INLINE)):
        if _is_line(element) and is_boilerplate(" ".join(element.text_content().split())):
            element.drop_tree()


def _is_line(element: HtmlElement) -> bool:
    """Tell whether an element is one line, and all that stands on that line."""
    if next(element.iterdescendants(*_BLOCKS, "br", "table"), None) is not None:
        return False
    if element.tag in _BLOCKS:
        return True
    parent, before, after = element.getparent(), element.getprevious(), element.getnext()
    text_before = parent.text if before is None else before.tail
    return (
        parent.tag in _BLOCKS
        and all(other is None or other.tag == "br" for other in (before, after))
        and not (text_before or "").strip()
        and not (element.tail or "").strip()
    )


def _fields(metadata: PageMetadata, found: Document | None) -> dict[str, object]:
    authors = metadata.authors or tuple(
        name.strip() for name in ((found and found.author) or "").split(";")
    )
    fields: dict[str, object] = {
        "title": metadata.title,
        "url": metadata.url,
        "updated_at": metadata.modified,
        "authors": [name for name in authors if name],
        "source": metadata.outlet or host_of(metadata.url or ""),
        "section": metadata.section,
        "kind": metadata.kind,
        "status": metadata.status if is_withdrawn({"status": metadata.status}) else None,
        "language": metadata.language,
    }
    return {name: value for name, value in fields.items() if value}
