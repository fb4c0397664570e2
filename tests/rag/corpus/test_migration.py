"""A corpus of an older format is brought to the present one, wholly or not at all."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from rag.corpus.corpus import Corpus
from rag.corpus.lock import WriterLock
from rag.errors import CorpusError, CorpusLockedError
from tests.rag.corpus.crashes import left_by_kills
from tests.rag.corpus.format_1 import to_format_1
from tests.rag.corpus.made import allow_bytes, new_article

LANDS = new_article("lands", "Zeppelin lands.", title="Landing", source="De Bode")


@pytest.fixture
def old(corpus_folder: Path) -> Path:
    """The folder of a corpus of format 1: two articles, one of them with an earlier version."""
    with closing(Corpus(corpus_folder, create=True)) as corpus, corpus.writing():
        corpus.set_model("fingerprint", "model")
        corpus.write([new_article("departs", "Balloon waits."), LANDS])
        corpus.write([new_article("departs", "Balloon departs.")])
    to_format_1(corpus_folder)
    return corpus_folder


def content(path: Path) -> dict[str, list[Any]]:
    """The tables of format 1 with all their rows; the format itself is left out."""
    with closing(sqlite3.connect(path)) as connection:
        articles = connection.execute("SELECT * FROM articles").fetchall()
        tables = ("versions", "passages", "passage_tokens", "samples", "postings", "lengths")
        rows = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables}
    return {**rows, "articles": [row[:21] for row in articles]}


def form(path: Path) -> dict[str, list[Any]]:
    """Every table and index with its columns."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name, type FROM sqlite_master").fetchall()
        return {
            name: connection.execute(
                f"PRAGMA {'table_info' if kind == 'table' else 'index_info'}({name})"
            ).fetchall()
            for name, kind in names
        }


def format_of(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        (version,) = connection.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone()
        return str(version)


def test_it_holds_what_it_held_and_can_do_what_is_new(old: Path) -> None:
    before = content(old / "corpus.sqlite3")
    with closing(Corpus(old)) as corpus:
        after = content(old / "corpus.sqlite3")
        keys = [[key for key, *_ in held.pop("passage_tokens")] for held in (before, after)]
        assert keys[0] == keys[1]
        assert after == before
        assert corpus.article("lands") == LANDS.article
        assert [v.article.body for v in corpus.versions("departs")] == ["Balloon waits."]
        assert len(corpus.lexical("zeppelin", 9, None)[0]) == 1
        with corpus.writing():
            corpus.edit(LANDS.article, LANDS.passages, ["source"])
            corpus.withdraw("lands")
        assert corpus.fixed("lands") == {"source": "De Bode"}
        assert [article.id for article in corpus.articles()] == ["departs"]


def test_vectors_of_tokens_in_the_older_form_are_dropped(old: Path) -> None:
    with closing(Corpus(old)) as corpus:
        stored = corpus.passages([1, 2, 3])
    assert stored
    assert all(not len(passage.vectors.tokens) for passage in stored.values())


def test_its_tables_are_those_of_a_new_corpus(old: Path, tmp_path: Path) -> None:
    Corpus(old).close()
    Corpus(tmp_path / "new", create=True).close()
    assert form(old / "corpus.sqlite3") == form(tmp_path / "new" / "corpus.sqlite3")


def test_a_copy_is_kept_as_it_was(old: Path) -> None:
    before = content(old / "corpus.sqlite3")
    Corpus(old).close()
    assert format_of(old / "corpus.sqlite3") == "3"
    kept = old / "before-format-3.sqlite3"
    assert format_of(kept) == "1"
    assert content(kept) == before


def test_it_waits_for_whoever_writes_with_an_older_version(old: Path) -> None:
    with WriterLock(old).held(), pytest.raises(CorpusLockedError, match="being written by process"):
        Corpus(old)
    assert format_of(old / "corpus.sqlite3") == "1"


def test_on_a_disk_too_full_for_the_copy_it_stays_as_it_is(old: Path) -> None:
    before = content(old / "corpus.sqlite3")
    with allow_bytes(20_000), pytest.raises(CorpusError, match="disk"):
        Corpus(old)
    assert content(old / "corpus.sqlite3") == before
    assert format_of(old / "corpus.sqlite3") == "1"
    assert not list(old.glob("before-format*"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_any_statement_it_is_brought_over_at_the_next_start(tmp_path: Path) -> None:
    for facts in left_by_kills(tmp_path, "migration", "3"):
        assert facts["bodies"] == {
            "kept": [1, "Zeppelin lands."],
            "changed": [1, "Old words."],
            "gone": [1, "Balloon departs."],
        }
        assert facts["passages"] == facts["in_chroma"] == 3
        assert facts["found_by_vector"]
        assert facts["found_by_words"]
