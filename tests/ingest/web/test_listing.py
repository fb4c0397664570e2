"""What pages name: the feeds of their articles."""

from __future__ import annotations

import pytest

from ingest.web.fetching import NOTHING_KNOWN, Fetched
from ingest.web.listing import feeds_of_page


@pytest.mark.parametrize(
    ("title", "href", "is_found"),
    [
        ("", "https://www.commentary.example/feed/", True),
        ("Commentary", "/commentisfree/rss", True),
        ("", "//comment.example/feed", True),
        ("", "http://[broken/feed", True),
        ("The Quay \u00bb Comments Feed", "/feed/2", False),
        ("Flux des commentaires", "/feed/2", False),
        ("", "https://commentary.example/comments/feed/", False),
        ("", "/?feed=comments-rss2", False),
        ("", "comments.xml", False),
    ],
)
def test_the_feed_of_comments_alone_is_left_out(title: str, href: str, is_found: bool) -> None:
    link = f'<link rel="alternate" type="application/rss+xml" title="{title}" href="{href}">'
    page = f"<html><head>{link}</head><body><p>Welcome to the Quay.</p></body></html>"
    fetched = Fetched("https://the.example/", page.encode(), "text/html", None, NOTHING_KNOWN)
    assert bool(feeds_of_page(fetched)) == is_found
