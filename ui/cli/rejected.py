"""`news rejected`: lists what could not be taken in."""

from __future__ import annotations

import json
from collections import defaultdict
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ingest.records import place
from ui.cli.opening import opened
from ui.cli.options import corpus_option, json_option
from ui.terminal import echo_json, one_line

if TYPE_CHECKING:
    from ingest import SourceOptions
    from rag.corpus.corpus import Corpus

_HELP = """List what could not be taken in, with the reason, until it can be.

\b
  news rejected
  news rejected --json > report.json
  news ingest --retry                read these once more, as they were read
  news rejected --clear              forget them
"""


@click.command(help=_HELP, short_help="List what could not be taken in.")
@click.option("--clear", is_flag=True, help="Forget all of it.")
@corpus_option
@json_option
def rejected(clear: bool, corpus: Path | None, as_json: bool) -> None:
    """List."""
    with opened(corpus) as store:
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


def sources_to_retry(
    store: Corpus, options: SourceOptions
) -> list[tuple[list[str], SourceOptions]]:
    """Return the files and URLs with rejections, grouped by the options they were last read with.

    Standard input cannot be read again.

    Args:
        options: Options set now, which override those.
    """
    from ingest import SourceOptions

    latest = {
        item.source: item.options for item in sorted(store.rejected(), key=attrgetter("seen_at"))
    }
    alike = defaultdict[str, list[str]](list)
    for source in sorted(latest.keys() - {"-"}):
        alike[json.dumps(latest[source], sort_keys=True)].append(source)
    return [
        (sources, SourceOptions(**json.loads(then)).overridden_by(options))
        for then, sources in alike.items()
    ]
