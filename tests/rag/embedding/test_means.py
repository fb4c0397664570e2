"""What a language adds to every vector is taken out again."""

from __future__ import annotations

import numpy as np
import pytest

from rag.embedding.means import LanguageMeans, language_means
from rag.embedding.model import Embedder, PassageInput

# One sentence in five languages, and another one in the same.
FERRY = {
    "en": "The ferry is stopped because of ice.",
    "nl": "De veerboot ligt stil vanwege ijs.",
    "de": "Die Fähre steht wegen Eis still.",
    "ru": "Паром остановлен из-за льда.",
    "zh": "渡轮因结冰停航。",
}
BANK = {
    "en": "The bank raised its interest rate.",
    "nl": "De bank verhoogde de rente.",
    "de": "Die Bank erhöhte den Zins.",
    "ru": "Банк повысил ставку.",
    "zh": "银行提高了利率。",
}


def test_centred_vectors_have_length_one() -> None:
    means = LanguageMeans({"nl": 0}, {"passage": np.full((1, 4), 0.25, np.float32)})
    vectors = np.eye(4, dtype=np.float32)[:2]
    assert np.linalg.norm(means.centre(vectors, "nl", "passage"), axis=1) == pytest.approx(1)


def test_a_language_that_was_not_measured_gets_the_mean_of_all() -> None:
    rows = np.array([[1, 0], [0, 1]], np.float32)
    means = LanguageMeans({"nl": 0, "en": 1}, {"passage": rows})
    assert means.mean("xx", "passage") == pytest.approx([0.5, 0.5])
    assert means.mean(None, "passage") == pytest.approx([0.5, 0.5])


def test_another_models_vectors_stay_as_they_are() -> None:
    vectors = np.eye(3, dtype=np.float32)
    assert (language_means("another").centre(vectors, "nl", "passage") == vectors).all()


def test_the_bundled_models_means_are_those_of_its_fingerprint(embedder: Embedder) -> None:
    assert set(FERRY) <= set(language_means(embedder.fingerprint).languages)


def test_meaning_counts_more_than_language_once_it_is_taken_out(embedder: Embedder) -> None:
    means = language_means(embedder.fingerprint)
    texts = [(code, text) for story in (FERRY, BANK) for code, text in story.items()]
    vectors = embedder.encode_passages([PassageInput(text, ()) for _, text in texts])
    centred = np.stack(
        [
            means.centre(one.passage, code, "passage")
            for (code, _), one in zip(texts, vectors, strict=True)
        ]
    )
    cosines = centred @ centred.T
    np.fill_diagonal(cosines, -1)
    same_story = [
        place // len(FERRY) == best // len(FERRY)
        for place, best in enumerate(cosines.argmax(axis=1))
    ]
    assert all(same_story)
