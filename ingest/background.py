"""Runs an iterator in a thread of its own, some items ahead of its consumer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from queue import Full, Queue
from threading import Event, Thread
from typing import TypeVar

T = TypeVar("T")

_PAUSE_SECONDS = 0.05
_LEFT_ALONE_AFTER_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class _End:
    error: BaseException | None = None


@contextmanager
def ahead(items: Iterator[T], limit: int) -> Iterator[Iterator[T]]:
    """Yield an iterator over the items, which a thread takes up to ``limit`` ahead; leaving the
    block stops the thread.

    A thread that is still busy with an item a second later ends after it, or with the program. What
    the iterator raises is raised where its next item would have come.
    """
    queue: Queue[T | _End] = Queue(limit)
    stopped = Event()

    def put(item: T | _End) -> None:
        while not stopped.is_set():
            try:
                queue.put(item, timeout=_PAUSE_SECONDS)
                return
            except Full:
                continue

    def work() -> None:
        try:
            for item in items:
                put(item)
                if stopped.is_set():
                    return
            put(_End())
        except BaseException as error:
            put(_End(error))

    def taken() -> Iterator[T]:
        while not isinstance(item := queue.get(), _End):
            yield item
        if item.error is not None:
            raise item.error

    thread = Thread(target=work, name="ingest-reader", daemon=True)
    thread.start()
    try:
        yield taken()
    finally:
        stopped.set()
        thread.join(_LEFT_ALONE_AFTER_SECONDS)
