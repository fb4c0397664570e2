"""Measures how far an ingest has come, how fast it goes and how long it will take."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future

from ingest.records import Progress

_RECENT_SECONDS = 60.0
_TELLING_SECONDS = 5.0


class Meter:
    """Adds up what is done, and reports it to a callback.

    The time left is estimated from the pace of the last minute: unchanged records go by in no time,
    so the pace of the whole run would say little about the rest.
    """

    def __init__(
        self, tell: Callable[[Progress], None] | None, total: Future[int] | int | None
    ) -> None:
        """Start the clock.

        Args:
            tell: The callback; None for no reports.
            total: What the ``size`` given to `advance` will add up to; None if not known.
        """
        self._tell = tell
        self._total = total
        self._articles = self._passages = self._size = 0
        self._marks = deque([(time.monotonic(), 0, 0)])

    def advance(self, articles: int = 0, passages: int = 0, size: int = 0) -> None:
        """Add what has been done since the last call."""
        if self._tell is None:
            return
        self._articles += articles
        self._passages += passages
        self._size += size
        now = time.monotonic()
        self._marks.append((now, self._passages, self._size))
        while len(self._marks) > 2 and now - self._marks[1][0] > _RECENT_SECONDS:
            self._marks.popleft()
        self._tell(self._progress(now))

    def _progress(self, now: float) -> Progress:
        since, passages, size = self._marks[0]
        seconds = now - since
        telling = seconds >= _TELLING_SECONDS
        total = self._total
        if isinstance(total, Future):
            total = total.result() if total.done() else None
        pace = (self._size - size) / seconds if telling else 0.0
        return Progress(
            articles=self._articles,
            passages=self._passages,
            fraction=min(1.0, self._size / total) if total else None,
            passages_per_second=(self._passages - passages) / seconds if telling else None,
            seconds_left=max(0, total - self._size) / pace if total and pace else None,
        )
