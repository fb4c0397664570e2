"""Reads Word documents (.docx): paragraphs and tables in their order, and the document's
properties.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.records import FoundDate, FoundIn, RawArticle
from ingest.sources.content import Content, parser_errors
from ingest.sources.dated_text import with_text_date
from ingest.sources.limits import MAX_FILE_BYTES
from ingest.sources.plain_text import parted
from ingest.sources.superscripts import raised
from rag.errors import InputError

if TYPE_CHECKING:
    from datetime import datetime

    from docx.document import Document
    from docx.oxml.text.paragraph import CT_P
    from docx.table import Table

# What python-docx writes into a document, and says of one without properties.
_WRITER = "python-docx"
_NO_TITLE = "Word Document"
# Content controls (sdt) may hold whole paragraphs; those of building blocks hold a table of contents.
_BLOCKS = (
    "(. | .//w:sdtContent[not(ancestor::w:p or ancestor::w:tbl or ancestor::w:sdt[w:sdtPr/w:docPartObj])])"
    "/*[self::w:p or self::w:tbl]"
)
_OF_CELL = ".//w:p[not(ancestor::w:txbxContent)]"
# Without text that was deleted or moved away, text boxes, and annotations of how a word is read.
_RUNS = ".//w:r[not(ancestor::w:del or ancestor::w:moveFrom or ancestor::w:txbxContent or ancestor::w:rt)]"
_IS_RAISED = "./w:rPr/w:vertAlign[@w:val='superscript']"
_TITLES = frozenset({"title", "heading 1"})


def read(content: Content, archive: zipfile.ZipFile) -> RawArticle:
    """Return the article of a Word document.

    Args:
        archive: The document, open as the ZIP archive that it is.

    Raises:
        InputError: It is damaged, empty or unpacks to too much.
    """
    if sum(info.file_size for info in archive.infolist()) > MAX_FILE_BYTES:
        raise InputError(f"It unpacks to over {MAX_FILE_BYTES / 1e6:.0f} MB. Save it as text.")
    from docx import Document

    content.stream.seek(0)
    with parser_errors("The Word document"):
        document = Document(content.stream)
        title, lines = _lines(document)
        properties = document.core_properties
        named = properties.title.strip()
        fields: dict[str, object] = {
            "title": title or ("" if named == _NO_TITLE else named),
            "author": properties.author.strip().removeprefix(_WRITER),
            "language": properties.language.strip(),
        }
        created = properties.created
    fields = {name: value for name, value in fields.items() if value}
    found_in: dict[str, FoundIn] = dict.fromkeys(fields, "document")
    article = RawArticle(content.origin, "\n\n".join(lines), fields, found_in=found_in)
    article = with_text_date(article, _created(created))
    if "title" in fields:
        return article
    title, body = parted(article.body)
    return replace(article, body=body, fields={**fields, "title": title}) if title else article


def _lines(document: Document) -> tuple[str, list[str]]:
    """Return (the title or "", the other paragraphs and rows)."""
    from docx.oxml.table import CT_Tbl
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    title = ""
    lines: list[str] = []
    for element in document.element.body.xpath(_BLOCKS):
        if isinstance(element, CT_Tbl):
            lines += _rows(Table(element, document))
            continue
        block = Paragraph(element, document)
        text = _text(element)
        style = (block.style.name or "").lower() if block.style is not None else ""
        if text and not title and not lines and style in _TITLES:
            title = text
        elif text:
            lines.append(text)
    return title, lines


def _rows(table: Table) -> Iterator[str]:
    """Yield the rows of a table, each cell once: python-docx repeats a merged cell for each column
    and row.
    """
    seen: set[object] = set()
    for row in table.rows:
        cells = [cell._tc for cell in row.cells]
        texts = {cell: "\n".join(map(_text, cell.xpath(_OF_CELL))).strip() for cell in cells}
        new = [text for cell, text in texts.items() if cell not in seen]
        seen.update(texts)
        if new:
            yield " | ".join(new)


def _text(paragraph: CT_P) -> str:
    """Return the text of a paragraph with tracked changes accepted, links and content controls
    included.
    """
    text = ""
    for run in paragraph.xpath(_RUNS):
        text += raised(text, run.text) if run.xpath(_IS_RAISED) else run.text
    return text.strip()


def _created(moment: datetime | None) -> Iterator[FoundDate]:
    # The day of python-docx's template, with which many programs write.
    if moment is not None and moment.date().isoformat() != "2013-12-23":
        yield FoundDate(moment.date().isoformat(), "document")
