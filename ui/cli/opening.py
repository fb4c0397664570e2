"""The corpus that a command works on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rag.corpus.corpus import Corpus


@contextmanager
def opened(folder: Path | None) -> Iterator[Corpus]:
    """Open the corpus of ``--corpus``, or else of the settings, for as long as a block runs.

    Raises:
        SettingsError: A setting cannot be used.
        CorpusError: The folder is missing, damaged, or of a newer version.
    """
    from rag.corpus.corpus import Corpus
    from rag.settings import load_settings

    with closing(Corpus(load_settings(corpus=folder).corpus)) as corpus:
        yield corpus
