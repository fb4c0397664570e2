"""Questions to start from, made of what the archive holds now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from operator import itemgetter
from typing import TYPE_CHECKING

from markupsafe import Markup

from rag.language import normalise_code
from ui.html import html, join, label, tongue

if TYPE_CHECKING:
    from rag.corpus.corpus import Corpus
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


def examples(corpus: Corpus, texts: Texts) -> Markup:
    """Questions about the newest articles, the page's language first, then the others in turn."""
    picked = _one_each(corpus.articles(_LOOKED_AT), texts.code)
    if not picked:
        return Markup("")
    return html(
        '<section class="examples" aria-label="{title}"><h2>{title}</h2>'
        '<ul class="questions">{items}</ul></section>',
        title=texts.examples,
        items=join(question_about(article.title, article.language) for article in picked[:_SHOWN]),
    )


def question_about(title: str, language: str | None) -> Markup:
    """A button that asks about a headline in the headline's own language."""
    short = label(title, _LONGEST_TITLE).strip(" ?.!")
    question = _ASKING.get(normalise_code(language or "") or "", "{title}?").format(title=short)
    return html(
        '<li><button type="button" data-ask="{question}" {tongue}>{question}</button></li>',
        question=question,
        tongue=tongue(language),
    )


def _one_each(articles: Iterable[Article], first: str) -> list[Article]:
    """The newest of each language, then the next newest of each, one language first; no copies."""
    seen: Counter[str | None] = Counter()
    ranked = []
    for article in articles:
        if article.duplicate_of is None:
            seen[article.language] += 1
            ranked.append((seen[article.language], article.language != first, article))
    return [article for *_, article in sorted(ranked, key=itemgetter(0, 1))]
