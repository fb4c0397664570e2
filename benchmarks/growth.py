"""How memory grows in one long ingest: ``python -m benchmarks.growth``.

Articles are made, and a stand-in makes their vectors, so that the model is not what is measured;
all else is the real way in. Chroma holds its index in memory by its nature: what it takes alone,
opened on the same vectors in a process of its own, is told apart.
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
from benchmarks.stand_in import StandIn
from ingest import Progress, ingest
from ingest.sources import read
from rag.corpus.corpus import Corpus

_ROOT = Path(__file__).resolve().parent.parent
_SAMPLE = _ROOT / "data" / "sample"
_SENTENCES = 18  # of an article: about 300 words


def made_lines(count: int) -> Iterator[str]:
    """Articles as JSON Lines: words of the sample's, by language, in an order of their own."""
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
    """Take made articles in; prints articles and resident bytes as it goes."""
    file = folder / "made.jsonl"
    with file.open("w", encoding="utf-8") as writing:
        writing.writelines(made_lines(count))

    def tell(progress: Progress) -> None:
        print(progress.articles, progress.passages, resident(), flush=True)

    with closing(Corpus(folder / "corpus", create=True)) as corpus:
        ingest([file], corpus, StandIn(), progress=tell)  # type: ignore[arg-type]
        print(count, len(corpus.table().keys), resident(), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs=2, default=[1_000, 20_000])
    parser.add_argument("--run", nargs=2, metavar=("FOLDER", "N"), help="only take N articles in")
    arguments = parser.parse_args()
    if arguments.run:
        run(Path(arguments.run[0]), int(arguments.run[1]))
        return
    first, last = arguments.articles
    with tempfile.TemporaryDirectory() as name:
        small, large = Path(name) / "small", Path(name) / "large"
        marks = {}
        for folder, count in ((small, first), (large, last)):
            folder.mkdir()
            marks[count] = _marks(folder, count)
        at_first = max(size for articles, _, size in marks[last] if articles <= first)
        at_last = max(size for _, _, size in marks[last])
        chroma = [_chroma(folder / "corpus") for folder in (small, large)]
        passages = marks[last][-1][1]
    print(f"{passages:,} passages of {last:,} articles")
    print(
        f"resident up to {first:,} articles: {at_first / 1e6:.0f} MB; at most {at_last / 1e6:.0f}"
    )
    print(f"growth: {(at_last - at_first) / 1e6:.0f} MB")
    print(f"of it Chroma's index, opened alone: {chroma[1] - chroma[0]:.0f} MB")


def _marks(folder: Path, count: int) -> list[tuple[int, int, int]]:
    command = [sys.executable, "-m", "benchmarks.growth", "--run", str(folder), str(count)]
    done = subprocess.run(command, cwd=_ROOT, check=True, stdout=subprocess.PIPE, text=True)
    lines = [line.split() for line in done.stdout.splitlines()]
    return [(int(articles), int(passages), int(size)) for articles, passages, size in lines]


def _chroma(folder: Path) -> float:
    command = [sys.executable, "-m", "benchmarks.resident", "chroma", str(folder)]
    done = subprocess.run(command, cwd=_ROOT, check=True, capture_output=True, text=True)
    return float(done.stdout)


if __name__ == "__main__":
    main()
