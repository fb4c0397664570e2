"""Ingest end to end: real files, the real model, a real corpus on disk."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ingest import IngestStoppedError, Progress, ingest
from rag.corpus.corpus import Corpus
from rag.errors import CorpusLockedError

if TYPE_CHECKING:
    from tests.ingest.conftest import Newsroom

ROOT = Path(__file__).resolve().parents[2]

FERRY = "The ferry to Hollemeer was cancelled on Monday. The harbour master blamed the fog."
FERRY_LATER = FERRY + " Sailings resumed at noon on Tuesday, he said."


def test_the_whole_sample_archive_is_taken_in(sample_corpus: Path) -> None:
    corpus = Corpus(sample_corpus)
    files = [path for path in (ROOT / "data" / "sample").rglob("*") if path.is_file()]
    assert corpus.holdings().articles == len(files)
    corpus.close()


def test_every_passage_is_an_exact_run_of_whole_sentences(sample_corpus: Path) -> None:
    corpus = Corpus(sample_corpus)
    passages = [stored.passage for stored in corpus.passages(corpus.table().keys.tolist()).values()]
    assert {passage.article_id for passage in passages} == {a.id for a in corpus.articles()}
    for passage in passages:
        article = corpus.article(passage.article_id)
        assert article is not None
        assert article.body[passage.start : passage.end] == passage.text
        assert passage.sentences[0][0] == passage.start
        assert passage.sentences[-1][1] == passage.end
    corpus.close()


def test_ingesting_the_same_again_changes_nothing(newsroom: Newsroom) -> None:
    folder = ROOT / "data" / "sample" / "fanar-stadium"
    first = newsroom.take_in(folder)
    before = list(newsroom.corpus.articles())
    again = newsroom.take_in(folder)
    assert again.unchanged == first.added + first.duplicates == len(before)
    assert (again.added, again.updated, again.duplicates, again.passages) == (0, 0, 0, 0)
    assert list(newsroom.corpus.articles()) == before


def test_files_that_moved_are_unchanged(newsroom: Newsroom) -> None:
    path = newsroom.write("a.txt", FERRY)
    newsroom.take_in(path)
    summary = newsroom.take_in(path.rename(path.with_name("b.txt")))
    assert (summary.unchanged, summary.added, summary.passages) == (1, 0, 0)


def test_a_changed_article_becomes_a_new_version(newsroom: Newsroom) -> None:
    path = newsroom.write_lines("a.jsonl", [{"id": "ferry", "body": FERRY}])
    newsroom.take_in(path)
    newsroom.write_lines("a.jsonl", [{"id": "ferry", "body": FERRY_LATER}])
    summary = newsroom.take_in(path)
    assert (summary.added, summary.updated, summary.unchanged) == (0, 1, 0)
    article = newsroom.only_article()
    assert (article.body, article.version) == (FERRY_LATER, 2)


def test_a_change_that_is_taken_back_is_a_change(newsroom: Newsroom) -> None:
    path = newsroom.folder / "a.md"
    for body in (FERRY, FERRY_LATER, FERRY):
        newsroom.write("a.md", f"---\nid: ferry\n---\n{body}\n")
        newsroom.take_in(path)
    assert newsroom.only_article().body == FERRY
    assert newsroom.only_article().version == 3


@pytest.mark.parametrize("window", [1, 512])
def test_of_one_id_twice_in_a_run_the_later_record_stands(newsroom: Newsroom, window: int) -> None:
    path = newsroom.write_lines(
        "a.jsonl",
        [
            {"id": "ferry", "body": FERRY},
            {
                "id": "fog",
                "body": "Fog covered the coast for a third day, the weather office said.",
            },
            {"id": "ferry", "body": FERRY_LATER},
            {"id": "ferry", "body": FERRY},
        ],
    )
    summary = newsroom.take_in(path, window=window)
    assert (summary.added, summary.updated) == (2, 2)
    assert newsroom.article("ferry").body == FERRY
    assert newsroom.article("ferry").version == 3
    again = newsroom.take_in(path, window=window)
    assert (again.unchanged, again.updated) == (4, 0)
    assert newsroom.article("ferry").version == 3


@pytest.mark.parametrize("told_by", ["fragment", "title", "date"])
def test_entries_of_one_address_in_a_saved_feed_are_told_apart(
    newsroom: Newsroom, told_by: str
) -> None:
    def feed(name: str, *numbers: int) -> Path:
        items = [
            {
                "id": str(number),
                "url": "https://merel.example/live" + f"#post-{number}" * (told_by == "fragment"),
                "title": "Update" if told_by == "date" else f"Update {number}",
                "date_published": f"2026-11-0{number}T08:00:00Z",
                "content_text": f"The ferry of {number} o'clock was cancelled. {FERRY}",
            }
            for number in numbers
        ]
        version = "https://jsonfeed.org/version/1.1"
        return newsroom.write(name, json.dumps({"version": version, "items": items}))

    first = newsroom.take_in(feed("a.json", 3, 2, 1, 3))
    assert (first.added + first.duplicates, first.updated, first.unchanged) == (3, 0, 1)
    later = newsroom.take_in(feed("b.json", 4, 3, 2))
    assert (later.added + later.duplicates, later.updated, later.unchanged) == (1, 0, 2)
    assert {article.body[:16] for article in newsroom.corpus.articles()} == {
        f"The ferry of {number} o" for number in range(1, 5)
    }


def test_an_older_version_does_not_replace_a_newer_one(newsroom: Newsroom) -> None:
    newer = {"id": "ferry", "body": FERRY_LATER, "updated_at": "2026-03-04T12:00:00+00:00"}
    older = {"id": "ferry", "body": FERRY, "updated_at": "2026-03-03"}
    newsroom.take_in(newsroom.write_lines("a.jsonl", [newer]))
    summary = newsroom.take_in(newsroom.write_lines("b.jsonl", [older]))
    assert (summary.updated, summary.unchanged) == (0, 1)
    assert "this one is older" in summary.warnings[0].text
    assert newsroom.only_article().body == FERRY_LATER


@pytest.mark.parametrize("day", ["2026-03-04", "2026-03"])
def test_a_version_that_may_be_newer_is_not_left_out(newsroom: Newsroom, day: str) -> None:
    first = {"id": "ferry", "body": FERRY, "updated_at": "2026-03-04T12:00:00+00:00"}
    newsroom.take_in(newsroom.write_lines("a.jsonl", [first]))
    later = {"id": "ferry", "body": FERRY_LATER, "updated_at": day}
    assert newsroom.take_in(newsroom.write_lines("a.jsonl", [later])).updated == 1


def test_equal_passages_are_encoded_once(newsroom: Newsroom) -> None:
    record = {"id": "one", "title": "Fog", "body": FERRY}
    newsroom.take_in(newsroom.write_lines("a.jsonl", [record]))
    newsroom.take_in(newsroom.write_lines("b.jsonl", [{**record, "id": "two"}]))
    corpus = newsroom.corpus
    one, two = corpus.passages(corpus.table().keys.tolist()).values()
    assert np.array_equal(one.vectors.passage, two.vectors.passage)
    assert np.array_equal(one.vectors.tokens, two.vectors.tokens)


def test_progress_ends_with_everything_done(newsroom: Newsroom) -> None:
    path = newsroom.write_lines(
        "a.jsonl", [{"body": f"{FERRY} It was the {n}th time this winter."} for n in range(4, 20)]
    )
    told: list[Progress] = []
    summary = ingest([path], newsroom.corpus, newsroom.embedder, progress=told.append, window=4)
    assert [p.articles for p in told] == sorted(p.articles for p in told)
    assert told[-1].articles == 16
    assert told[-1].passages == summary.passages
    assert told[-1].fraction == pytest.approx(1, abs=0.02)


def test_an_ingest_that_is_stopped_keeps_what_is_committed_and_goes_on_from_there(
    newsroom: Newsroom,
) -> None:
    lines = [{"body": f"{FERRY} It was the {n}th time this winter."} for n in range(4, 20)]
    corpus, embedder, stop = newsroom.corpus, newsroom.embedder, Event()
    newsroom.take_in(newsroom.write_lines("a.jsonl", [{"body": ""}]))
    path = newsroom.write_lines("a.jsonl", lines)

    def after_two_windows(progress: Progress) -> None:
        if progress.articles >= 8:
            stop.set()

    with pytest.raises(IngestStoppedError, match="Run it again"):
        ingest([path], corpus, embedder, progress=after_two_windows, stop=stop, window=4)
    held = corpus.holdings().articles
    assert 0 < held < len(lines)
    assert corpus.rejected()
    assert newsroom.take_in(path).unchanged == held
    assert corpus.holdings().articles == len(lines)
    assert not corpus.rejected()


def test_the_summary_has_the_form_that_scripts_read(newsroom: Newsroom) -> None:
    newsroom.write("empty.txt", "")
    summary = newsroom.take_in().as_dict()
    assert summary["added"] == summary["updated"] == summary["unchanged"] == 0
    assert summary["duplicates"] == summary["passages"] == 0
    (rejected,) = summary["rejected"]
    assert rejected == {
        "path": str(newsroom.folder / "empty.txt"),
        "line": None,
        "item": None,
        "reason": "The file is empty.",
    }
    assert summary["seconds"] >= 0


def test_one_process_at_a_time_takes_articles_in(newsroom: Newsroom, corpus_folder: Path) -> None:
    other = Corpus(corpus_folder)
    with other.writing(), pytest.raises(CorpusLockedError, match="is being written by process"):
        newsroom.take_in(newsroom.write("a.txt", FERRY))
    other.close()
    assert newsroom.take_in().added == 1
