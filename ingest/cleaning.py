"""Checks a raw article: it becomes an Article of the corpus, or the reason why it cannot be one."""

from __future__ import annotations

import re
from datetime import datetime
from functools import partial
from typing import NamedTuple

from ingest.fields import authors_of, line_of
from ingest.kinds import kind_of
from ingest.mojibake import repaired
from ingest.naming import MAX_ID, address_of, given_id, id_by_url, id_from
from ingest.normalising import clean_text
from ingest.published import last_change, publication
from ingest.records import FoundIn, RawArticle, Rejection
from ingest.splitting import sentences
from ingest.withdrawal import is_withdrawn
from rag.corpus.articles import content_hash
from rag.errors import InputError
from rag.language import DETECTED, detect, normalise_code
from rag.records import Article

MAX_BODY = 2_000_000
MIN_WORDS = 3
TITLE_LENGTH = 90

_UNSPACED_2 = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNSPACED_4 = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_WORD = re.compile(rf"(?:(?![{_UNSPACED_2}{_UNSPACED_4}])[^\W\d_])+")
_CHARACTERS_OF_2 = re.compile(f"[{_UNSPACED_2}]")
_CHARACTERS_OF_4 = re.compile(f"[{_UNSPACED_4}]")


class Cleaned(NamedTuple):
    """An article that may be stored.

    Attributes:
        warnings: What was changed or left out, in plain words.
        provenance: Where its fields were found, by their names; for fields that the record itself
            gave, only those of the date and the kind are kept.
    """

    article: Article
    warnings: tuple[str, ...]
    provenance: dict[str, FoundIn]


def clean(raw: RawArticle, today: datetime) -> Cleaned | Rejection:
    """Check a raw article, and make an Article of it, with warnings in plain words.

    What is absent stays unknown: no date, outlet or author is ever made up. A missing title is made
    of the first sentence; the language is told from the text, whatever a page or feed declares.

    Args:
        today: With a zone. Dates more than two days after it are not trusted.

    Returns:
        A Rejection if there is no usable text, or a date that the record itself gives does not exist
        or cannot be right. Such a date that was found elsewhere is left out with a warning.
    """
    try:
        return _clean(repaired(raw), today)
    except InputError as error:
        return Rejection.at(raw.origin, str(error))


def _clean(raw: RawArticle, today: datetime) -> Cleaned:
    warnings: list[str] = list(raw.remarks)
    line = partial(line_of, raw, warnings=warnings)
    body = _body(raw.body)
    language = _language(line("language"), "language" in raw.found_in, body, warnings)
    title = line("title") or title_from(body, language)
    url = address_of(raw, warnings)
    published_at, found_in = publication(raw, language, today, warnings)
    article_id = given_id(raw) or id_by_url(url, raw.origin) or id_from(title, body)

    def another(name: str) -> str | None:
        """Return the id that a field names, unless it is this article's own."""
        named = line(name, limit=MAX_ID)
        return None if named == article_id else named

    original, corrects = another("duplicate_of"), another("corrects")
    section = line("section")
    kind, kind_found_in = kind_of(raw, title, section, corrects, language, warnings)
    article = Article(
        id=article_id,
        title=title,
        body=body,
        published_at=published_at,
        updated_at=last_change(raw, published_at, language, today, warnings),
        language=language,
        source=line("source"),
        url=url,
        authors=authors_of(raw, warnings),
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
    """Make a title for a text without one: its first sentence, shortened at a word with an ellipsis."""
    spans = sentences(body[: 20 * TITLE_LENGTH], language)
    start, end = spans[0] if spans else (0, len(body))
    sentence = " ".join(body[start:end].split())
    if len(sentence) <= TITLE_LENGTH:
        return sentence
    kept = sentence[:TITLE_LENGTH]
    if not sentence[TITLE_LENGTH].isspace():
        at_word = kept.rpartition(" ")[0]
        # Chinese, Japanese and Thai have no blanks where it could be cut.
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
    """Count the words of a text; in scripts without spaces, 2 characters of Chinese or 4 of Thai
    count as one.
    """
    spaced = sum(1 for _ in _WORD.finditer(body))
    return (
        spaced + len(_CHARACTERS_OF_2.findall(body)) // 2 + len(_CHARACTERS_OF_4.findall(body)) // 4
    )


def _language(declared: str | None, is_found: bool, body: str, warnings: list[str]) -> str | None:
    code = normalise_code(declared) if declared else None
    if is_found:
        # Sites declare the language of their template, feeds that of their software.
        detected = detect(body)
        return code if detected is None or (code and code not in DETECTED) else detected
    if declared and code is None:
        warnings.append(f'"{declared}" is no language code (nl, en, ...): told from the text.')
    return code or detect(body)
