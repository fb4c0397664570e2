"""The corpus of a set, made once and kept until the set, the model or the code changes."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from rag.corpus.corpus import Corpus

if TYPE_CHECKING:
    from rag.embedding.model import Embedder
    from rag.evaluation.dataset import Dataset

Store = Callable[["Dataset", Corpus, "Embedder"], None]
"""Puts the articles of a set into an empty corpus."""

_ROOT = Path(__file__).parents[2]
_CODE = ("ingest", "rag/corpus", "rag/embedding", "rag/language.py")


def corpus_folder(dataset: Dataset, embedder: Embedder, work: Path, store: Store) -> Path:
    """The folder of the set's corpus, made now if there is none.

    Two processes may ask for the same at once: one makes it, the other waits. A folder that was
    not finished is made again.
    """
    key = hashlib.sha256(
        f"{dataset.digest} {dataset.whole} {embedder.fingerprint} {_code_digest()}".encode()
    ).hexdigest()[:12]
    target = work / "corpora" / f"{dataset.name}-{key}"
    target.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(target.parent / f"{target.name}.lock"):
        if target.is_dir():
            return target
        draft = target.with_name(f".{target.name}")
        shutil.rmtree(draft, ignore_errors=True)
        corpus = Corpus(draft, create=True)
        try:
            store(dataset, corpus, embedder)
        finally:
            corpus.close()
        draft.rename(target)
    return target


def _code_digest() -> str:
    """SHA-256 of the code that makes passages, vectors and terms."""
    digest = hashlib.sha256()
    for name in _CODE:
        path = _ROOT / name
        for file in [path] if path.is_file() else sorted(path.rglob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()
