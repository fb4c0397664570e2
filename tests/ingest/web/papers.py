"""Invented outlets on a site of the tests: pages, feeds and sitemaps as a newsroom would have them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from tests.ingest.web.site import Site

TEXTS = {
    "ferry": (
        "Ferry to Oeverbode sails again",
        "The ferry between the two banks of the Oever sailed again on Monday morning, four days "
        "after a storm had torn its landing stage from the quay.",
        "The harbour master, Ilse Brandt, said that divers had checked every pile and found two of "
        "them cracked, which would be replaced in spring without stopping the service.",
    ),
    "bridge": (
        "Bridge toll rises to four crowns",
        "Drivers will pay four crowns instead of three to cross the Lantern Bridge from the first "
        "of January, the provincial council decided by a narrow vote on Tuesday night.",
        "Commuters who cross more than twenty times a month keep the old price, which the council "
        "says covers the cost of painting the cables every third summer.",
    ),
    "library": (
        "Night library opens in the old brewery",
        "The town library of Marwick will stay open until two in the morning from next week, in the "
        "vaults of the brewery that closed eleven years ago.",
        "Students had asked for a quiet place after midnight, and the brewery's owner lets the "
        "vaults for a single crown a year as long as the copper kettles stay in sight.",
    ),
}
FIRST_DAY = 20


@dataclass(frozen=True)
class Story:
    """An article of the paper."""

    name: str
    title: str
    paragraphs: tuple[str, ...]
    day: int

    @property
    def path(self) -> str:
        return f"/news/{self.name}"

    @property
    def date(self) -> str:
        return f"2026-11-{self.day:02d}"


def stories(*names: str) -> list[Story]:
    """The named ones, each a day newer than the one before."""
    found = []
    for number, name in enumerate(names or TEXTS):
        title, *paragraphs = TEXTS[name]
        found.append(Story(name, title, tuple(paragraphs), FIRST_DAY + number))
    return found


def page(story: Story, extra: str = "", outlet: str | None = "The Quay") -> str:
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
    site_name = f'<meta property="og:site_name" content="{outlet}">' if outlet else ""
    return (
        f'<!doctype html><html lang="en"><head><title>{escape(story.title)}</title>{site_name}'
        f'<meta property="article:published_time" content="{story.date}T06:00:00Z">{extra}</head>'
        f"<body><nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav><article>"
        f"<h1>{escape(story.title)}</h1>{text}</article><footer>All rights</footer></body></html>"
    )


def put_pages(site: Site, told: Sequence[Story]) -> None:
    for story in told:
        site.put(story.path, page(story), ETag=f'"{story.name}"')


def rss(site: Site, told: Sequence[Story], *, whole: bool = False) -> str:
    """The feed of the paper, with the first sentence of each story or all of it."""
    items = []
    for story in told:
        text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
        content = f"<content:encoded>{escape(text)}</content:encoded>" if whole else ""
        items.append(
            f"<item><title>{escape(story.title)}</title>"
            f"<link>{site.url(story.path)}?utm_source=rss</link>"
            f"<guid>{story.name}</guid><pubDate>{story.day} Nov 2026 06:00:00 GMT</pubDate>"
            f"<description>{escape(story.paragraphs[0])}</description>{content}</item>"
        )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>The Quay</title><link>{site.url()}</link>{''.join(items)}</channel></rss>"
    )


def json_feed(site: Site, told: Sequence[Story]) -> str:
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "The Quay",
            "items": [
                {
                    "id": story.name,
                    "url": site.url(story.path),
                    "title": story.title,
                    "content_text": "\n\n".join(story.paragraphs),
                    "date_published": f"{story.date}T06:00:00Z",
                }
                for story in told
            ],
        }
    )


def sitemap(site: Site, told: Sequence[Story]) -> str:
    links = "".join(
        f"<url><loc>{site.url(story.path)}</loc><lastmod>{story.date}</lastmod></url>"
        for story in told
    )
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{links}</urlset>'


def sitemap_index(*addresses: str) -> str:
    links = "".join(f"<sitemap><loc>{address}</loc></sitemap>" for address in addresses)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<sitemapindex xmlns="{space}">{links}</sitemapindex>'


def opml(*addresses: str) -> str:
    lines = "".join(f'<outline text="A feed" xmlUrl="{address}"/>' for address in addresses)
    return f'<opml version="2.0"><head/><body>{lines}</body></opml>'


def front_page(*feeds: str) -> str:
    """A page that is no article, and names feeds."""
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml; charset=utf-8" href="{feed}">'
        for feed in feeds
    )
    return f"<html><head>{links}</head><body><p>Welcome to the Quay.</p></body></html>"
