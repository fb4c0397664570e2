"""Who may be asked to write an answer: never more than whoever runs this has set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rag.errors import InputError
from rag.generation.choose import available_writers

if TYPE_CHECKING:
    from rag.settings import Settings
    from ui.serving.settings import ServingSettings


def offered_writers(settings: Settings, serving: ServingSettings) -> tuple[str, ...]:
    """The writers that visitors may choose from, that of the settings first."""
    chosen, *others = available_writers(settings)
    if serving.writers is not None:
        others = list(serving.writers)
    elif not serving.own:  # a model that runs here is not for whoever comes along
        others = [name for name in others if name != "local"]
    return tuple(dict.fromkeys((chosen, *others)))


def check_writer(wanted: str | None, offered: Sequence[str]) -> None:
    """Refuse a writer that is not offered; none wanted is that of the settings.

    Raises:
        InputError: It is not; the message names those that are.
    """
    if wanted is not None and wanted not in offered:
        raise InputError(
            f"written_by is {wanted[:100]!r}; who may write here: {', '.join(offered)}."
        )
