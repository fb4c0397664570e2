"""The embedding model that a command uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rag.embedding.model import Embedder
    from rag.settings import Settings


def given_embedder() -> Embedder | None:
    """The model that the calling program handed over, if it did: ``main(..., obj=embedder)``."""
    given: Embedder | None = click.get_current_context().obj
    return given


def embedder_for(settings: Settings) -> Embedder:
    """The model that the settings name, loaded, or the one handed over.

    Raises:
        ModelError: It cannot be found or loaded.
    """
    if (given := given_embedder()) is not None:
        return given
    from rag.embedding.model import load_embedder

    return load_embedder(settings)
