import ast
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ingest.encoding import passage_input
from ingest.splitting import passages
from ingest.texts import store_texts
from rag.corpus.corpus import Corpus
from rag.embedding.model import Embedder, load_embedder
from rag.evaluation import corpora
from rag.evaluation.corpora import corpus_folder
from rag.evaluation.dataset import Dataset
from rag.records import Article
from rag.settings import load_settings

FIRST = Article(id="one", title="", body="The bell rang at noon. Nobody came.", language="en")
MAKES_NOTHING = {
    *("rag/cache.py", "rag/errors.py", "rag/settings.py"),
    "rag/question/narrowing.py",  # checks what is edited by hand
}
SECOND = Article(id="two", title="", body="De brug blijft dicht tot september.", language="nl")


class Store:
    """Stores a set's texts, and notes what the model had to encode for it."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, dataset: Dataset, corpus: Corpus, embedder: Embedder) -> None:
        self.times += 1
        store_texts(dataset.articles, corpus, embedder, whole=dataset.whole)


def dataset(*articles: Article, digest: str) -> Dataset:
    return Dataset("two-texts", (), {}, digest, articles=articles, whole=True)


def test_the_corpus_of_a_set_is_made_once(tmp_path: Path, embedder: Embedder) -> None:
    store = Store()
    first = corpus_folder(dataset(FIRST, SECOND, digest="a"), embedder, tmp_path, store)
    again = corpus_folder(dataset(FIRST, SECOND, digest="a"), embedder, tmp_path, store)
    assert (first, store.times) == (again, 1)
    corpus = Corpus(first)
    assert {article.id for article in corpus.articles()} == {"one", "two"}
    assert len(corpus.table().keys) == 2
    corpus.close()


def test_a_changed_set_gets_a_corpus_of_its_own_with_the_same_vectors(
    tmp_path: Path, embedder: Embedder
) -> None:
    before = corpus_folder(dataset(FIRST, digest="a"), embedder, tmp_path, Store())
    after = corpus_folder(dataset(FIRST, SECOND, digest="b"), embedder, tmp_path, Store())
    assert before != after
    vectors = []
    for folder in (before, after):
        corpus = Corpus(folder)
        vectors.append(corpus.known_vectors([passage_input(FIRST, passages(FIRST)[0]).digest]))
        corpus.close()
    (one,), (other,) = (found.values() for found in vectors)
    assert np.array_equal(one.passage, other.passage)


def test_another_number_format_gets_a_corpus_and_vectors_of_its_own(
    tmp_path: Path, embedder: Embedder
) -> None:
    format_ = "float32" if "bfloat16" in embedder.device else "bfloat16"
    other = load_embedder(load_settings(embedding_dtype=format_))
    assert other.fingerprint == embedder.fingerprint
    digest = passage_input(FIRST, passages(FIRST)[0]).digest
    vectors = []
    for each in (embedder, other):
        with closing(
            Corpus(corpus_folder(dataset(FIRST, digest="a"), each, tmp_path, Store()))
        ) as c:
            vectors.append(c.known_vectors([digest])[digest].passage)
    assert not np.array_equal(*vectors)


def test_a_store_that_fails_leaves_no_corpus_behind(tmp_path: Path, embedder: Embedder) -> None:
    def fail(dataset: Dataset, corpus: Corpus, embedder: Embedder) -> None:
        store_texts(dataset.articles, corpus, embedder)
        raise KeyboardInterrupt

    only = dataset(FIRST, digest="a")
    with pytest.raises(KeyboardInterrupt):
        corpus_folder(only, embedder, tmp_path, fail)
    store = Store()
    folder = corpus_folder(only, embedder, tmp_path, store)
    assert store.times == 1
    corpus = Corpus(folder)
    assert len(corpus.table().keys) == 1
    corpus.close()


def test_only_the_last_few_corpora_of_a_set_are_kept(tmp_path: Path, embedder: Embedder) -> None:
    for number in range(5):
        article = replace(FIRST, id=str(number))
        corpus_folder(dataset(article, digest=str(number)), embedder, tmp_path, Store())
    folders = [path for path in (tmp_path / "corpora" / "two-texts").iterdir() if path.is_dir()]
    assert len(folders) == 3


def test_a_corpus_is_made_again_when_any_code_that_makes_it_changes() -> None:
    root = Path(corpora.__file__).parents[2]
    waiting, reached = {*(root / "ingest").rglob("*.py")}, set[Path]()
    while waiting:
        reached.add(path := waiting.pop())
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
                modules = [root / f"{name.replace('.', '/')}.py" for name in names]
                waiting |= {module for module in modules if module.is_file()} - reached
    makes = {str(path.relative_to(root)) for path in reached} - MAKES_NOTHING
    assert [name for name in sorted(makes) if not name.startswith(corpora._MAKES_CORPUS)] == []
