"""A raw article checked: what is absent stays unknown, what cannot be right is refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.cleaning import clean
from ingest.normalising import clean_text
from ingest.records import Origin, RawArticle, Rejection
from rag.records import Article

TODAY = datetime(2026, 11, 24, 12, tzinfo=UTC)
BODY = "The swimming pool at Merel will close for the winter. It opens again in April."


def cleaned(body: str = BODY, **fields: object) -> tuple[Article, tuple[str, ...]]:
    result = clean(RawArticle(Origin("a.jsonl", 1), body, fields), TODAY)
    assert not isinstance(result, Rejection), result.reason
    return result[0], result[1]


def reason(body: str = BODY, **fields: object) -> str:
    result = clean(RawArticle(Origin("a.jsonl", 7), body, fields), TODAY)
    assert isinstance(result, Rejection)
    assert (result.path, result.line) == ("a.jsonl", 7)
    return result.reason


def test_an_article_neither_copies_nor_corrects_itself() -> None:
    article, _ = cleaned(id="pool", duplicate_of="pool", corrects="pool")
    assert (article.duplicate_of, article.corrects, article.kind) == (None, None, "report")


def test_what_is_not_given_stays_unknown() -> None:
    article, warnings = cleaned()
    assert article.published_at is None
    assert article.updated_at is None
    assert article.source is None
    assert article.authors == ()
    assert warnings == ()


@pytest.mark.parametrize(
    ("given_as", "kept_as"),
    [
        ("2025", "2025"),
        ("2025-08", "2025-08"),
        ("2025-08-13", "2025-08-13"),
        ("2025-08-13T11:40:00+02:00", "2025-08-13T11:40:00+02:00"),
        ("2025-08-13T11:40:00Z", "2025-08-13T11:40:00+00:00"),
    ],
)
def test_a_date_keeps_its_precision_and_zone(given_as: str, kept_as: str) -> None:
    assert cleaned(published_at=given_as)[0].published_at == kept_as


@pytest.mark.parametrize(
    "date", ["2025-02-30", "yesterday", "2030-01-01", "1066-10-14", "03/04/2025"]
)
def test_a_date_that_cannot_be_right_is_refused(date: str) -> None:
    assert "Correct it or leave it out." in reason(published_at=date)


def test_the_title_is_the_first_sentence_cut_at_a_word() -> None:
    assert cleaned()[0].title == "The swimming pool at Merel will close for the winter."
    long = cleaned("The " + "very " * 40 + "long winter has come to an end at last.")[0].title
    assert len(long) <= 91
    assert long.endswith("very…")


def test_the_same_article_has_the_same_id_wherever_it_lies() -> None:
    one = clean(RawArticle(Origin("a/1.txt"), BODY), TODAY)
    two = clean(RawArticle(Origin("b/2.txt"), f"  {BODY}\r\n"), TODAY)
    assert not isinstance(one, Rejection)
    assert not isinstance(two, Rejection)
    assert one[0].id == two[0].id


@pytest.mark.parametrize("host", ["courier.example@liar.example", "liar.example\\@courier.example"])
def test_a_url_whose_host_is_disguised_is_left_out(host: str) -> None:
    article, warnings = cleaned(url=f"https://{host}/pool")
    assert article.url is None
    assert warnings


def test_a_url_is_known_again_without_its_campaign() -> None:
    plain = cleaned(url="https://news.example/pool")[0].id
    assert cleaned(url="https://NEWS.example/pool?utm_source=mail#top")[0].id == plain
    assert cleaned(url="https://news.example/pool?page=2")[0].id != plain


def test_urls_in_an_old_encoding_are_told_apart_and_others_known_again() -> None:
    base = "https://news.example/?t="
    in_latin, other, in_utf, plain = (
        cleaned(url=base + text)[0].id for text in ("caf%E9", "caf%e8", "caf%c3%a9", "café")
    )
    assert len({in_latin, other, in_utf}) == 3
    assert in_utf == plain
    assert cleaned(url=base + "caf%e9&utm_source=%E9")[0].id == in_latin


def test_what_is_changed_is_said() -> None:
    article, warnings = cleaned(
        kind="scoop", language="klingon", url="ftp://x.example/a", source=["x"]
    )
    assert (article.kind, article.language, article.url, article.source) == (
        "report",
        "en",
        None,
        None,
    )
    assert len(warnings) == 4


@pytest.mark.parametrize("value", ["", "   ", None])
def test_blank_fields_are_absent(value: str | None) -> None:
    article, _ = cleaned(source=value, title=value, published_at=value)
    assert (article.source, article.published_at) == (None, None)


@pytest.mark.parametrize("value", ["a\nb", "x" * 201, ["x"], True, 1.5])
def test_an_id_must_be_usable(value: object) -> None:
    assert 'The field "id" must be printable text' in reason(id=value)


def test_an_id_that_a_table_made_a_float_is_its_number() -> None:
    assert cleaned(id=17.0)[0].id == "17"
    assert cleaned(id=float("nan"))[0].id == cleaned()[0].id


@settings(deadline=None)
@given(st.text())
def test_cleaning_a_clean_text_changes_nothing(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once


@settings(deadline=None, max_examples=200)
@given(
    st.text(max_size=80),
    st.dictionaries(
        st.sampled_from(["id", "title", "published_at", "url", "language", "kind", "authors"]),
        st.one_of(
            st.text(max_size=30),
            st.integers(),
            st.booleans(),
            st.lists(st.text(max_size=5)),
            st.none(),
        ),
    ),
)
def test_any_record_gives_an_article_or_a_reason(body: str, fields: dict[str, object]) -> None:
    result = clean(RawArticle(Origin("x"), body, fields), TODAY)
    if isinstance(result, Rejection):
        assert result.reason.endswith(".")
    else:
        assert result[0].body
        assert result[0].title
