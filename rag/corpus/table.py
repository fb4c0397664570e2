"""What a search must know of every passage, in memory: some 20 bytes a passage, 50 an article."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

import numpy as np

from rag.corpus.text_since import out_by

if TYPE_CHECKING:
    import numpy.typing as npt

    Mask = npt.NDArray[np.bool_]


_FIRST_CLOCK = 14 * 3600
"""By how many seconds the clocks that are furthest ahead are ahead of UTC."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles a question may be answered from.

    Attributes:
        as_of: Nothing published later exists, nor an article whose text is known to have been
            another then. An article of unknown date exists from the moment it came in; one of
            which only the month or year is known from that moment too, or from the end of the
            month or year if that is earlier. One of a day exists from where that day begins by UTC
            or by the clock that is asked from, or from when it came in if the day had begun
            somewhere by then.
        since, until: Bounds of the publication date, both included: what may lie within them, as
            far as its date is known, does. The first moment of a day as ``since``, or its last as
            ``until``, means the day that it was where an article was published. Articles of
            unknown date are outside any bound.
        languages: ISO 639-1 codes; empty for all.
        sources: Outlets; empty for all.
        kinds: Kinds of article; empty for all.
        excluded: Keys of articles that may not answer.
    """

    as_of: datetime
    since: datetime | None = None
    until: datetime | None = None
    languages: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    excluded: frozenset[int] = frozenset()


@dataclass(frozen=True)
class PassageTable:
    """The passages that may be cited, in order of their keys, and facts on their articles.

    Attributes:
        keys: shape (P,); ascending.
        row_of: The row of each key, shape (largest key + 2,); -1 for one that may not be cited.
        article: shape (P,); row of each passage's article in the arrays below.
        passage_language: shape (P,); index into ``languages``.
        published: shape (A,); the first second the date can mean, UTC, NaN for unknown.
        published_last: shape (A,); of a month or year the last second, else the same.
        east: shape (A,); by how many seconds clocks were ahead of UTC where each was published; 0
            where no more than the day is known.
        exists_from: shape (A,); seconds UTC, by clocks that are not ahead of it: see `Filters.as_of`.
        of_day: shape (A,); whether each is of a day, and exists from its begin by clocks ahead.
        language, source, kind: shape (A,); index into ``languages`` / ``sources`` / ``kinds``.
        original: shape (A,); row of the article that this one copies in the end, itself if none;
            one of them all where articles are called copies of each other.
    """

    keys: npt.NDArray[np.int64]
    row_of: npt.NDArray[np.int64]
    article: npt.NDArray[np.int32]
    passage_language: npt.NDArray[np.int16]
    article_keys: npt.NDArray[np.int64]
    published: npt.NDArray[np.float64]
    published_last: npt.NDArray[np.float64]
    east: npt.NDArray[np.int32]
    exists_from: npt.NDArray[np.float64]
    of_day: Mask
    language: npt.NDArray[np.int16]
    source: npt.NDArray[np.int32]
    kind: npt.NDArray[np.int8]
    original: npt.NDArray[np.int32]
    languages: tuple[str | None, ...]
    sources: tuple[str | None, ...]
    kinds: tuple[str | None, ...]

    def rows(self, keys: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Rows of passages by key; -1 for one that may not be cited."""
        # Keys that came after the table was read share the last place, which holds none.
        return self.row_of[np.minimum(keys, len(self.row_of) - 1)]

    def one_a_report(self, allowed: npt.NDArray[np.bool_] | None) -> npt.NDArray[np.bool_]:
        """Of the allowed articles the original of each report, or else its first copy; shape (A,)."""
        rows = np.arange(len(self.original)) if allowed is None else np.flatnonzero(allowed)
        rows = rows[np.argsort(self.original[rows] != rows, kind="stable")]
        speaks = np.zeros(len(self.original), bool)
        speaks[rows[np.unique(self.original[rows], return_index=True)[1]]] = True
        return speaks

    def reports(self, article_keys: Collection[int]) -> list[int]:
        """What each article has in common with its copies alone: the key of their original."""
        rows = np.searchsorted(self.article_keys, np.array([*article_keys], np.int64))
        found: list[int] = self.article_keys[self.original[rows]].tolist()
        return found

    def allowed(self, filters: Filters) -> Mask | None:
        """Which articles pass, shape (A,); None when all do."""
        moment, clock = filters.as_of.timestamp(), filters.as_of.replace(tzinfo=UTC).timestamp()
        allowed = (self.exists_from <= moment) | (self.of_day & (self.published <= clock))
        if filters.since is not None:
            last, since = self._beside(self.published_last, filters.since, time.min)
            allowed &= last >= since
        if filters.until is not None:
            first, until = self._beside(self.published, filters.until, time.max)
            allowed &= first <= until
        if filters.languages:
            allowed &= _among(self.languages, filters.languages)[self.language]
        if filters.sources:
            allowed &= _among(self.sources, filters.sources)[self.source]
        if filters.kinds:
            allowed &= _among(self.kinds, filters.kinds)[self.kind]
        if filters.excluded:
            allowed &= ~np.isin(self.article_keys, list(filters.excluded))
        return None if allowed.all() else allowed

    def _beside(
        self, moments: npt.NDArray[np.float64], bound: datetime, edge: time
    ) -> tuple[npt.NDArray[np.float64], float]:
        """When articles were published and a bound, in seconds that can be compared.

        Args:
            edge: The time of day of a bound that means a whole day: it is read off the clocks of
                where the articles were published.
        """
        if bound.time() == edge:
            return moments + self.east, bound.replace(tzinfo=UTC).timestamp()
        return moments, bound.timestamp()


def _among(names: tuple[str | None, ...], wanted: frozenset[str]) -> Mask:
    folded = {name.casefold() for name in wanted}
    return np.array([name is not None and name.casefold() in folded for name in names], np.bool_)


def load_table(connection: sqlite3.Connection) -> PassageTable:
    """The table as the corpus is now."""
    articles = connection.execute(
        "SELECT key, id, published_ts, first_seen_ts, language, source, duplicate_of, kind, "
        "text_since_ts, CASE WHEN length(published_at) < 10 THEN published_at END, "
        "CASE WHEN length(published_at) > 10 "
        "THEN strftime('%s', substr(published_at, 1, 19)) - published_ts END, "
        "length(published_at) = 10 "
        "FROM articles WHERE status = 'current' ORDER BY key"
    ).fetchall()
    passages = np.array(
        connection.execute(
            "SELECT passages.key, article FROM passages JOIN articles ON article = articles.key "
            "WHERE status = 'current' ORDER BY passages.key"
        ).fetchall(),
        np.int64,
    ).reshape(-1, 2)
    article_keys = np.array([row[0] for row in articles], np.int64)
    published = np.array([np.nan if row[2] is None else row[2] for row in articles], np.float64)
    published_last = _published_last(articles, published)
    languages = _numbered(row[4] for row in articles)
    sources = _numbered(row[5] for row in articles)
    kinds = _numbered(row[7] for row in articles)
    keys = passages[:, 0].copy()
    row_of_key = np.full(int(keys.max(initial=0)) + 2, -1, np.int64)
    row_of_key[keys] = np.arange(len(keys))
    article = np.searchsorted(article_keys, passages[:, 1]).astype(np.int32)
    language = np.array([languages[row[4]] for row in articles], np.int16)
    exists_from, of_day = _exists_from(articles, published, published_last)
    return PassageTable(
        keys=keys,
        row_of=row_of_key,
        article=article,
        passage_language=language[article],
        article_keys=article_keys,
        published=published,
        published_last=published_last,
        east=np.array([row[10] or 0 for row in articles], np.int32),
        exists_from=exists_from,
        of_day=of_day,
        language=language,
        source=np.array([sources[row[5]] for row in articles], np.int32),
        kind=np.array([kinds[row[7]] for row in articles], np.int8),
        original=np.array(_originals(articles), np.int32),
        languages=tuple(languages),
        sources=tuple(sources),
        kinds=tuple(kinds),
    )


def _published_last(
    articles: Sequence[Sequence[Any]], published: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """The last second that each date can mean, where only a month or year is known."""
    ends = {date: out_by(date) for date in {row[9] for row in articles} if date is not None}
    return np.array(
        [ends.get(row[9], first) for row, first in zip(articles, published, strict=True)],
        np.float64,
    )


def _exists_from(
    articles: Sequence[Sequence[Any]],
    published: npt.NDArray[np.float64],
    published_last: npt.NDArray[np.float64],
) -> tuple[npt.NDArray[np.float64], Mask]:
    """The moment from which each article exists, and which are `PassageTable.of_day`."""
    first_seen = np.array([row[3] for row in articles], np.float64)
    text_since = np.array([-np.inf if row[8] is None else row[8] for row in articles], np.float64)
    is_day = np.array([row[11] or 0 for row in articles], np.bool_)
    is_moment = (published == published_last) & ~is_day
    may_begin = np.where(is_day, published - _FIRST_CLOCK, -np.inf)
    came = np.fmin(published_last, np.fmax(may_begin, first_seen))
    exists_from = np.maximum(np.where(is_moment, published, came), text_since)
    return exists_from, is_day & (text_since <= may_begin)


def _originals(articles: Sequence[Sequence[Any]]) -> list[int]:
    """The row of what each article copies; of copies whose original is not current, their first.

    Sources may call an article the copy of a copy, or two articles copies of each other.
    """
    row_of = {row[1]: index for index, row in enumerate(articles)}
    found = list(range(len(articles)))

    def original(row: int) -> int:
        while found[row] != row:
            found[row] = found[found[row]]
            row = found[row]
        return row

    for index, article in enumerate(articles):
        if article[6] is not None:
            found[index] = original(row_of.setdefault(article[6], index))
    return [original(row) for row in range(len(found))]


def _numbered(names: object) -> dict[str | None, int]:
    return {name: index for index, name in enumerate(dict.fromkeys(names))}  # type: ignore[call-overload]
