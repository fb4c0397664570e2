"""`news ingest`, `rebuild` and `articles`: what goes into a corpus and out of it."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from rag.corpus.corpus import Corpus
from rag.embedding.model import Embedder
from ui.cli import progress

News = Callable[..., Result]

SAMPLE = Path(__file__).resolve().parents[3] / "data" / "sample"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder with two good articles, an empty file and a JSON Lines file with a broken line."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for name in ("2026-08-21-sawt-al-rasif.md", "2026-09-02-oeverbode.md"):
        shutil.copy(SAMPLE / "fanar-stadium" / name, folder)
    (folder / "empty.txt").touch()
    body = "The ferry sailed again on Monday after the storm had passed the harbour."
    lines = [json.dumps({"id": "ferry", "title": "Ferry sails", "body": body}), '{"body": ']
    (folder / "more.jsonl").write_text("\n".join(lines))
    return folder


def test_the_json_summary_and_what_is_rejected(
    news: News, archive: Path, corpus_folder: Path
) -> None:
    result = news("ingest", archive, "--corpus", corpus_folder, "--json")
    summary = json.loads(result.stdout)
    assert result.exit_code == 3
    names = {"added", "updated", "unchanged", "duplicates", "rejected", "passages", "seconds"}
    assert names <= summary.keys()
    assert (summary["added"], summary["updated"], summary["duplicates"]) == (3, 0, 0)
    assert summary["passages"] >= 3
    places = {(Path(item["path"]).name, item["line"]) for item in summary["rejected"]}
    assert places == {("empty.txt", None), ("more.jsonl", 2)}
    assert all(item["reason"] for item in summary["rejected"])
    assert not result.stderr

    again = json.loads(news("ingest", archive, "--corpus", corpus_folder, "--json").stdout)
    assert (again["added"], again["unchanged"], again["passages"]) == (0, 3, 0)


def test_for_people_rejections_go_to_stderr_and_the_counts_to_stdout(
    news: News, archive: Path, corpus_folder: Path
) -> None:
    result = news("ingest", archive / "more.jsonl", "--corpus", corpus_folder)
    assert result.exit_code == 3
    assert f"{archive / 'more.jsonl'}:2: " in result.stderr
    assert result.stdout.startswith("1 added, 0 updated, 0 unchanged, 0 duplicates, 1 rejected;")


def test_a_path_that_does_not_exist_is_wrong_usage_and_stops_no_other(
    news: News, archive: Path, corpus_folder: Path
) -> None:
    missing = archive / "nowhere"
    told = f"{missing}: There is no such file or folder. Check the path.\n"
    alone = news("ingest", missing, "--corpus", corpus_folder)
    assert (alone.exit_code, alone.stdout, alone.stderr) == (2, "", told)
    assert not corpus_folder.exists()
    with_others = news("ingest", missing, archive, "--corpus", corpus_folder, "--json")
    assert (with_others.exit_code, with_others.stderr) == (2, told)
    assert json.loads(with_others.stdout)["added"] == 3
    kept = json.loads(news("rejected", "--corpus", corpus_folder, "--json").stdout)["rejected"]
    assert {Path(item["path"]).name for item in kept} == {"empty.txt", "more.jsonl"}


def test_what_lies_outside_a_folder_is_told_of_and_no_fault(
    news: News, archive: Path, tmp_path: Path, corpus_folder: Path
) -> None:
    folder = tmp_path / "linked"
    folder.mkdir()
    (folder / "archive").symlink_to(archive)
    result = news("ingest", folder, "--corpus", corpus_folder)
    assert result.exit_code == 0
    assert f"not followed: {folder / 'archive'} to {archive}. Name their" in result.stderr
    assert result.stdout.startswith("0 added, 0 updated, 0 unchanged, 0 duplicates, 0 rejected;")


def test_where_no_terminal_is_there_are_lines_of_progress(
    news: News, archive: Path, corpus_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet = news("ingest", archive, "--corpus", corpus_folder)
    assert "Ingesting" not in quiet.stderr
    shutil.rmtree(corpus_folder)
    monkeypatch.setattr(progress, "LINES_SECONDS", 0.0)
    result = news("ingest", archive, "--corpus", corpus_folder)
    assert re.search(r"^Ingesting 100%: 5 articles, [3-9] passages", result.stderr, re.MULTILINE)


def test_what_is_held_when_it_is_interrupted_is_told(
    news: News, sample_copy: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Embedder, "encode_passages", interrupted)
    result = news("ingest", archive / "more.jsonl", "--corpus", sample_copy)
    with closing(Corpus(sample_copy)) as corpus:
        held = corpus.holdings().articles
    assert result.exit_code == 130
    assert result.stderr == (
        f"news: Stopped: the corpus holds {held} articles; the same command goes on from there.\n"
    )


def test_whoever_holds_the_corpus_is_named(news: News, sample_copy: Path, archive: Path) -> None:
    with closing(Corpus(sample_copy)) as corpus, corpus.writing():
        result = news("ingest", archive, "--corpus", sample_copy)
        listed = news("articles", "list", "--limit", "1", "--corpus", sample_copy)
    assert result.exit_code == 1
    assert "being written by process" in result.stderr
    assert result.stderr.count("\n") == 1
    assert listed.exit_code == 0, "reading goes on meanwhile"


def test_a_corpus_of_a_newer_version_is_left_alone(news: News, sample_copy: Path) -> None:
    with closing(sqlite3.connect(sample_copy / "corpus.sqlite3")) as connection, connection:
        connection.execute("UPDATE meta SET value = '99' WHERE name = 'schema'")
    result = news("articles", "list", "--corpus", sample_copy)
    assert result.exit_code == 1
    assert "newer version" in result.stderr


def test_articles_are_listed_newest_first(news: News, sample_corpus: Path) -> None:
    listed = json.loads(news("articles", "list", "--corpus", sample_corpus, "--json").stdout)
    articles = listed["articles"]
    assert len(articles) == len(list(SAMPLE.rglob("*.*")))
    dates = [article["published_at"][:10] for article in articles if article["published_at"]]
    assert dates == sorted(dates, reverse=True)
    assert articles[-1]["published_at"] is None

    lines = news("articles", "list", "--limit", "2", "--corpus", sample_corpus).stdout.splitlines()
    assert [line.split()[0] for line in lines] == [article["id"] for article in articles[:2]]


def test_an_article_is_shown_whole(news: News, sample_corpus: Path) -> None:
    shown = news("articles", "show", "valmirena-recount-03", "--corpus", sample_corpus, "--json")
    article = json.loads(shown.stdout)
    plain = news("articles", "show", "valmirena-recount-03", "--corpus", sample_corpus).stdout
    assert article["title"] in plain
    assert article["source"] in plain
    assert plain.rstrip().endswith(article["body"])


def test_a_removed_article_is_gone(news: News, sample_copy: Path) -> None:
    result = news("articles", "remove", "valmirena-recount-03", "--corpus", sample_copy)
    assert result.exit_code == 0
    for command in ("show", "remove"):
        unknown = news("articles", command, "valmirena-recount-03", "--corpus", sample_copy)
        assert unknown.exit_code == 1
        assert "'valmirena-recount-03'" in unknown.stderr
    listed = news("articles", "list", "--corpus", sample_copy)
    assert "valmirena-recount-03 " not in listed.stdout
    assert "valmirena-recount-04 " in listed.stdout


def test_a_lost_vector_index_is_made_again_without_embedding(news: News, sample_copy: Path) -> None:
    search = ("search", "tidal power station", "--corpus", sample_copy, "--json")
    before = json.loads(news(*search).stdout)
    shutil.rmtree(sample_copy / "chroma")
    result = news("rebuild", "--corpus", sample_copy)
    assert result.exit_code == 0
    with closing(Corpus(sample_copy)) as corpus:
        assert result.stdout == f"{corpus.holdings().passages} passages are indexed.\n"
    assert json.loads(news(*search).stdout) == before
