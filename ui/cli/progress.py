"""Progress on stderr: a bar in a terminal; elsewhere, as in a log, a line from time to time."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from ui.terminal import duration

if TYPE_CHECKING:
    from ingest import Progress

LINES_SECONDS = 30.0
"""Time between two lines where there is no bar."""

_SHORT_FORMAT = "{desc} {percentage:3.0f}% |{bar:20}|"
_FORMAT = _SHORT_FORMAT + " {postfix}"


@contextmanager
def progress_bar(what: str, *, hidden: bool = False) -> Iterator[Callable[[Progress], None]]:
    """Show progress for as long as a block runs; yields the function to report it to.

    Args:
        what: The work, as the word in front.
    """
    if not hidden and not sys.stderr.isatty():
        yield _lines(what)
        return
    from tqdm import tqdm

    with tqdm(
        total=1.0,
        desc=what,
        bar_format=_FORMAT,
        leave=False,
        disable=hidden,
        file=sys.stderr,
    ) as bar:

        def show(progress: Progress) -> None:
            bar.n = progress.fraction or 0.0
            bar.set_postfix_str(_state(progress))

        yield show


@contextmanager
def share_bar(what: str) -> Iterator[Callable[[float], None]]:
    """Show a bar while a block runs; yields the function that takes the share done, 0 to 1."""
    from tqdm import tqdm

    with tqdm(
        total=1.0,
        desc=what,
        bar_format=_SHORT_FORMAT,
        leave=False,
        disable=not sys.stderr.isatty(),
        file=sys.stderr,
    ) as bar:

        def show(share: float) -> None:
            bar.update(share - bar.n)

        yield show


def _lines(what: str) -> Callable[[Progress], None]:
    told_at = time.monotonic()

    def show(progress: Progress) -> None:
        nonlocal told_at
        if time.monotonic() - told_at >= LINES_SECONDS:
            told_at = time.monotonic()
            share = "" if progress.fraction is None else f" {progress.fraction:.0%}"
            click.echo(f"{what}{share}: {_state(progress)}", err=True)

    return show


def _state(progress: Progress) -> str:
    parts = [f"{progress.articles:,} articles", f"{progress.passages:,} passages"]
    if progress.passages_per_second:
        parts[-1] += f" ({progress.passages_per_second:.0f}/s)"
    if progress.seconds_left is not None:
        parts.append(f"{duration(progress.seconds_left)} left")
    return ", ".join(parts)
