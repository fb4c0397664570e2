"""`news serve` from its first start to Ctrl-C."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path


def test_a_first_start_takes_in_the_sample_and_serves_it_until_interrupted(
    corpus_folder: Path, tmp_path: Path
) -> None:
    sample = tmp_path / "sample"
    sample.mkdir()
    (sample / "ferry.txt").write_text("The ferry sails again now that the storm is over.")
    command = [sys.executable, "-c", "from ui.cli import main; main()", "serve", "--port", "0"]
    with subprocess.Popen(
        [*command, "--sample", sample, "--corpus", corpus_folder],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "NEWS_WRITER": "extractive"},
        # Whoever starts the tests in the background makes their children deaf to Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as server:
        assert server.stdout is not None
        assert server.stdout.readline().startswith("1 added,")
        address = re.search(r"http://127\.0\.0\.1:\d+/", server.stdout.readline())
        assert address, "the address is printed"
        with urllib.request.urlopen(f"{address[0]}health") as answered:
            assert answered.status == 200
        server.send_signal(signal.SIGINT)
        _, errors = server.communicate()
    assert server.returncode == 130
    assert f"The corpus in {corpus_folder} is empty: taking in {sample}." in errors
    assert errors.endswith("news: Stopped.\n")
    assert "Traceback" not in errors
