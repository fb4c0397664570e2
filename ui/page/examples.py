"""Questions to start from, made of what the archive holds now."""

from __future__ import annotations

import re
from functools import partial
from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING

from markupsafe import Markup

from rag.errors import InputError
from ui.html import html, join, label, tongue

if TYPE_CHECKING:
    from rag.assistant import Assistant
    from rag.records import Article
    from ui.texts import Texts

_LOOKED_AT = 60
_SHOWN = 6
_LONGEST_TITLE = 110

# What a headline quotes, in the marks of any language; an apostrophe within a word is none.
_QUOTED = re.compile(
    '«\\s*([^«»]+?)\\s*»|„([^„“”]+)[“”]|“([^“”]+)”|"([^"]+)"'
    "|(?<!\\w)[‘']((?:[^‘’']|(?<=\\w)[’'](?=\\w))+)[’'](?!\\w)"
)


def examples(assistant: Assistant, texts: Texts) -> Markup:
    """Questions about the newest articles: those in the page's language, then the others in turn.

    A headline that names a time ("until February") would be taken to ask about that time, and that
    of a correction tells what was wrong.
    """
    by_language: dict[str | None, list[Article]] = {}
    for article in assistant.corpus.articles(_LOOKED_AT):
        if article.duplicate_of is None and article.kind != "correction":
            by_language.setdefault(article.language, []).append(article)
    own = by_language.pop(texts.code, [])
    others = chain.from_iterable(zip_longest(*by_language.values()))
    newest = filter(None, chain(own, others))
    picked = list(islice(filter(partial(_asks_of_no_time, assistant, texts), newest), _SHOWN))
    if not picked:
        return Markup("")
    return html(
        '<section class="examples" aria-label="{title}"><h2>{title}</h2>'
        '<ul class="questions">{items}</ul></section>',
        title=texts.examples,
        items=join(question_about(article.title, article.language, texts) for article in picked),
    )


def question_about(title: str, language: str | None, texts: Texts) -> Markup:
    """A button that asks about a headline in the page's language."""
    short = _short(title, texts)
    before, _, after = texts.ask_about.partition("{title}")
    return html(
        '<li><button type="button" data-ask="{question}" {page}>{before}'
        "<span {tongue}>{title}</span>{after}</button></li>",
        question=texts.ask_about.format(title=short),
        page=tongue(texts.code),
        before=before,
        tongue=tongue(language),
        title=short,
        after=after,
    )


def _asks_of_no_time(assistant: Assistant, texts: Texts, article: Article) -> bool:
    try:
        query = assistant.understand(texts.ask_about.format(title=_short(article.title, texts)))
    except InputError:  # longer than a question may be
        return False
    return not query.time.has_period


def _short(title: str, texts: Texts) -> str:
    """A headline as it stands within quotation marks of the page's language."""
    short = label(title, _LONGEST_TITLE).strip(" ?.!")
    return _QUOTED.sub(lambda quoted: _within(quoted, texts), short)


def _within(quoted: re.Match[str], texts: Texts) -> str:
    """What is quoted within a quotation."""
    said = next(filter(None, quoted.groups()))
    return f"{texts.inner_quotes[0]}{said}{texts.inner_quotes[1]}"
