"""What the ingest tests share: a newsroom that writes files and takes them in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from ingest import IngestSummary, ingest
from ingest.records import RawArticle
from ingest.triage import Triage
from ingest.windows import Entry
from rag.corpus.articles import NewArticle
from rag.corpus.corpus import Corpus
from rag.embedding.interaction import WIDTH
from rag.embedding.means import unit
from rag.embedding.model import Embedder, PassageInput, PassageVectors
from rag.records import Article

TODAY = datetime(2026, 11, 24, 12, tzinfo=UTC)


def store(corpus: Corpus, *records: RawArticle) -> tuple[list[str], list[str]]:
    """Take records in without passages: the ids of the articles that they give, and the remarks."""
    (window,) = Triage(corpus, TODAY, 512).windows(iter(records))
    with corpus.writing():
        corpus.write(
            NewArticle(
                entry.article, entry.record.input_digest, (), entry.record.place, entry.provenance
            )
            if isinstance(entry, Entry)
            else entry
            for entry in window.entries
        )
    assert not window.rejected
    ids = [e.article.id if isinstance(e, Entry) else e.article_id for e in window.entries]
    return ids, [remark.text for remark in window.remarks]


@dataclass(frozen=True)
class Newsroom:
    """A folder of files, and the corpus that they go into."""

    folder: Path
    corpus: Corpus
    embedder: Embedder

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def write_lines(self, name: str, records: Sequence[Mapping[str, object]]) -> Path:
        lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in records]
        return self.write(name, "".join(lines))

    def take_in(self, *paths: Path, window: int = 512) -> IngestSummary:
        return ingest(
            paths or [self.folder], self.corpus, self.embedder, today=TODAY, window=window
        )

    def article(self, article_id: str) -> Article:
        found = self.corpus.article(article_id)
        assert found is not None
        return found

    def only_article(self) -> Article:
        (article,) = self.corpus.articles()
        return article


class HashEmbedder(Embedder):
    """Draws vectors by the hash of a text: for tests in which it does not matter what they say."""

    dimension = 384

    def __init__(self, name: str = "hashes") -> None:
        """Load no model."""
        self.name = self.fingerprint = name

    def encode_passages(self, inputs: Sequence[PassageInput]) -> list[PassageVectors]:
        return [self._drawn(item) for item in inputs]

    def _drawn(self, item: PassageInput) -> PassageVectors:
        random = np.random.default_rng([*self.name.encode(), *item.digest])
        rows = np.arange(len(item.sentences), dtype=np.int32)
        return PassageVectors(
            unit(random.standard_normal(self.dimension, np.float32)),
            random.integers(-127, 128, (len(rows), WIDTH), np.int8),
            np.stack([rows, rows + 1], axis=1),
        )


@pytest.fixture
def newsroom(tmp_path: Path, corpus: Corpus) -> Newsroom:
    """A newsroom whose vectors say nothing."""
    folder = tmp_path / "articles"
    folder.mkdir()
    return Newsroom(folder, corpus, HashEmbedder())
