"""What is remembered of addresses; its file's faults are told in one sentence."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ingest.web.memory import Memory, Visit
from rag.errors import CorpusError


def test_a_file_that_cannot_be_used_any_more_is_told(tmp_path: Path) -> None:
    with closing(Memory(tmp_path)) as memory:
        memory.remember("page", {"https://news.example/a": Visit("seen")})
        assert memory.visit("page", "https://news.example/a") == Visit("seen")
        with closing(sqlite3.connect(tmp_path / "web.sqlite3")) as connection:
            connection.execute("DROP TABLE visits")
        with pytest.raises(CorpusError, match=r"web\.sqlite3 cannot be used .*remove that file"):
            memory.visit("page", "https://news.example/a")
        with pytest.raises(CorpusError, match=r"web\.sqlite3 cannot be used .*remove that file"):
            memory.remember("page", {"https://news.example/b": Visit()})
