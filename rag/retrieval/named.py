"""Tells whether an article says the names of a question: two storms, dams or surnames are not one.

To the vectors, reports of similar events look alike, and so do names that differ in one letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from rag.names import capitalised, likely_names, mentions
from rag.question.time_sense import period_places

if TYPE_CHECKING:
    from rag.question.query import Query
    from rag.records import Article
    from rag.retrieval.candidates import Candidate

# A name that a larger share of the articles says is the country that all are about: it tells little.
_FEW = 0.5


def say_no_name(first: Sequence[Candidate], query: Query) -> list[bool]:
    """Tell of each candidate whether its article says no name of the question, though other
    articles in its language say them.

    A name that no article in a language says may be spelled otherwise there: Wenen is Vienna. A
    question of two parts has no names here: each part is asked by itself.
    """
    articles = {candidate.article.id: candidate.article for candidate in first}
    silent = set(articles)
    is_known = False
    for name in _names(query):
        if any(_is_word_of(name, article.body) for article in articles.values()):
            continue
        saying = {key for key, article in articles.items() if mentions(_capitalised(article), name)}
        if saying and len(saying) <= _FEW * len(articles):
            is_known = True
            spoken = {articles[key].language for key in saying}
            silent = {key for key in silent - saying if articles[key].language in spoken}
    return [is_known and candidate.article.id in silent for candidate in first]


def _names(query: Query) -> list[str]:
    if query.parts:
        return []
    text = query.question
    for start, end in period_places(text, query.language, query.as_of):
        # Months are written like names.
        text = text[:start] + " " * (end - start) + text[end:]
    return likely_names(text, query.language)


@lru_cache(maxsize=512)
def _capitalised(article: Article) -> frozenset[str]:
    return capitalised(f"{article.title}\n{article.body}")


def _is_word_of(name: str, text: str) -> bool:
    """Tell whether a text also has a name as a common word in small letters: Storm, Van, Council."""
    word = re.escape(name.lower())  # the word first, then what stands before it: that is quick
    return re.search(rf"{word}(?<!\w{word})(?!\w)", text) is not None
