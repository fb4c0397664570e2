"""An ingest killed in the middle: every article is whole or absent, and a rerun ends the same."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from benchmarks.stand_in import StandIn
from ingest import ingest
from ingest.splitting import sentences
from rag.corpus.corpus import Corpus

ROOT = Path(__file__).resolve().parents[2]

WINDOW = 3
# Says when the model is at work on the third window, which it never ends.
PROGRAM = """
import sys, time
from pathlib import Path
from benchmarks.stand_in import StandIn
from ingest import ingest
from rag.corpus.corpus import Corpus

class Model(StandIn):
    windows = 0

    def encode_passages(self, inputs):
        self.windows += 1
        if self.windows == 3:
            print("at work", flush=True)
            time.sleep(600)
        return super().encode_passages(inputs)

corpus = Corpus(Path(sys.argv[1]), create=True)
ingest([sys.argv[2]], corpus, Model(), window=int(sys.argv[3]))
"""


def records() -> list[dict[str, object]]:
    """Articles, copies of some, and later versions of others."""
    towns = ["Welse", "Duynkamp", "Varguil", "Merel", "Syvach", "Tavolzh", "Fanar", "Trevelac"]
    body = (
        "The library of {0} will open on Sundays from May, the council decided on Tuesday. "
        "Readers in {0} had asked for it in a petition with {1} names. "
        "The council of {0} pays {1} crowns a year for the staff, its treasurer said."
    )
    found: list[dict[str, object]] = []
    for number, town in enumerate(towns):
        text = body.format(town, 400 + number)
        day = f"2026-04-{number + 1:02}"
        base = {"title": f"{town} reads", "body": text, "published_at": day, "language": "en"}
        found.append({**base, "id": town})
        if number % 3 == 0:
            found.append({**base, "id": f"{town} again", "body": text + " Wire."})
        if number % 2:
            found.append({**base, "id": towns[number - 1], "body": text + " Later."})
    return found


def state(folder: Path) -> list[tuple[object, ...]]:
    """All that a corpus says, without when it came in."""
    with sqlite3.connect(folder / "corpus.sqlite3") as connection:
        articles = connection.execute(
            "SELECT id, title, body, published_at, version, content_hash, duplicate_of, "
            "input_digest FROM articles ORDER BY id"
        ).fetchall()
        versions = connection.execute(
            "SELECT article_id, version, record FROM versions ORDER BY 1, 2"
        ).fetchall()
        passages = connection.execute(
            'SELECT id, start, "end", sentences, passages.input_digest FROM passages '
            "JOIN articles ON article = articles.key ORDER BY 1, 2"
        ).fetchall()
    connection.close()
    return [*articles, *versions, *passages]


def check_whole(folder: Path) -> int:
    """Every article has all its passages, and the indexes know them; how many there are."""
    corpus = Corpus(folder)
    stored = corpus.passages(corpus.table().keys.tolist())
    count = 0
    for article in corpus.articles():
        spans = [
            span
            for item in stored.values()
            if item.passage.article_id == article.id
            for span in item.passage.sentences
        ]
        assert sorted(spans) == sentences(article.body, article.language)
        count += 1
    first = next(iter(stored.values()), None)
    if first is not None:
        keys, _ = corpus.dense(first.vectors.passage, len(stored), None)
        assert set(keys.tolist()) == set(stored)
    corpus.close()
    return count


def test_killed_with_the_model_at_work_then_run_again(
    tmp_path: Path, corpus: Corpus, corpus_folder: Path
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, records())))
    model: Any = StandIn()
    ingest([path], corpus, model, window=WINDOW)
    undisturbed, whole = state(corpus_folder), corpus.holdings().articles

    killed = tmp_path / "killed"
    command = [sys.executable, "-c", PROGRAM, str(killed), str(path), str(WINDOW)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "at work\n"
        process.kill()
    assert check_whole(killed) < whole

    with closing(Corpus(killed)) as again:
        ingest([path], again, model, window=WINDOW)
    assert check_whole(killed) == whole
    assert state(killed) == undisturbed


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_any_moment_of_updates_withdrawals_and_edits_nothing_is_lost_or_double() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.kills", "--kills", "2"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    kills = [json.loads(line) for line in done.stdout.splitlines()]
    assert [found["faults"] for found in kills] == [[], []]
    assert all(found["same"] for found in kills)
