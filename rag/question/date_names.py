"""Recognises dates that are part of a name and no time: "the January 6 committee", "de 4
mei-herdenking".
"""

from __future__ import annotations

import re
from functools import cache

from rag.question.bounds import relation_to
from rag.words import strings

_DETERMINERS, _BEHIND_TIME = strings("bound.determiners"), strings("year.followed_by")
_LONGEST_WORD = 30
_JOINED = re.compile(r"-[^\W\d_]")
# Languages in which a date may stand between the article and its noun.
_BEFORE_NOUN = frozenset({"en", "nl", "de"})
# Languages in which an ending is joined to the figures: "5-én" is on the fifth.
_ENDING_JOINED = frozenset({"hu"})
_OF = " of "  # "the 6th of January" is no name; "the January 6" is but the beginning of one


def is_part_of_name(text: str, start: int, end: int, language: str) -> bool:
    """Tell whether the date at ``text[start:end]``, a day without a year, is part of a name.

    Args:
        language: ISO 639-1 code of the text.
    """
    if language not in _ENDING_JOINED and _JOINED.match(text, end):
        return True
    if language not in _BEFORE_NOUN:
        return False
    begin = max(0, start - _LONGEST_WORD)
    if not (_article(language).search(text, begin, start) and _noun(language).match(text, end)):
        return False
    if language == "en":
        return _OF not in text[start:end]
    return relation_to(text, start, end, language) is None  # "seit dem 8. März gesperrt"


@cache
def _article(language: str) -> re.Pattern[str]:
    """Return a pattern of a text that ends with an article or a genitive: "the", "Obama's"."""
    return re.compile(rf"(?<!\w)(?:{_DETERMINERS[language]}|\w+['’]s?)\s+\Z", re.IGNORECASE)


@cache
def _noun(language: str) -> re.Pattern[str]:
    """Return a pattern of a word that continues a name: any but those that stand behind a time."""
    return re.compile(rf"\s+(?!(?:{_BEHIND_TIME[language]})(?!\w))[^\W\d_]", re.IGNORECASE)
