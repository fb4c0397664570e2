"""``news eval``: how good retrieval and answers are, on sets of questions."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rag.errors import InputError
from ui.cli.model import embedder_for
from ui.cli.progress import counted, progress_bar

if TYPE_CHECKING:
    from rag.corpus.corpus import Corpus
    from rag.embedding.model import Embedder
    from rag.evaluation.dataset import Dataset, Question
    from rag.records import Article

_HELP = """Ask questions with known answers, of the product and of plain ways to search.

\b
  news eval data/eval --articles data/sample         questions over the sample archive
  news eval SET --failures                           what went wrong, and what was found instead
  news eval SET --writer extractive,local --run NAME answers too; goes on where it stopped

A DATASET is a folder with articles.jsonl and questions*.jsonl, or a public set (XQuAD, NTREX,
SQuAD 2.0, MTRAG-UN, CANARD). docs/evaluation.md describes their form and every figure.
"""


def _to_write(
    _context: click.Context, _parameter: click.Parameter, file: Path | None
) -> Path | None:
    """Refuse a file that cannot be written now, rather than after hours of questions."""
    if file is not None and not os.access(file if file.exists() else file.parent, os.W_OK):
        raise click.BadParameter(
            f"{file} cannot be written: name a file in a folder that is there."
        )
    return file


@click.command("eval", help=_HELP, short_help="Measure retrieval and answers on sets of questions.")
@click.argument(
    "datasets",
    nargs=-1,
    required=True,
    metavar="DATASET...",
    type=click.Path(exists=True, path_type=Path),
)
@click.option(
    "--articles",
    type=click.Path(exists=True, path_type=Path),
    help="File or folder of articles, for sets that have none of their own.",
)
@click.option("--only", multiple=True, metavar="TYPE", help="Only this type; may be repeated.")
@click.option("--limit", type=click.IntRange(1), help="Only the first N questions of each set.")
@click.option("--sample", type=click.IntRange(1), help="Draw N questions from each public set.")
@click.option(
    "--writer", "writers", default="", metavar="NAMES", help="Score answers too: names, by commas."
)
@click.option("--pairs", is_flag=True, help="Also a row for each pair of languages.")
@click.option("--failures", "with_failures", is_flag=True, help="Also each question that failed.")
@click.option("--run", "run_name", metavar="NAME", help="Keep outcomes; go on where NAME stopped.")
@click.option(
    "--work",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder for corpora and runs.  [default: in your cache folder]",
)
@click.option("--seed", default=0, show_default=True, help="For all that is drawn by chance.")
@click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    callback=_to_write,
    help="Write all figures to a file.",
)
def evaluate(
    datasets: tuple[Path, ...],
    articles: Path | None,
    only: tuple[str, ...],
    limit: int | None,
    sample: int | None,
    writers: str,
    pairs: bool,
    with_failures: bool,
    run_name: str | None,
    work: Path | None,
    seed: int,
    json_file: Path | None,
) -> None:
    """Score sets of questions."""
    import json

    from platformdirs import user_cache_path

    from rag.evaluation.bootstrap import Bootstrap
    from rag.evaluation.corpora import corpus_folder
    from rag.evaluation.failures import failures
    from rag.evaluation.report import report
    from rag.evaluation.runner import Runner
    from rag.evaluation.runs import RunFile, outcomes
    from rag.evaluation.table import table
    from rag.settings import load_settings

    names = list(dict.fromkeys(name.strip() for name in writers.split(",") if name.strip()))
    work = work or user_cache_path("ask-the-news") / "eval"
    bootstrap = Bootstrap(seed=seed)
    sets = list(_sets(datasets, articles, sample, seed))
    asked_of = [_asked(dataset, only, limit) for dataset in sets]
    settings = load_settings()
    embedder = embedder_for(settings)
    reports = []
    for dataset, asked in zip(sets, asked_of, strict=True):
        setup = {
            "set": dataset.digest,
            "seed": seed,
            "model": embedder.fingerprint,
            "writers": names,
            "settings": settings.model_dump(mode="json", exclude={"corpus"}),
        }
        run = (
            RunFile(work / "runs" / run_name / f"{dataset.name}.jsonl", setup) if run_name else None
        )
        folder = corpus_folder(dataset, embedder, work, _store)
        with closing(Runner(folder, embedder, names)) as runner:
            answered = outcomes(asked, runner.ask, run)
            found = list(counted(answered, len(asked), dataset.name, "questions"))
        if with_failures:
            for block in failures(dataset, found):
                click.echo(f"{block}\n")
        reports.append(report(dataset, found, bootstrap))
        click.echo(f"{table(reports[-1], pairs=pairs)}\n")
    if json_file is not None:
        text = json.dumps([item.as_dict() for item in reports], ensure_ascii=False, indent=1)
        json_file.write_text(f"{text}\n", encoding="utf-8")


def _sets(
    paths: tuple[Path, ...], articles: Path | None, sample: int | None, seed: int
) -> Iterator[Dataset]:
    from rag.evaluation.importers import import_public
    from rag.evaluation.news import load_news

    for path in paths:
        for dataset in import_public(path, sample, seed) or [load_news(path, articles, _articles)]:
            if not dataset.questions:
                raise InputError(f"{path} has no questions.{_to_label(path)}")
            yield dataset


def _to_label(path: Path) -> str:
    """Say what to do with a set without questions, if ``news feedback export`` left some to label."""
    from rag.feedback import UNLABELLED

    if not (path / UNLABELLED).is_file():
        return ""
    return f" Say in the lines of {UNLABELLED} what is right, and save them as questions-labelled.jsonl."


def _asked(dataset: Dataset, only: tuple[str, ...], limit: int | None) -> list[Question]:
    """Select the questions of a set that are asked; at least one."""
    asked = [question for question in dataset.questions if not only or question.type in only]
    if not asked:
        raise InputError(f"{dataset.name} has no question of the type {' or '.join(only)}.")
    return asked[:limit]


def _articles(path: Path) -> Iterator[Article]:
    """Yield the articles that an ingest would store; the ingest itself reports what it rejects."""
    from ingest.cleaning import Cleaned, clean
    from ingest.records import RawArticle
    from ingest.sources import read

    today = datetime.now(UTC)
    for raw in read(path):
        if isinstance(raw, RawArticle) and isinstance(found := clean(raw, today), Cleaned):
            yield found.article


def _store(dataset: Dataset, corpus: Corpus, embedder: Embedder) -> None:
    from ingest import ingest
    from ingest.texts import store_texts

    with progress_bar(f"{dataset.name}: reading") as show:
        if dataset.files:
            ingest(dataset.files, corpus, embedder, progress=show)
        else:
            store_texts(dataset.articles, corpus, embedder, whole=dataset.whole, progress=show)
