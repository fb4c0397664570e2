"""Reads PDF: its text in paragraphs, without what repeats on every page."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from statistics import median
from typing import TYPE_CHECKING

from ingest.dating import parse_date
from ingest.records import FoundDate, RawArticle
from ingest.sources.content import Content, parser_errors
from ingest.sources.dated_text import with_text_date
from ingest.sources.limits import MAX_PDF_CHARACTERS, MAX_PDF_PAGES
from ingest.sources.wrapping import joiner
from ingest.words import pattern
from rag.errors import InputError

if TYPE_CHECKING:
    from pypdf import PdfReader

_EDGE_LINES = 2
_MIN_REPEATS = 3
_MIN_NUMBERS = 2
_LONGEST_EDGE = 200
_NUMBER = re.compile(r"(?<!\d)\d{1,9}(?!\d)")
_ENDS_SENTENCE = re.compile(r"[.!?…:。！？]['\"’”»)\]]*$")
_SHORT_LINE = 0.75
# What programs write into the title of a document that has none.
_NO_TITLE = re.compile(r"untitled|microsoft word|.*\.(?:docx?|indd|pdf|qxp|txt|rtf)$", re.I)


def read(content: Content) -> Iterator[RawArticle]:
    """Yield the text of a PDF as one article.

    Raises:
        InputError: It is damaged, encrypted, too long, or holds pictures of text only.
    """
    data = content.whole()
    # pypdf warns of every oddity on stderr; what matters is raised.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    from pypdf import PdfReader

    with parser_errors("The PDF"):
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
    """Return a property of the document; "" if it is missing or cannot be read."""
    with suppress(Exception):  # programs write anything there
        return str(getattr(reader.metadata, name) or "").strip()
    return ""


def _pages(reader: PdfReader) -> list[list[str]]:
    """Return the lines of each page."""
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
        pages.append([" ".join(line.split()) for line in text.split("\n")])
    return pages


def _without_repeats(pages: list[list[str]]) -> list[str]:
    """Remove the lines at the edge of most pages that are the same, or number the pages."""
    edges = {
        (number, line)
        for number, lines in enumerate(pages)
        for place, line in enumerate(lines)
        if _is_at_edge(place, lines)
    }
    counts = Counter(form for number, line in edges for form in (line, *_counting(line, number)))
    half = sum(map(any, pages)) // 2

    def is_repeated(line: str, number: int) -> bool:
        found = _page_number().fullmatch(line)
        if found and len(pages) == 1:  # nothing is counted
            return found["number"] == "1" and bool(found["word"] or found["total"])
        least = _MIN_NUMBERS if found else _MIN_REPEATS
        counting = max((counts[form] for form in _counting(line, number)), default=0)
        return counts[line] >= max(half, _MIN_REPEATS) or counting >= max(half, least)

    return [
        line
        for number, lines in enumerate(pages)
        for place, line in enumerate(lines)
        if not (_is_at_edge(place, lines) and is_repeated(line, number))
    ]


def _is_at_edge(place: int, lines: list[str]) -> bool:
    is_outer = place < _EDGE_LINES or place >= len(lines) - _EDGE_LINES
    return is_outer and 0 < len(lines[place]) <= _LONGEST_EDGE


def _counting(line: str, number: int) -> Iterator[str]:
    """Yield forms of a line that are the same on all pages if one of its figures numbers the pages."""
    for figure in _NUMBER.finditer(line):
        yield f"{line[: figure.start()]}#{int(figure[0]) - number}#{line[figure.end() :]}"


def _paragraphs(lines: list[str]) -> list[str]:
    """Join lines into paragraphs, with the words that were cut at their ends.

    A paragraph ends at a blank line, or with a sentence whose last line is clearly shorter than the
    others.
    """
    join = joiner("\n".join(lines))
    widths = [len(line) for line in lines if line]
    full = _SHORT_LINE * median(widths) if widths else 0.0
    found: list[str] = []
    current: list[str] = []
    for line in [*lines, ""]:
        if not line:
            # The end of a page does not end the paragraph while its sentence goes on.
            is_short = sum(map(len, current)) < full
            if current and (_ENDS_SENTENCE.search(current[-1]) or not found or is_short):
                found.append(join(current))
                current = []
            continue
        current.append(line)
        if _ENDS_SENTENCE.search(line) and len(line) < full:
            found.append(join(current))
            current = []
    return [*found, join(current)] if current else found


@cache
def _page_number() -> re.Pattern[str]:
    """Return a pattern of a line that numbers a page: "Seite 3 von 12", "- 3 -", "3 oldal"."""
    return re.compile(
        rf"""\W*(?:(?P<word>{pattern("pages.page")})\W*)?(?P<number>\d{{1,4}})\s*
        (?P<total>(?:/|{pattern("pages.of")})\s*\d{{1,4}})?{pattern("pages.behind")}?[^\w.!?]*""",
        re.IGNORECASE | re.VERBOSE,
    )
