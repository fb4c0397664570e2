"""The assistant as LangChain's building blocks: a retriever, and a Runnable that answers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Unpack, cast

from langchain_core.callbacks import (
    AsyncCallbackManagerForRetrieverRun,
    CallbackManagerForRetrieverRun,
)
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableConfig
from pydantic import ConfigDict, Field, field_validator

from rag.assistant import AskOptions, Assistant
from rag.errors import InputError
from rag.records import Answer, Event, Evidence


class NewsRetriever(BaseRetriever):
    """The passages on a question as Documents, best first.

    ``page_content`` is the passage; ``metadata`` holds the other fields of `Evidence`, the signals
    that ranked it among them, so that ``article.body[start:end] == page_content``.

    Attributes:
        k: How many at most.
        options: See `AskOptions`; ``history`` and ``as_of`` among them. Another name is refused
            with an `InputError`.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant
    k: int = Field(default=10, ge=1)
    options: dict[str, Any] = Field(default_factory=dict)

    @field_validator("options")
    @classmethod
    def _known(cls, options: dict[str, Any]) -> dict[str, Any]:
        _check_names(options)
        return options

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        options = cast("AskOptions", self.options)
        return [_document(item) for item in self.assistant.search(query, k=self.k, **options)]

    async def _aget_relevant_documents(
        self, query: str, *, run_manager: AsyncCallbackManagerForRetrieverRun
    ) -> list[Document]:
        options = cast("AskOptions", self.options)
        found = await self.assistant.asearch(query, k=self.k, **options)
        return [_document(item) for item in found]


class NewsRunnable(Runnable[str, Answer]):
    """Question -> Answer, with the batch, async and tracing that every Runnable has.

    `events` and `aevents` stream what happens on the way; ``stream`` yields the whole answer.
    """

    def __init__(
        self, assistant: Assistant, *, written_by: str | None = None, **options: Unpack[AskOptions]
    ) -> None:
        """Answer from an assistant, every question with the same options.

        Args:
            written_by: A writer other than that of the assistant's settings.

        Raises:
            InputError: There is no option with such a name.
        """
        _check_names(options)
        self._assistant = assistant
        self._writer = written_by
        self._options = options

    def invoke(self, input: str, config: RunnableConfig | None = None, **_: Any) -> Answer:  # noqa: A002
        """Answer a question; raises as `Assistant.answer`."""
        return self._call_with_config(
            lambda question: self._assistant.answer(
                question, written_by=self._writer, **self._options
            ),
            input,
            config,
        )

    async def ainvoke(self, input: str, config: RunnableConfig | None = None, **_: Any) -> Answer:  # noqa: A002
        """`invoke`, without blocking the event loop."""

        async def answer(question: str) -> Answer:
            return await self._assistant.aanswer(question, written_by=self._writer, **self._options)

        return await self._acall_with_config(answer, input, config)

    def events(self, question: str) -> Iterator[Event]:
        """Stream the answer as it comes; see `Assistant.stream`."""
        return self._assistant.stream(question, written_by=self._writer, **self._options)

    def aevents(self, question: str) -> AsyncIterator[Event]:
        """`events`, without blocking the event loop."""
        return self._assistant.astream(question, written_by=self._writer, **self._options)


def _check_names(options: Mapping[str, object]) -> None:
    """Raise InputError for an unknown option; values are checked when a question is asked."""
    known = AskOptions.__annotations__
    for name in options.keys() - known:
        alike = get_close_matches(name, known, n=1)
        meant = f": is {alike[0]} meant?" if alike else f"; there are {', '.join(known)}."
        raise InputError(f"There is no option {name!r}{meant}")


def _document(item: Evidence) -> Document:
    fields = item.as_dict()
    return Document(page_content=fields.pop("text"), metadata=fields)
