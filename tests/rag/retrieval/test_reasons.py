"""Who asks why is told the reason first, not what merely reports or announces it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest import ingest
from rag.corpus.corpus import Corpus
from rag.embedding.model import Embedder
from rag.generation.extractive import ExtractiveWriter
from rag.question.understand import understand
from rag.retrieval.retriever import Retriever

_TOLD = {
    "en": (
        "The bridge over the Harl at Osterby was closed to all traffic on Monday evening. "
        "Some 9,000 drivers have to go round by Velm, the mayor said. "
        "The reason for the closure is now known. "
        "A bearing under the third pier had rusted through. "
        "Repairs to the bridge begin in June."
    ),
    "nl": (
        "De brug over de Harl bij Osterby is maandagavond voor alle verkeer gesloten. "
        "Zo'n 9.000 automobilisten moeten omrijden via Velm, zei de burgemeester. "
        "De reden van de sluiting is nu bekend. "
        "Een lager onder de derde pijler was doorgeroest. "
        "Het herstel van de brug begint in juni."
    ),
}


@pytest.mark.parametrize(("language", "reason"), [("en", "A bearing"), ("nl", "Een lager")])
def test_the_reason_leads(
    tmp_path: Path, corpus: Corpus, embedder: Embedder, language: str, reason: str
) -> None:
    article = {
        "id": "bridge",
        "title": {"en": "Bridge at Osterby closed", "nl": "Brug bij Osterby dicht"}[language],
        "body": _TOLD[language],
        "source": "Harl Post",
        "published_at": "2025-03-04",
    }
    (tmp_path / "articles.jsonl").write_text(json.dumps(article), "utf-8")
    ingest([tmp_path / "articles.jsonl"], corpus, embedder)
    query = understand(
        "Why was the bridge at Osterby closed?", longest=500, known_languages=(language,)
    )
    ranking = Retriever(corpus, embedder).search(query, 5)
    told = [each.text for each in ExtractiveWriter(5).write(query, ranking.quotes, ())]
    assert told[0].startswith(reason)
