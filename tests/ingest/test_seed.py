"""The first article: a date in front of its lede, no title, run-in sub-headings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ingest.splitting import sentences

if TYPE_CHECKING:
    from tests.ingest.conftest import Newsroom

HEADINGS = ("Situatie aan front", "Tactiek van Poetin", "'Cadeau voor Rusland'")


def test_the_first_article_is_understood(newsroom: Newsroom, shared: Path) -> None:
    summary = newsroom.take_in(shared / "seed")
    assert (summary.added, summary.rejected) == (1, ())
    article = newsroom.only_article()
    assert article.published_at == "2025-08-13"
    assert article.language == "nl"
    assert article.source is None
    assert article.title.startswith("In aanloop naar de ontmoeting tussen president Donald Trump")
    assert article.title.endswith("…")
    assert not article.body.startswith("date")
    said = [article.body[start:end] for start, end in sentences(article.body, article.language)]
    for heading in HEADINGS:
        assert heading in article.body
        assert not any(heading in sentence for sentence in said)
    assert any(sentence.startswith("Het kostte Rusland") for sentence in said)


def test_its_passages_hold_all_sentences_once(newsroom: Newsroom, shared: Path) -> None:
    newsroom.take_in(shared / "seed")
    article = newsroom.only_article()
    corpus = newsroom.corpus
    stored = corpus.passages(corpus.table().keys.tolist()).values()
    spans = [span for item in stored for span in item.passage.sentences]
    assert sorted(spans) == sentences(article.body, article.language)
