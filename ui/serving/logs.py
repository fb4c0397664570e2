"""Log lines for those who run a server: plain text, or one JSON object a line."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any, Literal

from ui.terminal import one_line


class LineFormatter(logging.Formatter):
    """Formats a record as one line, with the fields it carries in ``extra={"fields": ...}``."""

    def __init__(self, form: Literal["text", "json"]) -> None:
        super().__init__()
        self._json = form == "json"

    def format(self, record: logging.LogRecord) -> str:
        """Format a record; a traceback becomes a field in JSON, and follows the line in text."""
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
    """Log to stderr: the messages of this project, and the warnings of libraries."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(LineFormatter(form))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("ui").setLevel(logging.INFO)
