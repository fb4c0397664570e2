"""A long ingest beside bare encoding of its passages: ``python -m benchmarks.long_ingest``.

The articles are those of `benchmarks.growth`; the model is the real one, used alternately by both.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.growth import made_lines
from benchmarks.measures import ingesting
from rag.embedding.model import load_embedder
from rag.settings import load_settings


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=1)
    arguments = parser.parse_args()
    embedder = load_embedder(load_settings())
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "made.jsonl"
        with file.open("w", encoding="utf-8") as writing:
            writing.writelines(made_lines(arguments.articles))
        for row in ingesting(file, embedder, arguments.rounds):
            print(f"{arguments.articles:,} articles, {embedder.device}: {row.ours:.1f} passages/s")
            print(f"bare encode of the same passages: {row.bare:.1f}; ratio {row.ratio:.2f}")


if __name__ == "__main__":
    main()
