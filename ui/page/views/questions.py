"""Questions that are offered, as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from rag.records import Article
from ui.html import html, join, lang_attributes
from ui.page.examples import short_title
from ui.texts import Texts


def examples_view(articles: Sequence[Article], texts: Texts) -> Markup:
    """Show questions about articles to begin with; nothing if there are none."""
    if not articles:
        return Markup("")
    return html(
        '<section class="examples" aria-label="{title}"><h2>{title}</h2>'
        '<ul class="questions">{items}</ul></section>',
        title=texts.examples,
        items=join(question_about(article.title, article.language, texts) for article in articles),
    )


def question_about(title: str, language: str | None, texts: Texts) -> Markup:
    """Show a button that asks about a headline in the page's language."""
    short = short_title(title, texts)
    before, _, after = texts.ask_about.partition("{title}")
    return html(
        '<li><button type="button" data-ask="{question}" {page}>{before}'
        "<span {lang}>{title}</span>{after}</button></li>",
        question=texts.ask_about.format(title=short),
        page=lang_attributes(texts.code),
        before=before,
        lang=lang_attributes(language),
        title=short,
        after=after,
    )
