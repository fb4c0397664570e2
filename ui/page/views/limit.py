"""The limit on the length of a question, shown where it is typed."""

from __future__ import annotations

from markupsafe import Markup

from ui.html import html
from ui.texts import Texts


def limit_view(longest: int, texts: Texts) -> Markup:
    """Show the place where `assets/page.js` says that a question is too long, and by how much.

    Args:
        longest: Most characters of a question.
    """
    return html(
        '<p class="fault too-long" role="status" data-limit="{limit}" data-said="{said}"></p>',
        limit=longest,
        said=texts.too_long.format(limit=texts.number(longest), count="{count}"),
    )
