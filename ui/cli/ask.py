"""`news ask`, `news search` and `news timeline`: a question in; an answer, passages or a story out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rag.question.narrowing import NarrowingError
from ui.cli.model import check_writer, given_embedder
from ui.cli.options import (
    corpus_option,
    json_option,
    narrowing_options,
    words_argument,
    writer_option,
)
from ui.cli.replies import print_as_it_comes, print_evidence, print_report, print_rest
from ui.terminal import echo_json, echo_paragraph, passing

if TYPE_CHECKING:
    from rag.assistant import Assistant

_ASK_HELP = """Answer QUESTION from the archive, every sentence with its source.

\b
  news ask "why is Russia pushing now?"
  news ask "Hoe hoog is de schade?" --language nl --since 2026-01
  news ask "who leads the count?" --as-of 2025-06-14 --json | jq -r .text

When the archive does not answer, it says so and names the coverage that comes nearest.
"""

_SEARCH_HELP = """Find the passages that answer QUERY best, best first.

\b
  news search "tidal power off the coast"
  news search "Gezeitenkraftwerk" -k 3 --source "Halyard Wire" --json
"""

_TIMELINE_HELP = """Tell the story behind QUESTION by date: each report, and the figures that it changed.

\b
  news timeline "how many people died on the ferry?"
  news timeline "Wie won de hertelling?" --as-of 2025-06-15 --language nl
  news timeline "who leads the count?" --json | jq -r '.reports[].changed'

Copies of a report are told once; reports without a date are left out.
"""


@click.command(help=_ASK_HELP, short_help="Answer a question, with sources.")
@words_argument("question")
@narrowing_options
@writer_option
@corpus_option
@json_option
def ask(
    question: str, writer: str | None, corpus: Path | None, as_json: bool, **narrowing: Any
) -> None:
    """Ask one question."""
    with _assistant(corpus, writer=writer) as assistant:
        check_writer(assistant.settings)
        if as_json:
            echo_json(assistant.answer(question, **narrowing).as_dict())
        else:
            print_rest(print_as_it_comes(assistant.stream(question, **narrowing)))


@click.command(help=_SEARCH_HELP, short_help="Find the passages that answer best.")
@words_argument("query")
@click.option("-k", default=10, show_default=True, type=click.IntRange(min=1), help="How many.")
@narrowing_options
@corpus_option
@json_option
def search(query: str, k: int, corpus: Path | None, as_json: bool, **narrowing: Any) -> None:
    """Search for passages."""
    with _assistant(corpus) as assistant, passing("Searching ..."):
        found = assistant.search(query, k=k, **narrowing)
    if as_json:
        echo_json({"passages": [item.as_dict() for item in found]})
        return
    for rank, item in enumerate(found, 1):
        print_evidence(item, f"{rank}. ")
        echo_paragraph(item.text, indent=3)
        click.echo()
    if not found:
        is_narrowed = any(narrowing.values())
        click.echo(
            "Nothing in the archive passes these filters."
            if is_narrowed
            else "The archive holds nothing that can be found. Add articles: news ingest PATH..."
        )


@click.command(help=_TIMELINE_HELP, short_help="Tell the story behind a question by date.")
@words_argument("question")
@narrowing_options
@corpus_option
@json_option
def timeline(question: str, corpus: Path | None, as_json: bool, **narrowing: Any) -> None:
    """Tell a story."""
    with _assistant(corpus) as assistant, passing("Searching ..."):
        reports = assistant.timeline(question, **narrowing)
    if as_json:
        echo_json({"reports": [asdict(report) for report in reports]})
        return
    for report in reports:
        print_report(report)
    if not reports:
        click.echo("No dated reports of such a story were found.")


@contextmanager
def _assistant(corpus: Path | None, **settings: Any) -> Iterator[Assistant]:
    """Open the archive while a block runs; options that cannot narrow a question are wrong usage."""
    from rag import Assistant
    from rag.embedding.loading import check_place

    with Assistant(corpus, embedder=given_embedder(), **settings) as assistant:
        check_place(assistant.settings)
        try:
            yield assistant
        except NarrowingError as error:
            raise click.UsageError(str(error)) from error
