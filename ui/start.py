"""Where the program `news` starts: Ctrl-C has its one line also while all else is still imported,
and a program that is told to end leaves the corpus in order.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from types import FrameType

INTERRUPTED = 130
"""As shells report a program that Ctrl-C ended."""


def main() -> None:
    """Run `news`."""
    when_told_to_end(_leave)
    try:
        from ui.cli import main as news

        news()
    except KeyboardInterrupt:
        sys.stderr.write("news: Stopped.\n")
        sys.exit(INTERRUPTED)


def when_told_to_end(handler: Callable[[int, FrameType | None], object] | signal.Handlers) -> None:
    """Have this done at SIGTERM, and at SIGHUP where there is one; what is ignored stays ignored."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # as nohup does
            signal.signal(number, handler)


def _leave(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)  # as shells report a program that a signal ended
