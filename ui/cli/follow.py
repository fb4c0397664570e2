"""`news follow`: polls feeds, sites and folders."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.cli.ingest import SOME_REJECTED, report_problems
from ui.cli.model import embedder_for
from ui.cli.options import corpus_option, reading_options
from ui.cli.progress import progress_bar
from ui.followed import EVERY_MINUTES, PAGES_A_ROUND, is_news, outcome_text
from ui.terminal import duration, one_line

if TYPE_CHECKING:
    from ingest import SourceOptions
    from ingest.web.following import Follower, Outcome

_HELP = """Keep the corpus current: look at sources again and again, and take in what is new.

\b
  news follow https://news.example/feed.xml inbox/
  news follow https://news.example/ --every 5
  news follow feeds.opml --once        one round, for cron
  news follow tables/ --column body=full_text --source "The Merel Courier"

A source is a feed, a site that names its feed, a sitemap, an OPML list of feeds, a page, a file or a
folder. Of a feed or sitemap that is followed anew the newest pages are read; `news ingest` reads the
older ones. A chat that is open meanwhile finds what has come at its next question.

Each source has a line when something came of it. One that fails is asked less and less often; the
others go on. What was read is remembered in the corpus: Ctrl-C ends it, and the same command goes on.
One that a script started in the background is deaf to Ctrl-C's signal: kill PID (TERM) ends it.
"""


@click.command(help=_HELP, short_help="Look at feeds and folders again and again.")
@click.argument("sources", nargs=-1, required=True, metavar="FEED|URL|PATH...")
@click.option(
    "--every",
    default=EVERY_MINUTES,
    show_default=True,
    metavar="MINUTES",
    type=click.FloatRange(min=0, min_open=True),
    help="How long to wait between two rounds.",
)
@click.option("--once", is_flag=True, help="End after one round; exit code 3 if something failed.")
@click.option(
    "--limit",
    default=PAGES_A_ROUND,
    show_default=True,
    type=click.IntRange(min=1),
    help="Pages of one source that are read in one round.",
)
@corpus_option
@reading_options
@click.pass_context
def follow(
    context: click.Context,
    sources: tuple[str, ...],
    every: float,
    once: bool,
    limit: int,
    corpus: Path | None,
    options: SourceOptions,
) -> None:
    """Follow."""
    from ingest.web.fetching import Fetcher
    from ingest.web.following import Follower
    from rag.corpus.corpus import Corpus
    from rag.settings import load_settings

    settings = load_settings(corpus=corpus)
    with closing(Corpus(settings.corpus, create=True)) as store:
        embedder = embedder_for(settings)
        store.check_model(embedder.fingerprint)
        follower = Follower(
            sources,
            store,
            embedder,
            Fetcher(settings),
            every_seconds=60 * every,
            limit=limit,
            options=options,
        )
        with closing(follower):
            is_first = True
            while True:
                began = time.monotonic()
                outcomes = follower.round(None if once else 60 * every)
                went_well = _round(follower, outcomes, says_all=is_first or once)
                if once:
                    context.exit(0 if went_well else SOME_REJECTED)
                if is_first:
                    click.echo(f"Next round in {duration(60 * every)}. Ctrl-C ends.", err=True)
                is_first = False
                time.sleep(max(0.0, began + 60 * every - time.monotonic()))


def _round(follower: Follower, outcomes: Iterator[Outcome], *, says_all: bool) -> bool:
    """Poll every source once, and print a line for each that has news; tell whether all went well.

    Args:
        says_all: Also print a line for sources without news.
    """
    went_well = True
    while True:
        with progress_bar("Following") as follower.progress:
            outcome = next(outcomes, None)
        if outcome is None:
            return went_well
        report_problems(outcome.summary)
        went_well &= outcome.problem is None and not outcome.summary.rejected
        if says_all or is_news(outcome):
            line = f"{datetime.now():%H:%M} {outcome.source}: {outcome_text(outcome)}"
            click.echo(one_line(line), err=outcome.problem is not None)
