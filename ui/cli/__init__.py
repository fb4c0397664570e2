"""The command line `news`.

Everything here is imported by `news --help`, so whatever is slow to import (NumPy, Chroma, torch,
Gradio, pydantic) is imported inside the command that needs it.
"""

from __future__ import annotations

from ui.cli.main import main

__all__ = ["main"]
