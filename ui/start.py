"""The entry point of `news`.

Ctrl-C prints one line even during the imports, and SIGTERM leaves the corpus in order.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from types import FrameType

INTERRUPTED = 130
"""The exit code that shells use for a program that Ctrl-C ended."""


def main() -> None:
    """Run `news`."""
    on_termination(_leave)
    try:
        from ui.cli import main as news

        news()
    except KeyboardInterrupt:
        sys.stderr.write("news: Stopped.\n")
        sys.exit(INTERRUPTED)


def on_termination(handler: Callable[[int, FrameType | None], object] | signal.Handlers) -> None:
    """Install a handler for SIGTERM and, where it exists, SIGHUP, unless they are ignored."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # as nohup does
            signal.signal(number, handler)


def _leave(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)  # the exit code that shells use for a signal
