"""Facts on every passage that a search needs, in memory: some 20 bytes a passage, 50 an article."""

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
    Keys = npt.NDArray[np.int64]
    Rows = npt.NDArray[np.int64]

_FIRST_CLOCK = 14 * 3600
"""Seconds by which the clocks that are furthest ahead of UTC are ahead of it."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles a question may be answered from.

    Attributes:
        as_of: Articles published later do not exist, nor do those whose text is known to have been
            different at this moment. Of an article whose date is not known to the second:
            if the day is known, it exists from the beginning of that day by UTC or by the clock of
            ``as_of``, or from when it came in, if that day had begun somewhere by then;
            if only month or year is known, from when it came in, or from the end of that month or
            year if that is earlier; if nothing is known, from when it came in.
        since, until: Bounds of the publication date, both included. An article passes if its date,
            as far as it is known, may lie within them; one of unknown date never does. The first
            moment of a day as ``since``, or its last as ``until``, is taken by the clocks of the
            place where an article was published.
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
        row_of: The row of each key, shape (largest key + 2,); -1 for a passage that may not be
            cited.
        article: shape (P,); row of each passage's article in the arrays of shape (A,).
        passage_language: shape (P,); index into ``languages``.
        published: shape (A,); the first second that the date can mean, UTC; NaN for unknown.
        published_last: shape (A,); the last second of a month or year; else as ``published``.
        east: shape (A,); seconds by which the clocks where it was published were ahead of UTC; 0
            if no more than the day is known.
        exists_from: shape (A,); seconds UTC from which it exists by UTC: see `Filters.as_of`.
        of_day: shape (A,); whether it is dated by a day, so that it exists earlier by a clock ahead
            of UTC.
        language, source, kind: shape (A,); index into ``languages`` / ``sources`` / ``kinds``.
        original: shape (A,); row of the root of its chain of copies; its own row if it is no copy;
            for a cycle, one of its members.
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
        """Return the rows of passages by key; -1 for a passage that may not be cited."""
        # Keys that are newer than the table share its last place, which holds -1.
        return self.row_of[np.minimum(keys, len(self.row_of) - 1)]

    def one_a_report(self, allowed: npt.NDArray[np.bool_] | None) -> npt.NDArray[np.bool_]:
        """Mark one allowed article of each report, shape (A,): the original, or its first copy if
        the original is not allowed.
        """
        rows = np.arange(len(self.original)) if allowed is None else np.flatnonzero(allowed)
        rows = rows[np.argsort(self.original[rows] != rows, kind="stable")]
        speaks = np.zeros(len(self.original), bool)
        speaks[rows[np.unique(self.original[rows], return_index=True)[1]]] = True
        return speaks

    def reports(self, article_keys: Collection[int]) -> list[int]:
        """Return, for each article, the key of its original: equal for an article and its copies."""
        rows = np.searchsorted(self.article_keys, np.array([*article_keys], np.int64))
        found: list[int] = self.article_keys[self.original[rows]].tolist()
        return found

    def copies(self, row: int) -> Mask:
        """Mark an article, its copies and the original it copies; shape (A,)."""
        same: Mask = self.original == self.original[row]
        return same

    def are_of_kind(self, kind: str) -> Mask:
        """Mark the articles of a kind; shape (A,)."""
        return np.isin(self.kind, [n for n, known in enumerate(self.kinds) if known == kind])

    def newest_reports(self, among: Mask) -> Rows:
        """Return one article for each report and its copies, as rows, newest first.

        Args:
            among: The articles to choose from, shape (A,); those without passages are skipped.
        """
        has_text = np.zeros(len(among), np.bool_)
        has_text[self.article] = True
        rows = np.flatnonzero(self.one_a_report(among & has_text))
        return rows[np.argsort(-self.published[rows], kind="stable")]

    def first_passages(self, rows: Rows) -> Keys:
        """Return the keys of the first passages of articles; each article must have one."""
        first = np.zeros(len(self.article_keys), np.int64)
        first[self.article[::-1]] = self.keys[::-1]
        return first[rows]

    def allowed(self, filters: Filters) -> Mask | None:
        """Mark the articles that pass, shape (A,); None when all do."""
        passing = self.passing(filters)
        return None if passing.all() else passing

    def passing(self, filters: Filters) -> Mask:
        """Mark the articles that pass; shape (A,)."""
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
        return allowed

    def _beside(
        self, moments: npt.NDArray[np.float64], bound: datetime, edge: time
    ) -> tuple[npt.NDArray[np.float64], float]:
        """Return the moments of publication and a bound in seconds that can be compared.

        Args:
            edge: The time of day at which a bound means a whole day; such a bound is compared by
                the clocks of the places where the articles were published.
        """
        if bound.time() == edge:
            return moments + self.east, bound.replace(tzinfo=UTC).timestamp()
        return moments, bound.timestamp()


def _among(names: tuple[str | None, ...], wanted: frozenset[str]) -> Mask:
    folded = {name.casefold() for name in wanted}
    return np.array([name is not None and name.casefold() in folded for name in names], np.bool_)


def load_table(connection: sqlite3.Connection) -> PassageTable:
    """Read the table as the corpus is now."""
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
    """Return the last second that each date can mean; later than the first for months and years."""
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
    """Return the moment from which each article exists, and `PassageTable.of_day`."""
    first_seen = np.array([row[3] for row in articles], np.float64)
    text_since = np.array([-np.inf if row[8] is None else row[8] for row in articles], np.float64)
    is_day = np.array([row[11] or 0 for row in articles], np.bool_)
    is_moment = (published == published_last) & ~is_day
    may_begin = np.where(is_day, published - _FIRST_CLOCK, -np.inf)
    came = np.fmin(published_last, np.fmax(may_begin, first_seen))
    exists_from = np.maximum(np.where(is_moment, published, came), text_since)
    return exists_from, is_day & (text_since <= may_begin)


def _originals(articles: Sequence[Sequence[Any]]) -> list[int]:
    """Return the row of the root of each article's chain of copies: its own row if it copies
    nothing. Copies whose original is not current have the first of them as root.

    Sources may declare an article the copy of a copy, or two articles copies of each other: of such
    a cycle, one member is the root.
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
