"""Takes in articles from the web: fetched politely, within limits, and never from a private
network.
"""

from __future__ import annotations

WEB_LIMIT = 100
"""How many pages of one feed or sitemap are taken in, unless another limit is given."""


def is_address(text: str) -> bool:
    """Tell whether a text is a web address, and not the path of a file."""
    return text.lower().startswith(("http://", "https://"))
