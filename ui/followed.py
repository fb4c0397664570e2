"""Shared by `news follow` and `news serve --follow`: how often, how much, how it is described."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.terminal import duration

if TYPE_CHECKING:
    from ingest.web.following import Outcome

EVERY_MINUTES = 15.0
PAGES_A_ROUND = 50

_NOTHING_NEW = "nothing new"


def is_news(outcome: Outcome) -> bool:
    """Tell whether a source gave anything new, or has become a problem."""
    return outcome.problem is not None or (
        not outcome.wait_seconds and outcome_text(outcome) != _NOTHING_NEW
    )


def outcome_text(outcome: Outcome) -> str:
    """Describe the result of reading a source, in a few words."""
    counts = outcome.summary.counts()
    parts = [
        f"{number:,} {name}" for name, number in counts.items() if number and name != "unchanged"
    ]
    if outcome.passed_over:
        parts.append(f"{outcome.passed_over:,} older pages passed over")
    if len(outcome.feeds) == 1:
        parts.append(f"its feed is followed: {outcome.feeds[0]}")
    elif outcome.feeds:
        parts.append(f"{len(outcome.feeds):,} feeds are followed")
    if outcome.problem is not None:
        parts.append(outcome.problem.removesuffix("."))
    if outcome.wait_seconds:
        parts.append(f"asked again in {duration(outcome.wait_seconds)}")
    return "; ".join(parts) or _NOTHING_NEW
