"""Tells whether articles say the names of a question: two storms, dams or surnames are not one.

To the vectors, reports of similar events look alike, and so do names that differ in one letter. A
name is known by its spelling, and in any language by its tokens, which are like those of its
translation: Vienna, Wenen. What each gains: docs/retrieval.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from rag.names import capitalised, mentions, side_by_side, tell_names

if TYPE_CHECKING:
    from rag.question.query import Query
    from rag.records import Article
    from rag.retrieval.candidates import Candidate

# A name that a larger share of the articles says is the country that all are about: it tells little.
_FEW = 0.5
# A name that so many of the best passages do not say is none of what the archive tells. One says it
# from these likenesses on: in the language of the question, in another, and in another script.
_LOOKED_AT = 5
_SAID, _SAID_ELSEWHERE, _SAID_IN_ANOTHER_SCRIPT = 0.65, 0.55, 0.45
_ACRONYM = 5  # letters; acronyms of one body differ: NATO, OTAN
_LONGEST_NAME = 60
_ENDING = re.compile(r"['’][^\W\d_A-Z]+\Z")
_BETWEEN = 3  # letters that a small word inside a name has at most: Olympique de Surbois
_TITLE_CASE = 2 / 3  # with more words behind the first in capitals, capitals tell no names


def say_no_name(first: Sequence[Candidate], query: Query) -> list[bool]:
    """Tell of each candidate whether its article says no name of the question, though other
    articles in its language say them.

    A name that no article in a language says may be spelled otherwise there: Wenen is Vienna. A
    question of two parts has no names here: each part is asked by itself.
    """
    articles = {candidate.article.id: candidate.article for candidate in first}
    silent = set(articles)
    is_known = False
    for name in () if query.parts else query.names:
        if any(_is_word_of(name, article.body) for article in articles.values()):
            continue
        saying = {key for key, article in articles.items() if mentions(_capitalised(article), name)}
        if saying and len(saying) <= _FEW * len(articles):
            is_known = True
            spoken = {articles[key].language for key in saying}
            silent = {key for key in silent - saying if articles[key].language in spoken}
    return [is_known and candidate.article.id in silent for candidate in first]


def unsaid_name(ranked: Sequence[Candidate], query: Query) -> str | None:
    """Return the first name of a question that none of the best passages says, in any language, and
    that none of their articles spells; None if there is none.

    Of a name of several words one is enough, unless its last one is missing and what stands before
    that is always part of another name: "Marit Holm" where all is about Marit Brandt. In languages
    whose capitals tell no names there is none.

    Args:
        ranked: The candidates, best first.
    """
    if not ranked or not tell_names(query.language):
        return None
    words = query.question.split()[1:]
    if sum(word[0].isupper() for word in words) > _TITLE_CASE * len(words):
        return None
    first = ranked[:_LOOKED_AT]
    for name in side_by_side(query.question, query.names, query.language):
        common = {word for word in name for each in first if _is_word_of(word, each.article.body)}
        telling = [word for word in name if word not in common] or name
        saying = {
            word: [each for each in first if _says(each, word, query.language)] for word in name
        }
        if not any(saying[word] for word in telling):
            return _written(name)
        before, last = ("", *name)[-2:]
        if not saying[last] and _is_of_another(before, saying.get(before, [])):
            return _written(name)
    return None


def _written(name: Sequence[str]) -> str:
    """Write a name out, without an ending behind an apostrophe: Brandt's, İstanbul'da."""
    return _ENDING.sub("", " ".join(name))


def _is_of_another(word: str, saying: Sequence[Candidate]) -> bool:
    """Tell whether the articles that say a word of a name spell it, and always with another word in
    capitals behind it.
    """
    ends = [
        [text[match.end() :] for match in re.finditer(rf"\b{re.escape(word)}\w{{0,4}}\b", text)]
        for text in (_text_of(each.article) for each in saying)
    ]
    return bool(ends) and all(behind and all(map(_goes_on, behind)) for behind in ends)


def _goes_on(behind: str) -> bool:
    """Tell whether a text goes on with a word in capitals, or with a small one or two before it."""
    end, *words = behind[:_LONGEST_NAME].split(" ")[:4]
    telling = (word for word in words if word[:1].isupper() or len(word) > _BETWEEN)
    return not end and next(telling, "")[:1].isupper()


def _says(candidate: Candidate, name: str, language: str) -> bool:
    """Tell whether a passage, or its article, says a word of a name; true of a word that cannot be
    compared.
    """
    article = candidate.article
    text = _text_of(article)
    if article.language == language:
        bar = _SAID
    else:
        is_same = _script(text) == _script(name)
        bar = _SAID_ELSEWHERE if is_same else _SAID_IN_ANOTHER_SCRIPT
    return (
        (name.isupper() and len(name) <= _ACRONYM)
        or candidate.names.get(name, 1.0) >= bar
        or mentions(_capitalised(article), name)
        or name.casefold() in text.casefold()
    )


@lru_cache(maxsize=512)
def _capitalised(article: Article) -> frozenset[str]:
    return capitalised(_text_of(article))


def _script(text: str) -> str:
    """Return the script of the first letter of a text: LATIN, CYRILLIC, CJK."""
    first = next(filter(str.isalpha, text), "")
    return unicodedata.name(first, "").split(" ")[0]


def _text_of(article: Article) -> str:
    return f"{article.title}\n{article.body}"


def _is_word_of(name: str, text: str) -> bool:
    """Tell whether a text also has a name as a common word in small letters: Storm, Van, Council."""
    word = re.escape(name.lower())  # the word first, then what stands before it: that is quick
    return re.search(rf"{word}(?<!\w{word})(?!\w)", text) is not None
