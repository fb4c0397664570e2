"""Finding the sentence-transformers model that a setting names, and loading it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from rag.embedding.bundled import model_folder
from rag.errors import ModelError
from rag.settings import BUNDLED_MODEL, Settings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from rag.embedding.formats import Format

Model = TypeVar("Model")

_HUB_NAME = re.compile(r"\w[\w.-]*(?:/\w[\w.-]*)?")
_PATIENCE_SECONDS = 3.0


def load_model(settings: Settings, numbers: Format) -> SentenceTransformer:
    """The embedding model; from the disk wherever it is there, from the hub if one is in reach.

    Args:
        numbers: In which it is to calculate; for ``int8`` it comes in float32.

    Raises:
        ModelError: It cannot be found or loaded.
    """
    import torch
    from sentence_transformers import SentenceTransformer

    name = settings.embedding_model
    return load_named(
        SentenceTransformer,
        str(model_folder()) if name == BUNDLED_MODEL else name,
        f"embedding model {name!r}",
        f"Set NEWS_EMBEDDING_MODEL to a sentence-transformers folder or name, or to "
        f"{BUNDLED_MODEL!r}.",
        model_kwargs={"dtype": torch.bfloat16 if numbers == "bfloat16" else torch.float32},
        device="cpu" if numbers == "int8" else None,
    )


def load_named(
    kind: Callable[..., Model], place: str, what: str, advice: str, **options: Any
) -> Model:
    """A model of sentence-transformers; from the disk if it is there, else from a hub in reach.

    Args:
        kind: Its class.
        place: A folder, or a name on the hub.
        what, advice: For the message when it cannot be had: what it is, and what to do.

    Raises:
        ModelError: It cannot be found or loaded.
    """
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]

    def unusable(why: str) -> ModelError:
        reason = why.strip().splitlines()[0].rstrip(".") if why.strip() else "no reason was given"
        return ModelError(f"The {what} could not be loaded: {reason}. {advice}")

    on_disk = Path(place).exists()
    if not on_disk and not _HUB_NAME.fullmatch(place):
        raise unusable("there is no such folder")
    try:
        return kind(place, local_files_only=True, **options)
    except Exception as error:  # transformers raises many kinds, none of them its own
        if on_disk:
            raise unusable(str(error)) from error
        if not _hub_answers():
            missing = "there is no such folder, and the model hub cannot be reached"
            raise unusable(missing) from error
    try:
        return kind(place, **options)
    except Exception as error:
        raise unusable(str(error)) from error


def _hub_answers() -> bool:
    """Whether the hub can be reached; asked first, because its client tries for over a minute."""
    from huggingface_hub import constants

    if constants.HF_HUB_OFFLINE:
        return False
    try:
        with urlopen(Request(constants.ENDPOINT, method="HEAD"), timeout=_PATIENCE_SECONDS):
            return True
    except HTTPError:  # an answer, if not to this
        return True
    except OSError:
        return False
