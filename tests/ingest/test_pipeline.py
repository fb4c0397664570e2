"""Ingest end to end: real files, the real model, a real corpus on disk."""

from __future__ import annotations

from pathlib import Path

from ingest import ingest
from rag.corpus.corpus import Corpus
from rag.embedding.model import Embedder

ROOT = Path(__file__).resolve().parents[2]


def test_the_whole_sample_archive_is_taken_in(sample_corpus: Path) -> None:
    corpus = Corpus(sample_corpus)
    files = [path for path in (ROOT / "data" / "sample").rglob("*") if path.is_file()]
    assert corpus.overview().articles == len(files)
    corpus.close()


def test_ingesting_the_same_again_changes_nothing(corpus: Corpus, embedder: Embedder) -> None:
    folder = ROOT / "data" / "sample" / "fanar-stadium"
    first = ingest([folder], corpus, embedder)
    before = list(corpus.articles())
    again = ingest([folder], corpus, embedder)
    assert again.unchanged == first.added + first.duplicates == len(before)
    assert (again.added, again.updated, again.duplicates, again.passages) == (0, 0, 0, 0)
    assert list(corpus.articles()) == before
