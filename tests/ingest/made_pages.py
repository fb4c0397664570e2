"""Web pages made of known texts: what sites put around, before and into an article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

_WORDS = {
    "en": ("We use cookies to give you a better experience.", "Read also", "Photo", "Most read",
           "Sign up for our newsletter and get the news in your inbox.", "All rights reserved."),
    "nl": ("Wij gebruiken cookies om deze site beter te maken.", "Lees ook", "Foto", "Meest gelezen",
           "Schrijf je in voor onze nieuwsbrief.", "Alle rechten voorbehouden."),
    "de": ("Wir verwenden Cookies, um unsere Seite zu verbessern.", "Lesen Sie auch", "Foto",
           "Meistgelesen", "Abonnieren Sie unseren Newsletter.", "Alle Rechte vorbehalten."),
    "fr": ("Nous utilisons des cookies pour améliorer ce site.", "Lire aussi", "Photo",
           "Les plus lus", "Abonnez-vous à notre newsletter.", "Tous droits réservés."),
}  # fmt: skip


@dataclass(frozen=True)
class Text:
    """An article as it was written."""

    title: str
    paragraphs: Sequence[str]
    language: str
    source: str
    author: str
    published_at: str

    @property
    def body(self) -> str:
        return "\n\n".join(self.paragraphs)


Layout = Callable[[Text, str], str]


def marked_up(text: Text, other: str) -> str:
    """A modern page: JSON-LD, an article element, pictures with captions, a sidebar."""
    cookies, also, photo, most_read, sign_up, rights = _words(text)
    inside = [f"<p>{escape(part)}</p>" for part in text.paragraphs]
    inside.insert(1, f'<p>{also}: <a href="/o">{escape(other)}</a></p>')
    inside.insert(3, f'<div class="newsletter-box"><p>{sign_up}</p></div>')
    return f"""<!doctype html><html lang="{text.language}"><head><meta charset="utf-8">
<title>{escape(text.title)} | {text.source}</title>
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": {_json(text.title)}, "datePublished": "{text.published_at}",
"author": {{"@type": "Person", "name": {_json(text.author)}}},
"publisher": {{"@type": "Organization", "name": {_json(text.source)}}}}}</script></head><body>
<div class="cookie-banner"><p>{cookies}</p><button>OK</button></div>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/s">Sport</a></li></ul></nav></header>
<main><article><h1>{escape(text.title)}</h1>
<figure><img src="a.jpg"><figcaption>{photo}: {escape(other)}</figcaption></figure>
{"".join(inside)}</article>
<aside><h3>{most_read}</h3><ul><li><a href="/1">{escape(other)}</a></li></ul></aside></main>
<footer><p>© 2025 {text.source}. {rights}</p></footer></body></html>"""


def of_divisions(text: Text, other: str) -> str:
    """A page of nested divisions, with meta elements, share buttons and comments."""
    cookies, also, photo, most_read, sign_up, rights = _words(text)
    inside = [f'<div class="par"><p>{escape(part)}</p></div>' for part in text.paragraphs]
    caption = f'<div class="photo-caption">{escape(other)}</div>'
    inside.insert(1, f'<div class="img"><img src="a.jpg">{caption}</div><p>{photo}: J. Doe</p>')
    inside.append(
        f'<div class="related"><p>{also}</p><ul><li><a href="/o">{escape(other)}</a></li></ul></div>'
    )
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta property="og:title" content="{escape(text.title)}">
<meta property="og:site_name" content="{text.source}">
<meta property="article:published_time" content="{text.published_at}">
<meta name="author" content="{escape(text.author)}"></head><body>
<div id="top"><a href="/">Home</a> | <a href="/w">World</a> | <a href="/c">Culture</a></div>
<div id="page"><div class="head"><h1>{escape(text.title)}</h1>
<div class="share"><a href="#">Share on Facebook</a> <a href="#">Print</a></div></div>
<div class="story-content">{"".join(inside)}<p>{sign_up}</p></div>
<div id="comments"><h3>2 comments</h3><div class="comment"><p>Well said, {escape(other)}</p></div></div>
<div class="list"><h4>{most_read}</h4><p><a href="/2">{escape(other)}</a></p></div></div>
<div id="foot">© {text.source} {rights} {cookies}</div></body></html>"""


def in_a_table(text: Text, other: str) -> str:
    """A page of the kind made before 2005: a table, line breaks, no metadata but the title."""
    _, also, _, _, _, rights = _words(text)
    lines = "<br><br>\n".join(escape(part) for part in text.paragraphs)
    return f"""<html><head><title>{escape(text.title)}</title></head><body><table><tr>
<td width="120"><a href="a">News</a><br><a href="b">Sport</a><br><a href="c">Weather</a></td>
<td><font size="5"><b>{escape(text.title)}</b></font><br><br>{lines}<br><br>
<i>{also}: <a href="o">{escape(other)}</a></i></td></tr>
<tr><td colspan="2"><small>© {text.source}. {rights}</small></td></tr></table></body></html>"""


def with_headings(text: Text, other: str) -> str:
    """A page in which headings, a pull quote and advertisements interrupt the article."""
    cookies, also, photo, _, sign_up, _ = _words(text)
    inside = []
    for number, part in enumerate(text.paragraphs):
        inside.append(f"<p>{escape(part)}</p>")
        if number == 1:
            inside.append(f'<div class="ad"><span>Advertisement</span></div><p>{photo}: Desk</p>')
        if number == 2:
            inside.append(f"<p><strong>{also}: {escape(other)}</strong></p>")
    return f"""<!DOCTYPE html><html lang="{text.language}"><head>
<meta property="og:title" content="{escape(text.title)}"><meta charset="utf-8"></head><body>
<div role="dialog"><p>{cookies}</p></div><nav><a href="/">Home</a></nav>
<div class="article-body"><header><h1>{escape(text.title)}</h1><span class="byline">{escape(text.author)}</span>
<time datetime="{text.published_at}">{text.published_at[:10]}</time></header>
<section>{"".join(inside)}</section><p>{sign_up}</p></div></body></html>"""


LAYOUTS: tuple[Layout, ...] = (marked_up, of_divisions, in_a_table, with_headings)


_UNIT = re.compile(r"[\u3040-\u9fff]|[^\s\u3040-\u9fff]+")


def f1(found: str, wanted: str) -> float:
    """Harmonic mean of precision and recall of the words, of Chinese the characters."""
    have, want = Counter(_UNIT.findall(found)), Counter(_UNIT.findall(wanted))
    common = sum((have & want).values())
    return 2 * common / (have.total() + want.total())


def _words(text: Text) -> tuple[str, str, str, str, str, str]:
    return _WORDS.get(text.language, _WORDS["en"])


def _json(text: str) -> str:
    import json

    return json.dumps(text, ensure_ascii=False)
