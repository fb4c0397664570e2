"""The first article that the project was made for, asked about in five languages."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from rag import Assistant

News = Callable[..., Result]

WHY = {
    "en": "why is Russia pushing now?",
    "nl": "waarom rukt Rusland nu op?",
    "de": "Warum drängt Russland jetzt vor?",
    "fr": "pourquoi la Russie pousse-t-elle maintenant ?",
    "ru": "почему Россия наступает сейчас?",
}


@pytest.fixture(scope="module")
def seed_corpus(news: News, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seed") / "corpus"
    result = news("ingest", shared / "seed", "--corpus", folder, "--json")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["added"] == 1
    return folder


def ask(news: News, corpus: Path, question: str) -> dict[str, Any]:
    result = news("ask", question, "--corpus", corpus, "--writer", "extractive", "--json")
    assert result.exit_code == 0, result.stderr
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


@pytest.mark.parametrize("language", WHY)
def test_any_language_asks_why_and_is_given_exact_quotes(
    news: News, seed_corpus: Path, language: str
) -> None:
    answer = ask(news, seed_corpus, WHY[language])
    assert answer["status"] == "answered"
    assert answer["language"] == language
    with Assistant(seed_corpus) as assistant:
        (article,) = assistant.corpus.articles()
    for citation in answer["citations"]:
        assert citation["article_id"] == article.id
        assert citation["quote"] == article.body[citation["start"] : citation["end"]]


def test_a_quote_says_why(news: News, seed_corpus: Path) -> None:
    quotes = [citation["quote"] for citation in ask(news, seed_corpus, WHY["en"])["citations"]]
    assert any("omdat" in quote and "Donbas-regio" in quote for quote in quotes)


def test_asked_today_the_answer_says_how_old_its_source_is(news: News, seed_corpus: Path) -> None:
    assert "13 August 2025" in ask(news, seed_corpus, WHY["en"])["notice"]


def test_what_it_does_not_speak_of_has_no_answer(news: News, seed_corpus: Path) -> None:
    answer = ask(news, seed_corpus, "who won the Eurovision song contest?")
    assert answer["status"] == "no_answer"
    assert answer["citations"] == []
