"""Limits: how much one visitor may do, and how many are answered at once."""

from __future__ import annotations

import asyncio
import math
from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Lock
from time import monotonic

from ui.refusals import RefusedError
from ui.texts import Refusal

_MINUTE = 60.0
_VISITORS_REMEMBERED = 10_000
_PATIENCE = 5


class RateLimit:
    """Allows each visitor a number of things in any minute; safe to share between threads."""

    def __init__(self, a_minute: int, what: Refusal = "questions") -> None:
        """Allow ``a_minute`` of a thing; 0 for any number."""
        self._a_minute = a_minute
        self._what = what
        self._times: OrderedDict[str, deque[float]] = OrderedDict()
        self._guard = Lock()

    def admit(self, visitor: str, now: float | None = None) -> None:
        """Count one more for a visitor.

        Args:
            now: Seconds of a monotonic clock; default the machine's.

        Raises:
            RefusedError: That would be too many.
        """
        if not self._a_minute:
            return
        now = monotonic() if now is None else now
        with self._guard:
            times = self._times.setdefault(visitor, deque())
            self._times.move_to_end(visitor)
            while times and times[0] <= now - _MINUTE:
                times.popleft()
            if len(times) >= self._a_minute:
                seconds = math.ceil(times[0] + _MINUTE - now)
                raise RefusedError("too_many", self._what, seconds, self._a_minute)
            times.append(now)
            if len(self._times) > _VISITORS_REMEMBERED:
                self._times.popitem(last=False)


class ConcurrencyGate:
    """Lets a number of tasks run at once, in order of arrival, and refuses more than may wait."""

    def __init__(self, at_once: int, waiting: int) -> None:
        self._slots = asyncio.Semaphore(at_once)
        self._most = waiting
        self._waiting = 0

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """Wait for a free slot, and hold it for as long as a block runs.

        Raises:
            RefusedError: Too many are waiting already.
        """
        if self._slots.locked() and self._waiting >= self._most:
            raise RefusedError("busy", "busy", _PATIENCE, self._waiting)
        self._waiting += 1
        try:
            await self._slots.acquire()
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._slots.release()
