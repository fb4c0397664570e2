"""A plot along an axis of time, one row for each outlet; its content stands near it in words."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from ui.html import html, join


def plot(title: str, rows: Iterable[Markup], oldest: str, newest: str) -> Markup:
    """Show rows of `plot_row` as a picture, hidden from screen readers.

    Args:
        oldest, newest: Labels of the ends of the axis.
    """
    return html(
        '<figure class="plot"><figcaption>{title}</figcaption><div aria-hidden="true">{rows}'
        '<p class="plot-axis"><span>{oldest}</span><span>{newest}</span></p></div></figure>',
        title=title,
        rows=join(rows),
        oldest=oldest,
        newest=newest,
    )


def plot_row(name: str, marks: Iterable[Markup]) -> Markup:
    """Show a name and its marks: SVG shapes, 20 high, placed in per cent of the width."""
    return html(
        '<div class="plot-row"><bdi>{name}</bdi><svg height="20" focusable="false">{marks}</svg>'
        "</div>",
        name=name,
        marks=join(marks),
    )
