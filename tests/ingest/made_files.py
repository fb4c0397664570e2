"""One small valid file of every format, each with the same article: invented, and made anew."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Mapping
from datetime import datetime
from email.message import EmailMessage

import zstandard

TITLE = "Pool at Merel closes"
BODY = (
    "The swimming pool at Merel will close for the winter, the council said on Wednesday.\n\n"
    "It opens again in April, as it did in each of the last nine years."
)
RECORD = {"title": TITLE, "body": BODY, "published_at": "2025-10-01", "source": "Merel Courier"}


def page() -> bytes:
    paragraphs = "".join(f"<p>{part}</p>" for part in BODY.split("\n\n"))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title>'
        '<meta property="article:published_time" content="2025-10-01T08:30:00+02:00">'
        '<meta property="og:site_name" content="Merel Courier"></head>'
        f"<body><nav><a href='/'>Home</a></nav><article><h1>{TITLE}</h1>{paragraphs}</article>"
        "</body></html>"
    ).encode()


def rss() -> bytes:
    content = "".join(f"<p>{part}</p>" for part in BODY.split("\n\n"))
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Merel Courier</title><item><title>{TITLE}</title>"
        "<link>https://courier.example/pool</link><description>It closes.</description>"
        "<pubDate>Wed, 01 Oct 2025 08:30:00 +0200</pubDate>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded></item></channel></rss>"
    ).encode()


def atom() -> bytes:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Merel Courier</title><entry>'
        f"<title>{TITLE}</title><link href='https://courier.example/pool'/>"
        "<published>2025-10-01T08:30:00+02:00</published>"
        f"<content type='text'>{BODY}</content></entry></feed>"
    ).encode()


def json_feed() -> bytes:
    item = {
        "id": "1",
        "title": TITLE,
        "content_text": BODY,
        "date_published": "2025-10-01T08:30:00+02:00",
    }
    version = "https://jsonfeed.org/version/1.1"
    return json.dumps({"version": version, "title": "Merel Courier", "items": [item]}).encode()


def ninjs() -> bytes:
    item = {
        "uri": "urn:newsml:courier.example:pool",
        "type": "text",
        "pubstatus": "usable",
        "firstcreated": "2025-10-01T08:30:00+02:00",
        "versioncreated": "2025-10-01T09:00:00+02:00",
        "language": "en",
        "headline": TITLE,
        "infosource": [{"name": "Merel Courier"}],
        "body_xhtml": "".join(f"<p>{part}</p>" for part in BODY.split("\n\n")),
    }
    return json.dumps(item).encode()


def mail(attached: Mapping[str, bytes] | None = None) -> bytes:
    message = EmailMessage()
    message["From"] = "Merel Courier <news@courier.example>"
    message["Subject"] = TITLE
    message["Date"] = "Wed, 01 Oct 2025 08:30:00 +0200"
    message.set_content(f"{BODY}\n\nUnsubscribe: https://courier.example/u\n")
    paragraphs = "".join(f"<p>{part}</p>" for part in BODY.split("\n\n"))
    message.add_alternative(
        "<div style='display:none'>Before all else</div><p><a href='x'>View in browser</a></p>"
        f"<h1>{TITLE}</h1>{paragraphs}<p>Click here to unsubscribe.</p><p>1 Pool Street</p>",
        subtype="html",
    )
    for name, data in (attached or {}).items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def mailbox(*mails: bytes) -> bytes:
    return b"".join(b"From a@b Wed Oct  1 08:30:00 2025\n" + data + b"\n\n" for data in mails)


def parquet(rows: Mapping[str, list[object]] | None = None) -> bytes:
    import pyarrow
    from pyarrow import parquet as files

    table = rows or {"headline": [TITLE], "text": [BODY], "date": [datetime(2025, 10, 1)]}
    stream = io.BytesIO()
    files.write_table(pyarrow.table(table), stream)
    return stream.getvalue()


def csv() -> bytes:
    return f'headline;text;date;source\n{TITLE};"{BODY}";1 October 2025;Merel Courier\n'.encode()


def docx() -> bytes:
    from docx import Document

    document = Document()
    document.add_heading(TITLE, 0)
    document.add_paragraph("1 October 2025")
    for part in BODY.split("\n\n"):
        document.add_paragraph(part)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf(*pages: list[str]) -> bytes:
    """A PDF of pages of lines, in one of its standard fonts."""
    made: list[bytes] = [b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages or (PDF_LINES,):
        shown = b" ".join(b"(" + line.encode("latin-1") + b") '" for line in lines)
        text = b"BT /F1 12 Tf 14 TL 50 750 Td " + shown + b" ET"
        made.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text))
        made.append(
            b"<< /Type /Page /Parent 1 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 2 0 R >> >> >>" % len(made)
        )
        kids.append(b"%d 0 R" % len(made))
    made[0] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    made.append(b"<< /Type /Catalog /Pages 1 0 R >>")
    made.append(b"<< /Title (%s) /CreationDate (D:20251001083000+02'00') >>" % TITLE.encode())
    data = b"%PDF-1.4\n"
    places = []
    for number, item in enumerate(made, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root %d 0 R /Info %d 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n"
        % (len(made) + 1, table, len(made) + 1, len(made) - 1, len(made), len(data))
    )


PDF_LINES = [
    "The swimming pool at Merel will close for the win-",
    "ter, the council said on Wednesday.",
    "It opens again in April, as it did in each of the last",
    "nine years.",
]


def zipped(members: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def tarred(members: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def warc(*pages: tuple[str, str, bytes]) -> bytes:
    """A crawl of (address, media type, bytes), each compressed by itself as crawlers do."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=True)
    for address, kind, data in pages or (("https://courier.example/pool", "text/html", page()),):
        headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            address, "response", payload=io.BytesIO(data), http_headers=headers
        )
        writer.write_record(record)
    return stream.getvalue()


def every_format() -> dict[str, bytes]:
    """File names and bytes, the same article in each."""
    text = f"{TITLE}\n\n{BODY}\n".encode()
    return {
        "2025-10-01-pool.txt": text,
        "pool.md": f"---\ntitle: {TITLE}\ndate: 2025-10-01\n---\n{BODY}\n".encode(),
        "pool.json": json.dumps([RECORD]).encode(),
        "pool.jsonl": json.dumps(RECORD).encode(),
        "pool-ninjs.json": ninjs(),
        "pool.html": page(),
        "pool.csv": csv(),
        "pool.parquet": parquet(),
        "rss.xml": rss(),
        "atom.xml": atom(),
        "feed.json": json_feed(),
        "pool.eml": mail(),
        "pool.mbox": mailbox(mail()),
        "pool.pdf": pdf(),
        "pool.docx": docx(),
        "pool.zip": zipped({"news/2025-10-01/pool.txt": text}),
        "pool.tar.gz": gzip.compress(tarred({"2025-10-01/pool.txt": text})),
        "pool.jsonl.gz": gzip.compress(json.dumps(RECORD).encode()),
        "2025-10-01-pool.txt.bz2": bz2.compress(text),
        "2025-10-01-pool.txt.xz": lzma.compress(text),
        "pool.txz": lzma.compress(tarred({"2025-10-01/pool.txt": text})),
        "pool.jsonl.zst": zstandard.compress(json.dumps(RECORD).encode()),
        "pool.warc.gz": warc(),
    }
