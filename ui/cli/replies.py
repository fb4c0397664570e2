"""How answers and passages are printed for people."""

from __future__ import annotations

from collections.abc import Sequence

import click

from rag.records import Answer, Citation, Evidence, SentenceEvent
from ui.terminal import echo_paragraph, origin


def print_sentence(event: SentenceEvent) -> None:
    """A sentence with the numbers of its citations."""
    numbers = "".join(f" [{number}]" for number in event.sentence.citations)
    echo_paragraph(event.sentence.text + numbers)


def print_rest(answer: Answer, *, quotes: bool = True) -> None:
    """What follows the sentences: what the reader must know beside them, then the sources.

    Args:
        quotes: Whether each source comes with its quote and address.
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
    elif answer.nearest:
        click.echo("\nNearest coverage")
        for item in answer.nearest:
            print_evidence(item, "- ")


def print_sources(citations: Sequence[Citation], *, quotes: bool = True) -> None:
    """The sources of an answer, each article once, with the numbers of what is quoted of it."""
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
    """Where a passage stands; the mark goes in front."""
    place = origin(item.source, item.published_at, item.language)
    echo_paragraph(f"{mark}{place}: {item.title}", bold=True)
    if item.url:
        echo_paragraph(item.url, indent=len(mark))
