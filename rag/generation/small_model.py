"""The writer for small language models: one quote at a time, put into the asker's language.

A small model reads one sentence well and many passages badly (docs/writers.md). So retrieval
chooses the sentences, the model puts each into the asker's language, and code decides the rest.
What stands in the asker's language already is quoted: no model says it better.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from time import monotonic

from rag.generation.chat import Chat, ChatError
from rag.generation.extractive import ExtractiveWriter
from rag.generation.prompts import clean, small_prompt, token_estimate
from rag.question.query import Query
from rag.records import Draft, Evidence, ModelFailure, Quote, Usage, Written

_LONGEST_QUOTE_TOKENS = 130  # with the fixed parts the prompt stays under 200
_SPARE_TOKENS = 20  # an answer may be this much longer than its quote, by half, too
_QUOTATION_MARKS = '"“”„«»「」'


class SmallModelWriter:
    """Puts each chosen quote into the asker's language; safe to share between threads."""

    def __init__(self, chat: Chat, *, sentence_limit: int, seconds: float) -> None:
        """Write with a chat model.

        Args:
            seconds: Time for all sentences of an answer.
        """
        self._chat = chat
        self._extractive = ExtractiveWriter(sentence_limit)
        self._seconds = seconds
        self.name = chat.name

    def write(
        self, query: Query, quotes: Sequence[Quote], evidence: Sequence[Evidence]
    ) -> Iterator[Written]:
        """See `rag.generation.writer.Writer.write`."""
        deadline = monotonic() + self._seconds
        failed = False
        for draft in self._extractive.write(query, quotes, evidence):
            quote = draft.quotes[0]
            if failed or not _needs_model(quote, query):
                yield draft
                continue
            try:
                text, usage = self._sentence(query, quote, deadline - monotonic())
            except ChatError as error:
                failed = True
                yield ModelFailure(str(error))
                yield draft
                continue
            yield usage
            yield Draft(text, (quote,), "model") if text else draft

    def warm_up(self, query: Query, quote: Quote) -> None:
        """Let the model read the part of the prompt that never changes.

        Raises:
            ChatError: The model fails.
        """
        self._sentence(query, quote, self._seconds)

    def _sentence(self, query: Query, quote: Quote, seconds: float) -> tuple[str, Usage]:
        """What the model makes of a quote; empty when it came to no end."""
        limit = int(token_estimate(quote.text) * 1.5) + _SPARE_TOKENS
        reply = self._chat.ask(small_prompt(query, quote), max_tokens=limit, seconds=seconds)
        written = ""
        for piece in reply:
            written += piece
            if "\n" in written.strip():
                reply.close()
                break
        text = "" if reply.is_cut_off else tidy(written, quote.text)
        return text, Usage(reply.prompt_tokens, reply.written_tokens)


def tidy(written: str, source: str) -> str:
    """The first line a model wrote, without the quotation marks it put around it."""
    line = written.strip().partition("\n")[0].strip()
    if line[:1] in _QUOTATION_MARKS and source.lstrip()[:1] not in _QUOTATION_MARKS:
        line = line.strip(_QUOTATION_MARKS)
    if re.search(r"[.!?。…]\W*$", source) is None and line[-1:].isalnum():
        line += "。" if re.search(r"[\u3040-\u30ff\u4e00-\u9fff]$", line) else "."
    return line


def _needs_model(quote: Quote, query: Query) -> bool:
    spoken = quote.evidence.language
    return (
        spoken is not None
        and spoken != query.language
        and token_estimate(clean(quote.text)) <= _LONGEST_QUOTE_TOKENS
    )
