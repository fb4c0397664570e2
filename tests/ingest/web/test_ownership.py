"""No source speaks for another site's articles: it cannot rewrite them, take them back or date them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from email.message import EmailMessage
from html import escape

import pytest

from ingest import IngestSummary
from ingest.pipeline import ingest_articles
from ingest.records import Origin, RawArticle
from ingest.web.fetching import Fetcher
from ingest.web.intake import ingest_web
from rag.corpus.corpus import Corpus
from rag.embedding.model import Embedder
from rag.records import Article
from tests.ingest.made_files import warc
from tests.ingest.web.papers import (
    TEXTS,
    page,
    put_pages,
    rss,
    sitemap,
    sitemap_index,
    stories,
)
from tests.ingest.web.site import Site, serving

FERRY, BRIDGE = stories("ferry", "bridge")
TYPED_TEXT = " ".join(TEXTS["library"][1:]) * 4
LIE = "The ferry sank on Monday and nobody was saved, the harbour master is said to have admitted."
LONG_LIE = f"{LIE} " * 12

TakeIn = Callable[..., IngestSummary]


@pytest.fixture
def take_in(corpus: Corpus, embedder: Embedder, fetcher: Fetcher) -> TakeIn:
    def run(*addresses: str) -> IngestSummary:
        return ingest_web(addresses, corpus, embedder, fetcher=fetcher)

    return run


@pytest.fixture
def gazette(corpus: Corpus, embedder: Embedder, take_in: TakeIn) -> Iterator[Site]:
    """Another outlet, with a page in the corpus, beside two articles of files."""
    with serving("127.0.0.4") as found:
        put_pages(found, [FERRY])
        take_in(found.url(FERRY.path))
        files = [
            RawArticle(Origin("a.jsonl", 1), " ".join(BRIDGE.paragraphs), {"id": "bridge-7"}),
            RawArticle(Origin("mill.txt"), TYPED_TEXT, {"title": "The mill"}),
        ]
        ingest_articles(iter(files), corpus, embedder)
        yield found


@pytest.fixture
def before(gazette: Site, corpus: Corpus) -> dict[str, Article]:
    return {article.id: article for article in corpus.articles()}


def check_untouched(corpus: Corpus, before: Mapping[str, Article], gazette: Site) -> None:
    """All articles are as they were, and no other names them or stands under the other's address."""
    assert len(before) == 3
    assert {article_id: corpus.article(article_id) for article_id in before} == before
    for article in corpus.articles():
        if article.id not in before:
            assert not (article.url or "").startswith(gazette.url())
            assert article.source != "The Gazette"
            assert not {article.duplicate_of, article.corrects} & before.keys()


def hostile(gazette: Site, corpus: Corpus) -> dict[str, bytes]:
    """What stands at an address of a site, and speaks for another's, by the name of its format."""
    url = gazette.url(FERRY.path)
    typed = next(article for article in corpus.articles() if article.title == "The mill")
    lie = {"url": url, "body": LIE, "title": "Sunk", "source": "The Gazette"}
    taken_back = {"url": url, "status": "withdrawn"}
    by_id = {"id": "bridge-7", "body": LIE, "title": "Sunk"}
    told = [
        *(lie, taken_back, by_id, {"id": "bridge-7", "status": "withdrawn"}),
        {"id": typed.id, "body": LIE, "withdrawn": True},
        {"title": typed.title, "body": typed.body, "status": "withdrawn"},
        {"title": typed.title, "body": typed.body, "section": "Lies"},
    ]
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Archived-At"] = "Sunk", "news@gazette.example", f"<{url}>"
    mail["Date"] = "Mon, 23 Nov 2026 08:00:00 +0000"
    mail.set_content(LIE)
    mail.add_attachment(json.dumps(lie).encode(), "application", "json", filename="a.json")
    entry = f"<item><title>Sunk</title><link>{url}</link>"
    whole = f"<description>{escape(LONG_LIE)}</description>"
    canonical = f'<link rel="canonical" href="{url}"><meta property="og:url" content="{url}">'
    return {
        "object": json.dumps(lie).encode(),
        "withdrawal": json.dumps(taken_back).encode(),
        "id": json.dumps(by_id).encode(),
        "array": json.dumps(told).encode(),
        "lines": b"\n".join(json.dumps(record).encode() for record in told),
        "references": json.dumps(
            [
                {"body": LIE, "title": "Sunk", "corrects": "bridge-7", "kind": "correction"},
                {"body": f"{LIE} So it was.", "duplicate_of": "bridge-7", "title": "It sank"},
            ]
        ).encode(),
        "table": f"url,title,body,source\n{url},Sunk,{LIE.replace(',', '')},The Gazette\n".encode(),
        "markdown": (f"---\nid: bridge-7\n---\n# Sunk\n\n{LIE}").encode(),
        "mail": mail.as_bytes(),
        "warc": warc((url, "text/html", page(replace(FERRY, paragraphs=(LIE,))).encode())),
        "feed": f"<rss version='2.0'><channel><title>X</title>{entry}{whole}</item>"
        f"{entry}<status>withdrawn</status></item></channel></rss>".encode(),
        "page": page(replace(FERRY, paragraphs=(LIE, LIE.upper())), canonical).encode(),
    }


SUFFIXES = {"markdown": ".md", "table": ".csv", "lines": ".jsonl", "mail": ".eml"}
FORMATS = (
    *("object", "withdrawal", "id", "array", "lines", "references", "table", "markdown", "mail"),
    *("warc", "feed", "page"),
)


@pytest.mark.parametrize("way", ["given", "listed", "redirected"])
@pytest.mark.parametrize("form", FORMATS)
def test_whatever_stands_at_an_address_speaks_for_its_site_alone(
    form: str,
    way: str,
    site: Site,
    gazette: Site,
    before: dict[str, Article],
    corpus: Corpus,
    take_in: TakeIn,
) -> None:
    kind = "text/html" if form == "page" else "application/octet-stream"
    told = replace(FERRY, name=f"lead{SUFFIXES.get(form, '')}")
    content = site.put(told.path, hostile(gazette, corpus)[form], Content_Type=kind)
    if way == "redirected":
        gazette.redirect(told.path, content)  # an open redirect of the other site
    lists = {"given": content, "listed": rss(site, [told]), "redirected": rss(gazette, [told])}
    take_in(content if way == "given" else site.put("/list", lists[way]))
    check_untouched(corpus, before, gazette)


@pytest.mark.parametrize("is_redirected", [False, True])
@pytest.mark.parametrize("form", ["feed", "sitemap"])
def test_what_a_list_says_of_another_sites_page_does_not_count(
    form: str, is_redirected: bool, site: Site, gazette: Site, corpus: Corpus, take_in: TakeIn
) -> None:
    bare = page(BRIDGE, outlet=None).replace(BRIDGE.date, "some day").replace(' lang="en"', "")
    target = gazette.put("/bare", bare)
    link = site.redirect("/away", target) if is_redirected else target
    if form == "feed":
        told = (
            f"<rss version='2.0'><channel><title>The Liar</title><item><title>Sunk</title>"
            f"<link>{link}</link><status>withdrawn</status><category>Lies</category>"
            f"<author>A liar</author><pubDate>1 Jan 2001 00:00:00 GMT</pubDate>"
            f"<description>{LIE}</description></item></channel></rss>"
        )
    else:
        told = (
            f"<urlset><url><loc>{link}</loc><lastmod>2026-11-25</lastmod><news><name>The Liar</name>"
            f"<publication_date>2001-01-01</publication_date><title>Sunk</title></news></url></urlset>"
        )
    take_in(site.put("/list", told))
    (article,) = (found for found in corpus.articles() if found.url == target)
    assert (article.title, article.source, article.status) == (BRIDGE.title, "127.0.0.4", "current")
    assert (article.authors, article.section) == ((), None)
    assert (article.published_at, article.updated_at) == (None, None)


def test_what_a_sitemap_says_of_another_sites_pages_does_not_keep_them_from_being_read(
    site: Site, gazette: Site, corpus: Corpus, take_in: TakeIn
) -> None:
    told = [replace(FERRY, day=23)]
    part = gazette.put("/part.xml", sitemap(gazette, []))
    index = sitemap_index(part).replace("</loc>", "</loc><lastmod>2026-11-23</lastmod>")
    take_in(
        site.put("/pages.xml", sitemap(gazette, told)),  # what the other will say tomorrow
        site.put("/index.xml", index),
    )
    newer = replace(FERRY, paragraphs=("Corrected: it sailed on Tuesday.", *FERRY.paragraphs))
    put_pages(gazette, [BRIDGE])
    gazette.put(FERRY.path, page(newer))
    gazette.put("/part.xml", sitemap(gazette, [*told, BRIDGE]))
    summary = take_in(gazette.put("/sitemap.xml", index))
    assert (summary.added + summary.duplicates, summary.updated) == (1, 1)


def test_an_article_without_a_link_in_a_feed_is_of_that_feed_alone(
    site: Site, gazette: Site, before: dict[str, Article], corpus: Corpus, take_in: TakeIn
) -> None:
    told = (
        "<rss version='2.0'><channel><title>The Liar</title><item><title>The mill</title>"
        f"<status>withdrawn</status><description>{TYPED_TEXT}</description></item></channel></rss>"
    )
    take_in(site.put("/list", told))
    check_untouched(corpus, before, gazette)


def test_a_site_speaks_for_its_own_articles_by_address_and_by_id(
    site: Site, corpus: Corpus, take_in: TakeIn
) -> None:
    """A file of articles that a site updates, as its own archive would be."""
    put_pages(site, [FERRY])
    url = site.url(FERRY.path)
    old = [{"id": 7, "title": "The mill", "body": TYPED_TEXT}, {"url": url, "body": LIE}]
    assert take_in(site.put("/archive.json", json.dumps(old))).added == 2
    new = [
        {"id": 7, "title": "The mill", "body": f"{TYPED_TEXT} So it was."},
        {"id": 8, "title": "Put right", "body": f"{LIE} It did not.", "corrects": 7},
        {"url": url, "status": "withdrawn"},
    ]
    summary = take_in(site.put("/archive.json", json.dumps(new)))
    assert (summary.added, summary.updated, summary.rejected) == (1, 2, ())
    found = {article.title: article for article in corpus.articles()}
    assert found["The mill"].version == 2
    assert found["Put right"].corrects == found["The mill"].id
    assert len(found) == 2, "what was taken back is found no more"


def test_what_speaks_for_another_site_is_named_with_what_to_do(
    site: Site, gazette: Site, take_in: TakeIn
) -> None:
    url = gazette.url(FERRY.path)
    (rejected,) = take_in(site.put("/one", json.dumps({"url": url, "body": LIE}))).rejected
    assert rejected.path == site.url("/one")
    assert rejected.reason == (
        f"It gives itself an address of another site, {url}, for which this one cannot speak. If you "
        "trust it, save it and ingest the file."
    )
