"""`news serve`: serves the chat page."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.cli.ingest import report
from ui.cli.model import check_writer, embedder_for
from ui.cli.options import corpus_option, reading_options, writer_option
from ui.cli.progress import progress_bar
from ui.terminal import one_line

if TYPE_CHECKING:
    from ingest import SourceOptions
    from rag.embedding.model import Embedder

_HELP = """Serve the chat page, for this computer alone unless --host says otherwise.

\b
  news serve
  news serve --port 8080 --corpus ~/archive-corpus
  news serve --follow https://news.example/feed.xml
  news serve --host 0.0.0.0 --users users.txt     (made by: news users add NAME)

Programs are answered beside it, under /api/v1 and, by MCP, under /mcp: on this computer, and where
visitors sign in. Limits, proxies, logs and more are set by NEWS_SERVE_... variables: docs/serving.md.

A corpus that is missing is made, empty: news ingest PATH... adds articles to it, --follow what is
new in a feed, --sample the articles of a folder while there are no others. --column, --source and
--dates hold for both.
"""


@click.command(help=_HELP, short_help="Serve the chat page.")
@click.option(
    "--host",
    metavar="ADDRESS",
    help="Address to listen on.  [default: NEWS_SERVE_HOST, else 127.0.0.1]",
)
@click.option(
    "--port", default=7860, show_default=True, type=click.IntRange(0, 65535), help="0: any free."
)
@click.option(
    "--sample",
    type=click.Path(exists=True, path_type=Path),
    metavar="PATH",
    help="What an empty corpus is filled with.  [default: nothing]",
)
@click.option(
    "--users",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Who may sign in; with it all must.  [default: NEWS_SERVE_USERS, else nobody signs in]",
)
@click.option(
    "--root-path", metavar="/PATH", help="Where a proxy puts it.  [default: NEWS_SERVE_ROOT_PATH]"
)
@click.option(
    "--follow",
    multiple=True,
    metavar="FEED|URL|PATH",
    help="Take in what is new there every 15 minutes, as `news follow` does; may be repeated.",
)
@writer_option
@corpus_option
@reading_options
def serve(
    host: str | None,
    port: int,
    sample: Path | None,
    users: Path | None,
    root_path: str | None,
    follow: tuple[str, ...],
    writer: str | None,
    corpus: Path | None,
    options: SourceOptions,
) -> None:
    """Serve."""
    from rag.embedding.loading import check_place
    from rag.settings import load_settings
    from ui.serving.listening import listen
    from ui.serving.settings import load_serving

    serving = load_serving(host=host, users=users, root_path=root_path)
    settings = load_settings(corpus=corpus, writer=writer)
    listen(serving.host, port).close()  # fails before the models are loaded
    check_place(settings)
    check_writer(settings)
    click.echo("Starting ...", err=True)

    from ui.page.app import serve as serve_page
    from ui.serving.following import following
    from ui.serving.served import ServedAssistant

    embedder = embedder_for(settings)
    _fill(settings.corpus, sample, embedder, options)
    with (
        ServedAssistant(
            settings.corpus, serving=serving, embedder=embedder, writer=writer
        ) as assistant,
        following(follow, settings, embedder, options=options),
    ):
        serve_page(assistant, port=port)


def _fill(folder: Path, sample: Path | None, embedder: Embedder, options: SourceOptions) -> None:
    """Make the corpus if there is none, and ingest the sample, if any, into an empty one."""
    from ingest import ingest
    from rag.corpus.corpus import Corpus

    with closing(Corpus(folder, create=True)) as store:
        if next(store.articles(1), None) is not None:
            return
        if sample is None:
            click.echo(one_line(_how_to_fill(folder)), err=True)
            return
        click.echo(f"The corpus in {folder} is empty: taking in {sample}.", err=True)
        with progress_bar("Ingesting") as show:
            summary = ingest([sample], store, embedder, progress=show, options=options)
    report(summary)


def _how_to_fill(folder: Path) -> str:
    told = f"The corpus in {folder} is empty. Add articles: news ingest PATH... --corpus {folder}"
    sample = _sample()
    return f"{told} (or try it with invented ones: --sample {sample})" if sample else told


def _sample() -> Path | None:
    """Find the sample archive of a checkout or of an installed copy; None if there is none."""
    from importlib.metadata import PackageNotFoundError, distribution

    checkout = Path(__file__).parents[2] / "data" / "sample"
    if checkout.is_dir():
        return checkout
    try:
        files = distribution("ask-the-news").files or []
    except PackageNotFoundError:
        return None
    inside = (file for file in files if file.parts[-3:-1] == ("ask-the-news", "sample"))
    return next((Path(str(file.locate())).resolve().parent for file in inside), None)
