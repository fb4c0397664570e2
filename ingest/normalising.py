"""Cleans running text for storing: as its author wrote it, without what no reader sees.

Control characters, bidi overrides and zero-width marks are removed, line endings and blanks made
alike, and blank lines thinned.
"""

from __future__ import annotations

import re
import unicodedata

_NEWLINE = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")
_PAGE_BREAK = re.compile("\x0c")
# Controls; soft hyphen; zero-width space, word joiner, invisible operators, byte order mark; bidi
# embeddings, overrides and isolates; interlinear marks; tag characters, in which whole hidden
# texts can be written; lone surrogates. The joiners (200C, 200D) stay: Persian, Hindi and emoji
# are spelt with them. The direction marks (200E, 200F, 061C) stay: they only order what is seen.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u180e\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_BLANKS = re.compile("[ \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_LINE_EDGES = re.compile(" ?\n ?")
_BLANK_LINES = re.compile("\n{3,}")


def clean_text(text: str) -> str:
    """Return running text without what no reader sees, with single blanks and at most one blank
    line.
    """
    text = _PAGE_BREAK.sub("\n\n", _NEWLINE.sub("\n", text))
    text = _BLANKS.sub(" ", _UNSEEN.sub("", text)).translate(_LIGATURES)
    text = unicodedata.normalize("NFC", text)  # PDFs and macOS write an é as e and its accent
    return _BLANK_LINES.sub("\n\n", _LINE_EDGES.sub("\n", text)).strip()
