"""The vector index: one process is in it at a time, and a damaged one is not opened."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import numpy as np
import pytest

from rag.corpus.vectors import VectorIndex
from rag.errors import CorpusError, CorpusLockedError
from tests.rag.corpus.made import vector

KEYS = [1, 2, 3]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "chroma"


@pytest.fixture
def writer(folder: Path) -> Iterator[VectorIndex]:
    index = VectorIndex(folder)
    yield index
    index.close()


@pytest.fixture
def reader(folder: Path) -> Iterator[VectorIndex]:
    index = VectorIndex(folder)
    yield index
    index.close()


def add(index: VectorIndex, *keys: int) -> str:
    with index.held(), index.changing() as state:
        index.add(keys, np.stack([vector(key) for key in keys]))
    return state


def nearest(index: VectorIndex, key: int, state: str) -> int | None:
    found = index.nearest(vector(key), 1, state)
    return None if found is None else int(found[0][0])


def test_a_reader_asks_what_another_wrote_but_not_while_it_writes(
    writer: VectorIndex, reader: VectorIndex
) -> None:
    first = add(writer, *KEYS)
    assert nearest(reader, 2, first) == 2
    with writer.held():
        assert nearest(reader, 2, first) is None
        assert nearest(writer, 2, first) == 2
        second = add(writer, 4)
    assert nearest(reader, 4, first) is None
    assert nearest(reader, 4, second) == 4
    assert nearest(writer, 4, second) == 4


def test_two_readers_take_turns_without_opening_anew(
    writer: VectorIndex, reader: VectorIndex
) -> None:
    state = add(writer, *KEYS)
    for _ in range(3):
        assert nearest(reader, 3, state) == 3
        assert nearest(writer, 3, state) == 3
        assert reader.state == writer.state == state


def test_an_index_in_which_a_process_died_is_not_opened_but_made_anew(
    folder: Path, writer: VectorIndex, reader: VectorIndex
) -> None:
    state = add(writer, *KEYS)
    dying = (
        "import os, pathlib, sys; from rag.corpus.vectors import VectorIndex\n"
        "index = VectorIndex(pathlib.Path(sys.argv[1]))\n"
        "with index.held(), index.changing(): os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", dying, str(folder)], check=False).returncode == 9
    assert writer.state == ""
    assert nearest(reader, 2, state) is None
    assert not reader.opens(state)
    with writer.held():
        assert writer.keys() == []
        assert writer.count() == 0
    state = add(writer, 4)
    with writer.held():
        assert writer.keys() == [4]
    assert nearest(reader, 2, state) == 4


def test_an_index_that_fails_in_a_change_is_lost(folder: Path, writer: VectorIndex) -> None:
    add(writer, *KEYS)
    with pytest.raises(CorpusError, match="news rebuild"), writer.held(), writer.changing():
        writer.add([4], np.ones((1, 7), np.float32))
    assert writer.state == ""


def test_a_change_that_is_stopped_by_hand_loses_nothing(writer: VectorIndex) -> None:
    add(writer, *KEYS)
    with pytest.raises(KeyboardInterrupt), writer.held(), writer.changing():
        writer.add([4], vector(4)[None])
        raise KeyboardInterrupt
    with writer.held():
        assert sorted(writer.keys()) == [*KEYS, 4]


def test_files_that_chroma_cannot_read_are_passed_over_by_who_asks(
    folder: Path, writer: VectorIndex, reader: VectorIndex
) -> None:
    state = add(writer, *KEYS)
    (folder / "chroma.sqlite3").write_bytes(b"not a database " * 500)
    assert nearest(reader, 2, state) is None
    assert not reader.opens(state)


def test_chroma_is_imported_before_the_index_is_marked(folder: Path, writer: VectorIndex) -> None:
    state = add(writer, *KEYS)
    killed = (
        "import os, pathlib, sys; from rag.corpus.vectors import VectorIndex\n"
        "class Chroma:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name.startswith('chromadb'): os._exit(9)\n"
        "sys.meta_path.insert(0, Chroma())\n"
        "VectorIndex(pathlib.Path(sys.argv[1])).opens(sys.argv[2])"
    )
    command = [sys.executable, "-c", killed, str(folder), state]
    assert subprocess.run(command, check=False).returncode == 9
    assert writer.state == state


def test_a_reader_that_stays_in_the_index_is_told_to_who_would_write(
    writer: VectorIndex, reader: VectorIndex
) -> None:
    with (
        reader.held(),
        pytest.raises(CorpusLockedError, match="stopped"),
        writer.held(wait_seconds=0),
    ):
        pytest.fail("two are in the index")
    with writer.held(wait_seconds=0):
        pass


def test_a_thread_that_opens_the_index_anew_does_not_seem_to_have_lost_it(
    writer: VectorIndex,
) -> None:
    state, is_over = add(writer, *KEYS), Event()
    with writer.held(), ThreadPoolExecutor(1) as another:
        seen = another.submit(lambda: {writer.state for _ in iter(is_over.is_set, True)})
        for _ in range(20):
            writer.close()
            writer.count()
        is_over.set()
    assert seen.result() == {state}
