"""`news rebuild`: makes the indexes again."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from ui.cli.model import embedder_for
from ui.cli.options import corpus_option
from ui.cli.progress import progress_bar, share_bar

_HELP = """Make the word index and the vector index again from the stored articles.

\b
  news rebuild            from the stored vectors: no model is needed
  news rebuild --embed    make the vectors again too, with the model that is set now

Nothing is lost if it is interrupted: run it again.
"""


@click.command(help=_HELP, short_help="Make the indexes of the corpus again.")
@click.option("--embed", is_flag=True, help="Make all vectors again, as after a change of model.")
@corpus_option
def rebuild(embed: bool, corpus: Path | None) -> None:
    """Rebuild."""
    from rag.corpus.corpus import Corpus
    from rag.settings import load_settings

    settings = load_settings(corpus=corpus)
    with closing(Corpus(settings.corpus)) as store:
        if embed:
            from ingest import reembed

            embedder = embedder_for(settings)
            with progress_bar("Embedding") as show:
                passages = reembed(store, embedder, progress=show)
        else:
            with store.writing(), share_bar("Indexing") as tell:
                passages = store.rebuild(tell)
    click.echo(f"{passages:,} passages are indexed.")
