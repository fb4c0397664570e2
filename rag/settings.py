"""Settings: keyword arguments first, then the environment (``NEWS_...``), then these defaults."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from platformdirs import user_data_path
from pydantic import AfterValidator, Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from rag.errors import SettingsError

BUNDLED_MODEL = "bundled"

_NO_SETTINGS = ("NEWS_WRITER_KEY", "NEWS_DEBUG")
"""Variables of ours that are read elsewhere."""

_PREFIX = "NEWS_"
_OF_SERVING = "NEWS_SERVE_"
_ALIKE = 0.8
"""How like a setting's name another is that is taken for it misspelt, 0 to 1."""

WRITERS = r"extractive|local|[a-z_]+:\S+"
"""Pattern of the names of writers, `auto` aside, which stands for one of them."""
_WRITER = re.compile(f"auto|{WRITERS}")

_log = logging.getLogger(__name__)

_Kind = TypeVar("_Kind", bound=BaseSettings)
HomePath = Annotated[Path, AfterValidator(Path.expanduser)]
"""A path whose ``~`` is the home of who runs this: no shell reads what Compose or systemd sets."""


def _user_agent() -> str:
    try:
        return f"ask-the-news/{version('ask-the-news')}"
    except PackageNotFoundError:
        return "ask-the-news"


def writer_name(name: str) -> str:
    """The name of a writer, as it is.

    Raises:
        ValueError: No writer can have it.
    """
    if not _WRITER.fullmatch(name):
        raise ValueError(
            f"{name!r} is none of extractive, local, auto, PROVIDER:MODEL (openai:gpt-5-mini, say)"
        )
    return name


class Settings(BaseSettings):
    """All that can be set. Every field is also an environment variable, ``NEWS_`` in front.

    Attributes:
        corpus: Folder of the corpus.
        embedding_model: ``bundled`` (multilingual-e5-small), or the name or folder of any
            sentence-transformers model.
        embedding_dtype: Numbers that the embedding model calculates in; ``auto`` takes those that
            the processor is faster with. ``int8`` is for the bundled model and twice as fast, on
            processors that have its instructions.
        query_prompt: Put before each question; default what the model's own settings say.
        passage_prompt: Put before each passage; default what the model's own settings say.
        reranker: Name or folder of a sentence-transformers CrossEncoder that reads question and
            passage together and orders the first passages anew; default none.
        reranker_seconds: Time it has for one question; if it is not done then, the order stands.
        writer: Who writes the answer: ``extractive`` (quotes alone), ``local`` (a GGUF model in this
            process), ``provider:model`` (what LangChain can chat with, ``openai:gpt-5-mini`` say),
            or ``auto``: the server at ``writer_url`` if set, else ``local`` if installed, else
            ``extractive``.
        writer_url: Base address of an OpenAI-compatible server (Ollama, llama.cpp, vLLM), or of
            the provider's API where it is not the usual one.
        writer_mode: How a model is used: ``small`` is given one quote at a time, ``large`` numbered
            passages; ``auto`` is small for local models and large for others.
        writer_seconds: Time for an answer; what is not written then is quoted.
        writer_prompt_tokens: About how many tokens of passages a large model is given.
        local_model: GGUF file of the local model; default the one the packages carry.
        local_threads: Threads of the local model; default all cores.
        evidence_limit: Passages handed to the writer.
        sentence_limit: Sentences of an answer at most.
        stale_after_days: From this age of its newest source on, an answer says how old it is.
        question_limit: Characters a question may have.
        web_allow: Addresses and networks, separated by commas or blanks, that may be fetched from
            although they are of this computer or a private network: ``127.0.0.1, 10.1.0.0/16``.
        web_user_agent: How fetching presents itself to web servers and to their robots.txt.
        web_seconds: Time for one page or feed, its redirects included.
        web_megabytes: Size of one page or feed at most, unpacked.
        web_delay_seconds: Time between two requests to one host at least.
    """

    model_config = SettingsConfigDict(env_prefix=_PREFIX, extra="forbid", frozen=True)

    corpus: HomePath = Field(default_factory=lambda: user_data_path("ask-the-news") / "corpus")
    embedding_model: str = BUNDLED_MODEL
    embedding_dtype: Literal["auto", "float32", "bfloat16", "int8"] = "auto"
    query_prompt: str | None = None
    passage_prompt: str | None = None
    reranker: str | None = None
    reranker_seconds: float = Field(default=0.4, gt=0, le=60)
    writer: Annotated[str, AfterValidator(writer_name)] = "extractive"
    writer_url: str | None = Field(default=None, pattern=r"^https?://\S+$")
    writer_mode: Literal["auto", "small", "large"] = "auto"
    writer_seconds: float = Field(default=30.0, gt=0, le=600)
    writer_prompt_tokens: int = Field(default=3_000, ge=200, le=100_000)
    local_model: HomePath | None = None
    local_threads: int | None = Field(default=None, ge=1)
    evidence_limit: int = Field(default=8, ge=1, le=50)
    sentence_limit: int = Field(default=5, ge=1, le=8)
    stale_after_days: int = Field(default=30, ge=0)
    question_limit: int = Field(default=2_000, ge=20)
    web_allow: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = ()
    web_user_agent: str = Field(default_factory=_user_agent, pattern=r"^[!-~]+( [ -~]+)?$")
    web_seconds: float = Field(default=30.0, gt=0, le=600)
    web_megabytes: float = Field(default=20.0, gt=0, le=1_000)
    web_delay_seconds: float = Field(default=1.0, ge=0, le=60)

    @model_validator(mode="before")
    @classmethod
    def _left_out(cls, values: dict[str, Any]) -> dict[str, Any]:
        """What is empty is left out, as ``NEWS_CORPUS=`` means; only a prompt may be empty."""
        return {
            name: value for name, value in values.items() if value != "" or name.endswith("_prompt")
        }

    @field_validator("web_allow", mode="before")
    @classmethod
    def _networks(cls, value: object) -> object:
        return value.replace(",", " ").split() if isinstance(value, str) else value


def unknown_variables(kind: type[BaseSettings]) -> dict[str, str | None]:
    """Variables of the environment that are named as settings of a kind and are none.

    Returns:
        Each name with the one that is probably meant.
    """
    prefix = kind.model_config["env_prefix"]
    known = {*_NO_SETTINGS, *(f"{prefix}{name.upper()}" for name in kind.model_fields)}
    found: dict[str, str | None] = {}
    for name in sorted(map(str.upper, os.environ)):
        of_serving = name.startswith(_OF_SERVING) and prefix != _OF_SERVING
        if name.startswith(prefix) and name not in known and not of_serving:
            meant = get_close_matches(name, known, n=1, cutoff=_ALIKE)
            found[name] = meant[0] if meant else None
    return found


def load_settings(**overrides: object) -> Settings:
    """Settings from keyword arguments and the environment; arguments that are None are left out.

    A variable that looks like a setting misspelt is warned of in the log.

    Raises:
        SettingsError: A name is unknown or a value out of range.
    """
    return settings_of(Settings, overrides)


def settings_of(kind: type[_Kind], overrides: Mapping[str, object]) -> _Kind:
    """Settings of a kind, from overrides that are not None and the environment.

    Raises:
        SettingsError: As `load_settings`; what was not an override is named as in the environment.
    """
    for name, meant in unknown_variables(kind).items():
        if meant is not None:
            _warn_once(name, meant)
    given: Any = {name: value for name, value in overrides.items() if value is not None}
    try:
        return kind(**given)
    except ValidationError as error:
        prefix = kind.model_config["env_prefix"]
        faults: dict[str, None] = {}  # each once: what may be of several types fails as each
        for fault in error.errors():
            field = str(fault["loc"][0])
            name = field if field in given else f"{prefix}{field.upper()}"
            faults[f"{name}: {fault['msg'].removeprefix('Value error, ')}"] = None
        raise SettingsError(f"Settings cannot be used: {'; '.join(faults)}.") from error


@cache
def _warn_once(name: str, meant: str) -> None:
    _log.warning("%s is no setting: is %s meant?", name, meant)
