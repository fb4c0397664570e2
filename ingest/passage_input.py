"""What the embedding model reads of a passage: where it stands, then the passage itself."""

from __future__ import annotations

from rag.embedding.model import PassageInput
from rag.records import Article, Passage


def passage_input(article: Article, passage: Passage) -> PassageInput:
    """Title, outlet and day in front of the passage, its sentences' offsets shifted by them."""
    day = (article.published_at or "")[:10]
    origin = ", ".join(filter(None, (article.source, day)))
    front = "\n".join(filter(None, (article.title, origin))) + "\n"
    shift = len(front) - passage.start
    sentences = tuple((start + shift, end + shift) for start, end in passage.sentences)
    return PassageInput(front + passage.text, sentences, article.language)
