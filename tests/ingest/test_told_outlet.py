"""What a person said of a file when it was read once holds when it is read again without it."""

from __future__ import annotations

import pytest

from ingest.records import Origin, RawArticle
from rag.corpus.corpus import Corpus
from tests.ingest.conftest import store

BODY = "The council of Merel voted to close the old swimming pool next spring, for good this time."


def raw(body: str, source: str = "", told: str = "") -> RawArticle:
    fields = {"title": "Pool closes", **({"source": source or told} if source or told else {})}
    return RawArticle(
        Origin("/news/a.jsonl", 1), body, fields, found_in={"source": "setting"} if told else {}
    )


@pytest.mark.parametrize(
    ("first", "again", "outlet", "found_in"),
    [
        (raw(BODY, told="Merel Courier"), raw(BODY), "Merel Courier", "setting"),
        (raw(BODY, told="Merel Courier"), raw(f"{BODY} So be it."), "Merel Courier", "setting"),
        (raw(BODY, told="Merel Courier"), raw(BODY, source="Wire"), "Wire", None),
        (raw(BODY, told="Merel Courier"), raw(BODY, told="Echo"), "Echo", "setting"),
        (raw(BODY), raw(BODY, told="Merel Courier"), "Merel Courier", "setting"),
        (raw(BODY, source="Wire"), raw(BODY), None, None),
    ],
    ids=["again", "changed", "names one", "told another", "told later", "no longer names one"],
)
def test_an_outlet_that_was_told_stays_until_another_is(
    corpus: Corpus, first: RawArticle, again: RawArticle, outlet: str | None, found_in: str | None
) -> None:
    store(corpus, first)
    store(corpus, again)
    (article,) = corpus.articles()
    assert article.source == outlet
    assert corpus.provenance(article.id).get("source") == found_in
