"""A row an outlet along an axis of time, as a picture; what it shows stands near it in words."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from ui.html import html, join


def plot(title: str, rows: Iterable[Markup], oldest: str, newest: str) -> Markup:
    """A picture of rows of `plot_row`, which is not read out.

    Args:
        oldest, newest: What the ends of the axis stand for.
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
    """A name and its marks: shapes of SVG, 20 high, in per cent of the width."""
    return html(
        '<div class="plot-row"><bdi>{name}</bdi><svg height="20" focusable="false">{marks}</svg>'
        "</div>",
        name=name,
        marks=join(marks),
    )
