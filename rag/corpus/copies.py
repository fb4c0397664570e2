"""Near copies: a wire text with a new headline, a cut ending or a local sentence added.

An article is a copy of the earliest article that contains most of it: at least `COPY_SHARE` of its
runs of five words, with nothing of substance added (`rag.corpus.updates`). Within one outlet, any
added word counts as new: an outlet does not print an unchanged text twice. Candidates are found by
a sample of the runs' hashes, kept in SQLite, and then compared run by run. The sample takes the
hashes below a bound (after Manber 1994 and Broder 1997), so that equal runs are sampled in every
text or in none.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from math import inf

import numpy as np

from rag.corpus.runs import Hashes, runs, shared, words
from rag.corpus.updates import says_news

COPY_SHARE = 0.6
# Of a shorter text, of 39 words say, only an equal one with the same headline is a copy: five words
# in a row may be all that it has, and that may be "This article is for subscribers only."
_MIN_RUNS = 36

# One run in eight, never fewer than 8 of a text and never more than 200.
_SAMPLE_BELOW = 2**63 // 8
_MIN_SAMPLE = 8
_MAX_SAMPLE = 200
# A run that more texts share is a stock phrase and tells nothing.
_MAX_HOLDERS = 50
# With 0.6 of the runs in common, samples of 27 share fewer than this in 1 of 250 cases.
_SHARED_SAMPLE = 0.35
_MAX_COMPARED = 20


def sample(hashes: Hashes) -> list[int]:
    """Return the smallest of the hashes, by which a text is found."""
    count = int(np.searchsorted(hashes, _SAMPLE_BELOW))
    found: list[int] = hashes[: min(max(count, _MIN_SAMPLE), _MAX_SAMPLE)].tolist()
    return found


def are_alike(one: str, other: str) -> bool:
    """Tell whether most of the shorter text stands in the other; False if it is too short to tell."""
    first, second = runs(one), runs(other)
    shorter = min(len(first), len(second))
    return shorter >= _MIN_RUNS and shared(first, second) >= COPY_SHARE * shorter


def under_headline(connection: sqlite3.Connection, source: str, title: str, day: date) -> list[str]:
    """Return ids of an outlet's current articles with a headline, of about a day, oldest first.

    Args:
        day: The day in the zone of the article. Zones are not looked at, so that articles of the
            days around it are found too.
    """
    noon = datetime.combine(day, time(12), UTC)
    around = [int((noon + timedelta(hours=hours)).timestamp()) for hours in (-26, 24)]  # any zone
    rows = connection.execute(
        "SELECT id FROM articles WHERE published_ts BETWEEN ? AND ? AND title = ? AND source = ? "
        "AND status = 'current' ORDER BY key",
        (*around, title, source),
    )
    return [article_id for (article_id,) in rows]


def link(connection: sqlite3.Connection, article_id: str) -> bool:
    """Link an article that was just stored to the article it copies, and link its own copies to it.

    Links that a source declared stay. The order in which articles are stored makes no difference:
    an earlier article that is stored later becomes the original of those that repeat it.

    Args:
        article_id: Id of a current article that is new, changed or restored, or was linked
            differently before.

    Returns:
        Whether the article is a copy.
    """
    (article,) = _records(connection, "id = ?", (article_id,))
    asked = sample(article.runs)
    holders = _holders(connection, asked)
    others = _like(connection, article, len(asked), holders)
    _remember(connection, article.key, asked, holders)
    original = article.duplicate_of
    of_outlet = {o.id for o in others if article.is_of_outlet(o) and not article.repeats(o)}
    for other in others:
        found = other.duplicate_of or other.id
        is_before = other.order < article.order and found not in {article.id, *of_outlet}
        if is_before and not article.is_declared and article.repeats(other):
            original = found
            _link(connection, article.id, original)
            break
    root, moved = original or article.id, False
    for other in others:
        is_root = other.duplicate_of is None and other.id != original
        if other.order > article.order and is_root and other.repeats(article):
            _link(connection, other.id, root)
            moved = True
    if moved:  # with a copy may have come what updates the root
        its_own = "AND source = (SELECT source FROM articles r WHERE r.id = articles.duplicate_of)"
        relink(connection, free(connection, root, its_own))
    return original is not None


def forget(connection: sqlite3.Connection, article_id: str, body: str) -> list[str]:
    """Remove the text of an article from the samples before it is changed, withdrawn or removed.

    Returns:
        Ids of the articles that were copies of it, as `free` returns them.
    """
    connection.executemany(
        "DELETE FROM samples WHERE hash = ? AND article = (SELECT key FROM articles WHERE id = ?)",
        [(run, article_id) for run in sample(runs(body))],
    )
    return free(connection, article_id)


def free(connection: sqlite3.Connection, article_id: str, condition: str = "") -> list[str]:
    """Undo the links to an article, current or not, except for those that a source declared.

    Args:
        condition: Limits this to some linked articles: SQL that begins with "AND".

    Returns:
        Ids of the current articles whose link was undone, earliest first. Pass them to `relink`
        once the article they were linked to has its new state.
    """
    linked = f"duplicate_of = ? AND NOT is_declared {condition}"
    freed = [record.id for record in _records(connection, linked, (article_id,))]
    connection.execute(f"UPDATE articles SET duplicate_of = NULL WHERE {linked}", (article_id,))
    return freed


def link_all(connection: sqlite3.Connection) -> None:
    """Link all copies anew, except for those that a source declared.

    Archives linked by an older version of this project may have too many links.
    """
    linked = "status = 'current' AND duplicate_of IS NOT NULL AND NOT is_declared"
    freed = [record.id for record in _records(connection, linked, ())]
    connection.execute(f"UPDATE articles SET duplicate_of = NULL WHERE {linked}")
    relink(connection, freed)


def relink(connection: sqlite3.Connection, freed: Sequence[str]) -> None:
    """Link the articles that `free` returned again, each by its own text."""
    for article_id in freed:
        link(connection, article_id)


@dataclass(frozen=True)
class _Record:
    key: int
    id: str
    title: str
    body: str
    published: int | None
    language: str | None
    source: str | None
    kind: str
    corrects: str | None
    duplicate_of: str | None
    is_declared: bool

    @property
    def order(self) -> tuple[float, int]:
        """Sort key: earliest first, articles of unknown date last."""
        return (inf if self.published is None else self.published, self.key)

    @cached_property
    def runs(self) -> Hashes:
        return runs(self.body)

    def repeats(self, earlier: _Record) -> bool:
        """Tell whether most of an article stands in an earlier one, and the rest is no news."""
        is_short = len(self.runs) < _MIN_RUNS
        if is_short and words(self.title) != words(earlier.title):
            return False
        known = shared(self.runs, earlier.runs)
        if known == len(self.runs):
            return True
        return (
            not is_short
            and known >= COPY_SHARE * len(self.runs)
            and not self.is_of_outlet(earlier)
            and not says_news(self.body, self.language, earlier.body, earlier.language)
        )

    def is_of_outlet(self, other: _Record) -> bool:
        """Tell whether both are known to be of one outlet."""
        return bool(self.source) and self.source == other.source

    def may_repeat(self, other: _Record) -> bool:
        """Tell whether an equal text may be a mere copy: a correction repeats what it corrects."""
        is_correction = self.kind == "correction"
        return is_correction == (other.kind == "correction") and self.id != other.corrects


def _records(
    connection: sqlite3.Connection, condition: str, values: Collection[object]
) -> list[_Record]:
    """Return the current articles that meet an SQL condition, earliest first."""
    rows = connection.execute(
        "SELECT key, id, title, body, published_ts, language, source, kind, corrects, "
        "duplicate_of, is_declared "
        f"FROM articles WHERE status = 'current' AND {condition}",
        tuple(values),
    )
    return sorted((_Record(*row) for row in rows), key=lambda record: record.order)


def _holders(connection: sqlite3.Connection, asked: Sequence[int]) -> list[tuple[int, int, int]]:
    """Return who has the hashes of a sample: (hash, key of the article, size of its own sample)."""
    marks = ",".join("?" * len(asked))
    return connection.execute(
        f"SELECT hash, article, size FROM samples WHERE hash IN ({marks})", tuple(asked)
    ).fetchall()


def _like(
    connection: sqlite3.Connection,
    article: _Record,
    asked: int,
    holders: Sequence[tuple[int, int, int]],
) -> list[_Record]:
    """Return the articles that share much with one, and the originals of these, earliest first.

    Args:
        asked: The size of the article's sample.
    """
    sizes = {key: size for _, key, size in holders}
    held = Counter(key for _, key, _ in holders)
    keys = [
        key
        for key, count in sorted(held.items(), key=lambda item: (-item[1], item[0]))
        if count >= _SHARED_SAMPLE * min(sizes[key], asked)
    ][:_MAX_COMPARED]
    if not keys:
        return []
    marks = ",".join("?" * len(keys))
    found = _records(
        connection,
        f"(key IN ({marks}) OR id IN (SELECT duplicate_of FROM articles WHERE key IN ({marks})))",
        keys + keys,
    )
    return [
        other
        for other in found
        if other.key != article.key and article.may_repeat(other) and other.may_repeat(article)
    ]


def _remember(
    connection: sqlite3.Connection,
    key: int,
    kept: Sequence[int],
    holders: Sequence[tuple[int, int, int]],
) -> None:
    count = Counter(run for run, *_ in holders)
    connection.executemany(
        "INSERT OR IGNORE INTO samples VALUES (?, ?, ?)",
        [(run, key, len(kept)) for run in kept if count[run] < _MAX_HOLDERS],
    )


def _link(connection: sqlite3.Connection, article_id: str, original: str) -> None:
    """Make an article, and its own copies with it, copies of another."""
    connection.execute(
        "UPDATE articles SET duplicate_of = ? "
        "WHERE id = ? OR (duplicate_of = ? AND NOT is_declared)",
        (original, article_id, article_id),
    )
