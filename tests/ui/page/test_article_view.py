"""An article for reading: paragraphs, and what is marked in them."""

from __future__ import annotations

import re

from rag.corpus.articles import Version
from rag.records import Article
from ui.page.views.article import ArticleContext, article_view
from ui.texts import TEXTS

BODY = "First sentence. Second sentence.\n\nA second paragraph.\nIts third line.\n"


def marks(body: str, start: int, end: int) -> list[str]:
    view = article_view(Article("1", "Title", body), ArticleContext(), TEXTS["en"], start, end)
    return re.findall("<mark>(.*?)</mark>", view, re.DOTALL)


def test_exactly_the_quote_is_marked() -> None:
    assert marks(BODY, 16, 32) == ["Second sentence."]


def test_a_quote_over_paragraphs_is_marked_in_each() -> None:
    assert marks(BODY, 16, 53) == ["Second sentence.", "A second paragraph."]


def test_offsets_that_make_no_sense_mark_nothing() -> None:
    for start, end in ((0, 0), (10, 5), (-5, -1), (10**9, 10**10)):
        assert marks(BODY, start, end) == []


def test_every_paragraph_is_shown_once() -> None:
    view = article_view(Article("1", "Title", BODY), ArticleContext(), TEXTS["en"])
    assert re.findall("<p>([^<]+)</p>", view) == [
        "First sentence. Second sentence.",
        "A second paragraph.",
        "Its third line.",
    ]


def test_of_a_very_long_article_the_part_around_the_quote_is_shown() -> None:
    body = "word " * 1_000_000 + "Here it is." + " word" * 1_000_000
    place = body.index("Here")
    view = article_view(
        Article("1", "Title", body), ArticleContext(), TEXTS["en"], place, place + 11
    )
    assert "<mark>Here it is.</mark>" in view
    assert len(view) < 70_000
    assert "10,000,011 characters" in view


def test_copies_and_earlier_versions_can_be_read() -> None:
    copy = Article("copy", "Title", BODY, source="The <b>Post</b>")
    before = Version(
        Article("1", "Old title", "What it said.", version=1), "2026-03-01T08:00+00:00"
    )
    beside = ArticleContext(copies=(copy,), versions=(before,))
    view = article_view(Article("1", "Title", BODY, version=2), beside, TEXTS["en"])
    assert 'data-open="copy"' in view
    assert "The &lt;b&gt;Post&lt;/b&gt;" in view
    assert "Version 1, until 1 March 2026, 08:00" in view
    assert "What it said." in view


def test_what_is_read_says_that_the_article_has_changed_since_it_was_quoted() -> None:
    article = Article("1", "Title", BODY)
    earlier = article_view(article, ArticleContext(quoted="earlier"), TEXTS["en"], 16, 32)
    assert "has changed since it was quoted" in earlier
    assert re.search('<button [^>]*data-open="1"[^>]*>Read it as it is now<', earlier)
    gone = article_view(article, ArticleContext(quoted="gone"), TEXTS["nl"])
    assert "is veranderd sinds het werd geciteerd" in gone
    assert "data-open" not in gone


def test_an_article_and_its_correction_lead_to_each_other() -> None:
    wrong, right = Article("wrong", "21 dead", BODY), Article("right", "19, <b>not</b> 21", BODY)
    view = article_view(wrong, ArticleContext(corrections=(right,)), TEXTS["en"])
    assert re.search('This article was corrected: <button [^>]*data-open="right"', view)
    assert "19, &lt;b&gt;not&lt;/b&gt; 21" in view
    view = article_view(right, ArticleContext(corrects=wrong), TEXTS["nl"])
    assert re.search('Wat dit corrigeert: <button [^>]*data-open="wrong"', view)


def test_an_article_is_withdrawn_by_those_who_may() -> None:
    article = Article("1", "Title", BODY)
    assert "data-withdraw" not in article_view(article, ArticleContext(), TEXTS["en"])
    assert 'data-withdraw="1"' in article_view(article, ArticleContext(withdraws=True), TEXTS["en"])
