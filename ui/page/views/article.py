"""One article for reading, with a cited quote marked, as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from rag.corpus.articles import Version
from rag.records import Article
from ui.html import html, join, label, lang_attributes, running, web_address
from ui.page.views.evidence import when
from ui.texts import Texts

_PARAGRAPH = re.compile(r"[^\n]+")
# A browser can lay out this much at once; of a longer article, only the part around the quote is
# shown.
_CHARACTERS = 60_000
_VERSIONS = 5


Quoted = Literal["now", "earlier", "gone"]


@dataclass(frozen=True, slots=True)
class ArticleContext:
    """What the corpus knows about an article beyond its own fields.

    Attributes:
        copies: Other articles with the same text.
        versions: Its earlier versions, oldest first.
        corrections: The articles that correct it.
        corrects: The article that it corrects.
        came_from: Number of the turn whose timeline led here.
        withdraws: Whether the visitor may withdraw it.
        quoted: Where the quote stands at which it is opened: ``now``, in the present version;
            ``earlier``, in an earlier version, which is then shown; ``gone``, in no version.
    """

    copies: Sequence[Article] = ()
    versions: Sequence[Version] = ()
    corrections: Sequence[Article] = ()
    corrects: Article | None = None
    came_from: int | None = None
    withdraws: bool = False
    quoted: Quoted = "now"


def article_view(
    article: Article, context: ArticleContext, texts: Texts, start: int = 0, end: int = 0
) -> Markup:
    """Show an article with ``body[start:end]`` marked.

    Args:
        start, end: Offsets into the body. They come from a page and may be any numbers.
    """
    return html(
        '{bar}<article class="reading" data-place="{place}" aria-labelledby="reading-title">'
        '<header><p class="origin">{origin}</p>'
        '<h2 id="reading-title" tabindex="-1" {lang}>{title}</h2>{facts}</header>'
        '{notes}<div class="body" {lang}>{body}</div>{versions}{withdraw}</article>',
        bar=pane_bar(texts.kinds[article.kind], texts, context.came_from),
        place=f"{article.id}:{article.version}:{start}:{end}:{article.status}",
        origin=_origin(article, texts),
        lang=lang_attributes(article.language),
        title=label(article.title, 600),
        facts=_facts(article, context.copies, texts),
        notes=_changed(article, context.quoted, texts)
        + _notes(article, texts)
        + _corrections(context, texts),
        body=_body(article.body, start, end),
        versions=_versions(context.versions, texts),
        withdraw=_withdraw(article, texts) if context.withdraws else "",
    )


def missing_view(texts: Texts, said: str | None = None) -> Markup:
    """Say why there is nothing to read; without a reason, that the article is gone."""
    return html(
        '{bar}<p class="status" data-place="" id="reading-title" tabindex="-1">{text}</p>',
        bar=pane_bar(texts.article, texts),
        text=said or texts.no_article,
    )


def pane_bar(kind: str, texts: Texts, came_from: int | None = None) -> Markup:
    """Show the bar at the top of the pane.

    Args:
        came_from: Number of the turn whose timeline led here.
    """
    back = html(
        '<button type="button" class="quiet" data-do="timeline" data-turn="{number}">{text}'
        "</button>",
        number=came_from,
        text=texts.timeline_back,
    )
    return html(
        '<div class="pane-bar"><p class="eyebrow">{kind}</p>{back}'
        '<button type="button" class="quiet" data-do="close">{close}</button></div>',
        kind=kind,
        back="" if came_from is None else back,
        close=texts.close,
    )


def _origin(article: Article, texts: Texts) -> Markup:
    facts = [html("<bdi>{name}</bdi>", name=texts.outlet(article.source))]
    facts.append(when(article.published_at, texts, texts.time(article.published_at)))
    if article.updated_at:
        facts.append(html("{said}", said=texts.updated.format(date=texts.time(article.updated_at))))
    facts.append(html("{name}", name=texts.language(article.language)))
    return join(facts, " · ")


def _facts(article: Article, copies: Sequence[Article], texts: Texts) -> Markup:
    """Show authors, the original address, and the outlets that carried copies."""
    lines = []
    if article.authors:
        names = ", ".join(label(author, 80) for author in article.authors[:12])
        lines.append(html("<p><bdi>{said}</bdi></p>", said=texts.by.format(authors=names)))
    if copies:
        before, _, after = texts.also_published_by.partition("{outlets}")
        outlets = join((_copy(copy, texts) for copy in copies[:12]), ", ")
        lines.append(
            html("<p>{before}{outlets}{after}</p>", before=before, outlets=outlets, after=after)
        )
    if address := web_address(article.url):
        url, host = address
        lines.append(
            html(
                '<p><a href="{url}" target="_blank" rel="noopener noreferrer nofollow">{said}</a>'
                "</p>",
                url=url,
                said=texts.original.format(host=host),
            )
        )
    return html('<div class="facts">{lines}</div>', lines=join(lines)) if lines else Markup("")


def _copy(article: Article, texts: Texts) -> Markup:
    """Show a copy of the text, with a button that opens it."""
    return html(
        '<button type="button" class="quiet" data-open="{id}" data-start="0" data-end="0">'
        "<bdi>{outlet}</bdi></button>",
        id=article.id,
        outlet=texts.outlet(article.source),
    )


def _versions(versions: Sequence[Version], texts: Texts) -> Markup:
    """Show the earlier versions of an article, each folded, the latest first."""
    if not versions:
        return Markup("")
    return html(
        '<section class="versions"><h3>{title}</h3>{items}</section>',
        title=texts.versions.format(count=len(versions)),
        items=join(
            html(
                '<details><summary>{name}</summary><div class="body" {lang}><p><b>{title}</b></p>'
                "{body}</div></details>",
                name=texts.version.format(
                    number=version.article.version, date=texts.time(version.replaced_at)
                ),
                lang=lang_attributes(version.article.language),
                title=label(version.article.title, 600),
                body=_body(version.article.body, 0, 0),
            )
            for version in reversed(versions[-_VERSIONS:])
        ),
    )


def _withdraw(article: Article, texts: Texts) -> Markup:
    withdrawn = article.status == "withdrawn"
    return html(
        '<p class="withdraw"><button type="button" class="quiet" data-withdraw="{id}" '
        'data-undo="{undo}" data-sure="{sure}">{text}</button></p>',
        id=article.id,
        undo="yes" if withdrawn else "",
        sure="" if withdrawn else texts.withdraw_sure,
        text=texts.restore if withdrawn else texts.withdraw,
    )


def _changed(article: Article, quoted: Quoted, texts: Texts) -> Markup:
    """Say that the article has changed since it was quoted, and link to what it says now."""
    if quoted == "now":
        return Markup("")
    now = html(
        ' <button type="button" class="quiet" data-open="{id}" data-start="0" data-end="0">{text}'
        "</button>",
        id=article.id,
        text=texts.read_now,
    )
    return html(
        '<p class="notice" role="note">{said}{now}</p>',
        said=texts.quote_earlier if quoted == "earlier" else texts.quote_gone,
        now=now if quoted == "earlier" else "",
    )


def _notes(article: Article, texts: Texts) -> Markup:
    notes = []
    if article.status == "withdrawn":
        notes.append(texts.withdrawn)
    if len(article.body) > _CHARACTERS:
        notes.append(texts.shortened.format(count=texts.number(len(article.body))))
    return join(html('<p class="notice" role="note">{text}</p>', text=note) for note in notes)


def _corrections(context: ArticleContext, texts: Texts) -> Markup:
    """Show the corrections of the article, and the article that it corrects, each with a button."""
    told = [(texts.corrected_by, correction) for correction in context.corrections]
    told += [(texts.corrects, context.corrects)] if context.corrects else []
    return join(
        html(
            '<p class="notice" role="note">{said} <button type="button" class="quiet" '
            'data-open="{id}" data-start="0" data-end="0" {lang}>{title}</button> · {when}</p>',
            said=said,
            id=other.id,
            lang=lang_attributes(other.language),
            title=label(other.title),
            when=when(other.published_at, texts),
        )
        for said, other in told
    )


def _body(body: str, start: int, end: int) -> Markup:
    """Show the paragraphs, with the text between the offsets marked."""
    start, end = (min(max(offset, 0), len(body)) for offset in (start, end))
    return join(
        html(
            "<p>{before}{marked}{after}</p>",
            before=running(body[first:left]),
            marked=html("<mark>{text}</mark>", text=running(body[left:right]))
            if left < right
            else "",
            after=running(body[right:last]),
        )
        for first, last in _paragraphs(body, start)
        for left in (min(max(start, first), last),)
        for right in (max(min(end, last), left),)
    )


def _paragraphs(body: str, place: int) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the paragraphs around a place."""
    first = max(0, min(place - _CHARACTERS // 2, len(body) - _CHARACTERS))
    for match in _PARAGRAPH.finditer(body, first, first + _CHARACTERS):
        yield match.span()
