"""What is held against a quote: dates, numbers and names, by the embedding model at hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.citation.support import Judge
from rag.embedding.model import Embedder
from tests.rag.quoted import quoted

CLOSED = "The bridge was closed {}, the mayor of Boston said."


@pytest.mark.parametrize(
    ("told", "claimed"),
    [
        ("yesterday", "on 10 February 2025"),
        ("yesterday", "on Monday 10 February 2025"),
        ("on Monday", "on Monday 10 February 2025"),
        ("in February", "in February 2025"),
    ],
)
def test_months_and_days_of_the_week_are_dates_and_no_names(
    told: str, claimed: str, embedder: Embedder
) -> None:
    judge = Judge(embedder, "en")
    assert judge.support(CLOSED.format(claimed), [quoted(CLOSED.format(told))]).faults == ()


def test_a_month_that_the_quote_does_not_say_is_refused(embedder: Embedder) -> None:
    quote = quoted("De brug werd in maart gesloten, zei de burgemeester van Boston.", language="nl")
    verdict = Judge(embedder, "en").support(CLOSED.format("in October"), [quote])
    assert verdict.faults == ("date /10/",)


@pytest.mark.parametrize(
    ("published_at", "day"), [("2025-02-11T20:00:00-05:00", 10), ("2025-02-11T07:30:00+09:00", 10)]
)
def test_yesterday_is_seen_from_the_outlets_own_day(
    published_at: str, day: int, embedder: Embedder
) -> None:
    quote = quoted(CLOSED.format("yesterday"), published_at)
    judge = Judge(embedder, "en")
    assert judge.support(CLOSED.format(f"on {day} February 2025"), [quote]).faults == ()
    wrong = judge.support(CLOSED.format(f"on {day + 2} February 2025"), [quote])
    assert wrong.faults == (f"date {day + 2}/2/2025",)


@pytest.mark.parametrize(
    ("told", "claimed", "fault"),
    [
        ("The dam will cost £1.5m.", "The dam will cost £1.5 million.", ()),
        ("A quarter of a million people fled.", "A million people fled.", ("number 1e+06",)),
        ("It was -15 degrees in Boston.", "It was 15 degrees in Boston.", ("number 15",)),
        (
            "The number of residents rose by 12 percent.",
            "The number of residents rose by 12 people.",
            ("number 12",),
        ),
        (
            "The mayor said that the bridge was safe.",
            "The mayor denied that the bridge was safe.",
            ("negation",),
        ),
    ],
)
def test_a_number_or_a_denial_is_held_against_the_quote(
    told: str, claimed: str, fault: tuple[str, ...], embedder: Embedder
) -> None:
    assert Judge(embedder, "en").support(claimed, [quoted(told)]).faults == fault


@pytest.mark.parametrize(
    ("told", "spoken", "claimed", "language", "faults"),
    [
        ("De storm verwoestte 3 huizen in Boston.", "nl",
         "The storm destroyed 3,000 homes in Boston.", "en", ("number 3000",)),
        ("De storm verwoestte 3.000 huizen in Boston.", "nl",
         "The storm destroyed 3,000 homes in Boston.", "en", ()),
        ("The storm destroyed 3,000 homes in Boston.", "en",
         "De storm verwoestte 3 huizen in Boston.", "nl", ("number 3",)),
        ("The city of Boston pays 2.5 euros for the bridge.", "en",
         "Die Stadt Boston zahlt 2.500 Euro für die Brücke.", "de", ("number 2500",)),
        ("Jordskalvet i Boston skadade 3 tusen personer.", "sv",
         "The earthquake in Boston injured 3 people.", "en", ("number 3",)),
        ("보스턴에서 지진으로 3천 명이 다쳤다.", "ko",
         "The earthquake in Boston injured 3,000 people.", "en", ()),
    ],
)  # fmt: skip
def test_a_thousand_is_neither_lost_nor_gained(
    told: str,
    spoken: str,
    claimed: str,
    language: str,
    faults: tuple[str, ...],
    embedder: Embedder,
) -> None:
    verdict = Judge(embedder, language).support(claimed, [quoted(told, language=spoken)])
    assert verdict.faults == faults


@pytest.mark.parametrize(("is_one_story", "holds"), [(True, True), (False, False)])
def test_a_name_is_not_taken_from_another_story(
    is_one_story: bool, holds: bool, embedder: Embedder
) -> None:
    resigned = quoted("The director of the insurer has resigned, and rightly.")
    named = replace(
        quoted("Rita Feichtner has led the cable car company since 2019."), of_story=is_one_story
    )
    named = replace(named, evidence=replace(named.evidence, article_id="b"))
    verdict = Judge(embedder, "en").support(
        "Rita Feichtner, the director, has resigned.", [resigned, named]
    )
    assert bool(verdict.quotes) == holds
