"""One text under one headline in two outlets, or on two days, is two articles, one a copy."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.records import Origin, RawArticle
from rag.corpus.corpus import Corpus
from tests.ingest.conftest import store

BODY = (
    "The ferry Lastivka sank on Lake Syvach on Tuesday evening with forty people on board, and "
    "three of them died there, the ministry of transport said in the capital on Wednesday. The "
    "search for two others went on through the night with boats and a helicopter."
)
LONGER = f"{BODY} Both were found alive at dawn on a sandbank."


def raw(file: str, line: int = 1, body: str = BODY, **fields: object) -> RawArticle:
    return RawArticle(Origin(file, line), body, {"title": "Ferry sinks", **fields})


def told(record: RawArticle) -> RawArticle:
    """The record as it is read with ``--source``."""
    return replace(record, found_in={"source": "setting"})


WIRE = {"source": "Wire", "published_at": "2026-11-20"}
COURIER = {"source": "Courier", "published_at": "2026-11-22"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (raw("a", **WIRE), raw("b", **COURIER)),
        (raw("a", **WIRE), raw("a", 2, **COURIER)),
        (raw("a", source="Wire"), raw("b", source="Courier")),
        (told(raw("a", source="Wire")), told(raw("b", source="Courier"))),
        (raw("a", published_at="2025-11-20"), raw("b", published_at="2026-11-20")),
        (raw("a", **WIRE), raw("b", published_at="2025-11-20")),
        (raw("a", **WIRE), raw("b", **{**WIRE, "published_at": "2025-11-20T08:00:00Z"})),
        (raw("-", **WIRE), raw("-", **COURIER)),
    ],
    ids=["files", "lines", "undated", "told", "years", "no outlet", "one outlet", "piped"],
)
def test_each_is_kept_and_known_again(
    corpus: Corpus, first: RawArticle, second: RawArticle
) -> None:
    for records in ((first,), (second,)):
        store(corpus, *records)
    one, other = corpus.articles()
    assert {one.source, other.source} == {first.fields.get("source"), second.fields.get("source")}
    assert [one.duplicate_of, other.duplicate_of].count(None) == 1
    store(corpus, first, second)
    store(corpus, second, first)
    for record in (first, second):
        moved = Origin(f"{record.origin.path}-moved", 7)
        store(corpus, RawArticle(moved, BODY, {**record.fields, "section": "Lakes"}))
    assert {article.id for article in corpus.articles()} == {one.id, other.id}


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (raw("a", **WIRE), raw("b", **WIRE, section="Lakes")),
        (raw("a", **WIRE), raw("a", **COURIER)),
        (told(raw("a", **WIRE)), raw("b", published_at="2026-11-20")),
        (raw("a"), raw("b", **WIRE)),
        (raw("a", **WIRE), raw("b", source="Wire")),
        (raw("a", published_at="2026-11"), raw("b", published_at="2026-11-20")),
        (raw("a", published_at="2026-11-20T08:00:00Z"), raw("b", published_at="2026-11-20")),
        (
            raw("a", published_at="2026-11-20T23:30:00Z"),
            raw("b", published_at="2026-11-21T00:30:00+01:00"),
        ),
    ],
    ids=[
        *("another field", "set right", "told no more", "told later", "day unknown"),
        *("month", "hour", "zone"),
    ],
)
def test_what_may_be_one_is_one(corpus: Corpus, first: RawArticle, again: RawArticle) -> None:
    store(corpus, first)
    store(corpus, again)
    assert corpus.holdings().articles == 1


def test_each_has_its_own_updates(corpus: Corpus) -> None:
    ids, _ = store(corpus, raw("a", **WIRE), raw("b", **COURIER))
    for file in ("", "moved-"):
        changed = [raw(f"{file}a", body=LONGER, **WIRE), raw(f"{file}b", body=LONGER, **COURIER)]
        assert store(corpus, *changed)[0] == ids
    assert [corpus.article(name).body for name in ids] == [LONGER, LONGER]  # type: ignore[union-attr]
    # What one outlet said before is news of a third.
    (third,), _ = store(corpus, raw("c", source="Echo", published_at="2026-11-20"))
    assert third not in ids
    assert store(corpus, raw("a-copy", **WIRE, section="Lakes")) == (
        [ids[0]],
        [f"Left out: it holds an earlier text of {ids[0]}, which changed elsewhere."],
    )


def test_an_outlet_that_was_told_of_each_stays_when_they_are_read_without(corpus: Corpus) -> None:
    store(corpus, told(raw("a", source="Wire")), told(raw("b", source="Courier")))
    for record in (raw("b"), raw("a")):
        store(corpus, record)
    assert sorted(article.source or "" for article in corpus.articles()) == ["Courier", "Wire"]


def test_a_line_above_those_of_two_outlets_leaves_them(corpus: Corpus) -> None:
    ids, _ = store(corpus, raw("a", 1, **WIRE), raw("a", 2, **COURIER))
    third = {"source": "Echo", "published_at": "2026-11-21"}
    store(corpus, raw("a", 1, **third), raw("a", 2, **WIRE), raw("a", 3, **COURIER))
    by_outlet = {article.source: article.id for article in corpus.articles()}
    assert (by_outlet["Wire"], by_outlet["Courier"], len(by_outlet)) == (*ids, 3)
