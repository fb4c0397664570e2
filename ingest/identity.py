"""Whether what is read at a place is the article that was read there before, in another version.

It is needed for records that name no article, by an id or a URL. A file may be edited, and then
it holds the same article; or another article may have taken its place (``inbox/today.md``). And for
those that name one by an id that an article from elsewhere has too.
"""

from __future__ import annotations

import re
import unicodedata

import numpy as np

from rag.corpus.runs import runs
from rag.records import Article

_WORDS_IN_RUN = 3
# Of the shorter text, how many of its runs of words must stand in the other. Different articles
# of one story share at most 8 % (newsworld_dev and the sample archive, any two of one language).
_SAME_TITLE_AND_DAY = 0.25
_SAME_TITLE_OR_DAY = 0.5
_NEITHER = 0.8
_DERIVED_ID = re.compile("a-[0-9a-f]{16}")


def is_next_version(stored: Article, read: Article, *, among_others: bool) -> bool:
    """Whether an article read where another was read before is that one, changed.

    Its text is alike, the more so if headline and day of publication differ; both of these alike,
    and known, are enough in a file of its own, however much of the text was rewritten.

    Args:
        among_others: Whether the place is a line or item of a file of many, where others may have
            come before it.
    """
    is_of_another = stored.source and read.source and stored.source != read.source
    if is_of_another or stored.id in (read.corrects, read.duplicate_of):
        return False
    same_title = _same_title(stored, read)
    days = [article.published_at and article.published_at[:10] for article in (stored, read)]
    same_day = days[0] == days[1]
    if same_title and same_day and days[0] and not among_others:
        return True
    needed = (_NEITHER, _SAME_TITLE_OR_DAY, _SAME_TITLE_AND_DAY)[same_title + same_day]
    if among_others:
        needed = max(needed, _SAME_TITLE_OR_DAY)
    return _share(_composed(stored.body), read.body) >= needed


def shares_only_its_id(stored: Article, read: Article) -> bool:
    """Whether two articles that name one id are two all the same: each outlet counts its own.

    Nothing else says that they are one: neither outlet nor URL nor headline nor text.
    """
    is_of_same = stored.source is not None and stored.source == read.source
    is_at_same = stored.url is not None and stored.url == read.url
    if is_of_same or is_at_same or _same_title(stored, read):
        return False
    return _share(_composed(stored.body), read.body) < _SAME_TITLE_AND_DAY


def is_derived(article_id: str) -> bool:
    """Whether an id was made of an article's URL or text, because its source gave none."""
    return _DERIVED_ID.fullmatch(article_id) is not None


def _same_title(stored: Article, read: Article) -> bool:
    return _composed(stored.title).casefold() == read.title.casefold()


def _composed(text: str) -> str:
    """A text stored before cleaning composed letters and their accents, as it would be now."""
    return unicodedata.normalize("NFC", text)


def _share(one: str, other: str) -> float:
    """How much of the shorter text stands in the other, word by word: 0 to 1."""
    first, second = runs(one, _WORDS_IN_RUN), runs(other, _WORDS_IN_RUN)
    shared = len(np.intersect1d(first, second, assume_unique=True))
    return shared / min(len(first), len(second))
