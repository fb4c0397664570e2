"""The measures, each beside what the bare libraries take for the same work."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

from ingest import ingest
from ingest.cleaning import clean
from ingest.encoding import passage_input
from ingest.records import RawArticle
from ingest.sources import read
from ingest.splitting import passages
from rag import Assistant
from rag.assistant import AskOptions
from rag.corpus.corpus import Corpus
from rag.records import Article

if TYPE_CHECKING:
    from rag.embedding.model import Embedder

_ROOT = Path(__file__).resolve().parent.parent
SAMPLE = _ROOT / "data" / "sample"
_QUESTIONS = 40
_NEIGHBOURS = 50
_NARROWED: dict[str, AskOptions] = {
    "": {},
    ", from a date on": {"since": "2025-06-01"},
    ", before the newest": {"as_of": "2026-11-10"},  # of the made corpus nearly all
}


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of ours and the bare one, in the unit that its name gives."""

    name: str
    ours: float
    bare: float

    @property
    def ratio(self) -> float:
        """Ours over bare."""
        return self.ours / self.bare

    def as_dict(self) -> dict[str, Any]:
        """Return the fields for results.json."""
        return {**asdict(self), "ratio": round(self.ratio, 3)}


def sample_corpus(folder: Path, embedder: Embedder) -> Path:
    """Make a corpus of the sample archive in a folder; return the folder."""
    with closing(Corpus(folder, create=True)) as corpus:
        ingest([SAMPLE], corpus, embedder)
    return folder


def starting(rounds: int) -> Iterator[Row]:
    """Measure ``news --help`` against an empty Python program."""
    news = [
        sys.executable,
        "-c",
        "import sys; sys.argv = ['news', '--help']; from ui.cli import main; main()",
    ]
    ours, bare = [], []
    for _ in range(2 * rounds):
        ours.append(_seconds_of(news))
        bare.append(_seconds_of([sys.executable, "-c", ""]))
    yield Row("news --help over an empty program (s)", median(ours), median(bare))


def _seconds_of(command: list[str]) -> float:
    started = perf_counter()
    subprocess.run(command, cwd=_ROOT, check=True, capture_output=True)
    return perf_counter() - started


def ingesting(sample: Path, embedder: Embedder, rounds: int) -> Iterator[Row]:
    """Measure reading, cutting, encoding and storing against encoding the same passages alone."""
    articles = [found for raw in read(sample) if (found := _article(raw)) is not None]
    texts = [passage_input(a, p).text for a in articles for p in passages(a)]
    embedder.encode_queries(texts[:32])
    ours, bare = [], []
    for _ in range(rounds):
        started = perf_counter()
        embedder.encode_queries(texts)
        bare.append(len(texts) / (perf_counter() - started))
        with (
            tempfile.TemporaryDirectory() as folder,
            closing(Corpus(Path(folder), create=True)) as corpus,
        ):
            started = perf_counter()
            summary = ingest([sample], corpus, embedder)
            ours.append(summary.passages / (perf_counter() - started))
    yield Row("sample: ingest over bare encode (passages/s)", median(ours), median(bare))


def _article(raw: object) -> Article | None:
    found = clean(raw, datetime.now(UTC)) if isinstance(raw, RawArticle) else None
    return found[0] if isinstance(found, tuple) else None


def asking(label: str, folder: Path, embedder: Embedder) -> Iterator[Row]:
    """Measure question to evidence against encoding the question and asking Chroma."""
    lines = (_ROOT / "data" / "eval" / "questions_a.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines[:_QUESTIONS]]
    with Assistant(folder, embedder=embedder, writer="extractive") as assistant:
        collection = bare_collection(folder)
        for narrowed, options in _NARROWED.items():
            ours: list[float] = []
            bare: list[float] = []

            def ask_ours(question: str, options: AskOptions = options) -> None:
                assistant.search(question, **options)

            def ask_bare(question: str) -> None:
                vector = embedder.encode_query(question)
                collection.query(query_embeddings=vector[None], n_results=_NEIGHBOURS)

            for question in questions[:5]:
                ask_ours(question)
            ways = [(ask_bare, bare), (ask_ours, ours)]
            for question in questions:
                for ask, seconds in ways:
                    started = perf_counter()
                    ask(question)
                    seconds.append(perf_counter() - started)
                ways.reverse()
            yield Row(f"{label}: question to evidence{narrowed} (s)", median(ours), median(bare))


def bare_collection(folder: Path) -> Any:
    """Open the Chroma collection of a corpus, without the corpus."""
    import chromadb
    from chromadb.config import Settings

    # The settings of rag.corpus.vectors: Chroma refuses other settings for a folder that is in use.
    client = chromadb.PersistentClient(
        str(folder / "chroma"), Settings(anonymized_telemetry=False, allow_reset=False)
    )
    return client.get_collection("passages")


def memory(label: str, folder: Path) -> Iterator[Row]:
    """Measure the memory of an open corpus after searches against Chroma alone, in MB."""
    ours, bare = (_grown(folder, what) for what in ("corpus", "chroma"))
    yield Row(f"{label}: memory of an open corpus over bare Chroma (MB)", ours, bare)


def _grown(folder: Path, what: str) -> float:
    command = [sys.executable, "-m", "benchmarks.resident", what, str(folder)]
    done = subprocess.run(command, cwd=_ROOT, check=True, capture_output=True, text=True)
    return float(done.stdout)
