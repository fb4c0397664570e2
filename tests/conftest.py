"""What tests share: the real model, a real corpus of the sample archive, and empty ones."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from ingest import ingest
from rag.corpus.corpus import Corpus
from rag.embedding.model import Embedder, load_embedder
from rag.settings import load_settings
from tests.attacks.suite import write_articles

# A test that wants a language model says so; the others are quick.
os.environ.setdefault("NEWS_WRITER", "extractive")

# The same examples each time; HYPOTHESIS_PROFILE=default looks for others.
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """Material beside the checkout that is not part of the project; tests on it may be skipped."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("there is no shared folder beside the checkout")
    return folder


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return load_embedder(load_settings())


@pytest.fixture(scope="session")
def sample_corpus(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """Folder of a corpus that holds the sample archive. Read it only."""
    folder = tmp_path_factory.mktemp("sample") / "corpus"
    corpus = Corpus(folder, create=True)
    ingest([ROOT / "data" / "sample"], corpus, embedder)
    corpus.close()
    return folder


@pytest.fixture(scope="session")
def attacked_corpus(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """Folder of a corpus whose articles are hostile: see tests/attacks. Read it only."""
    folder = tmp_path_factory.mktemp("attacked")
    corpus = Corpus(folder / "corpus", create=True)
    ingest([write_articles(folder / "articles.jsonl")], corpus, embedder)
    corpus.close()
    return folder / "corpus"


@pytest.fixture
def corpus_folder(tmp_path: Path) -> Path:
    """Where a test may make a corpus of its own."""
    return tmp_path / "corpus"


@pytest.fixture
def corpus(corpus_folder: Path) -> Iterator[Corpus]:
    """An empty corpus, closed after the test."""
    opened = Corpus(corpus_folder, create=True)
    yield opened
    opened.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that share a server and a browser, or a file, run in one process (pytest-xdist)."""
    browser = ROOT / "tests" / "browser"
    for item in items:
        group = "browser" if browser in item.path.parents else str(item.path)
        item.add_marker(pytest.mark.xdist_group(group))
