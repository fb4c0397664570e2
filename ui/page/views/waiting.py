"""The place in the queue of a question that waits."""

from __future__ import annotations

from markupsafe import Markup

from ui.html import html
from ui.texts import Texts


def waiting_view(texts: Texts) -> Markup:
    """Show where `assets/waiting.js` says the place, which Gradio says in English alone."""
    return html('<p class="queued" role="status" data-said="{said}"></p>', said=texts.queued)
