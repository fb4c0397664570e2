"""What a corpus holds, in numbers."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Holdings:
    """Counts of current articles, their dates, languages, outlets, kinds and months.

    Attributes:
        months: Articles by month of publication, ``YYYY-MM``, in order; articles whose month is
            unknown are left out.
        withdrawn: Withdrawn articles, which no other count includes.
    """

    articles: int
    passages: int
    oldest: str | None
    newest: str | None
    languages: dict[str, int]
    sources: dict[str, int]
    kinds: dict[str, int]
    months: dict[str, int]
    withdrawn: int


def holdings(connection: sqlite3.Connection, passages: int) -> Holdings:
    """Count what a corpus holds.

    Args:
        passages: The number of passages that may be cited.
    """
    current = "FROM articles WHERE status = 'current'"
    (count,) = connection.execute(f"SELECT count(*) {current}").fetchone()
    (withdrawn,) = connection.execute(
        "SELECT count(*) FROM articles WHERE status = 'withdrawn'"
    ).fetchone()
    dated = f"SELECT published_at {current} AND published_ts IS NOT NULL ORDER BY published_ts"
    first = connection.execute(f"{dated} LIMIT 1").fetchone()
    last = connection.execute(f"{dated} DESC LIMIT 1").fetchone()

    def counted(column: str) -> dict[str, int]:
        return dict(
            connection.execute(
                f"SELECT coalesce({column}, ''), count(*) {current} GROUP BY 1 ORDER BY 2 DESC, 1"
            ).fetchall()
        )

    months = counted("substr(published_at, 1, 7)")
    months = {month: number for month, number in months.items() if len(month) == 7}
    return Holdings(
        articles=count,
        passages=passages,
        oldest=first[0] if first else None,
        newest=last[0] if last else None,
        languages=counted("language"),
        sources=counted("source"),
        kinds=counted("kind"),
        months=dict(sorted(months.items())),
        withdrawn=withdrawn,
    )
