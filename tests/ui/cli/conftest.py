"""The command line as people use it, run in this process."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rag.embedding.model import Embedder
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


@pytest.fixture(autouse=True)
def _settings_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A forgotten --corpus must not reach the corpus of whoever runs the tests."""
    monkeypatch.setenv("NEWS_CORPUS", str(tmp_path / "default-corpus"))
    monkeypatch.setenv("NEWS_WRITER", "extractive")
