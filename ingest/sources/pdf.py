"""PDF: its text in paragraphs, without what repeats on every page."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from statistics import median
from typing import TYPE_CHECKING

from ingest.dating import parse_date
from ingest.records import FoundDate, RawArticle
from ingest.sources.content import Content, foreign
from ingest.sources.dated_text import with_text_date
from ingest.sources.limits import MAX_PDF_CHARACTERS, MAX_PDF_PAGES
from ingest.sources.wrapping import joined
from rag.errors import InputError

if TYPE_CHECKING:
    from pypdf import PdfReader

_EDGE_LINES = 2
_MIN_REPEATS = 3
_PAGE_NUMBER = re.compile(r"\W*(?:\w{1,7}\s+)?\d{1,4}(?:\s*(?:/|of|van|von|sur|de)\s*\d{1,4})?\W*")
_ENDS_SENTENCE = re.compile(r"[.!?…:。！？]['\"’”»)\]]*$")
_SHORT_LINE = 0.75
# What programs write into the title of a document that has none.
_NO_TITLE = re.compile(r"untitled|microsoft word|.*\.(?:docx?|indd|pdf|qxp|txt|rtf)$", re.I)


def read(content: Content) -> Iterator[RawArticle]:
    """The text of a PDF as one article.

    Raises:
        InputError: It is damaged, encrypted, too long, or holds pictures of text only.
    """
    data = content.whole()
    # It warns of every oddity on stderr; what matters is raised.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    from pypdf import PdfReader

    with foreign("The PDF"):
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("The PDF is encrypted. Save a copy without a password.")
        pages = _pages(reader)
    lines = _without_repeats(pages)
    body = "\n\n".join(_paragraphs(lines))
    if not body:
        raise InputError(
            "The PDF has no text in it, only pictures of pages. Run text recognition (OCR) on it "
            "first."
        )
    title, author = _property(reader, "title"), _property(reader, "author")
    fields: dict[str, object] = {}
    if title and not _NO_TITLE.match(title):
        fields["title"] = title
    if author:
        fields["author"] = author
    created = _property(reader, "creation_date") or parse_date(
        _property(reader, "creation_date_raw")
    )
    after = [FoundDate(created[: len("2025-08-13")], "document")] if created else []
    article = RawArticle(content.origin, body, fields, found_in=dict.fromkeys(fields, "document"))
    yield with_text_date(article, after)


def _property(reader: PdfReader, name: str) -> str:
    """What the document says of itself; "" where that is nothing or cannot be read."""
    with suppress(Exception):  # programs write anything there
        return str(getattr(reader.metadata, name) or "").strip()
    return ""


def _pages(reader: PdfReader) -> list[list[str]]:
    """The lines of each page that has any."""
    if len(reader.pages) > MAX_PDF_PAGES:
        raise InputError(f"The PDF has over {MAX_PDF_PAGES:,} pages. Split it into articles.")
    pages = []
    total = 0
    for page in reader.pages:
        text = page.extract_text()
        total += len(text)
        if total > MAX_PDF_CHARACTERS:
            raise InputError(
                f"The PDF has over {MAX_PDF_CHARACTERS:,} characters. Split it into articles."
            )
        lines = [" ".join(line.split()) for line in text.split("\n")]
        if any(lines):
            pages.append(lines)
    return pages


def _without_repeats(pages: list[list[str]]) -> list[str]:
    """All lines, less page numbers and what stands at the edge of most pages."""
    counts = Counter(
        key
        for lines in pages
        for key in {_key(line) for line in (*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:])}
    )
    least = max(_MIN_REPEATS, len(pages) // 2)
    kept = []
    for lines in pages:
        for place, line in enumerate(lines):
            at_edge = place < _EDGE_LINES or place >= len(lines) - _EDGE_LINES
            if at_edge and line and (counts[_key(line)] >= least or _PAGE_NUMBER.fullmatch(line)):
                continue
            kept.append(line)
    return kept


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _paragraphs(lines: list[str]) -> list[str]:
    """Lines joined to paragraphs, words that were cut at their ends made whole.

    A paragraph ends at a blank line, and where a sentence ends on a line that is clearly shorter
    than the others.
    """
    widths = [len(line) for line in lines if line]
    full = _SHORT_LINE * median(widths) if widths else 0.0
    found: list[str] = []
    current = ""
    for line in [*lines, ""]:
        if not line:
            # A page's end is no paragraph's end while the sentence goes on.
            if current and (_ENDS_SENTENCE.search(current) or not found or len(current) < full):
                found.append(current)
                current = ""
            continue
        current = _joined(current, line)
        if _ENDS_SENTENCE.search(line) and len(line) < full:
            found.append(current)
            current = ""
    return [*found, current] if current else found


def _joined(text: str, line: str) -> str:
    if len(text) > 1 and text[-1] in "-\xad" and text[-2].islower() and line[0].islower():
        return text[:-1] + line
    return joined(text, line)
