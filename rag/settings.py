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
"""Similarity (0 to 1) from which a name is taken for a misspelt setting."""

WRITERS = r"extractive|local|[a-z_]+:\S+"
"""Pattern of writers' names; `auto`, which stands for one of them, is not among them."""
_WRITER = re.compile(f"auto|{WRITERS}")

_log = logging.getLogger(__name__)

_Kind = TypeVar("_Kind", bound=BaseSettings)
HomePath = Annotated[Path, AfterValidator(Path.expanduser)]
"""A path in which ``~`` is expanded: values set by Compose or systemd pass through no shell."""


def _user_agent() -> str:
    try:
        return f"ask-the-news/{version('ask-the-news')}"
    except PackageNotFoundError:
        return "ask-the-news"


def writer_name(name: str) -> str:
    """Return the name of a writer unchanged, once it is known to be valid.

    Raises:
        ValueError: No writer can have this name.
    """
    if not _WRITER.fullmatch(name):
        raise ValueError(
            f"{name!r} is none of extractive, local, auto, PROVIDER:MODEL (openai:gpt-5-mini, say)"
        )
    return name


class Settings(BaseSettings):
    """All settings. Every field is also an environment variable, ``NEWS_`` in front.

    Attributes:
        corpus: Folder of the corpus.
        embedding_model: ``bundled`` (multilingual-e5-small), or the name or folder of any
            sentence-transformers model.
        embedding_dtype: Number format of the embedding model; ``auto`` takes the faster one on this
            processor. ``int8`` is for the bundled model only, and twice as fast on processors with
            instructions for it.
        query_prompt: Put before each question; default: the model's own prompt.
        passage_prompt: Put before each passage; default: the model's own prompt.
        reranker: Name or folder of a sentence-transformers CrossEncoder, which reads question and
            passage together and reorders the first passages; default: none.
        reranker_seconds: Time it has for one question; if it takes longer, the order stays.
        writer: Who writes the answer: ``extractive`` (quotes only), ``local`` (a GGUF model in this
            process), ``provider:model`` (any chat model of LangChain, such as
            ``openai:gpt-5-mini``), or ``auto``: the server at ``writer_url`` if set, else ``local``
            if installed, else ``extractive``.
        writer_url: Base address of an OpenAI-compatible server (Ollama, llama.cpp, vLLM), or of
            the provider's API if it is not the usual one.
        writer_mode: How a model is used: ``small`` gets one quote at a time, ``large`` gets
            numbered passages; ``auto`` is small for local models and large for others.
        writer_seconds: Time for an answer; what is not written by then is quoted.
        writer_prompt_tokens: About how many tokens of passages a large model gets.
        local_model: GGUF file of the local model; default: the one in the packages.
        local_threads: Threads of the local model; default: all cores.
        evidence_limit: Number of passages for the writer.
        sentence_limit: Most sentences of an answer.
        stale_after_days: If its newest source is at least this old, an answer says how old.
        question_limit: Most characters of a question.
        web_allow: Addresses and networks, separated by commas or blanks, that may be fetched from
            although they belong to this computer or a private network: ``127.0.0.1, 10.1.0.0/16``.
        web_user_agent: Name given to web servers and looked up in their robots.txt.
        web_seconds: Time for one page or feed, including redirects.
        web_megabytes: Most megabytes of one page or feed, unpacked.
        web_delay_seconds: Least time between two requests to one host.
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
        """Drop empty values, so that ``NEWS_CORPUS=`` means the default; prompts may be empty."""
        return {
            name: value for name, value in values.items() if value != "" or name.endswith("_prompt")
        }

    @field_validator("web_allow", mode="before")
    @classmethod
    def _networks(cls, value: object) -> object:
        return value.replace(",", " ").split() if isinstance(value, str) else value


def unknown_variables(kind: type[BaseSettings]) -> dict[str, str | None]:
    """Find environment variables that look like settings of a kind but are not.

    Returns:
        Each name with the setting that is probably meant, or None.
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
    """Read settings from keyword arguments that are not None, then the environment.

    An environment variable that looks like a misspelt setting is warned of in the log.

    Raises:
        SettingsError: A name is unknown or a value out of range.
    """
    return settings_of(Settings, overrides)


def settings_of(kind: type[_Kind], overrides: Mapping[str, object]) -> _Kind:
    """Read settings of a kind from overrides that are not None, then the environment.

    Raises:
        SettingsError: As `load_settings`; a value from the environment is named as it stands there.
    """
    for name, meant in unknown_variables(kind).items():
        if meant is not None:
            _warn_once(name, meant)
    given: Any = {name: value for name, value in overrides.items() if value is not None}
    try:
        return kind(**given)
    except ValidationError as error:
        prefix = kind.model_config["env_prefix"]
        faults: dict[str, None] = {}  # each once: a union type reports a fault for every member
        for fault in error.errors():
            field = str(fault["loc"][0])
            name = field if field in given else f"{prefix}{field.upper()}"
            faults[f"{name}: {fault['msg'].removeprefix('Value error, ')}"] = None
        raise SettingsError(f"Settings cannot be used: {'; '.join(faults)}.") from error


@cache
def _warn_once(name: str, meant: str) -> None:
    _log.warning("%s is no setting: is %s meant?", name, meant)
