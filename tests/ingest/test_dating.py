"""Dates as they are written in pages, feeds, texts and names, and which of them are trusted."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, time
from datetime import date as day
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.cleaning import Cleaned, clean
from ingest.dating import DateOrder, date_in_name, parse_date
from ingest.records import FoundDate, FoundIn, Origin, RawArticle, Rejection, SourceOptions
from ingest.sources import read, read_content
from ingest.sources.dated_text import with_text_date
from rag.dates import normalise
from tests.ingest import made_files as made
from tests.ingest.conftest import TODAY

if TYPE_CHECKING:
    from tests.ingest.conftest import Newsroom


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2025-08-13", "2025-08-13"),
        ("2025-08", "2025-08"),
        ("2025-08-13T23:40:00-04:00", "2025-08-13T23:40:00-04:00"),
        ("2025-08-13T23:40:00Z", "2025-08-13T23:40:00+00:00"),
        ("2025-08-13T23:40:00", "2025-08-13"),
        ("Wed, 13 Aug 2025 23:40:00 EST", "2025-08-13T23:40:00-05:00"),
        ("Wed, 13 Aug 2025 23:40:00 -0000", "2025-08-13"),
        ("13/08/2025", "2025-08-13"),
        ("08/13/2025", "2025-08-13"),
        ("3.4.2025", "2025-04-03"),
        ("13.08.2025.", "2025-08-13"),
        ("13/08/2025 10:00 +0200", "2025-08-13T10:00:00+02:00"),
        ("2025/08/13", "2025-08-13"),
        ("2025/3/4", "2025-03-04"),
        ("2025.03.04", "2025-03-04"),
        ("2025-3-4", "2025-03-04"),
        ("2025. 8. 13.", "2025-08-13"),
        ("2025. 08. 13., szerda", "2025-08-13"),
        ("2025/08/13（水）10:00", "2025-08-13"),
        ("2025/08/13 10:00", "2025-08-13"),
        ("2025/08/13 10:00:00 +0900", "2025-08-13T10:00:00+09:00"),
        ("Mon 3.4.2025", "2025-04-03"),
        ("August 2025", "2025-08"),
        ("août 2025", "2025-08"),
        ("13 augustus 2025", "2025-08-13"),
        ("August 13, 2025", "2025-08-13"),
        ("13. August 2025 um 14:30 Uhr", "2025-08-13"),
        ("13 de agosto de 2025", "2025-08-13"),
        ("13 августа 2025 г.", "2025-08-13"),
        ("2025年8月13日", "2025-08-13"),
        ("١٣ أغسطس ٢٠٢٥", "2025-08-13"),
        ("Wednesday, 13 August 2025 at 20:05 GMT", "2025-08-13T20:05:00+00:00"),
        ("Wednesday, 13 August 2025 at 20:05 +02:00", "2025-08-13T20:05:00+02:00"),
        ("Wednesday, 13 August 2025 at 8:05 pm ET", "2025-08-13"),
    ],
)
def test_a_date_is_read_at_the_precision_it_is_written_in(written: str, date: str) -> None:
    assert parse_date(written) == date


@pytest.mark.parametrize(
    "written", ["03/04/2025", "03/04/2025 10:00 AM", "Mon 03/04/2025", "2025/02/30", "2025/13/08", "2025/08/13/14", "31.02.2025", "yesterday", "12345678", "1755085200", "1720112400000", "2025-13-01T10:00:00", "2025-06-14x10:00", "", "in 2025", "5 May", "No. 5, 2025", "Sat 5 2025", "SA 5 2025", "Mon 5 6 2025", "5 6 2025"]
)  # fmt: skip
def test_what_can_be_read_in_two_ways_or_none_is_no_date(written: str) -> None:
    assert parse_date(written) is None


STATED = [
    ("2025", "2025"),
    ("20250614", "2025-06-14"),
    ("2025-06-14T23:30", "2025-06-14"),
    ("2025-06-14 23:30:00", "2025-06-14"),
    ("2025-06-14T23:30:00+02:00", "2025-06-14T23:30:00+02:00"),
    ("2025-06-14 23:30:00 UTC", "2025-06-14T23:30:00+00:00"),
    ("Sat, 14 Jun 2025 23:30:00 +0200", "2025-06-14T23:30:00+02:00"),
    ("14/06/2025", "2025-06-14"),
    ("2025/06/14", "2025-06-14"),
    ("2025. 6. 14. 23:30", "2025-06-14"),
    ("1720112400", "2024-07-04T17:00:00+00:00"),
    ("1720112400000", "2024-07-04T17:00:00+00:00"),
    ("1720112400.5", "2024-07-04T17:00:00+00:00"),
    ("20250614233000", "2025-06-14"),
    ("202506142330", "2025-06-14"),
    ("2025061423", "2025-06-14"),
    ("2025-06-14T24:00:00+02:00", "2025-06-15T00:00:00+02:00"),
    ("2025-06-14T24:00", "2025-06-15"),
    ("2025-06-14T23:30:00+02:00[Europe/Paris]", "2025-06-14T23:30:00+02:00"),
    ("2025-06-14T21:30:00Z[UTC]", "2025-06-14T21:30:00+00:00"),
    ("20250230233000", None),
    ("20250614253000", None),
    ("2025-13-01", None),
    ("2025-13-01T10:00:00", None),
    ("2025-02-30 10:00 UTC", None),
    ("2025-06-14x10:00", None),
    ("03/04/2025", None),
]


def in_json(date: object) -> bytes:
    return json.dumps({"body": made.BODY, "published_at": date}).encode()


def in_csv(date: object) -> bytes:
    return f'text;date\n"{made.BODY}";{date}\n'.encode()


def in_parquet(date: object) -> bytes:
    return made.parquet({"text": [made.BODY], "date": [date]})


def in_front_matter(date: object) -> bytes:
    return f"---\ndate: {date}\n---\n{made.BODY}\n".encode()


def published(data: bytes, options: SourceOptions | None = None) -> str | None:
    """The date of the one article in some bytes; None where it is rejected for its date."""
    (raw,) = read_content(data, "a", Origin("a"), options=options)
    assert isinstance(raw, RawArticle)
    result = clean(raw, TODAY)
    if isinstance(result, Cleaned):
        assert result.article.published_at is not None
        return result.article.published_at
    assert 'The field "published_at"' in result.reason
    return None


@pytest.mark.parametrize(("written", "date"), STATED)
@pytest.mark.parametrize("put", [in_json, in_csv, in_parquet, in_front_matter])
def test_a_date_that_a_record_states_means_the_same_in_every_format(
    put: Callable[[object], bytes], written: str, date: str | None
) -> None:
    assert published(put(written)) == date


@pytest.mark.parametrize(
    ("written", "order", "date"),
    [
        ("03/04/2025", "mdy", "2025-03-04"),
        ("03/04/2025", "dmy", "2025-04-03"),
        ("3-4-2025 10:00 AM", "mdy", "2025-03-04"),
        ("13/04/2025", "mdy", "2025-04-13"),
        ("04/13/2025", "dmy", "2025-04-13"),
        ("03.04.2025", "mdy", "2025-03-04"),
        ("2025/03/04", "dmy", "2025-03-04"),
        ("02/30/2025", "mdy", None),
    ],
)
@pytest.mark.parametrize("put", [in_json, in_csv, in_parquet, in_front_matter])
def test_the_person_may_say_what_stands_first(
    put: Callable[[object], bytes], written: str, order: DateOrder, date: str | None
) -> None:
    assert published(put(written), SourceOptions(dates=order)) == date


def test_a_date_that_can_be_read_in_two_ways_is_refused_with_the_way_out() -> None:
    (raw,) = read_content(in_csv("03/04/2025"), "a", Origin("a"))
    assert isinstance(raw, RawArticle)
    rejection = clean(raw, TODAY)
    assert isinstance(rejection, Rejection)
    assert "can be read in two ways" in rejection.reason
    assert "--dates mdy or dmy" in rejection.reason


@pytest.mark.parametrize(
    ("put", "value", "date"),
    [
        (in_json, 2025, "2025"),
        (in_json, 1720112400, "2024-07-04T17:00:00+00:00"),
        (in_json, 1720112400000.0, "2024-07-04T17:00:00+00:00"),
        (in_json, True, None),
        (in_json, ["2025-06-14"], None),
        (in_parquet, datetime(2025, 6, 14, 23, 30), "2025-06-14"),
        (in_parquet, datetime(2025, 6, 14, 23, 30, tzinfo=UTC), "2025-06-14T23:30:00+00:00"),
        (in_parquet, day(2025, 6, 14), "2025-06-14"),
        (in_parquet, time(23, 30), None),
    ],
)
def test_so_does_one_that_is_no_text(
    put: Callable[[object], bytes], value: object, date: str | None
) -> None:
    assert published(put(value)) == date


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters(codec="utf-8"), max_size=40) | st.from_regex(r"[0-9TZ:+. /-]{4,30}"))
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = parse_date(text, "en")
    assert found is None or normalise(found) == found


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2025-08-13-pool.txt", "2025-08-13"),
        ("archive/20250813_pool.md", "2025-08-13"),
        ("https://courier.example/2025/08/13/pool", "2025-08-13"),
        ("archive/2025/08/pool.txt", "2025-08"),
        ("000_e5f826caf3498aa9.txt", None),
        ("pool-20251399.txt", None),
        ("id-20250813777.txt", None),
        ("archive/2025/08/13/pool.txt", "2025-08-13"),
        ("archive/2025-08-13/07/pool.txt", "2025-08-13"),
        ("backup-2025-11-30/pool.txt", None),
        ("/mnt/2025-11-30/archive/pool.txt", None),
        ("/mnt/backup-2025-11-30/2025/08/13/pool.txt", "2025-08-13"),
        ("https://courier.example/2025/08/13/sport/pool", "2025-08-13"),
    ],
)
def test_a_name_holds_a_date_or_none(name: str, date: str | None) -> None:
    assert date_in_name(name) == date


def test_a_folder_dates_a_file_however_its_path_is_spelt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "2025" / "08" / "13"
    folder.mkdir(parents=True)
    (folder / "pool.txt").write_text(made.BODY)
    monkeypatch.chdir(folder)
    for path in (tmp_path, folder, folder / "pool.txt", Path(), Path("pool.txt")):
        (raw,) = read(path)
        assert isinstance(raw, RawArticle)
        assert raw.dates == (FoundDate("2025-08-13", "file name"),)


def cleaned(*dates: tuple[str, FoundIn], **fields: object) -> Cleaned:
    found = tuple(FoundDate(value, place) for value, place in dates)
    result = clean(RawArticle(Origin("a"), made.BODY, fields, dates=found), TODAY)
    assert isinstance(result, Cleaned)
    return result


def test_the_first_date_that_can_be_right_is_taken_and_said_to_be_from_there() -> None:
    article, warnings, provenance = cleaned(
        ("2031-01-01", "page"), ("0001-01-01", "feed"), ("2025-10-01", "file name")
    )
    assert article.published_at == "2025-10-01"
    assert provenance == {"published_at": "file name"}
    assert warnings == (
        "The date 2031-01-01 in the page is in the future and was left out.",
        "The date 0001-01-01 in the feed is before 1700 and was left out.",
    )


def test_what_the_record_says_goes_before_what_was_found() -> None:
    article, _, provenance = cleaned(("2025-10-02", "page"), published_at="2025-10-01")
    assert (article.published_at, provenance) == ("2025-10-01", {"published_at": "record"})


@pytest.mark.parametrize(
    "line",
    [
        "Published: 1 October 2025",
        "Posted on 1 October 2025",
        "Date: 2025-10-01",
        "1 October 2025",
        "Wednesday, October 1, 2025",
    ],
)
def test_a_date_on_a_line_of_its_own_is_that_of_the_text(line: str) -> None:
    text = f"Pool closes\n\n{line}\n\n{made.BODY}\n"
    (raw,) = read_content(text.encode(), "a.txt", Origin("a.txt"))
    assert isinstance(raw, RawArticle)
    assert raw.dates == (FoundDate("2025-10-01", "text"),)
    assert raw.body.strip() == made.BODY


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Gepubliceerd op woensdag 1 oktober 2025", "nl"),
        ("wo 1 okt 2025", "nl"),
        ("Stand: 01.10.2025", "de"),
        ("Publié le 1er octobre 2025", "fr"),
        ("Дата публикации: 1 октября 2025", "ru"),
        ("发布时间：2025年10月1日", "zh"),
        ("Thứ Tư, 1 tháng 10, 2025", "vi"),
    ],
)
def test_so_it_is_in_other_languages(
    line: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.language.detect", lambda _: language)
    (date,) = with_text_date(RawArticle(Origin("a"), f"{line}\n\n{made.BODY}")).dates
    assert date == FoundDate("2025-10-01", "text")


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("١ أكتوبر ٢٠٢٥", "ar"),
        ("آخر تحديث: ١ أكتوبر ٢٠٢٥", "ar"),
        ("۱ اکتبر ۲۰۲۵", "fa"),
        ("1 ตุลาคม 2568", "th"),
        ("๑ ตุลาคม ๒๕๖๘", "th"),
    ],
)
def test_so_it_is_in_the_figures_and_years_of_other_scripts(
    line: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.language.detect", lambda _: language)
    found = with_text_date(RawArticle(Origin("a"), f"{line}\n\n{made.BODY}"))
    assert found.dates == (FoundDate("2025-10-01", "text"),)
    assert found.body == made.BODY


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (["12 March 2019", "It sank.", "14 March 2019", "It was found.", "2 May 2025"], None),
        (["12 March 2019", "It sank.", "2 May 2025", "It was raised."], None),
        (["12 March 2019", "It sank.", "Posted on 3 May 2025", "2 May 2025"], "2025-05-03"),
        (["2 May 2025", "It was raised.", "12 March 2019", "It sank."], "2025-05-02"),
        (["2 May 2025", "It was raised.", "2 May 2025"], "2025-05-02"),
    ],
    ids=["many entries", "two", "a label", "the latest first", "the same again"],
)
def test_the_first_entry_of_a_chronology_dates_nothing(lines: list[str], date: str | None) -> None:
    text = "\n".join(["Timeline of the disaster of the ferry", *lines])
    found = with_text_date(RawArticle(Origin("a"), text))
    assert [each.value for each in found.dates] == ([date] if date else [])
    assert found.body.count("\n") == text.count("\n") - bool(date)


@pytest.mark.parametrize(
    ("written", "language", "date"),
    [
        ("2568-08-13", "th", "2025-08-13"),
        ("29/2/2567", "th", "2024-02-29"),
        ("13 สิงหาคม ๒๕๖๘", "th", "2025-08-13"),
        ("2025-08-13", "th", "2025-08-13"),
        ("1755085200", "th", "2025-08-13T11:40:00+00:00"),
        ("1755085200", "fa", "2025-08-13T11:40:00+00:00"),
        ("۲۰۲۵-۰۸-۱۳", "fa", "2025-08-13"),
        ("1404/05/22", "fa", None),
        ("22 مرداد 1404", "fa", None),
        ("19 صفر 1447", "ar", None),
        ("令和7年8月13日", "ja", None),
    ],
)
def test_years_counted_from_elsewhere_are_read_or_left_out(
    written: str, language: str, date: str | None
) -> None:
    article, warnings, _ = cleaned(published_at=written, language=language)
    assert article.published_at == date
    assert len(warnings) == (date is None)
    assert all(each.startswith('The field "published_at" was left out') for each in warnings)


@pytest.mark.parametrize(
    ("written", "language"), [("2031-01-01", "fa"), ("2568-08-13", "en"), ("1404/05/22", "en")]
)
def test_others_are_refused_as_ever(written: str, language: str) -> None:
    fields = {"published_at": written, "language": language}
    assert isinstance(clean(RawArticle(Origin("a"), made.BODY, fields), TODAY), Rejection)


@pytest.mark.parametrize(
    "text",
    [
        "The pool closed on 1 October 2025.\n\n",
        "Born: 12 March 1934\nDied: 1 October 2025\n\n",
        "Deadline: 5 September 2024\n\n",
        "Session 1, October 2025\n\n",
        "On 6 June 1944\nthe town was freed.\n\n",
        "On 6 June 1944\nThe town was freed.\n\n",
        "6 June 1944\nwas the day of the landing.\n\n",
    ],
)
def test_a_line_with_a_date_of_something_else_is_left_as_it_is(text: str) -> None:
    (raw,) = read_content((text + made.BODY).encode(), "a.txt", Origin("a.txt"))
    assert isinstance(raw, RawArticle)
    assert raw.dates == ()
    read_of_it = f"{raw.fields.get('title')}\n{raw.body}"
    assert all(line in read_of_it for line in (*text.split("\n"), made.BODY))


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("5 September 2024", True),
        ("Published: 1 October 2025", False),
        ("1 October 2025", False),
    ],
)
def test_where_the_day_is_known_a_line_of_another_stays(line: str, stays: bool) -> None:
    known = FoundDate("2025-10-01T08:30:00+02:00", "page")
    raw = RawArticle(Origin("a"), f"{line}\n\n{made.BODY}", dates=(known,))
    found = with_text_date(raw)
    assert (found.dates[0], found.dates[1].found_in) == (known, "text")
    assert (line in found.body) is stays


def test_the_language_is_told_from_the_text_whatever_a_page_declares() -> None:
    raw = RawArticle(
        Origin("a"),
        "De brug bij Kettlewick is vrijdag heropend, na elf weken van herstelwerk aan de pijlers.",
        {"language": "en-US"},
        found_in={"language": "page"},
    )
    result = clean(raw, TODAY)
    assert isinstance(result, Cleaned)
    assert result.article.language == "nl"


def test_where_fields_were_found_is_kept_in_the_corpus(newsroom: Newsroom) -> None:
    newsroom.write("pool.html", made.page().replace(b"2025-10-01T08:30", b"2035-10-01T08:30"))
    newsroom.write("2025-08-13.txt", "The tram to Duynkamp runs again after the long strike.")
    summary = newsroom.take_in()
    assert [remark.text for remark in summary.warnings] == [
        "The date 2035-10-01T08:30:00+02:00 in the page is in the future and was left out."
    ]
    kept = {
        article.published_at: newsroom.corpus.provenance(article.id)
        for article in newsroom.corpus.articles()
    }
    assert kept["2025-08-13"] == {"published_at": "file name"}
    assert kept[None]["source"] == "page"
