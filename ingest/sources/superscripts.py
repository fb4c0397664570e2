"""Figures that stand higher: exponents as characters of their own, without marks of footnotes."""

from __future__ import annotations

import re

_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_FIGURES = re.compile(r"[+−-]?[0-9]{1,4}")
# Behind a word or a mark. Units are shorter than words, and so is what else has an exponent.
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

    The mark of a footnote becomes "", and what is not figures alone stays as it is.

    Args:
        before: What stands in front of it, its end at least.
    """
    if not _FIGURES.fullmatch(text):
        return text
    return "" if _OF_FOOTNOTE.search(before) else text.translate(_RAISED)


def with_raised_figures(markup: str) -> str:
    """Put characters for the figures in elements ``sup`` of HTML, as `raised` has them."""
    return _IN_HTML.sub(lambda sup: raised(_before(markup, sup.start()), sup["figures"]), markup)


def _before(markup: str, place: int) -> str:
    """Give the end of the text in front of a place, past tags that end no block."""
    before = markup[max(0, place - _BEFORE) : place]
    while True:
        text, _, tag = before.rpartition("<")
        if not _TAG.fullmatch(tag):
            return before
        before = text
