"""`news articles`: withdrawing and setting right, as people do it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

News = Callable[..., Result]
ID = "valmirena-recount-03"
QUESTION = "How many ballots did the recount in Valmirena find?"


def cited(news: News, corpus: Path) -> set[str]:
    """Ids of the articles that a search finds for the question."""
    found = json.loads(news("search", QUESTION, "-k", "20", "--corpus", corpus, "--json").stdout)
    return {item["article_id"] for item in found["passages"]}


def test_what_is_withdrawn_is_not_found_until_that_is_undone(news: News, sample_copy: Path) -> None:
    at = ("--corpus", sample_copy)
    assert ID in cited(news, sample_copy)
    assert news("articles", "withdraw", ID, *at).stdout == f"Withdrawn: {ID}.\n"
    assert ID not in cited(news, sample_copy)
    assert ID not in news("articles", "list", *at).stdout
    assert ID in news("articles", "list", "--withdrawn", *at).stdout
    assert "Withdrawn: never found or cited." in news("articles", "show", ID, *at).stdout
    assert news("articles", "withdraw", ID, "--undo", *at).stdout == f"Current again: {ID}.\n"
    assert ID in cited(news, sample_copy)


def test_what_is_set_by_hand_is_shown_with_what_was_before(news: News, sample_copy: Path) -> None:
    at = ("--corpus", sample_copy)
    before = json.loads(news("articles", "show", ID, "--json", *at).stdout)
    result = news("articles", "edit", ID, "--title", "A count ends", "--author", "A. Diop", *at)
    assert result.stdout == f"{ID} is changed: version 2.\n"
    shown = news("articles", "show", ID, *at).stdout
    assert shown.startswith("A count ends\n")
    assert "title: by hand" in shown
    assert f": {before['title']}" in shown
    record = json.loads(news("articles", "show", ID, "--json", *at).stdout)
    assert record["fixed"] == {"title": "A count ends", "authors": ["A. Diop"]}
    assert record["versions"][0]["article"]["title"] == before["title"]
    earlier = json.loads(news("articles", "show", ID, "--version", "1", "--json", *at).stdout)
    assert earlier["title"] == before["title"]
    assert "it has 1, 2" in news("articles", "show", ID, "--version", "9", *at).stderr
    released = news("articles", "edit", ID, "--release", "title", *at)
    assert released.stdout == f"{ID} takes title from what is read next.\n"


def test_an_edit_without_a_field_is_wrong_usage(news: News, sample_copy: Path) -> None:
    result = news("articles", "edit", ID, "--corpus", sample_copy)
    assert result.exit_code == 2
    assert "name a field" in result.stderr
