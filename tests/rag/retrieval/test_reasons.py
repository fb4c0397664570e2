"""Who asks why is told the reason first, not what merely reports or announces it, or says that none is
known.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest import ingest
from rag.corpus.corpus import Corpus
from rag.embedding.model import Embedder
from rag.generation.extractive import ExtractiveWriter
from rag.question.query import Query
from rag.question.understand import understand
from rag.retrieval.ranking import Ranking
from rag.retrieval.retriever import Retriever

Found = tuple[Query, Ranking]

_TOLD = {
    "announced": (
        "The bridge over the Harl at Osterby was closed to all traffic on Monday evening. "
        "Some 9,000 drivers have to go round by Velm, the mayor said. "
        "The reason for the closure is now known. "
        "A bearing under the third pier had rusted through. "
        "Repairs to the bridge begin in June."
    ),
    "in Dutch": (
        "De brug over de Harl bij Osterby is maandagavond voor alle verkeer gesloten. "
        "Zo'n 9.000 automobilisten moeten omrijden via Velm, zei de burgemeester. "
        "De reden van de sluiting is nu bekend. "
        "Een lager onder de derde pijler was doorgeroest. "
        "Het herstel van de brug begint in juni."
    ),
    "unknown": (
        "The bridge over the Harl at Osterby was closed on Monday evening after an inspection found cracks. "
        "The reason for the cracks in the bridge is not known yet. "
        "Some 9,000 drivers have to go round by Velm, the mayor said."
    ),
}


@pytest.fixture
def found(tmp_path: Path, corpus: Corpus, embedder: Embedder) -> Callable[[str, str], Found]:
    """What is found for why the bridge was closed, in an archive of one article."""

    def search(told: str, language: str) -> Found:
        article = {
            "id": "bridge",
            "title": {"en": "Bridge at Osterby closed", "nl": "Brug bij Osterby dicht"}[language],
            "body": _TOLD[told],
            "source": "Harl Post",
            "published_at": "2025-03-04",
        }
        (tmp_path / "articles.jsonl").write_text(json.dumps(article), "utf-8")
        ingest([tmp_path / "articles.jsonl"], corpus, embedder)
        query = understand(
            "Why was the bridge at Osterby closed?", longest=500, known_languages=(language,)
        )
        return query, Retriever(corpus, embedder).search(query, 5)

    return search


@pytest.mark.parametrize(
    ("told", "language", "reason"),
    [("announced", "en", "A bearing"), ("in Dutch", "nl", "Een lager")],
)
def test_the_reason_leads(
    found: Callable[[str, str], Found], told: str, language: str, reason: str
) -> None:
    query, ranking = found(told, language)
    written = [each.text for each in ExtractiveWriter(5).write(query, ranking.quotes, ())]
    assert written[0].startswith(reason)


def test_what_says_that_none_is_known_gives_none(found: Callable[[str, str], Found]) -> None:
    _, ranking = found("unknown", "en")
    order = [" ".join(quote.text.split()[:2]) for quote in ranking.quotes]
    assert order.index("The bridge") < order.index("The reason")
