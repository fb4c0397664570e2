"""`news serve` from its first start to Ctrl-C."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.programs import NEWS, WITHOUT_MODEL


@contextmanager
def served(
    program: Sequence[str], corpus: Path, *options: object
) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [*program, "serve", "--port", "0", "--corpus", str(corpus), *map(str, options)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "NEWS_WRITER": "extractive"},
        # Whoever starts the tests in the background makes their children deaf to Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as server:
        yield server


def articles(server: subprocess.Popen[str]) -> int:
    """How many articles it says that it serves, at the address that it prints."""
    assert server.stdout is not None
    address = re.search(r"http://127\.0\.0\.1:\d+/", server.stdout.readline())
    assert address, "the address is printed"
    with urllib.request.urlopen(f"{address[0]}api/v1/status") as answered:
        held: int = json.load(answered)["corpus"]["articles"]
        return held


def test_a_first_start_takes_in_the_sample_and_serves_it_until_interrupted(
    corpus_folder: Path, tmp_path: Path
) -> None:
    sample = tmp_path / "sample"
    sample.mkdir()
    (sample / "ferry.csv").write_text(
        "full_text\nThe ferry sails again now that the storm is over.\n"
    )
    options = ("--sample", sample, "--column", "body=full_text")
    with served(NEWS, corpus_folder, *options) as server:
        assert server.stdout is not None
        assert server.stdout.readline().startswith("1 added,")
        assert articles(server) == 1
        server.send_signal(signal.SIGINT)
        _, errors = server.communicate()
    assert server.returncode == 130
    assert f"The corpus in {corpus_folder} is empty: taking in {sample}." in errors
    assert errors.endswith("news: Stopped.\n")
    assert "Traceback" not in errors


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a program without telling it")
def test_an_empty_corpus_is_served_and_told_twice_at_once_to_end_it_ends(
    corpus_folder: Path,
) -> None:
    with served(WITHOUT_MODEL, corpus_folder) as server:
        assert articles(server) == 0
        server.send_signal(signal.SIGTERM)  # as `make` passes on what its whole group gets
        time.sleep(0.1)
        server.send_signal(signal.SIGTERM)
        _, errors = server.communicate()
    assert server.returncode == 143
    starting, told, *_ = errors.splitlines()
    assert starting == "Starting ..."
    assert f"is empty. Add articles: news ingest PATH... --corpus {corpus_folder}" in told
    assert "--sample " in told
    assert "Traceback" not in errors
