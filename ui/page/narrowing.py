"""What a visitor narrows a question to: the form, what it sends, and the link that keeps it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from markupsafe import Markup

from rag.dates import first_instant, known_day, last_instant, normalise
from rag.errors import InputError
from rag.question.narrowing import (
    NarrowingError,
    check_period,
    kind_name,
    language_code,
)
from rag.text import writable
from ui.html import html, join, label
from ui.texts import Texts

if TYPE_CHECKING:
    from rag.assistant import AskOptions
    from rag.corpus.corpus import Holdings

_MOST_NAMES = 200
_LONGEST_NAME = 500
_OUTLETS_AT_A_GLANCE = 12
_MOST_MONTHS = 240


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Dates as ISO 8601 text that nobody has checked yet; empty tuples mean all."""

    as_of: str | None = None
    since: str | None = None
    until: str | None = None
    languages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @classmethod
    def from_form(cls, sent: str | None) -> Narrowing:
        """What the form sends, as JSON; whatever is not of that form counts as not filled in."""
        try:
            values = json.loads(sent or "{}")
        except ValueError:
            return cls()
        if not isinstance(values, dict):
            return cls()
        return cls(
            as_of=_name(values.get("as_of")),
            since=_name(values.get("since")),
            until=_name(values.get("until")),
            languages=_names(values.get("languages")),
            sources=_names(values.get("sources")),
            kinds=_names(values.get("kinds")),
        )

    @classmethod
    def from_link(cls, pairs: Iterable[tuple[str, str]]) -> Narrowing:
        """What a link of `query` holds."""
        pairs = tuple(pairs)
        first = dict(reversed(pairs))
        return cls(
            as_of=_name(first.get("as_of")),
            since=_name(first.get("since")),
            until=_name(first.get("until")),
            languages=_names([value for key, value in pairs if key == "language"]),
            sources=_names([value for key, value in pairs if key == "source"]),
            kinds=_names([value for key, value in pairs if key == "kind"]),
        )

    def query(self, question: str) -> str:
        """The part of a link, after ``?``, that asks the question again."""
        pairs = [("q", writable(question))]
        pairs += [("as_of", self.as_of)] if self.as_of else []
        pairs += [("since", self.since)] if self.since else []
        pairs += [("until", self.until)] if self.until else []
        pairs += [("language", code) for code in self.languages]
        pairs += [("source", name) for name in self.sources]
        pairs += [("kind", kind) for kind in self.kinds]
        return urlencode(pairs)

    def from_day(self, day: object) -> Narrowing:
        """The same, answered from another day."""
        return replace(self, as_of=_name(str(day)))

    def fault(self, texts: Texts) -> str:
        """Why nothing can be asked with it, for the visitor; empty when something can."""
        try:
            check_period(self.since, self.until, self.as_of)
            for code in self.languages:
                language_code(code)
            for kind in self.kinds:
                kind_name(kind)
        except NarrowingError as error:
            return narrowing_fault(error, texts)
        return ""

    def options(self) -> AskOptions:
        """The same as options of `rag.assistant.Assistant.stream`."""
        return {
            "as_of": self.as_of,
            "since": self.since,
            "until": self.until,
            "language": self.languages or None,
            "source": self.sources or None,
            "kind": self.kinds or None,
        }

    def spoken(self, texts: Texts) -> tuple[str, ...]:
        """What it says, for reading; nothing when nothing is narrowed."""
        said = [f"{texts.as_of} {_said(self.as_of, texts)}"] if self.as_of else []
        if self.since or self.until:
            bounds = (_said(bound, texts) if bound else "…" for bound in (self.since, self.until))
            said.append(f"{texts.period} {' – '.join(bounds)}")
        said += [texts.language(code) for code in self.languages]
        said += [label(name, 80) for name in self.sources]
        said += [texts.kind(kind) for kind in self.kinds]
        return tuple(said)


def form(holdings: Holdings, narrowing: Narrowing, texts: Texts) -> Markup:
    """The form, folded; the page's script reads it when a question is sent."""
    return html(
        '<details class="narrowing">'
        '<summary><span class="narrow-name">{narrow}</span> '
        '<span class="narrow-now" data-nothing="{nothing}">{now}</span></summary>'
        '<div class="narrow-form" role="group" aria-label="{narrow}">'
        '<div class="narrow-dates">{dates}</div>{months}{languages}{kinds}{outlets}'
        '<button type="button" class="quiet" data-do="reset">{reset}</button></div></details>',
        narrow=texts.narrow,
        nothing=texts.narrowed_not,
        now=" · ".join(narrowing.spoken(texts)) or texts.narrowed_not,
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
            "languages",
            texts.languages,
            [
                (code, texts.language(code), count)
                for code, count in holdings.languages.items()
                if code
            ],
            frozenset(narrowing.languages),
        ),
        kinds=_choices(
            "kinds",
            texts.kinds_title,
            [(kind, texts.kind(kind), count) for kind, count in holdings.kinds.items()],
            frozenset(narrowing.kinds),
        )
        if len(holdings.kinds) > 1
        else "",
        outlets=_choices(
            "sources",
            texts.outlets,
            [(name, texts.outlet(name), n) for name, n in holdings.sources.items() if name],
            frozenset(narrowing.sources),
            texts.find_outlet,
        ),
        reset=texts.reset,
    )


def narrowing_fault(error: NarrowingError, texts: Texts) -> str:
    """Why a question cannot be narrowed so, for the visitor."""
    match error.why:
        case "no_date":
            return texts.no_date.format(date=label(error.given[0], 40))
        case "no_period":
            since, until = (_said(day, texts) for day in error.given)
            return texts.no_period.format(since=since, until=until)
        case "not_begun":
            since, as_of = (_said(day, texts) for day in error.given)
            return texts.not_begun.format(since=since, as_of=as_of)
        case "no_filter":
            return texts.no_filter.format(name=label(error.given[0], 40))


def _day_of(date: str | None, instant: Callable[[str], datetime]) -> str:
    """The day that a date says, as a field of days has it; "" for what is no date.

    Args:
        instant: Tells which day of a month or a year it is.
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
    """A field for a day; what a date has of it as `_day_of` tells."""
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
    """Articles by month as bars, with two sliders that set the bounds of the period."""
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
    """Every month from one to another, as ``YYYY-MM``."""
    numbers = [12 * int(month[:4]) + int(month[5:]) - 1 for month in (first, last)]
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(numbers[0], numbers[1] + 1)]


def _choices(
    name: str,
    title: str,
    choices: list[tuple[str, str, int]],
    chosen: frozenset[str],
    find: str | None = None,
) -> Markup:
    """Boxes to tick; many of them scroll, with a field that leaves those whose name matches."""
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


def _said(day: str, texts: Texts) -> str:
    try:
        return texts.date(normalise(day))
    except InputError:
        return label(day, 40)


def _name(value: object) -> str | None:
    return writable(value).strip()[:_LONGEST_NAME] or None if isinstance(value, str) else None


def _names(values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        return ()
    names = (_name(value) for value in values[:_MOST_NAMES])
    return tuple(dict.fromkeys(name for name in names if name))
