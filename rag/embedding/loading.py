"""Finding the sentence-transformers model that the settings name, and loading it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from rag.embedding.bundled import model_folder
from rag.errors import ModelError
from rag.settings import BUNDLED_MODEL, Settings

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

_HUB_NAME = re.compile(r"\w[\w.-]*(?:/\w[\w.-]*)?")
_PATIENCE_SECONDS = 3.0


def load_model(settings: Settings) -> SentenceTransformer:
    """The model; from the disk wherever it is there, from the hub if one is in reach.

    Raises:
        ModelError: It cannot be found or loaded.
    """
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]
    name = settings.embedding_model
    place = str(model_folder()) if name == BUNDLED_MODEL else name

    def load(*, local_files_only: bool) -> SentenceTransformer:
        return SentenceTransformer(
            place,
            local_files_only=local_files_only,
            model_kwargs={"dtype": _dtype(settings.embedding_dtype)},
        )

    on_disk = Path(place).exists()
    if not on_disk and not _HUB_NAME.fullmatch(name):
        raise _unusable(name, "there is no such folder")
    try:
        return load(local_files_only=True)
    except Exception as error:  # transformers raises many kinds, none of them its own
        if on_disk:
            raise _unusable(name, str(error)) from error
        if not _hub_answers():
            missing = "there is no such folder, and the model hub cannot be reached"
            raise _unusable(name, missing) from error
    try:
        return load(local_files_only=False)
    except Exception as error:
        raise _unusable(name, str(error)) from error


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
    # Without the instructions bfloat16 is emulated and several times slower than float32.
    native = torch.cuda.is_available() or torch.cpu._is_avx512_bf16_supported()
    return torch.bfloat16 if native else torch.float32


def _unusable(name: str, why: str) -> ModelError:
    reason = why.strip().splitlines()[0].rstrip(".") if why.strip() else "no reason was given"
    return ModelError(
        f"The embedding model {name!r} could not be loaded: {reason}. Set NEWS_EMBEDDING_MODEL to "
        f"a sentence-transformers folder or name, or to {BUNDLED_MODEL!r}."
    )
