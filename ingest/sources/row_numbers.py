"""Removes ids that only count the rows of their table, and so name no article outside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice

from ingest.records import RawArticle, Rejection, SourceOptions
from ingest.sources.limits import MAX_LINE_BYTES
from rag.errors import InputError

_ROWS_JUDGED = 50
_LEAST = 2
_BY_ID = frozenset({"corrects", "duplicate_of"})
_REMARK = (
    "The ids only count the articles of this file, as they would those of any other, and were left "
    "out. --column id=NAME keeps them."
)


def without_row_numbers(
    rows: Iterator[RawArticle | Rejection], options: SourceOptions
) -> Iterator[RawArticle | Rejection]:
    """Yield the rows of a table, without their ids if these only count them.

    They do if each of the first 50 rows, or of all if there are fewer (but at least two), has its
    own number as its id, from 0 or from 1, and none refers to another by it. Rows are held back
    only until that is decided. Ids in a column that a person chose are kept.
    """
    if "id" in options.columns:
        return rows
    return _judged(rows)


def _judged(rows: Iterator[RawArticle | Rejection]) -> Iterator[RawArticle | Rejection]:
    held: list[RawArticle | Rejection] = []
    starts = {0, 1}
    articles = size = 0
    fault = None
    try:
        for number, row in enumerate(islice(rows, _ROWS_JUDGED)):
            held.append(row)
            if isinstance(row, RawArticle):
                given = row.fields.get("id")
                starts = {n for n in starts if given in (n + number, str(n + number))}
                if _BY_ID & row.fields.keys():
                    starts.clear()
                articles += 1
                size += len(row.body)
            if not starts or size > MAX_LINE_BYTES:
                break
    except InputError as error:  # the rows before it are still yielded
        fault = error
    if starts and articles >= _LEAST:
        yield from _without_ids(chain(held, rows))
    else:
        yield from chain(held, rows)
    if fault is not None:
        raise fault


def _without_ids(rows: Iterator[RawArticle | Rejection]) -> Iterator[RawArticle | Rejection]:
    remarks: tuple[str, ...] = (_REMARK,)
    for row in rows:
        if isinstance(row, RawArticle):
            fields = {name: value for name, value in row.fields.items() if name != "id"}
            row = replace(row, fields=fields, remarks=(*row.remarks, *remarks))
            remarks = ()  # said once
        yield row
