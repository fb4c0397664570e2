"""Limits how often one host is asked: so many seconds apart, and not before it wants to be asked
again.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from threading import Lock

from ingest.web.errors import FetchError

LONGEST_WAIT_SECONDS = 60.0
"""A longer wait is an error, so that one host does not hold up all others."""


class Pace:
    """Knows when each host may be asked next. Safe to share between threads."""

    def __init__(self, sleep: Callable[[float], None]) -> None:
        self._sleep = sleep
        self._next: dict[str, float] = {}
        self._guard = Lock()

    def wait(self, host: str, delay: float) -> None:
        """Sleep until it is this request's turn.

        Args:
            delay: Seconds that the next request must wait after this one.

        Raises:
            FetchError: The host wants to be left alone for longer than we wait.
        """
        with self._guard:
            now = time.monotonic()
            turn = max(now, self._next.get(host, now))
            if turn - now > LONGEST_WAIT_SECONDS:
                raise left_alone(host, turn - now)
            self._next[host] = turn + delay
        if turn > now:
            self._sleep(turn - now)

    def hold_back(self, host: str, seconds: float) -> None:
        """Ask a host nothing for so many seconds."""
        with self._guard:
            self._next[host] = max(self._next.get(host, 0.0), time.monotonic() + seconds)


def left_alone(host: str, seconds: float) -> FetchError:
    """Return the error that says that a host wants to be asked later."""
    wait = f"{seconds:.0f} s" if seconds < 120 else f"{math.ceil(seconds / 60)} min"
    return FetchError(
        f"{host} asks not to be asked for {wait}. Try again after that.", retry_seconds=seconds
    )
