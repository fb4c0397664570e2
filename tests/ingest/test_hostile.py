"""Files made to do harm end in a clear rejection, in little memory, and the rest is read."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import struct
import tarfile
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zstandard

from ingest.records import Origin, RawArticle, Rejection
from ingest.sources import read, read_content
from tests.ingest import made_files as made

GOOD = made.BODY.encode()
TWO_GB = 2 << 30
MB = 1_000_000


@pytest.fixture(autouse=True)
def little_memory() -> Iterator[None]:
    """Whatever a file is made to unpack to, Python's own memory stays below 160 MB."""
    tracemalloc.start()
    yield
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 160 * MB


def reasons(data: bytes, name: str = "hostile") -> dict[str, str]:
    found = read_content(data, name, Origin(name))
    return {item.path: item.reason for item in found if isinstance(item, Rejection)}


def only_reason(data: bytes, name: str = "hostile") -> str:
    (reason,) = reasons(data, name).values()
    return reason


def zeros(size: int) -> bytes:
    """A gzip file of a line of so many characters, made in pieces."""
    stream = io.BytesIO()
    with gzip.GzipFile(fileobj=stream, mode="wb", compresslevel=1) as file:
        file.write(b'{"body": "')
        for _ in range(size // MB):
            file.write(b"0" * MB)
    return stream.getvalue()


def test_a_gzip_bomb_is_not_unpacked_to_its_end() -> None:
    assert "as only a zip bomb does" in only_reason(zeros(200 * MB), "a.jsonl.gz")


def test_bombs_of_xz_and_zstd_are_not_unpacked_to_their_end() -> None:
    part = b"0" * MB
    xz = lzma.LZMACompressor(preset=0)
    packed = xz.compress(b'{"body": "') + b"".join(xz.compress(part) for _ in range(100))
    assert "as only a zip bomb does" in only_reason(packed + xz.flush(), "a.jsonl.xz")
    zstd = zstandard.ZstdCompressor().compressobj()
    packed = zstd.compress(b'{"body": "') + b"".join(zstd.compress(part) for _ in range(100))
    assert "as only a zip bomb does" in only_reason(packed + zstd.flush(), "a.jsonl.zst")


def test_a_window_that_would_fill_the_memory_is_refused() -> None:
    data = bytearray(lzma.compress(GOOD, filters=[{"id": lzma.FILTER_LZMA2, "preset": 0}]))
    header = slice(12, 12 + (data[12] + 1) * 4)
    assert data[14:16] == b"\x21\x01"  # LZMA2, with one byte of properties: the window's size
    data[16] = 40  # 4 GB
    checked = bytes(data[header][:-4])
    data[header] = checked + struct.pack("<L", zlib.crc32(checked))
    assert "Memory usage limit" in only_reason(bytes(data), "a.txt.xz")
    window = zstandard.ZstdCompressionParameters.from_level(1, window_log=30)
    packer = zstandard.ZstdCompressor(compression_params=window).compressobj()
    data = bytearray(packer.compress(GOOD) + packer.flush())
    assert "too much memory" in only_reason(bytes(data), "a.txt.zst")


@pytest.mark.parametrize("pack", [lzma.compress, zstandard.compress])
def test_packed_files_that_are_joined_or_cut(pack: Callable[[bytes], bytes]) -> None:
    first, second = (json.dumps({"body": f"{n}. {made.BODY}"}).encode() + b"\n" for n in "12")
    found = list(read_content(pack(first) + pack(second), "a.jsonl", Origin("a.jsonl")))
    assert [type(item) for item in found] == [RawArticle, RawArticle]
    assert "is damaged" in only_reason(pack(os.urandom(9_000).hex().encode())[:-40], "a.txt")


def test_bombs_in_a_zip_stop_it_and_what_came_before_is_kept() -> None:
    bomb = b'{"body": "' + b"0" * 40 * MB
    members = {"good.txt": GOOD, **{f"{n}.jsonl": bomb for n in range(4)}, "last.txt": GOOD}
    found = list(read_content(made.zipped(members), "a.zip", Origin("a.zip")))
    assert isinstance(found[0], RawArticle)
    assert isinstance(found[-1], Rejection)
    assert "as only a zip bomb does" in found[-1].reason


def test_a_bomb_of_layers_is_left_alone() -> None:
    data = GOOD
    for _ in range(6):
        data = bz2.compress(data)
    assert only_reason(data) == "It is packed in more than 4 layers. Unpack it yourself."


def test_a_list_of_members_that_would_fill_the_memory_is_not_read() -> None:
    data = made.zipped({"a.txt": GOOD})
    end = data.rindex(b"PK\x05\x06")
    claims = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 9, 65_000, 100 * MB, 0, 0)
    assert "The archive has over 1,000,000 members" in only_reason(data[:end] + claims)


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/passwd", "a/../../x", "C:\\x.txt"])
def test_a_name_that_leads_out_of_an_archive_is_not_read(name: str) -> None:
    for data in (made.zipped({name: GOOD}), made.tarred({name: GOOD})):
        assert "Its name leads out of the archive" in only_reason(data)


def test_links_and_devices_in_an_archive_are_named() -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"link-{kind!r}")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert set(reasons(stream.getvalue()).values()) == {"It is a link or device, not a file."}


def test_a_header_that_claims_gigabytes_asks_for_none() -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, TWO_GB
    data = info.tobuf() + bytes(10_240)
    assert only_reason(data) == "The tar archive is damaged: a header in it has no sensible size."


def test_a_member_that_is_encrypted_is_named() -> None:
    data = bytearray(made.zipped({"a.txt": GOOD}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert reasons(bytes(data)) == {
        "hostile!/a.txt": "It is encrypted. Unpack it with its password."
    }


def test_names_that_are_no_text_are_shown_all_the_same() -> None:
    stream = io.BytesIO()
    with tarfile.open(
        fileobj=stream, mode="w", format=tarfile.GNU_FORMAT, encoding="latin-1"
    ) as archive:
        info = tarfile.TarInfo("café.log")
        info.size = len(GOOD)
        archive.addfile(info, io.BytesIO(GOOD))
    assert list(reasons(stream.getvalue())) == ["hostile!/caf\ufffd.log"]


def test_a_damaged_member_does_not_hide_the_others() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:  # stored, so that its text can be found
        archive.writestr("a.txt", b"An article that will be damaged on its way here.")
        archive.writestr("b.txt", GOOD)
    damaged = stream.getvalue().replace(b"will be damaged", b"has been damaged"[:15])
    first, second = read_content(damaged, "a.zip", Origin("a.zip"))
    assert isinstance(first, Rejection)
    assert first.reason.startswith("The archive is damaged")
    assert isinstance(second, RawArticle)


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY % a SYSTEM "http://127.0.0.1/x">%a;]>',
    ],
)
def test_xml_entities_are_neither_grown_nor_fetched(declaration: str) -> None:
    feed = f'<?xml version="1.0"?>{declaration}<rss><channel><title>&b;</title></channel></rss>'
    for encoding in ("utf-8", "utf-16"):
        assert "declares XML entities" in only_reason(feed.encode(encoding), "feed.xml")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("deep.json", b"[" * 100_000),
        ("deep.jsonl", b'{"body": ' * 100_000),
        ("deep.html", b"<!doctype html>" + b"<div>" * 100_000 + b"x"),
        ("deep.xml", b"<rss>" + b"<a>" * 100_000),
        ("deep.opml", b"<opml>" + b"<outline>" * 100_000),
        ("wide.html", b"<!doctype html>" + b"<b>x</b>" * 60_000),
        ("header.eml", b"Subject: b\nDate: c\nFrom: " + b"=?utf-8?q?a?= " * 20_000 + b"\n\nText"),
        ("quotes.csv", b'title,text\nA,"' + b"x" * 9 * MB),
        ("mails.eml", b"From: a\nSubject: b\nDate: c\n" + b"Content-Type: multipart/mixed; boundary=x\n\n--x\n" * 5_000),
    ],
)  # fmt: skip
def test_what_is_nested_too_deep_or_never_ends_is_refused(name: str, data: bytes) -> None:
    assert reasons(data, name)


def test_two_gigabytes_are_refused_by_their_size(tmp_path: Path) -> None:
    starts = {
        "a.txt": GOOD,
        "a.html": made.page(),
        "a.pdf": made.pdf(),
        "a.eml": made.mail(),
        "feed.xml": made.rss(),
        "a.json": b'[{"body": ',
    }
    for name, start in starts.items():
        with (tmp_path / name).open("wb") as file:
            file.write(start + b" " * 70_000)
            file.truncate(TWO_GB)
    found = list(read(tmp_path))
    assert len(found) == len(starts)
    for item in found:
        assert isinstance(item, Rejection)
        assert "The file has 2,147 MB; at most " in item.reason


def test_half_a_gigabyte_of_one_line_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(json.dumps({"body": made.BODY}).encode() + b'\n{"' + b" " * 70_000)
        file.truncate(TWO_GB // 4)
    good, bad = read(path)
    assert isinstance(good, RawArticle)
    assert isinstance(bad, Rejection)
    assert (bad.line, bad.reason[:25]) == (2, "The line has over 8 MB. S")


def test_a_file_whose_name_is_no_text_is_read(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/2025-10-01-caf\xe9.txt"
    with open(name, "wb") as file:  # noqa: PTH123
        file.write(GOOD)
    (raw,) = read(tmp_path)
    assert isinstance(raw, RawArticle)
    assert raw.origin.path.endswith("/2025-10-01-caf\ufffd.txt")
    assert raw.dates[0].value == "2025-10-01"
