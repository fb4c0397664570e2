"""What a person sets right by hand survives whatever is read again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from ingest import edit
from rag.errors import InputError
from rag.records import Article

if TYPE_CHECKING:
    from tests.ingest.conftest import Newsroom

FERRY = {
    "id": "ferry",
    "title": "Ferry stops",
    "body": "The ferry to Hollemeer was cancelled on Monday. The harbour master blamed the fog.",
    "published_at": "2026-03-02",
    "language": "en",
}


def set_right(newsroom: Newsroom, **fields: Any) -> Article:
    return edit("ferry", fields, newsroom.corpus, newsroom.embedder)


@pytest.fixture
def ferry(newsroom: Newsroom) -> Path:
    """The file of an article that has been taken in."""
    path = newsroom.write_lines("ferry.jsonl", [FERRY])
    newsroom.take_in(path)
    return path


def test_a_field_set_by_hand_makes_the_next_version(newsroom: Newsroom, ferry: Path) -> None:
    article = set_right(newsroom, title="Fog stops the ferry", source="De Bode", kind="analysis")
    assert article == newsroom.article("ferry")
    assert (article.title, article.source, article.kind) == (
        *("Fog stops the ferry", "De Bode", "analysis"),
    )
    assert (article.body, article.version) == (FERRY["body"], 2)
    (earlier,) = newsroom.corpus.versions("ferry")
    assert (earlier.article.title, earlier.article.source) == ("Ferry stops", None)
    assert newsroom.corpus.fixed("ferry")["title"] == "Fog stops the ferry"
    assert newsroom.corpus.provenance("ferry")["source"] == "by hand"


def test_the_vectors_are_those_of_an_article_that_came_so(newsroom: Newsroom, ferry: Path) -> None:
    set_right(newsroom, title="Fog stops the ferry", published_at="2026-03-01")
    came_so = {**FERRY, "id": "so", "title": "Fog stops the ferry", "published_at": "2026-03-01"}
    newsroom.take_in(newsroom.write_lines("so.jsonl", [came_so]))
    corpus = newsroom.corpus
    edited, so = corpus.passages(corpus.table().keys.tolist()).values()
    assert np.array_equal(edited.vectors.passage, so.vectors.passage)
    assert newsroom.article("ferry").content_hash == newsroom.article("so").content_hash


def test_it_survives_the_same_record_and_a_changed_one(newsroom: Newsroom, ferry: Path) -> None:
    set_right(newsroom, title="Fog stops the ferry", published_at="2026-03-01", authors=["A. Diop"])
    assert newsroom.take_in(ferry).unchanged == 1
    later = {**FERRY, "title": "Ferry stops again", "body": f"{FERRY['body']} It sails at noon."}
    newsroom.write_lines("ferry.jsonl", [later])
    assert newsroom.take_in(ferry).updated == 1
    article = newsroom.article("ferry")
    assert (article.title, article.published_at, article.authors) == (
        *("Fog stops the ferry", "2026-03-01", ("A. Diop",)),
    )
    assert article.body == later["body"]


def test_what_is_released_follows_what_is_read_next(newsroom: Newsroom, ferry: Path) -> None:
    set_right(newsroom, title="Fog stops the ferry", section="Harbour")
    with newsroom.corpus.writing():
        newsroom.corpus.release("ferry", ["title"])
    assert newsroom.take_in(ferry).updated == 1
    article = newsroom.article("ferry")
    assert (article.title, article.section) == ("Ferry stops", "Harbour")


def test_an_empty_value_is_unknown(newsroom: Newsroom, ferry: Path) -> None:
    assert set_right(newsroom, published_at="", language="").published_at is None
    assert newsroom.take_in(ferry).unchanged == 1
    assert newsroom.article("ferry").language is None


def test_an_article_stays_a_copy_when_its_title_is_set(newsroom: Newsroom) -> None:
    body = " ".join(f"The council of town {n} pays {n} crowns." for n in range(20))
    newsroom.take_in(
        newsroom.write_lines(
            "a.jsonl",
            [
                {"id": "wire", "body": body, "published_at": "2026-03-01"},
                {"id": "ferry", "body": body, "published_at": "2026-03-02"},
            ],
        )
    )
    assert set_right(newsroom, title="Towns pay").duplicate_of == "wire"
    assert set_right(newsroom, published_at="2026-02-01").duplicate_of is None
    assert newsroom.article("wire").duplicate_of == "ferry"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"title": " "}, "title cannot be empty"),
        ({"body": "Other words."}, "'body' cannot be set"),
        ({"published_at": "2026-02-30"}, "'2026-02-30' is not a date"),
        ({"kind": "poem"}, "'poem' is no kind of article: write report, analysis"),
        ({"language": "nonsense"}, "no language code"),
        ({"url": "ftp://bode.example"}, "no http or https address"),
    ],
)
def test_a_value_that_cannot_be_used_changes_nothing(
    newsroom: Newsroom, ferry: Path, fields: dict[str, Any], told: str
) -> None:
    before = newsroom.article("ferry")
    with pytest.raises(InputError, match=f"ferry was not changed.*{told}"):
        set_right(newsroom, **fields)
    assert newsroom.article("ferry") == before


def test_what_is_not_there_cannot_be_edited(newsroom: Newsroom) -> None:
    with pytest.raises(InputError, match="no article with the id 'ferry'"):
        set_right(newsroom, title="Fog")
