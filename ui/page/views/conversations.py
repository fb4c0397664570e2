"""The conversations that a visitor's browser keeps, as HTML."""

from __future__ import annotations

from uuid import uuid4

from markupsafe import Markup

from ui.html import html, label
from ui.page.conversation import Conversation
from ui.page.keeping import keep
from ui.texts import Texts

_LONGEST_NAME = 80


def kept_view(conversation: Conversation) -> Markup:
    """Hand the conversation to the page's script, hidden; nothing when it is empty."""
    if not (turns := conversation.asked_turns):
        return Markup("")
    return html(
        '<div hidden data-conversation="{id}" data-name="{name}" data-count="{count}" '
        'data-kept="{kept}"></div>',
        id=conversation.id,
        name=label(turns[0].question, _LONGEST_NAME),
        count=len(turns),
        kept=keep(conversation),
    )


def conversations_view(texts: Texts, fault: str = "") -> Markup:
    """Show the list that the page's script fills with the conversations its browser keeps.

    Args:
        fault: Why the last action failed.
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
        longest=_LONGEST_NAME,
        name=texts.conversation_name,
        save=texts.save,
        rename=texts.rename,
        markdown=texts.export_markdown,
        json=texts.export_json,
        sure=texts.delete_sure,
        delete=texts.delete,
    )


def download_view(name: str, text: str) -> Markup:
    """Hand a file to the page's script, hidden, which gives it to the visitor."""
    return html(
        '<pre hidden data-file="{name}" data-of="{nonce}">{text}</pre>',
        name=name,
        nonce=uuid4().hex,
        text=text,
    )
