"""JSON Lines files that other programs read; ``news ingest`` can read exported articles again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rag.errors import InputError
from rag.records import Article


def export(articles: Iterable[Article], target: Path, *, force: bool = False) -> int:
    """Write articles into a file, as `write_lines` does; return how many."""
    return write_lines(map(asdict, articles), target, force=force)


def write_lines(records: Iterable[Mapping[str, Any]], target: Path, *, force: bool = False) -> int:
    """Write records into a file, one JSON object a line, UTF-8; return how many.

    Args:
        force: Replace the file if there is one.

    Raises:
        InputError: There is such a file already, or it cannot be written.
    """
    if target.exists() and not force:
        raise InputError(f"{target} exists already. Use another name, or --force to replace it.")
    draft = target.with_name(f"{target.name}.draft")
    count = 0
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as file:
            for record in records:
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
                count += 1
        draft.replace(target)
    except OSError as error:
        raise InputError(f"{target} cannot be written: {error.strerror}.") from error
    finally:
        with suppress(OSError):
            draft.unlink()
    return count
