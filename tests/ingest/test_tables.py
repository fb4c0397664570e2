"""Tables: a quote that is never closed, and ids that only count their rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import pytest

from ingest.records import Origin, RawArticle, Rejection, SourceOptions
from ingest.sources import read_content
from ingest.sources.row_numbers import without_row_numbers
from rag.errors import InputError
from tests.ingest import made_files as made

if TYPE_CHECKING:
    from tests.ingest.conftest import Newsroom

HEADER = "id,title,text,date\n"
STRAY = 'b,Second,"The tram to Welse runs again,2025-06-02\n'
Item = RawArticle | Rejection


def contents(data: bytes, name: str, options: SourceOptions | None = None) -> list[Item]:
    return list(read_content(data, name, Origin(name), options=options))


def ids_of(items: list[Item]) -> list[object]:
    return [item.fields.get("id") for item in items if isinstance(item, RawArticle)]


@pytest.mark.parametrize(
    ("rows", "place", "opened", "read"),
    [
        (STRAY + 'c,T,"" A tram to Merel.,2025-06-03\nd,F,No tram.,2025-06-04\n', 2, 2, [3, 4]),
        ("a,F,A tram.,2025-06-01\n" + STRAY, 3, 3, [2]),
        ('a,"Two\nlines","A text of it,2025\n\nd,F,No tram.,2025', 2, 3, [5]),
        (STRAY + "The end of its text,\nwhich has no quote.\nd,F,No tram.,2025\n", 2, 2, [5]),
    ],
    ids=["rows after it", "the last row", "a later line of the row", "lines of its text"],
)
def test_a_quote_that_is_never_closed_takes_in_no_other_row(
    rows: str, place: int, opened: int, read: list[int]
) -> None:
    found = contents((HEADER + rows).encode(), "a.csv")
    (bad,) = (item for item in found if isinstance(item, Rejection))
    assert bad.line == place
    assert bad.reason.startswith(f"The quote opened in line {opened} is never closed")
    good = [item for item in found if isinstance(item, RawArticle)]
    assert [item.origin.line for item in good] == read
    assert not any("\n" in item.body for item in good)


def test_nor_does_it_take_in_megabytes_of_them() -> None:
    rows = [f"{n},T,A tram {n} {'x' * 1_000},2025-06-03\n" for n in range(9_000)]
    bad, *good = contents((HEADER + STRAY + "".join(rows)).encode(), "a.csv")
    assert isinstance(bad, Rejection)
    assert ids_of(good) == [str(n) for n in range(9_000)]
    assert [item.origin.line for item in good if isinstance(item, RawArticle)] == [*range(3, 9_003)]


def test_a_header_whose_quote_is_never_closed_is_told() -> None:
    (bad,) = contents(b'id,text,"date\na,A tram to Merel.,2025\n', "a.csv")
    assert isinstance(bad, Rejection)
    assert bad.reason == "The first line names no columns: a quote in it is never closed."


def test_a_delimiter_at_the_end_of_a_row_is_no_fault() -> None:
    rows = "text,date\nA tram to Merel.,2025-06-03,\nNo tram, today.,2025-06-03\n"
    good, bad = contents(rows.encode(), "a.csv")
    assert isinstance(good, RawArticle)
    assert good.fields == {"published_at": "2025-06-03"}
    assert isinstance(bad, Rejection)
    assert bad.reason.startswith("The row has 3 fields, the header 2.")


def test_a_row_that_ends_early_has_nothing_in_the_columns_after_it() -> None:
    options = SourceOptions({"body": "story", "section": "desk"})
    (found,) = contents(b"title,story,desk\nTram,A tram to Merel.\n", "a.csv", options)
    assert isinstance(found, RawArticle)
    assert (found.body, found.fields) == ("A tram to Merel.", {"title": "Tram"})


@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a"])
@pytest.mark.parametrize("first", ["sep=;", "SEP=;\r", '"sep=;"', "\ufeffsep=;"])
def test_a_line_before_the_header_may_name_the_delimiter(name: str, first: str) -> None:
    rows = f"{first}\ntitle;text\nTram, bus;A tram, a bus, a ferry.\n"
    (found,) = contents(rows.encode(), name)
    assert isinstance(found, RawArticle)
    assert found.fields == {"title": "Tram, bus"}
    assert found.origin.line == 3


def in_lines(ids: Sequence[object]) -> bytes:
    return b"".join(json.dumps({"id": each, "text": made.BODY}).encode() + b"\n" for each in ids)


def in_array(ids: Sequence[object]) -> bytes:
    return json.dumps([{"id": each, "text": made.BODY} for each in ids]).encode()


def in_csv(ids: Sequence[object]) -> bytes:
    return HEADER.encode() + b"".join(f"{each},T,A tram.,2025\n".encode() for each in ids)


def in_parquet(ids: Sequence[object]) -> bytes:
    return made.parquet({"id": list(ids), "text": [made.BODY] * len(ids)})


WRITTEN = {
    "a.csv": in_csv,
    "a.parquet": in_parquet,
}


@pytest.mark.parametrize(("name", "written"), WRITTEN.items(), ids=WRITTEN)
@pytest.mark.parametrize(
    ("ids", "is_kept"),
    [
        ([1, 2, 3], False),
        ([0, 1], False),
        (range(1, 200), False),
        ([1, 2, 4], True),
        ([2, 3], True),
        ([48213], True),
        ([1], True),
    ],
    ids=["from 1", "from 0", "many", "a gap", "from 2", "one", "the first"],
)
def test_ids_that_only_count_the_rows_name_no_article(
    name: str, written: Callable[[Sequence[object]], bytes], ids: Sequence[int], is_kept: bool
) -> None:
    found = contents(written(ids), name)
    assert len(found) == len(ids)
    told = [item.remarks for item in found if isinstance(item, RawArticle) and item.remarks]
    if is_kept:
        assert list(map(str, ids_of(found))) == list(map(str, ids))
        assert not told
    else:
        assert set(ids_of(found)) == {None}
        assert told[0][0].startswith("The ids only count the articles of this file")
        assert len(told) == 1
        named = SourceOptions({"id": "id"})
        assert list(map(str, ids_of(contents(written(ids), name, named)))) == list(map(str, ids))


@pytest.mark.parametrize(("name", "written"), [("a.jsonl", in_lines), ("a.json", in_array)])
def test_the_ids_of_json_are_meant(name: str, written: Callable[[Sequence[object]], bytes]) -> None:
    assert ids_of(contents(written([1, 2, 3]), name)) == [1, 2, 3]


def test_ids_by_which_rows_name_each_other_are_meant() -> None:
    rows = "id,text,corrects\n1,The tram to Merel runs.,\n2,The tram to Welse does.,1\n"
    assert list(map(str, ids_of(contents(rows.encode(), "a.csv")))) == ["1", "2"]


def test_rows_that_came_before_a_fault_are_not_held_back() -> None:
    def rows() -> Iterator[Item]:
        for number in (1, 2):
            yield RawArticle(Origin("a", number), made.BODY, {"id": number})
        raise InputError("It breaks off.")

    found = without_row_numbers(rows(), SourceOptions())
    assert ids_of([next(found), next(found)]) == [None, None]
    with pytest.raises(InputError, match="It breaks off"):
        next(found)


def test_an_article_is_known_again_by_digits(newsroom: Newsroom) -> None:
    newsroom.write("1.csv", "id,text\n48213,The mayor stands accused of it.\n7,The tram runs.\n")
    newsroom.take_in()
    newsroom.write("2.csv", "id,text\n48213,The mayor stands accused of nothing.\n")
    assert newsroom.take_in().updated == 1
    newsroom.write("3.csv", "id,status,text\n48213,withdrawn,\n")
    assert not newsroom.take_in(newsroom.folder / "3.csv").rejected
    assert newsroom.article("48213").status == "withdrawn"


def test_two_files_that_count_alike_leave_each_other_be(newsroom: Newsroom) -> None:
    for name, what in (("1.csv", "tram"), ("2.csv", "ferry")):
        rows = f"id,text\n1,The {what} to Merel runs again.\n2,The {what} to Welse is late today.\n"
        newsroom.write(name, rows)
    summary = newsroom.take_in()
    assert (summary.added, summary.updated) == (4, 0)
