"""The outcome of one question as it is kept on disk: facts only, from which every figure is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

OURS = "ours"


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation of an answer."""

    article_id: str
    quote: str


@dataclass(frozen=True, slots=True)
class WrittenSentence:
    """A sentence of an answer.

    Attributes:
        citations: Indices into the answer's citations, from 0.
    """

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """The answer of one writer to a question.

    Attributes:
        seconds: Time to the evidence, to the first sentence (missing if there was none) and to the
            end: ``evidence``, ``first``, ``end``.
        tokens: Tokens that a language model read and wrote: ``in``, ``out``.
    """

    status: str
    language: str
    sentences: tuple[WrittenSentence, ...]
    citations: tuple[Cited, ...]
    seconds: Mapping[str, float]
    tokens: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of one question.

    Attributes:
        id: Id of the question.
        asked: Digest of what was asked (`Question.digest`).
        rankings: By system, the articles of the passages found, best first: of 10 passages of ours,
            where a report comes twice only if there is no other, and of 100 of a baseline.
        quotes: The first 5 sentences offered.
        answers: Whether the retriever judged that the archive answers.
        language: The question's language as it was detected.
        standalone: The question as it was searched for.
        seconds: Time from the question to the evidence.
        written: Answers by writer; empty for questions that only some of the articles may answer.
    """

    id: str
    asked: str
    rankings: Mapping[str, tuple[str, ...]]
    quotes: tuple[Cited, ...]
    answers: bool
    language: str
    standalone: str
    seconds: float
    written: Mapping[str, Written]

    def as_dict(self) -> dict[str, Any]:
        """Return the form on disk."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Outcome:
        """Read the form on disk."""
        return cls(
            **{
                **data,
                "rankings": {name: tuple(ids) for name, ids in data["rankings"].items()},
                "quotes": tuple(Cited(**quote) for quote in data["quotes"]),
                "written": {name: _written(made) for name, made in data["written"].items()},
            }
        )


def _written(data: Mapping[str, Any]) -> Written:
    return Written(
        status=data["status"],
        language=data["language"],
        sentences=tuple(
            WrittenSentence(said["text"], tuple(said["citations"])) for said in data["sentences"]
        ),
        citations=tuple(Cited(**cited) for cited in data["citations"]),
        seconds=data["seconds"],
        tokens=data["tokens"],
    )
