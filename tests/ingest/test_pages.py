"""Web pages: the article comes out whole, and what a site puts around it stays out."""

from __future__ import annotations

from pathlib import Path

import frontmatter
import pytest
from trafilatura import extract

from ingest.normalising import clean_text
from ingest.records import FoundDate, Origin, RawArticle, Rejection
from ingest.sources import read_content
from tests.conftest import ROOT
from tests.ingest.made_pages import LAYOUTS, Layout, Text, f1

PARAGRAPH = (
    "<p>The swimming pool at Merel will close for the winter, the council said on Wednesday. "
    "It opens again in April, as it did in each of the last nine years.</p>"
)


def page(head: str = "", body: str = PARAGRAPH) -> bytes:
    return f"<!doctype html><html><head>{head}</head><body><article>{body}</article></body></html>".encode()


def article(data: bytes, address: str = "page.html", **known: object) -> RawArticle:
    (found,) = read_content(data, "page.html", Origin(address), **known)  # type: ignore[arg-type]
    assert isinstance(found, RawArticle), found.reason
    return found


@pytest.fixture(scope="module")
def texts() -> list[Text]:
    """One text of each outlet of the sample archive, in nine languages."""
    found: dict[str, Text] = {}
    for path in sorted((ROOT / "data" / "sample").glob("*/*.md")):
        post = frontmatter.load(str(path))
        parts = [" ".join(part.split()) for part in post.content.split("\n\n") if part.strip()]
        text = Text(
            str(post["title"]),
            parts,
            str(post["language"]),
            str(post["source"]),
            str(post.get("author", "N. N.")),
            str(post.get("published_at", "2025-08-13")),
        )
        found.setdefault(text.source, text)
    return list(found.values())


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_no_text_is_lost_or_added_where_trafilatura_alone_does(
    layout: Layout, texts: list[Text]
) -> None:
    ours, bare = 0.0, 0.0
    for text, other in zip(texts, texts[1:] + texts[:1], strict=True):
        made = layout(text, other.title)
        found = article(made.encode())
        assert found.fields["title"] == text.title
        ours += f1(found.body, text.body)
        bare += f1(extract(made, include_comments=False) or "", text.body)
    assert ours >= bare
    assert ours / len(texts) > 0.99


def plain(text: Text, other: str) -> str:
    """A page of an article element, with the day of it as readers see it."""
    body = "".join(f"<p>{part}</p>" for part in text.paragraphs)
    return f"""<html><head><title>{text.title}</title></head><body><nav><a href="/">{other}</a></nav>
<article><h1>{text.title}</h1><time datetime="{text.published_at}">13 Aug</time>{body}</article>
</body></html>"""


@pytest.mark.parametrize("length", [1, 2, 3])
@pytest.mark.parametrize("layout", [*LAYOUTS, plain], ids=lambda layout: layout.__name__)
def test_news_in_brief_comes_out_in_paragraphs_without_its_headline(
    layout: Layout, length: int
) -> None:
    paragraphs = [
        "The ferry Lastivka sank in the harbour of Merel on Sunday evening.",
        "Three people died, the harbour master said on Monday morning.",
        "The search with boats and a helicopter was ended at noon.",
    ][:length]
    text = Text("Ferry sinks in Merel", paragraphs, "en", "Courier", "Anna Smit", "2025-08-13")
    assert article(layout(text, "Pool shut").encode()).body == text.body


def test_a_page_tells_its_fields_in_json_ld() -> None:
    head = """<link rel="canonical" href="https://courier.example/pool"><script
    type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"},
    {"@type": ["OpinionNewsArticle"], "headline": "Pool &amp; sauna close",
    "datePublished": "2025-10-01T08:30:00+02:00", "dateModified": "2025-10-02T09:00:00+02:00",
    "author": [{"name": "Anna Smit"}, {"name": "Jan Bos"}], "articleSection": ["Local"],
    "publisher": {"name": "The Merel Courier"}}]}</script>"""
    found = article(page(head))
    assert found.fields == {
        "title": "Pool & sauna close",
        "url": "https://courier.example/pool",
        "updated_at": "2025-10-02T09:00:00+02:00",
        "authors": ["Anna Smit", "Jan Bos"],
        "source": "The Merel Courier",
        "section": "Local",
        "kind": "opinion",
    }
    assert found.dates[0] == FoundDate("2025-10-01T08:30:00+02:00", "page")
    assert set(found.found_in.values()) == {"page"}


def test_a_time_without_a_zone_is_trusted_to_the_day() -> None:
    head = '<meta property="article:published_time" content="2025-10-01T23:30:00">'
    assert article(page(head)).dates[0] == FoundDate("2025-10-01", "page")


@pytest.mark.parametrize(
    ("canonical", "kept"),
    [
        ("https://www.courier.example/pool", "https://www.courier.example/pool"),
        ("/pool", "https://courier.example/pool"),
        ("https://other.example/pool", "https://courier.example/pool?utm=1"),
        ("javascript:alert(1)", "https://courier.example/pool?utm=1"),
        ("https://courier.example", "https://courier.example/pool?utm=1"),
        ("/#top", "https://courier.example/pool?utm=1"),
        ("/?p=7", "https://courier.example/?p=7"),
    ],
)
def test_a_page_cannot_pass_for_one_of_another_site(canonical: str, kept: str) -> None:
    data = page(f'<link rel="canonical" href="{canonical}">')
    assert article(data, "https://courier.example/pool?utm=1").fields["url"] == kept


def test_nor_does_a_saved_page_go_by_the_address_of_its_site() -> None:
    front = '<meta property="og:url" content="https://courier.example/">'
    assert "url" not in article(page(front)).fields
    data = """{"@type": "NewsArticle", "url": "https://courier.example/pool"}"""
    head = f'{front}<script type="application/ld+json">{data}</script>'
    assert article(page(head)).fields["url"] == "https://courier.example/pool"


def test_what_led_to_a_page_counts_where_the_page_says_nothing() -> None:
    feed_entry = RawArticle(
        Origin("https://courier.example/feed"),
        "A summary.",
        {"title": "From the feed", "source": "The Merel Courier"},
        dates=(FoundDate("2025-10-01T06:30:00+00:00", "feed"),),
    )
    found = article(page("<title>From the page</title>"), known=feed_entry)
    assert found.fields["title"] == "From the page"
    assert found.fields["source"] == "The Merel Courier"
    assert found.dates == feed_entry.dates


def test_headings_stand_on_lines_of_their_own() -> None:
    body = f"{PARAGRAPH}<h2>Costs doubled</h2>{PARAGRAPH}<p><b>No money left</b> The council has none for next year either, it said.</p>"
    lines = article(page(body=body)).body.split("\n")
    assert {"Costs doubled", "No money left"} <= set(lines)


def test_soft_hyphens_entities_and_inline_marks_are_read_as_a_reader_sees_them() -> None:
    text = "Cafe&shy;teria of the&nbsp;pool &ldquo;was&rdquo; shut&#8230; said <a href='x'>the mayor</a>, <em>who</em> left."
    found = article(page(body=PARAGRAPH + f"<p>{text}</p>"))
    assert clean_text(found.body).endswith(
        "Cafeteria of the pool “was” shut… said the mayor, who left."
    )


def test_exponents_footnotes_and_line_ends_are_read_so_too() -> None:
    text = (
        "The lake covers 10<sup>6</sup> m<sup>2</sup>, said the <b>mayor</b><sup>1</sup>, who "
        "left.<a href='#2'><sup>2</sup></a> 调查报告将对外\n公布。"
    )
    found = article(page(body=PARAGRAPH + f"<p>{text}</p>"))
    assert found.body.endswith(
        "The lake covers 10⁶ m², said the mayor, who left. 调查报告将对外公布。"
    )


def test_what_is_marked_as_a_caption_is_left_out_beside_its_picture() -> None:
    said = "The tower, seen from the pool"
    picture = f'<p><img src="a.jpg"><span class="image-credit">{said}</span></p>'
    assert said not in article(page(body=PARAGRAPH + picture + PARAGRAPH)).body


@pytest.mark.parametrize(
    ("declared", "charset", "written_in"),
    [
        ("utf-8", None, "cp1252"),
        ("iso-8859-1", None, "utf-8"),
        ("", "windows-1251", "cp1251"),
        ("", None, "utf-16"),
        ("euc-jp", None, "euc-jp"),
    ],
)
def test_an_encoding_that_is_declared_wrongly_does_no_harm(
    declared: str, charset: str | None, written_in: str
) -> None:
    text = {"cp1251": "Мост снова открыт. Ремонт занял одиннадцать недель, сообщили власти.",
            "euc-jp": "橋は金曜日に再開された。修理には十一週間かかった。住民は歓迎している。"}.get(
        written_in, "Le pont est rouvert après l’été. Les réparations ont duré onze semaines, « enfin ».")  # fmt: skip
    head = f'<meta charset="{declared}">' if declared else ""
    data = page(head, f"<p>{text}</p>" * 2).decode().encode(written_in)
    assert text in article(data, charset=charset).body


def test_a_page_without_an_article_is_named() -> None:
    (found,) = read_content(page(body="<p></p>"), "page.html", Origin("page.html"))
    assert isinstance(found, Rejection)
    assert found.reason.startswith("No article was found on this page")


@pytest.mark.parametrize("name", ["page.html", "page", "page.php", "page.txt"])
def test_a_page_is_known_by_what_it_holds(tmp_path: Path, name: str) -> None:
    (found,) = read_content(page(), name, Origin(name))
    assert isinstance(found, RawArticle)
    assert found.body.startswith("The swimming pool")
