"""Near copies: a wire text with a new headline, a cut ending or a local sentence added.

An article is a copy of the earliest one that said most of it before: at least `COPY_SHARE` of its
runs of five words stand there too, and nothing of substance is new in it (`rag.corpus.updates`). Of
the same outlet any words are new: it would not print twice what it has not changed.
Candidates are found by a sample of the runs' hashes that is the same in every text (those below a
bound, after Manber 1994 and Broder 1997), kept in SQLite, and then compared run by run.
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
# A run in more texts than this is a phrase of the trade, and others tell more.
_MAX_HOLDERS = 50
# With 0.6 of the runs in common, samples of 27 share fewer than this in 1 of 250 cases.
_SHARED_SAMPLE = 0.35
_MAX_COMPARED = 20


def sample(hashes: Hashes) -> list[int]:
    """The runs by which a text is found: the smallest hashes."""
    count = int(np.searchsorted(hashes, _SAMPLE_BELOW))
    found: list[int] = hashes[: min(max(count, _MIN_SAMPLE), _MAX_SAMPLE)].tolist()
    return found


def are_alike(one: str, other: str) -> bool:
    """Whether most of the shorter text stands in the other, and that is enough to tell by."""
    first, second = runs(one), runs(other)
    shorter = min(len(first), len(second))
    return shorter >= _MIN_RUNS and shared(first, second) >= COPY_SHARE * shorter


def under_headline(connection: sqlite3.Connection, source: str, title: str, day: date) -> list[str]:
    """Ids of an outlet's current articles under a headline that may be of a day, oldest row first.

    Args:
        day: In the zone of each article, which is not looked at: those of the days around it are
            found too.
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
    """Find what an article just stored is a copy of, and what are copies of it.

    What a source declared stays. The order in which articles come in makes no difference: one
    that is earlier than those stored before it becomes the original of those that repeat it.

    Args:
        article_id: Of a current article: new, changed, restored, or linked otherwise before.

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
    """Forget the text of a stored article that will be changed, withdrawn or removed.

    Returns:
        As `free`: what were copies of that text.
    """
    connection.executemany(
        "DELETE FROM samples WHERE hash = ? AND article = (SELECT key FROM articles WHERE id = ?)",
        [(run, article_id) for run in sample(runs(body))],
    )
    return free(connection, article_id)


def free(connection: sqlite3.Connection, article_id: str, condition: str = "") -> list[str]:
    """Undo the links to an article, current or not, that no source declared.

    Args:
        condition: Of which articles, in SQL: "AND ...".

    Returns:
        Ids of the current articles that had one, earliest first: for `relink`, once the other is
        as it will be.
    """
    linked = f"duplicate_of = ? AND NOT is_declared {condition}"
    freed = [record.id for record in _records(connection, linked, (article_id,))]
    connection.execute(f"UPDATE articles SET duplicate_of = NULL WHERE {linked}", (article_id,))
    return freed


def link_all(connection: sqlite3.Connection) -> None:
    """Link the current copies anew that no source declared: an earlier version found more of them."""
    linked = "status = 'current' AND duplicate_of IS NOT NULL AND NOT is_declared"
    freed = [record.id for record in _records(connection, linked, ())]
    connection.execute(f"UPDATE articles SET duplicate_of = NULL WHERE {linked}")
    relink(connection, freed)


def relink(connection: sqlite3.Connection, freed: Sequence[str]) -> None:
    """Link again, each by its own text, what `free` gave."""
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
        """What is smaller is earlier; an unknown date comes after all others."""
        return (inf if self.published is None else self.published, self.key)

    @cached_property
    def runs(self) -> Hashes:
        return runs(self.body)

    def repeats(self, earlier: _Record) -> bool:
        """Whether most of the text stands in an earlier one's, and what does not is no news."""
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
        """Whether both are known to be of one outlet."""
        return bool(self.source) and self.source == other.source

    def may_repeat(self, other: _Record) -> bool:
        """Whether the same text may be a mere copy; a correction repeats what it corrects."""
        is_correction = self.kind == "correction"
        return is_correction == (other.kind == "correction") and self.id != other.corrects


def _records(
    connection: sqlite3.Connection, condition: str, values: Collection[object]
) -> list[_Record]:
    """The current articles that meet a condition, earliest first."""
    rows = connection.execute(
        "SELECT key, id, title, body, published_ts, language, source, kind, corrects, "
        "duplicate_of, is_declared "
        f"FROM articles WHERE status = 'current' AND {condition}",
        tuple(values),
    )
    return sorted((_Record(*row) for row in rows), key=lambda record: record.order)


def _holders(connection: sqlite3.Connection, asked: Sequence[int]) -> list[tuple[int, int, int]]:
    """Who has the runs of a sample: run, key of the article, size of its own sample."""
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
    """The articles that share much with one, and their originals, earliest first.

    Args:
        asked: The size of its sample.
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
    """Make an article and its own copies copies of another."""
    connection.execute(
        "UPDATE articles SET duplicate_of = ? "
        "WHERE id = ? OR (duplicate_of = ? AND NOT is_declared)",
        (original, article_id, article_id),
    )
