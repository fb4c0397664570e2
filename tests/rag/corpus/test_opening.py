"""A folder that cannot be used says so in one sentence; what can be mended is mended."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from rag.corpus.corpus import Corpus
from rag.corpus.lock import WriterLock
from rag.errors import CorpusError, CorpusMissingError, CorpusVersionError
from tests.rag.corpus.made import allow_bytes, new_article

ARTICLE = new_article("a", "Zeppelin lands.", "It waits.")


@pytest.fixture
def filled(corpus_folder: Path) -> Path:
    """A corpus folder with one article of two passages, closed."""
    with closing(Corpus(corpus_folder, create=True)) as corpus, corpus.writing():
        corpus.write([ARTICLE])
    return corpus_folder


def holds_the_article(folder: Path) -> bool:
    with closing(Corpus(folder)) as corpus:
        keys, _ = corpus.dense(ARTICLE.passages[1].vectors.passage, 1, None)
        (nearest,) = corpus.passages(keys.tolist()).values()
        return (
            corpus.article("a") == ARTICLE.article
            and nearest.passage == ARTICLE.passages[1].passage
            and len(corpus.lexical("zeppelin", 5, None)[0]) == 1
        )


def test_a_corpus_closed_is_there_when_opened_again(filled: Path) -> None:
    assert holds_the_article(filled)


def test_a_missing_corpus_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(CorpusMissingError, match=r"no corpus in .*nowhere.*news ingest"):
        Corpus(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_corpus_of_a_newer_version_is_left_alone(filled: Path) -> None:
    with sqlite3.connect(filled / "corpus.sqlite3") as connection:
        connection.execute("UPDATE meta SET value = '999' WHERE name = 'schema'")
    with pytest.raises(CorpusVersionError, match=r"newer version .*format 999.*Update"):
        Corpus(filled)


@pytest.mark.parametrize("content", [b"", b"not a database " * 500, b"SQLite format 3\0" * 90])
def test_a_file_that_is_no_database_is_told(corpus_folder: Path, content: bytes) -> None:
    corpus_folder.mkdir()
    (corpus_folder / "corpus.sqlite3").write_bytes(content)
    with pytest.raises(CorpusError, match=r"corpus\.sqlite3 is (damaged|not a corpus)"):
        Corpus(corpus_folder)


def test_another_programs_database_is_told(corpus_folder: Path) -> None:
    corpus_folder.mkdir()
    with closing(sqlite3.connect(corpus_folder / "corpus.sqlite3")) as connection:
        connection.execute("CREATE TABLE accounts (name TEXT)")
    with pytest.raises(CorpusError, match="is damaged or not a corpus"):
        Corpus(corpus_folder)


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("x")
    with pytest.raises(CorpusError, match="cannot be used"):
        Corpus(place, create=True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_corpus_is_told(filled: Path) -> None:
    places = [filled, *filled.rglob("*")]
    for place in places:
        place.chmod(0o555 if place.is_dir() else 0o444)
    try:
        with pytest.raises(CorpusError, match=r"is read-only\. Make the folder"):
            Corpus(filled)
    finally:
        for place in places:
            place.chmod(0o755)


def _remove(chroma: Path) -> None:
    shutil.rmtree(chroma)


def _overwrite(chroma: Path) -> None:
    (chroma / "chroma.sqlite3").write_bytes(b"not a database " * 500)


def _empty(chroma: Path) -> None:
    shutil.rmtree(chroma)
    chroma.mkdir()


@pytest.mark.parametrize("harm", [_remove, _overwrite, _empty])
def test_a_lost_vector_index_is_made_again(filled: Path, harm: Callable[[Path], None]) -> None:
    harm(filled / "chroma")
    assert holds_the_article(filled)


def test_a_vector_index_of_another_time_is_made_again(filled: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier"
    shutil.copytree(filled / "chroma", earlier)
    with closing(Corpus(filled)) as corpus, corpus.writing():
        corpus.write([new_article("b", "Balloon departs.")])
    shutil.rmtree(filled / "chroma")
    earlier.rename(filled / "chroma")
    assert holds_the_article(filled)
    with closing(Corpus(filled)) as corpus:
        assert len(corpus.dense(ARTICLE.passages[0].vectors.passage, 9, None)[0]) == 3


def test_words_analysed_by_an_older_version_are_analysed_again(filled: Path) -> None:
    with closing(sqlite3.connect(filled / "corpus.sqlite3")) as connection:
        connection.execute("UPDATE meta SET value = 'old' WHERE name = 'analysis'")
        connection.execute("DELETE FROM postings")
        connection.commit()
    assert holds_the_article(filled)


def test_a_full_disk_is_told_and_the_corpus_stays_whole(filled: Path) -> None:
    limit = (filled / "corpus.sqlite3").stat().st_size
    with closing(Corpus(filled)) as corpus:
        with corpus.writing():
            big = new_article("big", *(f"Passage {i}." for i in range(400)))
            with allow_bytes(limit), pytest.raises(CorpusError, match="full"):
                corpus.write([big])
        assert corpus.holdings().articles == 1
    assert holds_the_article(filled)


@pytest.fixture
def damaged(filled: Path) -> Iterator[Corpus]:
    """An open corpus; under it a page of its file is lost, in the text of the article "long"."""
    long = new_article("long", " ".join(f"Brackwater {number}." for number in range(2_000)))
    file = filled / "corpus.sqlite3"
    with closing(Corpus(filled)) as corpus:
        with corpus.writing():
            corpus.write([long])
        with closing(sqlite3.connect(file)) as connection:
            (size,) = connection.execute("PRAGMA page_size").fetchone()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        content = file.read_bytes()
        start = content.index(b"Brackwater 1000.") // size * size
        file.write_bytes(content[:start] + b"\xff" * size + content[start + size :])
        yield corpus


@pytest.mark.parametrize(
    "read",
    [
        lambda corpus: corpus.article("long"),
        lambda corpus: list(corpus.articles()),
        lambda corpus: corpus.articles_by_key([1, 2]),
        lambda corpus: corpus.passages(corpus.table().keys.tolist()),
    ],
)
def test_damage_that_is_met_while_reading_is_told(
    damaged: Corpus, read: Callable[[Corpus], object]
) -> None:
    def in_one_moment() -> object:
        with damaged.reading():
            return read(damaged)

    with ThreadPoolExecutor(1) as thread:  # which has read nothing yet, and so remembers nothing
        for attempt in (thread.submit(read, damaged), thread.submit(in_one_moment)):
            with pytest.raises(CorpusError, match=r"is damaged .*malformed.*Restore a backup"):
                attempt.result()
        assert thread.submit(damaged.article, "a").result() == ARTICLE.article


def test_who_cannot_be_noted_as_the_writer_writes_all_the_same(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with allow_bytes(0), WriterLock(filled).held():
        pass
    monkeypatch.setattr("sys.argv", ["news", "mer\udce9.jsonl"])
    with WriterLock(filled).held():
        pass
    (filled / "writer.txt").unlink()
    (filled / "writer.txt").mkdir()
    with closing(Corpus(filled)) as corpus, corpus.writing():
        corpus.write([new_article("b", "Balloon departs.")])
    assert holds_the_article(filled)
