"""Which writers visitors may choose: never more than the settings allow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rag.errors import InputError
from rag.generation.choose import available_writers

if TYPE_CHECKING:
    from rag.settings import Settings
    from ui.serving.settings import ServingSettings


def offered_writers(settings: Settings, serving: ServingSettings) -> tuple[str, ...]:
    """Return the writers that visitors may choose, the writer of the settings first."""
    chosen, *others = available_writers(settings)
    if serving.writers is not None:
        others = list(serving.writers)
    elif not serving.is_local:  # a local model is not for everyone on a network
        others = [name for name in others if name != "local"]
    return tuple(dict.fromkeys((chosen, *others)))


def check_writer(wanted: str | None, offered: Sequence[str]) -> None:
    """Refuse a writer that is not offered; None stands for the writer of the settings.

    Raises:
        InputError: It is not offered; the message names those that are.
    """
    if wanted is not None and wanted not in offered:
        raise InputError(
            f"written_by is {wanted[:100]!r}; who may write here: {', '.join(offered)}."
        )
