"""Writes raised figures, such as exponents, as characters of their own, and removes the marks of
footnotes.
"""

from __future__ import annotations

import re

_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_FIGURES = re.compile(r"[+−-]?[0-9]{1,4}")
# A footnote's mark stands behind a word or a punctuation mark. Units, and whatever else has an
# exponent, are shorter than words.
_OF_FOOTNOTE = re.compile(r"(?:[^\W\d_]{3}|[^\w\s>])\Z")
_LINK = r"<a\b[^<>]{0,150}>\s*"
_IN_HTML = re.compile(
    rf"(?P<link>{_LINK})?<sup\b[^<>]{{0,150}}>\s*(?P<inner>{_LINK})?(?P<figures>{_FIGURES.pattern})\s*"
    r"(?(inner)</a\s*>\s*)</sup\s*>(?(link)\s*</a\s*>)",
    re.IGNORECASE,
)
_TAG = re.compile(r"/?(?:a|b|em|i|small|span|strong)\b[^<>]*>", re.IGNORECASE)
_BEFORE = 200


def raised(before: str, text: str) -> str:
    """Write figures in superscript as characters: "⁶" for the "6" behind "10".

    The mark of a footnote becomes "", and a text that is not only figures stays as it is.

    Args:
        before: The text in front of it, or at least its end.
    """
    if not _FIGURES.fullmatch(text):
        return text
    return "" if _OF_FOOTNOTE.search(before) else text.translate(_RAISED)


def with_raised_figures(markup: str) -> str:
    """Replace the figures in ``sup`` elements of HTML as `raised` does."""
    return _IN_HTML.sub(lambda sup: raised(_before(markup, sup.start()), sup["figures"]), markup)


def _before(markup: str, place: int) -> str:
    """Return the end of the text in front of a place, past tags that end no block."""
    before = markup[max(0, place - _BEFORE) : place]
    while True:
        text, _, tag = before.rpartition("<")
        if not _TAG.fullmatch(tag):
            return before
        before = text
