"""``news eval``: how good retrieval and answers are, on sets of questions."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rag.corpus.corpus import Corpus
    from rag.embedding.model import Embedder
    from rag.evaluation.dataset import Dataset


@click.command("eval")
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
@click.option("--only", multiple=True, metavar="TYPE", help="Only questions of this type.")
@click.option("--limit", type=click.IntRange(1), help="Only the first N questions of each set.")
@click.option("--writer", "writers", default="", help="Also score answers: writers, with commas.")
@click.option("--sample", type=click.IntRange(1), help="Questions drawn from a public set.")
@click.option("--pairs", is_flag=True, help="Also a row for each pair of languages.")
@click.option("--failures", is_flag=True, help="Show what went wrong, and what was found instead.")
@click.option("--run", "run", metavar="NAME", help="Keep the outcomes; go on where it stopped.")
@click.option(
    "--work",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for corpora and runs; default in the user's cache.",
)
@click.option("--seed", default=0, show_default=True, help="For all that is drawn by chance.")
@click.option(
    "--json", "json_file", type=click.Path(dir_okay=False, path_type=Path), help="Write figures."
)
def evaluate(
    datasets: tuple[Path, ...],
    articles: Path | None,
    only: tuple[str, ...],
    limit: int | None,
    writers: str,
    sample: int | None,
    pairs: bool,
    failures: bool,
    run: str | None,
    work: Path | None,
    seed: int,
    json_file: Path | None,
) -> None:
    """Ask questions with known answers, and compare with plain ways to search.

    A DATASET is a folder as docs/evaluation.md describes it.
    """
    from platformdirs import user_cache_path
    from tqdm import tqdm

    from rag.embedding.model import load_embedder
    from rag.evaluation.bootstrap import Bootstrap
    from rag.evaluation.corpora import corpus_folder
    from rag.evaluation.failures import failures as failed
    from rag.evaluation.importers import import_public
    from rag.evaluation.news import load_news
    from rag.evaluation.remembering import RememberingEmbedder
    from rag.evaluation.report import report
    from rag.evaluation.runner import RunFile, Runner, ask_all
    from rag.evaluation.table import table
    from rag.settings import load_settings

    names = [name.strip() for name in writers.split(",") if name.strip()]
    work = work or user_cache_path("ask-the-news") / "eval"
    sets = [
        dataset
        for path in datasets
        for dataset in import_public(path, sample, seed) or [load_news(path, articles, _fields)]
    ]
    embedder = load_embedder(load_settings())
    found = []
    for dataset in sets:
        questions = [q for q in dataset.questions if not only or q.type in only][:limit]
        folder = corpus_folder(dataset, embedder, work, _store)
        setup = {
            "set": dataset.digest,
            "model": embedder.fingerprint,
            "writers": names,
            "seed": seed,
        }
        kept = RunFile(work / "runs" / run / f"{dataset.name}.jsonl", setup) if run else None
        runner = Runner(folder, RememberingEmbedder(embedder), names)
        try:
            outcomes = list(
                tqdm(
                    ask_all(
                        runner,
                        questions,
                        kept.outcomes if kept else {},
                        kept.keep if kept else lambda _: None,
                    ),
                    total=len(questions),
                    desc=dataset.name,
                    unit="question",
                    disable=not sys.stderr.isatty(),
                )
            )
        finally:
            runner.close()
        if failures:
            for block in failed(dataset, outcomes):
                click.echo(block + "\n")
        found.append(report(dataset, outcomes, Bootstrap(seed=seed)))
        click.echo(table(found[-1], pairs=pairs) + "\n")
    if json_file:
        text = json.dumps([item.as_dict() for item in found], ensure_ascii=False, indent=1)
        json_file.write_text(text + "\n", encoding="utf-8")


def _fields(path: Path) -> Iterator[Mapping[str, object]]:
    from ingest.records import RawArticle
    from ingest.sources import read

    return (raw.fields for raw in read(path) if isinstance(raw, RawArticle))


def _store(dataset: Dataset, corpus: Corpus, embedder: Embedder) -> None:
    from ingest import ingest
    from ingest.texts import store_texts

    if dataset.files:
        ingest(dataset.files, corpus, embedder)
    else:
        store_texts(dataset.articles, corpus, embedder, whole=dataset.whole)
