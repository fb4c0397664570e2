"""Chooses the writer that the settings mean, and makes it ready."""

from __future__ import annotations

from urllib.parse import urlsplit

from rag.errors import SettingsError
from rag.generation import bundled_model, local_server
from rag.generation.chat import Chat, key_from_environment, open_chat
from rag.generation.extractive import ExtractiveWriter
from rag.generation.large_model import LargeModelWriter
from rag.generation.small_model import SmallModelWriter
from rag.generation.writer import Writer
from rag.settings import Settings

_UNNAMED = "openai:default"  # a server of one model, such as llama.cpp's, reads no name


def chosen_writer(settings: Settings) -> str:
    """Return the writer that these settings mean: ``extractive``, ``local`` or ``provider:model``."""
    if settings.writer != "auto":
        return settings.writer
    if settings.writer_url:
        return _UNNAMED
    return "local" if _can_run_locally(settings) else "extractive"


def available_writers(settings: Settings) -> tuple[str, ...]:
    """Return the writers that can be asked for on this machine, the one of the settings first."""
    local = ("local",) if _can_run_locally(settings) else ()
    return tuple(dict.fromkeys((chosen_writer(settings), "extractive", *local)))


def load_writer(settings: Settings) -> Writer:
    """Return the writer that the settings mean, ready to write. Loading a local model takes some
    seconds.

    Raises:
        SettingsError: The writer cannot be set up as configured.
        ModelError: The local model is not installed or cannot be loaded.
    """
    chosen = chosen_writer(settings)
    if chosen == "extractive":
        return ExtractiveWriter(settings.sentence_limit)
    if chosen == "local":
        chat = _local_chat(settings)
        is_small = settings.writer_mode != "large"
    else:
        chat = _configured_chat(settings, chosen)
        is_small = settings.writer_mode == "small"
    if is_small:
        return SmallModelWriter(
            chat, sentence_limit=settings.sentence_limit, seconds=settings.writer_seconds
        )
    return LargeModelWriter(
        chat,
        sentence_limit=settings.sentence_limit,
        seconds=settings.writer_seconds,
        prompt_tokens=settings.writer_prompt_tokens,
    )


def _can_run_locally(settings: Settings) -> bool:
    has_model = settings.local_model is not None or bundled_model.is_installed()
    return has_model and local_server.is_installed()


def _local_chat(settings: Settings) -> Chat:
    path = settings.local_model or bundled_model.model_file()
    server = local_server.local_server(path, settings.local_threads)
    model = open_chat(
        "openai", path.stem, url=server.url, key=server.key, seconds=settings.writer_seconds
    )
    return Chat(model, f"local ({path.stem})", own_server=True, served_by=server)


def _configured_chat(settings: Settings, chosen: str) -> Chat:
    provider, _, name = chosen.partition(":")
    model = open_chat(
        provider,
        name,
        url=settings.writer_url,
        key=key_from_environment(),
        seconds=settings.writer_seconds,
    )
    if settings.writer_url is None:
        return Chat(model, chosen, own_server=False)
    host = urlsplit(settings.writer_url).hostname
    if host is None:
        raise SettingsError("writer_url has no host: write http://HOST:PORT/v1.")
    return Chat(model, f"{chosen} at {host}", own_server=provider == "openai")
