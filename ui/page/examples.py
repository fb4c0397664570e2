"""Questions to start from, made of what the archive holds now."""

from __future__ import annotations

from functools import partial
from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING

from markupsafe import Markup

from rag.errors import InputError
from rag.language import normalise_code
from ui.html import html, join, label, tongue

if TYPE_CHECKING:
    from rag.assistant import Assistant
    from rag.records import Article
    from ui.texts import Texts

_LOOKED_AT = 60
_SHOWN = 6
_LONGEST_TITLE = 110

_ASKING = {
    "en": "What is known about “{title}”?",
    "nl": "Wat is er bekend over ‘{title}’?",
    "de": "Was ist bekannt über „{title}“?",
    "fr": "Que sait-on de « {title} » ?",
    "es": "¿Qué se sabe sobre «{title}»?",
    "it": "Che cosa si sa di «{title}»?",
    "pt": "O que se sabe sobre «{title}»?",
    "pl": "Co wiadomo o: „{title}”?",
    "ru": "Что известно о событии: «{title}»?",
    "uk": "Що відомо про подію: «{title}»?",
    "ar": "ماذا نعرف عن «{title}»؟",
    "zh": "关于“{title}”，目前知道些什么？",
    "tr": "“{title}” hakkında ne biliniyor?",
    "ja": "「{title}」について何がわかっていますか？",
}


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
    picked = list(islice(filter(partial(_asks_of_no_time, assistant), newest), _SHOWN))
    if not picked:
        return Markup("")
    return html(
        '<section class="examples" aria-label="{title}"><h2>{title}</h2>'
        '<ul class="questions">{items}</ul></section>',
        title=texts.examples,
        items=join(question_about(article.title, article.language) for article in picked),
    )


def question_about(title: str, language: str | None) -> Markup:
    """A button that asks about a headline in the headline's own language."""
    return html(
        '<li><button type="button" data-ask="{question}" {tongue}>{question}</button></li>',
        question=_question(title, language),
        tongue=tongue(language),
    )


def _asks_of_no_time(assistant: Assistant, article: Article) -> bool:
    try:
        query = assistant.understand(_question(article.title, article.language))
    except InputError:  # longer than a question may be
        return False
    return not query.time.has_period


def _question(title: str, language: str | None) -> str:
    short = label(title, _LONGEST_TITLE).strip(" ?.!")
    return _ASKING.get(normalise_code(language or "") or "", "{title}?").format(title=short)
