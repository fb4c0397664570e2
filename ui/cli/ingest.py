"""`news ingest`: takes files, folders and web addresses into the corpus."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ingest.records import NOTHING_TAKEN_IN, Rejection, Remark, place
from ingest.web import WEB_LIMIT, is_address
from ui.cli.model import embedder_for
from ui.cli.options import corpus_option, json_option, reading_options
from ui.cli.progress import progress_bar
from ui.cli.rejected import sources_to_retry
from ui.signals import INTERRUPTED
from ui.terminal import duration, echo_json, one_line

if TYPE_CHECKING:
    from ingest import IngestSummary, SourceOptions

SOME_REJECTED = 3
WRONG_USAGE = click.UsageError.exit_code

_HELP = """Read files, folders (with all below them) and web addresses into the corpus, which is made
if missing.

\b
  news ingest articles/ more.jsonl
  news ingest archive/ --corpus ~/archive-corpus --json > report.json
  news ingest --retry                the files and pages of what was rejected, as they were read
  news ingest https://news.example/feed.xml --limit 20
  news ingest table.parquet --column body=full_text --column published_at=day
  news ingest american.csv --dates mdy
  zcat mails.mbox.gz | news ingest - --source "The Merel Courier"

Text, Markdown, web pages, JSON and JSON Lines, CSV and Parquet tables, feeds, mails, PDF, Word
documents, WARC, and ZIP, tar, gzip, bzip2, xz and zstd of them are read, each known by what it
holds; only the text itself is required. A record with the field status: withdrawn (or withdrawn:
true) takes the article with its id or url back: it is kept and no longer found. A lone - reads the standard input.

What was read before and has not changed is passed over quickly. An input that cannot be used is
named with the reason (and kept for news rejected), and the rest is taken in; the exit code is
then 3. It is 2 where a PATH does not exist; the others are taken in. Ctrl-C keeps what is done, and
the same command goes on. Links that lead out of a folder are not followed: name their targets.

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
    default=WEB_LIMIT,
    show_default=True,
    type=click.IntRange(min=1),
    help="Pages of one feed or sitemap, the newest first.",
)
@reading_options
@corpus_option
@json_option
@click.pass_context
def ingest_command(
    context: click.Context,
    paths: tuple[str, ...],
    retry: bool,
    limit: int,
    options: SourceOptions,
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
    there = _that_exist(paths)
    is_mistyped = len(there) < len(paths)
    if not there and not retry:
        context.exit(WRONG_USAGE)
    with closing(Corpus(settings.corpus, create=True)) as store:
        batches = [(there, options)] if there else []
        if retry:
            batches += sources_to_retry(store, options)
        summary = NOTHING_TAKEN_IN
        try:
            with progress_bar("Ingesting", hidden=as_json) as show:
                embedder = embedder_for(settings)
                for batch, how in batches:
                    summary += ingest(
                        batch, store, embedder, progress=show, limit=limit, options=how
                    )
        except KeyboardInterrupt:
            held = f"the corpus holds {store.holdings().articles:,} articles"
            click.echo(f"news: Stopped: {held}; the same command goes on from there.", err=True)
            context.exit(INTERRUPTED)
    if as_json:
        echo_json(summary.as_dict())
    else:
        report(summary)
    if is_mistyped:
        context.exit(WRONG_USAGE)
    if summary.rejected:
        context.exit(SOME_REJECTED)


def _that_exist(paths: Sequence[str]) -> list[str]:
    """Return the paths and addresses that exist; print a line on stderr for each that does not."""
    from ingest.sources import STDIN
    from ingest.sources.files import NO_SUCH_PATH

    there = []
    for path in paths:
        if path == str(STDIN) or is_address(path) or os.path.lexists(path):
            there.append(path)
        else:
            click.secho(one_line(f"{path}: {NO_SUCH_PATH}"), fg="red", err=True)
    return there


def report(summary: IngestSummary) -> None:
    """Print the counts of an ingest, and on stderr what was rejected or changed."""
    report_problems(summary)
    counts = ", ".join(f"{number:,} {name}" for name, number in summary.counts().items())
    click.echo(f"{counts}; {summary.passages:,} passages in {duration(summary.seconds)}.")


def report_problems(summary: IngestSummary) -> None:
    """Print on stderr what was rejected or changed."""
    for rejection in summary.rejected:
        click.secho(_at(rejection, rejection.reason), fg="red", err=True)
    for remark in summary.warnings:
        click.secho(_at(remark, remark.text), fg="yellow", err=True)


def _at(found: Rejection | Remark, text: str) -> str:
    return one_line(f"{place(found.path, found.line, found.item)}: {text}")
