"""Lets a language model that reads the conversation turn a follow-up into a question that stands by
itself.

The model may bring in only what was said. If it adds a name (in German any noun) or a number from
nowhere, or changes the language, the follow-up stays as it was asked (`rag.question.follow_up`).
"""

from __future__ import annotations

import logging
import re
from dataclasses import replace

from rag.generation.chat import Chat, ChatError, Messages
from rag.generation.prompts import REWRITE_SYSTEM, clean
from rag.generation.thoughts import after_thoughts
from rag.language import detect
from rag.question.query import Query
from rag.question.time_sense import TimeSense, time_sense
from rag.records import Usage

_LOG = logging.getLogger(__name__)

_KEPT_TURNS = 6
_KEPT_CHARACTERS = 500
_LONGEST = 400
_MOST_TOKENS = 1_000  # most of them for models that think first
_SECONDS = 8.0
_LONGEST_ENDING = 3
_WORD = re.compile(r"\w[\w'’-]*")
_DIGITS = re.compile(r"\d+")


def rewritten(query: Query, chat: Chat) -> tuple[Query, Usage]:
    """Return the question with what it leans on written into it, and what the model read and wrote.

    If the model fails, or its question cannot be trusted, the query comes back unchanged.

    Args:
        query: A question that leans on the turns before it.
    """
    contents = [clean(turn["content"])[:_KEPT_CHARACTERS] for turn in query.history[-_KEPT_TURNS:]]
    reply = chat.ask(_prompt(query, contents), max_tokens=_MOST_TOKENS, seconds=_SECONDS)
    try:
        text = " ".join(after_thoughts("".join(reply)).split())
    except ChatError as error:
        _LOG.info("the follow-up was not rewritten: %s", error)
        return query, Usage(0, 0)
    usage = reply.usage
    if reply.is_cut_off or not _is_faithful(text, query, contents):
        return query, usage
    own_time = time_sense(text, query.language, query.as_of)
    time = query.time if own_time == TimeSense() else own_time
    return replace(query, question=text, context="", time=time), usage


def _prompt(query: Query, contents: list[str]) -> Messages:
    roles = [turn["role"] for turn in query.history[-_KEPT_TURNS:]]
    turns = "\n".join(f"{role}: {text}" for role, text in zip(roles, contents, strict=True))
    question = clean(query.question)
    return (
        ("system", REWRITE_SYSTEM),
        ("user", f"Conversation:\n{turns}\n\nLast question: {question}"),
    )


def _is_faithful(text: str, query: Query, contents: list[str]) -> bool:
    if not text or len(text) > _LONGEST or detect(text, (query.language,)) != query.language:
        return False
    known = " ".join([*contents, query.question]).casefold()
    if not set(_DIGITS.findall(text)) <= set(_DIGITS.findall(known)):
        return False
    words = _WORD.findall(text)[1:]  # the first has its capital from the sentence
    return all(_stem(word) in known for word in words if word[0].isupper())


def _stem(word: str) -> str:
    """Return a name without its ending: "Velta" or "Velt's" for "Velt"."""
    return word.casefold()[: max(4, len(word) - _LONGEST_ENDING)]
