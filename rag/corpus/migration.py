"""Migration of a corpus from an older format to the present one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping

from rag.corpus import text_since
from rag.corpus.database import Database
from rag.corpus.schema import MIGRATIONS, SCHEMA_VERSION
from rag.corpus.snapshot import snapshot

KEPT = "before-format-{}.sqlite3"
"""Name of the copy that is kept of the file as it was; the number is the new format."""

_FILL: Mapping[int, Callable[[sqlite3.Connection], None]] = {3: text_since.fill}
"""Steps whose new columns are filled in by a function, because SQL alone cannot."""


def migrate(database: Database) -> None:
    """Bring the file to the present format, all of it or nothing; a copy is kept as it was.

    The writer's lock must be held.

    Raises:
        CorpusError: It cannot be written, or the disk is too full for the copy.
    """
    version = database.version
    if version >= SCHEMA_VERSION:
        return  # another process was first
    snapshot(database.path, database.path.with_name(KEPT.format(SCHEMA_VERSION)))
    with database.transaction() as connection:
        for step in range(version, SCHEMA_VERSION):
            for statement in MIGRATIONS[step].split(";\n"):
                connection.execute(statement)
            if step in _FILL:
                _FILL[step](connection)
        database.set_meta("schema", str(SCHEMA_VERSION))
