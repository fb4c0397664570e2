"""Text from anywhere, made safe to store and send."""

from __future__ import annotations

import re

_HALVES = re.compile("[\ud800-\udfff]")


def writable(text: str) -> str:
    """Replace lone surrogates, which broken programs send and UTF-8 cannot hold, by U+FFFD."""
    return _HALVES.sub("\ufffd", text)
