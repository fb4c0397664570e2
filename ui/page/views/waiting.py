"""The place in the queue of a question that waits for others to be answered."""

from __future__ import annotations

from markupsafe import Markup

from ui.html import html
from ui.texts import Texts


def waiting_view(texts: Texts) -> Markup:
    """Where `assets/waiting.js` tells the place, which Gradio counts and says in English alone."""
    return html('<p class="queued" role="status" data-said="{said}"></p>', said=texts.queued)
