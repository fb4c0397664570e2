"""Progress on stderr: a bar in a terminal; elsewhere, as in a log, a line from time to time."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import click

from ui.terminal import duration

if TYPE_CHECKING:
    from ingest import Progress

_Item = TypeVar("_Item")

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


def counted(items: Iterable[_Item], total: int, what: str, unit: str) -> Iterator[_Item]:
    """Yield items, and show how many of a total were used.

    Args:
        what: The work, as the word in front.
        unit: What the items are, in the plural.
    """
    if sys.stderr.isatty():
        from tqdm import tqdm

        yield from tqdm(items, total=total, desc=what, unit=f" {unit}")
        return
    is_due = _now_and_then()
    for done, item in enumerate(items, start=1):
        yield item
        if is_due():
            click.echo(f"{what}: {done:,} of {total:,} {unit}", err=True)


def _lines(what: str) -> Callable[[Progress], None]:
    is_due = _now_and_then()

    def show(progress: Progress) -> None:
        if is_due():
            share = "" if progress.fraction is None else f" {progress.fraction:.0%}"
            click.echo(f"{what}{share}: {_state(progress)}", err=True)

    return show


def _now_and_then() -> Callable[[], bool]:
    """Return a function that tells whether another line may be written."""
    told_at = time.monotonic()

    def is_due() -> bool:
        nonlocal told_at
        if time.monotonic() - told_at < LINES_SECONDS:
            return False
        told_at = time.monotonic()
        return True

    return is_due


def _state(progress: Progress) -> str:
    parts = [f"{progress.articles:,} articles", f"{progress.passages:,} passages"]
    if progress.passages_per_second:
        parts[-1] += f" ({progress.passages_per_second:.0f}/s)"
    if progress.seconds_left is not None:
        parts.append(f"{duration(progress.seconds_left)} left")
    return ", ".join(parts)
