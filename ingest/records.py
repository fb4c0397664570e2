"""Defines what passes between the steps of an ingest, before it is an Article of the corpus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal, Self

from ingest.dating import DateOrder
from rag.text import writable

FoundIn = Literal[
    "record",
    "page",
    "feed",
    "mail",
    "document",
    "text",
    "file name",
    "setting",
    "headline",
    "section",
]
"""Where a field was found: in a field of the record, a page's mark-up, a feed, a mail's headers, the
properties of a PDF or DOCX, the running text, the name of the file, or a setting; a kind also in a
label in front of the headline, or in the name of the section."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article was read: a place and, in a file of many, the line or item (from 1).

    Attributes:
        path: A file, a URL, or a member packed in one: ``archive.zip!/inner/page.html``.
    """

    path: str
    line: int | None = None
    item: int | None = None

    def inside(self, name: str) -> Origin:
        """Return the origin of what is packed here under a name."""
        return Origin(f"{self.path}!/{name}")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date of publication that was found outside the article's own fields.

    Attributes:
        value: ISO 8601 at the precision that was found.
    """

    value: str
    found_in: FoundIn


@dataclass(frozen=True, slots=True)
class RawArticle:
    """One article as its source gave it, nothing checked.

    Attributes:
        fields: Values as they stood, by the names of Article's fields (and ``author``).
        size: Bytes of input that were read for it, as far as that is known.
        found_in: Where those ``fields`` were found that the record itself did not give, by name.
        dates: Dates of publication found elsewhere, the most trusted first, if no field has one.
        remarks: What a person should know about how it was read.
    """

    origin: Origin
    body: str
    fields: Mapping[str, object] = field(default_factory=dict)
    size: int = 0
    found_in: Mapping[str, FoundIn] = field(default_factory=dict)
    dates: tuple[FoundDate, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """What a person says about how sources are to be read.

    Attributes:
        columns: The column of a table, or field of a JSON object, that holds each field of the
            article, by the name of the article's field.
        source: The outlet of articles that name none.
        dates: What stands first in dates such as 03/04/2025; without it they cannot be read.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    source: str | None = None
    dates: DateOrder | None = None

    def set_values(self) -> dict[str, Any]:
        """Return the options that are set, by name."""
        return {name: value for name, value in asdict(self).items() if value}

    def overridden_by(self, other: SourceOptions) -> SourceOptions:
        """Return these options, replaced by those that are set in ``other``."""
        values = {**self.set_values(), **other.set_values()}
        return SourceOptions(**{**values, "columns": {**self.columns, **other.columns}})


def place(path: str, line: int | None, item: int | None) -> str:
    """Describe a place for people: ``a.jsonl:3``, ``a.json, item 7``, or the path alone."""
    of_file = path if line is None else f"{path}:{line}"
    return of_file if item is None else f"{of_file}, item {item}"


@dataclass(frozen=True, slots=True)
class Rejection:
    """Something that could not be taken in: where it stands, why not, and what to do."""

    path: str
    line: int | None
    reason: str
    item: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "path", writable(self.path))
        object.__setattr__(self, "reason", writable(self.reason))

    @classmethod
    def at(cls, origin: Origin, reason: str) -> Self:
        """Reject what was read at a place, for a reason."""
        return cls(origin.path, origin.line, reason, origin.item)

    def as_dict(self) -> dict[str, Any]:
        """Return it in the form of ``news ingest --json``."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something worth saying about an article that was taken in: where it stands, and what."""

    path: str
    line: int | None
    text: str
    item: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "path", writable(self.path))
        object.__setattr__(self, "text", writable(self.text))

    @classmethod
    def at(cls, origin: Origin, text: str) -> Self:
        """Make a remark on what was read at a place."""
        return cls(origin.path, origin.line, text, origin.item)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest has come.

    Attributes:
        articles: Records dealt with, unchanged and rejected ones included.
        passages: Passages that have their vectors.
        fraction: Share of the input's bytes that is done, 0 to 1; None while it is not known.
        passages_per_second: Mean of the last minute; None at first.
        seconds_left: Estimate from the last minute; None while there is none.
    """

    articles: int
    passages: int
    fraction: float | None
    passages_per_second: float | None
    seconds_left: float | None


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """The result of an ingest; each article read is counted in one of the first five.

    Attributes:
        added: New articles.
        updated: Articles that were stored before and have changed; the old version is kept.
        unchanged: Articles that were stored before and have not changed.
        duplicates: New articles, stored and linked to an earlier one of which they are a copy.
        rejected: What could not be taken in.
        warnings: What was changed or left out of articles that were taken in.
        passages: Passages stored.
        seconds: From the first byte read to the last commit.
    """

    added: int
    updated: int
    unchanged: int
    duplicates: int
    rejected: tuple[Rejection, ...]
    warnings: tuple[Remark, ...]
    passages: int
    seconds: float

    def as_dict(self) -> dict[str, Any]:
        """Return it in the form of ``news ingest --json``."""
        return {**asdict(self), "seconds": round(self.seconds, 3)}

    def counts(self) -> dict[str, int]:
        """Return how many articles were added, updated, unchanged, duplicates and rejected, by
        these names.
        """
        return {
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "duplicates": self.duplicates,
            "rejected": len(self.rejected),
        }

    def __add__(self, other: IngestSummary) -> IngestSummary:
        """Add up the summaries of two ingests, one after the other."""
        return IngestSummary(
            *(getattr(self, item.name) + getattr(other, item.name) for item in fields(self))
        )


NOTHING_TAKEN_IN = IngestSummary(0, 0, 0, 0, (), (), 0, 0.0)
