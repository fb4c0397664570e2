"""Whether an article says the names of a question: two storms, dams or surnames are not one.

Reports of like events are alike in all that vectors see, and names that differ in a letter are so too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from rag.names import capitalised, likely_names, mentions
from rag.question.parts import split
from rag.question.time_sense import period_places

if TYPE_CHECKING:
    from rag.question.query import Query
    from rag.records import Article
    from rag.retrieval.candidates import Candidate

# What more of the articles say is the country that all is about, and tells little.
_FEW = 0.5


def say_no_name(first: Sequence[Candidate], query: Query) -> list[bool]:
    """Of each candidate, whether its article says no name of the question, though others in its language
    say each of them.

    What no article in a language says may be spelled otherwise there: Wenen is Vienna. A question of two
    parts is asked part by part.
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
    if split(query):
        return []
    question = query.question
    for start, end in period_places(question, query.language, query.as_of):
        # Months are written like names.
        question = question[:start] + " " * (end - start) + question[end:]
    return likely_names(question, query.language)


@lru_cache(maxsize=512)
def _capitalised(article: Article) -> frozenset[str]:
    return capitalised(f"{article.title}\n{article.body}")


def _is_word_of(name: str, text: str) -> bool:
    """Whether a text has what looks like a name as a common word: Storm, Van, Council."""
    word = re.escape(
        name.lower()
    )  # looked for first, and then what stands before it: that is quick
    return re.search(rf"{word}(?<!\w{word})(?!\w)", text) is not None
