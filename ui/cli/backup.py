"""`news backup` and `news restore`: the corpus as one file, and back."""

from __future__ import annotations

from pathlib import Path

import click

from ui.cli.options import corpus_option
from ui.cli.progress import share_bar
from ui.terminal import one_line

_BACKUP_HELP = """Write the whole corpus into one file, also while it is asked and written.

\b
  news backup archive-2026-11-24.zip
  news backup nightly.zip --force      replaces the one that is there

The indexes are not in it; they are made again by `news restore`, without the model.
"""

_RESTORE_HELP = """Make the corpus anew from a backup, checked before it takes its place.

\b
  news restore archive-2026-11-24.zip --corpus ~/archive-corpus
  news restore nightly.zip --force     replaces the corpus that is there

Restart what has the corpus open (news serve), so that it sees the restored one.
"""

force_option = click.option("--force", is_flag=True, help="Replace what is there.")
file_argument = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))


@click.command(help=_BACKUP_HELP, short_help="Write the corpus into one file.")
@file_argument
@force_option
@corpus_option
def backup(file: Path, force: bool, corpus: Path | None) -> None:
    """Back up."""
    from rag.corpus.backup import backup as write
    from rag.settings import load_settings

    folder = load_settings(corpus=corpus).corpus
    with share_bar("Backing up") as tell:
        made = write(folder, file, force=force, progress=tell)
    size = file.stat().st_size / 1e6
    click.echo(one_line(f"{file}: {made.articles:,} articles, {size:,.1f} MB."))


@click.command(help=_RESTORE_HELP, short_help="Make the corpus anew from a backup.")
@file_argument
@force_option
@corpus_option
def restore(file: Path, force: bool, corpus: Path | None) -> None:
    """Restore."""
    from rag.corpus.backup import restore as read
    from rag.settings import load_settings

    folder = load_settings(corpus=corpus).corpus
    with share_bar("Restoring") as tell:
        made = read(file, folder, force=force, progress=tell)
    day = made.made_at[:16].replace("T", " ")
    click.echo(one_line(f"{folder}: {made.articles:,} articles, as they were on {day} UTC."))
