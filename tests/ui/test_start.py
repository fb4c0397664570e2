"""The program `news` when it is told to end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from rag.corpus.corpus import Corpus
from rag.corpus.vectors import VectorIndex
from tests.programs import NEWS, WITHOUT_MODEL

WRITING = """if True:
    import os, pathlib, sys
    import numpy as np
    import ui.cli
    from rag.corpus.vectors import VectorIndex
    from ui.start import main
    def write():
        index = VectorIndex(pathlib.Path(sys.argv[1]))
        with index.held(), index.changing():
            index.add([7], np.eye(1, 9, dtype=np.float32))
            os.kill(os.getpid(), int(sys.argv[2]))
            index.add([8], np.eye(1, 9, dtype=np.float32))
    ui.cli.main = write
    main()
"""


def told_while_writing(folder: Path, number: int, how_left: signal.Handlers) -> int:
    command = [sys.executable, "-c", WRITING, str(folder), str(int(number))]
    return subprocess.run(
        command, check=False, preexec_fn=lambda: signal.signal(number, how_left)
    ).returncode


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a program without telling it")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_who_is_told_to_end_leaves_the_vector_index_whole(tmp_path: Path, name: str) -> None:
    number = getattr(signal, name)
    folder = tmp_path / "chroma"
    assert told_while_writing(folder, number, signal.SIG_DFL) == 128 + number
    with closing(VectorIndex(folder)) as index, index.held():
        assert index.keys() == [7]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGHUP")
def test_under_nohup_it_goes_on(tmp_path: Path) -> None:
    assert told_while_writing(tmp_path / "chroma", signal.SIGHUP, signal.SIG_IGN) == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a program without telling it")
@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_ingest_ends_when_told_though_its_input_does_not(
    corpus: Corpus, name: str, code: int
) -> None:
    with subprocess.Popen(
        [*WITHOUT_MODEL, "ingest", "-", "--corpus", str(corpus.folder)],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:
        assert process.stdin
        assert process.stderr
        process.stdin.write(b" " * 1_000_000)  # more than a pipe holds: it is being read
        time.sleep(1)  # what comes right before it waits for more is noticed at the next signal
        process.send_signal(getattr(signal, name))
        assert process.wait(timeout=60) == code
        assert b"Fatal" not in process.stderr.read()


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a program without telling it")
def test_mcp_ends_when_told_though_its_input_does_not(corpus: Corpus) -> None:
    greeting = (
        '{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": '
        '"2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}}\n'
    )
    with subprocess.Popen(
        [*NEWS, "mcp", "--corpus", str(corpus.folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "NEWS_WRITER": "extractive"},
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(greeting)
        process.stdin.flush()
        assert '"id":1' in process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)
    assert process.returncode == -signal.SIGTERM
