"""A raw article checked: an Article of the corpus, or the reason why it cannot be one.

The text stays as its author wrote it. Only what no reader sees is taken out (control characters,
bidi overrides, zero-width marks), line endings and blanks are made alike, and blank lines thinned.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from ingest.dating import may_be_of_another_calendar, stated_date, with_our_figures
from ingest.kinds import declared_kind, kind_in_headline, kind_of_section
from ingest.mojibake import repaired
from ingest.records import FoundIn, Origin, RawArticle, Rejection
from ingest.splitting import sentences
from ingest.withdrawal import is_withdrawn
from rag.corpus.articles import content_hash
from rag.dates import first_instant, normalise
from rag.errors import InputError
from rag.language import DETECTED, detect, normalise_code
from rag.records import KINDS, Article, Kind

MAX_BODY = 2_000_000
MIN_WORDS = 3
MAX_FIELD = 500
_MAX_URL = 2_000
MAX_ID = 200
TITLE_LENGTH = 90
_EARLIEST_YEAR = 1700
_TOLERANCE = timedelta(days=2)
_MAX_AUTHORS = 100

_NEWLINE = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")
_PAGE_BREAK = re.compile("\x0c")
# Controls; soft hyphen; zero-width space, word joiner, invisible operators, byte order mark; bidi
# embeddings, overrides and isolates; interlinear marks; tag characters, in which whole hidden
# texts can be written; lone surrogates. The joiners (200C, 200D) stay: Persian, Hindi and emoji
# are spelt with them. The direction marks (200E, 200F, 061C) stay: they only order what is seen.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u180e\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_BLANKS = re.compile("[ \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_LINE_EDGES = re.compile(" ?\n ?")
_BLANK_LINES = re.compile("\n{3,}")

_UNSPACED_2 = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNSPACED_4 = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_WORD = re.compile(rf"(?:(?![{_UNSPACED_2}{_UNSPACED_4}])[^\W\d_])+")
_CHARACTERS_OF_2 = re.compile(f"[{_UNSPACED_2}]")
_CHARACTERS_OF_4 = re.compile(f"[{_UNSPACED_4}]")


class Cleaned(NamedTuple):
    """An article that may be stored.

    Attributes:
        warnings: What was changed or left out, in plain words.
        provenance: Where its fields were found, by their names; of those that the record itself
            gave, only the date's and the kind's.
    """

    article: Article
    warnings: tuple[str, ...]
    provenance: dict[str, FoundIn]


def clean(raw: RawArticle, today: datetime) -> Cleaned | Rejection:
    """The article that a source's raw one stands for, with warnings in plain words.

    What is absent stays unknown: no date, outlet or author is ever made up. A title is made of the
    first sentence; the language is told from the text, whatever a page or feed declares.

    Args:
        today: With a zone. Dates more than two days after it are not trusted.

    Returns:
        A Rejection when there is no usable text, or a date that the record itself gives does not
        exist or cannot be right. One that was found elsewhere is left out with a warning.
    """
    try:
        return _clean(repaired(raw), today)
    except InputError as error:
        return Rejection.at(raw.origin, str(error))


def clean_text(text: str) -> str:
    """Running text without what no reader sees, with single blanks and at most one blank line."""
    text = _PAGE_BREAK.sub("\n\n", _NEWLINE.sub("\n", text))
    text = _BLANKS.sub(" ", _UNSEEN.sub("", text)).translate(_LIGATURES)
    text = unicodedata.normalize("NFC", text)  # PDFs and macOS write an é as e and its accent
    return _BLANK_LINES.sub("\n\n", _LINE_EDGES.sub("\n", text)).strip()


def _clean(raw: RawArticle, today: datetime) -> Cleaned:
    warnings: list[str] = list(raw.remarks)
    line = _line_reader(raw, warnings)
    body = _body(raw.body)
    language = _language(line("language"), "language" in raw.found_in, body, warnings)
    title = line("title") or title_from(body, language)
    url = _url(line("url", limit=_MAX_URL), warnings)
    published_at, found_in = _published(raw, language, today, warnings)
    given_id = _given_id(raw.fields.get("id"))
    article_id = given_id or _id_by_url(url, raw.origin) or id_from(title, body)

    def another(name: str) -> str | None:
        """The article that a field names, which is not this one: none copies or corrects itself."""
        named = line(name, limit=MAX_ID)
        return None if named == article_id else named

    original, corrects = another("duplicate_of"), another("corrects")
    section = line("section")
    kind, kind_found_in = _kind(raw, title, section, corrects, language, warnings)
    article = Article(
        id=article_id,
        title=title,
        body=body,
        published_at=published_at,
        updated_at=_updated(raw, published_at, language, today, warnings),
        language=language,
        source=line("source"),
        url=url,
        authors=_authors(raw, warnings),
        section=section,
        kind=kind,
        status="withdrawn" if is_withdrawn(raw.fields) else "current",
        content_hash=content_hash(title, body),
        duplicate_of=original,
        corrects=corrects,
    )
    provenance = {
        name: place for name, place in raw.found_in.items() if getattr(article, name, None)
    }
    if found_in is not None:
        provenance["published_at"] = found_in
    provenance.pop("kind", None)
    if kind_found_in is not None:
        provenance["kind"] = kind_found_in
    return Cleaned(article, tuple(warnings), provenance)


def title_from(body: str, language: str | None) -> str:
    """A title for a text without one: its first sentence, shortened at a word with an ellipsis."""
    spans = sentences(body[: 20 * TITLE_LENGTH], language)
    start, end = spans[0] if spans else (0, len(body))
    sentence = " ".join(body[start:end].split())
    if len(sentence) <= TITLE_LENGTH:
        return sentence
    kept = sentence[:TITLE_LENGTH]
    if not sentence[TITLE_LENGTH].isspace():
        at_word = kept.rpartition(" ")[0]
        # Chinese, Japanese and Thai have no blanks to cut at.
        kept = at_word if len(at_word) >= TITLE_LENGTH // 2 else kept[:-1]
    return kept.rstrip(" ,;:-–—.") + "…"


def _body(text: str) -> str:
    if len(text) > MAX_BODY:
        raise InputError(
            f"The body has {len(text):,} characters; an article may have {MAX_BODY:,}. Split it "
            "into several articles."
        )
    body = clean_text(text)
    words = _count_words(body)
    if words < MIN_WORDS:
        raise InputError(
            f"The body is too short to be an article: {words} word{'' if words == 1 else 's'}, "
            f"at least {MIN_WORDS} are needed."
            if body
            else "The body is empty: put the text of the article there."
        )
    return body


def _count_words(body: str) -> int:
    """Words of letters; where none are spaced, 2 characters of Chinese or 4 of Thai make one."""
    spaced = sum(1 for _ in _WORD.finditer(body))
    return (
        spaced + len(_CHARACTERS_OF_2.findall(body)) // 2 + len(_CHARACTERS_OF_4.findall(body)) // 4
    )


def _line_reader(raw: RawArticle, warnings: list[str]) -> Callable[..., str | None]:
    def line(name: str, *, limit: int = MAX_FIELD) -> str | None:
        """A field as one trimmed line; None when absent, blank or no text."""
        value = raw.fields.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            warnings.append(f'The field "{name}" is not text and was left out.')
            return None
        text = " ".join(clean_text(str(value)).split())
        if len(text) > limit:
            warnings.append(f'The field "{name}" was cut to {limit} characters.')
        return text[:limit].rstrip() or None

    return line


def _language(declared: str | None, is_found: bool, body: str, warnings: list[str]) -> str | None:
    code = normalise_code(declared) if declared else None
    if is_found:
        # Sites declare the language of their template, feeds that of their software.
        told = detect(body)
        return code if told is None or (code and code not in DETECTED) else told
    if declared and code is None:
        warnings.append(f'"{declared}" is no language code (nl, en, ...): told from the text.')
    return code or detect(body)


def _kind(
    raw: RawArticle,
    title: str,
    section: str | None,
    corrects: str | None,
    language: str | None,
    warnings: list[str],
) -> tuple[Kind, FoundIn | None]:
    """(the kind, where it was found): a report where nothing tells another."""
    value = raw.fields.get("kind")
    names = value if isinstance(value, list | tuple) else [] if value is None else [value]
    declared = [(name, *declared_kind(name)) for name in names if isinstance(name, str)]
    if found := next((kind for _, kind, _ in declared if kind), None):
        return found, raw.found_in.get("kind", "record")
    if corrects:
        return "correction", "record"
    unknown = next(
        (name[:80] for name, _, is_known in declared if name.strip() and not is_known), None
    )
    if unknown is not None:
        known = ", ".join(sorted(KINDS))
        warnings.append(f'The kind "{unknown}" is not known ({known}): told from the headline.')
    if found := kind_in_headline(title, language):
        return found, "headline"
    if found := kind_of_section(section or "", language):
        return found, "section"
    return "report", None


def _authors(raw: RawArticle, warnings: list[str]) -> tuple[str, ...]:
    value = raw.fields.get("authors") or raw.fields.get("author") or ()
    names = value if isinstance(value, list | tuple) else [value]
    found = []
    for item in names[:_MAX_AUTHORS]:
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, str):
            found.append(" ".join(clean_text(name).split())[:MAX_FIELD].rstrip())
        else:
            warnings.append("An author is not text and was left out.")
    return tuple(dict.fromkeys(filter(None, found)))


def _published(
    raw: RawArticle, language: str | None, today: datetime, warnings: list[str]
) -> tuple[str | None, FoundIn | None]:
    """(the date of publication, where it was found): the first of those found that can be right."""
    if stated := _stated_date("published_at", raw, language, today, warnings):
        return stated, "record"
    for found in raw.dates:
        wrong = _what_is_wrong(found.value, today)
        if wrong is None:
            return normalise(found.value), found.found_in
        place = {"file name": "of the file name"}.get(found.found_in, f"in the {found.found_in}")
        warnings.append(f"The date {found.value} {place} {wrong} and was left out.")
    return None, None


def _updated(
    raw: RawArticle,
    published_at: str | None,
    language: str | None,
    today: datetime,
    warnings: list[str],
) -> str | None:
    if "updated_at" not in raw.found_in:
        return _stated_date("updated_at", raw, language, today, warnings)
    value = str(raw.fields["updated_at"])
    wrong = _what_is_wrong(value, today)
    if wrong is not None:
        warnings.append(f"The date of change {value} {wrong} and was left out.")
        return None
    updated_at = normalise(value)
    if published_at and first_instant(updated_at) < first_instant(published_at):
        return None
    return updated_at


def _stated_date(
    name: str, raw: RawArticle, language: str | None, today: datetime, warnings: list[str]
) -> str | None:
    """A date that the record itself gives; None where it may be of a calendar that is not read.

    Raises:
        InputError: It is no date, or cannot be right.
    """
    value = raw.fields.get(name)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, str):
        value = with_our_figures(value, language)
    try:
        date = stated_date(value)
        wrong = _what_is_wrong(date, today)
        problem = f"{date} {wrong}." if wrong else None
    except InputError as error:
        problem = str(error)
    if problem is None:
        return date
    if may_be_of_another_calendar(value, language):
        warnings.append(f'The field "{name}" was left out: {problem}')
        return None
    raise InputError(f'The field "{name}": {problem} Correct it or leave it out.')


def _what_is_wrong(date: str, today: datetime) -> str | None:
    """Why a date cannot be that of an article, as the end of a sentence; None when it can."""
    try:
        moment = first_instant(date)
    except InputError:
        return "does not exist"
    if moment > today + _TOLERANCE:
        return "is in the future"
    return f"is before {_EARLIEST_YEAR}" if moment.year < _EARLIEST_YEAR else None


def _url(text: str | None, warnings: list[str]) -> str | None:
    if text is None:
        return None
    try:
        parts = urlsplit(text)
        usable = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
        # Of these, browsers and people take another part for the host.
        usable = usable and "@" not in parts.netloc and "\\" not in parts.netloc
    except ValueError:
        usable = False
    if not usable or " " in text:
        warnings.append(f'The URL "{text[:80]}" is no http or https address and was left out.')
        return None
    return text


def _given_id(value: object) -> str | None:
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


def _id_by_url(url: str | None, origin: Origin) -> str | None:
    """The id of the article that a URL names; None for that of a whole site, unless read there."""
    if url is None or not (is_below_its_site(url) or url == origin.path):
        return None
    return id_from(canonical_url(url))


def id_from(*known_by: str) -> str:
    """The id of an article that is known by these texts."""
    return "a-" + sha256("\n".join(known_by).encode(errors="replace")).hexdigest()[:16]


def named_id(raw: RawArticle) -> str | None:
    """The id of the article that a record names by its id or URL, without looking at a text.

    Raises:
        InputError: What it gives as an id is none.
    """
    return _given_id(raw.fields.get("id")) or _id_by_url(address_of(raw), raw.origin)


def address_of(raw: RawArticle) -> str | None:
    """The URL that a record gives, as its article has it; None where none can be used."""
    return _url(_line_reader(raw, [])("url", limit=_MAX_URL), [])


def is_below_its_site(url: str) -> bool:
    """Whether a URL is of something on a site, and not of the whole."""
    parts = urlsplit(url)
    return parts.path not in ("", "/") or bool(parts.query)


def canonical_url(url: str) -> str:
    """The URL without fragment and utm_* parameters, scheme and host in lower case."""
    parts = urlsplit(url)
    # Queries of old sites are in other encodings: what is no UTF-8 comes through byte for byte.
    pairs = parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape")
    query = urlencode(
        [(name, value) for name, value in pairs if not name.lower().startswith("utm_")],
        errors="surrogateescape",
    )
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", query, ""))
