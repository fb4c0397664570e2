"""Parts of models that have learned nothing, real in all else, and quick to make."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transformers import BertConfig, BertTokenizerFast


def tiny_bert(
    folder: Path, texts: Sequence[str], *, words: int, layers: int, longest: int
) -> tuple[BertConfig, BertTokenizerFast]:
    """The shape of a BERT of 32 dimensions, and a tokenizer trained on some texts.

    Args:
        folder: Where the tokenizer's own file may lie.
        words: Pieces in the vocabulary at most.
        longest: Tokens of an input at most.
    """
    from tokenizers import BertWordPieceTokenizer
    from transformers import BertConfig, BertTokenizerFast

    pieces = BertWordPieceTokenizer()
    pieces.train_from_iterator(texts, vocab_size=words)
    pieces.save(str(folder / "words.json"))
    tokenizer = BertTokenizerFast(
        tokenizer_file=str(folder / "words.json"), model_max_length=longest
    )
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        num_hidden_layers=layers,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=longest,
    )
    return config, tokenizer
