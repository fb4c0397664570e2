"""`news rejected`: what could not be taken in."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ingest.records import place
from ui.cli.options import corpus_option, json_option
from ui.terminal import echo_json, one_line

if TYPE_CHECKING:
    from rag.corpus.corpus import Corpus

_HELP = """List what could not be taken in, with the reason, until it can be.

\b
  news rejected
  news rejected --json > report.json
  news ingest --retry                try these alone once more
  news rejected --clear              forget them
"""


@click.command(help=_HELP, short_help="List what could not be taken in.")
@click.option("--clear", is_flag=True, help="Forget all of it.")
@corpus_option
@json_option
def rejected(clear: bool, corpus: Path | None, as_json: bool) -> None:
    """List."""
    from rag.corpus.corpus import Corpus
    from rag.settings import load_settings

    with closing(Corpus(load_settings(corpus=corpus).corpus)) as store:
        found = store.rejected()
        if clear:
            with store.writing():
                store.clear_rejected()
    if as_json:
        echo_json({"rejected": [item.as_dict() for item in found]})
        return
    for item in found if not clear else ():
        click.echo(one_line(f"{place(item.path, item.line, item.item)}: {item.reason}"))
    click.echo(f"{len(found):,} {'forgotten' if clear else 'rejected'}.")


def sources_to_retry(store: Corpus) -> list[str]:
    """The files and URLs that hold what was rejected; standard input cannot be read again."""
    return sorted({item.source for item in store.rejected()} - {"-"})
