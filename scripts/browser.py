"""The system's chromium, for the tests of the page and its screenshot."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

# Debian's headless build, if it is there: it loads a page in half the processor time.
CHROMIUM = Path(
    shutil.which("chromium-headless-shell") or shutil.which("chromium") or "/usr/bin/chromium"
)
_SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def launch(playwright: Playwright) -> Browser:
    """Start it without a window and without network traffic of its own."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=_SWITCHES)
