"""The writer for large language models: numbered passages in, sentences with their numbers out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.generation.chat import Chat, ChatError, Reply
from rag.generation.numbered import numbered_sentences, says_no_answer
from rag.generation.prompts import fitting, large_prompt
from rag.generation.rewriting import rewritten
from rag.question.query import Query
from rag.records import Draft, Evidence, ModelFailure, NoAnswer, Quote, Usage, Written

_MOST_TOKENS = 4_000  # the sentences take some 500; the rest is for a model that thinks first


class LargeModelWriter:
    """Lets a model combine several passages in one answer; safe to share between threads."""

    def __init__(
        self, chat: Chat, *, sentence_limit: int, seconds: float, prompt_tokens: int
    ) -> None:
        """Write with a chat model.

        Args:
            seconds: Time for the whole answer.
            prompt_tokens: About how many tokens of passages the model is given.
        """
        self._chat = chat
        self._limit = sentence_limit
        self._seconds = seconds
        self._prompt_tokens = prompt_tokens
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
            max_tokens=_MOST_TOKENS,
            seconds=self._seconds,
        )
        written, denies = 0, False
        try:
            for text, numbers in numbered_sentences(self._to_the_end(reply)):
                if denies := says_no_answer(text):
                    break
                yield Draft(text, _sentences(passages, numbers, quotes), "model")
                written += 1
                if written == self._limit:
                    break
            if not written and not denies:
                raise ChatError(f"{self.name} wrote nothing")
        except ChatError as error:
            yield ModelFailure(str(error), is_late=error.is_late)
        reply.close()
        yield reply.usage
        if denies:
            yield NoAnswer()

    def close(self) -> None:
        """See `rag.generation.writer.Writer.close`."""
        self._chat.close()

    def _to_the_end(self, reply: Reply) -> Iterator[str]:
        yield from reply
        if reply.is_cut_off:
            raise ChatError(f"{self.name} came to no end within its tokens")


def _sentences(
    passages: Sequence[Evidence], numbers: Sequence[int], quotes: Sequence[Quote]
) -> tuple[Quote, ...]:
    """Return all sentences of the passages with these numbers; numbers without a passage are passed
    over.
    """
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
