"""One process writes at a time; others read, and see what it wrote."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from rag.corpus.articles import NewArticle
from rag.corpus.corpus import Corpus
from rag.errors import CorpusLockedError
from tests.rag.corpus.crashes import MANY, left_by_kills
from tests.rag.corpus.made import new_article

ROOT = Path(__file__).resolve().parents[3]


class Writer:
    """Another process, holding the corpus for writing."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.rag.corpus.writer", str(folder)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._answer() == "holding"

    def tell(self, command: str) -> None:
        assert self.process.stdin
        print(command, file=self.process.stdin, flush=True)
        assert self._answer() == "done"

    def _answer(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def writer(corpus: Corpus, corpus_folder: Path) -> Iterator[Writer]:
    with corpus.writing():
        corpus.write([new_article("first", "Zeppelin lands.")])
    other = Writer(corpus_folder)
    yield other
    other.kill()


def test_while_one_writes_a_second_is_told_who_and_others_search_until_it_is_killed(
    corpus: Corpus, corpus_folder: Path, writer: Writer
) -> None:
    with (
        pytest.raises(CorpusLockedError, match=rf"written by process {writer.process.pid}\b"),
        corpus.writing(),
    ):
        pytest.fail("two processes hold the corpus")
    with closing(Corpus(corpus_folder)) as reader:
        assert len(reader.lexical("zeppelin", 5, None)[0]) == 1, "opened while another writes"
    writer.kill()
    with corpus.writing():
        corpus.write([new_article("second", "Balloon departs.")])
    assert corpus.holdings().articles == 2, "a killed writer frees the corpus"


def test_a_writer_may_wait_until_another_is_done(corpus: Corpus, writer: Writer) -> None:
    with ThreadPoolExecutor(1) as another:
        waiting = another.submit(_write, corpus, new_article("second", "Balloon departs."))
        writer.kill()
        waiting.result()
    assert corpus.holdings().articles == 2


def _write(corpus: Corpus, article: NewArticle) -> None:
    with corpus.writing(wait_seconds=60):
        corpus.write([article])


def test_all_corpora_of_a_process_see_what_another_wrote_and_removed(
    corpus: Corpus, corpus_folder: Path, writer: Writer
) -> None:
    query = new_article("second", "Balloon departs.").passages[0].vectors.passage

    def nearest(one: Corpus) -> list[str]:
        keys, _ = one.dense(query, 9, None)
        stored = one.passages(keys.tolist())
        return [stored[key].passage.article_id for key in keys.tolist()]

    with closing(Corpus(corpus_folder)) as beside:
        both = (corpus, beside)
        assert [nearest(one) for one in both] == [["first"]] * 2
        writer.tell("write second Balloon departs.")
        assert [nearest(one) for one in both] == [["second", "first"]] * 2
        assert [len(one.lexical("balloon", 5, None)[0]) for one in both] == [1, 1]
        writer.tell("remove second")
        assert [nearest(one) for one in both] == [["first"]] * 2
        assert [len(one.lexical("balloon", 5, None)[0]) for one in both] == [0, 0]


def test_a_process_takes_over_where_another_left_off(corpus: Corpus, writer: Writer) -> None:
    writer.tell("write second Balloon departs.")
    writer.tell("write first Zeppelin leaves again.")
    writer.kill()
    with corpus.writing():
        corpus.write([new_article("third", "Airship waits.")])
    for text in ("Zeppelin leaves again.", "Balloon departs.", "Airship waits."):
        article_id = {"Z": "first", "B": "second", "A": "third"}[text[0]]
        query = new_article(article_id, text).passages[0].vectors.passage
        keys, cosines = corpus.dense(query, 1, None)
        assert cosines[0] > 0.999
        assert corpus.lexical(text, 1, None)[0].tolist() == keys.tolist()


def _many(number: int, version: int = 1) -> NewArticle:
    texts = (f"Passage {i} of {number} in version {version}." for i in range(200))
    return new_article(f"many{number}", *texts)


def test_who_asks_while_another_process_writes_is_answered_rightly(
    corpus: Corpus, corpus_folder: Path
) -> None:
    """With more vectors than Chroma collects before it rewrites the files that a reader reads."""
    with corpus.writing():
        corpus.write(_many(number) for number in range(5))
    asking = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.rag.corpus.asker", str(corpus_folder)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for process in asking:
        assert process.stdout
        assert process.stdout.readline() == "asking\n"
    for number in range(5, 9):
        with corpus.writing():
            corpus.write([_many(number)])
            corpus.write([_many(number - 1, version=2)])
            corpus.remove(f"many{number - 5}")
    with corpus.writing():
        corpus.rebuild()
    for process in asking:
        out, errors = process.communicate()
        assert process.returncode == 0, errors
        assert int(out) > 10


OLD = {"changed": [1, "Old words."], "gone": [1, "Balloon departs."]}
WRITTEN = {
    "changed": [2, "New words."],
    "gone": [1, "Balloon departs."],
    "added": [1, "Airship waits."],
}
REMOVED = {"changed": [2, "New words."], "added": [1, "Airship waits."]}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_writer_killed_at_any_statement_leaves_one_state_or_the_next(tmp_path: Path) -> None:
    states = [OLD, WRITTEN, REMOVED]
    reached = []
    for facts in left_by_kills(tmp_path, "statements", "9"):
        assert facts["bodies"].pop("kept") == [1, "Zeppelin lands."]
        bodies = facts["bodies"]
        assert bodies in states
        reached.append(states.index(bodies))
        assert facts["passages"] == facts["in_chroma"] == len(bodies) + 1
        assert facts["found_by_vector"]
        assert facts["found_by_words"]
        assert facts["words"] == [bodies == OLD, "gone" in bodies, "added" in bodies]
    assert reached == sorted(reached)
    assert set(reached) == {0, 1, 2}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_what_chroma_was_not_told_before_a_kill_is_told_at_the_next_start(tmp_path: Path) -> None:
    for facts in left_by_kills(tmp_path, "chroma", "0", "0.2", "0.6"):
        assert facts["passages"] == facts["in_chroma"] == MANY + 3
        assert facts["found_by_vector"]
        assert facts["found_by_words"]
