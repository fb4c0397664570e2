"""Finds sub-headings inside an article's text, so that no quote begins with one.

There are two forms: a heading on a line of its own without final punctuation, and a run-in heading,
which stands in front of its paragraph's first sentence with nothing between ("Situatie aan front Het
kostte Rusland ..."). Both rules would rather miss a heading than cut a sentence.
"""

from __future__ import annotations

import re

from ingest.words import by_language, listed, listed_anywhere

Span = tuple[int, int]

_OPENERS, _VERBS = "headings.openers", "headings.verbs"  # keys of `ingest.words`
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_QUOTED = re.compile(r"['‘’\"“”„«‹]([^'‘’\"“”„«»‹›\n]{3,50})['‘’\"“”»›]\s+(?=\w)")
_MAX_WORDS = 6
_MAX_CHARACTERS = 50
_MIN_SENTENCE = 40

_LINE_MAX_WORDS = 12
_LINE_MAX_CHARACTERS = 80
_LINE_MIN_PROSE = 60
_ENDS_SENTENCE = re.compile(r"[.!?…。！？।؟۔][\"'”’»›)\]）」』]*$")
_ENDS_OTHERWISE = re.compile(r"[,;:،؛，；：、\-–—=|/\\]$")
_LIST_MARK = re.compile(r"[-*•‣◦–—>#|+\[]|\(?\w{1,3}[.)]\s|\d")


def own_line(lines: list[str]) -> set[int]:
    """Return the places (from 0) of the lines that are headings, among the non-blank lines of a
    body.

    A heading is short, has no final punctuation, is no item of a list, and stands between a
    finished sentence, or the beginning, and a line of prose.
    """
    return {
        place
        for place in range(len(lines) - 1)
        if _may_be_heading(lines[place])
        and (place == 0 or _ENDS_SENTENCE.search(lines[place - 1].rstrip()))
        and _is_prose(lines[place + 1].strip())
    }


def run_in(body: str, spans: list[Span], language: str | None) -> dict[int, int]:
    """Return the sentences that begin with a run-in heading: start of the span -> where its text
    begins.

    One such beginning may be a book's title in mid-sentence, so there must be two or more in the
    article, with different continuations. Scripts without capitals have none.
    """
    openers = listed(_OPENERS, language or "")
    if not openers:
        return {}
    found = {}
    continuations = set()
    for start, end in spans:
        length = _heading_length(body[start:end], openers)
        if length is not None and "\n" not in body[start : start + length]:
            found[start] = start + length
            continuations.add(" ".join(body[start + length : end].split()[:2]))
    return found if len(continuations) >= 2 else {}


def is_heading(line: str) -> bool:
    """Tell whether a line by itself may be a heading: short, without final punctuation, no list
    item.
    """
    return _may_be_heading(line) and len(line.split()) > 1


def opens_sentence(text: str) -> bool:
    """Tell whether a text begins as only a whole sentence does, in any of the known languages."""
    stripped = text.lstrip()
    return any(_opens(stripped, 0, listed(_OPENERS, code)) for code in by_language(_OPENERS))


def _heading_length(sentence: str, openers: frozenset[str]) -> int | None:
    """Return the length of the run-in heading at the start of a sentence, with the blanks after it;
    None if there is none.
    """
    if quoted := _QUOTED.match(sentence):
        inner = quoted.group(1).strip()
        fits = len(inner.split()) <= _MAX_WORDS and inner[-1] not in ".,;:!?…-"
        return quoted.end() if fits and _opens(sentence, quoted.end(), openers) else None
    at = 0
    for count in range(_MAX_WORDS + 1):
        word = _WORD.match(sentence, at)
        if word is None or at > _MAX_CHARACTERS:
            return None
        if count >= 2 and _opens(sentence, at, openers):
            return at
        text = word.group()
        is_verb = text.lower() in listed_anywhere(_VERBS)
        starts_badly = count == 0 and (not text[0].isupper() or text.lower() in openers)
        if is_verb or starts_badly or sentence[word.end() : word.end() + 1] != " ":
            return None
        at = word.end() + 1
    return None


def _opens(sentence: str, at: int, openers: frozenset[str]) -> bool:
    """Tell whether a whole sentence begins at ``at``: "Het kostte ...", and not "De Jong" or "IN"."""
    first = _WORD.match(sentence, at)
    if first is None or len(sentence) - at < _MIN_SENTENCE:
        return False
    word = first.group()
    follows = sentence[first.end() : first.end() + 2]
    return (
        word[0].isupper()
        and word[1:] == word[1:].lower()
        and word.lower() in openers
        and len(follows) == 2
        and follows[0] == " "
        and follows[1].islower()
    )


def _may_be_heading(line: str) -> bool:
    text = line.strip()
    return (
        0 < len(text) <= _LINE_MAX_CHARACTERS
        and len(text.split()) <= _LINE_MAX_WORDS
        and not text[0].islower()
        and not _LIST_MARK.match(text)
        and not _ENDS_SENTENCE.search(text)
        and not _ENDS_OTHERWISE.search(text)
        and any(map(str.isalpha, text))
    )


def _is_prose(line: str) -> bool:
    # A character of Chinese, Japanese or Korean says about twice as much.
    width = len(line) + sum(1 for letter in line[:_LINE_MIN_PROSE] if letter >= "\u3000")
    return width >= _LINE_MIN_PROSE and bool(_ENDS_SENTENCE.search(line))
