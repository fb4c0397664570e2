"""What a person said of a file when it was read once holds when it is read again without it."""

from __future__ import annotations

import pytest

from ingest.records import Origin, RawArticle
from ingest.triage import Triage
from rag.corpus.articles import NewArticle, Seen
from rag.corpus.corpus import Corpus
from tests.ingest.conftest import TODAY

BODY = "The council of Merel voted to close the old swimming pool next spring, for good this time."


def raw(body: str, source: str = "", told: str = "") -> RawArticle:
    fields = {"title": "Pool closes", **({"source": source or told} if source or told else {})}
    return RawArticle(
        Origin("/news/a.jsonl", 1), body, fields, found_in={"source": "setting"} if told else {}
    )


def read(corpus: Corpus, record: RawArticle) -> None:
    """Store what becomes of a record."""
    (window,) = Triage(corpus, TODAY, 512).windows(iter([record]))
    (entry,) = window.entries
    with corpus.writing():
        if isinstance(entry, Seen):
            corpus.write([entry])
        else:
            digest, place = entry.record.input_digest, entry.record.place
            corpus.write([NewArticle(entry.article, digest, (), place, entry.provenance)])


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
    read(corpus, first)
    read(corpus, again)
    (article,) = corpus.articles()
    assert article.source == outlet
    assert corpus.provenance(article.id).get("source") == found_in
