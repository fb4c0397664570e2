"""Sentences that answer in the same words."""

from __future__ import annotations

import pytest

from rag.citation.frames import are_in_one_frame

HEAD = "De baas van de bank is nu Marit Dorn."
DEATHS = "Two people were killed in the crash at Ostermühl."


@pytest.mark.parametrize(
    ("one", "other", "language", "is_alike"),
    [
        (HEAD, "De baas van de bank is Jonas Wiechert.", "nl", True),
        (HEAD, "De baas van de bank is Dorn.", "nl", True),
        (HEAD, "De bank verloor in een jaar een derde van haar klanten.", "nl", False),
        (DEATHS, "Ten people were killed in the crash at Ostermühl.", "en", True),
        (DEATHS, "A weld had been torn for months.", "en", False),
        ("17 people were hurt.", "2 people were killed.", "en", False),
        ("裂缝长约40米。", "裂缝长约65米。", "zh", True),
        ("裂缝长约40米。", "专家组认为与地震有关。", "zh", False),
    ],
)
def test_sentences_in_one_frame(one: str, other: str, language: str, is_alike: bool) -> None:
    assert are_in_one_frame(one, other, language) is is_alike
