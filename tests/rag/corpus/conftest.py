from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.corpus.articles import NewArticle
from rag.corpus.corpus import Corpus


@pytest.fixture
def store(corpus: Corpus) -> Callable[..., set[str]]:
    """Writes articles into the test's corpus, as one batch."""

    def write(*batch: NewArticle) -> set[str]:
        with corpus.writing():
            return corpus.write(batch)

    return write
