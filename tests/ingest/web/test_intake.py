"""Addresses of pages, feeds, sitemaps and OPML lists become articles, each page fetched once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from ingest import IngestStoppedError, IngestSummary, ingest
from ingest.web.fetching import Fetcher
from ingest.web.intake import ingest_web
from rag.corpus.corpus import Corpus
from rag.embedding.model import Embedder
from rag.records import Article
from tests.ingest.web.papers import (
    TEXTS,
    Story,
    front_page,
    json_feed,
    opml,
    page,
    put_pages,
    rss,
    sitemap,
    sitemap_index,
    stories,
)
from tests.ingest.web.site import Site, serving, zipped

if TYPE_CHECKING:
    from tests.ingest.conftest import Newsroom

TODAY = datetime(2026, 11, 24, 12, tzinfo=UTC)
TakeIn = Callable[..., IngestSummary]


@pytest.fixture
def take_in(corpus: Corpus, embedder: Embedder, fetcher: Fetcher) -> TakeIn:
    def run(*addresses: str, limit: int = 100) -> IngestSummary:
        return ingest_web(addresses, corpus, embedder, fetcher=fetcher, limit=limit, today=TODAY)

    return run


def titles(corpus: Corpus) -> set[str]:
    return {article.title for article in corpus.articles()}


def only_article(corpus: Corpus) -> Article:
    (article,) = corpus.articles()
    return article


def counts(summary: IngestSummary) -> tuple[int, int, int]:
    assert summary.rejected == ()
    return summary.added, summary.updated, summary.unchanged


ALL = {title for title, *_ in TEXTS.values()}


def test_an_intake_that_is_stopped_fetches_no_further_page(
    site: Site, newsroom: Newsroom, fetcher: Fetcher
) -> None:
    ferry, bridge, _ = stories()
    put_pages(site, [ferry, bridge])
    addresses, stop = [site.url(ferry.path), site.url(bridge.path)], Event()
    with pytest.raises(IngestStoppedError):
        ingest(
            addresses,
            newsroom.corpus,
            newsroom.embedder,
            fetcher=fetcher,
            progress=lambda _: stop.set(),
            stop=stop,
        )
    assert titles(newsroom.corpus) == {ferry.title}
    assert bridge.path not in site.asked


def test_a_page_is_taken_in_under_its_canonical_address(
    site: Site, corpus: Corpus, take_in: TakeIn
) -> None:
    (story,) = stories("ferry")
    link = f'<link rel="canonical" href="{site.url(story.path)}">'
    site.put("/print/1?ref=mail", page(story, link))
    site.redirect("/short", "/print/1?ref=mail")
    assert counts(take_in(site.url("/short"))) == (1, 0, 0)
    article = only_article(corpus)
    assert article.url == site.url(story.path)
    assert (article.title, article.source, article.language) == (story.title, "The Quay", "en")
    assert article.published_at == "2026-11-20T06:00:00+00:00"
    assert article.body.split("\n\n") == list(story.paragraphs)

    assert counts(take_in(site.url("/short"))) == (0, 0, 1)
    site.put("/print/1?ref=mail", page(replace(story, paragraphs=story.paragraphs[:1]), link))
    assert counts(take_in(site.url("/short"))) == (0, 1, 0)


def test_ingest_fetches_with_the_fetcher_that_it_is_given(
    site: Site, corpus: Corpus, fetcher: Fetcher
) -> None:
    unused = cast(Embedder, SimpleNamespace(fingerprint="none", name="none"))
    (missing,) = ingest([site.url("/none")], corpus, unused, fetcher=fetcher).rejected
    assert "404" in missing.reason
    (private,) = ingest([site.url("/none")], corpus, unused).rejected
    assert "private" in private.reason


def test_a_page_that_hardly_looks_like_one_is_told_by_what_its_server_says(
    site: Site, corpus: Corpus, take_in: TakeIn
) -> None:
    (story,) = stories("ferry")
    text = " ".join(story.paragraphs)
    take_in(site.put("/story.php", f"Menu <br><div><p>{text}</p></div>"))
    assert only_article(corpus).body == text


def test_a_page_cannot_pass_for_one_of_another_site(
    site: Site, corpus: Corpus, take_in: TakeIn
) -> None:
    (story,) = stories("ferry")
    other = '<link rel="canonical" href="https://gazette.example/lead">'
    take_in(site.put("/page", page(story, other)))
    assert only_article(corpus).url == site.url("/page")


def test_of_summaries_in_a_feed_the_pages_are_fetched(
    site: Site, corpus: Corpus, take_in: TakeIn
) -> None:
    told = stories()
    put_pages(site, told)
    feed = site.put("/feed", rss(site, told), Content_Type="application/rss+xml")
    assert counts(take_in(feed)) == (3, 0, 0)
    assert titles(corpus) == ALL
    assert {article.source for article in corpus.articles()} == {"The Quay"}

    asked = len(site.asked)
    assert counts(take_in(feed)) == (0, 0, 3)
    assert site.asked[asked:] == ["/feed"], "what did not change is not fetched again"


def test_the_outlet_is_what_the_page_says_else_the_feed_of_its_site_else_the_host(
    site: Site, corpus: Corpus, take_in: TakeIn
) -> None:
    ferry, bridge, library = stories()
    site.put(ferry.path, page(ferry, outlet="The Quay on Sunday"))
    site.put(bridge.path, page(bridge, outlet=None))
    with serving("127.0.0.4") as other:
        other.put(library.path, page(library, outlet=None))
        site.put("/feed", rss(site, [ferry, bridge]))
        site.put("/elsewhere", rss(other, [library]))
        take_in(site.url("/feed"), site.url("/elsewhere"))
    outlets = {article.title: article.source for article in corpus.articles()}
    assert outlets == {
        ferry.title: "The Quay on Sunday",
        bridge.title: "The Quay",
        library.title: "127.0.0.4",
    }


def test_a_front_page_stands_for_its_feed_and_another_list_of_articles_points_to_it(
    site: Site, corpus: Corpus, take_in: TakeIn
) -> None:
    told = stories("ferry", "bridge")
    put_pages(site, told)
    feed = site.put("/feed.xml", rss(site, told))
    assert counts(take_in(site.put("/", front_page("/feed.xml")))) == (2, 0, 0)
    empty = front_page("../feed.xml").replace("<p>Welcome to the Quay.</p>", "")
    (rejected,) = take_in(site.put("/sport/", empty)).rejected
    assert rejected.reason.endswith(f"It names a feed: {feed}")


@pytest.mark.parametrize("form", ["rss", "json"])
def test_a_feed_of_whole_articles_is_enough(
    form: str, site: Site, corpus: Corpus, take_in: TakeIn
) -> None:
    told = [
        replace(story, paragraphs=story.paragraphs + tuple(TEXTS["library"]) * 3)
        for story in stories()
    ]
    content = rss(site, told, whole=True) if form == "rss" else json_feed(site, told)
    assert counts(take_in(site.put("/feed", content))) == (3, 0, 0)
    assert titles(corpus) == ALL
    assert site.asked == ["/robots.txt", "/feed"]


def test_a_feed_speaks_for_its_own_site_alone(site: Site, corpus: Corpus, take_in: TakeIn) -> None:
    (story,) = stories("ferry")
    with serving("127.0.0.3") as gazette:
        told = replace(story, paragraphs=("The ferry sank. " * 80,))
        feed = site.put("/feed", rss(gazette, [told], whole=True))
        summary = take_in(feed)
    assert summary.added == 0
    assert [item.path for item in summary.rejected] == [gazette.url(story.path)]


def test_an_entry_that_changes_is_fetched_again_and_updates_the_article(
    site: Site, corpus: Corpus, take_in: TakeIn
) -> None:
    told = stories("ferry", "bridge")
    put_pages(site, told)
    feed = site.put("/feed", rss(site, told))
    take_in(feed)
    newer = replace(
        told[0], paragraphs=("Corrected: the ferry sailed on Tuesday.", *told[0].paragraphs)
    )
    site.put(newer.path, page(newer), ETag='"newer"')
    site.put("/feed", rss(site, [newer, told[1]]))
    asked = len(site.asked)
    assert counts(take_in(feed)) == (0, 1, 1)
    assert site.asked[asked:] == ["/feed", newer.path]
    site.put("/feed", rss(site, [replace(newer, day=22), told[1]]))
    assert counts(take_in(feed)) == (0, 0, 2), "the server says that the page has not changed"


def test_of_a_sitemap_the_newest_pages_are_taken_in_first(
    site: Site, corpus: Corpus, take_in: TakeIn
) -> None:
    ferry, bridge, library = stories()
    put_pages(site, [ferry, bridge, library])
    one = site.put("/one.xml.gz", zipped(sitemap(site, [bridge, library])))
    two = site.put("/two.xml", sitemap(site, [ferry]))
    index = site.put("/sitemap.xml", sitemap_index(one, two))
    assert counts(take_in(index, limit=1)) == (1, 0, 0)
    assert titles(corpus) == {library.title}
    assert counts(take_in(index)) == (2, 0, 1)
    assert titles(corpus) == ALL


def test_it_is_told_what_of_a_list_is_left_out(site: Site, take_in: TakeIn) -> None:
    told = stories()
    put_pages(site, told)
    feed = site.put("/feed", rss(site, told))
    (remark,) = take_in(feed, limit=2).warnings
    advice = "Raise --limit, or run it again for the next ones."
    assert (remark.path, remark.text) == (feed, f"Left out: older pages (1). {advice}")
    assert take_in(feed, limit=2).warnings == ()
    parts = [site.put(f"/{name}", sitemap(site, told)) for name in ("1.xml", "2.xml")]
    (remark,) = take_in(site.put("/index", sitemap_index(*parts)), limit=2).warnings
    assert remark.text == f"Left out: older pages (1), sitemaps (1). {advice}"


@pytest.mark.parametrize("told_by", ["fragment", "title", "date"])
def test_entries_of_one_address_are_told_apart(
    told_by: str, site: Site, corpus: Corpus, take_in: TakeIn
) -> None:
    """As live pages, status pages and lists of changes have them."""

    def feed(*posts: Story) -> str:
        content = rss(site, posts, whole=True)
        for post in posts:
            fragment = f"#{post.name}" if told_by == "fragment" else ""
            content = content.replace(post.path + "?utm_source=rss", f"/live{fragment}")
            if told_by == "date":
                content = content.replace(post.title, "Update")
        return site.put("/feed", content)

    posts = [
        replace(story, paragraphs=tuple(f"{text} {text}" for text in story.paragraphs) * 3)
        for story in stories()
    ]
    assert counts(take_in(feed(*posts[:2]))) == (2, 0, 0)
    assert counts(take_in(feed(*posts))) == (1, 0, 2)
    newer = replace(posts[0], paragraphs=("Put right on Friday.", *posts[0].paragraphs))
    assert counts(take_in(feed(newer, *posts[1:], posts[2]))) == (0, 1, 2)
    assert {article.body.split("\n")[0] for article in corpus.articles()} == {
        post.paragraphs[0] for post in (newer, *posts[1:])
    }
    assert {(article.url or "").partition("#")[0] for article in corpus.articles()} == {
        site.url("/live")
    }


def test_an_opml_list_stands_for_its_feeds(site: Site, corpus: Corpus, take_in: TakeIn) -> None:
    ferry, bridge, library = stories()
    put_pages(site, [ferry, bridge, library])
    feeds = [
        site.put("/feed/1", rss(site, [ferry])),
        site.put("/feed/2", json_feed(site, [bridge, library])),
    ]
    site.put("/feeds.opml", opml(*feeds, site.url("/feeds.opml")))
    assert counts(take_in(site.url("/feeds.opml"))) == (3, 0, 0)
    assert titles(corpus) == ALL


def test_what_cannot_be_taken_in_is_named_and_the_rest_is_kept(
    site: Site, inside: Site, corpus: Corpus, take_in: TakeIn
) -> None:
    ferry, bridge, library = stories()
    put_pages(site, [ferry])
    site.put(bridge.path, "", 404)
    site.put("/feed", rss(site, [ferry, bridge, replace(library, name="../../" + library.name)]))
    site.put("/broken", "<rss><channel><item>")
    site.put("/lured.xml", sitemap(inside, [library]))
    site.put("/index.xml", sitemap_index(inside.url(), site.url("/gone.xml"), site.url("/feed")))
    site.put("/list.opml", opml(inside.url("/feed"), "http://[broken/"))
    paths = ("/feed", "/broken", "/lured.xml", "/index.xml", "/list.opml", "/nothing")
    summary = take_in(*(site.url(path) for path in paths))
    assert summary.added == 1
    assert {item.path for item in summary.rejected} >= {
        site.url(bridge.path),
        site.url("/broken"),
        inside.url(library.path),
        inside.url(),
        inside.url("/feed"),
        "http://[broken/",
        site.url("/gone.xml"),
        site.url("/nothing"),
    }
    assert all("\n" not in item.reason for item in summary.rejected)


def test_what_failed_is_kept_as_rejected_until_it_is_read(
    site: Site, corpus: Corpus, take_in: TakeIn
) -> None:
    (story,) = stories("ferry")
    site.put("/", "", 500)
    site.put(story.path, "", 500)
    take_in(site.put("/feed", rss(site, [story])), site.url("/"))
    assert [item.source for item in corpus.rejected()] == [site.url("/"), site.url(story.path)]
    site.put("/", page(stories("bridge")[0]))
    take_in(site.url("/"))
    assert [item.source for item in corpus.rejected()] == [site.url(story.path)]
    put_pages(site, [story])
    take_in(*(item.source for item in corpus.rejected()))
    assert corpus.rejected() == []


def test_the_address_of_an_article_does_not_say_where_its_reader_came_from(
    site: Site, corpus: Corpus, take_in: TakeIn
) -> None:
    (story,) = stories("ferry")
    asked = story.path + "?page=2"
    site.put(asked, page(story))
    feed = rss(site, [story]).replace("?utm_source=rss", "?utm_source=a&amp;page=2&amp;utm_term=b")
    take_in(site.put("/feed", feed))
    assert only_article(corpus).url == site.url(asked)


def test_a_page_that_failed_is_tried_again_when_it_is_asked_for(
    site: Site, corpus: Corpus, take_in: TakeIn
) -> None:
    (story,) = stories("ferry")
    site.put(story.path, "", 500)
    feed = site.put("/feed", rss(site, [story]))
    assert [item.path for item in take_in(feed).rejected] == [site.url(story.path)]
    put_pages(site, [story])
    assert counts(take_in(feed)) == (1, 0, 0)


@pytest.mark.parametrize(
    ("charset", "declared"),
    [("utf-8", "iso-8859-1"), ("iso-8859-1", "iso-8859-1"), ("windows-1252", "utf-8")],
)
def test_a_wrong_charset_does_no_harm(
    charset: str, declared: str, site: Site, corpus: Corpus, take_in: TakeIn
) -> None:
    (story,) = stories("ferry")
    told = replace(
        story,
        title="Fähre fährt über die Oder",
        paragraphs=(
            "Die Fähre über die Oder fährt nach dem Sturm wieder täglich, sagte der Hafenmeister am "
            "Montag. Für Fußgänger bleibt sie bis zum Frühjahr kostenlos.",
        ),
    )
    html = page(told).replace('lang="en"', 'lang="de"').encode(charset)
    take_in(site.put("/", html, Content_Type=f"text/html; charset={declared}"))
    assert only_article(corpus).title == told.title
