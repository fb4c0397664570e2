"""Finds and loads the sentence-transformers model that a setting names."""

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
_NO_FOLDER = "there is no such folder"
_ADVICE = (
    f"Set NEWS_EMBEDDING_MODEL to a sentence-transformers folder or name, or to {BUNDLED_MODEL!r}."
)


def load_model(settings: Settings, numbers: Format) -> SentenceTransformer:
    """Load the embedding model: from disk if it is there, else from the model hub.

    Args:
        numbers: The format it will calculate in; for ``int8`` it is loaded as float32.

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
        _ADVICE,
        model_kwargs={"dtype": torch.bfloat16 if numbers == "bfloat16" else torch.float32},
        device="cpu" if numbers == "int8" else None,
    )


def check_place(settings: Settings) -> None:
    """Refuse an embedding model that is neither on disk nor has the form of a name on the hub.

    Raises:
        ModelError: It is neither.
    """
    name = settings.embedding_model  # that of the bundled one passes as a name on the hub
    if _is_nowhere(name):
        raise _unusable(f"embedding model {name!r}", _NO_FOLDER, _ADVICE)


def load_named(
    kind: Callable[..., Model], place: str, what: str, advice: str, **options: Any
) -> Model:
    """Load a model of sentence-transformers: from disk if it is there, else from the model hub.

    Args:
        kind: The class of the model.
        place: A folder, or a name on the hub.
        what, advice: For the error message: what the model is, and what to do.

    Raises:
        ModelError: It cannot be found or loaded.
    """
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()

    if _is_nowhere(place):
        raise _unusable(what, _NO_FOLDER, advice)
    try:
        return kind(place, local_files_only=True, **options)
    except Exception as error:  # transformers raises errors of many kinds
        if Path(place).exists():
            raise _unusable(what, str(error), advice) from error
        if not _hub_answers():
            missing = f"{_NO_FOLDER}, and the model hub cannot be reached"
            raise _unusable(what, missing, advice) from error
    try:
        return kind(place, **options)
    except Exception as error:
        raise _unusable(what, str(error), advice) from error


def _is_nowhere(place: str) -> bool:
    return not Path(place).exists() and not _HUB_NAME.fullmatch(place)


def _unusable(what: str, why: str, advice: str) -> ModelError:
    reason = why.strip().splitlines()[0].rstrip(".") if why.strip() else "no reason was given"
    return ModelError(f"The {what} could not be loaded: {reason}. {advice}")


def _hub_answers() -> bool:
    """Tell whether the hub can be reached. Asked first, because its client tries for over a minute."""
    from huggingface_hub import constants

    if constants.HF_HUB_OFFLINE:
        return False
    try:
        with urlopen(Request(constants.ENDPOINT, method="HEAD"), timeout=_PATIENCE_SECONDS):
            return True
    except HTTPError:  # it answers, if not to this request
        return True
    except OSError:
        return False
