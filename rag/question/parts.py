"""Splits a question that asks two things: "How many were found, and who pays for it?"

Each part is searched for by itself, so that one does not drown the other (`rag.retrieval.parts`).
"""

from __future__ import annotations

import re
from functools import cache

from rag.patterns import NEVER, whole_words
from rag.question.asking import (
    ASKS,
    BEHIND_GREEK,
    GREEK_MARK,
    asks_openly,
    has_word_that_asks,
    words_that_ask,
)
from rag.words import strings

_AND = strings("asking.conjunctions")
_BEFORE = strings("asking.prepositions")
# Languages in which a question of yes or no has its clause behind a comma: "Stimmt es, was er sagt?"
_CLAUSE_BEHIND_COMMA = {"de", "pl", "ru", "uk", "cs", "hu"}
_JOINED = {"ar": "و", "he": "ו"}  # "and", written together with the next word
_END = re.compile(rf"(?:[?？؟]|{BEHIND_GREEK}{GREEK_MARK})+\s*")
_FEWEST_WORDS = 2
_FEWEST_CHARACTERS = 4
_MOST = 3


def parts(question: str, language: str) -> tuple[str, ...]:
    """Return the texts of the questions within a question, in order; empty if it asks one thing.

    A part begins with a question word, behind a conjunction or behind the end of another question.
    "Who owns the ship and the cargo?" asks one thing, and so does a question of yes or no.
    """
    found = [
        part.strip(" ,;，；、")
        for sentence in _END.split(question)
        for part in _clauses(sentence, language)
    ]
    asking = [part for part in found if _asks(part, language)]
    if not 1 < len(asking) == len(found) <= _MOST:
        return ()
    return tuple(found)


def _clauses(sentence: str, language: str) -> list[str]:
    if not sentence.strip():
        return []
    begin = 0
    clauses = []
    for border in _border(language).finditer(sentence):
        if not _goes_on(sentence[begin : border.start()], border, language):
            clauses.append(sentence[begin : border.start()])
            begin = border.end()
    return [*clauses, sentence[begin:]]


def _goes_on(before: str, border: re.Match[str], language: str) -> bool:
    """Tell whether what stands behind a conjunction still belongs to the question before it.

    It does if that asks for yes or no ("is it known who did it and why?"); or, without a comma, if
    the question word goes on with a clause inside it ("about how and why it sank", "who lost his
    house and who lives in a tent").
    """
    if _asks_for_yes_or_no(before, language):
        return True
    asking = list(words_that_ask(before, language))
    if border["comma"] is not None or not asking:
        return False
    inside = [_in_full(match[0]) for match in asking[1:]]
    return asking[-1].end() == len(before) or _in_full(border["asks"]) in inside


def _in_full(word: str) -> str:
    """Return a question word in full and in small letters: French "qu'il" gives "que", but
    "qu'est-ce" stays.
    """
    return re.sub(r"^(qu)['’](?!est$).*", r"\1e", word.casefold())


def _asks_for_yes_or_no(clause: str, language: str) -> bool:
    """Tell whether a clause asks for yes or no: not "In May who won", nor "Leaving May aside, who
    won".
    """
    pieces = [clause] if language in _CLAUSE_BEHIND_COMMA else clause.split(",")
    preposition = rf"\W*{whole_words(_BEFORE[language], language)}"
    begins_with_preposition = re.match(preposition, clause, re.IGNORECASE)
    return not begins_with_preposition and not any(asks_openly(each, language) for each in pieces)


def _asks(part: str, language: str) -> bool:
    if language not in ASKS:
        return len(part) >= _FEWEST_CHARACTERS
    return has_word_that_asks(part, language) and len(part.split()) >= _FEWEST_WORDS


@cache
def _border(language: str) -> re.Pattern[str]:
    """Return a pattern of what stands between two questions; the group ``asks`` is the question
    word of the second.
    """
    if language not in _AND:
        return re.compile(NEVER)
    joined = rf"{_JOINED[language]}(?=\w)|" if language in _JOINED else ""
    return re.compile(
        rf"(?P<comma>[,;،])?\s+(?:{joined}(?:{_AND[language]})\s+)"
        rf"(?=(?:(?:{_BEFORE[language]})\s+)?(?P<asks>{ASKS[language]})(?!\w))",
        re.IGNORECASE,
    )
