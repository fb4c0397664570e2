"""Articles of two outlets that have one id: each counts its own."""

from __future__ import annotations

from itertools import chain

import pytest

from ingest.records import Origin, RawArticle
from ingest.triage import Triage
from ingest.windows import Entry, Window
from rag.corpus.articles import Seen
from rag.corpus.corpus import Corpus
from tests.ingest.conftest import TODAY

FERRY = (
    "The ferry Lastivka sank on Lake Syvach on Tuesday evening with forty people on board, the "
    "ministry of transport said."
)
POOL = (
    "The council of Merel voted to close the old swimming pool next spring because repairs would "
    "cost four million euros."
)
OTHER = (
    "Fog covered the coast of Hollemeer for a third day, and no ship left its harbour before noon, "
    "the pilots reported."
)


def raw(path: str, body: str, line: int = 1, **fields: object) -> RawArticle:
    return RawArticle(Origin(path, line), body, {"id": "1042", **fields})


def told(corpus: Corpus, *records: RawArticle) -> tuple[list[Entry], list[str]]:
    """What is to be stored of records read one after the other, and the remarks."""
    windows: list[Window] = list(Triage(corpus, TODAY, 512).windows(iter(records)))
    entries = chain.from_iterable(window.entries for window in windows)
    remarks = chain.from_iterable(window.remarks for window in windows)
    return (
        [entry for entry in entries if isinstance(entry, Entry)],
        [remark.text for remark in remarks],
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (raw("a.jsonl", FERRY, source="Wire"), raw("b.jsonl", POOL, source="Courier")),
        (raw("all.jsonl", FERRY, source="Wire"), raw("all.jsonl", POOL, 2, source="Courier")),
        (raw("a.csv", FERRY), raw("b.csv", POOL)),
        (raw("a.csv", FERRY), raw("b.csv", POOL, source="Courier")),
        (raw("https://a.example/a.csv", FERRY), raw("https://b.example/a.csv", POOL)),
    ],
    ids=["two outlets", "in one file", "two files", "one outlet is known", "two addresses"],
)
def test_two_articles_of_one_id_stay_two(
    corpus: Corpus, first: RawArticle, second: RawArticle
) -> None:
    source = second.fields.get("source")
    changed = raw(second.origin.path, f"{POOL} It is cold.", 7, source=source)
    fix = raw(second.origin.path, OTHER, 9, source=source, id="fix", corrects="1042")
    entries, remarks = told(corpus, first, second, changed, fix)
    ferry, pool, again, correction = (entry.article for entry in entries)
    assert (ferry.id, ferry.body) == ("1042", FERRY)
    assert [entry.is_new for entry in entries] == [True, True, False, True]
    assert pool.id == again.id == correction.corrects != ferry.id
    (remark,) = remarks
    assert remark.startswith("Another article has the id that it names, 1042: “The ferry Lastivka")
    assert pool.id in remark


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (raw("a.csv", FERRY, source="Wire"), raw("b.csv", POOL, source="Wire")),
        (raw("a.csv", FERRY), raw("a.csv", POOL, 2)),
        (raw("a.csv", FERRY), raw("b.csv", f"{FERRY} None was found.", source="Wire")),
        (raw("a.csv", FERRY, title="Ferry sinks"), raw("b.csv", POOL, title="Ferry sinks")),
        (raw("a.csv", FERRY, url="https://a.x/1"), raw("b.csv", POOL, url="https://a.x/1")),
        (raw("-", FERRY), raw("-", POOL, 2)),
    ],
    ids=["outlet", "file", "text", "headline", "URL", "piped in"],
)
def test_what_else_is_the_same_makes_one_of_them(
    corpus: Corpus, first: RawArticle, second: RawArticle
) -> None:
    entries, remarks = told(corpus, first, second)
    assert [(entry.article.id, entry.is_new) for entry in entries] == [
        ("1042", True),
        ("1042", False),
    ]
    assert not remarks


def test_a_file_whose_ids_are_all_taken_is_told_once(corpus: Corpus) -> None:
    first = [raw("a.jsonl", body, n, id=str(n)) for n, body in enumerate([FERRY, POOL])]
    second = [raw("b.jsonl", body, n, id=str(n)) for n, body in enumerate([OTHER, FERRY])]
    entries, remarks = told(corpus, *first, *second)
    assert len({entry.article.id for entry in entries}) == 4
    assert len(remarks) == 1


def test_a_withdrawal_is_of_its_outlets_own_article(corpus: Corpus) -> None:
    records = [
        raw("a.jsonl", FERRY, source="Wire"),
        raw("b.jsonl", POOL, source="Courier"),
        raw("b.jsonl", "", 2, source="Courier", withdrawn=True),
    ]
    (window,) = Triage(corpus, TODAY, 512).windows(iter(records))
    _, pool, taken_back = window.entries
    assert isinstance(pool, Entry)
    assert isinstance(taken_back, Seen)
    assert taken_back.article_id == pool.article.id
