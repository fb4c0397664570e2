"""The embedding model that makes every vector of a corpus."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from rag.embedding.interaction import QuestionTokens, interaction
from rag.embedding.loading import load_model
from rag.embedding.means import Role, unit
from rag.errors import ModelError
from rag.settings import Settings

if TYPE_CHECKING:
    import numpy.typing as npt
    from sentence_transformers import SentenceTransformer

    Matrix = npt.NDArray[np.float32]
    Offsets = npt.NDArray[np.int64]
    Ids = npt.NDArray[np.int64]

BATCH_SIZE = 16
"""Passages in one pass of the model: on 2 cores, larger batches pad more and are no faster."""

_PASSES_AT_ONCE = 2
"""Passes that run at once: while one waits for its threads, the other uses the processors."""

_CONTEXT_COUNTS = 0.5
_FORM = 2  # version of the stored token vectors (rag.embedding.interaction)


@dataclass(frozen=True, slots=True)
class PassageInput:
    """One passage as the model reads it.

    Attributes:
        text: The encoded text: title, outlet and date, then the passage.
        sentences: (start, end) of the passage's sentences, offsets into ``text``.
        language: ISO 639-1 code, or None if it is unknown.
    """

    text: str
    sentences: tuple[tuple[int, int], ...]
    language: str | None = None

    @property
    def digest(self) -> bytes:
        """SHA-256 of all that determines the vectors, so that equal passages are encoded once."""
        basis = repr((self.text, self.sentences, self.language))
        return hashlib.sha256(basis.encode()).digest()


@dataclass(frozen=True, slots=True)
class PassageVectors:
    """The vectors of one passage.

    Attributes:
        passage: shape (d,); of length 1.
        tokens: shape (n, k); see `rag.embedding.interaction`.
        sentences: shape (number of sentences, 2); first and last (exclusive) row of ``tokens`` of
            each sentence; equal for a sentence beyond the model's maximal length.
    """

    passage: Matrix
    tokens: npt.NDArray[np.int8]
    sentences: npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class QuestionVectors:
    """The vectors of one question.

    Attributes:
        pooled: shape (d,); of length 1, with the mean of its language removed.
        tokens: Its tokens, for late interaction.
        question: The text that was encoded, without its context.
        spans: shape (m, 2); where each token stands in it; below 0 in the context. Empty where the
            model's tokens are compared by a fixed projection: those of one word are too little.
    """

    pooled: Matrix
    tokens: QuestionTokens
    question: str = ""
    spans: Offsets = field(default_factory=lambda: np.empty((0, 2), np.int64))

    def part(self, text: str) -> QuestionTokens | None:
        """Return the tokens of a text that stands in the question, as a question of their own; None
        if it does not stand there, or without ``spans``.
        """
        start = self.question.find(text)
        at = (self.spans[:, 1] > start) & (self.spans[:, 0] < start + len(text))
        if start < 0 or not at.any():
            return None
        weights = self.tokens.weights[at]
        return QuestionTokens(self.tokens.vectors[at], weights / max(float(weights.sum()), 1e-12))


class Embedder:
    """Encodes questions and passages; safe to share between threads."""

    def __init__(
        self,
        model: SentenceTransformer,
        query_prompt: str,
        passage_prompt: str,
        name: str = "unnamed",
    ) -> None:
        self._model = model
        self.name = name
        self._query_prompt = query_prompt
        self._passage_prompt = passage_prompt
        self._tokenizing = Lock()  # two threads must not change a fast tokenizer's padding state
        self._passing = BoundedSemaphore(_PASSES_AT_ONCE)
        self.fingerprint = _fingerprint(model, query_prompt, passage_prompt)
        self.interaction = interaction(self.fingerprint, self.dimension)
        self._numbers = str(model.dtype).removeprefix("torch.")

    def calculate_in_int8(self) -> None:
        """Calculate in 8 bits from now on; the fingerprint stays that of the weights.

        Raises:
            ModelError: It is not the bundled model, or does not calculate in float32.
        """
        from rag.embedding.int8 import use_int8

        use_int8(self._model, self.fingerprint)
        self._numbers = "int8"

    @property
    def dimension(self) -> int:
        """Length of a vector, d."""
        return int(self._model.get_embedding_dimension() or 0)

    @property
    def device(self) -> str:
        """Where the model runs and in which number format, for people."""
        return f"{self._model.device}, {self._numbers}"

    def encode_query(self, question: str) -> Matrix:
        """Return the vector of one question, shape (d,), of length 1."""
        vector: Matrix = self.encode_queries([question])[0]
        return vector

    def encode_queries(self, questions: Sequence[str]) -> Matrix:
        """Return the vectors of several questions, shape (n, d)."""
        vectors = np.empty((len(questions), self.dimension), np.float32)
        for places in _batches(questions):
            read = self._run([self._query_prompt + questions[place] for place in places])
            vectors[places] = [pooled for pooled, *_ in read]
        return unit(vectors)  # half precision is not exact enough

    def token_vectors(self, texts: Sequence[str], role: Role) -> list[tuple[Matrix, Ids]]:
        """Return each text's tokens, special ones left out: vectors, shape (n, d), and ids, (n,)."""
        prompt = self._query_prompt if role == "query" else self._passage_prompt
        found = []
        for first in range(0, len(texts), BATCH_SIZE):
            batch = [prompt + text for text in texts[first : first + BATCH_SIZE]]
            for _, tokens, offsets, ids in self._run(batch):
                rows = _rows(offsets, len(prompt))
                found.append((tokens[rows], ids[rows]))
        return found

    def token_ids(self, texts: Sequence[str]) -> list[Ids]:
        """Return the ids that `token_vectors` gives for passages, without running the model."""
        prompt = self._passage_prompt
        with self._tokenizing:
            read = self._model.tokenizer(
                [prompt + text for text in texts], return_offsets_mapping=True
            )
        return [
            np.array(ids, np.int64)[_rows(np.array(offsets, np.int64), len(prompt))]
            for ids, offsets in zip(read["input_ids"], read["offset_mapping"], strict=True)
        ]

    def unigram_model(self) -> list[tuple[str, float]]:
        """Return the tokenizer's pieces with their log probabilities, by id.

        Raises:
            ModelError: The tokenizer has no unigram model.
        """
        model = json.loads(self._model.tokenizer.backend_tokenizer.to_str())["model"]
        if model["type"] != "Unigram":
            raise ModelError(f"The tokenizer is no unigram model but {model['type']}.")
        return [(piece, score) for piece, score in model["vocab"]]

    def encode_question(
        self, question: str, context: str = "", language: str | None = None
    ) -> QuestionVectors:
        """Return the vectors of a question in the form in which a search compares them.

        Args:
            question: The question as it was asked.
            context: Words of the conversation that it depends on; they count half.
            language: ISO 639-1 code of the question.
        """
        front = self._query_prompt + (f"{context} " if context else "")
        pooled, tokens, offsets, ids = self._run([front + question])[0]
        rows = _rows(offsets, len(self._query_prompt))
        if not len(rows):  # nothing but white space: use the special tokens
            rows = np.arange(len(tokens))
        importance = np.where(offsets[rows, 1] <= len(front), _CONTEXT_COUNTS, 1.0)
        return QuestionVectors(
            self.interaction.means.centre(pooled, language, "query"),
            self.interaction.question_tokens(
                tokens[rows], ids[rows], language, importance.astype(np.float32)
            ),
            question,
            offsets[rows] - len(front)
            if self.interaction.is_trained
            else np.empty((0, 2), np.int64),
        )

    def encode_passages(self, inputs: Sequence[PassageInput]) -> list[PassageVectors]:
        """Return the vectors of passages and of their tokens, by one pass a batch.

        Inputs are sorted by length and batched here.
        """
        order = _batches([item.text for item in inputs])
        batches = [[inputs[place] for place in places] for places in order]
        with ThreadPoolExecutor(_PASSES_AT_ONCE, "encode") as passes:
            made = chain.from_iterable(passes.map(self._passages, batches))
            of_place = dict(zip(chain.from_iterable(order), made, strict=True))
        return [of_place[place] for place in range(len(inputs))]

    def _passages(self, batch: Sequence[PassageInput]) -> list[PassageVectors]:
        outputs = self._run([self._passage_prompt + item.text for item in batch])
        return [
            self._passage_vectors(item, *output)
            for item, output in zip(batch, outputs, strict=True)
        ]

    def _passage_vectors(
        self, item: PassageInput, pooled: Matrix, tokens: Matrix, offsets: Offsets, _: Ids
    ) -> PassageVectors:
        shift = len(self._passage_prompt)
        rows = _rows(offsets, shift)
        starts, ends = offsets[rows, 0] - shift, offsets[rows, 1] - shift
        spans = np.array(item.sentences, np.int64).reshape(-1, 2)
        # Tokens come in the order of the text, so those of a sentence stand together.
        first = np.searchsorted(ends, spans[:, 0], side="right")
        last = np.searchsorted(starts, spans[:, 1], side="left")
        return PassageVectors(
            unit(pooled),
            self.interaction.passage_tokens(tokens[rows], item.language),
            np.stack([first, np.maximum(first, last)], axis=1).astype(np.int32),
        )

    def _run(self, texts: list[str]) -> list[tuple[Matrix, Matrix, Offsets, Ids]]:
        """Run the model: for each text its pooled vector, and its tokens' vectors, offsets, ids."""
        import torch

        with self._tokenizing:
            features: dict[str, Any] = dict(
                self._model.tokenizer(
                    texts,
                    padding=True,
                    truncation=True,
                    max_length=self._model.max_seq_length,
                    return_tensors="pt",
                    return_offsets_mapping=True,
                )
            )
        offsets = features.pop("offset_mapping").numpy()
        ids = features["input_ids"].numpy()
        device = self._model.device
        with self._passing, torch.inference_mode():
            output = self._model({name: value.to(device) for name, value in features.items()})
            pooled = output["sentence_embedding"].float().cpu().numpy()
            tokens = output["token_embeddings"].float().cpu().numpy()
        return list(zip(pooled, tokens, offsets, ids, strict=True))


def load_embedder(settings: Settings) -> Embedder:
    """Load the embedding model that the settings name, in a second or two.

    Raises:
        ModelError: It cannot be found or loaded.
    """
    from rag.embedding.formats import chosen_format  # imported here, because it imports torch

    numbers = chosen_format(settings)
    model = load_model(settings, numbers)
    if not getattr(model.tokenizer, "is_fast", False):
        raise ModelError(
            f"The embedding model {settings.embedding_model!r} has no fast tokenizer, "
            "which sentence vectors need. Choose another model."
        )
    prompts = model.prompts
    query = settings.query_prompt
    passage = settings.passage_prompt
    embedder = Embedder(
        model,
        prompts.get("query") or "" if query is None else query,
        prompts.get("document") or prompts.get("passage") or "" if passage is None else passage,
        settings.embedding_model,
    )
    if numbers == "int8":
        embedder.calculate_in_int8()
    return embedder


def _fingerprint(model: SentenceTransformer, *prompts: str) -> str:
    """Hash all that determines the vectors: the shapes and a sample of every weight, the prompts,
    and the stored form.

    The sample is taken in bfloat16, so that the number format the model runs in makes no
    difference.
    """
    import torch

    digest = hashlib.sha256(repr((_FORM, *prompts)).encode())
    for name, weight in sorted(model.state_dict().items()):
        sample = weight.reshape(-1)[:64].to(torch.bfloat16).float().cpu().numpy()
        digest.update(f"{name}{tuple(weight.shape)}".encode() + sample.tobytes())
    return digest.hexdigest()[:16]


def _batches(texts: Sequence[str]) -> list[list[int]]:
    """Divide texts into batches of similar length; return their indices, the longest first."""
    order = sorted(range(len(texts)), key=lambda place: -len(texts[place]))
    return [order[first : first + BATCH_SIZE] for first in range(0, len(order), BATCH_SIZE)]


def _rows(offsets: Offsets, prompt: int) -> npt.NDArray[np.intp]:
    """Return the rows of tokens of the text after the prompt, without special tokens and padding."""
    return np.flatnonzero((offsets[:, 1] > offsets[:, 0]) & (offsets[:, 1] > prompt))
