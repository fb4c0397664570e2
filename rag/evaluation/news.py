"""Question sets over a news archive: a folder with questions, and articles in it or beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from rag.errors import InputError
from rag.evaluation.dataset import Dataset, digest_of, facts_of, read_questions
from rag.records import Article

ARTICLES = "articles.jsonl"

ReadArticles = Callable[[Path], Iterable[Article]]
"""Reads the articles of a file or folder as an ingest does."""


def load_news(path: Path, articles: Path | None, read_articles: ReadArticles) -> Dataset:
    """Read a set of questions over an archive.

    Args:
        path: A folder with ``questions*.jsonl``, or one such file.
        articles: A file or folder of articles; default ``articles.jsonl`` in the folder.

    Raises:
        InputError: Something is missing or cannot be read, or a question names an article that
            is not there.
    """
    folder = path if path.is_dir() else path.parent
    files = sorted(path.glob("questions*.jsonl")) if path.is_dir() else [path]
    if not files:
        raise InputError(f"There is no questions*.jsonl in {path}.")
    source = articles or folder / ARTICLES
    if not source.exists():
        raise InputError(
            f"There are no articles in {source}. Name the file or folder with --articles."
        )
    facts = facts_of(read_articles(source))
    questions = read_questions(files)
    for question in questions:
        for name in question.gold_articles:
            if name not in facts:
                raise InputError(
                    f"The question {question.id!r} names the article {name!r}, which is not in "
                    f"{source}."
                )
    return Dataset(
        name=folder.name or "set",
        questions=questions,
        facts=facts,
        digest=digest_of(_files(source)),
        files=(source,),
    )


def _files(source: Path) -> Sequence[Path]:
    if source.is_file():
        return [source]
    return sorted(path for path in source.rglob("*") if path.is_file())
