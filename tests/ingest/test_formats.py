"""Every format a newsroom keeps articles in gives the same article."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

import docx.document
import pytest
import zstandard
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.cleaning import Cleaned, clean
from ingest.records import Origin, RawArticle, Rejection, SourceOptions
from ingest.sources import format_of, read, read_content
from ingest.sources.content import Content
from ingest.sources.feeds import parse_feed
from ingest.sources.limits import Budget
from ingest.sources.link_lists import feeds_of_opml, links_of_sitemap
from ingest.sources.pdf import _without_repeats
from ingest.sources.reading import read_any
from rag.errors import InputError
from tests.ingest import made_files as made
from tests.ingest.conftest import TODAY

FILES = made.every_format()
FOUND_IN = {
    "page": ("pool.html", "pool.warc.gz"),
    "feed": ("rss.xml", "atom.xml", "feed.json"),
    "mail": ("pool.eml", "pool.mbox"),
    "text": ("pool.docx",),
    "document": ("pool.pdf",),
    "file name": (
        *("2025-10-01-pool.txt", "pool.zip", "pool.tar.gz", "2025-10-01-pool.txt.bz2"),
        *("2025-10-01-pool.txt.xz", "pool.txz"),
    ),
}
TOLD_BY_NAME = {name: place for place, names in FOUND_IN.items() for name in names}


def contents(
    data: bytes, name: str, options: SourceOptions | None = None
) -> list[RawArticle | Rejection]:
    return list(read_content(data, name, Origin(name), options=options))


def articles(data: bytes, name: str, options: SourceOptions | None = None) -> list[RawArticle]:
    return [item for item in contents(data, name, options) if isinstance(item, RawArticle)]


def reasons(data: bytes, name: str) -> dict[str, str]:
    return {item.path: item.reason for item in contents(data, name) if isinstance(item, Rejection)}


@pytest.mark.parametrize("name", FILES)
def test_each_format_gives_the_article_its_title_and_its_day(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(FILES[name])
    (raw,) = read(tmp_path / name)
    assert isinstance(raw, RawArticle), raw.reason
    assert raw.size == len(FILES[name])
    cleaned = clean(raw, TODAY)
    assert isinstance(cleaned, Cleaned), cleaned.reason
    assert cleaned.article.title == made.TITLE
    assert cleaned.article.body.split() == made.BODY.split()
    assert (cleaned.article.published_at or "")[:10] == "2025-10-01"
    assert cleaned.provenance["published_at"] == TOLD_BY_NAME.get(name, "record")


@pytest.mark.parametrize("name", [name for name in FILES if not name.endswith((".md", ".csv"))])
def test_the_name_does_not_matter(name: str) -> None:
    (raw,) = articles(FILES[name], "content")
    assert made.BODY.split("\n")[-1] in raw.body


def test_a_folder_may_hold_all_of_them(tmp_path: Path) -> None:
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    found = list(read(tmp_path))
    assert [type(item) for item in found] == [RawArticle] * len(FILES)


def test_what_is_in_no_known_format_is_named_with_those_that_are() -> None:
    (reason,) = reasons(b"what is this", "thing.log").values()
    assert reason.startswith("A .log file cannot be read. Known formats: plain text (.txt)")
    workbook = made.zipped({"xl/workbook.xml": b"<workbook/>"})
    (reason,) = reasons(workbook, "thing.docx").values()
    assert reason.startswith("This is an Excel workbook: save its sheet as CSV")


@pytest.mark.parametrize("name", ["St. Petersburg flood", "note.article", "mr.smith", "v2.1"])
def test_a_dot_in_a_name_is_not_always_that_of_a_suffix(name: str) -> None:
    (raw,) = articles(made.BODY.encode(), name)
    assert raw.body == made.BODY


def test_columns_may_be_named(tmp_path: Path) -> None:
    table = b"kop,regels,dag\nZwembad dicht,Het zwembad in Merel gaat dicht.,2025-10-01\n"
    columns = {"title": "kop", "body": "regels", "published_at": "dag"}
    (raw,) = articles(table, "a.csv", SourceOptions(columns))
    assert raw.fields == {"title": "Zwembad dicht", "published_at": "2025-10-01"}
    (reason,) = reasons(table, "a.csv").values()
    assert "none of kop, regels, dag is known to hold the text" in reason
    (only,) = contents(table, "a.csv", SourceOptions({"body": "tekst"}))
    assert isinstance(only, Rejection)
    assert only.reason == 'There is no column "tekst". There are: kop, regels, dag.'
    record = b'{"regels": "Het zwembad in Merel gaat dicht."}\n'
    (raw,) = articles(record, "a.jsonl", SourceOptions({"body": "regels"}))
    assert raw.body == "Het zwembad in Merel gaat dicht."


def test_of_a_table_only_the_bad_rows_are_left_out() -> None:
    rows = [
        "id,title,text,date",
        '1,Tram,"The tram to Duynkamp, and to Merel,',
        'runs again.",13/08/2025',
        "2,Tram,The tram to Welse, which is red, runs again.,2025-08-13",
        "3,Tram,The tram to Varguil runs again.,2025-04-03",
    ]
    found = contents("\r\n".join(rows).encode(), "a.csv")
    good, bad, last = found
    assert isinstance(good, RawArticle)
    assert (good.origin.line, good.fields["published_at"]) == (2, "13/08/2025")
    assert isinstance(bad, Rejection)
    assert (bad.line, bad.reason[:36]) == (4, "The row has 6 fields, the header 4. ")
    assert isinstance(last, RawArticle)
    assert last.origin.line == 5


def test_a_table_in_an_old_encoding_is_read() -> None:
    table = "titel;tekst\nDe brug;De brug in Kéttlewick is héropend, zei één man.\n"
    (raw,) = articles(table.encode("cp1252"), "a.csv")
    assert raw.body == "De brug in Kéttlewick is héropend, zei één man."


NEWS = "The council voted for new rules.\n\nIt did so on Tuesday.\n\nThey hold for boats too."
MORE = "Who does not must pay 500 euros.\n\nThe opposition will go to court."


def in_mail(text: str) -> str:
    head = "From: Courier <news@courier.example>\nContent-Type: text/plain; charset=utf-8\n\n"
    (raw,) = articles(f"{head}{text}\n".encode(), "a.eml")
    return raw.body


@pytest.mark.parametrize(
    "line",
    [
        "Wer sein Auto verkauft, muss es binnen drei Tagen abmelden.",
        "Thousands could not unsubscribe from its game, the judge said.",
        "Ouders kunnen hun kind tot maandag afmelden voor de opvang.",
    ],
)
def test_a_mail_may_speak_of_leaving_something(line: str) -> None:
    text = f"{NEWS}\n\n{line}\n\n{MORE}"
    assert in_mail(text) == text


@pytest.mark.parametrize(
    "line",
    [
        "Unsubscribe",
        "Manage preferences | Unsubscribe",
        "Click here to unsubscribe.",
        "If you no longer wish to receive our letters, unsubscribe at any time.",
        "You’re receiving this because you signed up.",
        "Wilt u deze nieuwsbrief niet meer, dan kunt u zich afmelden.",
        "Newsletter abmelden",
        "Vous pouvez vous désabonner ici.",
        "Чтобы отписаться, нажмите на ссылку.",
    ],
)
def test_a_mail_ends_where_it_tells_how_to_leave_its_list(line: str) -> None:
    assert in_mail(f"{NEWS}\n\n{line}\n\n{MORE}") == NEWS


def test_where_the_html_of_a_mail_has_no_text_its_plain_text_is_read() -> None:
    message = EmailMessage()
    message.set_content(made.BODY)
    message.add_alternative("<p><a href='x'>View in browser</a></p><img src='x'>", subtype="html")
    (raw,) = articles(message.as_bytes(), "a.eml")
    assert raw.body.split() == made.BODY.split()


def test_what_a_mailbox_quotes_is_read_as_it_was_written() -> None:
    head = b"From: a@b\nSubject: Flood\nContent-Type: text/plain\n\n"
    text = b"The water came.\n\n>From the hills it came, and\n>>From the sea.\n"
    (raw,) = articles(made.mailbox(head + text), "a.mbox")
    assert raw.body == "The water came.\n\nFrom the hills it came, and\n\n>From the sea."


def test_rows_without_text_are_named() -> None:
    data = made.parquet({"text": [made.BODY, None], "title": ["One", "Two"]})
    good, bad = contents(data, "a.parquet")
    assert isinstance(good, RawArticle)
    assert isinstance(bad, Rejection)
    assert (bad.item, bad.reason[:18]) == (2, "The body is empty:")


def test_archives_in_archives_are_read_and_say_where() -> None:
    inner = made.zipped({"deep/page.html": made.page()})
    data = gzip.compress(made.tarred({"a.zip": inner, "b.txt": made.BODY.encode()}))
    paths = [raw.origin.path for raw in articles(data, "all.tar.gz")]
    assert paths == ["all.tar.gz!/a.zip!/deep/page.html", "all.tar.gz!/b.txt"]


class Counted(io.BytesIO):
    """Counts the bytes that are read of it."""

    count = 0

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        self.count += len(data)
        return data


def zipped_tar(tar: bytes) -> bytes:
    return made.zipped({"all.tar": tar})


@pytest.mark.parametrize(
    "pack", [gzip.compress, bz2.compress, lzma.compress, zstandard.compress, zipped_tar]
)
def test_a_packed_tar_is_unpacked_once(pack: Callable[[bytes], bytes]) -> None:
    def text(size: int) -> bytes:
        return f"{made.BODY} {os.urandom(size // 2).hex()}".encode()[:size]

    sizes = [70_000, 512, 300, 65_536, 131_072] * 6
    members = {f"{number}.txt": text(size) for number, size in enumerate(sizes)}
    data = pack(made.tarred(members))
    stream = Counted(data)
    found = list(read_any(Content(stream, "all", Origin("all"), Budget(len(data)))))
    assert [type(item) for item in found] == [RawArticle] * len(sizes)
    assert stream.count < 1.2 * len(data)


def test_a_newsletter_is_read_without_its_frame_and_with_what_is_attached() -> None:
    data = made.mail({"page.html": made.page(), "photo.png": b"\x89PNG\r\n\x1a\n" + bytes(9)})
    letter, attached = articles(data, "letter.eml")
    assert letter.body.split() == made.BODY.split()
    assert letter.fields == {"title": made.TITLE, "source": "Merel Courier"}
    assert attached.origin.path == "letter.eml!/page.html"
    assert list(reasons(data, "letter.eml")) == ["letter.eml!/photo.png"]


def saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def document(*paragraphs: str) -> bytes:
    """A Word document without properties, as Google Docs writes it."""
    written = Document()
    for paragraph in paragraphs:
        written.add_paragraph(paragraph)
    with zipfile.ZipFile(io.BytesIO(saved(written))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    del parts["docProps/core.xml"]
    parts["_rels/.rels"] = re.sub(rb"<Relationship [^>]*core\.xml[^>]*>", b"", parts["_rels/.rels"])
    return made.zipped(parts)


@pytest.mark.parametrize(
    ("paragraphs", "title"),
    [
        ((made.TITLE, *made.BODY.split("\n\n")), made.TITLE),
        (("1 October 2025", made.TITLE, *made.BODY.split("\n\n")), made.TITLE),
        (made.BODY.split("\n\n"), None),
    ],
)
def test_a_word_document_without_properties_is_called_by_its_text(
    paragraphs: tuple[str, ...], title: str | None
) -> None:
    (raw,) = articles(document(*paragraphs), "pool.docx")
    assert (raw.fields.get("title"), raw.body) == (title, made.BODY)


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
CONTROLLED = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
TOLD_IN_WORD = [
    (run("Did ") + f"<w:ins>{run('not ')}</w:ins>" + run("go."), "Did not go."),
    (run("Did ") + f"<w:moveTo>{run('not ')}</w:moveTo>" + run("go."), "Did not go."),
    (run("It fell") + f"<w:moveFrom>{run(' not')}</w:moveFrom>" + run("."), "It fell."),
    (
        run("It fell") + "<w:del><w:r><w:delText> not</w:delText></w:r></w:del>" + run("."),
        "It fell.",
    ),
    (run("In all ") + CONTROLLED.format(run("forty")) + run(" died."), "In all forty died."),
    (run("10") + run("6", RAISED) + run(" people."), "10⁶ people."),
]


@pytest.mark.parametrize(("runs", "text"), TOLD_IN_WORD)
def test_a_word_document_is_read_as_it_stands_with_its_changes(runs: str, text: str) -> None:
    made_of = Document()
    paragraph = f"<w:p>{runs}</w:p>"
    cell = f"<w:tr><w:tc>{paragraph}</w:tc></w:tr>"
    blocks = [paragraph, CONTROLLED.format(paragraph), f"<w:tbl><w:tblGrid/>{cell}</w:tbl>"]
    body = parse_xml(f"<w:body {nsdecls('w')}>{''.join(blocks)}</w:body>")
    made_of.element.replace(made_of.element.body, body)
    (raw,) = articles(saved(made_of), "a.docx")
    assert raw.body.split("\n\n") == [text] * len(blocks)


@pytest.mark.parametrize(("created", "date"), [(None, []), (datetime(2025, 10, 1), ["2025-10-01"])])
def test_the_date_of_a_template_is_not_that_of_a_word_document(
    created: datetime | None, date: list[str]
) -> None:
    made_of = Document()
    made_of.add_paragraph(made.BODY)
    if created:
        made_of.core_properties.created = created
    (raw,) = articles(saved(made_of), "a.docx")
    assert [found.value for found in raw.dates] == date


def test_a_merged_cell_of_a_word_document_is_read_once() -> None:
    made_of = Document()
    table = made_of.add_table(rows=3, cols=3)
    for row, texts in enumerate(["abc", "def", "ghi"]):
        for column, text in enumerate(texts):
            table.cell(row, column).text = f"cell {text}"
    table.cell(0, 0).merge(table.cell(0, 2)).text = "The ferry sank."
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Twice"
    (raw,) = articles(saved(made_of), "a.docx")
    assert raw.body.split("\n\n") == [
        "The ferry sank.",
        "Twice | cell e | cell f",
        "cell h | cell i",
    ]


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("D:20251001083000Z", "2025-10-01"),
        ("2025-10-01T08:30:00Z", "2025-10-01"),
        ("1 Oct 2025", "2025-10-01"),
        ("10/1/2025 8:30 AM", None),
    ],
)
def test_whatever_date_a_pdf_is_given_its_text_is_read(written: str, date: str | None) -> None:
    usual = b"(D:20251001083000+02'00')"
    data = made.pdf().replace(usual, f"({written})".ljust(len(usual)).encode())
    (raw,) = articles(data, "a.pdf")
    assert raw.fields["title"] == made.TITLE
    assert [found.value for found in raw.dates] == ([date] if date else [])


@pytest.mark.parametrize(
    "text", ["<Van onze redactie> De brug is dicht.", "<3 zegt de burgemeester tegen de brug."]
)
def test_a_text_may_begin_with_an_angle_bracket(text: str) -> None:
    for name in ("a.txt", "a"):
        (raw,) = articles(text.encode(), name)
        assert raw.body == text


def test_what_repeats_on_every_page_of_a_pdf_is_left_out() -> None:
    said = [
        "The pool closes on Friday.",
        "Skating begins in May.",
        "The tram runs late.",
        "It rains.",
    ]
    pages = [
        ["Merel Courier - 1 October 2025", line, *made.PDF_LINES, line, f"Page {number}"]
        for number, line in enumerate(said, start=1)
    ]
    (raw,) = articles(made.pdf(*pages), "a.pdf")
    assert "Merel Courier" not in raw.body
    assert "Page" not in raw.body
    assert raw.body.count("for the winter, the council") == len(said)
    assert all(raw.body.count(line) == 2 for line in said)


ON_ONE_PAGE = [
    "The ferry sank on Lake Syvach on Tuesday evening with forty people on board, and",
    "on Wednesday morning, the ministry said, the number of the dead had risen to",
]
ON_THE_NEXT = [
    "The search goes on, the minister said in the capital on Wednesday afternoon, and",
    "promised the families an inquiry by independent experts from two countries.",
]


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        ("over 300.", "in 2024.", True),
        ("32", "41", True),
        ("in 2024", "in 2025", True),
        ("41 percent voted", "42 percent voted", True),
        ("3", "4", False),
        ("- 12 -", "- 13 -", False),
        ("Page 1 of 2", "Page 2 of 2", False),
        ("стр. 7", "стр. 8", False),
    ],
)
def test_a_last_line_with_a_figure_is_only_left_out_where_it_numbers_the_pages(
    one: str, other: str, kept: bool
) -> None:
    pages = [[*ON_ONE_PAGE, one], [*ON_THE_NEXT, other]]
    body = _without_repeats([lines.copy() for lines in pages])
    assert [one in body, other in body] == [kept, kept]


@pytest.mark.parametrize(
    ("line", "kept"),
    [("32", True), ("1", True), ("page 1.", True), ("Page 1", False), ("1/1", False)],
)
def test_so_it_is_on_a_page_alone(line: str, kept: bool) -> None:
    assert (line in _without_repeats([[*ON_ONE_PAGE, line]])) == kept


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (["Turnout: 41 percent", "Turnout: 38 percent", "Turnout: 41 percent"], True),
        (["41 59", "38 62", "44 56"], True),
        (["The Courier, 1 October 2025"] * 3, False),
        ([f"The Courier, 1 October 2025, page {number}/9" for number in (4, 5, 6)], False),
        ([f"https://courier.example/pool {number}/3" for number in (1, 2, 3)], False),
    ],
)
def test_lines_at_the_edge_of_pages_that_differ_in_what_they_say_stay(
    lines: list[str], kept: bool
) -> None:
    body = _without_repeats([[*ON_ONE_PAGE, *ON_THE_NEXT, line] for line in lines])
    assert [line in body for line in lines] == [kept] * 3


def test_a_sentence_goes_on_over_the_end_of_a_page() -> None:
    # The empty line at a page's end is one of the PDF's own.
    (raw,) = articles(
        made.pdf(["A ferry sank.", *ON_ONE_PAGE, ""], ["300.", *ON_THE_NEXT]), "a.pdf"
    )
    assert raw.body.split("\n\n")[1] == " ".join([*ON_ONE_PAGE, "300."])


def test_a_crawl_gives_its_pages_under_their_own_addresses() -> None:
    data = made.warc(
        ("https://courier.example/pool", "text/html; charset=utf-8", made.page()),
        ("https://courier.example/logo.png", "image/png", b"\x89PNG"),
        ("https://post.example/pool", "text/html", made.page()),
    )
    found = articles(data, "crawl.warc.gz")
    assert [raw.fields["url"] for raw in found] == [
        "https://courier.example/pool",
        "https://post.example/pool",
    ]


def test_a_page_of_a_crawl_whose_address_is_broken_is_read_without_it() -> None:
    data = made.warc(
        ("http://[bad/x", "text/html", made.page()),
        ("https://post.example/pool", "text/html", made.page()),
    )
    cleaned = [clean(raw, TODAY) for raw in articles(data, "crawl.warc.gz")]
    urls = [one.article.url for one in cleaned if isinstance(one, Cleaned)]
    assert urls == [None, "https://post.example/pool"]


def test_a_feed_tells_articles_from_summaries() -> None:
    entries = """<item><title>Whole</title><description>Short.</description>
    <content:encoded>&lt;p&gt;All of it, in two sentences. Here is the other.&lt;/p&gt;</content:encoded></item>
    <item><title>Cut</title><content:encoded>It began on Friday and then [...]</content:encoded></item>
    <item><title>Summary</title><description>A council has decided.</description></item>"""
    data = made.rss().replace(b"</channel>", entries.encode() + b"</channel>")
    feed = parse_feed(data, Origin("https://courier.example/feed"))
    assert [entry.is_summary for entry in feed.entries] == [False, False, True, True]
    assert feed.title == "Merel Courier"


def test_what_wordpress_writes_below_an_entry_is_left_out() -> None:
    below = f"</p><p>The post {made.TITLE} appeared first on Merel Courier.</p>"
    data = made.rss().replace(b"nine years.</p>", b"nine years." + below.encode())
    (entry,) = parse_feed(data, Origin("https://courier.example/feed")).entries
    assert entry.article.body == made.BODY


def test_lists_of_feeds_and_of_pages_are_read() -> None:
    opml = b"""<opml version="2.0"><body><outline text="All"><outline text="Courier"
    xmlUrl="https://courier.example/feed"/><outline xmlUrl="https://courier.example/feed"/></outline></body></opml>"""
    assert [(link.url, link.title) for link in feeds_of_opml(opml)] == [
        ("https://courier.example/feed", "Courier")
    ]
    sitemap = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
    xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url>
    <loc>https://courier.example/pool</loc><lastmod>2025-10-02</lastmod><n:news>
    <n:publication_date>2025-10-01T08:30:00+02:00</n:publication_date></n:news></url></urlset>"""
    (link,) = links_of_sitemap(sitemap)
    assert (link.url, link.modified_at) == ("https://courier.example/pool", "2025-10-02")
    assert link.published_at == "2025-10-01T08:30:00+02:00"
    assert reasons(opml, "feeds.opml") == {
        "feeds.opml": "This is a list of 1 feeds and holds no text. Ingest the feeds by their "
        "addresses."
    }
    assert (format_of(opml, ".xml"), format_of(sitemap, ".xml")) == ("opml", "sitemap")


@pytest.mark.parametrize("parse", [feeds_of_opml, links_of_sitemap])
def test_entities_are_refused(parse: Callable[[bytes], object]) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><urlset>&b;</urlset>'
    with pytest.raises(InputError, match="declares XML entities"):
        parse(bomb)
    with pytest.raises(InputError, match="declares XML entities"):
        parse_feed(bomb.replace(b"urlset", b"rss"), Origin("x"))


def test_the_outlet_may_be_given_for_what_names_none() -> None:
    options = SourceOptions(source="The Penrose Courier")
    (own,) = articles(made.page(), "a.html", options)
    (given,) = articles(made.BODY.encode(), "a.txt", options)
    assert (own.fields["source"], given.fields["source"]) == (
        "Merel Courier",
        "The Penrose Courier",
    )
    assert given.found_in == {"source": "setting"}
