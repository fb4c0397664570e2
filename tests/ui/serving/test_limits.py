"""How much one visitor may ask, and how many are answered at a time."""

from __future__ import annotations

import asyncio

import pytest

from tests.loops import run_apart
from ui.refusals import RefusedError
from ui.serving.limits import ConcurrencyGate, RateLimit
from ui.texts import TEXTS


def test_so_many_in_any_minute_each() -> None:
    limits = RateLimit(2)
    limits.admit("anna", now=0)
    limits.admit("anna", now=30)
    limits.admit("bert", now=31)
    with pytest.raises(RefusedError) as refused:
        limits.admit("anna", now=50)
    assert (refused.value.why, refused.value.seconds) == ("too_many", 10)
    limits.admit("anna", now=60)


def test_a_refusal_is_said_in_each_language() -> None:
    limits = RateLimit(1, "uploads")
    limits.admit("anna", now=0)
    with pytest.raises(RefusedError) as refused:
        limits.admit("anna", now=1)
    assert str(refused.value) == refused.value.text_in(TEXTS["en"])
    assert refused.value.text_in(TEXTS["nl"]) == (
        "Dit zijn te veel bestanden en adressen: per minuut zijn er 1 toegestaan. "
        "Probeer het over 59 seconden opnieuw."
    )


def test_no_limit_is_none() -> None:
    limits = RateLimit(0)
    for _ in range(1_000):
        limits.admit("anna", now=0)


def test_so_many_at_a_time_the_others_wait_in_order_and_the_rest_is_sent_away() -> None:
    done: list[int] = []

    async def pass_through(gate: ConcurrencyGate, number: int, leave: asyncio.Event) -> None:
        async with gate.slot():
            await leave.wait()
            done.append(number)

    async def all_at_once() -> None:
        gate, leave = ConcurrencyGate(at_once=1, waiting=2), asyncio.Event()
        waiting = [asyncio.create_task(pass_through(gate, n, leave)) for n in range(3)]
        await asyncio.sleep(0)
        with pytest.raises(RefusedError, match="2 questions are waiting"):
            await pass_through(gate, 3, leave)
        leave.set()
        await asyncio.gather(*waiting)

    run_apart(all_at_once())
    assert done == [0, 1, 2]
