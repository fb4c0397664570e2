"""`news doctor`: what is there, what is wrong, what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from rag.corpus.corpus import Corpus
from tests.rag.corpus.made import lose_vectors

News = Callable[..., Result]


def test_a_sound_installation_is_described(news: News, sample_corpus: Path) -> None:
    result = news("doctor", "--corpus", sample_corpus)
    assert result.exit_code == 0, result.output
    assert result.stdout.endswith("Nothing is wrong.\n")
    for part in ("ask-the-news: ", "torch 2.", "multilingual-e5-small", "384 dimensions", "cpu"):
        assert part in result.stdout
    with closing(Corpus(sample_corpus)) as corpus:
        held = corpus.holdings()
    assert f"{held.articles} articles of {held.oldest[:10]} to" in result.stdout


def test_a_corpus_of_another_model_is_wrong_until_its_vectors_are_made_again(
    news: News, corpus_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "ferry.txt").write_text("The ferry sails again now that the storm is over.")
    news("ingest", tmp_path / "ferry.txt", "--corpus", corpus_folder)
    with closing(Corpus(corpus_folder)) as corpus, corpus.writing():
        corpus.set_model("of-another-model", "another model")

    diagnosis = news("doctor", "--corpus", corpus_folder)
    assert diagnosis.exit_code == 1
    assert "another model" in diagnosis.stdout
    remedy = ("rebuild", "--embed", "--corpus", corpus_folder)
    assert f"news {' '.join(map(str, remedy))}" in diagnosis.stdout
    asked = news("search", "ferry", "--corpus", corpus_folder)
    assert asked.exit_code == 1
    assert "news rebuild --embed" in asked.stderr

    assert news(*remedy).stdout == "1 passages are indexed.\n"
    assert news("doctor", "--corpus", corpus_folder).exit_code == 0
    assert "ferry sails" in news("search", "ferry", "--corpus", corpus_folder).stdout


def test_what_is_derived_and_wrong_is_told_and_repaired(
    news: News, corpus_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "ferry.txt").write_text("The ferry sails again now that the storm is over.")
    news("ingest", tmp_path / "ferry.txt", "--corpus", corpus_folder)
    with closing(sqlite3.connect(corpus_folder / "corpus.sqlite3")) as connection, connection:
        connection.execute("DELETE FROM lengths")

    diagnosis = news("doctor", "--corpus", corpus_folder)
    assert diagnosis.exit_code == 1
    assert "Passages that are not in the word index: 1." in diagnosis.stdout
    assert "news doctor --repair" in diagnosis.stdout
    repaired = news("doctor", "--repair", "--corpus", corpus_folder)
    assert repaired.exit_code == 0
    assert "Repaired: Passages that are not in the word index: 1." in repaired.stdout
    assert news("doctor", "--corpus", corpus_folder).exit_code == 0


def test_a_vector_index_that_cannot_be_read_is_told_and_repaired(
    news: News, corpus_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "ferry.txt").write_text("The ferry sails again now that the storm is over.")
    news("ingest", tmp_path / "ferry.txt", "--corpus", corpus_folder)
    lose_vectors(corpus_folder)
    repaired = news("doctor", "--repair", "--corpus", corpus_folder)
    assert repaired.exit_code == 0, repaired.output
    assert "Repaired: The vector index cannot be read" in repaired.stdout
    assert "ferry sails" in news("search", "ferry", "--corpus", corpus_folder).stdout


def test_a_missing_corpus_is_wrong_but_the_rest_is_told(news: News, tmp_path: Path) -> None:
    result = news("doctor", "--corpus", tmp_path / "none")
    assert result.exit_code == 1
    assert "384 dimensions" in result.stdout
    assert "news ingest PATH..." in result.stdout


def test_variables_that_are_no_settings_are_named_and_nothing_is_wrong(
    news: News, sample_corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NEWS_WRITR", "NEWS_API_KEY", "NEWS_SERVE_HOTS", "NEWS_WRITER_KEY"):
        monkeypatch.setenv(name, "secret")
    result = news("doctor", "--corpus", sample_corpus)
    assert result.exit_code == 0, result.output
    line = next(line for line in result.stdout.splitlines() if line.startswith("Environment: "))
    assert line.endswith(
        ": NEWS_API_KEY, NEWS_WRITR (NEWS_WRITER?), NEWS_SERVE_HOTS (NEWS_SERVE_HOSTS?)"
    )
    assert "secret" not in result.output
