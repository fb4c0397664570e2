"""What came of one question, as it is kept on disk: facts only, every figure is made from them."""

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
class Said:
    """A sentence of an answer.

    Attributes:
        citations: Places in the answer's citations, from 0.
    """

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What one writer made of a question.

    Attributes:
        seconds: ``evidence``, ``first`` (sentence; missing when there was none) and ``end``.
        tokens: ``in`` and ``out`` of a language model.
    """

    status: str
    language: str
    sentences: tuple[Said, ...]
    citations: tuple[Cited, ...]
    seconds: Mapping[str, float]
    tokens: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found for one question.

    Attributes:
        id: The question's.
        asked: Digest of what was asked (`Question.digest`).
        rankings: By system, the articles of the passages found, best first: of 10 passages of ours,
            in which a report comes again only when there is no other, and of 100 of the baselines.
        quotes: The first 5 sentences offered.
        answers: Whether the retriever holds that the archive answers.
        language: The question's, as it was understood.
        standalone: The question that was searched for.
        seconds: From the question to the evidence.
        written: By writer; none for questions that only some of the articles may answer.
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
        """The form on disk."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Outcome:
        """From the form on disk."""
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
        sentences=tuple(Said(said["text"], tuple(said["citations"])) for said in data["sentences"]),
        citations=tuple(Cited(**cited) for cited in data["citations"]),
        seconds=data["seconds"],
        tokens=data["tokens"],
    )
