"""What a corpus holds, in figures."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a corpus holds: counts of current articles, their span, languages, outlets, kinds and months.

    Attributes:
        months: Articles by month of publication, ``YYYY-MM``, in order; those without are left out.
        withdrawn: Articles that are kept and not counted in the rest.
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
    """Counts, span, languages and outlets.

    Args:
        passages: How many may be cited.
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
