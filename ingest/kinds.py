"""Tells what kind of article one is, if its source does not say so in our words.

The kind is told from a label in front of the headline ("Correction: ...", "Opinie | ...", "[Live]
..."), from the section, and from the types of schema.org. Only a separate label counts: "Opinion
polls show ..." is a report.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from ingest.records import FoundIn, RawArticle
from ingest.words import by_language
from rag.records import KINDS, Kind

_SCHEMA: Mapping[str, Kind | None] = {
    "opinionnewsarticle": "opinion",
    "reviewnewsarticle": "opinion",
    "analysisnewsarticle": "analysis",
    "backgroundnewsarticle": "analysis",
    "liveblogposting": "live",
    "reportagenewsarticle": "report",
    # These types say nothing of the kind.
    **dict.fromkeys(("newsarticle", "article", "blogposting", "socialmediaposting"), None),
}

# Labels that are known in every language; those of each language are in `ingest.words`.
_EVERYWHERE: Mapping[str, Kind] = {
    **dict.fromkeys(("opinion", "op-ed", "editorial", "column"), "opinion"),
    **dict.fromkeys(("live", "liveblog", "live blog", "live-blog", "live updates"), "live"),
}
_LABELS: Mapping[str, Kind] = {
    "kinds.opinion": "opinion",
    "kinds.correction": "correction",
    "kinds.live": "live",
    "kinds.analysis": "analysis",
}
# Names of sections that differ from the label of a single piece.
_SECTIONS_EVERYWHERE: Mapping[str, Kind] = {
    **dict.fromkeys(("opinions", "columns", "editorials", "commentisfree"), "opinion"),
    **dict.fromkeys(("liveblogs", "live blogs"), "live"),
}
# "Live" and its like may be the section of concerts or of broadcasts.
_LIVE_SECTIONS = frozenset({"liveblog", "live blog", "live-blog", "liveblogs", "live blogs"})

_TURKISH = str.maketrans({"I": "ı", "İ": "i"})
_COLON = re.compile(r"\s*[:：|｜]\s*\S")
_DASH = re.compile(r"\s+[-–—]\s+(\S)")
_STOP = re.compile(r"\.\s+\S")
_BRACKETED = re.compile(r"[\[(【［（]\s*([^\])】］）]{2,40}?)\s*[\])】］）]\s*\S")
_IN_SECTION = re.compile(r"\s*[/>|›»:;,]\s*")


def kind_of(
    raw: RawArticle,
    title: str,
    section: str | None,
    corrects: str | None,
    language: str | None,
    warnings: list[str],
) -> tuple[Kind, FoundIn | None]:
    """Return the kind of an article and where it was found: a report, found nowhere, if nothing
    tells otherwise.

    Args:
        corrects: The id of the article that it says to correct, if any.
        warnings: A list that gets a warning if the kind that the record gives is not known.
    """
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


def declared_kind(value: str) -> tuple[Kind | None, bool]:
    """Return the kind that a source declares, and whether its word is known.

    The kind is None for a known word that says nothing of it, such as ``NewsArticle``.
    """
    name = value.strip().rpartition("/")[2].casefold()
    if name in KINDS:
        return next(kind for kind in KINDS if kind == name), True
    if name in _SCHEMA:
        return _SCHEMA[name], True
    kind = _labels(None).get(name)
    return kind, kind is not None


def kind_in_headline(title: str, language: str | None) -> Kind | None:
    """Return the kind that a label says that stands in front of a headline, or is all of it."""
    labels = _labels(language)
    text = (title.translate(_TURKISH) if language == "tr" else title).casefold().replace("’", "'")
    if bracketed := _BRACKETED.match(text):
        return labels.get(bracketed.group(1))
    if text in labels:
        return labels[text]
    for label, kind in labels.items():
        if text.startswith(label):
            behind = title[len(label) :]
            # "LIVE. ..." is a label, "Live. Love. Learn." and "Live - and let die" are none.
            in_capitals = title[: len(label)].isupper()
            dash = _DASH.match(behind)
            if (
                _COLON.match(behind)
                or (dash and (in_capitals or not dash[1].islower()))
                or (in_capitals and _STOP.match(behind))
            ):
                return kind
    return None


def kind_of_section(section: str, language: str | None) -> Kind | None:
    """Return the kind of articles in a section: ``Opinion``, ``news/opinie``, ``Opinie & debat``.

    "Crónica" is a column in Portuguese and a report in Spanish: the language is the article's.
    """
    names = _section_names(language)
    for part in _IN_SECTION.split(section.casefold()):
        kind = names.get(part) or names.get(part.partition(" & ")[0])
        # "Corrections" may be a section about prisons, and a correction has far-reaching effects.
        if kind not in (None, "correction") and (kind != "live" or part in _LIVE_SECTIONS):
            return kind
    return None


@cache
def _labels(language: str | None) -> Mapping[str, Kind]:
    """Return the kind that each label of a language says, in small letters; None for all languages."""
    labels = dict(_EVERYWHERE)
    for key, kind in _LABELS.items():
        labels |= dict.fromkeys(_words(key, language), kind)
    return labels


@cache
def _section_names(language: str | None) -> Mapping[str, Kind]:
    """Return the kind that each name of a section says, in small letters; None for all languages."""
    names = {**_labels(language), **_SECTIONS_EVERYWHERE}
    return {**names, **dict.fromkeys(_words("sections.opinion", language), "opinion")}


def _words(key: str, language: str | None) -> list[str]:
    words = by_language(key)
    return [word.casefold() for code in words if language in (None, code) for word in words[code]]
