"""Memory that a process takes for an open corpus: ``resident.py corpus|chroma FOLDER``, in MB.

`benchmarks.measures.memory` runs it in a process of its own.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from benchmarks.measures import bare_collection
from rag.corpus.corpus import Corpus
from rag.corpus.table import Filters


def main() -> None:
    what, folder = sys.argv[1], Path(sys.argv[2])
    query = np.ones(384, np.float32) / np.sqrt(np.float32(384))
    import chromadb  # noqa: F401  (its code is not part of the measure)

    before = resident()
    if what == "chroma":
        bare_collection(folder).query(query_embeddings=query[None], n_results=50)
    else:
        corpus = Corpus(folder)
        since = datetime(2025, 6, 1, tzinfo=UTC)
        filters = Filters(as_of=datetime.now(UTC), since=since)
        keys, _ = corpus.dense(query, 60, None)
        corpus.dense(query, 60, corpus.table().allowed(filters))
        corpus.passages(keys.tolist())
    print((resident() - before) / 1e6)


def resident() -> int:
    """Return the resident memory of this process, in bytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main()
