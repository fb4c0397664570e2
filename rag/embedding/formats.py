"""In which numbers the embedding model calculates: what the settings say, or the fastest here."""

from __future__ import annotations

from functools import cache
from time import perf_counter
from typing import Literal

import torch
from torch.nn import functional

from rag.settings import Settings

Format = Literal["float32", "bfloat16", "int8"]

_ROWS, _WIDTH, _INNER = 256, 384, 1536  # of a product like those of the bundled model
_TRIES = 5


def chosen_format(settings: Settings) -> Format:
    """The numbers to calculate in; ``auto`` tries two on one product, some milliseconds."""
    if settings.embedding_dtype != "auto":
        return settings.embedding_dtype
    if torch.cuda.is_available():
        return "bfloat16"
    return _fastest()


@cache
def _fastest() -> Format:
    seconds: dict[Format, float] = {"float32": _seconds(torch.float32)}
    # Without the instructions bfloat16 is emulated; on some processors with them it is slower too.
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
