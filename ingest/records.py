"""What passes between the steps of an ingest, before it is an Article of the corpus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article was read: a file and, in a file of many, the line or item (from 1)."""

    path: str
    line: int | None = None
    item: int | None = None


@dataclass(frozen=True, slots=True)
class RawArticle:
    """One article as its source gave it, nothing checked.

    Attributes:
        fields: By the names of Article's fields (and ``author``), values as they stood.
        size: Bytes of input that were read for it, as far as that is known.
    """

    origin: Origin
    body: str
    fields: Mapping[str, object] = field(default_factory=dict)
    size: int = 0


@dataclass(frozen=True, slots=True)
class Rejection:
    """Something that could not be taken in: where it stands, why, and what to do."""

    path: str
    line: int | None
    reason: str

    def as_dict(self) -> dict[str, Any]:
        """The form of ``news ingest --json``."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about an article that was taken in all the same: where it stands, and what."""

    path: str
    line: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest is.

    Attributes:
        articles: Records dealt with, the unchanged and the rejected among them.
        passages: Passages that have their vectors.
        fraction: Share of the input's bytes that is done, 0 to 1; None while it is not known.
        passages_per_second: Over the last minute; None at first.
        seconds_left: None while nothing can be said.
    """

    articles: int
    passages: int
    fraction: float | None
    passages_per_second: float | None
    seconds_left: float | None


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """What came of an ingest; each article read is in one of the first five.

    Attributes:
        added: New articles.
        updated: Articles stored before that now say something else; the old version is kept.
        unchanged: Articles stored before as they are.
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
        """The form of ``news ingest --json``."""
        return {**asdict(self), "seconds": round(self.seconds, 3)}
