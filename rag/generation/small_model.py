"""The writer for small language models: one quote at a time, answered from in one sentence.

A small model reads one sentence well and many passages badly (docs/writers.md). So retrieval chooses
the sentences, the model answers from each in the asker's language, and code decides the rest. First
the model is asked whether the best sentences answer at all: if it says No, nothing is written.

Some sentences are quoted as they stand. Those in the asker's language need no model. If a correction
is among the sentences, all are quoted, since it takes back what others say; and so they are if the
question asks for yes or no, since a small model then repeats what was asked as if it were true.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp
from time import monotonic

from rag.generation.chat import Chat, ChatError, Messages, Reply
from rag.generation.extractive import ExtractiveWriter
from rag.generation.prompts import small_prompt, stated_prompt, token_estimate
from rag.question.asking import asks_openly
from rag.question.query import Query
from rag.records import Draft, Evidence, ModelFailure, NoAnswer, Quote, Usage, Written

FAIRLY_SURE = 0.8
"""Below this mean probability of its tokens a sentence is more often wrong than right, however near
its quote it is: docs/writers.md. Above it, the check is stricter the less sure the model was."""

_HOPELESS = 0.7  # a sentence less sure than this after so many tokens does not become sure
_TOKENS_TO_TELL = 10
_LONGEST_PROMPT_TOKENS = 200
_FIXED_PROMPT_TOKENS = 15  # what a chat template adds
_MOST_TOKENS = 70
_MOST_ASKED = 4  # how many sentences the model writes, some three seconds each; others are quoted
_READ = 2  # how many quotes the model reads to tell whether they answer
_QUOTATION_MARKS = '"“”„«»「」'


class SmallModelWriter:
    """Answers from each chosen quote in the asker's language; safe to share between threads."""

    def __init__(self, chat: Chat, *, sentence_limit: int, seconds: float) -> None:
        """Write with a chat model.

        Args:
            seconds: Time for all sentences of an answer.
        """
        self._chat = chat
        self._extractive = ExtractiveWriter(sentence_limit)
        self._seconds = seconds
        self.name = chat.name

    def standalone(self, query: Query) -> tuple[Query, Usage]:
        """See `rag.generation.writer.Writer.standalone`."""
        return query, Usage(0, 0)

    def write(
        self, query: Query, quotes: Sequence[Quote], evidence: Sequence[Evidence]
    ) -> Iterator[Written]:
        """See `rag.generation.writer.Writer.write`."""
        deadline = monotonic() + self._seconds
        drafts = list(self._extractive.write(query, quotes, ()))
        if not drafts:
            return
        failed = False
        is_overview = query.is_overview  # anything published answers it, so the model is not asked
        try:
            denies, usage = (False, Usage(0, 0)) if is_overview else self._denies(query, quotes)
        except ChatError as error:
            failed = True
            yield ModelFailure(str(error), is_late=error.is_late)
        else:
            yield usage
            if denies:
                yield NoAnswer()
                return
        asked = 0
        writes = asks_openly(query.question, query.language) and not any(map(_corrects, drafts))
        for draft in drafts:
            quote = draft.quotes[0]
            prompt = small_prompt(query, quote)
            spare = failed or asked == _MOST_ASKED
            spare |= _corrects(draft) if is_overview else not writes
            if spare or not _needs_model(quote, query) or not _fits(prompt):
                yield draft
                continue
            asked += 1
            try:
                text, sure, usage = self._sentence(prompt, deadline - monotonic())
            except ChatError as error:
                failed = True
                yield ModelFailure(str(error), is_late=error.is_late)
                yield draft
                continue
            yield usage
            yield Draft(text, (quote,), "model", sure) if text else draft

    def close(self) -> None:
        """See `rag.generation.writer.Writer.close`."""
        self._chat.close()

    def _denies(self, query: Query, quotes: Sequence[Quote]) -> tuple[bool, Usage]:
        """Tell whether the model says that the best quotes do not answer, and return what it read
        and wrote.
        """
        reply = self._chat.ask(
            stated_prompt(query, quotes[:_READ]), max_tokens=1, seconds=self._seconds
        )
        word = "".join(reply).strip(" .").casefold()
        return word == "no", reply.usage

    def _sentence(self, prompt: Messages, seconds: float) -> tuple[str, float | None, Usage]:
        """Return what the model answers, how sure it is, and what it read and wrote; "" if it came
        to no end or is not sure.
        """
        reply = self._chat.ask(
            prompt, max_tokens=_MOST_TOKENS, seconds=seconds, log_probabilities=True
        )
        written = ""
        for piece in reply:
            written += piece
            if "\n" in written.strip() or _is_hopeless(reply):
                reply.close()
                break
        how_sure = sureness(reply)
        is_sure = how_sure is None or how_sure >= FAIRLY_SURE
        return tidy(written) if is_sure and not reply.is_cut_off else "", how_sure, reply.usage


def sureness(reply: Reply) -> float | None:
    """Return the geometric mean probability of the tokens, 0 to 1; None if the server sends none."""
    logs = reply.log_probabilities
    return exp(sum(logs) / len(logs)) if logs else None


def _is_hopeless(reply: Reply) -> bool:
    sure = sureness(reply)
    return sure is not None and len(reply.log_probabilities) >= _TOKENS_TO_TELL and sure < _HOPELESS


def tidy(written: str) -> str:
    """Return the first line that a model wrote, without quotation marks around it."""
    line = written.strip().partition("\n")[0].strip()
    if line[:1] in _QUOTATION_MARKS and line[-1:] in _QUOTATION_MARKS:
        line = line.strip(_QUOTATION_MARKS)
    return line


def _corrects(draft: Draft) -> bool:
    return any(quote.evidence.kind == "correction" for quote in draft.quotes)


def _needs_model(quote: Quote, query: Query) -> bool:
    return quote.evidence.language not in (None, query.language)


def _fits(prompt: Messages) -> bool:
    tokens = sum(token_estimate(text) for _, text in prompt) + _FIXED_PROMPT_TOKENS
    return tokens <= _LONGEST_PROMPT_TOKENS
