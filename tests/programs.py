"""The program `news` as tests start it in a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

NEWS = [sys.executable, "-c", "from ui.start import main; main()"]

WITHOUT_MODEL = [
    sys.executable,
    "-c",
    "import functools, sys, ui.cli\n"
    f"sys.path.append({str(ROOT)!r})\n"
    "from benchmarks.stand_in import StandIn\n"
    "from ui.start import main\n"
    "ui.cli.main = functools.partial(ui.cli.main, obj=StandIn())\n"
    "main()",
]
"""With what takes the place of the embedding model, whose libraries take ten seconds to import: for
tests of how the program starts and ends, not of what it finds."""
