"""Text for terminals and scripts, without anything that controls the terminal."""

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
    """Remove characters that control a terminal from untrusted text; line breaks and tabs stay."""
    return _STEERING.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Make text harmless, and every run of blanks and line breaks one blank."""
    return " ".join(harmless(text.replace("\x0b", " ").replace("\x0c", " ")).split())


def echo_paragraph(text: str, indent: int = 0, **style: Any) -> None:
    """Print text as one paragraph; on a terminal it is wrapped."""
    line = one_line(text)
    blanks = " " * indent
    if sys.stdout.isatty():
        columns = min(shutil.get_terminal_size().columns, _WIDEST)
        # Scripts without blanks are left for the terminal to wrap: it knows the width of
        # characters.
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
    """Write a value as JSON on one line; nothing is lost, and control characters are escaped."""
    import json

    text = json.dumps(value, ensure_ascii=ascii_only)
    return _NOT_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def echo_json(value: Any) -> None:
    """Print a value as JSON on one line; on a terminal that is not UTF-8, all but ASCII is escaped."""
    unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    click.echo(json_line(value, ascii_only=not unicode))


def origin(source: str | None, published_at: str | None, language: str | None) -> str:
    """Describe outlet, day and language of an article in one phrase; what is unknown is called so."""
    day = published_at[:10] if published_at else "date unknown"
    return ", ".join(filter(None, (source or "outlet unknown", day, language)))


def duration(seconds: float) -> str:
    """Write seconds in the unit that people would use: ``40 s``, ``3 min``, ``1 h 5 min``."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


@contextmanager
def passing(text: str) -> Iterator[Callable[[str], None]]:
    """Show a line while the block runs, on a terminal only. Yields a function that changes the
    line, or removes it if given "".
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
