"""The writer for large language models: numbered passages in, sentences with their numbers out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rag.generation.chat import Chat, ChatError
from rag.generation.extractive import ExtractiveWriter
from rag.generation.prompts import NO_ANSWER, fitting, large_prompt
from rag.generation.rewriting import rewritten
from rag.question.query import Query
from rag.records import Draft, Evidence, ModelFailure, Quote, Usage, Written

_TOKENS_A_SENTENCE = 90
_NUMBERS = re.compile(r"(?:\s*[\[【]\s*\d{1,2}(?:\s*[,，;]\s*\d{1,2})*\s*[\]】])+")
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")


class LargeModelWriter:
    """Lets a model combine passages; safe to share between threads."""

    def __init__(
        self, chat: Chat, *, sentence_limit: int, seconds: float, prompt_tokens: int
    ) -> None:
        """Write with a chat model.

        Args:
            seconds: Time for the whole answer.
            prompt_tokens: About how many tokens of passages it is given.
        """
        self._chat = chat
        self._limit = sentence_limit
        self._seconds = seconds
        self._prompt_tokens = prompt_tokens
        self._extractive = ExtractiveWriter(sentence_limit)
        self.name = chat.name

    def standalone(self, query: Query) -> tuple[Query, Usage]:
        """See `rag.generation.writer.Writer.standalone`."""
        return rewritten(query, self._chat)

    def write(
        self, query: Query, quotes: Sequence[Quote], evidence: Sequence[Evidence]
    ) -> Iterator[Written]:
        """See `rag.generation.writer.Writer.write`."""
        passages = fitting(evidence, self._prompt_tokens)
        reply = self._chat.ask(
            large_prompt(query, passages, sentence_limit=self._limit),
            max_tokens=(self._limit + 1) * _TOKENS_A_SENTENCE,
            seconds=self._seconds,
        )
        written = 0
        try:
            for text, numbers in numbered_sentences(reply):
                if text.strip(" .").upper() == NO_ANSWER:
                    break
                yield Draft(text, _sentences(passages, numbers, quotes), "model")
                written += 1
                if written == self._limit:
                    reply.close()
                    break
        except ChatError as error:
            yield ModelFailure(str(error))
            if not written:
                yield from self._extractive.write(query, quotes, evidence)
        yield reply.usage


def numbered_sentences(pieces: Iterable[str]) -> Iterator[tuple[str, list[int]]]:
    """Sentences with the numbers in brackets behind them, as soon as each is whole.

    A line without numbers is a sentence that names no source.
    """
    rest = ""
    for piece in pieces:
        rest += piece
        while (found := _first_sentence(rest, ended=False)) is not None:
            sentence, numbers, rest = found
            if sentence:
                yield sentence, numbers
    while rest.strip() and (found := _first_sentence(rest, ended=True)) is not None:
        sentence, numbers, rest = found
        if sentence:
            yield sentence, numbers


def _first_sentence(text: str, *, ended: bool) -> tuple[str, list[int], str] | None:
    """The first sentence, its numbers and the rest; None when more must come to tell."""
    line, newline, after = text.partition("\n")
    match = _NUMBERS.search(line)
    if match is None:
        return (_plain(line), [], after) if newline or ended else None
    end = match.end()
    closing = re.match(r"\s*[.。]", line[end:])
    if closing:
        end += closing.end()
    if end == len(line) and not newline and not ended:
        return None  # further numbers may follow
    numbers = [int(number) for number in re.findall(r"\d+", match.group())]
    sentence = _plain(line[: match.start()] + (closing.group().strip() if closing else ""))
    return sentence, numbers, line[end:] + newline + after


def _plain(line: str) -> str:
    return _BULLET.sub("", line).strip()


def _sentences(
    passages: Sequence[Evidence], numbers: Sequence[int], quotes: Sequence[Quote]
) -> tuple[Quote, ...]:
    """All sentences of the passages numbered; numbers that are none of theirs are passed over."""
    known = {(q.evidence.article_id, q.start, q.end): q for q in quotes}
    found: dict[tuple[str, int, int], Quote] = {}
    for number in numbers:
        if not 1 <= number <= len(passages):
            continue
        passage = passages[number - 1]
        for start, end in passage.sentences:
            place = (passage.article_id, start, end)
            text = passage.text[start - passage.start : end - passage.start]
            found[place] = known.get(place) or Quote(passage, start, end, text, passage.score)
    return tuple(found.values())
