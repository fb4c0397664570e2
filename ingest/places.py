"""Identifies where a record was read: whether the same place is the same source again, and its
short name.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from ingest.records import Origin, RawArticle
from ingest.sources import STDIN


def is_one_of_many(origin: Origin) -> bool:
    """Tell whether a record is a line or item of a file of many."""
    return origin.line is not None or origin.item is not None


def is_a_file(origin: Origin) -> bool:
    """Tell whether a path is the same place each time it is read: not so on the web or the standard
    input.
    """
    return "://" not in origin.path and is_kept(origin)


def is_kept(origin: Origin) -> bool:
    """Tell whether a path names the same source each time it is read: not so the standard input."""
    return origin.path.split("!/")[0] != str(STDIN)


def place_key(origin: Origin) -> str:
    """Return a short key for a place, the same from whichever folder its path was given."""
    path = origin.path if "://" in origin.path else str(Path(origin.path).absolute())
    where = (path, origin.line, origin.item)
    return hashlib.sha256(repr(where).encode()).hexdigest()[:24]


def record_digest(raw: RawArticle) -> str:
    """Return a hash of a record's content: the same wherever the record is read."""
    dates = [[[date.value, date.found_in] for date in raw.dates]] if raw.dates else []
    record = json.dumps([raw.body, raw.fields, *dates], sort_keys=True, default=str)
    return hashlib.sha256(record.encode()).hexdigest()[:32]
