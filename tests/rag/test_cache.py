"""Folders made once: whole under their name, or not there at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from rag.cache import damaged, is_whole, made_once

ROOT = Path(__file__).resolve().parents[2]
ABOUT = {"model": "test"}


def fill(folder: Path) -> None:
    (folder / "weights.bin").write_bytes(b"w" * 1000)
    (folder / "part").mkdir()
    (folder / "part" / "config.json").write_text("{}")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.suffix != ".lock")


def program(target: Path, body: str) -> list[str]:
    """A process that makes the folder, by the statements given."""
    script = f"""
        import os, signal, time
        from pathlib import Path
        from rag.cache import made_once
        target = Path({str(target)!r})
        def fill(folder):
        {textwrap.indent(textwrap.dedent(body), " " * 12).lstrip()}
        made_once(target, fill, {{}})
    """
    lines = textwrap.dedent(script).replace("def fill(folder):\n", "def fill(folder):\n    ")
    return [sys.executable, "-c", lines]


def test_what_was_made_is_there_and_is_not_made_again(tmp_path: Path) -> None:
    made_once(tmp_path / "model", fill, ABOUT)
    assert is_whole(tmp_path / "model")
    assert (tmp_path / "model" / "part" / "config.json").read_text() == "{}"

    def again(_: Path) -> None:
        pytest.fail("it is there already")

    made_once(tmp_path / "model", again, ABOUT)


def test_a_failure_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    def fails(folder: Path) -> None:
        fill(folder)
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        made_once(tmp_path / "model", fails, ABOUT)
    assert names(tmp_path) == []


def test_a_kill_in_the_middle_leaves_no_folder_and_the_next_call_clears_its_draft(
    tmp_path: Path,
) -> None:
    target = tmp_path / "model"
    killed = subprocess.run(
        program(
            target,
            """
            (folder / "weights.bin").write_bytes(b"half")
            os.kill(os.getpid(), signal.SIGKILL)
            """,
        ),
        cwd=ROOT,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert not target.exists()
    assert len(names(tmp_path)) == 1
    made_once(target, fill, ABOUT)
    assert names(tmp_path) == ["model"]
    assert (target / "weights.bin").read_bytes() == b"w" * 1000


def test_of_two_processes_at_once_one_makes_it_and_the_other_waits(tmp_path: Path) -> None:
    target = tmp_path / "made" / "model"
    makers = tmp_path / "makers"
    command = program(
        target,
        f"""
        with open({str(makers)!r}, "a") as file: print(os.getpid(), file=file)
        time.sleep(1)
        (folder / "weights.bin").write_bytes(b"w")
        """,
    )
    processes = [subprocess.Popen(command, cwd=ROOT) for _ in range(3)]
    assert [process.wait() for process in processes] == [0, 0, 0]
    assert len(makers.read_text().splitlines()) == 1
    assert is_whole(target)
    assert names(target.parent) == ["model"]


@pytest.mark.parametrize("harm", ["remove", "shorten", "manifest"])
def test_a_folder_that_is_not_whole_is_made_anew(tmp_path: Path, harm: str) -> None:
    target = tmp_path / "model"
    made_once(target, fill, ABOUT)
    if harm == "remove":
        (target / "part" / "config.json").unlink()
    elif harm == "shorten":
        os.truncate(target / "weights.bin", 500)
    else:
        (target / "manifest.json").write_text("{")
    assert not is_whole(target)
    made_once(target, fill, ABOUT)
    assert is_whole(target)
    assert damaged(target) == []


def test_a_changed_byte_is_found_by_its_digest(tmp_path: Path) -> None:
    made_once(tmp_path / "model", fill, ABOUT)
    (tmp_path / "model" / "weights.bin").write_bytes(b"w" * 999 + b"x")
    assert damaged(tmp_path / "model") == ["weights.bin"]
