"""Text from anywhere, made one that can be kept and sent."""

from __future__ import annotations

import re

_HALVES = re.compile("[\ud800-\udfff]")


def writable(text: str) -> str:
    """A text that UTF-8 can hold: half a character, as broken programs send it, becomes U+FFFD."""
    return _HALVES.sub("\ufffd", text)
