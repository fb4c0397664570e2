"""Text for people in a terminal and for scripts, with nothing in it that steers the terminal."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

# Control characters start escape sequences (also those from 0x80 on); bidirectional embeddings,
# overrides and isolates can reorder what follows them. Letters of any script stay as they are.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_NOT_IN_JSON = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_WIDEST = 100


def harmless(text: str) -> str:
    """Foreign text without characters that steer a terminal; line breaks and tabs stay."""
    return _STEERING.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Harmless text with every run of blanks and line breaks made one blank."""
    return " ".join(harmless(text.replace("\x0b", " ").replace("\x0c", " ")).split())


def echo_paragraph(text: str, indent: int = 0, **style: Any) -> None:
    """Print text as one paragraph, wrapped where a terminal reads it."""
    line = one_line(text)
    blanks = " " * indent
    if sys.stdout.isatty():
        columns = min(shutil.get_terminal_size().columns, _WIDEST)
        # Scripts without blanks are left to the terminal, which knows how wide they are.
        line = textwrap.fill(
            line,
            columns,
            initial_indent=blanks,
            subsequent_indent=blanks,
            break_long_words=False,
            break_on_hyphens=False,
        )
        click.secho(line, **style)
    else:
        click.secho(blanks + line, **style)


def json_line(value: Any, *, ascii_only: bool = False) -> str:
    """A value as JSON on one line; what it holds is exact, with steering characters escaped."""
    import json

    text = json.dumps(value, ensure_ascii=ascii_only)
    return _NOT_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def echo_json(value: Any) -> None:
    """Print a value as JSON on one line; outside UTF-8 all but ASCII is escaped."""
    unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    click.echo(json_line(value, ascii_only=not unicode))


def origin(source: str | None, published_at: str | None, language: str | None) -> str:
    """Outlet, day and language of an article as one phrase; what is unknown is said to be so."""
    day = published_at[:10] if published_at else "date unknown"
    return ", ".join(filter(None, (source or "outlet unknown", day, language)))


def duration(seconds: float) -> str:
    """Seconds in the unit that people would say: ``40 s``, ``3 min``, ``1 h 5 min``."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


@contextmanager
def passing(text: str) -> Iterator[Callable[[str], None]]:
    """A line that says what is being done and passes; seen on a terminal only.

    What is given changes it; empty, it goes.
    """
    shown = ""

    def say(text: str) -> None:
        nonlocal shown
        if sys.stdout.isatty():
            click.echo("\r" + " " * len(shown) + "\r", nl=False)
            click.secho(text, nl=False, dim=True)
            shown = text

    say(text)
    try:
        yield say
    finally:
        say("")
