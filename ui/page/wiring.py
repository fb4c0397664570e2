"""How the page's events are wired: to whom they are open, and how many run at a time."""

from __future__ import annotations

from typing import Any

import gradio as gr

Updates = dict[Any, Any]
"""Components -> what becomes of them."""

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
"""Of every event: none is offered to programs, which have an API of their own."""

QUICK: dict[str, Any] = {**QUIET, "queue": False}
"""Of events that no other need wait for."""

ANSWERING: dict[str, Any] = {**QUIET, "concurrency_id": "ask"}
"""Of events that make the models work: so many at a time as the page's queue lets through."""


def bare_html(elem_id: str) -> gr.HTML:
    """A place for one of our views."""
    return gr.HTML(elem_id=elem_id, padding=False, apply_default_css=False)
