"""Speed and memory beside the bare libraries: ``python -m benchmarks`` (``make bench``).

Every figure is measured alternately with the bare one in the same run, and given with their ratio.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from contextlib import closing
from pathlib import Path

from platformdirs import user_cache_path

from benchmarks.machine import machine
from benchmarks.made_corpus import made_corpus
from benchmarks.measures import (
    SAMPLE,
    Row,
    asking,
    ingesting,
    memory,
    sample_corpus,
    starting,
)
from rag.corpus.corpus import Corpus
from rag.embedding.model import load_embedder
from rag.settings import load_settings

RESULTS = Path(__file__).with_name("results.json")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=100_000, help="of the made corpus")
    parser.add_argument(
        "--cache",
        type=Path,
        default=user_cache_path("ask-the-news") / "benchmark",
        help="where the made corpus is kept",
    )
    parser.add_argument("--rounds", type=int, default=3, help="of each measure that takes long")
    arguments = parser.parse_args()
    embedder = load_embedder(load_settings())
    rows: list[Row] = [*starting(arguments.rounds), *ingesting(SAMPLE, embedder, arguments.rounds)]
    with tempfile.TemporaryDirectory() as name:
        sample = sample_corpus(Path(name) / "sample", embedder)
        rows += [*asking("sample", sample, embedder), *memory("sample", sample)]
        arguments.cache.mkdir(parents=True, exist_ok=True)
        with closing(Corpus(sample)) as corpus:
            made = made_corpus(corpus, embedder.fingerprint, arguments.cache, arguments.passages)
    label = f"{arguments.passages:,} passages"
    rows += [*asking(label, made, embedder), *memory(label, made)]
    print(f"\n{'':58}{'ours':>12}{'bare':>12}{'ratio':>8}")
    for row in rows:
        print(f"{row.name:58}{row.ours:12.4g}{row.bare:12.4g}{row.ratio:8.2f}")
    results = {
        "machine": {**machine(), "model": embedder.device},
        "rows": [row.as_dict() for row in rows],
    }
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
