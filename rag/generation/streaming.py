"""Asynchronous streams read from synchronous code, with a time limit and a cancel that is felt.

A thread that waits for a socket cannot be stopped; a task can, wherever it waits. So the streams of
models run as tasks in one background event loop, and what they bring is handed over by a queue.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import aclosing
from queue import SimpleQueue
from threading import Event, Lock, Thread
from time import monotonic
from typing import TypeVar

Item = TypeVar("Item")

_lock = Lock()
_loop: asyncio.AbstractEventLoop | None = None


class _End:
    """Marks the end of a stream in its queue."""


def iterate(
    source: Callable[[], AsyncGenerator[Item, None]], seconds: float
) -> Generator[Item, None, None]:
    """The items of an asynchronous stream as they come.

    Closing the iterator cancels the stream and waits until it has let go of its connection.

    Raises:
        TimeoutError: The stream did not end within the time given.
        Exception: What the stream raises.
    """
    items: SimpleQueue[Item | Exception | _End] = SimpleQueue()
    closed, released = Event(), Event()

    async def pump() -> None:
        deadline = monotonic() + seconds
        try:
            async with asyncio.timeout(seconds), aclosing(source()) as stream:
                async for item in stream:
                    # A cancel can get lost in code that waits for what is there already.
                    if closed.is_set():
                        return
                    if monotonic() > deadline:
                        raise TimeoutError
                    items.put(item)
            items.put(_End())
        except Exception as error:  # handed to the reader, who raises it
            items.put(error)
        finally:
            released.set()

    task = asyncio.run_coroutine_threadsafe(pump(), event_loop())
    try:
        while not isinstance(item := items.get(), _End):
            if isinstance(item, Exception):
                raise item
            yield item
    finally:
        closed.set()
        if task.cancel():
            released.wait(timeout=2)


def event_loop() -> asyncio.AbstractEventLoop:
    """The background loop, started at the first call; it ends with the process."""
    global _loop
    with _lock:
        if _loop is None:
            _loop = asyncio.new_event_loop()
            Thread(target=_loop.run_forever, name="model-streams", daemon=True).start()
        return _loop
