"""The records that pass between the steps. All are frozen; none knows where it came from on disk.

Times are ISO 8601 strings at the precision that is known (``2025``, ``2025-08``, ``2025-08-13``,
``2025-08-13T11:40:00+00:00``), or None when nothing is known: see `rag.dates`. Offsets count
characters (code points) of ``Article.body``, end exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, TypedDict, get_args

Kind = Literal["report", "analysis", "opinion", "live", "wire", "correction"]
KINDS: tuple[Kind, ...] = get_args(Kind)
ArticleStatus = Literal["current", "withdrawn"]
AnswerStatus = Literal["answered", "partial", "no_answer"]
WrittenBy = Literal["quote", "model"]

SENTENCE_GAP = 4
"""Most characters between two adjacent sentences of an article: a paragraph break has several."""


class Turn(TypedDict):
    """One turn of a conversation, oldest first in a history."""

    role: Literal["user", "assistant"]
    content: str


def as_turn(data: object) -> Turn | None:
    """Read a turn from any object, dropping other fields; None if it is no turn."""
    match data:
        case {"role": "user" | "assistant" as role, "content": str(content)}:
            return Turn(role=role, content=content)
    return None


@dataclass(frozen=True, slots=True)
class Article:
    """One published text.

    Attributes:
        id: Unique in the corpus; given by the source or derived from URL or content.
        language: ISO 639-1 code, or None if it is unknown.
        source: The outlet that published it.
        status: ``withdrawn`` articles are kept, but neither found nor cited.
        content_hash: SHA-256 of title and body, hex.
        duplicate_of: Id of the earlier article that this one copies.
        corrects: Id of the article that this one, a correction, sets right.
    """

    id: str
    title: str
    body: str
    published_at: str | None = None
    updated_at: str | None = None
    language: str | None = None
    source: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    section: str | None = None
    kind: Kind = "report"
    version: int = 1
    status: ArticleStatus = "current"
    content_hash: str = ""
    duplicate_of: str | None = None
    corrects: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one article.

    Attributes:
        sentences: (start, end) of each sentence, offsets into the article's body.
    """

    article_id: str
    start: int
    end: int
    text: str
    sentences: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage chosen for one question, with why it was chosen.

    Attributes:
        score: The value that ordered the ranking; comparable within one question only.
        signals: What the score was made of, by name.
        also_published_by: Outlets that published a copy of it with equal figures.
    """

    article_id: str
    start: int
    end: int
    text: str
    score: float
    title: str
    source: str | None
    url: str | None
    published_at: str | None
    language: str | None
    kind: Kind
    sentences: tuple[tuple[int, int], ...]
    signals: Mapping[str, float] = field(default_factory=dict)
    also_published_by: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the fields as ``news search --json`` prints them."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of the evidence that may answer: ``text == article.body[start:end]``.

    Attributes:
        score: How well it answers; comparable within one question only.
        of_story: Whether its article tells the same story as the article of the best quote.
        of_another_story: Whether its article most likely tells another story.
        corrected_at: Article id, start and end of the sentence of a correction that says otherwise.
        leads: Added to ``score`` when the first quote of the answer is chosen.
    """

    evidence: Evidence
    start: int
    end: int
    text: str
    score: float
    of_story: bool = True
    of_another_story: bool = False
    corrected_at: tuple[str, int, int] | None = None
    leads: float = 0.0


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence as a writer wrote it, with the quotes it claims to rest on; not checked yet.

    Attributes:
        quotes: The one quote it was made from, or the several it may rest on; empty when it names
            no source.
        written_by: ``quote``, when the text is the quote itself; ``model``, when a language model
            wrote it, which is checked harder.
        sureness: Mean probability of its tokens, 0 to 1; None where the model gives none.
    """

    text: str
    quotes: tuple[Quote, ...]
    written_by: WrittenBy = "quote"
    sureness: float | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that a language model read and wrote, as its server counts them."""

    prompt_tokens: int
    written_tokens: int

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.prompt_tokens + other.prompt_tokens, self.written_tokens + other.written_tokens
        )


@dataclass(frozen=True, slots=True)
class ModelFailure:
    """A language model failed; any drafts that follow are quotes.

    Attributes:
        reason: What went wrong, in plain English, for logs and people; it holds no keys.
        is_late: Whether it ran out of the time set for it.
    """

    reason: str
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """A language model found that the evidence does not answer."""


Written = Draft | Usage | ModelFailure | NoAnswer
"""What a writer hands out, in order."""


@dataclass(frozen=True, slots=True)
class Citation:
    """An exact quote: ``quote == article.body[start:end]``, checked before it is handed out.

    Attributes:
        version: The version of the article that was quoted; a later one may say otherwise.
    """

    number: int
    article_id: str
    title: str
    source: str | None
    url: str | None
    published_at: str | None
    language: str | None
    quote: str
    start: int
    end: int
    version: int = 1


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer and the numbers of the citations it rests on.

    Attributes:
        written_by: ``quote``, when it is its source's own words; ``model``, when a language model
            put them into the asker's language and the check found them supported.
    """

    text: str
    citations: tuple[int, ...]
    written_by: WrittenBy = "quote"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the archive says on one question.

    Attributes:
        status: ``answered``, ``no_answer``, or ``partial`` when a part of the question stays open;
            the notice then names that part.
        text: The sentences with their citation numbers in brackets, or why there is no answer.
        language: ISO 639-1 code of the question, in which the answer's own words are written.
        as_of: The moment from which the question was asked, ISO 8601.
        notice: What the reader must know beside the answer (old sources, say), or None.
        nearest: When there is no answer: the closest coverage, best first.
        evidence: The passages the writer was given, best first.
        writer: The writer that made the sentences.
        timings: Seconds by step.
        story: Ids of the cited articles, and of those in the evidence that tell the same story.
        newer: The newest passage of that story, if it is newer than all that is cited.
        usage: Tokens that a language model read and wrote for the answer.
    """

    status: AnswerStatus
    text: str
    language: str
    as_of: str
    notice: str | None
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    nearest: tuple[Evidence, ...]
    evidence: tuple[Evidence, ...]
    writer: str
    timings: Mapping[str, float]
    story: tuple[str, ...] = ()
    newer: Evidence | None = None
    usage: Usage = Usage(0, 0)

    def as_dict(self) -> dict[str, Any]:
        """Return the fields as ``news ask --json`` prints them."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class EvidenceEvent:
    """First event of a stream: the passages the answer will rest on, best first."""

    evidence: tuple[Evidence, ...]
    type: Literal["evidence"] = "evidence"


@dataclass(frozen=True, slots=True)
class SentenceEvent:
    """A sentence that passed the check, with the citations it brings; shown text stays shown."""

    sentence: Sentence
    citations: tuple[Citation, ...]
    type: Literal["sentence"] = "sentence"


@dataclass(frozen=True, slots=True)
class DoneEvent:
    """Last event of a stream: the whole answer."""

    answer: Answer
    type: Literal["done"] = "done"


Event = EvidenceEvent | SentenceEvent | DoneEvent
History = Sequence[Turn]
