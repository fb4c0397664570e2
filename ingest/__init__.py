"""Takes anything readable into the corpus as articles: ``from ingest import ingest``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.records import IngestSummary, Progress, Rejection, Remark, SourceOptions
from ingest.stopping import IngestStoppedError

if TYPE_CHECKING:
    from ingest.editing import edit, release, remove
    from ingest.intake import ingest
    from ingest.reembedding import reembed

__all__ = [
    "IngestStoppedError",
    "IngestSummary",
    "Progress",
    "Rejection",
    "Remark",
    "SourceOptions",
    "edit",
    "ingest",
    "reembed",
    "release",
    "remove",
]

_LATE = {
    "edit": "ingest.editing",
    "ingest": "ingest.intake",
    "reembed": "ingest.reembedding",
    "release": "ingest.editing",
    "remove": "ingest.editing",
}


def __getattr__(name: str) -> object:
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_LATE[name]), name)
