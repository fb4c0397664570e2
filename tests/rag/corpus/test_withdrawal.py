"""An article that is withdrawn is kept, and never found, until it is restored."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from rag.corpus import storing
from rag.corpus.articles import TakenBack
from rag.corpus.corpus import Corpus
from rag.corpus.database import Database
from rag.corpus.maintenance import to_outbox
from rag.errors import InputError
from tests.rag.corpus.made import new_article

LANDS, DEPARTS = new_article("lands", "Zeppelin lands."), new_article("departs", "Balloon departs.")
STORY = (
    "The harbour of Merel was closed on Monday after a crane fell onto the quay. Nobody was hurt, "
    "the port's director said, but two ships must wait until the steel has been cut away, and the "
    "ferry to Hollemeer leaves from the old pier."
)

Store = Callable[..., set[str]]


@pytest.fixture
def withdrawn(corpus: Corpus, store: Store) -> Corpus:
    """A corpus of two articles, of which the one that lands is withdrawn."""
    store(LANDS, DEPARTS)
    with corpus.writing():
        corpus.withdraw("lands")
    return corpus


def found(corpus: Corpus) -> set[str]:
    """Ids of all articles that either search finds, asked for the text of each."""
    ids = set()
    for new in (LANDS, DEPARTS):
        by_vector, _ = corpus.dense(new.passages[0].vectors.passage, 9, None)
        by_words, _ = corpus.lexical(new.article.body, 9, None)
        keys = [*by_vector.tolist(), *by_words.tolist()]
        ids |= {stored.passage.article_id for stored in corpus.passages(keys).values()}
    return ids


def test_what_is_withdrawn_is_kept_but_not_found(withdrawn: Corpus) -> None:
    article = withdrawn.article("lands")
    assert article is not None
    assert article.status == "withdrawn"
    assert found(withdrawn) == {"departs"}
    assert [a.id for a in withdrawn.articles()] == ["departs"]
    assert [a.id for a in withdrawn.articles(status="withdrawn")] == ["lands"]
    holdings = withdrawn.holdings()
    assert (holdings.articles, holdings.withdrawn, holdings.passages) == (1, 1, 1)


def test_what_is_restored_is_found_as_before(withdrawn: Corpus) -> None:
    with withdrawn.writing():
        withdrawn.restore("lands")
    assert withdrawn.article("lands") == LANDS.article
    assert found(withdrawn) == {"lands", "departs"}
    key, score = withdrawn.lexical("zeppelin", 9, None)
    assert len(key) == 1
    with withdrawn.writing():
        withdrawn.rebuild()
    assert withdrawn.lexical("zeppelin", 9, None)[1].tolist() == score.tolist()


def test_a_new_version_of_what_is_withdrawn_stays_withdrawn(
    withdrawn: Corpus, store: Store
) -> None:
    store(new_article("lands", "Zeppelin lands in the rain."))
    article = withdrawn.article("lands")
    assert article is not None
    assert (article.status, article.version) == ("withdrawn", 2)
    assert found(withdrawn) == {"departs"}
    with withdrawn.writing():
        withdrawn.restore("lands")
    assert len(withdrawn.lexical("rain", 9, None)[0]) == 1


def test_it_stays_withdrawn_when_the_indexes_are_made_again(withdrawn: Corpus) -> None:
    with withdrawn.writing():
        assert withdrawn.rebuild() == 1
    assert found(withdrawn) == {"departs"}
    with closing(Corpus(withdrawn.folder)) as opened:
        assert found(opened) == {"departs"}


def test_withdrawing_twice_is_no_fault_and_what_is_not_there_is(withdrawn: Corpus) -> None:
    with withdrawn.writing():
        withdrawn.withdraw("lands")
        for change in (withdrawn.withdraw, withdrawn.restore):
            with pytest.raises(InputError, match="no article with the id 'x'"):
                change("x")


def test_copies_of_what_is_withdrawn_are_still_one_text(corpus: Corpus, store: Store) -> None:
    for day, name in enumerate(("wire", "first", "second"), 1):
        store(new_article(name, STORY, published_at=f"2026-03-0{day}"))
    with corpus.writing():
        corpus.withdraw("wire")
    assert [copy.id for copy in corpus.copies_of("first")] == ["second"]
    assert store(new_article("third", STORY, published_at="2026-03-04")) == {"third"}
    assert [copy.id for copy in corpus.copies_of("third")] == ["first", "second"]
    with corpus.writing():
        corpus.restore("wire")
    assert [copy.id for copy in corpus.copies_of("wire")] == ["first", "second", "third"]


def test_what_is_withdrawn_is_the_original_of_nothing_new(
    corpus: Corpus, store: Store, corpus_folder: Path
) -> None:
    store(new_article("wire", STORY, published_at="2026-03-01"))
    with corpus.writing():
        corpus.withdraw("wire")
    assert store(new_article("again", STORY, published_at="2026-03-02")) == set()
    with corpus.writing():
        corpus.restore("wire")
    again = corpus.article("again")
    assert again is not None
    assert again.duplicate_of == "wire"


@pytest.mark.parametrize("limit", [1, 9])
def test_what_another_process_withdrew_is_not_found_before_chroma_is_told(
    corpus: Corpus, store: Store, limit: int
) -> None:
    lands = new_article("lands", *(f"Zeppelin {n} lands." for n in range(5)))
    store(lands, DEPARTS)
    with (
        closing(Database(corpus.folder / "corpus.sqlite3")) as database,
        # The change ends as one of a process that is killed before it tells Chroma.
        database.transaction() as connection,
    ):
        gone = storing.set_status(connection, lands.article, "withdrawn")
        to_outbox(connection, gone, "remove")
        database.set_meta("generation", "1000")
    for passage in (*lands.passages, *DEPARTS.passages):
        keys, cosines = corpus.dense(passage.vectors.passage, limit, None)
        assert [p.passage.article_id for p in corpus.passages(keys.tolist()).values()] == [
            "departs"
        ]
        assert len(cosines) == 1


def test_what_comes_in_and_is_taken_back_at_once_is_not_found(corpus: Corpus, store: Store) -> None:
    store(LANDS, DEPARTS, TakenBack("lands", "of another record"))
    assert found(corpus) == {"departs"}
    assert corpus.check() == []
