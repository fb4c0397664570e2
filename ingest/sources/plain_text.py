"""Reads plain text: one article a file.

One known form begins with "date YYYY-MM-DD" in front of the lede, on its line, and has no title. In
any other plain text a first line that reads like a title becomes the title, and lines broken at a
fixed width are joined again.
"""

from __future__ import annotations

import re

from ingest.records import Origin, RawArticle
from ingest.sources.dated_text import with_text_date
from ingest.sources.wrapping import unwrapped

# Any digits match: cleaning says whether the date exists.
_DATE = re.compile(r"\s*date\s+(\d{4}-\d{1,2}-\d{1,2}(?:T\S+)?)(?:\s+|\Z)")
_TITLE = re.compile(
    r"\s*(\S[^\n]{0,148}[^\s.!?…。！？:;,])[ \t]*+\n(?:[^\S\n]*+\n)++[^\S\n]*+(?=\S)"
)


def read(text: str, origin: Origin) -> RawArticle:
    """Return the article of a plain text file, with ``published_at`` and ``title`` if it has them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if dated := _DATE.match(text):
        body = unwrapped(text[dated.end() :])
        return RawArticle(origin, body, {"published_at": dated.group(1)})
    title, body = parted(text)
    return with_text_date(RawArticle(origin, unwrapped(body), {"title": title} if title else {}))


def parted(text: str) -> tuple[str, str]:
    """Return (the first line if it reads like a title, else "", and the rest)."""
    if titled := _TITLE.match(text):
        return titled.group(1), text[titled.end() :]
    return "", text
