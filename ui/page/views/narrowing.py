"""The form in which a visitor narrows a question, as HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from markupsafe import Markup

from rag.dates import first_instant, known_day, last_instant, normalise
from rag.errors import InputError
from ui.html import html, join
from ui.page.narrowing import Narrowing
from ui.texts import Texts

if TYPE_CHECKING:
    from rag.corpus.corpus import Holdings

_OUTLETS_AT_A_GLANCE = 12
_MOST_MONTHS = 240


def narrowing_view(holdings: Holdings, narrowing: Narrowing, texts: Texts) -> Markup:
    """Show the form, folded; the page's script reads it when a question is sent."""
    return html(
        '<details class="narrowing">'
        '<summary><span class="narrow-name">{narrow}</span> '
        '<span class="narrow-now" data-nothing="{nothing}">{now}</span></summary>'
        '<div class="narrow-form" role="group" aria-label="{narrow}">'
        '<div class="narrow-dates">{dates}</div>{months}{languages}{kinds}{outlets}'
        '<button type="button" class="quiet" data-do="reset">{reset}</button></div></details>',
        narrow=texts.narrow,
        nothing=texts.narrowed_not,
        now=" · ".join(narrowing.described(texts)) or texts.narrowed_not,
        dates=join(
            (
                _day("as_of", texts.as_of, narrowing.as_of, last_instant, texts.as_of_help),
                _day(
                    "since",
                    f"{texts.period}: {texts.since.lower()}",
                    narrowing.since,
                    first_instant,
                ),
                _day(
                    "until",
                    f"{texts.period}: {texts.until.lower()}",
                    narrowing.until,
                    last_instant,
                ),
            )
        ),
        months=_months(holdings.months, texts),
        languages=_choices(
            "language",
            texts.languages,
            [
                (code, texts.language(code), count)
                for code, count in holdings.languages.items()
                if code
            ],
            frozenset(narrowing.language),
        ),
        kinds=_choices(
            "kind",
            texts.kinds_title,
            [(kind, texts.kind(kind), count) for kind, count in holdings.kinds.items()],
            frozenset(narrowing.kind),
        )
        if len(holdings.kinds) > 1
        else "",
        outlets=_choices(
            "source",
            texts.outlets,
            [(name, texts.outlet(name), n) for name, n in holdings.sources.items() if name],
            frozenset(narrowing.source),
            texts.find_outlet,
        ),
        reset=texts.reset,
    )


def _day_of(date: str | None, instant: Callable[[str], datetime]) -> str:
    """Return the day of a date in the form of a date field; "" if it is no date.

    Args:
        instant: Picks the moment, and so the day, of a month or year.
    """
    if not date:
        return ""
    try:
        said = normalise(date)
        return (known_day(said) or instant(said).date()).isoformat()
    except InputError:
        return ""


def _day(
    name: str,
    title: str,
    date: str | None,
    instant: Callable[[str], datetime],
    help_text: str = "",
) -> Markup:
    """Show a field for a day, filled in from a date as `_day_of` says."""
    hint = html('<span class="hint" id="hint-{name}">{text}</span>', name=name, text=help_text)
    return html(
        '<div class="field"><label for="narrow-{name}">{title}</label>'
        '<input type="date" id="narrow-{name}" name="{name}" value="{value}"{described}>{hint}'
        "</div>",
        name=name,
        title=title,
        value=_day_of(date, instant),
        described=html(' aria-describedby="hint-{name}"', name=name) if help_text else "",
        hint=hint if help_text else "",
    )


def _months(counted: Mapping[str, int], texts: Texts) -> Markup:
    """Show the number of articles by month as bars, with two sliders that set the period."""
    months = _between(min(counted), max(counted))[-_MOST_MONTHS:] if counted else []
    if len(months) < 2:
        return Markup("")
    most = max(counted.values())
    sliders = (("since", texts.since, 0), ("until", texts.until, len(months) - 1))
    return html(
        '<div class="field months" data-months="{months}"><div class="bars" aria-hidden="true">'
        "{bars}</div>{sliders}</div>",
        months=" ".join(months),
        bars=join(
            html(
                '<span style="--height: {height}%" title="{month}: {count}"></span>',
                height=round(100 * counted.get(month, 0) / most),
                month=texts.date(month),
                count=counted.get(month, 0),
            )
            for month in months
        ),
        sliders=join(
            html(
                '<input type="range" data-edge="{edge}" min="0" max="{last}" value="{value}" '
                'aria-label="{period}: {name}">',
                edge=edge,
                last=len(months) - 1,
                value=value,
                period=texts.period,
                name=name.lower(),
            )
            for edge, name, value in sliders
        ),
    )


def _between(first: str, last: str) -> list[str]:
    """Return every month from one to another, as ``YYYY-MM``."""
    numbers = [12 * int(month[:4]) + int(month[5:]) - 1 for month in (first, last)]
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(numbers[0], numbers[1] + 1)]


def _choices(
    name: str,
    title: str,
    choices: list[tuple[str, str, int]],
    chosen: frozenset[str],
    find: str | None = None,
) -> Markup:
    """Show boxes to tick; a long list scrolls, and has a field that filters it by name."""
    many = find is not None and len(choices) > _OUTLETS_AT_A_GLANCE
    boxes = join(
        html(
            '<label class="choice"><input type="checkbox" name="{name}" value="{value}"{checked}>'
            '<bdi>{shown}</bdi> <span class="count">{count}</span></label>',
            name=name,
            value=value,
            checked=Markup(" checked") if value in chosen else "",
            shown=shown,
            count=count,
        )
        for value, shown, count in choices
    )
    search = html(
        '<input type="search" class="find" data-find="{name}" aria-label="{find}" '
        'placeholder="{find}" autocomplete="off">',
        name=name,
        find=find or "",
    )
    return html(
        '<fieldset class="field"><legend>{title}</legend>{search}'
        '<div class="choices" data-choices="{name}">{boxes}</div></fieldset>',
        title=title,
        search=search if many else "",
        name=name,
        boxes=boxes,
    )
