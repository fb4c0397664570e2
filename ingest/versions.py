"""Compares an article that was read with a stored one: whether they are the same article, and in
which version.

This is needed for records that name no article, by an id or a URL: a file may be edited, and then
holds the same article; or another article may have taken its place (``inbox/today.md``). It is also
needed for records whose id an article from elsewhere has too.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from rag.corpus.copies import are_alike
from rag.corpus.runs import runs, shared
from rag.dates import first_instant, is_newer, known_day, last_instant
from rag.records import Article

_WORDS_IN_RUN = 3
# The share of the shorter text's runs of words that must stand in the other. Different articles of one
# story share at most 8 % (newsworld_dev and the sample archive, any two of one language).
_SAME_TITLE_AND_DAY = 0.25
_SAME_TITLE_OR_DAY = 0.5
_NEITHER = 0.8


def is_next_version(stored: Article, read: Article, *, among_others: bool) -> bool:
    """Tell whether an article read where another was read before is that one, changed.

    Its text must be alike, the more so if headline or day of publication differs. In a file of its
    own, the same headline and a known same day are enough, however much of the text was rewritten.

    Args:
        among_others: Whether the place is a line or item of a file of many, where other articles
            may have moved it.
    """
    if is_of_another_outlet(stored, read) or stored.id in (read.corrects, read.duplicate_of):
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


def is_of_another_outlet(one: Article, other: Article) -> bool:
    """Tell whether the outlets of two articles are known and differ."""
    return bool(one.source and other.source) and one.source != other.source


def is_of_another_day(one: Article, other: Article) -> bool:
    """Tell whether two articles are known to have been published on different days, in any zone."""
    first, second = one.published_at, other.published_at
    days = known_day(first), known_day(second)
    if not (first and second and all(days)) or days[0] == days[1]:
        return False
    return first_instant(first) != first_instant(second)


def are_told_apart(one: Article, other: Article) -> bool:
    """Tell whether two articles differ although both have, or had, the same headline and text.

    They do if the outlets differ. They also do if the days differ while the text is still the same,
    as that of a yearly notice is; if the text has changed since, the day may have changed with it.
    """
    return is_of_another_outlet(one, other) or (
        one.body == other.body and is_of_another_day(one, other)
    )


def shares_only_its_url(stored: Article, read: Article) -> bool:
    """Tell whether two articles with the same URL differ all the same, as on a page that lists
    many.

    They do if headline or day differs, and the text too.
    """
    if _same_title(stored, read) and not is_of_another_day(stored, read):
        return False
    return _share(_composed(stored.body), read.body) < _SAME_TITLE_AND_DAY


def shares_only_its_id(stored: Article, read: Article) -> bool:
    """Tell whether two articles with the same id differ all the same: each outlet numbers its own.

    They do if nothing else is the same: neither outlet nor URL, headline or text.
    """
    is_of_same = stored.source is not None and stored.source == read.source
    is_at_same = stored.url is not None and stored.url == read.url
    if is_of_same or is_at_same or _same_title(stored, read):
        return False
    return _share(_composed(stored.body), read.body) < _SAME_TITLE_AND_DAY


def updates(read: Article, stored: Article) -> bool:
    """Tell whether a report that was read is the next version of a stored one with the same
    headline, as far as can be told.
    """
    return (
        stored.status == "current"
        and stored.id not in (read.corrects, read.duplicate_of)
        and (read.kind == "correction") == (stored.kind == "correction")
        and not (stored.updated_at and not read.updated_at)
        and not is_newer(stored.published_at, read.published_at)
        and are_alike(read.body, stored.body)
    )


def says_the_same(article: Article, old: Article) -> bool:
    """Tell whether an article read again is just what is stored, apart from what the corpus itself
    adds.
    """
    return old == replace(
        article,
        version=old.version,
        status=old.status,
        duplicate_of=article.duplicate_of or old.duplicate_of,
    )


def is_older(article: Article, old: Article) -> bool:
    """Tell whether both say when they were last changed, and the stored one is known to be later."""
    if article.updated_at is None or old.updated_at is None:
        return False
    return last_instant(article.updated_at) < first_instant(old.updated_at)


def _same_title(stored: Article, read: Article) -> bool:
    return _composed(stored.title).casefold() == read.title.casefold()


def _composed(text: str) -> str:
    """Compose the letters of a text with their accents, as cleaning does now and did not when older
    texts were stored.
    """
    return unicodedata.normalize("NFC", text)


def _share(one: str, other: str) -> float:
    """Return how much of the shorter text stands in the other, word by word: 0 to 1."""
    first, second = runs(one, _WORDS_IN_RUN), runs(other, _WORDS_IN_RUN)
    return shared(first, second) / min(len(first), len(second))
