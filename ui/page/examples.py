"""The articles that are offered as first questions."""

from __future__ import annotations

import re
from functools import partial
from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING

from rag.errors import InputError
from ui.html import label

if TYPE_CHECKING:
    from rag.assistant import Assistant
    from rag.records import Article
    from ui.texts import Texts

_LOOKED_AT = 60
_SHOWN = 6
_LONGEST_TITLE = 110

# A quotation in the marks of any language; an apostrophe within a word is no mark.
_QUOTED = re.compile(
    '«\\s*([^«»]+?)\\s*»|„([^„“”]+)[“”]|“([^“”]+)”|"([^"]+)"'
    "|(?<!\\w)[‘']((?:[^‘’']|(?<=\\w)[’'](?=\\w))+)[’'](?!\\w)"
)


def examples(assistant: Assistant, texts: Texts) -> list[Article]:
    """Pick the newest articles to ask about: those in the page's language, then the others in turn.

    Headlines that name a time ("until February") are left out, since the question would be taken to
    ask about that time; so are corrections, whose headlines tell what was wrong.
    """
    by_language: dict[str | None, list[Article]] = {}
    for article in assistant.corpus.articles(_LOOKED_AT):
        if article.duplicate_of is None and article.kind != "correction":
            by_language.setdefault(article.language, []).append(article)
    own = by_language.pop(texts.code, [])
    others = chain.from_iterable(zip_longest(*by_language.values()))
    newest = filter(None, chain(own, others))
    return list(islice(filter(partial(_asks_of_no_time, assistant, texts), newest), _SHOWN))


def short_title(title: str, texts: Texts) -> str:
    """Shorten a headline for a question, in quotation marks of the page's language."""
    short = label(title, _LONGEST_TITLE).strip(" ?.!")
    return _QUOTED.sub(lambda quoted: _within(quoted, texts), short)


def _asks_of_no_time(assistant: Assistant, texts: Texts, article: Article) -> bool:
    try:
        query = assistant.understand(
            texts.ask_about.format(title=short_title(article.title, texts))
        )
    except InputError:  # longer than a question may be
        return False
    return not query.time.has_period


def _within(quoted: re.Match[str], texts: Texts) -> str:
    """Change the marks of a quotation to those for a quotation within a quotation."""
    said = next(filter(None, quoted.groups()))
    return f"{texts.inner_quotes[0]}{said}{texts.inner_quotes[1]}"
