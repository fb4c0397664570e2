"""What is known beside an article that is read, on the real archive."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from rag.corpus.corpus import Corpus
from ui.page.pane import beside


def test_a_correction_and_what_it_corrects_are_known_beside_each_other(
    sample_corpus: Path,
) -> None:
    with closing(Corpus(sample_corpus)) as corpus:
        right = corpus.article("syvach-ferry-05")
        assert right is not None
        wrong = corpus.article(right.corrects or "")
        assert wrong is not None
        assert beside(wrong, corpus).corrections == [right]
        assert beside(wrong, corpus).corrects is None
        assert beside(right, corpus).corrects == wrong
        assert beside(right, corpus).corrections == []
