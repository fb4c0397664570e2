"""The corpora of question sets, kept until the set, the model or the code changes."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from rag.corpus.corpus import Corpus
from rag.evaluation.remembering import RememberingEmbedder

if TYPE_CHECKING:
    from rag.embedding.model import Embedder
    from rag.evaluation.dataset import Dataset

Store = Callable[["Dataset", Corpus, "Embedder"], None]
"""Puts the articles of a set into an empty corpus."""

_ROOT = Path(__file__).parents[2]
# The model's weights count through its fingerprint.
_MAKES_VECTORS = (
    *("rag/embedding/model.py", "rag/embedding/means.py", "rag/embedding/language_means.npz"),
    *("rag/embedding/interaction.py", "rag/embedding/interaction.npz"),
    *("rag/corpus/articles.py", "rag/corpus/database.py"),
)
_MAKES_CORPUS = (
    *("ingest", "rag/corpus", "rag/embedding", "rag/said_dates", "rag/said_numbers", "rag/words"),
    *("rag/dates.py", "rag/language.py", "rag/patterns.py", "rag/records.py", "rag/text.py"),
)
_KEPT = 3


def corpus_folder(dataset: Dataset, embedder: Embedder, work: Path, store: Store) -> Path:
    """Return the folder of the set's corpus; it is made now if there is none.

    If two processes ask for it at once, one makes it and the other waits. A corpus whose making was
    interrupted is made again. The last few corpora of a set are kept.
    """
    root = work / "corpora" / dataset.name
    root.mkdir(parents=True, exist_ok=True)
    # The fingerprint is equal for all number formats, the vectors are not quite.
    made_by = (embedder.fingerprint, embedder.device)
    made_alike = _digest(_MAKES_VECTORS, *made_by)[:8]
    parts = (*made_by, dataset.digest, str(dataset.whole))
    target = root / f"{made_alike}-{_digest(_MAKES_CORPUS, *parts)[:12]}"
    with FileLock(root / "lock"):
        if not target.is_dir():
            _make(target, _newest(root, f"{made_alike}-*"), dataset, embedder, store)
            for old in _newest(root, "*-*")[_KEPT:]:
                shutil.rmtree(old)
    return target


def _make(
    target: Path, older: Sequence[Path], dataset: Dataset, embedder: Embedder, store: Store
) -> None:
    draft = target.with_name("draft")
    shutil.rmtree(draft, ignore_errors=True)
    known = Corpus(older[0]) if older else None
    try:
        with closing(Corpus(draft, create=True)) as corpus:
            store(dataset, corpus, RememberingEmbedder(embedder, known))
    finally:
        if known is not None:
            known.close()
    draft.rename(target)


def _newest(root: Path, pattern: str) -> list[Path]:
    folders = [path for path in root.glob(pattern) if path.is_dir()]
    return sorted(folders, key=lambda path: -path.stat().st_mtime)


def _digest(code: Sequence[str], *parts: str) -> str:
    """Return the SHA-256 of source files, the data files beside them, and some strings, hex."""
    digest = hashlib.sha256("\0".join(parts).encode())
    for name in code:
        path = _ROOT / name
        for file in [path] if path.is_file() else sorted(path.rglob("*.*")):
            if file.suffix in (".py", ".npz", ".toml"):
                digest.update(file.read_bytes())
    return digest.hexdigest()
