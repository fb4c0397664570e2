"""Reads what was asked and answered before a question."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from rag.patterns import whole_words
from rag.words import strings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.records import History, Turn

_QUESTION_MARK = re.compile(r"[?？؟]")
_COURTESIES = strings("follow_up.courtesies")


def asks_nothing(text: str) -> bool:
    """Tell whether a text only thanks, greets, or says yes, no or well, in any language: "ok, thank
    you!".
    """
    return not _QUESTION_MARK.search(text) and not re.search(r"\w", _courtesy().sub("", text))


@cache
def _courtesy() -> re.Pattern[str]:
    patterns = (whole_words(words, language) for language, words in _COURTESIES.items())
    return re.compile("|".join(patterns), re.IGNORECASE)


def without_courtesies(turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """Return a conversation without what the user said that asks nothing, and without the replies
    to that.
    """
    kept: list[Turn] = []
    is_kept = True
    for turn in turns:
        if turn["role"] == "user":
            is_kept = not asks_nothing(turn["content"])
        if is_kept:
            kept.append(turn)
    return tuple(kept)


def questions(history: History) -> list[str]:
    """Return what the user asked in a conversation, in order."""
    return [turn["content"] for turn in history if turn["role"] == "user"]


def last_answer(history: History) -> str:
    """Return the text of the previous answer, in which its quotes stand word for word; "" if there
    is none.
    """
    last = history[-1:]
    return last[0]["content"] if last and last[0]["role"] == "assistant" else ""
