"""`news feedback`: what visitors thought of answers."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.cli.opening import opened
from ui.cli.options import corpus_option, json_option
from ui.terminal import echo_json, echo_paragraph, one_line

if TYPE_CHECKING:
    from rag.feedback import Collected

_HELP = """List what visitors thought of answers, or make questions for `news eval` of it.

\b
  news feedback list --bad
  news feedback list --json > feedback.json
  news feedback export rated/            then: news eval rated/

It stands in feedback.jsonl in the corpus folder, with question, evidence and answer.
"""


@click.group(help=_HELP, short_help="List or export what visitors thought of answers.")
def feedback() -> None:
    """What visitors thought of answers."""


@feedback.command("list")
@click.option("--bad", "only", flag_value="bad", help="Only answers that were not good.")
@click.option("--good", "only", flag_value="good", help="Only answers that were good.")
@corpus_option
@json_option
def list_feedback(only: str | None, corpus: Path | None, as_json: bool) -> None:
    """List it, oldest first; of an answer that was judged twice the last judgement."""
    with opened(corpus) as store:
        found = _collected(store.folder)
    items = [item for item in found.feedback if only in (None, item.verdict)]
    if as_json:
        echo_json({"feedback": [asdict(item) for item in items]})
        return
    for item in items:
        reason = f" ({item.reason})" if item.reason else ""
        echo_paragraph(one_line(f"{item.at}  {item.verdict}{reason}: {item.question}"), bold=True)
        for line in filter(None, (item.answer.get("text"), item.comment)):
            echo_paragraph(one_line(line))
    good = sum(item.verdict == "good" for item in items)
    click.echo(f"{good} good, {len(items) - good} bad.")


@feedback.command()
@click.argument("folder", type=click.Path(path_type=Path))
@corpus_option
def export(folder: Path, corpus: Path | None) -> None:
    """Make questions of it in FOLDER, with the articles, for `news eval FOLDER`.

    What good answers quoted is taken to be right; those are left out of which nothing quoted is in
    the archive any more. Of a bad answer a person must say what is right: these stand in
    unlabelled.jsonl, to be saved as questions-labelled.jsonl then.
    """
    from rag.feedback import export as write

    with opened(corpus) as store:
        made = write(_collected(store.folder).feedback, store, folder)
    click.echo(f"{made.questions} questions; {made.unlabelled} in unlabelled.jsonl to look at.")
    if made.gone:
        click.echo(f"{made.gone} left out: what was quoted is not in the archive any more.")


def _collected(folder: Path) -> Collected:
    from rag.feedback import FILE, collected

    found = collected(folder)
    for number in found.unreadable:
        click.secho(one_line(f"{folder / FILE}:{number}: this line is no feedback."), err=True)
    return found
