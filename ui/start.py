"""Where the program `news` starts: Ctrl-C has its one line also while all else is still imported."""

from __future__ import annotations

import sys

INTERRUPTED = 130
"""As shells report a program that Ctrl-C ended."""


def main() -> None:
    """Run `news`."""
    try:
        from ui.cli import main as news

        news()
    except KeyboardInterrupt:
        sys.stderr.write("news: Stopped.\n")
        sys.exit(INTERRUPTED)
