"""Prints answers and passages for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from rag.records import Answer, Citation, DoneEvent, Event, Evidence, EvidenceEvent
from ui.terminal import echo_paragraph, origin, passing

if TYPE_CHECKING:
    from rag.retrieval.timeline import Report


def print_as_it_comes(events: Iterator[Event]) -> Answer:
    """Print the sentences of an answer as they come, each with the numbers of its citations.

    In a terminal, a line below them says what is being done.

    Returns:
        The whole answer.
    """
    with passing("Searching ...") as say:
        for event in events:
            say("")
            if isinstance(event, DoneEvent):
                return event.answer
            if isinstance(event, EvidenceEvent):
                say(f"Reading {len(event.evidence)} passages ...")
            else:
                numbers = "".join(f" [{number}]" for number in event.sentence.citations)
                echo_paragraph(event.sentence.text + numbers)
                say("Writing ...")
    raise AssertionError("a stream ends with its answer")


def print_rest(answer: Answer, *, quotes: bool = True) -> None:
    """Print what follows the sentences: the notice, then the sources.

    Args:
        quotes: Print the quote and address of each source.
    """
    if not answer.sentences:
        echo_paragraph(answer.text)
    if answer.notice:
        click.echo()
        echo_paragraph(answer.notice, fg="yellow")
    if answer.citations:
        click.echo()
        if quotes:
            click.secho("Sources", bold=True)
        print_sources(answer.citations, quotes=quotes)
        if answer.newer is not None:
            click.secho("\nA newer article on this was found but not quoted", bold=True)
            print_evidence(answer.newer, "- ")
    elif answer.nearest:
        click.echo("\nNearest coverage")
        for item in answer.nearest:
            print_evidence(item, "- ")


def print_sources(citations: Sequence[Citation], *, quotes: bool = True) -> None:
    """Print the sources of an answer, each article once, with the numbers of its citations."""
    articles: dict[str, list[Citation]] = {}
    for citation in citations:
        articles.setdefault(citation.article_id, []).append(citation)
    for article_id, cited in articles.items():
        source = cited[0]
        numbers = " ".join(f"[{citation.number}]" for citation in cited)
        place = origin(source.source, source.published_at, source.language)
        echo_paragraph(f"{numbers} {place}: {source.title}")
        if quotes:
            for citation in cited:
                mark = f"[{citation.number}] " if len(cited) > 1 else ""
                echo_paragraph(f"{mark}“{citation.quote}”", indent=4)
            echo_paragraph(source.url or f"news articles show {article_id}", indent=4)


def print_evidence(item: Evidence, mark: str) -> None:
    """Print where a passage comes from, behind a mark."""
    place = origin(item.source, item.published_at, item.language)
    echo_paragraph(f"{mark}{place}: {item.title}", bold=True)
    if item.url:
        echo_paragraph(item.url, indent=len(mark))


def print_report(report: Report) -> None:
    """Print a report of a story: its source, its sentence, and the figures that it changed."""
    place = origin(report.source, report.published_at, report.language)
    kind = "" if report.kind == "report" else f", {report.kind}"
    echo_paragraph(f"{place}{kind}: {report.title}", bold=True)
    echo_paragraph(f"“{report.text}”", indent=3)
    for change in report.changed:
        figures = f"{_figure(change.now)}, where an earlier report had {_figure(change.before)}"
        said = "" if change.text in (report.text, report.title) else f": “{change.text}”"
        echo_paragraph(f"{figures}{said}", indent=3, fg="yellow")
    echo_paragraph(report.url or f"news articles show {report.article_id}", indent=3)
    click.echo()


def _figure(value: float) -> str:
    return f"{value:,.10g}"
