"""How a program that is told to end does so."""

from __future__ import annotations

import signal
from collections.abc import Callable
from types import FrameType

INTERRUPTED = 130
"""The exit code that shells use for a program that Ctrl-C ended."""


def on_termination(handler: Callable[[int, FrameType | None], object] | signal.Handlers) -> None:
    """Install a handler for SIGTERM and, where it exists, SIGHUP, unless they are ignored."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # as nohup does
            signal.signal(number, handler)
