"""Finding the sentence-transformers model that a setting names, and loading it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from rag.embedding.bundled import model_folder
from rag.errors import ModelError
from rag.settings import BUNDLED_MODEL, Settings

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

Model = TypeVar("Model")

_HUB_NAME = re.compile(r"\w[\w.-]*(?:/\w[\w.-]*)?")
_PATIENCE_SECONDS = 3.0


def load_model(settings: Settings) -> SentenceTransformer:
    """The embedding model; from the disk wherever it is there, from the hub if one is in reach.

    Raises:
        ModelError: It cannot be found or loaded.
    """
    from sentence_transformers import SentenceTransformer

    name = settings.embedding_model
    return load_named(
        SentenceTransformer,
        str(model_folder()) if name == BUNDLED_MODEL else name,
        f"embedding model {name!r}",
        f"Set NEWS_EMBEDDING_MODEL to a sentence-transformers folder or name, or to "
        f"{BUNDLED_MODEL!r}.",
        model_kwargs={"dtype": _dtype(settings.embedding_dtype)},
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


def _dtype(setting: str) -> torch.dtype:
    import torch

    if setting != "auto":
        return torch.bfloat16 if setting == "bfloat16" else torch.float32
    if torch.cuda.is_available():
        return torch.bfloat16
    # Without the instructions bfloat16 is emulated; on some processors with them it is slower too.
    faster = torch.cpu._is_avx512_bf16_supported() and _bfloat16_is_faster()
    return torch.bfloat16 if faster else torch.float32


@cache
def _bfloat16_is_faster() -> bool:
    """Whether this processor multiplies matrices of a small model's sizes faster in bfloat16."""
    import torch

    def seconds(dtype: torch.dtype) -> float:
        values, weights = (torch.ones(size, 384, dtype=dtype) for size in (256, 1536))
        best = float("inf")
        for _ in range(5):
            started = perf_counter()
            torch.nn.functional.linear(values, weights)
            best = min(best, perf_counter() - started)
        return best

    return seconds(torch.bfloat16) < seconds(torch.float32)
