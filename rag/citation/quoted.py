"""Finds the version of an article in which a quote stands: the article may have changed since."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.records import Article

if TYPE_CHECKING:
    from rag.corpus.articles import Version


def fingerprint(quote: str) -> str:
    """Return a short hash that stands for a quote: 16 hex digits."""
    return hashlib.sha256(quote.encode("utf-8", "replace")).hexdigest()[:16]


def quoted(
    article: Article, earlier: Sequence[Version], start: int, end: int, known_by: str
) -> Article | None:
    """Return the article as it is now or, if the quote does not stand in that, the latest version
    in which it does; None if there is none.

    An earlier version is given the present status.

    Args:
        earlier: Its earlier versions, oldest first.
        start, end: Offsets of the quote into the body.
        known_by: The quote's `fingerprint`.
    """
    before = (replace(version.article, status=article.status) for version in reversed(earlier))
    return next(
        (one for one in (article, *before) if fingerprint(one.body[start:end]) == known_by), None
    )
