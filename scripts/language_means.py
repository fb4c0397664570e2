"""Make rag/embedding/language_means.npz from parallel texts: ``language_means.py FLORES_FOLDER``.

For each language, it takes the mean vector of the same passages, and of their sentences encoded as
questions. The folder holds files ``passages.<code>.jsonl`` whose lines have ``sentences``, parallel
across files (FLORES-200 grouped into passages). Only the means are stored.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from rag.embedding.means import MEANS_FILE
from rag.embedding.model import PassageInput, load_embedder
from rag.language import normalise_code
from rag.settings import Settings


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    embedder = load_embedder(Settings())
    means: dict[str, list[np.ndarray]] = {}
    for path in sorted(folder.glob("passages.*.jsonl")):
        code = path.name.split(".")[1].split("_")[0]
        language = normalise_code(code)
        if language is None or language in means:  # one script for each language: the first by name
            continue
        texts = [json.loads(line)["sentences"] for line in path.open(encoding="utf-8")]
        vectors = embedder.encode_passages(
            [PassageInput(" ".join(s.strip() for s in sentences), ()) for sentences in texts]
        )
        questions = embedder.encode_queries([s.strip() for sentences in texts for s in sentences])
        means[language] = [
            np.mean([v.passage for v in vectors], axis=0),
            questions.mean(axis=0),
        ]
        print(language, len(texts), "passages")
    passage, query = (np.stack(column) for column in zip(*means.values(), strict=True))
    np.savez_compressed(
        MEANS_FILE,
        fingerprint=embedder.fingerprint,
        languages=np.array(list(means)),
        passage=passage.astype(np.float16),
        query=query.astype(np.float16),
    )


if __name__ == "__main__":
    main()
