"""A stream that is read ends, whatever becomes of the task that it comes from."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator
from multiprocessing import get_context

import pytest

from rag.generation import streaming
from rag.generation.streaming import iterate


async def three() -> AsyncGenerator[int, None]:
    for number in range(3):
        yield number


async def cancelled() -> AsyncGenerator[int, None]:
    yield 0
    raise asyncio.CancelledError


async def stuck() -> AsyncGenerator[int, None]:
    yield 0
    time.sleep(2)  # as a provider does that is not asynchronous throughout
    yield 1


def _read_three() -> None:
    assert list(iterate(three, 10)) == [0, 1, 2]


def test_what_a_stream_brings_is_read_in_order() -> None:
    _read_three()


def test_a_stream_that_is_cancelled_from_within_has_broken_off() -> None:
    stream = iterate(cancelled, 60)
    assert next(stream) == 0
    with pytest.raises(ConnectionAbortedError):
        next(stream)


def test_a_loop_that_is_stuck_is_waited_for_no_longer_than_was_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(streaming, "_GRACE_SECONDS", 0.2)
    started = time.monotonic()
    with pytest.raises(TimeoutError):
        list(iterate(stuck, 0.3))
    assert time.monotonic() - started < 1.5


@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
def test_a_forked_process_reads_streams_too() -> None:
    _read_three()
    child = get_context("fork").Process(target=_read_three)
    child.start()
    child.join(20)
    assert child.exitcode == 0
