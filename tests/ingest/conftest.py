"""What the ingest tests share: a newsroom that writes files and takes them in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest import IngestSummary, ingest
from rag.corpus.corpus import Corpus
from rag.embedding.model import Embedder
from rag.records import Article

TODAY = datetime(2026, 11, 24, 12, tzinfo=UTC)


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


@pytest.fixture
def newsroom(tmp_path: Path, corpus: Corpus, embedder: Embedder) -> Newsroom:
    folder = tmp_path / "articles"
    folder.mkdir()
    return Newsroom(folder, corpus, embedder)
