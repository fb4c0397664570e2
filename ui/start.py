"""The entry point of `news`.

Ctrl-C prints one line even during the imports, and SIGTERM leaves the corpus in order.
"""

from __future__ import annotations

import sys
from types import FrameType

from ui.signals import INTERRUPTED, on_termination


def main() -> None:
    """Run `news`."""
    on_termination(_leave)
    try:
        from ui.cli import main as news

        news()
    except KeyboardInterrupt:
        sys.stderr.write("news: Stopped.\n")
        sys.exit(INTERRUPTED)


def _leave(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)  # the exit code that shells use for a signal
