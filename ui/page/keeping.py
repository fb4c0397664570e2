"""A conversation as text, for the browser that keeps it: nothing of it stays on the server.

The text is signed with a key of this process. What a browser sends without that signature is shown,
and never taken for an answer of ours: see `Asked.answered_here`.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
import zlib
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from rag.dates import normalise
from rag.errors import InputError
from rag.records import DoneEvent
from ui.page.conversation import TURNS_KEPT, Asked, Conversation
from ui.texts import PageLanguage

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_MOST_KEPT = 150_000
"""Characters of the text."""
_MOST_READ = 1_000_000
"""Bytes of the turns as JSON; forty of the sample archive have 600,000."""
_LONGEST_TEXT = 20_000
"""Characters of a question, and of an answer: twice those of eight sentences of the longest."""
_MOST_PARTS = 100
"""Passages, sentences or marks of one answer."""
_KEY = secrets.token_bytes(32)
_BETWEEN = "."


def keep(conversation: Conversation) -> str:
    """The turns that were asked as text that `restored` reads; of a long conversation the newest.

    What is still on its way is kept as stopped.
    """
    turns = tuple(_slim(turn) for turn in conversation.stopped().asked_turns)
    while True:
        written = _adapter().dump_json(turns)
        packed = base64.b64encode(zlib.compress(written, 9)).decode()
        fits = len(packed) <= _MOST_KEPT and len(written) <= _MOST_READ
        if fits or len(turns) <= 1:
            return f"{_signature(packed)}{_BETWEEN}{packed}"
        turns = turns[len(turns) // 4 or 1 :]


def restored(kept: str, language: PageLanguage, conversation_id: str = "") -> Conversation | None:
    """The conversation of a text of `keep`, or None: a browser may send anything.

    Args:
        conversation_id: Under which the browser keeps it.
    """
    from pydantic import ValidationError

    signature, _, packed = kept.rpartition(_BETWEEN)
    try:
        is_ours = hmac.compare_digest(signature.encode(), _signature(packed).encode())
        unpacked = zlib.decompressobj().decompress(
            base64.b64decode(packed.encode(), validate=True), _MOST_READ
        )
        turns = _adapter().validate_json(unpacked)
    except (ValidationError, binascii.Error, zlib.error, UnicodeEncodeError):
        return None
    whole = [
        turn.after(DoneEvent(turn.answer)) if turn.answer is not None else turn for turn in turns
    ]
    if not 0 < len(whole) <= TURNS_KEPT or not (is_ours or all(map(_could_be_ours, whole))):
        return None
    numbered = tuple(
        replace(turn, number=n, answered_here=turn.answered_here and is_ours)
        for n, turn in enumerate(whole, start=1)
    )
    conversation = Conversation(language, numbered, asked=len(numbered)).stopped()
    return replace(conversation, id=conversation_id) if conversation_id else conversation


@cache
def _adapter() -> TypeAdapter[tuple[Asked, ...]]:
    from pydantic import TypeAdapter

    return TypeAdapter(tuple[Asked, ...])


def _slim(turn: Asked) -> Asked:
    """A turn without what its answer holds too."""
    if turn.answer is None:
        return turn
    return replace(turn, evidence=(), sentences=(), citations=())


def _could_be_ours(turn: Asked) -> bool:
    """Whether a turn is no larger than one of ours can be, and its dates are dates."""
    answer = turn.answer
    nearest = answer.nearest if answer else ()
    newer = (answer.newer,) if answer and answer.newer else ()
    story = answer.story if answer else ()
    marks = [number for sentence in turn.sentences for number in sentence.citations]
    follows = turn.follows or ()
    parts = (turn.evidence, turn.citations, turn.sentences, nearest, story, marks, follows)
    texts = [turn.question, answer.text if answer else "", *chain.from_iterable(follows)]
    moments = [item.published_at for item in (*turn.evidence, *nearest, *newer)]
    moments += [citation.published_at for citation in turn.citations]
    moments += [answer.as_of] if answer else []
    return (
        all(len(part) <= _MOST_PARTS for part in parts)
        and all(len(text) <= _LONGEST_TEXT for text in texts)
        and all(_is_date(moment) for moment in moments if moment is not None)
    )


def _is_date(text: str) -> bool:
    try:
        return normalise(text) == text
    except InputError:
        return False


def _signature(packed: str) -> str:
    return hmac.digest(_KEY, packed.encode(), "sha256").hex()
