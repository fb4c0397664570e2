"""How the page's events are wired: who may call them, and how many run at a time."""

from __future__ import annotations

from typing import Any

import gradio as gr

Updates = dict[Any, Any]
"""Components with their new values."""

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
"""For every event: none is a Gradio endpoint, since programs have an API of their own."""

QUICK: dict[str, Any] = {**QUIET, "queue": False}
"""For events that need not wait in the queue."""

ANSWERING: dict[str, Any] = {**QUIET, "concurrency_id": "ask"}
"""For events that make the models work: the page's queue limits how many run at a time."""


def bare_html(elem_id: str) -> gr.HTML:
    """Make a component that holds one of our views."""
    return gr.HTML(elem_id=elem_id, padding=False, apply_default_css=False)
