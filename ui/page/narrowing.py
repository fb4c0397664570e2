"""The options that narrow a question: read from the form or a link, checked, and described."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Annotated, cast

from pydantic import AliasChoices, Field

from rag.dates import normalise
from rag.errors import InputError
from rag.question.narrowing import (
    NarrowingError,
    check_period,
    kind_name,
    language_code,
)
from rag.text import writable
from ui.html import label
from ui.texts import Texts

if TYPE_CHECKING:
    from rag.assistant import AskOptions

_MOST_NAMES = 200
_LONGEST_NAME = 500


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The options of `rag.assistant.AskOptions`, all but the history.

    Dates are ISO 8601 text that has not been checked yet; empty tuples mean all. Conversations that
    browsers kept earlier have plural names for the last three.
    """

    as_of: str | None = None
    since: str | None = None
    until: str | None = None
    language: Annotated[
        tuple[str, ...], Field(validation_alias=AliasChoices("language", "languages"))
    ] = ()
    source: Annotated[
        tuple[str, ...], Field(validation_alias=AliasChoices("source", "sources"))
    ] = ()
    kind: Annotated[tuple[str, ...], Field(validation_alias=AliasChoices("kind", "kinds"))] = ()

    @classmethod
    def from_form(cls, sent: str | None) -> Narrowing:
        """Read the JSON that the form sends; values of another shape count as not filled in."""
        try:
            values = json.loads(sent or "{}")
        except ValueError:
            return cls()
        return cls._of(values) if isinstance(values, dict) else cls()

    @classmethod
    def from_link(cls, values: Mapping[str, list[str]]) -> Narrowing:
        """Read the parameters of a link by name; of a date given twice, the first counts."""
        dates = {name: values[name][0] for name in ("as_of", "since", "until") if name in values}
        return cls._of({**values, **dates})

    @classmethod
    def _of(cls, values: Mapping[str, object]) -> Narrowing:
        return cls(
            as_of=_name(values.get("as_of")),
            since=_name(values.get("since")),
            until=_name(values.get("until")),
            language=_names(values.get("language")),
            source=_names(values.get("source")),
            kind=_names(values.get("kind")),
        )

    def from_day(self, day: object) -> Narrowing:
        """Return it with another ``as_of``."""
        return replace(self, as_of=_name(str(day)))

    def fault(self, texts: Texts) -> str:
        """Say why no question can be asked with these options, for the visitor; empty if one can."""
        try:
            check_period(self.since, self.until, self.as_of)
            for code in self.language:
                language_code(code)
            for kind in self.kind:
                kind_name(kind)
        except NarrowingError as error:
            return narrowing_fault(error, texts)
        return ""

    def options(self) -> AskOptions:
        """Return the options that are set, as `rag.assistant.Assistant.stream` takes them."""
        return cast("AskOptions", {name: value for name, value in asdict(self).items() if value})

    def described(self, texts: Texts) -> tuple[str, ...]:
        """Describe the options in words; empty when none is set."""
        said = [f"{texts.as_of} {_said(self.as_of, texts)}"] if self.as_of else []
        if self.since or self.until:
            bounds = (_said(bound, texts) if bound else "…" for bound in (self.since, self.until))
            said.append(f"{texts.period} {' – '.join(bounds)}")
        said += [texts.language(code) for code in self.language]
        said += [label(name, 80) for name in self.source]
        said += [texts.kind(kind) for kind in self.kind]
        return tuple(said)


def narrowing_fault(error: NarrowingError, texts: Texts) -> str:
    """Say why a question cannot be narrowed so, for the visitor."""
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
