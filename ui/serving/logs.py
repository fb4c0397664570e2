"""Lines for those who keep a server: plain, or one JSON object a line."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any, Literal

from ui.terminal import one_line


class Lines(logging.Formatter):
    """One line a record; what a record carries in ``extra={"fields": ...}`` is part of it."""

    def __init__(self, form: Literal["text", "json"]) -> None:
        super().__init__()
        self._json = form == "json"

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line; an exception's traceback is in JSON, and shown below in text."""
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        fields: dict[str, Any] = getattr(record, "fields", {})
        trace = self.formatException(record.exc_info) if record.exc_info else ""
        if self._json:
            told = {
                "time": time,
                "level": record.levelname.lower(),
                "logger": record.name,
                "message": record.getMessage(),
                **fields,
                **({"trace": trace} if trace else {}),
            }
            return json.dumps(told, default=str)
        more = " ".join(f"{name}={value}" for name, value in fields.items())
        line = one_line(f"{time} {record.levelname} {record.getMessage()} {more}")
        return f"{line}\n{trace}" if trace else line


def set_up(form: Literal["text", "json"]) -> None:
    """Write to stderr what this project tells, and what the libraries warn of."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines(form))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("ui").setLevel(logging.INFO)
