"""Reads CSV and Parquet tables, one article to a row, row by row."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from io import StringIO
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Any, BinaryIO

from ingest.records import Origin, RawArticle, Rejection
from ingest.sources.columns import article_of, check_columns, delimiter_of, named_delimiter
from ingest.sources.content import Content, parser_errors
from ingest.sources.decoding import decode, encoding_of
from ingest.sources.limits import MAX_LINE_BYTES, MAX_ROW_GROUP_BYTES
from ingest.sources.lines import lines_of
from rag.errors import InputError

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_ROWS_AT_ONCE = 64


def read_csv(content: Content) -> Iterator[RawArticle | Rejection]:
    """Yield the rows of a table whose first line names its columns; a bad row is rejected alone.

    A quote that is never closed would swallow all rows after it. So the row in which it opens is
    rejected, and the lines after that are read as rows if they have all columns.

    Raises:
        InputError: No column is known to hold the text.
    """
    csv.field_size_limit(2 * MAX_LINE_BYTES)
    path = content.origin.path
    lines = _Lines(content)
    header = lines.header()
    if (delimiter := named_delimiter(header)) is not None:
        next(lines)
        header = lines.header()
    lines.begin_row()
    # A blank right after a delimiter is no part of the value.
    rows = csv.reader(lines, delimiter=delimiter or delimiter_of(header), skipinitialspace=True)
    with parser_errors("The table"):
        names = [name.strip() for name in next(rows)]
    if lines.is_cut:
        raise InputError("The first line names no columns: a quote in it is never closed.")
    chosen = content.options.columns
    check_columns(names, chosen)
    while True:
        first = lines.begin_row()
        was_read_before = lines.are_read_again
        with parser_errors("The table"):
            row = next(rows, None)
        yield from (Rejection(path, line, reason) for line, reason in lines.taken_problems())
        if row is None:
            return
        if lines.is_cut:
            opened = lines.read_again(row[-1])
            yield Rejection(
                path,
                first,
                f"The quote opened in line {opened} is never closed, or only after "
                f"{MAX_LINE_BYTES / 1e6:.0f} MB. Close it, or take it out.",
            )
        elif was_read_before and len(row) < len(names):
            continue  # a line of the text in the quote
        elif any(row[len(names) :]):
            yield Rejection(
                path,
                first,
                f"The row has {len(row)} fields, the header {len(names)}. Put texts with a "
                "delimiter in quotes.",
            )
        elif any(row):
            cells = dict(zip_longest(names, row[: len(names)]))
            yield _article(cells, chosen, Origin(path, first))


def read_parquet(content: Content) -> Iterator[RawArticle | Rejection]:
    """Yield the rows of a Parquet table; only the columns that are used are read.

    Raises:
        InputError: It is damaged, or no column is known to hold the text.
    """
    from pyarrow.parquet import ParquetFile

    with parser_errors("The Parquet file"):
        table = ParquetFile(content.unpacked().stream, pre_buffer=False)
        columns = check_columns(table.schema_arrow.names, content.options.columns)
        _check_groups(table)
    batches = table.iter_batches(
        batch_size=_ROWS_AT_ONCE, columns=sorted(columns), use_threads=False
    )
    number = 0
    while True:
        with parser_errors("The Parquet file"):
            batch = next(batches, None)
            rows: list[dict[str, Any]] = [] if batch is None else batch.to_pylist()
        if batch is None:
            return
        for row in rows:
            number += 1
            origin = Origin(content.origin.path, item=number)
            yield _article(row, content.options.columns, origin)


class _Lines:
    """The decoded lines of a text for the csv module; faults of lines are kept aside.

    They end with the text, and within a row that is too long: the module, which asks for more lines
    of a row only while a quote is open, then returns what it has of the row.

    Attributes:
        number: Number of the line that was last handed out, from 1.
        is_cut: Whether the last row was ended within a quote.
    """

    def __init__(self, content: Content) -> None:
        self._charset = content.charset
        self._encoding = encoding_of(content.head(), content.charset)
        self._texts = self._decoded(content.stream)
        self._problems: list[tuple[int, str]] = []
        self._row_length = 0
        self._last_again = 0
        self.number = 0
        self.is_cut = False

    @property
    def are_read_again(self) -> bool:
        """Tell whether the next line was handed out before, in a row that was cut."""
        return self.number < self._last_again

    def header(self) -> str:
        """Return the first line that is not blank; it is handed out again as the next line."""
        first = next((line for line in self if line.strip()), None)
        if first is None:
            raise InputError("The file is empty.")
        self._texts = chain([(self.number, first)], self._texts)
        return first

    def begin_row(self) -> int:
        """Let a row begin, and return the number of its first line."""
        self._row_length = 0
        self.is_cut = False
        return self.number + 1

    def read_again(self, cell: str) -> int:
        """Hand out again the lines after the one in which the last cell of a cut row begins.

        Returns:
            The number of that line.
        """
        # Quotes in it were all doubled, or one would have closed it.
        lines = StringIO(cell.replace('"', '""'))
        next(lines)
        self._last_again = self.number
        self.number -= cell.count("\n") - 1
        self._texts = chain(enumerate(lines, self.number + 1), self._texts)
        return self.number

    def taken_problems(self) -> list[tuple[int, str]]:
        """Return (line, reason) for each line that could not be read since the last call."""
        taken, self._problems = self._problems, []
        return taken

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._row_length > MAX_LINE_BYTES or (found := next(self._texts, None)) is None:
            self.is_cut = self._row_length > 0
            raise StopIteration
        self.number, text = found
        self._row_length += len(text)
        return text

    def _decoded(self, stream: BinaryIO) -> Iterator[tuple[int, str]]:
        for number, line in lines_of(stream):
            try:
                if isinstance(line, InputError):
                    raise line
                # The csv module takes neither the end of a C string nor that of an old Mac's line.
                text = self._text(line).rstrip("\r\n")
                yield number, text.replace("\0", "").replace("\r", " ") + "\n"
            except InputError as error:
                self._problems.append((number, str(error)))
                yield number, "\n"

    def _text(self, line: bytes | str) -> str:
        if isinstance(line, str):
            return line.lstrip("\ufeff")
        try:
            return line.decode(self._encoding)
        except UnicodeDecodeError:
            return decode(line, self._charset)


def _article(
    row: Mapping[str, object], chosen: Mapping[str, str], origin: Origin
) -> RawArticle | Rejection:
    try:
        return article_of(row, chosen, origin)
    except InputError as error:
        return Rejection.at(origin, str(error))


def _check_groups(table: ParquetFile) -> None:
    """Refuse a table whose groups of rows, each held in memory, are too large.

    Raises:
        InputError: One is.
    """
    for number in range(table.num_row_groups):
        if table.metadata.row_group(number).total_byte_size > MAX_ROW_GROUP_BYTES:
            raise InputError(
                f"A group of its rows has over {MAX_ROW_GROUP_BYTES / 1e9:.0f} GB. Write it with "
                "smaller row groups."
            )
