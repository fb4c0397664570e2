"""The reports of a story by date, as a plot and as a list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from rag.dates import first_instant
from rag.retrieval.revisions import Change
from rag.retrieval.timeline import Report
from ui.html import html, join, label, lang_attributes
from ui.page.conversation import Asked
from ui.page.views.article import pane_bar
from ui.page.views.evidence import opens, origin
from ui.page.views.plot import plot, plot_row
from ui.texts import Texts

_LINE = 400
_CHANGES = 3


def timeline_view(turn: Asked, reports: Sequence[Report], texts: Texts) -> Markup:
    """Show the story that a turn's answer tells, for the pane."""
    return html(
        '{bar}<article class="reading timeline" data-place="timeline:{number}" '
        'aria-labelledby="reading-title"><header>'
        '<h2 id="reading-title" tabindex="-1" dir="auto">{question}</h2>'
        "<p>{about}</p></header>{plot}{reports}</article>",
        bar=pane_bar(texts.timeline, texts),
        number=turn.number,
        question=label(turn.question),
        about=texts.timeline_about if reports else texts.timeline_empty,
        plot=_plot(reports, texts) if len(reports) > 1 else "",
        reports=html(
            '<ol class="reports">{items}</ol>',
            items=join(_report(report, turn, texts) for report in reports),
        ),
    )


def _report(report: Report, turn: Asked, texts: Texts) -> Markup:
    return html(
        '<li><p class="origin">{origin}</p>'
        '<button type="button" class="headline" {opens} data-from="{number}" {lang}>{title}'
        '</button><p class="line" {lang}>{text}</p>{changes}'
        '<button type="button" class="quiet" data-ask="{question}" data-as-of="{as_of}" '
        'data-turn="{number}">{ask}'
        "</button></li>",
        origin=origin(report, texts),
        opens=opens(report),
        number=turn.number,
        lang=lang_attributes(report.language),
        title=label(report.title),
        text=label(report.text, _LINE),
        changes=join(_change(change, report, texts) for change in report.changed[:_CHANGES]),
        question=turn.question,
        as_of=_last_of_day(report.published_at),
        ask=texts.ask_as_of.format(day=texts.date(report.published_at)),
    )


def _last_of_day(published_at: str) -> str:
    """Return the end of the day of a report, by the clocks of the place where it was published."""
    if len(published_at) <= len("2025-08-13"):
        return published_at
    moment = datetime.fromisoformat(published_at)
    return moment.replace(hour=23, minute=59, second=59).isoformat(timespec="seconds")


def _change(change: Change, report: Report, texts: Texts) -> Markup:
    """Show a figure that an earlier report gave differently, with its sentence if not shown yet."""
    shown = change.text in (report.text, report.title)
    return html(
        '<p class="change">{said}</p>{sentence}',
        said=texts.figure_changed.format(
            before=texts.number(change.before), now=texts.number(change.now)
        ),
        sentence=""
        if shown
        else html(
            '<p class="line" {lang}>{text}</p>',
            lang=lang_attributes(report.language),
            text=label(change.text, _LINE),
        ),
    )


def _plot(reports: Sequence[Report], texts: Texts) -> Markup:
    """Show who reported when: a row for each outlet, a dot for each report.

    The list below says the same in words.
    """
    moments = [first_instant(report.published_at).timestamp() for report in reports]
    first, span = moments[0], (moments[-1] - moments[0]) or 1.0
    rows: dict[str, list[tuple[float, Report]]] = {}
    for moment, report in zip(moments, reports, strict=True):
        rows.setdefault(texts.outlet(report.source), []).append(((moment - first) / span, report))
    return plot(
        texts.timeline_plot,
        [plot_row(name, _dots(dots, texts)) for name, dots in rows.items()],
        texts.date(reports[0].published_at),
        texts.date(reports[-1].published_at),
    )


def _dots(placed: Sequence[tuple[float, Report]], texts: Texts) -> list[Markup]:
    line = Markup('<line x1="1%" x2="99%" y1="10" y2="10"/>')
    dots = [
        html(
            '<circle cx="{at}%" cy="10" r="6"{changed}><title>{when}</title></circle>',
            at=round(2 + 96 * at, 2),
            changed=Markup(' class="changes"') if report.changed else "",
            when=f"{texts.date(report.published_at)}: {label(report.title, 120)}",
        )
        for at, report in placed
    ]
    return [line, *dots]
