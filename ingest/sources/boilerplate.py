"""Recognises lines that stand in a page, feed or newsletter and are no part of the article.

Every pattern must match a whole line, so that a sentence that merely mentions cookies or newsletters
stays.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from ingest.words import pattern

_LONGEST = 240
_SERVICES = "whatsapp|telegram|facebook|instagram"
_TOP_LINES = 4
_LINK_LINE = re.compile(r"[\[(<\s]*https?://\S+[\])>\s]*")
_RULE = re.compile(r"[\W_]{3,}")


def is_boilerplate(line: str) -> bool:
    """Tell whether a line is a pointer elsewhere, a sign-up, a button, a credit or a bare link."""
    text = line.strip()
    return len(text) <= _LONGEST and bool(
        _line().fullmatch(text) or _LINK_LINE.fullmatch(text) or _RULE.fullmatch(text)
    )


def article_text(text: str, title: str | None = None, authors: Collection[str] = ()) -> str:
    """Return the lines of a text that belong to the article, with a blank line between paragraphs.

    Args:
        title: A first line that repeats it is left out.
        authors: A line among the first that only names them is left out.
    """
    lines = [line.strip() for line in text.split("\n")]
    kept = [line for line in lines if line and not is_boilerplate(line)]
    if kept and title and kept[0].casefold() == title.strip().casefold():
        kept = kept[1:]
    top = [line for line in kept[:_TOP_LINES] if not _is_byline(line, authors)]
    kept = top + kept[_TOP_LINES:]
    parts: list[str] = []
    for line in kept:
        in_list = line.startswith("- ") and parts and parts[-1].startswith("- ")
        parts += ["\n" if in_list else "\n\n", line] if parts else [line]
    return "".join(parts)


def _is_byline(line: str, authors: Collection[str]) -> bool:
    bare = _by().sub("", line).casefold()
    return any(bare == author.casefold() for author in authors)


@cache
def _by() -> re.Pattern[str]:
    """Return a pattern of what a line of the authors begins with."""
    return re.compile(rf"^{pattern('lines.by')}\s+", re.IGNORECASE)


@cache
def _line() -> re.Pattern[str]:
    """Return a pattern of a whole line of boilerplate, in any language."""
    read_also, related = pattern("lines.read_also"), pattern("lines.related")
    sign_up, newsletter = pattern("lines.sign_up"), pattern("lines.newsletter")
    credit, credit_by = pattern("lines.credit"), pattern("lines.credit_by")
    name = rf"(?-i:[^\Wa-zа-яё]\S*|{pattern('lines.in_names')}|&|/)"
    return re.compile(
        rf"""[-–—•*>|\s]*+(?:
        {read_also}\s*(?:[:：>»|–—-].{{0,200}})?
        # What follows these must have no full stop: then it is a headline, and no sentence.
        |{related}\s*(?:[:：>»|–—-].{{0,200}}(?<![.!?])(?<![.!?]["'”’»)]))?
        |{pattern("lines.advertisement")}\s*:?
        |{sign_up}\b(?!-(?!nous\b|moi\b)).{{0,160}}(?:{newsletter}|{_SERVICES}).{{0,80}}
        |{pattern("lines.cookies")}\b.{{0,60}}\bcookies?\b.{{0,160}}
        |{pattern("lines.button")}[\s.!:>»]*
        |{pattern("lines.click")}\b(?:[^:.!?]{{0,100}}[.!?]?|\s*:?\s*https?://\S+)
        # Names, or words like "private": "Credit: banks are to lend less" says something.
        |{credit}(?:\s+{credit_by})?\s*[:：©/]\s*
            (?!\W*\d)(?:(?:{name}(?:\s+|$)){{1,8}}|\w+(?:[\s/.-]+\w+){{0,2}})
        # Only a notice has a year or nothing but names behind the word: a sentence about copyright
        # law, or point (c) of a list, does not.
        |©.{{0,160}}|(?:\(c\)|copyright)\s*(?:©|\(c\)|(?:19|20)\d\d\b).{{0,160}}
        |(?:\(c\)|copyright)\s+(?:{name}(?:\s+|$)){{1,8}}
        |.{{0,80}}\b{pattern("lines.rights")}\.?
        )\s*""",
        re.IGNORECASE | re.VERBOSE,
    )
