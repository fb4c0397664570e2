"""No input makes a pattern search for hours: each runs on text that one of them took so long with."""

from __future__ import annotations

import subprocess
import sys

import pytest

HANGS_AFTER_SECONDS = 60
LENGTH = 200_000

CASES = {
    "comments before a page": "format_of(b'<!-- a -->' * (N // 10), '.html')",
    "a document type that never ends": "format_of(b'<!doctype' + b' ' * N, '.html')",
    "a header that never ends": "format_of(b'Subject: a\\n' + b' ' * N, '')",
    "a title before blank lines": "plain_text.read('A title' + '\\n' * N, Origin('a'))",
    "blanks in a mail": "mail(b'a' + b' ' * N + b'a')",
    "links in a mail": "mail(b'(https://' * (N // 9))",
    "the end of a summary": "feed('Read more' + ' ' * N + 'a')",
    "blank lines in a feed": "feed('a' + '\\n' * (2 * N) + 'a')",
    "a status of letters": "is_withdrawn({'status': 'a' * N + '!'})",
    "a name in front matter": "markdown.has_front_matter('---\\na' + ' ' * N)",
    "tags before a figure": "markdown.read(('<b>' * 60 + '<sup>1</sup>') * (N // 190), Origin('a'))",
    "words cut at line ends": "plain_text.read(('a' * 55 + '-\\n') * (N // 57), Origin('a'))",
    "a character set": "decode_markup(b'<meta' * 80 + b'charset=' + b' ' * 8_000 + b'\\xe9')",
}

PROLOGUE = f"""
import json
from ingest.records import Origin
from ingest.sources import format_of, markdown, plain_text, read_content
from ingest.sources.markup import decode_markup
from ingest.withdrawal import is_withdrawn

N = {LENGTH}

def mail(body):
    list(read_content(b"From: a@b.example\\nTo: c\\nSubject: d\\n\\n" + body, "a.eml", Origin("a")))

def feed(text):
    version = "https://jsonfeed.org/version/1.1"
    data = {{"version": version, "items": [{{"id": "1", "content_text": text}}]}}
    list(read_content(json.dumps(data).encode(), "a.json", Origin("a")))

"""


def test_no_text_keeps_a_pattern_busy() -> None:
    """In a process of its own, since nothing else ends a search that goes on."""
    cases = "".join(f"print({name!r}, flush=True)\n{case}\n" for name, case in CASES.items())
    command = [sys.executable, "-c", PROLOGUE + cases]
    try:
        subprocess.run(command, check=True, timeout=HANGS_AFTER_SECONDS, stdout=subprocess.PIPE)
    except subprocess.TimeoutExpired as hanging:
        begun = (hanging.stdout or b"").decode().splitlines()
        pytest.fail(f"one of these takes too long, most likely the last: {begun}")
