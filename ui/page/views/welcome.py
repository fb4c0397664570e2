"""The greeting before the first question, as HTML."""

from __future__ import annotations

from markupsafe import Markup

from ui.html import html
from ui.texts import Texts


def welcome_view(more: str, texts: Texts) -> Markup:
    """Show a greeting, and a hidden button back to the last conversation.

    The page's script shows the button if there is such a conversation.

    Args:
        more: What visitors can do here.
    """
    return html(
        '<section class="welcome"><h2>{title}</h2><p>{more}</p><p class="go-on" hidden>'
        '{go_on} <button type="button" class="quiet" dir="auto"></button></p></section>',
        title=texts.welcome,
        more=more,
        go_on=texts.go_on,
    )
