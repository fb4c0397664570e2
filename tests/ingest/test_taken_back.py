"""What its source takes back is withdrawn, as it is by hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ingest.records import Origin, RawArticle
from ingest.sources import read_content
from ingest.withdrawal import is_withdrawn
from tests.ingest import made_files as made

if TYPE_CHECKING:
    from tests.ingest.conftest import Newsroom

FERRY = {
    "id": "ferry",
    "title": "Ferry cancelled",
    "body": "The ferry to Hollemeer was cancelled on Monday because of the fog.",
}
TRAM = {"id": "tram", "title": "Tram", "body": "The tram to Duynkamp runs again since Tuesday."}


def found(newsroom: Newsroom, words: str) -> set[str]:
    keys, _ = newsroom.corpus.lexical(words, 9, None)
    return {p.passage.article_id for p in newsroom.corpus.passages(keys.tolist()).values()}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"status": "withdrawn"}, True),
        ({"status": " Retracted"}, True),
        ({"status": "stat:canceled"}, True),
        ({"status": "http://cv.iptc.org/newscodes/pubstatusg2/withheld"}, True),
        ({"withdrawn": True}, True),
        ({"withdrawn": "yes"}, True),
        ({"withdrawn": 1}, True),
        ({"withdrawn": False}, False),
        ({"withdrawn": ""}, False),
        ({"status": "usable"}, False),
        ({"status": "corrected"}, False),
        ({"status": "not withdrawn by the court"}, False),
        ({"status": "not withdrawn"}, False),
        ({"status": "never removed"}, False),
        ({"status": None}, False),
        ({}, False),
    ],
)
def test_what_says_that_an_article_was_taken_back(
    fields: dict[str, object], expected: bool
) -> None:
    assert is_withdrawn(fields) is expected


@pytest.mark.parametrize(
    "record",
    [{"id": "ferry", "status": "withdrawn"}, {**FERRY, "withdrawn": True}, {"id": "ferry", "pubStatus": "canceled"}],
)  # fmt: skip
def test_a_later_record_takes_an_article_back(
    newsroom: Newsroom, record: dict[str, object]
) -> None:
    newsroom.take_in(newsroom.write_lines("1.jsonl", [FERRY, TRAM]))
    assert found(newsroom, "ferry fog tram") == {"ferry", "tram"}
    later = newsroom.write_lines("2.jsonl", [record])
    summary = newsroom.take_in(later)
    assert (summary.updated, summary.rejected, summary.passages) == (1, (), 0)
    article = newsroom.article("ferry")
    assert (article.status, article.version, article.body) == ("withdrawn", 1, FERRY["body"])
    assert found(newsroom, "ferry fog tram") == {"tram"}
    assert newsroom.corpus.check() == []
    assert newsroom.take_in().unchanged == 3  # and whatever is read again
    assert found(newsroom, "ferry fog tram") == {"tram"}


def test_what_was_restored_by_hand_is_not_taken_back_by_the_same_record(
    newsroom: Newsroom,
) -> None:
    newsroom.write_lines("1.jsonl", [FERRY])
    newsroom.write_lines("2.jsonl", [{"id": "ferry", "status": "withdrawn"}])
    newsroom.take_in()
    with newsroom.corpus.writing():
        newsroom.corpus.restore("ferry")
    newsroom.take_in()
    assert newsroom.article("ferry").status == "current"
    newsroom.write_lines("3.jsonl", [{"id": "ferry", "status": "retracted"}])
    newsroom.take_in()
    assert newsroom.article("ferry").status == "withdrawn"


@pytest.mark.parametrize("window", [1, 512])
def test_an_article_and_its_withdrawal_in_one_file(newsroom: Newsroom, window: int) -> None:
    later = {**FERRY, "body": f"{FERRY['body']} It sails again."}
    lines = [FERRY, TRAM, {"id": "ferry", "status": "withdrawn"}, later]
    summary = newsroom.take_in(newsroom.write_lines("all.jsonl", lines), window=window)
    assert (summary.added, summary.updated) == (2, 2)
    article = newsroom.article("ferry")
    assert (article.status, article.body) == ("withdrawn", later["body"])
    assert found(newsroom, "ferry fog tram") == {"tram"}
    assert newsroom.corpus.check() == []


def test_what_was_never_taken_in_is_kept_from_being_found(newsroom: Newsroom) -> None:
    newsroom.write_lines("1.jsonl", [{**FERRY, "status": "withdrawn"}, TRAM])
    newsroom.write_lines("2.jsonl", [FERRY, {"id": "unknown", "withdrawn": True}])
    summary = newsroom.take_in()
    assert newsroom.article("ferry").status == "withdrawn"
    assert found(newsroom, "ferry fog tram") == {"tram"}
    (rejection,) = summary.rejected
    assert rejection.line == 2
    assert "takes an article back that is not in the corpus" in rejection.reason


def test_it_is_told_by_its_address_too(newsroom: Newsroom) -> None:
    address = "https://courier.example/ferry"
    body = FERRY["body"]
    newsroom.write("1.csv", f"url,text,status\n{address},{body},published\n")
    newsroom.take_in()
    newsroom.write("2.csv", f"url,text,status\n{address}?utm_source=x,,withdrawn\n")
    newsroom.take_in()
    assert newsroom.corpus.holdings().withdrawn == 1


def test_a_copy_of_what_is_taken_back_is_found_in_its_place(newsroom: Newsroom) -> None:
    body = " ".join(f"{made.BODY} Part {n} of it is dry." for n in range(3))
    wire = {"id": "wire", "body": body, "published_at": "2025-10-01"}
    local = {"id": "local", "body": body, "published_at": "2025-10-02"}
    newsroom.take_in(newsroom.write_lines("1.jsonl", [wire, local]))
    newsroom.take_in(newsroom.write_lines("2.jsonl", [{"id": "wire", "withdrawn": True}]))
    assert found(newsroom, "swimming pool Merel") == {"local"}
    assert newsroom.article("local").duplicate_of is None


def marked(name: str) -> RawArticle:
    record = {**made.RECORD, "status": "withdrawn"}
    feed = json.loads(made.json_feed())
    feed["items"][0]["withdrawn"] = True
    mark = (
        b'<script type="application/ld+json">%s</script></head>'
        % json.dumps({"@type": "NewsArticle", "creativeWorkStatus": "Withdrawn"}).encode()
    )
    files = {
        "pool.md": f"---\nstatus: withdrawn\n---\n{made.BODY}\n".encode(),
        "pool.json": json.dumps(record).encode(),
        "pool.csv": f'text,status\n"{made.BODY}",withdrawn\n'.encode(),
        "pool.parquet": made.parquet({"text": [made.BODY], "withdrawn": [True]}),
        "feed.json": json.dumps(feed).encode(),
        "rss.xml": made.rss().replace(b"</item>", b"<status>withdrawn</status></item>"),
        "pool.html": made.page().replace(b"</head>", mark),
    }
    (raw,) = read_content(files[name], name, Origin(name))
    assert isinstance(raw, RawArticle), raw
    return raw


@pytest.mark.parametrize(
    "name",
    ["pool.md", "pool.json", "pool.csv", "pool.parquet", "feed.json", "rss.xml", "pool.html"],
)
def test_every_format_with_fields_can_say_it(name: str) -> None:
    assert is_withdrawn(marked(name).fields)


def test_an_agency_cancels_what_it_sent(newsroom: Newsroom) -> None:
    newsroom.write("1.json", made.ninjs())
    newsroom.take_in()
    assert newsroom.article("urn:newsml:courier.example:pool").title == made.TITLE
    cancelled = {**json.loads(made.ninjs()), "pubstatus": "canceled"}
    del cancelled["body_xhtml"]
    newsroom.write("2.json", json.dumps(cancelled))
    assert newsroom.take_in().updated == 1
    assert newsroom.article("urn:newsml:courier.example:pool").status == "withdrawn"


def test_newer_ninjs_has_lists_of_bodies() -> None:
    item = {
        "uri": "https://courier.example/pool",
        "pubStatus": "usable",
        "headlines": [{"value": made.TITLE}],
        "bodies": [{"role": "caption", "value": "A pool."}, {"role": "main", "value": made.BODY}],
    }
    (raw,) = read_content(json.dumps(item).encode(), "a.json", Origin("a.json"))
    assert isinstance(raw, RawArticle)
    assert (raw.body, raw.fields["title"]) == (made.BODY, made.TITLE)
    assert raw.fields["url"] == item["uri"]


@pytest.mark.parametrize("headlines", [[{"role": "main"}], [{"value": None}], []])
def test_ninjs_without_a_headline_has_no_title(headlines: list[object]) -> None:
    item = {"uri": "urn:x:pool", "headlines": headlines, "body_text": made.BODY}
    (raw,) = read_content(json.dumps(item).encode(), "a.json", Origin("a.json"))
    assert isinstance(raw, RawArticle)
    assert "title" not in raw.fields
