"""Chooses the number format of the embedding model: that of the settings, or the fastest here."""

from __future__ import annotations

from functools import cache
from time import perf_counter
from typing import Literal

import torch
from torch.nn import functional

from rag.settings import Settings

Format = Literal["float32", "bfloat16", "int8"]

_ROWS, _WIDTH, _INNER = 256, 384, 1536  # sizes of a product like those in the bundled model
_TRIES = 5


def chosen_format(settings: Settings) -> Format:
    """Return the number format; ``auto`` times two on one product, in milliseconds."""
    if settings.embedding_dtype != "auto":
        return settings.embedding_dtype
    if torch.cuda.is_available():
        return "bfloat16"
    return _fastest()


@cache
def _fastest() -> Format:
    seconds: dict[Format, float] = {"float32": _seconds(torch.float32)}
    # Without these instructions bfloat16 is emulated; on some processors it is slower even with
    # them.
    if torch.cpu._is_avx512_bf16_supported():
        seconds["bfloat16"] = _seconds(torch.bfloat16)
    return min(seconds, key=lambda name: seconds[name])


def _seconds(dtype: torch.dtype) -> float:
    values, weights = (torch.ones(size, _WIDTH, dtype=dtype) for size in (_ROWS, _INNER))
    best = float("inf")
    for _ in range(_TRIES):
        started = perf_counter()
        functional.linear(values, weights)
        best = min(best, perf_counter() - started)
    return best
