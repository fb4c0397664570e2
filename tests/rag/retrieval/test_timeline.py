"""A story by date, on the real archive."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from ingest import ingest
from rag import Assistant
from rag.corpus.articles import StoredPassage
from rag.corpus.corpus import Corpus
from rag.embedding.model import Embedder
from rag.retrieval.timeline import Report

RECOUNT = "Who won the recount in Valmirena?"
DEATHS = "How many people died on Lake Syvach?"


@pytest.fixture(scope="module")
def assistant(sample_corpus: Path, embedder: Embedder) -> Iterator[Assistant]:
    with Assistant(sample_corpus, embedder=embedder, writer="extractive") as opened:
        yield opened


def story(assistant: Assistant, question: str, as_of: str = "2026-11-24") -> tuple[Report, ...]:
    answer = assistant.answer(question, as_of=as_of)
    return assistant.timeline(question, answer, as_of=as_of)


@pytest.fixture(scope="module")
def recount(assistant: Assistant) -> tuple[Report, ...]:
    return story(assistant, RECOUNT)


@pytest.fixture(scope="module")
def deaths(assistant: Assistant) -> tuple[Report, ...]:
    return story(assistant, DEATHS)


def test_a_story_is_told_by_its_own_reports_oldest_first(recount: tuple[Report, ...]) -> None:
    assert [report.article_id for report in recount] == [
        f"valmirena-recount-0{number}" for number in range(1, 8)
    ]
    assert all(a.published_at[:10] <= b.published_at[:10] for a, b in pairwise(recount))


def test_each_report_has_a_sentence_of_its_article(
    assistant: Assistant, deaths: tuple[Report, ...]
) -> None:
    assert deaths
    for report in deaths:
        body = assistant.article(report.article_id).body
        assert report.text == body[report.start : report.end] != ""


def test_a_figure_that_an_earlier_report_gave_otherwise_is_marked(
    deaths: tuple[Report, ...],
) -> None:
    changed = {
        report.article_id: [(change.before, change.now) for change in report.changed]
        for report in deaths
    }
    assert changed["syvach-ferry-01"] == []
    assert (21, 19) in changed["syvach-ferry-05"]


@pytest.mark.parametrize(
    ("wrong", "right", "question"),
    [
        (
            "the flood in Rostvik has killed 31 people",
            "It should have been 13 people fewer, namely 18.",
            "How many people did the flood in Rostvik kill?",
        ),
        (
            "the mayor of Rostvik who was elected is Anna Kolm",
            "Her name is Anna Kalm.",
            "Who was elected mayor of Rostvik?",
        ),
    ],
)
def test_a_correction_is_told_by_the_sentence_that_puts_it_right(
    tmp_path: Path,
    corpus: Corpus,
    corpus_folder: Path,
    embedder: Embedder,
    wrong: str,
    right: str,
    question: str,
) -> None:
    path = tmp_path / "rostvik.jsonl"
    records = [
        {
            "id": "report",
            "title": "News from Rostvik",
            "body": f"The town hall said that {wrong}.",
            "published_at": "2025-03-01",
        },
        {
            "id": "corrected",
            "title": "Correction: news from Rostvik",
            "body": f"We wrote on Saturday that {wrong}. That was wrong. {right}",
            "published_at": "2025-03-02",
            "kind": "correction",
        },
    ]
    path.write_text("\n".join(map(json.dumps, records)))
    ingest([path], corpus, embedder)
    with Assistant(corpus_folder, embedder=embedder, writer="extractive") as assistant:
        *_, told = story(assistant, question, "2025-03-31")
    assert (told.article_id, told.text) == ("corrected", right)


def test_a_report_and_its_copy_are_one(deaths: tuple[Report, ...]) -> None:
    reports = {report.article_id for report in deaths}
    assert "syvach-ferry-01" in reports
    assert "syvach-ferry-02" not in reports


def test_what_was_published_later_is_no_part_of_the_story(assistant: Assistant) -> None:
    reports = story(assistant, RECOUNT, as_of="2025-06-15")
    assert max(report.published_at[:10] for report in reports) == "2025-06-15"
    assert {f"valmirena-recount-0{number}" for number in range(1, 5)} <= {
        report.article_id for report in reports
    }


def test_where_nothing_is_answered_there_is_no_story(assistant: Assistant) -> None:
    assert story(assistant, "Who won the Eurovision song contest?") == ()


def test_copies_of_a_report_take_no_places_of_others(
    tmp_path: Path, corpus: Corpus, corpus_folder: Path, embedder: Embedder
) -> None:
    wire = (
        "Four hundred dockers of Rostvik walked out on Monday over the pay of night shifts. "
        "All ferries were cancelled, the port authority said."
    )
    reports = {f"copy-{number}": (wire, "2025-03-01") for number in range(70)} | {
        f"day-{day}": (
            f"On day {day} of the strike the dockers of Rostvik met the mayor on the pay of night "
            "shifts, without result.",
            f"2025-03-{day:02}",
        )
        for day in range(2, 13)
    }
    path = tmp_path / "strike.jsonl"
    records = [
        {"id": name, "title": "Strike in Rostvik", "body": body, "published_at": day}
        for name, (body, day) in reports.items()
    ]
    path.write_text("\n".join(map(json.dumps, records)))
    ingest([path], corpus, embedder)
    with Assistant(corpus_folder, embedder=embedder, writer="extractive") as assistant:
        told = story(assistant, "Why did the dockers of Rostvik walk out?", as_of="2025-03-31")
    assert [report.article_id for report in told] == [
        "copy-0",
        *(f"day-{day}" for day in range(2, 13)),
    ]


def test_of_a_report_and_its_copies_the_tokens_of_one_are_read(
    tmp_path: Path,
    corpus: Corpus,
    corpus_folder: Path,
    embedder: Embedder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "strike.jsonl"
    body = "Four hundred dockers of Rostvik walked out on Monday over the pay of night shifts."
    records = [
        {"id": f"copy-{number}", "title": "Strike", "body": body, "published_at": "2025-03-01"}
        for number in range(4)
    ]
    path.write_text("\n".join(map(json.dumps, records)))
    ingest([path], corpus, embedder)
    read: list[int] = []
    passages = Corpus.passages

    def counted(self: Corpus, keys: Collection[int]) -> dict[int, StoredPassage]:
        read.append(len(keys))
        return passages(self, keys)

    monkeypatch.setattr(Corpus, "passages", counted)
    with Assistant(corpus_folder, embedder=embedder, writer="extractive") as assistant:
        told = story(assistant, "Why did the dockers of Rostvik walk out?", as_of="2025-03-31")
    assert [report.article_id for report in told] == ["copy-0"]
    assert read[-1] == 1
