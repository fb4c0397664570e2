"""A conversation as text, for the browser to keep: the server keeps nothing of it.

The text is signed with a key of this process. A conversation without that signature is shown, but
its answers do not count as made here: see `Asked.answered_here`.
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
"""Most characters of the text."""
_MOST_READ = 1_000_000
"""Most bytes of the turns as JSON; forty turns over the sample archive have 600,000."""
_LONGEST_TEXT = 20_000
"""Most characters of a question or an answer: twice those of eight very long sentences."""
_MOST_PARTS = 100
"""Most passages, sentences or citation marks of one answer."""
_KEY = secrets.token_bytes(32)
_BETWEEN = "."


def keep(conversation: Conversation) -> str:
    """Pack the turns into text that `restored` reads; of a long conversation only the newest.

    An answer that is under way is kept as stopped.
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
    """Read a text that `keep` made; None for anything else, since a browser may send anything.

    Args:
        conversation_id: Key under which the browser keeps it.
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
    """Drop from a turn what its answer repeats."""
    if turn.answer is None:
        return turn
    return replace(turn, evidence=(), sentences=(), citations=())


def _could_be_ours(turn: Asked) -> bool:
    """Tell whether a turn is no larger than ours can be, and its dates are dates."""
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
