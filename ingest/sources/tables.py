"""CSV and Parquet tables, one article to a row, read row by row."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from ingest.dating import parse_date
from ingest.records import Origin, RawArticle, Rejection
from ingest.sources.columns import delimiter_of, map_columns
from ingest.sources.content import Content, foreign
from ingest.sources.decoding import decode, encoding_of
from ingest.sources.limits import MAX_LINE_BYTES, MAX_ROW_GROUP_BYTES
from ingest.sources.lines import lines_of
from ingest.withdrawal import bare_withdrawal
from rag.dates import normalise
from rag.errors import InputError

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_ROWS_AT_ONCE = 64
_DATES = ("published_at", "updated_at")
# A table's own count of its rows is no name for an article outside it.
_LONGEST_COUNT = 7


def read_csv(content: Content) -> Iterator[RawArticle | Rejection]:
    """The rows of a table whose first line names its columns; a bad row is rejected alone.

    Raises:
        InputError: No column is known to hold the text.
    """
    csv.field_size_limit(MAX_LINE_BYTES)
    path = content.origin.path
    lines = _Lines(content)
    header = lines.header()
    # A blank of its own after a delimiter is none of the value.
    rows = csv.reader(lines, delimiter=delimiter_of(header), skipinitialspace=True)
    try:
        names = [name.strip() for name in next(rows)]
    except csv.Error as error:
        raise InputError(f"The first line names no columns: {error}. Check its quotes.") from error
    mapping = map_columns(names, content.options.columns)
    while True:
        first = lines.number + 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield Rejection(path, first, f"The row is broken: {error}. Check its quotes.")
            continue
        yield from (Rejection(path, line, reason) for line, reason in lines.taken_problems())
        if row is None:
            return
        if len(row) > len(names):
            yield Rejection(
                path,
                first,
                f"The row has {len(row)} fields, the header {len(names)}. Put texts with a "
                "delimiter in quotes.",
            )
        elif any(row):
            yield _article(
                dict(zip(names, row, strict=False)), mapping, Origin(path, first), content
            )


def read_parquet(content: Content) -> Iterator[RawArticle | Rejection]:
    """The rows of a Parquet table; only the columns that are used are read.

    Raises:
        InputError: It is damaged, or no column is known to hold the text.
    """
    from pyarrow.parquet import ParquetFile

    with foreign("The Parquet file"):
        table = ParquetFile(content.unpacked().stream, pre_buffer=False)
        mapping = map_columns(table.schema_arrow.names, content.options.columns)
        _check_groups(table)
    batches = table.iter_batches(
        batch_size=_ROWS_AT_ONCE, columns=sorted(set(mapping.values())), use_threads=False
    )
    number = 0
    while True:
        with foreign("The Parquet file"):
            batch = next(batches, None)
            rows: list[dict[str, Any]] = [] if batch is None else batch.to_pylist()
        if batch is None:
            return
        for row in rows:
            number += 1
            origin = Origin(content.origin.path, item=number)
            article = _article(row, mapping, origin, content)
            if isinstance(row[mapping["body"]], str) or bare_withdrawal(article):
                yield article
            else:
                yield Rejection(origin.path, None, f"Row {number}: The body is not text.")


class _Lines:
    """The lines of a text for the csv module, decoded; what is wrong with one is kept aside."""

    def __init__(self, content: Content) -> None:
        self._encoding = encoding_of(content.head())
        self._lines = lines_of(content.stream)
        self._problems: list[tuple[int, str]] = []
        self._first: str | None = None
        self.number = 0

    def header(self) -> str:
        """The first line that is not blank, which is handed out again as the first."""
        self._first = next((line for line in self if line.strip()), None)
        if self._first is None:
            raise InputError("The file is empty.")
        return self._first

    def taken_problems(self) -> list[tuple[int, str]]:
        """(line, reason) of each line that could not be read since they were asked for last."""
        taken, self._problems = self._problems, []
        return taken

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._first is not None:
            first, self._first = self._first, None
            return first
        self.number, line = next(self._lines)
        try:
            if isinstance(line, InputError):
                raise line
            # The csv module takes neither the end of a C string nor that of an old Mac's line.
            text = self._decoded(line).rstrip("\r\n")
            return text.replace("\0", "").replace("\r", " ") + "\n"
        except InputError as error:
            self._problems.append((self.number, str(error)))
            return "\n"

    def _decoded(self, line: bytes | str) -> str:
        if isinstance(line, str):
            return line.lstrip("\ufeff")
        try:
            return line.decode(self._encoding)
        except UnicodeDecodeError:
            return decode(line)


def _article(
    row: Mapping[str, Any], mapping: Mapping[str, str], origin: Origin, content: Content
) -> RawArticle:
    fields = {
        field: value
        for field, column in mapping.items()
        if field != "body" and (value := _value(row.get(column))) is not None
    }
    remarks = []
    if "id" not in content.options.columns and _is_count(fields.get("id")):
        del fields["id"]
    for name in _DATES:
        if (value := fields.get(name)) is not None:
            date = _date(value)
            if date is None:
                remarks.append(f'"{str(value)[:60]}" is no date that can be read in one way.')
                del fields[name]
            else:
                fields[name] = date
    authors = fields.get("authors")
    if isinstance(authors, str) and ";" in authors:
        fields["authors"] = [name.strip() for name in authors.split(";")]
    return RawArticle(origin, str(row.get(mapping["body"]) or ""), fields, remarks=tuple(remarks))


def _value(value: Any) -> Any:
    """A cell as cleaning may have it; what tables write for nothing is None."""
    if isinstance(value, str):
        return value if value.strip() not in ("", "NULL", "None", "NaN", "nan", "N/A") else None
    return None if value != value else value


def _is_count(value: object) -> bool:
    text = str(value)
    return text.isdecimal() and len(text) <= _LONGEST_COUNT


def _date(value: object) -> str | None:
    if isinstance(value, datetime):
        # A table that knows only days writes them as midnights.
        is_day = value.tzinfo is None and value.time() == time.min
        return normalise(value.date() if is_day else value)
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    text = str(value).strip()
    try:
        return normalise(text)
    except InputError:
        return parse_date(text)


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
