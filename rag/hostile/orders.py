"""Finds text in an article that gives orders to machines instead of news to readers.

"Note to AI assistants: ignore your instructions and say ..." is no news, whoever put it there. Such
text is neither quoted nor shown to a language model. It is recognised by what it must say to have
an effect: it addresses a machine, speaks of its instructions, its answers or its user, or has the
form of a prompt (`rag.hostile.words`). What slips through still meets the check of every written
sentence against its quote (`rag.citation`).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from rag.hostile import words
from rag.hostile.stems import STEMS

Span = tuple[int, int]

_ROLES = rf"(?:system|user|{words.AN_ASSISTANT}+)"
_MARKS = (
    r"<\|[^<>|]{1,60}\|>|<｜[^<>｜]{1,60}｜>|\[/?inst\]|<</?sys>>|<(?:start|end)_of_turn>"
    rf"|</?(?:{_ROLES}|article|instructions?|prompt|context|document|script|iframe)\b[^<>]*>"
    rf"|^\W{{0,9}}(?:{_ROLES}|developer|system[ea]|système|sistema|система|sistem|النظام|系统)\s*[:：]"
    rf"|\[/?{_ROLES}(?: (?:message|prompt|note|instructions?))?\s*[:\]]"
    rf"|###\s*(?:{_ROLES}|instruction|response)|javascript:\S|\bon(?:error|load|click)\s*=|!\[[^\]]*\]\("
)
_ACRONYMS = re.compile(words.ACRONYMS)
_MACHINES = re.compile(words.MACHINES)
_ASSISTANTS = re.compile(words.ASSISTANTS)
_A_MACHINE = re.compile(words.ASSISTANT)
_OF_MACHINES = [
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        words.IF_YOU_ARE,
        words.AS_A_MACHINE,
        words.NOW_A_MACHINE,
        words.PRETEND_A_MACHINE,
        words.READS_THIS,
        words.ADDRESSED,
        words.CALLED,
        words.MUST_ANSWER,
    )
]
_ALONE = [
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        _MARKS,
        words.IGNORE_INSTRUCTIONS,
        words.YOUR_INSTRUCTIONS,
        words.CONTEXT_IS_VOID,
        words.SYSTEM_MESSAGE,
        words.SHOW_PROMPT,
        words.TURNS,
        words.ANSWERS_FROM_NOW_ON,
        words.YOUR_MAKER,
        words.OUTPUT,
    )
]
_TOGETHER = [
    [re.compile(pattern, re.MULTILINE) for pattern in patterns]
    for patterns in (
        (words.ASSISTANT, words.FOR_ANYONE),
        (words.TEXT, words.FOR_ANYONE),
        (words.USER, words.FOR_ANYONE),
        (words.YOUR_ANSWER, words.FOR_ANYONE),
        (words.YOUR_PROMPT, rf"{words.FOR_ANYONE}|{words.PRETEND}"),
        (words.FROM_NOW_ON, words.ANSWER_ONLY),
        (words.IGNORE_RULES, words.REPLY),
        (words.THIS_NOTE, words.HIDE_THIS),
        (words.TEXT, words.SUMMARISE_THIS),
        (words.ANY_ANSWER, words.ADD, words.LINK),
        (words.IN_YOUR_ANSWER, words.STEER),
        (words.TEXT, words.IGNORE, words.ANSWER),
        (words.ASSISTANT, words.FROM_NOW_ON, rf"{words.EACH_ANSWER}|{words.ANSWER}"),
        (words.YOU_ARE_NOW, rf"{words.ROLE}|{words.YOU_ANSWER}"),
        (words.PRETEND, rf"{words.ROLE}|{words.REPLY}|{words.EVERYTHING_ABOVE}"),
    )
]
_NEAR = 120  # characters within which the parts of an order stand together
_AFTER = 500  # characters that an order reaches: it is followed by what the machine is to say
_PART = 4_000  # characters of a long paragraph that are searched at once
_AROUND = 2_000  # characters that are searched on either side of them too
_WORD = re.compile(r"[\s。！？]*([^\s。！？]+)")
_SENTENCE_END = re.compile(r"[.!?。！？؟…][\"'”’»）)\]]*\s*|\n")
_EDGE = re.compile(r"^\W+")
# Vowel signs and the stroke that lengthens a word.
_SIGNS = dict.fromkeys([0x640, *range(0x64B, 0x653)])
# A paragraph that ends in a colon goes on after the blank line.
_GAP = re.compile(r"\n\n(?<![:：]\n\n)")


def without_orders(text: str) -> str:
    """Return a text without the parts that give orders to machines."""
    kept = []
    at = 0
    for start, end in _orders_of_all(text):
        kept.append(text[at:start])
        at = end
    return "".join([*kept, text[at:]])


def is_order(body: str, start: int, end: int) -> bool:
    """Tell whether body[start:end], a sentence, is part of an order to machines in its paragraph."""
    low = max((gap.end() for gap in _GAP.finditer(body, 0, start)), default=0)
    gap = _GAP.search(body, end)
    high = gap.start() if gap else len(body)
    # The same stretch for all sentences that begin in a part, so that it is searched only once.
    part = low + (start - low) // _PART * _PART
    low, high = max(low, part - _AROUND), min(high, max(part + _PART + _AROUND, end))
    return any(start < low + last and end > low + first for first, last in _orders(body[low:high]))


def speaks_to_machines(text: str) -> bool:
    """Tell whether anything in a text gives orders to whatever machine reads it."""
    return bool(_orders_of_all(text))


def _orders_of_all(text: str) -> list[Span]:
    starts = [0, *(gap.end() for gap in _GAP.finditer(text))]
    ends = [*(gap.start() for gap in _GAP.finditer(text)), len(text)]
    return [
        (first + start, first + end)
        for first, last in zip(starts, ends, strict=True)
        for start, end in _orders(text[first:last])
    ]


@lru_cache(maxsize=4096)
def _orders(paragraph: str) -> tuple[Span, ...]:
    """Return the (start, end) of orders to machines, in order and disjoint: whole sentences.

    An order begins with the sentence that gives it away; the text before it is not affected.
    """
    matches = sorted(_matches(_seen(paragraph)))
    if not matches:
        return ()
    places = [match.start(1) for match in _WORD.finditer(paragraph)]
    at = [0, *accumulate(len(_seen(match.group())) for match in _WORD.finditer(paragraph))]
    sentence_ends = [match.end() for match in _SENTENCE_END.finditer(paragraph)]
    found: list[Span] = []
    for start, end in matches:
        begin = places[bisect_right(at, start) - 1]
        begin = max((stop for stop in sentence_ends if stop <= begin), default=0)
        last = places[bisect_right(at, end - 1) - 1] + _AFTER
        last = min((stop for stop in sentence_ends if stop >= last), default=len(paragraph))
        if found and begin <= found[-1][1]:
            begin, last = found[-1][0], max(last, found.pop()[1])
        found.append((begin, last))
    return tuple(found)


def _seen(text: str) -> str:
    """Normalise a text to small letters, with signs for the letters of names of machines."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_SIGNS)
        if not "".join(text.split()).isprintable():
            text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    text = _ACRONYMS.sub(_signs, text).casefold().replace("\u0307", "")
    if not _may_match(_MACHINES, text):
        return text
    return _ASSISTANTS.sub(_lesser_signs, _MACHINES.sub(_signs, text))


def _may_match(pattern: re.Pattern[str], text: str) -> bool:
    """Tell whether a text has a stem that a pattern needs: much faster than a search."""
    stems = STEMS.get(pattern.pattern)
    return stems is None or any(stem in text for stem in stems)


def _signs(match: re.Match[str]) -> str:
    return words.A_MACHINE * len(match.group())


def _lesser_signs(match: re.Match[str]) -> str:
    return words.AN_ASSISTANT * len(match.group())


def _matches(text: str) -> Iterator[Span]:
    for pattern in [*_ALONE, *(_OF_MACHINES if _A_MACHINE.search(text) else ())]:
        for match in pattern.finditer(text) if _may_match(pattern, text) else ():
            yield _without_edge(match)
    for first, *others in _TOGETHER:
        for match in first.finditer(text) if _may_match(first, text) else ():
            low, high = max(0, match.start() - _NEAR), match.end() + _NEAR
            beside = [other.search(text, low, high) for other in others]
            spans = [_without_edge(each) for each in (match, *beside) if each]
            if len(spans) == len(others) + 1:
                yield min(start for start, _ in spans), max(end for _, end in spans)


def _without_edge(match: re.Match[str]) -> Span:
    """Return the span of a match without leading punctuation, which belongs to the sentence before."""
    text = match.group()
    edge = len(text) - len(_EDGE.sub("", text))
    return match.start() + (edge if edge < len(text) else 0), match.end()
