"""Cuts an article's text into sentences and passages, each with exact offsets into the body."""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate, pairwise

from ingest.headings import Span, own_line, run_in
from ingest.sentence_ends import mended
from rag.records import Article, Passage

# Each of these is replaced by a blank before the library sees it; offsets stay. On any of them after an
# initial ("A.\u2028B.") sentencex 1.0.32 panics, because it takes a space for one byte.
_BLANKS = "\x00-\x1f\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_BLANK = re.compile(f"[{_BLANKS}]")
_LINE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
# The time of sentencex grows with the square of a Chinese line's length (200,000 characters: 5 s).
_WINDOW = 4_000
# sentencex does not cut between these; if one is unmatched, not in all the rest of the line.
_PAIRED = re.compile(r"[\"'“”„‟‘’‚‛«»‹›「」『』()\[\]（）]")
# A quotation of several sentences stays whole up to this many estimated tokens.
_LONG_QUOTATION = 75.0
_LONGEST_SENTENCE = 300.0
_CLAUSE_MARK = re.compile(r"[;:,،؛](?=\s)|[，；：、]|[–—](?=\s)")

# Tokens a character, measured with the tokenizer of multilingual-e5-small on FLORES-200: Latin
# 0.21 to 0.29, Cyrillic, Greek, Arabic, Hebrew, Indic and Thai 0.26 to 0.34, CJK 0.55 to 0.71.
_TOKENS_LATIN = 0.25
_TOKENS_OTHER = 0.3
_TOKENS_CJK = 0.65
_CJK = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
_NOT_LATIN = re.compile("[^\x00-\u024f\u1e00-\u1eff\u2000-\u206f]")

_AIM = 150.0
_LONGEST_PASSAGE = 225.0
# However short, a sentence costs this much: it bounds how many a passage can hold.
_SHORTEST_SENTENCE = 4.0
# What breaking off in the middle of a paragraph is worth, in squared shares of the aim.
_INSIDE_PARAGRAPH = 0.15


def sentences(body: str, language: str | None) -> list[Span]:
    """Return (start, end) of each sentence, in order, disjoint, without blanks at the ends, never
    empty.

    Every line ends its sentence. Sub-headings (see `ingest.headings`) are in none. A quotation of
    several sentences stays whole unless it is long; text without punctuation is cut at a clause
    mark or a blank, so that no span is longer than about 1,200 Latin characters.

    Args:
        language: ISO 639-1 code for the rules on abbreviations; None takes the common ones.
    """
    lines = [match.span() for match in _LINE.finditer(body) if match.group().strip()]
    headings = own_line([body[start:end] for start, end in lines])
    spans = [
        span
        for place, (start, end) in enumerate(lines)
        if place not in headings
        for span in _of_line(body, start, end, language)
    ]
    text_starts = run_in(body, spans, language)
    return [
        piece
        for start, end in spans
        for piece in _bounded(body, text_starts.get(start, start), end)
    ]


def passages(article: Article) -> list[Passage]:
    """Cut an article into passages: runs of whole sentences of about 60 to 200 tokens, in order,
    that together hold all sentences.

    They break at the ends of paragraphs where that costs little, and their lengths are balanced
    over the article, so that no scrap is left over. A single sentence may exceed the limit.
    """
    spans = sentences(article.body, article.language)
    found = []
    for first, last in _runs(article.body, spans):
        run = tuple(spans[first:last])
        start, end = run[0][0], run[-1][1]
        found.append(Passage(article.id, start, end, article.body[start:end], run))
    return found


def estimated_tokens(text: str) -> float:
    """Estimate the tokens of a text for a multilingual model from the script of each character:
    right within 20 %.
    """
    if text.isascii():
        return len(text) * _TOKENS_LATIN
    cjk = len(_CJK.findall(text))
    other = len(_NOT_LATIN.findall(text)) - cjk
    latin = len(text) - cjk - other
    return latin * _TOKENS_LATIN + other * _TOKENS_OTHER + cjk * _TOKENS_CJK


def _of_line(body: str, start: int, end: int, language: str | None) -> list[Span]:
    """Return the sentences of body[start:end], with the blanks after each still in them."""
    found: list[Span] = []
    at = start
    while at < end:
        stop = min(end, at + _WINDOW)
        cuts = _boundaries(body[at:stop], language)
        # The last sentence of a window may go on behind it: the next window begins with it.
        if stop < end and len(cuts) > 1:
            cuts.pop()
        for cut in cuts:
            found += _split_quotation(body, at, cut + at, language)
            at += cut
    return found


def _boundaries(text: str, language: str | None) -> list[int]:
    """Return the lengths of the sentences that make up a text, with the blanks after each."""
    from sentencex import get_sentence_boundaries

    plain = _BLANK.sub(" ", text)
    found = get_sentence_boundaries(language or "en", plain)
    ends = [boundary["end_index"] for boundary in found[:-1]] + [len(text)]
    ends = mended(plain, ends, language)
    return [end - start for start, end in pairwise([0, *ends]) if end > start]


def _split_quotation(body: str, start: int, end: int, language: str | None) -> list[Span]:
    """Return the sentences inside a long quotation or bracket; any other span as it is."""
    text = body[start:end]
    if estimated_tokens(text) <= _LONG_QUOTATION or not _PAIRED.search(text):
        return [(start, end)]
    cuts = [0]
    at = 0
    for part in _PAIRED.split(text):
        # What ends just before a mark is left to it: closing marks stay with their sentence.
        inner = list(accumulate(_boundaries(part, language)))[:-1] if part else []
        cuts += [at + cut for cut in inner]
        at += len(part) + 1
    cuts.append(len(text))
    return [(start + a, start + b) for a, b in pairwise(cuts) if text[a:b].strip()]


def _bounded(body: str, start: int, end: int) -> list[Span]:
    """Return a span without blanks at its ends, cut into pieces if it is too long for a sentence."""
    found: list[Span] = []
    while True:
        while start < end and body[start].isspace():
            start += 1
        while end > start and body[end - 1].isspace():
            end -= 1
        if start == end:
            return found
        tokens = estimated_tokens(body[start:end])
        if tokens <= _LONGEST_SENTENCE:
            return [*found, (start, end)]
        cut = _cut(body, start, start + int((end - start) * _LONGEST_SENTENCE / tokens))
        stop = cut
        while body[stop - 1].isspace():
            stop -= 1
        found.append((start, stop))
        start = cut


def _cut(body: str, start: int, limit: int) -> int:
    """Return where to cut in the second half of body[start:limit]: at a clause mark, a blank, or
    its end.
    """
    half = (start + limit) // 2
    marks = [match.end() for match in _CLAUSE_MARK.finditer(body, half, limit)]
    if marks:
        return marks[-1]
    for at in range(limit, half, -1):
        if body[at - 1].isspace():
            return at
    # Neither between a letter and its accent nor inside a joined emoji.
    for at in range(limit, half, -1):
        if not unicodedata.combining(body[at]) and "\u200d" not in body[at - 1 : at + 1]:
            return at
    return limit


def _runs(body: str, spans: list[Span]) -> list[Span]:
    """Return (first, last) places of the sentences of each passage: the cheapest way to divide them
    all.

    A passage costs the square of its relative distance from the aim, and something more if it
    breaks off inside a paragraph. Dynamic programming: the best division of the first n sentences
    is found from those of fewer.
    """
    sizes = [max(_SHORTEST_SENTENCE, estimated_tokens(body[start:end])) for start, end in spans]
    totals = [0.0, *accumulate(sizes)]
    costs = [0.0]
    firsts = [0]
    for last in range(1, len(spans) + 1):
        inside = last < len(spans) and not body[spans[last - 1][1] : spans[last][0]].strip(" ")
        toll = _INSIDE_PARAGRAPH if inside else 0.0
        best, best_first = float("inf"), last - 1
        for first in range(last - 1, -1, -1):
            size = totals[last] - totals[first]
            if size > _LONGEST_PASSAGE and first < last - 1:
                break
            cost = costs[first] + toll + (size / _AIM - 1) ** 2
            if cost < best:
                best, best_first = cost, first
        costs.append(best)
        firsts.append(best_first)
    runs = []
    last = len(spans)
    while last:
        runs.append((firsts[last], last))
        last = firsts[last]
    return runs[::-1]
