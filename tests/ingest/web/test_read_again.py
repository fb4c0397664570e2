"""What is removed, or let go of after an edit, comes back when its source is read again."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from ingest import edit, release, remove
from ingest.web.fetching import Fetcher
from ingest.web.following import Follower
from ingest.web.intake import ingest_web
from rag.corpus.corpus import Corpus
from rag.embedding.model import Embedder
from rag.errors import InputError
from tests.ingest.web.papers import page, put_pages, rss, sitemap, sitemap_index, stories
from tests.ingest.web.site import Site

Read = Callable[[str], int]


@pytest.fixture(params=["ingest", "follow"])
def read(
    request: pytest.FixtureRequest, corpus: Corpus, embedder: Embedder, fetcher: Fetcher
) -> Read:
    """Reads a source on the web once, either way; how many articles came."""

    def follow(source: str) -> int:
        follower = Follower([source], corpus, embedder, fetcher, every_seconds=60, limit=50)
        with closing(follower):
            return sum(outcome.summary.added for outcome in follower.round())

    def once(source: str) -> int:
        return ingest_web([source], corpus, embedder, fetcher=fetcher).added

    return follow if request.param == "follow" else once


def id_of(corpus: Corpus, title: str) -> str:
    (article_id,) = (found.id for found in corpus.articles() if found.title == title)
    return article_id


@pytest.mark.parametrize("is_whole", [False, True])
@pytest.mark.parametrize("is_linked", [False, True])
def test_what_is_removed_comes_back_with_its_feed_and_nothing_else_is_fetched(
    is_whole: bool, is_linked: bool, site: Site, corpus: Corpus, read: Read
) -> None:
    told = stories()
    put_pages(site, told)
    content = rss(site, told, whole=is_whole or not is_linked)
    if not is_linked:
        content = content.replace("<link>", "<notes>").replace("</link>", "</notes>")
    feed = site.put("/feed", content, ETag='"1"')
    assert read(feed) == 3
    remove(id_of(corpus, told[0].title), corpus)
    asked = len(site.asked)
    assert read(feed) == 1
    pages = [path for path in site.asked[asked:] if path.startswith("/news/")]
    assert set(pages) <= {told[0].path}
    assert {article.title for article in corpus.articles()} == {story.title for story in told}
    assert read(feed) == 0


def test_also_where_the_feed_names_it_by_another_address(
    site: Site, corpus: Corpus, read: Read
) -> None:
    (story,) = stories("ferry")
    link = f'<link rel="canonical" href="{site.url("/lead")}">'
    site.put("/print/1", page(story, link), ETag='"1"')
    site.redirect(story.path, "/print/1")
    feed = site.put("/feed", rss(site, [story]), ETag='"1"')
    assert read(feed) == 1
    remove(id_of(corpus, story.title), corpus)
    assert read(feed) == 1


def test_it_comes_back_with_a_sitemap_and_with_a_page_that_is_followed_itself(
    site: Site, corpus: Corpus, read: Read
) -> None:
    ferry, bridge = stories("ferry", "bridge")
    put_pages(site, [ferry, bridge])
    part = site.put("/part.xml", sitemap(site, [ferry]), ETag='"1"')
    dated = sitemap_index(part).replace("</loc>", "</loc><lastmod>2026-11-20</lastmod>")
    index = site.put("/sitemap.xml", dated, ETag='"1"')
    for source, story in ((index, ferry), (site.url(bridge.path), bridge)):
        assert read(source) == 1
        remove(id_of(corpus, story.title), corpus)
        assert read(source) == 1


def test_older_pages_that_were_passed_over_are_not_read_for_it(
    site: Site, corpus: Corpus, embedder: Embedder, fetcher: Fetcher
) -> None:
    told = stories()
    put_pages(site, told)
    feed = site.put("/feed", rss(site, told), ETag='"1"')
    follower = Follower([feed], corpus, embedder, fetcher, every_seconds=60, limit=1)
    with closing(follower):
        for _ in range(2):
            assert sum(outcome.summary.added for outcome in follower.round()) == 1
            remove(id_of(corpus, told[-1].title), corpus)


def test_what_is_removed_comes_back_from_a_folder_that_is_followed(
    tmp_path: Path, corpus: Corpus, embedder: Embedder, fetcher: Fetcher
) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    file = inbox / "mill.md"
    file.write_text("---\nid: mill\n---\n# The mill turns\n\nThe mill of Aldwick turns again.")
    os.utime(file, (1_700_000_000, 1_700_000_000))
    follower = Follower([str(inbox)], corpus, embedder, fetcher, every_seconds=60, limit=50)
    with closing(follower):
        added = [sum(outcome.summary.added for outcome in follower.round()) for _ in range(2)]
        remove("mill", corpus)
        added += [sum(outcome.summary.added for outcome in follower.round()) for _ in range(2)]
    assert added == [1, 0, 1, 0]


def test_what_is_let_go_of_is_as_its_source_says_again(
    site: Site, corpus: Corpus, embedder: Embedder, read: Read
) -> None:
    (story,) = stories("ferry")
    put_pages(site, [story])
    feed = site.put("/feed", rss(site, [story]), ETag='"1"')
    read(feed)
    article_id = id_of(corpus, story.title)
    edit(article_id, {"title": "Set by hand"}, corpus, embedder)
    release(article_id, ["title"], corpus)
    read(feed)
    assert [article.title for article in corpus.articles()] == [story.title]


def test_what_is_not_there_cannot_be_removed(corpus: Corpus) -> None:
    with pytest.raises(InputError, match="no article with the id 'none'"):
        remove("none", corpus)
    assert not (corpus.folder / "web.sqlite3").exists()
