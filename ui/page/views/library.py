"""The contents of the archive, as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from shlex import quote
from typing import TYPE_CHECKING

import numpy as np
from markupsafe import Markup

from rag.corpus.table import Filters
from rag.records import Article
from ui.html import html, join, label, lang_attributes
from ui.page.views.evidence import card, when
from ui.page.views.over_time import over_time_view
from ui.texts import Texts

if TYPE_CHECKING:
    from pathlib import Path

    from rag.corpus.corpus import Corpus, Holdings
    from rag.corpus.over_time import OverTime
    from rag.records import Evidence
    from ui.serving.settings import ServingSettings

_SNIPPET = 220
_NAMES_SHOWN = 60
MOST_LISTED = 600
"""Most articles in the list."""


def masthead(holdings: Holdings, texts: Texts, languages: Iterable[Texts]) -> Markup:
    """Show the name of the page, what the archive holds, and the languages of the page."""
    return html(
        '<header class="masthead"><div><h1>Ask the News</h1><p class="tagline">{tagline}</p></div>'
        '<div class="masthead-side"><p class="holds">{holds}</p>'
        '<p class="page-languages" role="group" aria-label="{switch}">{languages}</p></div></header>',
        tagline=texts.tagline,
        holds=_holds(holdings, texts),
        switch=texts.switch_language,
        languages=join(
            html(
                '<button type="button" class="quiet" data-page-language="{code}" lang="{code}" '
                'aria-pressed="{pressed}">{name}</button>',
                code=other.code,
                pressed="true" if other is texts else "false",
                name=other.own_name,
            )
            for other in languages
        ),
    )


def how_to_fill(serving: ServingSettings, folder: Path, texts: Texts) -> str:
    """Say that the archive is empty, and how the visitor can fill it.

    Args:
        folder: Folder of the corpus; only visitors on this computer see it.
    """
    said = [texts.empty_corpus]
    if serving.library_open == "write":
        said.append(texts.empty_add)
    if serving.is_local:
        said.append(texts.empty_ingest.format(folder=quote(str(folder))))
    return " ".join(said)


@dataclass(frozen=True, slots=True)
class Listing:
    """Which articles are listed, and at most how many."""

    count: int
    language: str | None = None
    source: str | None = None


def articles_in(listing: Listing, corpus: Corpus) -> tuple[list[Article], int]:
    """Return the articles of a listing, newest first, undated last, and the count of all that fit."""
    table = corpus.table()
    allowed = table.allowed(
        Filters(
            as_of=datetime.max.replace(tzinfo=UTC),
            languages=frozenset((listing.language,) if listing.language else ()),
            sources=frozenset((listing.source,) if listing.source else ()),
        )
    )
    rows = np.arange(len(table.article_keys)) if allowed is None else np.flatnonzero(allowed)
    newest = rows[np.argsort(-table.published[rows], kind="stable")]  # unknown, NaN, goes last
    keys = table.article_keys[newest[: listing.count]].tolist()
    found = corpus.articles_by_key(keys)
    return [found[key] for key in keys if key in found], len(rows)


def library_view(
    holdings: Holdings,
    counted: OverTime,
    articles: list[Article],
    total: int,
    listing: Listing,
    texts: Texts,
) -> Markup:
    """Show counts, languages, outlets, and the articles of a listing, each of which can be opened.

    Args:
        total: Number of articles that fit the listing, shown or not.
    """
    more = html(
        '<button type="button" class="quiet" data-do="more">{text}</button>', text=texts.show_more
    )
    everything = html(
        '<button type="button" class="quiet" data-browse>{text}</button>', text=texts.all_articles
    )
    return html(
        '<div class="library"><section class="holdings"><h2>{title}</h2><p>{about}</p>'
        '<dl class="figures">{figures}</dl></section><section class="browse">{over_time}'
        "<h3>{languages_title}</h3>{languages}<h3>{outlets_title}</h3>{outlets}</section>"
        '<section class="listing"><h2 tabindex="-1">{newest_title}</h2>{all}<ol class="listing-items">{newest}</ol>{more}'
        "</section></div>",
        title=texts.library,
        about=texts.library_more,
        figures=_figures(holdings, texts),
        over_time=over_time_view(counted, texts),
        languages_title=texts.languages,
        languages=_counts(
            [
                ("language", code, texts.language(code or None), n)
                for code, n in holdings.languages.items()
            ],
            texts,
        ),
        outlets_title=texts.outlets,
        outlets=_counts(
            [("source", name, texts.outlet(name), n) for name, n in holdings.sources.items()], texts
        ),
        newest_title=_title(listing, texts),
        all=everything if listing.language or listing.source else "",
        newest=join(_entry(article, texts) for article in articles),
        more=more if len(articles) < min(total, MOST_LISTED) else "",
    )


def message_view(said: str) -> Markup:
    """Show a message instead of articles; screen readers read it out."""
    return html('<p class="status" role="status">{said}</p>', said=said)


def results_view(found: Iterable[Evidence], texts: Texts) -> Markup:
    """Show the passages found in the library, one for each article."""
    first = {item.article_id: item for item in reversed(list(found))}
    if not first:
        return message_view(texts.nothing_found)
    return html(
        '<section class="listing results"><h2>{title}</h2><ol class="listing-items">{items}</ol>'
        "</section>",
        title=texts.found,
        items=join(card(item, (), texts) for item in reversed(first.values())),
    )


def _holds(holdings: Holdings, texts: Texts) -> str:
    if not holdings.articles:
        return texts.empty_corpus
    counted = [f"{number} {name}" for number, name in _numbers(holdings, texts)]
    return " · ".join(filter(None, (*counted, _span(holdings, texts))))


def _figures(holdings: Holdings, texts: Texts) -> Markup:
    span = _span(holdings, texts)
    facts = [*_numbers(holdings, texts), *([(span, texts.span)] if span else [])]
    return join(
        html("<div><dt>{name}</dt><dd>{value}</dd></div>", name=name, value=value)
        for value, name in facts
    )


def _numbers(holdings: Holdings, texts: Texts) -> list[tuple[str, str]]:
    """Return the numbers of articles, known outlets and known languages, each with its name."""
    counted = (
        (holdings.articles, texts.one_article, texts.articles),
        (sum(map(bool, holdings.sources)), texts.one_outlet, texts.outlet_count),
        (sum(map(bool, holdings.languages)), texts.one_language, texts.language_count),
    )
    return [(texts.number(n), one if n == 1 else many) for n, one, many in counted if n]


def _span(holdings: Holdings, texts: Texts) -> str:
    """Return the first and the last day of publication; empty if none is known."""
    bounds = [texts.date(day) for day in (holdings.oldest, holdings.newest) if day]
    return " – ".join(dict.fromkeys(bounds))


def _title(listing: Listing, texts: Texts) -> str:
    chosen = [texts.language(listing.language)] if listing.language else []
    chosen += [texts.outlet(listing.source)] if listing.source else []
    return " · ".join(chosen) or texts.newest


def _counts(named: list[tuple[str, str, str, int]], texts: Texts) -> Markup:
    """Show names with counts; each name lists its articles.

    Args:
        named: (what it is: language or source, its value, its name, count) of each.
    """
    return html(
        '<ul class="counts">{items}</ul>',
        items=join(
            html(
                '<li>{name} <span class="count">{count}</span></li>',
                name=html(
                    '<button type="button" class="quiet" data-browse="{of}" data-value="{value}">'
                    "<bdi>{name}</bdi></button>",
                    of=of,
                    value=value,
                    name=name,
                )
                if value
                else html("<bdi>{name}</bdi>", name=name),
                count=texts.number(count),
            )
            for of, value, name, count in named[:_NAMES_SHOWN]
        ),
    )


def _entry(article: Article, texts: Texts) -> Markup:
    return html(
        '<li class="card"><p class="origin"><bdi>{outlet}</bdi> · {when} · {language}</p>'
        '<button type="button" class="headline" data-open="{id}" data-start="0" data-end="0" '
        '{lang}>{title}</button><p class="snippet" {lang}>{start}</p></li>',
        outlet=texts.outlet(article.source),
        when=when(article.published_at, texts),
        language=texts.language(article.language),
        id=article.id,
        lang=lang_attributes(article.language),
        title=label(article.title),
        start=label(article.body, _SNIPPET),
    )
