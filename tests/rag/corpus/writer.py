"""A process of its own that holds or changes a corpus; run as a program with a folder."""

from __future__ import annotations

import sys
from pathlib import Path

from rag.corpus.corpus import Corpus
from tests.rag.corpus.made import new_article


def main(folder: str) -> None:
    """Each line read is a command; "done" answers it."""
    corpus = Corpus(Path(folder))
    with corpus.writing():
        print("holding", flush=True)
        for line in sys.stdin:
            command, article_id, *text = line.rstrip("\n").split(maxsplit=2)
            if command == "write":
                corpus.write([new_article(article_id, *text)])
            else:
                corpus.remove(article_id)
            print("done", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
