"""`news ingest` with what is for the person to say: which column, which outlet, standard input."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from click.testing import Result

from rag.corpus.corpus import Corpus

TABLE = "kop,regels\nZwembad dicht,Het zwembad in Merel gaat de hele winter dicht.\n"


def test_columns_and_the_outlet_are_told(
    news: Callable[..., Result], tmp_path: Path, corpus_folder: Path
) -> None:
    (tmp_path / "table.csv").write_text(TABLE)
    told = ("--column", "body=regels", "--column", "title=kop", "--source", "De Merelbode")
    result = news("ingest", tmp_path / "table.csv", *told, "--corpus", corpus_folder)
    assert result.exit_code == 0, result.stderr
    with closing(Corpus(corpus_folder)) as corpus:
        (article,) = corpus.articles()
    assert (article.title, article.source) == ("Zwembad dicht", "De Merelbode")


def test_whether_the_month_stands_first_is_told(
    news: Callable[..., Result], tmp_path: Path, corpus_folder: Path
) -> None:
    row = '"Het zwembad in Merel gaat de hele winter dicht.",03/04/2025'
    (tmp_path / "table.csv").write_text(f"text,date\n{row}\n")
    arguments = ("ingest", tmp_path / "table.csv", "--corpus", corpus_folder)
    refused = news(*arguments)
    assert refused.exit_code == 3
    assert "say with --dates mdy or dmy" in " ".join(refused.stderr.split())
    result = news(*arguments, "--dates", "mdy")
    assert result.exit_code == 0, result.stderr
    with closing(Corpus(corpus_folder)) as corpus:
        (article,) = corpus.articles()
    assert article.published_at == "2025-03-04"


def test_a_column_that_an_article_has_not_is_refused(news: Callable[..., Result]) -> None:
    result = news("ingest", "table.csv", "--column", "text=regels")
    assert result.exit_code == 2
    assert "'text=regels' is not FIELD=NAME with a field among author, authors, body" in (
        " ".join(result.stderr.split())
    )


def test_the_standard_input_is_read_as_a_file_would_be() -> None:
    code = "from ingest.sources import STDIN, read; print(*read(STDIN))"
    table = TABLE.replace("regels", "tekst")
    done = subprocess.run(
        [sys.executable, "-c", code], input=table, text=True, capture_output=True, check=True
    )
    assert "Het zwembad in Merel gaat de hele winter dicht." in done.stdout
    assert "Origin(path='-', line=2" in done.stdout
