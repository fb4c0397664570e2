"""What passes between the steps of an ingest, before it is an Article of the corpus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article was read: a file and, in a file of many, the line (from 1)."""

    path: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class RawArticle:
    """One article as its source gave it, nothing checked.

    Attributes:
        fields: By the names of Article's fields (and ``author``), values as they stood.
    """

    origin: Origin
    body: str
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rejection:
    """Something that could not be taken in: where it stands, why, and what to do."""

    path: str
    line: int | None
    reason: str

    def as_dict(self) -> dict[str, Any]:
        """The form of ``news ingest --json``."""
        return asdict(self)
