"""Records that give one URL: those of a live page are told apart, a page rewritten is one article."""

from __future__ import annotations

import pytest

from ingest.records import Origin, RawArticle
from rag.corpus.corpus import Corpus
from tests.ingest.conftest import store
from tests.ingest.test_namesakes import FERRY, OTHER, POOL

LIVE = "https://paper.example/live/storm"


def raw(body: str, line: int = 1, file: str = "a.jsonl", **fields: object) -> RawArticle:
    given = {"url": LIVE, "title": " ".join(body.split()[:3]), "source": "Paper", **fields}
    return RawArticle(Origin(file, line), body, given)


@pytest.mark.parametrize(
    "url", ["https://paper.example", "https://paper.example/", "https://paper.example/#a?b"]
)
@pytest.mark.parametrize("file", ["a.jsonl", "b.jsonl"], ids=["a file", "two files"])
def test_the_address_of_a_whole_site_names_no_article(corpus: Corpus, url: str, file: str) -> None:
    store(corpus, raw(FERRY, url=url), raw(POOL, 2, file=file, url=url))
    assert {article.body for article in corpus.articles()} == {FERRY, POOL}
    again = raw(f"{POOL} It is cold.", 2, file=file, url=url)
    store(corpus, raw(FERRY, url=url), again)
    assert {article.body for article in corpus.articles()} == {FERRY, again.body}


def test_a_page_read_at_the_address_of_its_site_is_known_by_it(corpus: Corpus) -> None:
    url = "https://poem.example/"
    for body in (FERRY, POOL):
        store(corpus, RawArticle(Origin(url), body, {"url": url}))
    (article,) = corpus.articles()
    assert article.body == POOL


def test_records_of_a_live_page_are_told_apart(corpus: Corpus) -> None:
    ids, (remark,) = store(corpus, raw(FERRY), raw(POOL, 2), raw(OTHER, 3))
    assert len(set(ids)) == 3
    assert remark.startswith(f"Another article has the URL that it names, {ids[0]}: “The ferry Las")
    # Known again in another order, in another file, and when one of them is changed.
    store(corpus, raw(OTHER, 1, "b.jsonl"), raw(FERRY, 2, "b.jsonl", section="Lakes"))
    changed = [raw(f"{POOL} It is cold."), raw(FERRY, 2), raw(OTHER, 3, section="Sea")]
    assert store(corpus, *changed)[0] == [ids[1], ids[0], ids[2]]
    renamed = raw(f"{POOL} It is cold.", title="Pool to close")
    assert store(corpus, renamed, *changed[1:])[0][0] == ids[1]


def test_a_new_record_above_those_of_a_live_page_leaves_them(corpus: Corpus) -> None:
    ids, _ = store(corpus, raw(FERRY), raw(POOL, 2))
    new, *others = store(corpus, raw(OTHER), raw(FERRY, 2), raw(POOL, 3))[0]
    assert others == ids
    assert new not in ids


def test_records_of_one_url_and_headline_are_told_apart_by_day(corpus: Corpus) -> None:
    days = [
        raw(body, line, title="News in brief", published_at=f"2026-11-2{line}")
        for line, body in enumerate((FERRY, POOL, OTHER), 1)
    ]
    ids, _ = store(corpus, *days)
    assert len(set(ids)) == 3
    changed = raw(f"{OTHER} So be it.", 9, title="News in brief", published_at="2026-11-23")
    assert store(corpus, changed)[0] == ids[2:]


def test_of_a_live_page_the_record_that_is_named_is_taken_back(corpus: Corpus) -> None:
    ids, _ = store(corpus, raw(FERRY), raw(POOL, 2))
    bare = {"url": LIVE, "title": raw(POOL).fields["title"], "withdrawn": True}
    assert store(corpus, RawArticle(Origin("b.jsonl", 1), "", bare))[0] == ids[1:]


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (raw(FERRY), raw(POOL, file="b.jsonl")),
        (raw(FERRY), raw(POOL, title="The ferry Lastivka")),
        (raw(FERRY), raw(f"{FERRY} Three people died.", 2, title="Three dead")),
        (raw(FERRY), raw(POOL, 2, title="The ferry Lastivka")),
    ],
    ids=["another file", "its place", "text", "headline"],
)
def test_a_page_that_was_rewritten_is_one_article(
    corpus: Corpus, first: RawArticle, again: RawArticle
) -> None:
    store(corpus, first)
    store(corpus, again)
    (article,) = corpus.articles()
    assert article.body == again.body
