"""What the tests of fetching share: sites on this computer, and a fetcher that may read one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ingest.web.fetching import Fetcher
from rag.settings import Settings, load_settings
from tests.ingest.conftest import HashEmbedder
from tests.ingest.web.site import Site, serving


@pytest.fixture
def embedder() -> HashEmbedder:
    """A model whose vectors say nothing, in place of the real one."""
    return HashEmbedder()


@pytest.fixture
def site() -> Iterator[Site]:
    """A site that may be fetched from."""
    with serving("127.0.0.1") as found:
        yield found


@pytest.fixture
def inside() -> Iterator[Site]:
    """A site that nobody may be led to, at every address of this computer."""
    with serving("127.0.0.2", bind="0.0.0.0") as found:
        found.put("/", "the secret of the house")
        yield found
        assert found.asked == []


@pytest.fixture
def settings() -> Settings:
    return load_settings(
        web_allow="127.0.0.1 127.0.0.4", web_delay_seconds=0, web_seconds=1.0, web_megabytes=1
    )


@pytest.fixture
def fetcher(settings: Settings) -> Fetcher:
    return Fetcher(settings)
