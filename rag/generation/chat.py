"""The one client of language models: whatever LangChain can chat with, local or hosted.

Every failure becomes a `ChatError` that says in plain words what went wrong. The texts of providers'
errors are not passed on, since they may hold keys and addresses.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncGenerator, Generator, Iterator, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any

from rag.errors import ModelError, SettingsError
from rag.generation.streaming import finish, iterate
from rag.generation.thoughts import without_thoughts
from rag.records import Usage

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk

Messages = Sequence[tuple[str, str]]
"""Pairs of role (``system``, ``user``, ``assistant``) and text."""

KEY_VARIABLE = "NEWS_WRITER_KEY"
ATTEMPTS = 3
_PAUSE_SECONDS = 0.5  # before the second attempt, then twice as long each time
_CONNECT_SECONDS = 5.0
_CHARACTERS_A_TOKEN = 12  # more than in any language; a longer text ignores the token limit
_ENDINGS = ("finish_reason", "stop_reason", "done_reason")  # providers' names for why a text ended
_CUT_OFF = {"length", "max_tokens"}

_LOG = logging.getLogger(__name__)


class ChatError(ModelError):
    """A language model could not be reached, or what it sent cannot be used.

    Attributes:
        is_late: Whether its time was over.
    """

    def __init__(self, text: str, *, is_late: bool = False) -> None:
        super().__init__(text)
        self.is_late = is_late


class Reply:
    """A model's answer as it comes: iterate over it for its text, once; close it to stop the model.

    The thoughts of a model that thinks aloud are no part of the text.

    Attributes:
        is_cut_off: Whether the token limit ended the text; known at the end.
        log_probabilities: Natural logarithms of the probabilities of the tokens so far; empty if
            none were asked for, or the server sends none.
    """

    def __init__(self, chunks: Generator[AIMessageChunk, None, None], max_tokens: int) -> None:
        self._chunks = chunks
        self._max_characters = max_tokens * _CHARACTERS_A_TOKEN
        self._counted = Usage(0, 0)
        self._pieces = 0
        self.is_cut_off = False
        self.log_probabilities: list[float] = []

    @property
    def usage(self) -> Usage:
        """Return the tokens read and written, as the server counts them at the end.

        If the model was stopped before, the pieces of text that came are counted: servers send one
        piece per token.
        """
        if self._counted.written_tokens:
            return self._counted
        return Usage(self._counted.prompt_tokens, self._pieces)

    def __iter__(self) -> Iterator[str]:
        return without_thoughts(self._texts())

    def _texts(self) -> Iterator[str]:
        characters = 0
        for chunk in self._chunks:
            if counts := chunk.usage_metadata:
                self._counted += Usage(counts["input_tokens"], counts["output_tokens"])
            endings = (chunk.response_metadata.get(name) for name in _ENDINGS)
            if any(str(ending).lower() in _CUT_OFF for ending in endings):
                self.is_cut_off = True
            tokens = chunk.response_metadata.get("logprobs") or {}
            self.log_probabilities += [token["logprob"] for token in tokens.get("content") or ()]
            text = str(chunk.text)
            characters += len(text)
            if characters > self._max_characters:
                self.is_cut_off = True
                self.close()
                return
            if text:
                self._pieces += 1
                yield text

    def close(self) -> None:
        """Stop the model; it writes no further."""
        self._chunks.close()


class Chat:
    """A chat model with limits; safe to share between threads."""

    def __init__(
        self, model: BaseChatModel, name: str, *, own_server: bool, served_by: object = None
    ) -> None:
        """Wrap a model.

        Args:
            name: Its name in messages to people.
            own_server: Whether it is the user's own server, which speaks OpenAI's protocol and so
                reads ``max_tokens``; others get LangChain's own form of it.
            served_by: An object that must live as long as the model is asked: the local server.
        """
        self._model = model
        self._own_server = own_server
        self._served_by = served_by
        self.name = name

    def ask(
        self,
        messages: Messages,
        *,
        max_tokens: int,
        seconds: float,
        log_probabilities: bool = False,
    ) -> Reply:
        """Ask the model; a refused connection or a busy server is tried again, twice at most.

        Iterating over the reply raises `ChatError` when the model fails or the time is over.

        Args:
            log_probabilities: Whether the user's own server is asked for the log probabilities of
                the tokens. Other servers are never asked, since some refuse such a request.
        """
        server_options: dict[str, Any] = {"max_tokens": max_tokens}
        if log_probabilities:
            server_options["logprobs"] = True
        limits = {"extra_body": server_options} if self._own_server else {"max_tokens": max_tokens}
        return Reply(self._stream(messages, limits, seconds), max_tokens)

    def close(self) -> None:
        """Let go of the model and of connections to it; it cannot be asked afterwards."""
        client = getattr(self._model, "http_async_client", None)  # of `open_chat`
        if client is not None:
            finish(client.aclose())
        self._served_by = None

    def _stream(
        self, messages: Messages, limits: dict[str, Any], seconds: float
    ) -> Generator[AIMessageChunk, None, None]:
        deadline = monotonic() + seconds

        async def chunks() -> AsyncGenerator[AIMessageChunk, None]:
            for attempt in range(ATTEMPTS):
                begun = False
                try:
                    async for chunk in self._model.astream(list(messages), **limits):
                        begun = True
                        yield chunk
                    return
                except Exception as error:  # every provider has its own kinds, none in common
                    reason, passing = _explain(error)
                    _LOG.info("%s failed: %s (%s)", self.name, reason, type(error).__name__)
                    pause = _PAUSE_SECONDS * 2**attempt
                    last = attempt + 1 == ATTEMPTS or monotonic() + pause > deadline
                    if begun or not passing or last:
                        raise ChatError(f"{self.name} {reason}") from None
                    await asyncio.sleep(pause)

        try:
            yield from iterate(chunks, max(0.0, deadline - monotonic()))
        except TimeoutError:
            reason = f"{self.name} did not answer within {seconds:.0f} seconds"
            raise ChatError(reason, is_late=True) from None
        except ConnectionAbortedError:
            raise ChatError(f"{self.name} broke off") from None


def open_chat(
    provider: str, model: str, *, url: str | None, key: str | None, seconds: float
) -> BaseChatModel:
    """Open a LangChain chat model.

    Args:
        provider: A name that `langchain.chat_models.init_chat_model` knows.
        url: Base address of the server; None for the provider's own.
        key: The key sent to that address. If None, the provider gets the key of its own variable in
            the environment, which is never sent to another address.

    Raises:
        SettingsError: The provider is unknown or its package is not installed, or the key is not
            set.
    """
    options: dict[str, Any] = {"max_retries": 0}
    if provider == "openai":
        import httpx

        # A proxy of the environment is meant for the world outside, not for a server given here.
        options |= {
            "stream_usage": True,
            "stream_chunk_timeout": None,  # `seconds` bounds the whole
            "http_async_client": httpx.AsyncClient(
                timeout=httpx.Timeout(seconds, connect=_CONNECT_SECONDS), trust_env=url is None
            ),
        }
    if url is not None:
        options |= {"base_url": url, "api_key": key or "none", "temperature": 0}
    elif key is not None:
        options["api_key"] = key
    try:
        from langchain.chat_models import init_chat_model

        opened: BaseChatModel = init_chat_model(model, model_provider=provider, **options)
    except ImportError as error:
        package = f"langchain-{provider.replace('_', '-')}"
        raise SettingsError(
            f"The writer {provider}:{model} needs a package that is not installed "
            f"({error.name or package}): pip install {package}"
        ) from None
    except Exception as error:  # unknown provider, missing key: every provider has its own errors
        raise SettingsError(
            f"The writer {provider}:{model} cannot be set up ({type(error).__name__}). Check the "
            f"provider's name, and that its key is in the environment ({KEY_VARIABLE}, or the "
            "provider's own variable)."
        ) from None
    return opened


def key_from_environment() -> str | None:
    """Return the key for the configured writer, or None; keys are read from nowhere else."""
    return os.environ.get(KEY_VARIABLE) or None


def _explain(error: Exception) -> tuple[str, bool]:
    """Return what went wrong, as the rest of a sentence, and whether another attempt may help."""
    if isinstance(error, ChatError):
        return str(error), False
    status = getattr(error, "status_code", None)
    kind = type(error).__name__
    if status in {401, 403}:
        return "refused the key", False
    if status == 404:
        return "does not know this address or model", False
    if status == 429:
        return "was asked too often (rate limit)", True
    if isinstance(status, int) and 400 <= status < 500:
        return f"refused the request (status {status}); it may be too long for it", False
    if isinstance(status, int):
        return f"reported an error (status {status})", True
    if "Timeout" in kind:
        return "did not answer in time", False
    if "Connect" in kind:
        return "cannot be reached", True
    return "sent an answer that cannot be read", False
