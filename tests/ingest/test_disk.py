"""A disk that is full or read-only: a plain message, and the corpus whole."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest import ingest
from rag.corpus.corpus import Corpus
from rag.errors import CorpusError
from tests.ingest.conftest import HashEmbedder

FIRST = "The dyke at Welse holds. Engineers inspected it for nine hours on Sunday."
MORE = "The board will inspect the dyke again in spring. It may be raised by half a metre."


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root may mount a disk")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.fixture
def read_only(disk: Path, tmp_path: Path) -> Iterator[Path]:
    """The same disk mounted a second time, for reading: what is still open on it is no hindrance."""
    folder = tmp_path / "read-only"
    folder.mkdir()
    subprocess.run(["mount", "--bind", disk, folder], check=True)
    subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def texts(tmp_path: Path, *contents: str) -> list[Path]:
    paths = [tmp_path / f"{number}.txt" for number in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_text(content)
    return paths


def test_a_full_disk_loses_nothing(tmp_path: Path, disk: Path) -> None:
    first, more = texts(tmp_path, FIRST, MORE)
    corpus = Corpus(disk / "corpus", create=True)
    ingest([first], corpus, HashEmbedder())
    filler = disk / "filler"
    with pytest.raises(OSError, match="No space left"), filler.open("wb", buffering=0) as stream:
        while True:
            stream.write(bytes(4_096))
    with pytest.raises(CorpusError, match="full"):
        ingest([more], corpus, HashEmbedder())
    corpus.close()
    filler.unlink()
    corpus = Corpus(disk / "corpus")
    assert [article.body for article in corpus.articles()] == [FIRST]
    summary = ingest([first, more], corpus, HashEmbedder())
    assert (summary.added, summary.unchanged) == (1, 1)
    corpus.close()


def test_a_read_only_disk_is_named(tmp_path: Path, disk: Path, read_only: Path) -> None:
    (first,) = texts(tmp_path, FIRST)
    Corpus(disk / "corpus", create=True).close()
    with pytest.raises(CorpusError, match="is read-only"):
        ingest([first], Corpus(read_only / "corpus"), HashEmbedder())
