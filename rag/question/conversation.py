"""What was asked and answered before a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rag.question.query import Query
    from rag.records import History


def questions(history: History) -> list[str]:
    """What the user asked in a conversation, in order."""
    return [turn["content"] for turn in history if turn["role"] == "user"]


def last_answer(query: Query) -> str:
    """The text of the answer before a question, empty where there is none: what it quotes stands in it
    word for word.
    """
    last = query.history[-1:]
    return last[0]["content"] if last and last[0]["role"] == "assistant" else ""
