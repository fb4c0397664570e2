"""Articles by outlet and period, as a plot and as a table."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from rag.corpus.over_time import OverTime, Period
from ui.html import html, join
from ui.page.views.plot import plot, plot_row
from ui.texts import Texts

_HEIGHT = 18
_LEAST = 1.5


def over_time_view(counted: OverTime, texts: Texts) -> Markup:
    """Show bars for each outlet, and the same as a table; nothing for fewer than two periods."""
    if len(counted.periods) < 2:
        return Markup("")
    rows = [(texts.outlet(name), counts) for name, counts in counted.outlets]
    if counted.others:
        rows.append((texts.other_outlets.format(count=counted.others), counted.of_others))
    most = max(max(counts) for _, counts in rows)
    periods = [_said(period, texts) for period in counted.periods]
    left_out = texts.undated.format(count=texts.number(counted.undated)) if counted.undated else ""
    return html(
        '<section class="over-time" aria-label="{title}">{plot}{left_out}'
        '<details><summary>{as_table}</summary><div class="scrolls" role="region" tabindex="0" '
        'aria-label="{title}">{table}</div></details></section>',
        title=texts.over_time,
        plot=plot(
            texts.over_time,
            [plot_row(name, _bars(counts, most, periods, texts)) for name, counts in rows],
            periods[0],
            periods[-1],
        ),
        left_out=html('<p class="hint">{text}</p>', text=left_out) if left_out else "",
        as_table=texts.as_table,
        table=_table(rows, periods, texts),
    )


def _bars(counts: Sequence[int], most: int, periods: Sequence[str], texts: Texts) -> list[Markup]:
    """Return a bar for each period with articles; all rows share one scale."""
    width = 100 / len(counts)
    bars = [Markup('<line x1="0" x2="100%" y1="19.5" y2="19.5"/>')]
    for place, count in enumerate(counts):
        height = max(_LEAST, _HEIGHT * count / most)
        bar = html(
            '<rect x="{x}%" width="{width}%" y="{y}" height="{height}"><title>{said}</title></rect>',
            x=round(place * width + width / 8, 2),
            width=round(width * 3 / 4, 2),
            y=round(19 - height, 2),
            height=round(height, 2),
            said=f"{periods[place]}: {texts.number(count)}",
        )
        bars += [bar] if count else []
    return bars


def _table(
    rows: Sequence[tuple[str, Sequence[int]]], periods: Sequence[str], texts: Texts
) -> Markup:
    return html(
        '<table><thead><tr><th scope="col">{period}</th>{outlets}</tr></thead>'
        "<tbody>{rows}</tbody></table>",
        period=texts.period,
        outlets=join(html('<th scope="col"><bdi>{name}</bdi></th>', name=name) for name, _ in rows),
        rows=join(
            html(
                '<tr><th scope="row">{period}</th>{counts}</tr>',
                period=period,
                counts=join(
                    html("<td>{count}</td>", count=texts.number(counts[place]))
                    for _, counts in rows
                ),
            )
            for place, period in enumerate(periods)
        ),
    )


def _said(period: Period, texts: Texts) -> str:
    """Say a period in words, at its precision."""
    letters = 10 if period.months == 0 else 4 if period.months >= 12 else 7
    first, last = (texts.date(day.isoformat()[:letters]) for day in (period.first, period.last))
    return first if first == last else f"{first} – {last}"
