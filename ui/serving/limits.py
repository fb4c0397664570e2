"""How much one visitor may do, and how many are answered at a time."""

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
    """Allows each visitor so many of a thing in any minute. Safe to share between threads."""

    def __init__(self, a_minute: int, what: Refusal = "questions") -> None:
        """Limit to so many of something a minute; 0 for any number."""
        self._a_minute = a_minute
        self._what = what
        self._times: OrderedDict[str, deque[float]] = OrderedDict()
        self._guard = Lock()

    def admit(self, visitor: str, now: float | None = None) -> None:
        """Count one more.

        Args:
            now: Seconds on any clock that does not go back; default the machine's.

        Raises:
            RefusedError: It would be too many.
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
    """Lets so many in at a time, first come first served, and sends away who would wait too long."""

    def __init__(self, at_once: int, waiting: int) -> None:
        self._slots = asyncio.Semaphore(at_once)
        self._most = waiting
        self._waiting = 0

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """Wait for a free slot, and hold it for as long as a block runs.

        Raises:
            RefusedError: Too many wait already.
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
