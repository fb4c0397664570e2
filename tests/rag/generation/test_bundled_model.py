from __future__ import annotations

from multiprocessing import get_context
from pathlib import Path

import pytest

from rag.cache import damaged, is_whole, made_once


def _fill(folder: Path) -> None:
    (folder / "part").write_bytes(b"x" * 1000)
    with (folder.parent / "made").open("a") as log:
        log.write("once\n")


def _make(target: Path) -> None:
    made_once(target, _fill, {"model": "test"})


def test_two_processes_make_a_folder_once(tmp_path: Path) -> None:
    context = get_context("spawn")
    processes = [context.Process(target=_make, args=(tmp_path / "model",)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    assert (tmp_path / "made").read_text() == "once\n"
    assert is_whole(tmp_path / "model")


def test_a_failure_leaves_nothing_half_made(tmp_path: Path) -> None:
    def fail(folder: Path) -> None:
        (folder / "part").write_bytes(b"x")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        made_once(tmp_path / "model", fail, {})
    assert [path.name for path in tmp_path.iterdir()] == ["model.lock"]


def test_a_folder_that_lost_something_is_made_again(tmp_path: Path) -> None:
    target = tmp_path / "model"
    _make(target)
    (target / "part").write_bytes(b"x")
    _make(target)
    assert (target / "part").stat().st_size == 1000


def test_a_file_that_changed_in_place_is_found(tmp_path: Path) -> None:
    target = tmp_path / "model"
    _make(target)
    assert damaged(target) == []
    (target / "part").write_bytes(b"y" * 1000)
    assert damaged(target) == ["part"]
