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
from typing import TYPE_CHECKING
from uuid import uuid4

from markupsafe import Markup

from rag.dates import normalise
from rag.errors import InputError
from rag.records import DoneEvent
from ui.html import html, label
from ui.page.conversation import TURNS_KEPT, Asked, Conversation
from ui.texts import Speech, Texts

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
_NAME = 80
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


def restored(kept: str, speech: Speech, conversation_id: str = "") -> Conversation | None:
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
    conversation = Conversation(speech, numbered, asked=len(numbered)).stopped()
    return replace(conversation, id=conversation_id) if conversation_id else conversation


def kept_view(conversation: Conversation) -> Markup:
    """The conversation, out of sight, for the page's script to put away; nothing when it is empty."""
    if not (turns := conversation.asked_turns):
        return Markup("")
    return html(
        '<div hidden data-conversation="{id}" data-name="{name}" data-count="{count}" '
        'data-kept="{kept}"></div>',
        id=conversation.id,
        name=label(turns[0].question, _NAME),
        count=len(turns),
        kept=keep(conversation),
    )


def conversations_view(texts: Texts, fault: str = "") -> Markup:
    """Where the page's script lists the conversations that its browser keeps.

    Args:
        fault: Why the last thing asked of them could not be done.
    """
    return html(
        '<section class="kept-list" aria-label="{title}"><h2>{title}</h2><p>{about}</p>'
        '<p class="fault" role="alert">{fault}</p>'
        '<p class="status" data-empty>{empty}</p><ol data-count-one="{one}" data-count-many="{many}">'
        "</ol><template><li>"
        '<button type="button" class="headline" data-kept-do="open" dir="auto"></button>'
        '<form hidden><input type="text" maxlength="{longest}" aria-label="{name}" dir="auto">'
        '<button class="quiet">{save}</button></form>'
        '<p class="origin"><span data-count></span> · <time></time></p>'
        '<p class="actions"><button type="button" class="quiet" data-kept-do="rename">{rename}'
        '</button><button type="button" class="quiet" data-kept-do="markdown">{markdown}</button>'
        '<button type="button" class="quiet" data-kept-do="json">{json}</button>'
        '<button type="button" class="quiet" data-kept-do="delete" data-sure="{sure}">{delete}'
        "</button></p></li></template></section>",
        title=texts.conversations,
        about=texts.conversations_about,
        fault=fault,
        empty=texts.conversations_empty,
        one=texts.one_question,
        many=texts.many_questions,
        longest=_NAME,
        name=texts.conversation_name,
        save=texts.save,
        rename=texts.rename,
        markdown=texts.export_markdown,
        json=texts.export_json,
        sure=texts.delete_sure,
        delete=texts.delete,
    )


def download_view(name: str, text: str) -> Markup:
    """A file, out of sight, for the page's script to hand to the visitor."""
    return html(
        '<pre hidden data-file="{name}" data-of="{nonce}">{text}</pre>',
        name=name,
        nonce=uuid4().hex,
        text=text,
    )


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
    parts = (turn.evidence, turn.citations, turn.sentences, nearest, story, marks)
    texts = [turn.question, answer.text if answer else ""]
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
