"""`news ingest`: files, folders and web addresses into the corpus."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.cli.model import embedder_for
from ui.cli.options import corpus_option, json_option
from ui.cli.progress import duration, progress_bar
from ui.cli.rejected import sources_to_retry
from ui.cli.terminal import echo_json, one_line

if TYPE_CHECKING:
    from ingest import IngestSummary

SOME_REJECTED = 3

_HELP = """Read files, folders (with all below them) and web addresses into the corpus, which is made
if missing.

\b
  news ingest articles/ more.jsonl
  news ingest archive/ --corpus ~/archive-corpus --json > report.json
  news ingest --retry                what was rejected before, alone
  news ingest https://news.example/feed.xml --limit 20

Text, Markdown with front matter, JSON and JSON Lines are read; only the text itself is required.
What was read before and has not changed is passed over quickly. An input that cannot be used is
named with the reason (and kept for news rejected), and the rest is taken in; the exit code is
then 3. Ctrl-C keeps what is done.

An address is that of a page, a feed, a sitemap or an OPML list of feeds; robots.txt is obeyed, and
nothing of private networks is fetched (NEWS_WEB_ALLOW). `news follow` keeps reading them.
"""


@click.command(
    "ingest", help=_HELP, short_help="Read files, folders and web addresses into the corpus."
)
@click.argument("paths", nargs=-1, metavar="PATH|URL...", type=click.Path())
@click.option("--retry", is_flag=True, help="Read what was rejected before: see news rejected.")
@click.option(
    "--limit",
    default=100,
    show_default=True,
    type=click.IntRange(min=1),
    help="Pages of one feed or sitemap, the newest first.",
)
@corpus_option
@json_option
@click.pass_context
def ingest_command(
    context: click.Context,
    paths: tuple[str, ...],
    retry: bool,
    limit: int,
    corpus: Path | None,
    as_json: bool,
) -> None:
    """Ingest."""
    if not paths and not retry:
        raise click.UsageError("Missing argument 'PATH|URL...'.")
    from ingest import ingest
    from rag.corpus.corpus import Corpus
    from rag.settings import load_settings

    settings = load_settings(corpus=corpus)
    with closing(Corpus(settings.corpus, create=True)) as store:
        if retry:
            paths = (*paths, *sources_to_retry(store))
        embedder = embedder_for(settings)
        with progress_bar("Ingesting", hidden=as_json) as show:
            summary = ingest(paths, store, embedder, progress=show, limit=limit)
    if as_json:
        echo_json(summary.as_dict())
    else:
        report(summary)
    if summary.rejected:
        context.exit(SOME_REJECTED)


def report(summary: IngestSummary) -> None:
    """Print what came of an ingest: the counts, and on stderr what was rejected or changed."""
    for rejection in summary.rejected:
        click.secho(_at(rejection.path, rejection.line, rejection.reason), fg="red", err=True)
    for remark in summary.warnings:
        click.secho(_at(remark.path, remark.line, remark.text), fg="yellow", err=True)
    counts = {
        "added": summary.added,
        "updated": summary.updated,
        "unchanged": summary.unchanged,
        "duplicates": summary.duplicates,
        "rejected": len(summary.rejected),
    }
    click.echo(
        ", ".join(f"{number:,} {name}" for name, number in counts.items())
        + f"; {summary.passages:,} passages in {duration(summary.seconds)}."
    )


def _at(path: str, line: int | None, text: str) -> str:
    return one_line(f"{path}:{line}: {text}" if line else f"{path}: {text}")
