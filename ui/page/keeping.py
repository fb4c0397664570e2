"""A conversation as text, for the browser that keeps it: nothing of it stays on the server."""

from __future__ import annotations

import base64
import binascii
import zlib
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING
from uuid import uuid4

from markupsafe import Markup

from rag.records import DoneEvent
from ui.html import html, label
from ui.page.conversation import Asked, Conversation
from ui.texts import Speech, Texts

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_MOST_KEPT = 150_000
_MOST_READ = 8_000_000
_NAME = 80


def keep(conversation: Conversation) -> str:
    """The turns as text that `restored` reads; of a long conversation the newest.

    What is still on its way is kept as stopped.
    """
    turns = tuple(_slim(turn) for turn in conversation.stopped().turns)
    while len(kept := _packed(turns)) > _MOST_KEPT and len(turns) > 1:
        turns = turns[len(turns) // 4 or 1 :]
    return kept


def restored(kept: str, speech: Speech, conversation_id: str = "") -> Conversation | None:
    """The conversation of a text of `keep`, or None: a browser may send anything.

    Args:
        conversation_id: Under which the browser keeps it.
    """
    from pydantic import ValidationError

    try:
        unpacked = zlib.decompressobj().decompress(
            base64.b64decode(kept.encode(), validate=True), _MOST_READ
        )
        turns = _adapter().validate_json(unpacked)
    except (ValidationError, binascii.Error, zlib.error, UnicodeEncodeError):
        return None
    if not turns:
        return None
    whole = [
        turn.after(DoneEvent(turn.answer)) if turn.answer is not None else turn for turn in turns
    ]
    numbered = tuple(replace(turn, number=n) for n, turn in enumerate(whole, start=1))
    conversation = Conversation(speech, numbered, asked=len(numbered)).stopped()
    return replace(conversation, id=conversation_id) if conversation_id else conversation


def kept_view(conversation: Conversation) -> Markup:
    """The conversation, out of sight, for the page's script to put away; nothing when it is empty."""
    if not conversation.turns:
        return Markup("")
    return html(
        '<div hidden data-conversation="{id}" data-name="{name}" data-count="{count}" '
        'data-kept="{kept}"></div>',
        id=conversation.id,
        name=label(conversation.turns[0].question, _NAME),
        count=len(conversation.turns),
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


def _packed(turns: tuple[Asked, ...]) -> str:
    return base64.b64encode(zlib.compress(_adapter().dump_json(turns), 9)).decode()
