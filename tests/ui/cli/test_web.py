"""`news ingest URL`: what it takes in, and what it says of the rest."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.ingest.web.papers import put_pages, rss, stories
from tests.ingest.web.site import Site

News = Callable[..., Result]


def test_a_feed_is_ingested_beside_files(
    news: News, site: Site, tmp_path: Path, corpus_folder: Path
) -> None:
    file = tmp_path / "plain.txt"
    file.write_text("The lighthouse on the mole is lit again after two dark winters.")
    told = stories()
    put_pages(site, told)
    feed = site.put("/feed", rss(site, told))
    result = news("ingest", file, feed, "--limit", 2, "--corpus", corpus_folder, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["added"] == 3
    found = news("search", "Where does the night library open?", "--corpus", corpus_folder)
    assert "brewery" in found.stdout


def test_an_address_that_may_not_be_fetched_is_named_with_what_to_do(
    news: News, site: Site, corpus_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEWS_WEB_ALLOW")
    result = news("ingest", site.put("/", "Page"), "--corpus", corpus_folder)
    assert result.exit_code == 3
    assert result.stderr.startswith(f"{site.url()}: 127.0.0.1 is not on the public internet")
    assert "NEWS_WEB_ALLOW=127.0.0.1" in result.stderr
    assert site.asked == []


def test_a_network_that_is_none_is_told_by_its_name(
    news: News, corpus_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWS_WEB_ALLOW", "127.0.0.1, everywhere")
    result = news("ingest", "http://127.0.0.1/", "--corpus", corpus_folder)
    assert result.exit_code == 2
    assert "NEWS_WEB_ALLOW: " in result.stderr
    assert result.stderr.count("\n") == 1
