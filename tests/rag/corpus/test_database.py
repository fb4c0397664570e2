"""Connections of threads to one file, and what becomes of them when the corpus is closed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from rag.corpus.database import Database
from rag.errors import CorpusError


@pytest.mark.parametrize("within", [Database.reading, Database.transaction])
def test_a_connection_that_another_thread_has_just_closed_is_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    within: Callable[[Database], AbstractContextManager[object]],
) -> None:
    database = Database(tmp_path / "corpus.sqlite3", create=True)
    connection = database.connection
    database.close()
    monkeypatch.setattr(Database, "connection", connection)
    with pytest.raises(CorpusError, match=r"cannot be used: .*closed"), within(database):
        pytest.fail("a closed connection is used")
