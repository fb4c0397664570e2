"""`news articles`: list, show and remove what the corpus holds."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import click

from ui.cli.options import corpus_option, json_option
from ui.cli.terminal import echo_json, echo_paragraph, harmless, one_line, origin

_HELP = """List, show or remove the articles of the corpus.

\b
  news articles list --limit 20
  news articles show valmirena-recount-03
  news articles remove valmirena-recount-03
"""


@click.group(help=_HELP, short_help="List, show or remove articles.")
def articles() -> None:
    """The articles of the corpus."""


@articles.command("list")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many.")
@corpus_option
@json_option
def list_articles(limit: int | None, corpus: Path | None, as_json: bool) -> None:
    """List the current articles, newest first, those of unknown date last."""
    from rag.corpus.corpus import Corpus
    from rag.settings import load_settings

    with closing(Corpus(load_settings(corpus=corpus).corpus)) as store:
        found = store.articles(limit)
        if as_json:
            records = [asdict(article) for article in found]
            for record in records:
                del record["body"]
            echo_json({"articles": records})
            return
        for article in found:
            place = origin(article.source, article.published_at, article.language)
            click.echo(one_line(f"{article.id}  {place}: {article.title}"))


@articles.command()
@click.argument("article_id", metavar="ID")
@corpus_option
@json_option
def show(article_id: str, corpus: Path | None, as_json: bool) -> None:
    """Print one article, whole."""
    from rag import Assistant

    with Assistant(corpus) as assistant:
        article = assistant.article(article_id)
    if as_json:
        echo_json(asdict(article))
        return
    echo_paragraph(article.title, bold=True)
    echo_paragraph(origin(article.source, article.published_at, article.language))
    for line in filter(None, (", ".join(article.authors), article.url)):
        echo_paragraph(line)
    click.echo("\n" + harmless(article.body))


@articles.command()
@click.argument("article_ids", metavar="ID...", nargs=-1, required=True)
@corpus_option
def remove(article_ids: tuple[str, ...], corpus: Path | None) -> None:
    """Remove articles with all their versions."""
    from rag.corpus.corpus import Corpus
    from rag.settings import load_settings

    with (
        closing(Corpus(load_settings(corpus=corpus).corpus)) as store,
        store.writing(),
    ):
        for article_id in article_ids:
            store.remove(article_id)
            click.echo(one_line(f"Removed {article_id}."))
