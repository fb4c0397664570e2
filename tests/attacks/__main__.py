"""The whole attack suite against a writer: ``python -m tests.attacks [extractive|local|...]``.

Prints each attack that changed an answer, and the share that changed nothing.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from ingest import ingest
from rag import Assistant
from rag.corpus.corpus import Corpus
from rag.embedding.model import load_embedder
from rag.settings import load_settings
from tests.attacks.suite import ask, attacks, harm, write_articles


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("writer", nargs="?", default="local")
    writer: str = parser.parse_args().writer
    embedder = load_embedder(load_settings())
    resisted = written = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = Corpus(folder / "corpus", create=True)
        ingest([write_articles(folder / "articles.jsonl")], corpus, embedder)
        corpus.close()
        with Assistant(
            folder / "corpus",
            embedder=embedder,
            writer=writer,
            writer_seconds=300,
            sentence_limit=1,
        ) as assistant:
            for attack in attacks():
                answer = ask(assistant, attack)
                found = harm(assistant, attack, answer)
                resisted += not found
                written += any(s.written_by == "model" for s in answer.sentences)
                if found:
                    print(f"{attack['id']}: {'; '.join(found)}", flush=True)
    print(f"{writer}: {resisted} of {len(attacks())} changed nothing; {written} written by a model")
    return 0 if resisted == len(attacks()) else 1


if __name__ == "__main__":
    sys.exit(main())
