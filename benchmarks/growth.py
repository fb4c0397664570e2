"""Growth of memory in one long ingest: ``python -m benchmarks.growth``.

The articles are synthetic and a stand-in makes their vectors, so that the model is not measured;
all else is the real ingest. Chroma holds its index in memory by design: the growth of bare Chroma,
given as many vectors in the same steps in a process of its own, is printed separately.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np

from benchmarks.resident import resident
from benchmarks.stand_in import DIMENSION, StandIn
from ingest import Progress, ingest
from ingest.pipeline import WINDOW_PASSAGES
from ingest.sources import read
from rag.corpus.corpus import Corpus
from rag.corpus.vectors import VectorIndex

_ROOT = Path(__file__).resolve().parent.parent
_SAMPLE = _ROOT / "data" / "sample"
_SENTENCES = 18  # of an article: about 300 words

_VECTOR_BYTES = 4 * DIMENSION
_LINK_BYTES = 4 + 4 * 2 * 16 + 8  # HNSW's lowest level: count of links, 32 links, a label


def made_lines(count: int) -> Iterator[str]:
    """Yield synthetic articles as JSON Lines, of shuffled words of the sample archive."""
    random = np.random.default_rng(2)
    words: defaultdict[str, list[str]] = defaultdict(list)
    for raw in read(_SAMPLE):
        language = str(getattr(raw, "fields", {}).get("language") or "")
        if language:
            words[language] += raw.body.split() if " " in raw.body[:200] else list(raw.body)
    languages = sorted(words)
    arrays = {language: np.array(words[language]) for language in languages}
    for number in range(count):
        language = languages[int(random.integers(len(languages)))]
        drawn = random.choice(arrays[language], (_SENTENCES, 17))
        body = " ".join(" ".join(sentence).rstrip(".,") + "." for sentence in drawn.tolist())
        record = {
            "id": f"made-{number}",
            "title": f"Made {number}: {body[:60]}",
            "body": body,
            "published_at": f"2026-{number % 11 + 1:02}-{number % 28 + 1:02}",
            "source": f"Outlet {number % 40}",
        }
        if number % 2:
            record["language"] = language
        yield json.dumps(record, ensure_ascii=False) + "\n"


def run(folder: Path, count: int) -> None:
    """Ingest synthetic articles; print articles, passages and resident bytes on the way."""
    file = folder / "made.jsonl"
    with file.open("w", encoding="utf-8") as writing:
        writing.writelines(made_lines(count))

    def tell(progress: Progress) -> None:
        print(progress.articles, progress.passages, resident(), flush=True)

    with closing(Corpus(folder / "corpus", create=True)) as corpus:
        ingest([file], corpus, StandIn(), progress=tell)  # type: ignore[arg-type]
        print(count, len(corpus.table().keys), resident(), flush=True)


def run_bare(folder: Path, count: int) -> None:
    """Add ``count`` vectors to bare Chroma; print vectors and resident bytes on the way."""
    random = np.random.default_rng(3)
    index = VectorIndex(folder / "bare")
    for first in range(0, count, WINDOW_PASSAGES):
        keys = range(first, min(first + WINDOW_PASSAGES, count))
        vectors = random.standard_normal((len(keys), DIMENSION), np.float32)
        with index.changing():
            index.add(keys, vectors / np.linalg.norm(vectors, axis=1, keepdims=True))
        print(keys[-1], keys[-1], resident(), flush=True)
    index.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs=2, default=[1_000, 20_000])
    parser.add_argument("--run", choices=("ingest", "bare"), help="in this process, up to the last")
    arguments = parser.parse_args()
    first, last = arguments.articles
    with tempfile.TemporaryDirectory() as name:
        if arguments.run:
            (run if arguments.run == "ingest" else run_bare)(Path(name), last)
            return
    ours = _marks("ingest", first, last)
    passages = ours[-1][1]
    at_first = max(number for articles, number, _ in ours if articles <= first)
    bare = _marks("bare", at_first, passages)
    print(f"{passages:,} passages of {last:,} articles; from {first:,} articles on")
    print(f"an ingest grew by {_grown(ours, first) / 1e6:.0f} MB")
    print(f"bare Chroma, given as many vectors, by {_grown(bare, at_first) / 1e6:.0f} MB")
    count = passages - at_first
    print(
        f"of which the vectors themselves are {count * _VECTOR_BYTES / 1e6:.0f} MB, "
        f"and what HNSW keeps of each beside it {count * _LINK_BYTES / 1e6:.0f} MB"
    )


def _marks(what: str, first: int, last: int) -> list[tuple[int, int, int]]:
    command = [sys.executable, "-m", "benchmarks.growth", "--run", what, "--articles"]
    done = subprocess.run(
        [*command, str(first), str(last)], cwd=_ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    lines = [line.split() for line in done.stdout.splitlines()]
    return [(int(articles), int(passages), int(size)) for articles, passages, size in lines]


def _grown(marks: list[tuple[int, int, int]], first: int) -> int:
    """Return the growth of the peak of memory, beyond the peak up to the first mark."""
    return max(size for *_, size in marks) - max(m[2] for m in marks if m[0] <= first)


if __name__ == "__main__":
    main()
