"""Reads asynchronous streams from synchronous code, with a time limit and a cancel that takes
effect at once.

A thread that waits for a socket cannot be stopped; a task can, wherever it waits. So the streams of
models run as tasks in one background event loop, which hands over their items by a queue.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator
from contextlib import aclosing, suppress
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any, TypeVar

Item = TypeVar("Item")

_GRACE_SECONDS = 2.0  # for a stream that is late or closed to let go of its connection

_lock = Lock()
_loop: asyncio.AbstractEventLoop
_thread = Thread()  # runs the loop, once it is needed


class _End:
    """Marks the end of a stream in its queue."""


def iterate(
    source: Callable[[], AsyncGenerator[Item, None]], seconds: float
) -> Generator[Item, None, None]:
    """Yield the items of an asynchronous stream as they come.

    Closing the iterator cancels the stream and waits until it has let go of its connection.

    Raises:
        TimeoutError: The stream did not end within the time given.
        ConnectionAbortedError: The stream was cancelled from its own side.
        Exception: What the stream raises.
    """
    deadline = monotonic() + seconds
    items: SimpleQueue[Item | Exception | _End] = SimpleQueue()
    closed, released = Event(), Event()

    async def pump() -> None:
        try:
            async with asyncio.timeout(seconds), aclosing(source()) as stream:
                async for item in stream:
                    # A cancel can get lost in code that awaits what is there already.
                    if closed.is_set():
                        return
                    if monotonic() > deadline:
                        raise TimeoutError
                    items.put(item)
            items.put(_End())
        except Exception as error:  # handed to the reader, who raises it
            items.put(error)
        finally:
            items.put(ConnectionAbortedError())  # read where nothing else ended the stream
            released.set()

    task = asyncio.run_coroutine_threadsafe(pump(), event_loop())
    try:
        while not isinstance(item := _next(items, deadline), _End):
            if isinstance(item, Exception):
                raise item
            yield item
    finally:
        closed.set()
        if task.cancel():
            released.wait(timeout=_GRACE_SECONDS)


def _next(items: SimpleQueue[Item], deadline: float) -> Item:
    """Return the next item, or raise `TimeoutError` a little after the deadline: the loop itself
    may be stuck.
    """
    try:
        return items.get(timeout=max(0.0, deadline - monotonic()) + _GRACE_SECONDS)
    except Empty:
        raise TimeoutError from None


def finish(task: Coroutine[Any, Any, None]) -> None:
    """Run a task in the background loop to its end, or for as long as a stream may take to let go."""
    with suppress(TimeoutError):
        asyncio.run_coroutine_threadsafe(task, event_loop()).result(_GRACE_SECONDS)


def event_loop() -> asyncio.AbstractEventLoop:
    """Return the background loop; it is started if it does not run, as in a forked process, and
    ends with the process.
    """
    global _loop, _thread
    with _lock:
        if not _thread.is_alive():
            _loop = asyncio.new_event_loop()
            _thread = Thread(target=_loop.run_forever, name="model-streams", daemon=True)
            _thread.start()
        return _loop
