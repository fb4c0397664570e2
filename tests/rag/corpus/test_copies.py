"""Copies are linked to the earliest text that is there now, whatever became of the others."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.corpus import articles, storing
from rag.corpus.articles import NewArticle
from rag.corpus.corpus import Corpus
from rag.corpus.schema import SCHEMA
from rag.records import ArticleStatus
from tests.rag.corpus.made import new_article

SENTENCES = [
    "The harbour of Merel was closed on Monday after a crane fell onto the quay.",
    "Nobody was hurt, the port's director said, but two ships must wait outside.",
    "The steel will be cut away by a yard in Duynkamp before the end of the week.",
    "The ferry to Hollemeer leaves from the old pier, a quarter of an hour later.",
    "Insurers put the damage at four million, most of it to the crane's long arm.",
]
TEXTS = [
    " ".join(SENTENCES),
    "Bakers in Syvach pay a tenth more for flour since the lower lock was shut by the storm, and "
    "those who buy from both mills have raised the price of a loaf for the first time in six years.",
    "Three herons nest on the roof of the station at Tavolzh, where the last train left in autumn; "
    "the mayor wants to keep the timetable on the wall until the young birds have learnt to fly.",
]

Store = Callable[..., set[str]]


def report(article_id: str, text: str = TEXTS[0], day: int = 1, **fields: object) -> NewArticle:
    return new_article(article_id, text, published_at=f"2026-03-{day:02}", **fields)


def links(corpus: Corpus) -> dict[str, str | None]:
    """What each current article is a copy of."""
    return {article.id: article.duplicate_of for article in corpus.articles()}


@pytest.fixture
def wire(corpus: Corpus, store: Store) -> Corpus:
    """A wire text with two copies; its source says of a fourth article that it is one too."""
    declared = report("declared", TEXTS[1], 4, duplicate_of="wire")
    store(report("wire"), report("first", day=2), report("second", day=3), declared)
    return corpus


def rewrite(corpus: Corpus) -> None:
    corpus.write([report("wire", TEXTS[2])])


def withdraw(corpus: Corpus) -> None:
    corpus.withdraw("wire")


def remove(corpus: Corpus) -> None:
    corpus.remove("wire")


@pytest.mark.parametrize("change", [rewrite, withdraw, remove])
def test_copies_of_what_is_rewritten_or_gone_are_copies_of_the_first_of_them(
    wire: Corpus, change: Callable[[Corpus], None]
) -> None:
    with wire.writing():
        change(wire)
    assert links(wire) | {"wire": None} == {
        "wire": None,
        "first": None,
        "second": "first",
        "declared": "wire",
    }
    assert [copy.id for copy in wire.copies_of("second")] == ["first"]
    assert wire.check() == []


@pytest.mark.parametrize("change", [rewrite, withdraw, remove])
def test_texts_that_had_but_their_original_in_common_are_no_copies_of_each_other(
    corpus: Corpus, store: Store, change: Callable[[Corpus], None]
) -> None:
    beginning, ending = " ".join(SENTENCES[:3]), " ".join(SENTENCES[3:])
    store(report("wire"), report("beginning", beginning, 2), report("ending", ending, 3))
    assert links(corpus) == {"wire": None, "beginning": "wire", "ending": "wire"}
    with corpus.writing():
        change(corpus)
    assert links(corpus) | {"wire": None} == {"wire": None, "beginning": None, "ending": None}


def test_a_withdrawn_copy_of_what_is_removed_is_a_copy_of_it_no_more(
    corpus: Corpus, store: Store
) -> None:
    store(report("wire"), report("first", day=2))
    with corpus.writing():
        corpus.withdraw("first")
        corpus.remove("wire")
        assert corpus.check() == []
        corpus.restore("first")
    store(report("second", day=3))
    assert links(corpus) == {"first": None, "second": "first"}


NEWS = "Shops along the quay will be paid for the days on which nobody could reach them."
TOLL = "Four sailors lay in hospital on Monday evening, two of them with broken legs."


@pytest.mark.parametrize(
    ("later", "outlet", "is_copy"),
    [
        ((*SENTENCES, NEWS), "Echo", True),
        ((*SENTENCES, NEWS), "Courier", False),
        ((SENTENCES[0], TOLL, SENTENCES[1]), "Courier", True),
        ((*SENTENCES, "In Syvach 11 bakers wait for flour."), "Echo", True),
        ((*SENTENCES[:4], SENTENCES[4].replace("four", "nine")), "Echo", False),
        ((*SENTENCES[:4], SENTENCES[4].replace("four", "4")), "Echo", True),
        ((SENTENCES[0], TOLL.replace("Four", "Nine"), *SENTENCES[1:]), "Echo", False),
        ((SENTENCES[0], "In Syvach 11 bakers wait.", *SENTENCES[1:]), "Echo", False),
        ((NEWS, *SENTENCES), "Echo", False),
    ],
)
def test_what_says_something_new_is_no_copy(
    corpus: Corpus, store: Store, later: tuple[str, ...], outlet: str, is_copy: bool
) -> None:
    first = " ".join((SENTENCES[0], TOLL, *SENTENCES[1:]))
    store(
        report("first", first, source="Courier"), report("later", " ".join(later), 2, source=outlet)
    )
    assert links(corpus) == {"first": None, "later": "first" if is_copy else None}


@pytest.mark.parametrize("order", [*permutations(("first", "copy", "update"))])
def test_an_update_is_no_copy_by_way_of_a_copy(
    corpus: Corpus, store: Store, order: tuple[str, ...]
) -> None:
    text = " ".join((*SENTENCES, NEWS))
    made = {
        "first": report("first", source="Courier"),
        "copy": report("copy", day=2, source="Echo"),
        "update": report("update", text, 3, source="Courier"),
    }
    for article_id in order:
        store(made[article_id])
    assert links(corpus) == {"first": None, "copy": "first", "update": None}


def test_copies_are_linked_anew_when_a_corpus_is_rebuilt(corpus: Corpus, store: Store) -> None:
    store(report("first", source="Courier"), report("copy", day=2), report("news", TEXTS[1], 3))
    with sqlite3.connect(corpus.folder / "corpus.sqlite3") as connection:
        connection.execute("UPDATE articles SET duplicate_of = 'first' WHERE id = 'news'")
    connection.close()
    with corpus.writing():
        corpus.rebuild()
    assert links(corpus) == {"first": None, "copy": "first", "news": None}


NOTICES = [
    "This article is for subscribers only.",
    "You have reached your limit of free articles this month. Subscribe now to continue reading "
    "this story and get all our journalism from 1 euro a week, or log in if you already have an "
    "account with us.",
]


@pytest.mark.parametrize("notice", NOTICES)
def test_what_has_but_a_notice_for_a_text_is_a_copy_only_under_its_own_headline(
    corpus: Corpus, store: Store, notice: str
) -> None:
    store(
        report("ferry", notice, 1, title="Ferry runs aground off Merel"),
        report("mayor", notice, 2, title="Mayor of Syvach resigns"),
        report("again", notice, 3, title="FERRY RUNS AGROUND, OFF MEREL"),
    )
    assert links(corpus) == {"ferry": None, "mayor": None, "again": "ferry"}


@pytest.mark.parametrize("order", [("copy", "declared"), ("declared", "copy")])
def test_a_copy_of_what_its_source_calls_a_copy_is_one_of_the_same_original(
    corpus: Corpus, store: Store, order: tuple[str, ...]
) -> None:
    made = {
        "declared": report("declared", day=2, duplicate_of="elsewhere"),
        "copy": report("copy", day=3),
    }
    for article_id in order:
        store(made[article_id])
    assert links(corpus) == {"declared": "elsewhere", "copy": "elsewhere"}
    assert corpus.check() == []


def test_what_is_declared_the_original_is_it_even_if_it_is_later(
    corpus: Corpus, store: Store
) -> None:
    store(report("wire", day=3))
    store(report("early", day=1, duplicate_of="wire"))
    assert links(corpus) == {"wire": None, "early": "wire"}


@pytest.mark.parametrize(
    "declared",
    [
        {"a": "b", "b": "a", "c": None},
        {"a": "b", "b": "c", "c": "a"},
        {"a": "b", "b": "c", "c": None},
        {"a": "a", "b": "a", "c": "b"},
        {"a": "b", "b": "elsewhere", "c": "elsewhere"},
    ],
)
def test_what_sources_call_copies_of_copies_and_of_each_other_are_one_report(
    corpus: Corpus, store: Store, declared: dict[str, str | None]
) -> None:
    store(
        *(
            new_article(name, f"{name} says {text}", duplicate_of=original)
            for (name, original), text in zip(declared.items(), TEXTS, strict=True)
        )
    )
    one = {name for name, original in declared.items() if original} | {*declared.values()}
    for name in declared:
        copies = {copy.id for copy in corpus.copies_of(name)} | {name}
        assert copies == (one & declared.keys() if name in one else {name})


@dataclass
class Told:
    """An article as it must be now."""

    text: int
    day: int
    status: ArticleStatus = "current"


steps = st.tuples(
    st.sampled_from(["write", "write", "withdraw", "restore", "remove"]),
    st.sampled_from("abcd"),
    st.integers(0, len(TEXTS) - 1),
    st.integers(1, 4),
)


@given(st.lists(steps, max_size=16))
def test_whatever_was_done_a_copy_is_one_of_the_earliest_that_is_there(
    done: list[tuple[str, str, int, int]],
) -> None:
    told: dict[str, Told] = {}  # in the order in which they first came in
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.executescript(SCHEMA)
        for step, article_id, text, day in done:
            known, article = told.get(article_id), articles.find(connection, article_id)
            if step == "write":
                new = replace(report(article_id, TEXTS[text], day), passages=())
                storing.store(connection, new)
                told[article_id] = Told(text, day, known.status if known else "current")
            elif known is None or article is None:
                continue
            elif step == "remove":
                storing.remove(connection, article)
                del told[article_id]
            else:
                known.status = "withdrawn" if step == "withdraw" else "current"
                storing.set_status(connection, article, known.status)
        found = {a.id: a.duplicate_of for a in articles.newest(connection, None, "current")}
    assert found == dict(_expected(told))


def _expected(told: dict[str, Told]) -> Iterator[tuple[str, str | None]]:
    current = [name for name, article in told.items() if article.status == "current"]
    for name in current:
        same = [other for other in current if told[other].text == told[name].text]
        first = min(same, key=lambda other: told[other].day)
        yield name, None if first == name else first
