"""Finds the id of an article: the one that its record gives, or one made of its URL or of its text."""

from __future__ import annotations

import re
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from ingest.fields import line_of
from ingest.records import Origin, RawArticle
from rag.errors import InputError

MAX_ID = 200
_MAX_URL = 2_000
_DERIVED_ID = re.compile("a-[0-9a-f]{16}")


def named_id(raw: RawArticle) -> str | None:
    """Return the id of the article that a record names by its id or URL, without reading its text.

    Raises:
        InputError: What it gives as an id cannot be one.
    """
    return given_id(raw) or id_by_url(address_of(raw), raw.origin)


def given_id(raw: RawArticle) -> str | None:
    """Return the id that a record gives; None if it gives none.

    Raises:
        InputError: What it gives as an id cannot be one.
    """
    value = raw.fields.get("id")
    if value is None or value == "" or value != value:
        return None
    # A column of numbers in which one is missing is one of floats.
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    text = value.strip() if isinstance(value, str) else ""
    if not text or len(text) > MAX_ID or not text.isprintable():
        raise InputError(
            f'The field "id" must be printable text of at most {MAX_ID} characters. Correct it '
            "or leave it out."
        )
    return text


def id_by_url(url: str | None, origin: Origin) -> str | None:
    """Return the id that a URL gives an article; None if it is the URL of a whole site, unless the
    article was read there.
    """
    if url is None or not (is_below_its_site(url) or url == origin.path):
        return None
    return id_from(canonical_url(url))


def id_from(*known_by: str) -> str:
    """Make the id of an article that is known by these texts."""
    return "a-" + sha256("\n".join(known_by).encode(errors="replace")).hexdigest()[:16]


def is_derived(article_id: str) -> bool:
    """Tell whether an id was made of an article's URL or text, because its source gave none."""
    return _DERIVED_ID.fullmatch(article_id) is not None


def address_of(raw: RawArticle, warnings: list[str] | None = None) -> str | None:
    """Return the URL that a record gives, as its article has it; None if it gives none that can be
    used.

    Args:
        warnings: A list that gets a warning if the URL is left out.
    """
    warnings = [] if warnings is None else warnings
    text = line_of(raw, "url", warnings, limit=_MAX_URL)
    if text is None:
        return None
    try:
        parts = urlsplit(text)
        usable = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
        # With these, browsers and people see different hosts in one URL.
        usable = usable and "@" not in parts.netloc and "\\" not in parts.netloc
    except ValueError:
        usable = False
    if not usable or " " in text:
        warnings.append(f'The URL "{text[:80]}" is no http or https address and was left out.')
        return None
    return text


def is_below_its_site(url: str) -> bool:
    """Tell whether a URL is of something on a site, and not of the whole site."""
    parts = urlsplit(url)
    return parts.path not in ("", "/") or bool(parts.query)


def canonical_url(url: str) -> str:
    """Return the URL without fragment and utm_* parameters, scheme and host in lower case."""
    parts = urlsplit(url)
    # Queries of old sites may not be UTF-8: those bytes come through unchanged.
    pairs = parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape")
    query = urlencode(
        [(name, value) for name, value in pairs if not name.lower().startswith("utm_")],
        errors="surrogateescape",
    )
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", query, ""))
