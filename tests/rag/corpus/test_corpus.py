"""What goes into a corpus comes out of it, and only that."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.corpus import articles
from rag.corpus.articles import NewArticle
from rag.corpus.corpus import Corpus
from rag.corpus.database import Database
from rag.corpus.indexes import Indexes
from rag.corpus.table import Filters
from rag.embedding.model import PassageVectors
from rag.errors import CorpusError, InputError, ModelMismatchError
from tests.rag.corpus.made import new_article, vector

Store = Callable[..., set[str]]


def nearest(corpus: Corpus, query: np.ndarray, limit: int = 5) -> list[str]:
    """Ids of the articles nearest by vector, through Chroma."""
    keys, _ = corpus.dense(query, limit, None)
    stored = corpus.passages(keys.tolist())
    return [stored[key].passage.article_id for key in keys.tolist()]


def test_an_article_comes_back_as_it_was_given(corpus: Corpus, store: Store) -> None:
    given_article = new_article(
        "a",
        "Eerste alinea.",
        "Tweede alinea — met “tekens” 😀.",
        title="Kop",
        language="nl",
        published_at="2025-08",
        updated_at="2025-08-14T10:00:00+00:00",
        source="De Bode",
        url="https://bode.example/1",
        authors=("A. Jansen", "B. de Vries"),
        section="Haven",
        kind="analysis",
    )
    store(given_article)
    assert corpus.article("a") == given_article.article
    assert corpus.article("b") is None


def test_a_passage_is_a_slice_of_its_article_with_the_vectors_it_came_with(
    corpus: Corpus, store: Store
) -> None:
    new = new_article("a", "Eerste 😀 alinea.", "Tweede alinea.")
    store(new)
    stored = corpus.passages(corpus.table().keys.tolist())
    assert [item.passage for item in stored.values()] == [item.passage for item in new.passages]
    ((_, sentences),) = corpus.sentences(corpus.ids()).items()
    assert sentences == tuple(span for each in new.passages for span in each.passage.sentences)
    for item, came in zip(stored.values(), new.passages, strict=True):
        assert item.passage.text == new.article.body[item.passage.start : item.passage.end]
        assert np.abs(item.vectors.passage - came.vectors.passage).max() < 1e-3
        assert (item.vectors.tokens == came.vectors.tokens).all()
        assert (item.vectors.sentences == came.vectors.sentences).all()


def test_more_may_be_read_at_once_than_sqlite_has_marks_for(corpus: Corpus, store: Store) -> None:
    store(*(new_article(name, f"Text of {name}.") for name in "abc"))
    table = corpus.table()
    with closing(sqlite3.connect(corpus.folder / "corpus.sqlite3")) as connection:
        connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 2)
        keys = table.article_keys.tolist()
        found = articles.by_keys(connection, keys)
        assert {key: article.id for key, article in found.items()} == articles.ids(connection)
        assert articles.passages(connection, table.keys.tolist()).keys() == {*table.keys.tolist()}
        assert articles.correcting(connection, "a", keys) == []


@pytest.mark.parametrize(
    ("as_of", "is_out"),
    [
        (None, True),
        ("2026-11-30T15:00:00+01:00", True),
        ("2026-11-29T15:00:00+01:00", False),
    ],
)
def test_the_corrections_of_an_article_are_those_that_are_out(
    corpus: Corpus, store: Store, as_of: str | None, *, is_out: bool
) -> None:
    fields = {"kind": "correction", "corrects": "a", "published_at": "2026-11-30"}
    store(new_article("a", "It is 40."), new_article("b", "It is 48.", **fields))
    moment = None if as_of is None else datetime.fromisoformat(as_of)
    assert [each.id for each in corpus.corrections_of("a", moment)] == ["b"] * is_out


def test_earlier_versions_are_kept_and_numbered(
    corpus: Corpus, store: Store, corpus_folder: Path
) -> None:
    for text in ("First.", "Second.", "Third."):
        store(new_article("a", text))
    article = corpus.article("a")
    assert article is not None
    assert (article.body, article.version) == ("Third.", 3)
    with sqlite3.connect(corpus_folder / "corpus.sqlite3") as connection:
        kept = connection.execute("SELECT version, record FROM versions ORDER BY 1").fetchall()
    assert [(version, json.loads(record)["body"]) for version, record in kept] == [
        (1, "First."),
        (2, "Second."),
    ]


def test_only_the_newest_version_is_searched(corpus: Corpus, store: Store) -> None:
    old, new = new_article("a", "First."), new_article("a", "Second.")
    store(old)
    store(new)
    (key,) = corpus.table().keys.tolist()
    assert corpus.passages([key])[key].passage.text == "Second."
    assert corpus.dense(old.passages[0].vectors.passage, 5, None)[0].tolist() == [key]


def test_a_removed_article_is_gone_from_every_search(corpus: Corpus, store: Store) -> None:
    gone, stays = new_article("gone", "Zeppelin lands."), new_article("stays", "Balloon lands.")
    store(gone, stays)
    with corpus.writing():
        corpus.remove("gone")
    assert corpus.article("gone") is None
    assert nearest(corpus, gone.passages[0].vectors.passage) == ["stays"]
    assert len(corpus.lexical("zeppelin", 5, None)[0]) == 0
    assert corpus.holdings().articles == 1


def test_removing_what_is_not_there_says_so(corpus: Corpus) -> None:
    with corpus.writing(), pytest.raises(InputError, match="no article with the id 'x'"):
        corpus.remove("x")


def test_rebuilding_embeds_nothing_and_changes_no_search(corpus: Corpus, store: Store) -> None:
    articles = [new_article(f"a{i}", f"Text number {i}.") for i in range(20)]
    store(*articles)
    query = articles[3].passages[0].vectors.passage
    before = corpus.dense(query, 5, None)
    with corpus.writing():
        assert corpus.rebuild() == 20
    after = corpus.dense(query, 5, None)
    assert before[0].tolist() == after[0].tolist()
    assert np.allclose(before[1], after[1], atol=1e-5)


def test_vectors_of_another_model_are_refused_with_the_way_out(corpus: Corpus) -> None:
    corpus.set_model("fingerprint", "some-model")
    corpus.check_model("fingerprint")
    with pytest.raises(ModelMismatchError, match=r"some-model.*news rebuild --embed"):
        corpus.check_model("another")


def test_a_batch_that_fails_leaves_nothing(corpus: Corpus, store: Store) -> None:
    def batch() -> object:
        yield new_article("a", "First.")
        raise ZeroDivisionError

    with corpus.writing(), pytest.raises(ZeroDivisionError):
        corpus.write(batch())  # type: ignore[arg-type]
    assert corpus.holdings().articles == 0
    assert len(corpus.lexical("First", 5, None)[0]) == 0
    store(new_article("b", "Second."))
    assert nearest(corpus, vector(1)) == ["b"]


def test_threads_read_while_one_writes(corpus: Corpus) -> None:
    def read(_: int) -> bool:
        table = corpus.table()
        keys, _ = corpus.dense(vector(7), 10, None)
        words, _ = corpus.lexical("number", 10, None)
        stored = corpus.passages([*keys.tolist(), *words.tolist()])
        return len(table.keys) == len(table.article) and all(
            item.passage.text.startswith("Text number") for item in stored.values()
        )

    with corpus.writing(), ThreadPoolExecutor(4) as pool:
        seen = pool.map(read, range(40))
        for i in range(10):
            corpus.write([new_article(f"a{i}", f"Text number {i}.", f"Text number {i} again.")])
    assert all(seen)
    assert len(corpus.table().keys) == 20


def test_threads_are_answered_while_the_indexes_are_made_again(
    corpus: Corpus, store: Store
) -> None:
    new = new_article("a", *(f"Text number {i}." for i in range(300)))
    store(new)
    is_made = Event()

    def found() -> bool:
        while not is_made.is_set():
            for passage in new.passages[::60]:
                keys, cosines = corpus.dense(passage.vectors.passage, 2, None)
                stored = corpus.passages(keys.tolist())
                if stored[int(keys[0])].passage != passage.passage or cosines[0] < 0.99:
                    return False
        return True

    with ThreadPoolExecutor(2) as pool:
        asking = [pool.submit(found) for _ in range(2)]
        try:
            with corpus.writing():
                for _ in range(3):
                    corpus.rebuild()
        finally:
            is_made.set()
        assert all(asked.result() for asked in asking)


def test_a_scan_knows_what_came_changed_and_was_embedded_again(
    corpus: Corpus, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.corpus.indexes.VectorIndex.nearest", lambda *_: None)
    first, second, third = (new_article(name, f"Text {name}.", f"More {name}.") for name in "abc")

    def found(new: NewArticle) -> list[str]:
        keys, cosines = corpus.dense(new.passages[1].vectors.passage, 9, None)
        stored = corpus.passages(keys.tolist())
        return [
            stored[key].passage.text
            for key, cosine in zip(keys.tolist(), cosines, strict=True)
            if cosine > 0.99
        ]

    store(first, second)
    assert found(second) == ["More b."]
    store(third)
    assert found(third) == ["More c."]
    assert found(first) == ["More a."]
    with corpus.writing():
        corpus.withdraw("a")
    assert found(first) == []
    assert found(second) == ["More b."]
    with corpus.writing():
        for part in corpus.lacking_vectors("another"):
            corpus.keep_vectors(
                "another", [(key, third.passages[1]) for key in part if key != max(part)]
            )
            corpus.keep_vectors("another", [(max(part), first.passages[1])])
        corpus.take_vectors("another", "model")
    assert found(first) == ["More c."]
    assert found(second) == []


def test_a_closed_corpus_says_so(corpus: Corpus, store: Store) -> None:
    store(new_article("a", "First."))
    corpus.close()
    for use in (
        lambda: corpus.article("a"),
        lambda: corpus.dense(vector(1), 1, None),
        lambda: corpus.lexical("first", 1, None),
        lambda: corpus.check_model("fingerprint"),
        corpus.table,
        corpus.holdings,
        lambda: store(new_article("b", "Second.")),
        corpus.reading().__enter__,
    ):
        with pytest.raises(CorpusError, match=r"was closed: open it again"):
            use()


def test_what_is_read_together_is_of_one_moment(corpus: Corpus, store: Store) -> None:
    store(new_article("a", "First."))
    with ThreadPoolExecutor(1) as another:
        with corpus.reading():
            allowed = corpus.table().allowed(Filters(as_of=datetime.max.replace(tzinfo=UTC)))
            another.submit(store, new_article("b", "Second.", "Third.")).result()
            another.submit(corpus.table).result()
            assert len(corpus.table().keys) == 1
            assert len(corpus.lexical("Second", 5, allowed)[0]) == 0
            assert corpus.article("b") is None
        assert len(corpus.table().keys) == 3
        assert corpus.article("b") is not None


@pytest.mark.parametrize("statement", ["FROM articles WHERE status", "FROM passages JOIN"])
def test_the_table_is_of_one_moment(corpus: Corpus, store: Store, statement: str) -> None:
    """An article that comes in between the reading of articles and that of their passages."""
    store(new_article("a", "First."))
    with ThreadPoolExecutor(1) as another, closing(Database(corpus.folder / "corpus.sqlite3")) as d:
        indexes = Indexes(d, corpus.folder)
        waiting = [new_article("b", "Second.", "Third.", language="nl")]

        def write_once(sql: str) -> None:
            if statement in sql and waiting:
                another.submit(store, waiting.pop()).result()

        d.connection.set_trace_callback(write_once)
        table = indexes.table()
        assert not waiting
        assert len(table.keys) == len(table.article_keys) == 1


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """600 passages of 300 articles. Read it only."""
    corpus = Corpus(tmp_path_factory.mktemp("many"), create=True)
    with corpus.writing():
        corpus.write(new_article(f"a{i}", f"Text {i}.", f"More {i}.") for i in range(300))
    return corpus


def test_pooled_vectors_come_in_order_of_their_keys(
    many: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.corpus.indexes.ROWS_AT_ONCE", 40)
    keys = many.table().keys[7:500:2]
    stored = many.passages(keys.tolist())
    expected = np.stack([stored[key].vectors.passage for key in keys.tolist()])
    expected /= np.linalg.norm(expected, axis=1, keepdims=True)
    assert np.allclose(many.centred(keys), expected, atol=1e-6)


@settings(deadline=None, max_examples=40)
@given(
    seed=st.integers(0, 2**32 - 1),
    near=st.none() | st.integers(0, 599),
    share=st.sampled_from([0.0, 0.003, 0.1, 0.5, 0.9]),
    limit=st.sampled_from([1, 10, 60, 1000]),
)
def test_a_filtered_search_by_vector_is_exact(
    many: Corpus, seed: int, near: int | None, share: float, limit: int
) -> None:
    table = many.table()
    stored = many.passages(table.keys.tolist())
    vectors = np.stack([stored[key].vectors.passage for key in table.keys.tolist()])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    query = vector(seed)
    if near is not None:
        query = 0.9 * vectors[near] + 0.4 * query
        query /= np.linalg.norm(query)
    allowed = np.random.default_rng(seed).random(len(table.article_keys)) < share
    keys, cosines = many.dense(query, limit, allowed)
    expected = np.where(allowed[table.article], vectors @ query, -np.inf)
    possible = int(np.isfinite(expected).sum())
    assert len(keys) == min(limit, possible)
    assert allowed[table.article[table.rows(keys)]].all()
    best = np.sort(expected)[::-1][: len(keys)]
    assert np.allclose(cosines, best, atol=1e-5)
    assert np.allclose(expected[table.rows(keys)], cosines, atol=1e-5)


@pytest.mark.parametrize(("excluded", "scans"), [(1, False), (14, True), (100, True)])
def test_all_vectors_are_scanned_only_where_much_or_all_that_is_near_is_excluded(
    many: Corpus, excluded: int, scans: bool
) -> None:
    table = many.table()
    query = many.centred(table.keys[9:10])[0]
    nearest, _ = many.dense(query, 600, None)
    articles = table.article[table.rows(nearest)]
    allowed = np.ones(len(table.article_keys), np.bool_)
    allowed[list(dict.fromkeys(articles.tolist()))[:excluded]] = False
    with closing(Database(many.folder / "corpus.sqlite3")) as database:
        indexes = Indexes(database, many.folder)  # in which none are held yet
        indexes.table()
        read: list[str] = []
        database.connection.set_trace_callback(read.append)
        keys, _ = indexes.dense(query, 1, allowed)
        indexes.close()
    assert keys.tolist() == nearest[allowed[articles]][:1].tolist()
    assert any("vector FROM passages" in statement for statement in read) == scans


def test_a_model_with_few_dimensions_has_its_tokens_read_back(corpus: Corpus) -> None:
    made = new_article("a", "Rain fell.")
    narrow = PassageVectors(
        vector(1)[:32], np.full((3, 32), 7, np.int8), np.array([[0, 3]], np.int32)
    )
    (passage,) = made.passages
    with corpus.writing():
        corpus.write([replace(made, passages=(replace(passage, vectors=narrow),))])
    (stored,) = corpus.known_vectors([passage.input_digest]).values()
    assert stored.tokens.shape == (3, 32)
