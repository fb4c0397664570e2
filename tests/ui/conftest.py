"""What is served, from the sample archive, to programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from rag.embedding.model import Embedder
from ui.page.app import build
from ui.serving.served import ServedAssistant
from ui.serving.server import application, in_background
from ui.serving.settings import load_serving

Serve = Callable[..., Any]


@pytest.fixture(scope="session")
def serve(sample_corpus: Path, embedder: Embedder) -> Serve:
    """Serves the sample archive for as long as a block runs; yields address and assistant."""

    @contextmanager
    def serving(**settings: Any) -> Iterator[tuple[str, ServedAssistant]]:
        with ServedAssistant(
            sample_corpus, embedder=embedder, serving=load_serving(**settings), writer="extractive"
        ) as assistant:
            assistant.warm_up()
            with in_background(application(build(assistant), assistant)) as address:
                yield address, assistant

    return serving


@pytest.fixture(scope="session")
def address(serve: Serve) -> Iterator[str]:
    """Where the sample archive is served to this computer alone."""
    with serve() as (url, _):
        yield url
