"""Tells whether a question in a conversation leans on the turns before it, and on which words of
them.

Without a language model a question is not rewritten: the words that it leans on are put in front of
it, and retrieval lets them count less than the question's own (`rag.retrieval`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from rag.language import UNSPACED
from rag.patterns import MARKS, NEVER, whole_words
from rag.question.asking import has_word_that_asks
from rag.question.conversation import asks_nothing, questions
from rag.records import History
from rag.words import strings

_DEFINITE, _SPANS = strings("follow_up.definite"), strings("follow_up.spans")
_TABLES = {
    "open": strings("follow_up.openers"),
    "refer": strings("follow_up.pronouns"),
    "when": strings("follow_up.when"),
    "definite": _DEFINITE,
}
# What ``{stop}`` stands for in these patterns: "no", but not "No confidence vote in ...".
_STOP = r"(?=\s*(?:[,.!;:–—]|$))"
_WORD = re.compile(rf"\w[\w{MARKS}]*(?:['’-]\w[\w{MARKS}]*)*")
_CITED = re.compile(r"\s*\[\d+\]")  # the marks of citations in answers
_FEW_WORDS = 4
_FEW_LONG_WORDS = {"ko": 2}  # where particles are part of the word
_FEW_CHARACTERS = 9
_KEPT_TURNS = 2
_KEPT_CHARACTERS = 400


def context(question: str, history: History, language: str) -> str:
    """Return the words of a conversation that a question leans on; empty if it stands by itself.

    They are the user's last question, the one before it too if it leaned on that, and the names and
    numbers of the last answer.
    """
    turns = [turn for turn in history if turn["content"].strip()]
    said = " ".join(turn["content"] for turn in turns)
    if not turns or not leans(question, language, said):
        return ""
    last = turns[-1]
    names = _names(last["content"]) if last["role"] == "assistant" else []
    return " ".join([*asked_before(turns, language), *names])[-_KEPT_CHARACTERS:]


def asked_before(history: History, language: str) -> list[str]:
    """Return the user's last question, with the one before it in front if it leaned on that."""
    asked = [text for text in questions(history) if text.strip()][-_KEPT_TURNS:]
    leaned = len(asked) > 1 and leans(asked[-1], language, asked[0])
    return asked if leaned else asked[-1:]


def leans(question: str, language: str, said: str) -> bool:
    """Tell whether a question needs the turns before it, whose text is ``said``, to be understood.

    A question that brings a name of its own does not, unless it goes on from what was said ("and
    ..."). Nor does a text that asks nothing ("Thanks!").
    """
    if asks_nothing(question):
        return False
    text = _plain(question)
    if language in UNSPACED:
        short = len(re.sub(r"\W", "", text)) <= _FEW_CHARACTERS
        return short or any(_pattern(table, language).search(text) for table in ("open", "refer"))
    if _pattern("open", language).match(text):
        return True
    if brings_names(question, language, said):
        return False
    few = _FEW_LONG_WORDS.get(language, _FEW_WORDS)
    return bool(_pattern("refer", language).search(text)) or len(_WORD.findall(text)) <= few


def goes_on(question: str, language: str) -> bool:
    """Tell whether a question only changes something in the one before it: "and in Lyon?".

    It takes the rest from there, its time included. A question that asks by itself ("and who
    won?"), or says when ("and since then?"), does not go on.
    """
    text = _plain(question)
    rest = text
    while opener := _pattern("open", language).match(rest):  # "and what about"
        rest = rest[opener.end() :].lstrip(" ,")
    if rest == text:
        return False
    if language in UNSPACED:
        short = len(re.sub(r"\W", "", rest)) <= _FEW_CHARACTERS
        return short and not _pattern("when", language).search(rest)
    return (
        len(_WORD.findall(rest)) <= _FEW_WORDS
        and not has_word_that_asks(rest, language)
        and not _pattern("when", language).search(rest)
    )


def brings_names(question: str, language: str, said: str) -> bool:
    """Tell whether a question names something that was not spoken of; False in German, where every
    noun looks like a name.
    """
    return language != "de" and any(name not in said for name in _names(question))


def names_none(question: str, language: str) -> bool:
    """Tell whether a question asks something of "the company" or "the mayor" and names nobody and
    nothing, in a language with such articles; "and the night train company?" brings a subject. In
    German a noun behind an article is no name.
    """
    is_definite = _pattern("definite", language).search(_plain(question))
    if not is_definite or goes_on(question, language):
        return False
    if language != "de":
        return not _names(question) and not re.search(r"\d", question)
    nouns = re.findall(r"(?<=\s)[^\W\d_a-zäöüß]\w+", question)
    behind = re.findall(rf"(?i:(?<!\w)(?:{_DEFINITE['de']}))\s+[^\W\d_a-zäöüß]\w+", question)
    return len(nouns) == len(behind)


def _plain(question: str) -> str:
    return unicodedata.normalize("NFKC", question).casefold().lstrip("¿¡ \"'“«")


@cache
def _pattern(table: str, language: str) -> re.Pattern[str]:
    begins = "^" if table == "open" and language in UNSPACED else ""
    words = of_no_span(_TABLES[table].get(language, NEVER), language).replace("{stop}", _STOP)
    return re.compile(begins + whole_words(words, language))


def of_no_span(words: str, language: str) -> str:
    """Replace ``{no_span}`` in a pattern by what forbids a span of time behind it: "this week" does
    not point to the conversation.
    """
    spans = _SPANS.get(language, NEVER)
    ahead = spans if language in UNSPACED else rf"\s*{spans}(?!\w)"
    return words.replace("{no_span}", f"(?!{ahead})")


def _names(text: str) -> list[str]:
    """Return the words that look like names: capitalised inside a sentence."""
    found = []
    at_start = True
    for token in _CITED.sub("", text).split():
        word = token.strip("\"'“”«»„()[]{},;:.!?…")
        if word[:1].isupper() and not at_start:
            found.append(word)
        at_start = token.endswith((".", "!", "?", ":"))
    return list(dict.fromkeys(found))[:8]
