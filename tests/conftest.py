"""What tests share: the real model, a real corpus of the sample archive, and empty ones."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from ingest import ingest
from rag.corpus.corpus import Corpus
from rag.embedding.model import Embedder, load_embedder
from rag.settings import load_settings
from tests.attacks.suite import write_articles

# Imports and tests stay to the end: to look through them for garbage takes a third of collecting.
gc.disable()

# A test that wants a language model says so; the others are quick.
os.environ.setdefault("NEWS_WRITER", "extractive")

# The same examples each time; HYPOTHESIS_PROFILE=default looks for others.
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

ROOT = Path(__file__).resolve().parent.parent


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


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
def exact_embedder(embedder: Embedder) -> Embedder:
    """The same model calculating in float32, which on many machines it does anyway."""
    if embedder.device.endswith(" float32"):
        return embedder
    return load_embedder(load_settings(embedding_dtype="float32"))


Ingested = Callable[[str, Sequence[Path]], Path]


@pytest.fixture(scope="session")
def ingested(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Ingested:
    """Folder of a corpus by this name that holds what these paths do: made by the first of the
    processes that pytest-xdist runs, copied by each."""
    own = tmp_path_factory.getbasetemp()
    common = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def folder(name: str, paths: Sequence[Path]) -> Path:
        made = common / f"{name}-made"
        with FileLock(f"{made}.lock"):
            if not made.is_dir():
                draft = tmp_path_factory.mktemp(name)
                with closing(Corpus(draft, create=True)) as corpus:
                    ingest(paths, corpus, embedder)
                draft.rename(made)
        return shutil.copytree(made, tmp_path_factory.mktemp(name) / "corpus")

    return folder


@pytest.fixture(scope="session")
def sample_corpus(ingested: Ingested) -> Path:
    """Folder of a corpus that holds the sample archive. Read it only."""
    return ingested("sample", [ROOT / "data" / "sample"])


@pytest.fixture(scope="session")
def attacked_corpus(ingested: Ingested, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a corpus whose articles are hostile: see tests/attacks. Read it only."""
    articles = write_articles(tmp_path_factory.mktemp("attacks") / "articles.jsonl")
    return ingested("attacked", [articles])


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


class ByFile(LoadFileScheduling):
    """Tests of a file run in one process, all that share the server and the browser in one too."""

    def _split_scope(self, nodeid: str) -> str:
        return "browser" if nodeid.startswith("tests/browser/") else super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    """By a scheduler, not by marks, which pytest-xdist 3.8 passes over under pytest 9.2."""
    return ByFile(config, log)
