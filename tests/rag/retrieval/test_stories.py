"""What reports of one story are to each other."""

from __future__ import annotations

import pytest

from rag.retrieval.stories import also_published_by
from tests.rag.retrieval.made import candidate


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("The storm killed four people. A bridge was closed.", True),
        ("On the coast the storm has killed 4 people.", True),
        ("The storm killed three people. A bridge was closed.", False),
        ("A bridge was closed.", False),
    ],
)
def test_an_outlet_is_named_beside_figures_that_it_printed(text: str, is_named: bool) -> None:
    shown = candidate(1, text="The storm killed four people.", source="Gazette")
    copy = candidate(2, text=text, copies=1, source="Echo").article
    own = candidate(3, text=shown.article.body, copies=1, source="Gazette").article
    assert also_published_by(shown, [shown.article, copy, own]) == (("Echo",) if is_named else ())
