"""The command line as people use it, run in this process."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rag.embedding.model import Embedder
from tests.ingest.web.site import Site, serving
from ui.cli import main


@pytest.fixture(scope="session")
def news(embedder: Embedder) -> Callable[..., Result]:
    """Runs `news` with these arguments; its result has stdout, stderr and exit_code."""

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments], obj=embedder)

    return run


@pytest.fixture
def sample_copy(sample_corpus: Path, corpus_folder: Path) -> Path:
    """A corpus of the sample archive that may be changed."""
    shutil.copytree(sample_corpus, corpus_folder)
    return corpus_folder


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A web site on this computer that may be fetched from, without waiting."""
    monkeypatch.setenv("NEWS_WEB_ALLOW", "127.0.0.1")
    monkeypatch.setenv("NEWS_WEB_DELAY_SECONDS", "0")
    with serving("127.0.0.1") as found:
        yield found


@pytest.fixture(autouse=True)
def _settings_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A forgotten --corpus must not reach the corpus of whoever runs the tests."""
    monkeypatch.setenv("NEWS_CORPUS", str(tmp_path / "default-corpus"))
    monkeypatch.setenv("NEWS_WRITER", "extractive")
