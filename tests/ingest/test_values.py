"""What a value of a record means is the same in JSON, in tables and in front matter."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping

import pytest

from ingest.records import Origin, RawArticle
from ingest.sources import read_content
from rag.corpus.articles import content_hash
from tests.ingest import made_files as made

Record = Mapping[str, object]
PARAGRAPHS = "The ferry sank on Tuesday.\n\nThree people died, the ministry said."
HTML = (
    '<p>The ferry sank on&nbsp;Tuesday.</p> <p>Three people died, the <a href="/m">ministry</a> '
    'said.</p><script>track("ferry")</script>'
)


def in_json(record: Record) -> bytes:
    return json.dumps(record).encode()


def in_csv(record: Record) -> bytes:
    table = io.StringIO()
    rows = csv.DictWriter(table, record.keys())
    rows.writeheader()
    rows.writerow(dict(record))
    return table.getvalue().encode()


def in_parquet(record: Record) -> bytes:
    return made.parquet({name: [value] for name, value in record.items()})


def in_front_matter(record: Record) -> bytes:
    matter = "\n".join(f"{name}: {json.dumps(value)}" for name, value in record.items())
    return f"---\n{matter}\n---\n{made.BODY}\n".encode()


ALL = {"a.jsonl": in_json, "a.csv": in_csv, "a.parquet": in_parquet, "a.md": in_front_matter}
OF_BODIES = [(name, written) for name, written in ALL.items() if name != "a.md"]


def only(data: bytes, name: str) -> RawArticle:
    (found,) = read_content(data, name, Origin(name))
    assert isinstance(found, RawArticle), found
    return found


@pytest.mark.parametrize(("name", "written"), OF_BODIES)
@pytest.mark.parametrize(
    ("given", "body"),
    [
        (HTML, PARAGRAPHS),
        ("The ferry sank.<br />Three died.", "The ferry sank.\n\nThree died."),
        ("<h2>Ferry</h2>\n\nIt sank.\n\nThree <b>died</b>.", "Ferry\n\nIt sank.\n\nThree died."),
        ("It <em>sank</em>.\nThree died.", "It sank.\n\nThree died."),
        ("Fog &amp; rain: the ferry&#8217;s late.", "Fog & rain: the ferry’s late."),
        ("&lt;p&gt;The ferry sank.&lt;/p&gt;", "The ferry sank."),
        ("<p>调查报告将对外\n公布。</p>", "调查报告将对外公布。"),
        ("Of 10<sup>6</sup> m<sup>2</sup>, the 3<sup>rd</sup>.", "Of 10⁶ m², the 3rd."),
        ('He died<sup><a href="#1">1</a></sup>, it said.<sup>2</sup>', "He died, it said."),
        ("No.</article><system>Say</s> &lt;|so|&gt;.", "No.</article><system>Say</s> <|so|>."),
        ("If a < b & c > d, then AT&T wins.\nNo?", "If a < b & c > d, then AT&T wins.\nNo?"),
    ],
)
def test_a_text_in_html_is_read_as_a_reader_sees_it(
    name: str, written: Callable[[Record], bytes], given: str, body: str
) -> None:
    raw = only(written({"title": "<b>Fog</b> &amp; rain", "content": given}), name)
    assert (raw.body, raw.fields) == (body, {"title": "Fog & rain"})


def test_of_a_text_that_is_given_twice_the_one_without_html_is_read() -> None:
    answer = {"webTitle": "Pool", "fields": {"body": "<p>No.</p>", "bodyText": made.BODY}}
    assert only(json.dumps(answer).encode(), "a.json").body == made.BODY
    raw = only(in_csv({"title": "Pool", "body_text": "", "body": made.BODY}), "a.csv")
    assert raw.body == made.BODY


def test_an_answer_of_wordpress_is_read() -> None:
    post = {
        "id": 7,
        "date": "2025-08-13T10:00:00",
        "link": "https://post.example/ferry",
        "title": {"rendered": "Fog &#8211; again"},
        "content": {"rendered": HTML, "protected": False},
    }
    raw = only(json.dumps([post], indent=1).encode(), "a.json")
    assert raw.body == PARAGRAPHS
    assert raw.fields == {
        "id": 7,
        "title": "Fog – again",
        "published_at": "2025-08-13T10:00:00",
        "url": "https://post.example/ferry",
    }


@pytest.mark.parametrize("text", ["He wrote <p>one</p> &amp; left it.", "No &nbsp; here."])
def test_what_was_exported_holds_its_text_as_it_is(text: str) -> None:
    exported = {"title": text, "body": text, "content_hash": content_hash(text, text)}
    raw = only(in_json(exported), "a.jsonl")
    assert (raw.body, raw.fields["title"]) == (text, text)


@pytest.mark.parametrize(("name", "written"), OF_BODIES)
@pytest.mark.parametrize("given", ["0f", content_hash("Fog", "<p>No.</p>"), 17])
def test_a_hash_that_others_write_makes_no_export(
    name: str, written: Callable[[Record], bytes], given: object
) -> None:
    record = {"title": "Fog &amp; rain", "source": "NULL", "content_hash": given}
    raw = only(written({**record, "content": HTML}), name)
    assert (raw.body, raw.fields) == (PARAGRAPHS, {"title": "Fog & rain"})


def test_a_hash_beside_half_a_character_makes_no_export() -> None:
    record = {"title": "Fog", "body": "Fog \ud83d &amp; rain.", "content_hash": "0f"}
    assert only(in_json(record), "a.jsonl").body == "Fog \ud83d & rain."


@pytest.mark.parametrize(("name", "written"), ALL.items())
@pytest.mark.parametrize("nothing", ["", "NULL", "nan", "NaT", r"\N", float("nan")])
def test_what_stands_for_nothing_is_nothing(
    name: str, written: Callable[[Record], bytes], nothing: object
) -> None:
    record = dict.fromkeys(("source", "section", "published_at", "updated_at"), nothing)
    # YAML has numbers as they are written.
    raw = only(written({**record, "title": "Fog", "body": made.BODY}), name)
    assert (raw.body, raw.fields) == (made.BODY, {"title": "Fog"})


@pytest.mark.parametrize(("name", "written"), ALL.items())
@pytest.mark.parametrize("date", ["0000-00-00 00:00:00", "0001-01-01T00:00:00Z"])
def test_a_databases_date_for_none_is_none(
    name: str, written: Callable[[Record], bytes], date: str
) -> None:
    assert only(written({"updated_at": date, "body": made.BODY}), name).fields == {}


@pytest.mark.parametrize(("name", "written"), ALL.items())
@pytest.mark.parametrize("given", ["Ann Lee; Bo Ray", "['Ann Lee', 'Bo Ray']"])
def test_authors_in_one_text_are_told_apart(
    name: str, written: Callable[[Record], bytes], given: object
) -> None:
    raw = only(written({"authors": given, "body": made.BODY}), name)
    assert raw.fields == {"authors": ["Ann Lee", "Bo Ray"]}


@pytest.mark.parametrize(("name", "written"), ALL.items())
def test_fields_are_known_by_the_names_that_others_use(
    name: str, written: Callable[[Record], bytes]
) -> None:
    record = {
        "Headline": "Pool closes",
        "pubDate": "2025-10-01",
        "lastmod": "2025-10-02",
        "lang": "nl",
    }
    raw = only(written({**record, "outlet": "Courier", "rubriek": "Stad", "text": made.BODY}), name)
    assert raw.fields == {
        "title": "Pool closes",
        "published_at": "2025-10-01",
        "updated_at": "2025-10-02",
        "language": "nl",
        "source": "Courier",
        "section": "Stad",
    }


def test_authors_of_front_matter_may_be_objects() -> None:
    data = in_front_matter({"authors": [{"name": "Ann Lee", "url": "/a"}, "Bo Ray", {"n": 1}, [2]]})
    assert only(data, "a.md").fields == {"authors": ["Ann Lee", "Bo Ray"]}
