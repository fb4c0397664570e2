"""Kills a writing process at its every step; run as a program, it prints what each kill left.

Every process that opens the corpus is a fork, so that a kill takes nothing else along, and the
imports are paid for once.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import chromadb  # noqa: F401  imported before the forks

from benchmarks.forks import fork, kill_at_statement
from rag.corpus.corpus import Corpus
from rag.corpus.vectors import VectorIndex
from tests.rag.corpus.format_1 import to_format_1
from tests.rag.corpus.made import new_article

MANY = 1_500
"""Passages in one batch: more than Chroma collects before it rewrites its index on disk."""


def prepare(folder: Path) -> None:
    corpus = Corpus(folder, create=True)
    with corpus.writing():
        corpus.set_model("fingerprint", "model")
        corpus.write([new_article("kept", "Zeppelin lands."), new_article("changed", "Old words.")])
        corpus.write([new_article("gone", "Balloon departs.")])


def change(folder: Path, until: int) -> str:
    kill_at_statement(until)
    corpus = Corpus(folder)
    with corpus.writing():
        corpus.write([new_article("changed", "New words."), new_article("added", "Airship waits.")])
        corpus.remove("gone")
        corpus.rebuild()
    return "ended"


def write_many(folder: Path) -> None:
    corpus = Corpus(folder)
    texts = [f"Passage number {i}." for i in range(MANY)]
    with corpus.writing():
        corpus.write([new_article("many", *texts)])


def facts(folder: Path) -> dict[str, Any]:
    """What a fresh start finds: the articles, and whether each search knows exactly them."""
    corpus = Corpus(folder)
    table = corpus.table()
    stored = corpus.passages(table.keys.tolist())
    by_vector, by_words = [], []
    for key, item in stored.items():
        if len(stored) < 100 or key % 100 == 0:
            by_vector.append(int(corpus.dense(item.vectors.passage, 1, None)[0][0]) == key)
            by_words.append(key in corpus.lexical(item.passage.text, 50, None)[0].tolist())
    index = VectorIndex(folder / "chroma")
    with index.held():
        in_chroma = index.count()
    return {
        "bodies": {a.id: (a.version, a.body) for a in corpus.articles() if a.id != "many"},
        "passages": len(stored),
        "in_chroma": in_chroma,
        "found_by_vector": all(by_vector),
        "found_by_words": all(by_words),
        "words": [
            len(corpus.lexical(word, 9, None)[0]) > 0 for word in ("old", "balloon", "airship")
        ],
    }


def migrate(folder: Path, until: int) -> str:
    kill_at_statement(until)
    Corpus(folder)
    return "ended"


def at_statements(
    base: Path, step: int, work: Callable[..., str] = change
) -> Iterator[dict[str, Any]]:
    """Kill the work at every so manieth statement, until it comes to its end."""
    number, ended = 0, None
    while not ended:
        folder = base.with_name(f"statement-{number}")
        shutil.copytree(base, folder)
        ended = fork(partial(work, folder, until=number))
        yield fork(partial(facts, folder))
        number += step


def while_telling_chroma(base: Path, delays: list[float]) -> Iterator[dict[str, Any]]:
    """Kill `write_many` so many seconds after its articles are in SQLite."""
    for delay in delays:
        folder = base.with_name(f"delay-{delay}")
        shutil.copytree(base, folder)
        fork(partial(write_many, folder), partial(kill_once_committed, folder, delay))
        yield fork(partial(facts, folder))


def kill_once_committed(folder: Path, delay: float, child: int) -> None:
    with closing(sqlite3.connect(folder / "corpus.sqlite3")) as connection:
        while connection.execute("SELECT count(*) FROM outbox").fetchone() == (0,):
            time.sleep(0.001)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)


def left_by_kills(folder: Path, *arguments: str) -> list[dict[str, Any]]:
    """Run this file as a program; the `facts` after each kill.

    Args:
        arguments: What is killed, ``statements``, ``migration`` or ``chroma``, and when.
    """
    done = subprocess.run(
        [sys.executable, "-m", "tests.rag.corpus.crashes", str(folder), *arguments],
        cwd=Path(__file__).resolve().parents[3],
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def main(place: str, manner: str, *numbers: str) -> None:
    base = Path(place) / "base"
    fork(partial(prepare, base))
    if manner == "statements":
        found = at_statements(base, int(numbers[0]))
    elif manner == "migration":
        to_format_1(base)
        found = at_statements(base, int(numbers[0]), migrate)
    else:
        found = while_telling_chroma(base, [float(number) for number in numbers])
    for facts_left in found:
        print(json.dumps(facts_left), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
