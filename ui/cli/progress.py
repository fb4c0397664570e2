"""Progress bars: on stderr, and only where a terminal shows them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ui.terminal import duration

if TYPE_CHECKING:
    from ingest import Progress

_SHORT_FORMAT = "{desc} {percentage:3.0f}% |{bar:30}|"
_FORMAT = _SHORT_FORMAT + " {postfix}"


@contextmanager
def progress_bar(what: str, *, hidden: bool = False) -> Iterator[Callable[[Progress], None]]:
    """A bar to be told how far the work is.

    Args:
        what: The work, as a word in front of the bar.
    """
    from tqdm import tqdm

    with tqdm(
        total=1.0,
        desc=what,
        bar_format=_FORMAT,
        leave=False,
        disable=hidden or not sys.stderr.isatty(),
        file=sys.stderr,
    ) as bar:

        def show(progress: Progress) -> None:
            bar.n = progress.fraction or 0.0
            bar.set_postfix_str(_state(progress))

        yield show


@contextmanager
def share_bar(what: str) -> Iterator[Callable[[float], None]]:
    """A bar to be told the share of the work that is done, 0 to 1."""
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


def _state(progress: Progress) -> str:
    parts = [f"{progress.articles:,} articles", f"{progress.passages:,} passages"]
    if progress.passages_per_second is not None:
        parts.append(f"{progress.passages_per_second:.0f} passages/s")
    if progress.seconds_left is not None:
        parts.append(f"{duration(progress.seconds_left)} left")
    return ", ".join(parts)
