"""A process of its own that asks a corpus until its input ends; run as a program with a folder.

Each question is the vector of a stored passage, which must then be found first. It prints "asking"
after the first answer, and at the end how many it had.
"""

from __future__ import annotations

import faulthandler
import sys
from contextlib import closing
from itertools import count
from pathlib import Path
from threading import Event, Thread

import numpy as np

from rag.corpus.corpus import Corpus


def ask(corpus: Corpus, random: np.random.Generator) -> None:
    with corpus.reading():
        key = int(random.choice(corpus.table().keys))
        query = corpus.passages([key])[key].vectors.passage
        keys, cosines = corpus.dense(query, 5, None)
    assert len(keys) == 5, f"{len(keys)} found"
    assert keys[0] == key, f"{keys} found for {key}"
    assert cosines[0] > 0.99, f"{cosines} for {key}"


def main(folder: str) -> None:
    faulthandler.enable()
    is_over = Event()
    Thread(target=lambda: (sys.stdin.read(), is_over.set()), daemon=True).start()
    random = np.random.default_rng(1)
    with closing(Corpus(Path(folder))) as corpus:
        for number in count(1):
            ask(corpus, random)
            if number == 1:
                print("asking", flush=True)
            if is_over.is_set():
                break
    print(number)


if __name__ == "__main__":
    main(sys.argv[1])
