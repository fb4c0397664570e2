"""What runs ahead in a thread ends with whoever takes it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from threading import Event

import pytest

from ingest.background import ahead


def test_a_reader_that_cannot_be_interrupted_holds_nobody_up() -> None:
    is_left, goes_on = Event(), Event()

    def items() -> Iterator[int]:
        try:
            yield 1
            goes_on.wait(60)
            yield 2
        finally:
            is_left.set()

    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt), ahead(items(), 1) as taken:
        assert next(taken) == 1
        raise KeyboardInterrupt
    assert time.monotonic() - began < 30
    goes_on.set()
    assert is_left.wait(30)
