"""Damaged files of every format: ``python -m tests.ingest.fuzz --inputs 20000``.

Valid files are mutated with a fixed seed and read. Each must end in articles and rejections, in
bounded time; anything else is printed with what reproduces it, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import random
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from ingest.cleaning import clean
from ingest.records import Origin, RawArticle, Rejection
from ingest.sources import read_content
from ingest.sources.feeds import parse_feed
from ingest.sources.link_lists import feeds_of_opml, links_of_sitemap
from rag.errors import InputError
from rag.language import detect
from tests.ingest.made_files import every_format

OPML = (
    b'<?xml version="1.0"?><opml version="2.0"><body><outline text="News">'
    b'<outline text="Courier" xmlUrl="https://courier.example/feed"/></outline></body></opml>'
)
SITEMAP = (
    b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url>'
    b"<loc>https://courier.example/pool</loc><lastmod>2025-10-02</lastmod></url></urlset>"
)
PARSERS: dict[str, Callable[[bytes], object]] = {
    ".xml": lambda data: parse_feed(data, Origin("https://courier.example/feed")),
    ".opml": feeds_of_opml,
    ".sitemap": links_of_sitemap,
}
TOKENS = [
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r", b"\n\n", b'"', b"'", b"{", b"[" * 200),
    *(b"<", b"</", b"<!--", b"<![CDATA[", b"]]>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"&#0;"),
    *(b"<div>" * 300, b"<table>" * 50, b"-1", b"99999999999999999999", b"1e999", b"2025-13-45", b"%PDF-"),
    *(b"PK\x03\x04", b"\x1f\x8b\x08", b"PAR1", b"WARC/1.0\r\n", b"From ", b"Content-Type: x\r\n", b"---\n"),
    *(b"charset=utf-7", b"encoding='utf-16'", b"\xe2\x80\xae", b"obj << /Length 9999999 >> stream"),
]  # fmt: skip
SECONDS_ALLOWED = 30
TODAY = datetime(2026, 11, 24, tzinfo=UTC)


class TooLongError(BaseException):
    """No `Exception`, so that nothing on the way takes it for a parser's."""


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--inputs", type=int, default=20_000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--only", metavar="NUMBER", type=int, help="try this input alone")
    options = arguments.parse_args()
    detect("What loads for the first time is not to count as slow.")
    valid = [*every_format().items(), ("feeds.opml", OPML), ("pages.sitemap", SITEMAP)]
    numbers = range(options.inputs) if options.only is None else [options.only]
    ends: Counter[str] = Counter()
    slowest = (0.0, 0, "")
    failures = 0
    began = time.monotonic()
    for number in numbers:
        chance = random.Random(f"{options.seed}-{number}")
        name, data = valid[number % len(valid)]
        other = chance.choice(valid)
        started = time.monotonic()
        try:
            with time_limit():
                ends.update(read(name, mutated(data, other[1], chance)))
        except (Exception, TooLongError) as error:  # this is what is looked for
            failures += 1
            print(f"input {number} ({name}): {type(error).__name__}: {error}", flush=True)
            if options.only is not None:
                raise
        slowest = max(slowest, (time.monotonic() - started, number, name))
        if sys.stderr.isatty() or number % 1000 == 999:
            print(f"{number + 1:,} inputs", end="\r", file=sys.stderr, flush=True)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(
        f"{len(numbers):,} inputs, seed {options.seed}: {ends['article']:,} articles, "
        f"{ends['rejection']:,} rejections, {failures} faults; the slowest took {slowest[0]:.1f} s "
        f"(input {slowest[1]}, {slowest[2]}); {time.monotonic() - began:.0f} s in all, at most "
        f"{memory:,.0f} MB."
    )
    return int(failures > 0)


def read(name: str, data: bytes) -> Iterator[str]:
    """How each thing in the file ended."""
    for item in read_content(data, name, Origin(name)):
        end = clean(item, TODAY) if isinstance(item, RawArticle) else item
        assert not isinstance(end, Rejection) or end.reason.endswith((".", "NAME.")), end.reason
        if isinstance(end, Rejection):
            f"{end.path}{end.reason}".encode()  # or it could not be kept
        yield "rejection" if isinstance(end, Rejection) else "article"
    for suffix, parser in PARSERS.items():
        if name.endswith(suffix):
            try:
                parser(data)
            except InputError:
                yield "rejection"


def mutated(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """The data with one to eight changes of many kinds."""
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        at = chance.randrange(len(data) + 1)
        length = chance.choice((1, 2, 8, 64, 1024))
        kind = chance.randrange(9)
        if kind == 0 and data:
            at = min(at, len(data) - 1)
            data = data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]
        elif kind == 1:
            data = data[:at] + data[at + length :]
        elif kind == 2:
            data = data[:at] + chance.randbytes(length) + data[at:]
        elif kind == 3:
            data = data[:at] + chance.randbytes(length) + data[at + length :]
        elif kind == 4:
            data = data[:at] + data[at : at + length] * chance.choice((2, 3, 100)) + data[at:]
        elif kind == 5:
            data = data[:at]
        elif kind == 6:
            start = chance.randrange(len(other) + 1)
            data = data[:at] + other[start : start + length] + data[at:]
        elif kind == 7:
            data = data[:at] + chance.choice(TOKENS) + data[at:]
        else:
            token = chance.choice(TOKENS)
            data = data[:at] + token + data[at + len(token) :]
    return data


@contextmanager
def time_limit() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TooLongError(f"over {SECONDS_ALLOWED} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS_ALLOWED)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


if __name__ == "__main__":
    sys.exit(main())
