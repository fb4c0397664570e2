"""`news articles`: list, show, export, withdraw, edit and remove articles."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rag.records import KINDS
from ui.cli.model import embedder_for
from ui.cli.opening import opened
from ui.cli.options import corpus_option, json_option
from ui.terminal import echo_json, echo_paragraph, harmless, one_line, origin

if TYPE_CHECKING:
    from rag.corpus.corpus import Corpus

_HELP = """List, show, export, withdraw, set right or remove the articles of the corpus.

\b
  news articles list --limit 20
  news articles show valmirena-recount-03
  news articles export articles.jsonl
  news articles withdraw valmirena-recount-03
  news articles edit valmirena-recount-03 --published-at 2025-06-14
  news articles remove valmirena-recount-03
"""

_SHOW_HELP = """Print one article, whole: its kind, its copies, what it corrects and what corrects it,
where its fields were found (as they stood in its record, by a label in front of its headline, by
hand, ...), and its earlier versions.

\b
  news articles show valmirena-recount-03
  news articles show valmirena-recount-03 --version 1
"""

_EXPORT_HELP = """Write the current articles into FILE with their texts, one JSON object a line.

`news ingest FILE` reads it back. What was set by hand is in it like any other value; earlier
versions are not: news backup keeps those.

\b
  news articles export articles.jsonl
  news articles export withdrawn.jsonl --withdrawn
"""

_WITHDRAW_HELP = """Keep articles, but never find or cite them again.

They stay withdrawn when they are read again; --undo makes them current.

\b
  news articles withdraw valmirena-recount-03
  news articles withdraw valmirena-recount-03 --undo
  news articles list --withdrawn
"""

_EDIT_HELP = """Set fields of an article by hand; "" makes one unknown.

What is set stays when the article is read again, until --release. The text cannot be changed.

\b
  news articles edit mail-0412 --title "Ferry stops" --published-at 2025-06-14
  news articles edit mail-0412 --source "" --author "A. Jansen" --author "B. Diop"
  news articles edit mail-0412 --release title
"""

_REMOVE_HELP = """Forget articles, with all their versions.

When their source is read again they come back. What withdraw and edit do holds then too: to keep
an article from being found, withdraw it.

\b
  news articles remove valmirena-recount-03
"""


_FOUND = {
    "record": "in its record",
    "page": "in the mark-up of the page",
    "feed": "in the feed",
    "mail": "in the headers of the mail",
    "document": "in the properties of the document",
    "text": "in the text",
    "file name": "in the name of the file",
    "setting": "by a setting",
    "headline": "by a label in front of the headline",
    "section": "by the section",
    "by hand": "by hand",
}


@click.group(help=_HELP, short_help="List, show, export, withdraw, edit or remove articles.")
def articles() -> None:
    """The articles of the corpus."""


limit_option = click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", help="At most so many, the newest."
)
withdrawn_option = click.option(
    "--withdrawn", is_flag=True, help="Those that were withdrawn, and no others."
)


@articles.command("list")
@limit_option
@withdrawn_option
@corpus_option
@json_option
def list_articles(limit: int | None, withdrawn: bool, corpus: Path | None, as_json: bool) -> None:
    """List the current articles, newest first, those of unknown date last."""
    with opened(corpus) as store:
        found = store.articles(limit, status="withdrawn" if withdrawn else "current")
        if as_json:
            records = [asdict(article) for article in found]
            for record in records:
                del record["body"]
            echo_json({"articles": records})
            return
        for article in found:
            place = origin(article.source, article.published_at, article.language)
            click.echo(one_line(f"{article.id}  {place}: {article.title}"))


@articles.command(help=_SHOW_HELP)
@click.argument("article_id", metavar="ID")
@click.option("--version", type=click.IntRange(min=1), metavar="N", help="As it was earlier.")
@corpus_option
@json_option
def show(article_id: str, version: int | None, corpus: Path | None, as_json: bool) -> None:
    """Show."""
    from rag import Assistant
    from rag.errors import InputError

    with Assistant(corpus) as assistant:
        article, store = assistant.article(article_id), assistant.corpus
        earlier = store.versions(article_id)
        if version is not None:
            of_number = {item.article.version: item.article for item in earlier}
            of_number[article.version] = article
            if version not in of_number:
                numbers = ", ".join(map(str, of_number))
                raise InputError(f"{article_id} has no version {version}; it has {numbers}.")
            article = of_number[version]
        fixed, found = store.fixed(article_id), store.provenance(article_id)
        copies = [copy.id for copy in store.copies_of(article_id)]
        corrections = store.corrections_of(article_id)
        original = _named(article.duplicate_of, store)
        corrected = _named(article.corrects, store)
    if as_json:
        versions = [asdict(item) for item in earlier]
        beside = {"copies": copies, "corrected_by": [item.id for item in corrections]}
        told = {"fixed": fixed, "provenance": found, "versions": versions}
        echo_json({**asdict(article), **beside, **told})
        return
    echo_paragraph(article.title, bold=True)
    echo_paragraph(origin(article.source, article.published_at, article.language))
    for line in filter(None, (", ".join(article.authors), article.url)):
        echo_paragraph(line)
    echo_paragraph(f"Kind: {article.kind}")
    if original:
        echo_paragraph(f"A copy of {original}")
    elif copies:
        echo_paragraph(f"Copies of it: {', '.join(copies)}")
    if corrected:
        echo_paragraph(f"Corrects {corrected}")
    for correction in corrections:
        echo_paragraph(f"Corrected by {correction.id}: {correction.title}")
    if article.status == "withdrawn":
        echo_paragraph("Withdrawn: never found or cited.", fg="red")
    if found:
        places = "; ".join(f"{name} {_FOUND.get(where, where)}" for name, where in found.items())
        echo_paragraph(f"Where its fields were found: {places}")
    for item in earlier:
        day = item.replaced_at[:10]
        echo_paragraph(f"Version {item.article.version}, until {day}: {item.article.title}")
    click.echo("\n" + harmless(article.body))


def _named(article_id: str | None, corpus: Corpus) -> str | None:
    """Describe an article that another names: its id, with its headline if the corpus has it."""
    if article_id is None:
        return None
    article = corpus.article(article_id)
    return f"{article_id}: {article.title}" if article else f"{article_id}, which is not stored"


@articles.command(help=_EXPORT_HELP)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@limit_option
@withdrawn_option
@click.option("--force", is_flag=True, help="Replace the file if there is one.")
@corpus_option
def export(
    file: Path, limit: int | None, withdrawn: bool, force: bool, corpus: Path | None
) -> None:
    """Export."""
    from rag.corpus.export import export as write

    with opened(corpus) as store, store.reading():
        found = store.articles(limit, status="withdrawn" if withdrawn else "current")
        count = write(found, file, force=force)
    click.echo(one_line(f"{file}: {count:,} article{'' if count == 1 else 's'}."))


@articles.command(help=_WITHDRAW_HELP)
@click.argument("article_ids", metavar="ID...", nargs=-1, required=True)
@click.option("--undo", is_flag=True, help="Make them current again.")
@corpus_option
def withdraw(article_ids: tuple[str, ...], undo: bool, corpus: Path | None) -> None:
    """Withdraw."""
    with opened(corpus) as store, store.writing():
        for article_id in article_ids:
            if undo:
                store.restore(article_id)
            else:
                store.withdraw(article_id)
            click.echo(one_line(f"{'Current again:' if undo else 'Withdrawn:'} {article_id}."))


def _fields(
    context: click.Context, _parameter: click.Parameter, names: tuple[str, ...]
) -> tuple[str, ...]:
    """Return field names, for field names or the names of the options that set them."""
    known = {option.opts[0].removeprefix("--"): option.name for option in context.command.params}
    return tuple(known.get(name) or name for name in names)


@articles.command(help=_EDIT_HELP)
@click.argument("article_id", metavar="ID")
@click.option("--title", help="The headline.")
@click.option("--published-at", metavar="DATE", help="2025, 2025-06, 2025-06-14 or a full time.")
@click.option("--updated-at", metavar="DATE", help="When it was last changed.")
@click.option("--source", metavar="NAME", help="The outlet.")
@click.option("--language", metavar="CODE", help="en, nl, ...")
@click.option("--kind", type=click.Choice(KINDS), help="What it is.")
@click.option("--section", metavar="NAME", help="Where in the paper it stood.")
@click.option("--url", help="Where it was published.")
@click.option("--author", "authors", multiple=True, metavar="NAME", help="May be repeated.")
@click.option(
    "--release",
    multiple=True,
    callback=_fields,
    metavar="FIELD",
    help="No longer fixed by hand: title, author, ...",
)
@corpus_option
def edit(
    article_id: str, release: tuple[str, ...], corpus: Path | None, **given: str | tuple[str, ...]
) -> None:
    """Edit."""
    from ingest.editing import edit as edit_article
    from ingest.editing import release as release_fields
    from rag.corpus.corpus import Corpus
    from rag.settings import load_settings

    fields = {name: value for name, value in given.items() if value not in (None, ())}
    if not fields and not release:
        raise click.UsageError("Nothing to change: name a field, as in --title TEXT.")
    settings = load_settings(corpus=corpus)
    with closing(Corpus(settings.corpus)) as store:
        if release:
            release_fields(article_id, release, store)
            click.echo(one_line(f"{article_id} takes {', '.join(release)} from what is read next."))
        if fields:
            article = edit_article(article_id, fields, store, embedder_for(settings))
            click.echo(one_line(f"{article_id} is changed: version {article.version}."))


@articles.command(help=_REMOVE_HELP)
@click.argument("article_ids", metavar="ID...", nargs=-1, required=True)
@corpus_option
def remove(article_ids: tuple[str, ...], corpus: Path | None) -> None:
    """Remove."""
    from ingest.editing import remove as remove_article

    with opened(corpus) as store, store.writing():
        for article_id in article_ids:
            remove_article(article_id, store)
            click.echo(one_line(f"Removed {article_id}."))
