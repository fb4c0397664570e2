"""Kills an ingest at random moments: ``python -m benchmarks.kills``.

Each time a process fills a corpus of its own: it ingests articles, among them copies, changed and
broken ones; withdraws some; edits others by hand; ingests changes of all these; and restores some.
It is killed as by kill -9. The corpus it leaves must be sound, and the same work done again must
end in the very corpus that undisturbed work makes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sqlite3
import tempfile
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import chromadb  # noqa: F401  imported before the forks

from benchmarks.forks import fork, kill_at_statement, watch_statements
from benchmarks.stand_in import StandIn
from ingest import edit, ingest
from rag.corpus.corpus import Corpus
from rag.errors import CorpusMissingError

ARTICLES = 90
WINDOW = 24
"""Passages committed together: few, for many commits, so that many kills hit one."""

_GOES_ON_SECONDS = 0.05

_BODY = (
    "The library of {0} will open on Sundays from May, the council decided on Tuesday. Readers in "
    "{0} had asked for it in a petition with {1} names, the longest that the town has seen.\n\n"
    "The council of {0} pays {1} crowns a year for the staff, its treasurer {2} said. "
    "Shelves for {1} more books are to come from a carpenter in the harbour of {2}."
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    moments = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        write_inputs(place)
        statements = fork(partial(counted, place, place / "undisturbed"))
        expected = fork(partial(state, place / "undisturbed"))
        kills = number = 0
        while kills < arguments.kills:
            folder = place / f"killed-{number}"
            number += 1
            statement, after = moments.randrange(statements), moments.uniform(0, _GOES_ON_SECONDS)
            if fork(partial(killed, place, folder, statement, after)) is not None:
                continue  # it ended before the moment came
            kills += 1
            left = fork(partial(state, folder))
            fork(partial(work, place, folder))
            again = fork(partial(state, folder))
            found = {
                "articles": left["articles"],
                "faults": left["faults"] + again["faults"],
                "same": again["digest"] == expected["digest"],
            }
            print(json.dumps(found), flush=True)


def write_inputs(place: Path) -> None:
    """Write two files: articles, and changes of some of them."""
    towns = [f"{first}{last}" for first in ("Wel", "Duyn", "Var", "Mer") for last in _endings()]
    first, second = [], []
    for number, town in enumerate(towns[:ARTICLES]):
        body = _BODY.format(town, 400 + number, towns[(7 * number + 3) % len(towns)])
        base = {"id": town, "title": f"{town} reads", "body": body, "language": "en"}
        base["published_at"] = f"2026-{number % 11 + 1:02}-{number % 28 + 1:02}"
        first.append(json.dumps(base))
        if number % 5 == 0:
            first.append(json.dumps({**base, "id": f"{town} again", "body": body + " Wire."}))
        if number % 7 == 0:
            first.append('{"id": "broken')
        if number % 4 == 1:
            first.append(json.dumps({**base, "body": body + " It was corrected."}))
        if number % 3 == 0:
            later = {**base, "title": f"{town} reads on Sundays", "body": "Update. " + body}
            second.append(json.dumps(later))
    (place / "first.jsonl").write_text("\n".join(first), encoding="utf-8")
    (place / "second.jsonl").write_text("\n".join(second), encoding="utf-8")


def _endings() -> list[str]:
    return [a + b for a in ("se", "kam", "gui", "el", "ova") for b in ("", "l", "dam", "wyk", "na")]


def work(place: Path, folder: Path) -> str:
    """Do all that is done to one corpus, in order; done again, it changes nothing."""
    model: Any = StandIn()
    with closing(Corpus(folder, create=True)) as corpus:
        ingest([place / "first.jsonl"], corpus, model, window=WINDOW)
        ids = sorted(article.id for article in corpus.articles())
        ids += sorted(article.id for article in corpus.articles(status="withdrawn"))
        ids.sort()
        with corpus.writing():
            for article_id in ids[::6]:
                corpus.withdraw(article_id)
        for article_id in ids[::9]:
            edit(
                article_id, {"title": f"By hand: {article_id}", "section": "Culture"}, corpus, model
            )
        ingest([place / "second.jsonl"], corpus, model, window=WINDOW)
        with corpus.writing():
            for article_id in ids[::12]:
                corpus.restore(article_id)
    return "done"


def counted(place: Path, folder: Path) -> int:
    """Do the work undisturbed, and return the number of SQL statements it takes."""
    count = 0

    def add() -> None:
        nonlocal count
        count += 1

    watch_statements(add)
    work(place, folder)
    return count


def killed(place: Path, folder: Path, statement: int, after: float) -> str:
    """Do the work until it is killed, ``after`` seconds after an SQL statement."""
    kill_at_statement(statement, after=after)
    return work(place, folder)


def state(folder: Path) -> dict[str, Any]:
    """Open the corpus anew; return its number of articles, its faults, and a digest of it."""
    try:
        corpus = Corpus(folder)
    except CorpusMissingError:
        return {"articles": 0, "faults": [], "digest": ""}
    with closing(corpus), corpus.writing():
        faults = [fault.text for fault in corpus.check()]
    digest = hashlib.sha256()
    with closing(sqlite3.connect(folder / "corpus.sqlite3")) as connection:
        for question in (
            "SELECT id, title, body, published_at, version, status, content_hash, duplicate_of, "
            "section, input_digest, fixed FROM articles ORDER BY id",
            "SELECT article_id, version, record FROM versions ORDER BY 1, 2",
            'SELECT id, start, "end", sentences, p.input_digest, vector, tokens FROM passages p '
            "JOIN articles a ON article = a.key JOIN passage_tokens ON passage = p.key "
            "ORDER BY 1, 2",
            "SELECT line, reason FROM rejected ORDER BY path, line",
            "SELECT article_id, hash, size FROM (SELECT id AS article_id, hash, size FROM samples "
            "JOIN articles ON article = key) ORDER BY 1, 2",
        ):
            for row in connection.execute(question):
                digest.update(repr(row).encode())
        (count,) = connection.execute("SELECT count(*) FROM articles").fetchone()
    return {"articles": count, "faults": faults, "digest": digest.hexdigest()}


if __name__ == "__main__":
    main()
