"""The models that a command uses; what cannot work is refused before anything is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from rag.errors import SettingsError

if TYPE_CHECKING:
    from rag.embedding.model import Embedder
    from rag.settings import Settings


def given_embedder() -> Embedder | None:
    """Return the model that a calling program handed over with ``main(..., obj=embedder)``, if any."""
    given: Embedder | None = click.get_current_context().obj
    return given


def embedder_for(settings: Settings) -> Embedder:
    """Return the model that was handed over, or load the one in the settings.

    Raises:
        ModelError: It cannot be found or loaded.
    """
    if (given := given_embedder()) is not None:
        return given
    from rag.embedding.loading import check_place

    check_place(settings)  # before the slow imports
    from rag.embedding.model import load_embedder

    return load_embedder(settings)


def check_writer(settings: Settings) -> None:
    """Refuse a writer that cannot work: a provider without its key, a missing file.

    Raises:
        SettingsError: The writer cannot work.
    """
    from rag.generation.choose import chosen_writer, load_writer

    chosen = chosen_writer(settings)
    file = settings.local_model
    if chosen == "local" and file is not None and not file.is_file():
        raise SettingsError(f"There is no file {file}. Set NEWS_LOCAL_MODEL to a GGUF file.")
    if chosen not in ("local", "extractive"):
        load_writer(settings)
