"""A corpus of an older format is brought to the present one, wholly or not at all."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest

from rag.corpus.corpus import Corpus
from rag.corpus.lock import WriterLock
from rag.corpus.table import Filters
from rag.dates import last_instant
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
    versions = [row[:4] for row in rows["versions"]]
    return {**rows, "versions": versions, "articles": [row[:21] for row in articles]}


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


def since_when(folder: Path) -> list[tuple[Any, ...]]:
    """Which article had which text, by its hash, since when; the present one has none."""
    with closing(sqlite3.connect(folder / "corpus.sqlite3")) as connection:
        return connection.execute(
            "SELECT article_id, text_hash, text_since_ts FROM versions "
            "UNION ALL SELECT id, NULL, text_since_ts FROM articles ORDER BY 1, 2, 3"
        ).fetchall()


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


def test_since_when_each_text_is_what_it_is_is_told_as_by_a_corpus_of_today(
    corpus_folder: Path,
) -> None:
    rng = Random(1)
    with closing(Corpus(corpus_folder, create=True)) as corpus, corpus.writing():
        for number in range(30):
            for _ in range(rng.randrange(1, 8)):
                fields = {
                    "published_at": rng.choice([None, "2025-01-01", "2025-03"]),
                    "updated_at": rng.choice(
                        [None, "2025-02-01", "2025-03", "2025-04-05T06:07:08Z"]
                    ),
                    "source": rng.choice(["De Bode", None]),
                }
                text = f"{rng.choice(['Nine', 'Ten', 'Twenty'])} died."
                corpus.write([new_article(str(number), text, **fields)])
        before = corpus.table()
        texts_before = since_when(corpus_folder)
    to_format_1(corpus_folder)
    with closing(Corpus(corpus_folder)) as corpus:
        assert corpus.table().exists_from.tolist() == before.exists_from.tolist()
    assert since_when(corpus_folder) == texts_before
    assert len({moment for _, _, moment in texts_before}) > 3


def test_a_text_of_an_older_corpus_exists_from_when_it_replaced_another(
    corpus_folder: Path,
) -> None:
    with closing(Corpus(corpus_folder, create=True)) as corpus, corpus.writing():
        corpus.write([new_article("fire", "Ten died.", published_at="2025-01-01")])
        changed = {"published_at": "2025-01-01", "updated_at": "2025-03-06"}
        corpus.write([new_article("fire", "Twenty died.", **changed)])
    to_format_1(corpus_folder)
    with closing(Corpus(corpus_folder)) as corpus:
        before = corpus.table().allowed(Filters(last_instant("2025-03-05")))
        assert before is not None
        assert before.tolist() == [False]
        assert corpus.table().allowed(Filters(last_instant("2025-03-06"))) is None


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
    assert format_of(old / "corpus.sqlite3") == "4"
    kept = old / "before-format-4.sqlite3"
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
