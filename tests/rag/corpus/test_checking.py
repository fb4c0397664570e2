"""What is wrong in a corpus is found; what is derived is repaired; what is not is told."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from rag.corpus.articles import content_hash
from rag.corpus.corpus import Corpus
from rag.corpus.vectors import VectorIndex
from rag.errors import CorpusError
from tests.rag.corpus.made import lose_vectors, new_article, vector


@pytest.fixture
def folder(corpus_folder: Path) -> Path:
    """A closed corpus of three articles; one has an earlier version, one is withdrawn."""
    with closing(Corpus(corpus_folder, create=True)) as corpus, corpus.writing():
        corpus.write([new_article("lands", "Zeppelin waits."), new_article("gone", "Kite falls.")])
        for article_id, text in (("lands", "Zeppelin lands."), ("departs", "Balloon departs.")):
            digest = content_hash(article_id, text)
            corpus.write([new_article(article_id, text, title=article_id, content_hash=digest)])
        corpus.withdraw("gone")
    return corpus_folder


def told(folder: Path, *, after_repair: bool = False) -> str:
    """What is wrong, one line a fault; "repair" in front of those that a repair mends."""
    with closing(Corpus(folder)) as corpus, corpus.writing():
        if after_repair:
            corpus.repair()
        return "\n".join(
            f"{'repair: ' if fault.is_repairable else ''}{fault.text} {fault.remedy}"
            for fault in corpus.check()
        )


def run(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / "corpus.sqlite3")) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_a_sound_corpus_has_no_faults_and_a_repair_changes_none(folder: Path) -> None:
    assert told(folder) == ""
    assert told(folder, after_repair=True) == ""


def test_an_empty_corpus_has_no_faults(corpus: Corpus) -> None:
    assert corpus.check() == []
    with corpus.writing():
        corpus.repair()
    assert corpus.check() == []


def _another_key(index: VectorIndex) -> None:
    index.remove([3])
    index.add([99], vector(9)[None])


def _another_vector(index: VectorIndex) -> None:
    index.add([3], vector(9)[None])


def _withdrawn_and_not_another(index: VectorIndex) -> None:
    index.remove([3])
    index.add([2], vector(9)[None])


@pytest.mark.parametrize(
    ("harm", "expected"),
    [
        (_another_key, "Passages that are not in the vector index: 1."),
        (_another_key, "Vectors in the index of no passage that may be cited: 1."),
        (_withdrawn_and_not_another, "Vectors in the index of no passage that may be cited: 1."),
        (_another_vector, "Vectors in the index that are not those of their passages: 1 of 2"),
    ],
)
def test_a_vector_index_that_differs_is_found_and_made_again(
    folder: Path, harm: Callable[[VectorIndex], None], expected: str
) -> None:
    index = VectorIndex(folder / "chroma")
    with index.held(), index.changing() as state:
        harm(index)
    index.close()
    run(folder, f"UPDATE meta SET value = '{state}' WHERE name = 'chroma_state'")
    assert f"repair: {expected}" in told(folder)
    assert told(folder, after_repair=True) == ""


def test_what_another_process_writes_meanwhile_is_no_fault(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = VectorIndex.held

    @contextmanager
    def held_once_another_wrote(index: VectorIndex) -> Iterator[None]:
        monkeypatch.undo()
        with closing(Corpus(folder)) as another, another.writing():
            another.write([new_article("waits", "Airship waits.")])
        with held(index):
            yield

    with closing(Corpus(folder)) as corpus:
        monkeypatch.setattr(VectorIndex, "held", held_once_another_wrote)
        assert corpus.check() == []


def test_a_vector_index_that_cannot_be_read_is_found_and_made_again(folder: Path) -> None:
    lose_vectors(folder)
    with closing(Corpus(folder)) as corpus, corpus.writing():
        (fault,) = corpus.check()
        assert fault.text.startswith("The vector index cannot be read (Error")
        assert fault.is_repairable
        corpus.repair()
        assert corpus.check() == []


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("DELETE FROM lengths WHERE passage = 3", "Passages that are not in the word index: 1."),
        ("INSERT INTO lengths VALUES (99, 5)", "Entries of the word index of no passage: 1."),
        ("INSERT INTO samples VALUES (1, 99, 1)", "Samples of texts of no article: 1."),
        (
            "INSERT INTO versions VALUES ('x', 1, '{}', 0, NULL, NULL)",
            "Earlier versions of no article: 1.",
        ),
        ("INSERT INTO inputs VALUES ('x', 'y', 99)", "Places that were read, of no article: 1."),
        (
            "INSERT INTO passage_tokens VALUES (99, x'', x'')",
            "Token vectors of no passage: 1.",
        ),
        (
            "UPDATE articles SET duplicate_of = 'x' WHERE id = 'lands'",
            "Articles linked as copies of one that is gone: 1.",
        ),
    ],
)
def test_what_belongs_to_nothing_is_found_and_removed(
    folder: Path, statement: str, expected: str
) -> None:
    run(folder, statement)
    assert told(folder).startswith(f"repair: {expected}")
    assert told(folder, after_repair=True) == ""
    with closing(Corpus(folder)) as corpus:
        assert [article.id for article in corpus.articles()] == ["departs", "lands"]
        assert len(corpus.lexical("zeppelin", 9, None)[0]) == 1
        assert len(corpus.versions("lands")) == 1


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE articles SET body = 'Forged.' WHERE id = 'lands'", "text is not what was stored"),
        ("DELETE FROM passages WHERE key = 3", "without passages, which no search finds: lands"),
        ('UPDATE passages SET "end" = 99 WHERE key = 3', "that lie outside the text: lands"),
        ("DELETE FROM passage_tokens WHERE passage = 3", "Passages without token vectors: 1."),
        ("UPDATE passages SET vector = x'00' WHERE key = 3", "not all of one length"),
    ],
)
def test_what_is_stored_wrongly_is_told_with_a_way_out(
    folder: Path, statement: str, expected: str
) -> None:
    run(folder, statement)
    found = [line for line in told(folder).splitlines() if expected in line]
    assert len(found) == 1
    assert "repair: " not in found[0]
    assert "ingest them again" in found[0] or "news rebuild --embed" in found[0]


def test_a_file_damaged_in_the_middle_is_told(folder: Path) -> None:
    path = folder / "corpus.sqlite3"
    run(folder, "PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(path.read_bytes())
    data[8_192:] = bytes(len(data) - 8_192)
    path.write_bytes(data)
    with pytest.raises(CorpusError, match=r"is damaged.*Restore a backup"):
        told(folder)
