"""Sets of questions with known answers, in the form that docs/evaluation.md describes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from rag.errors import InputError
from rag.records import Article, Turn, as_turn

UNANSWERABLE = "unanswerable"
FALSE_PREMISE = "false_premise"
MULTI_ARTICLE = "multi_article"
INJECTION = "injection"
FOLLOW_UP = "followup"

_BOUNDS = ("since", "until")
_CHOICES = ("language", "source", "kind")
_Kind = TypeVar("_Kind")


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its right answers.

    Attributes:
        as_of: The date or moment it is asked from, ISO 8601; None for now.
        gold_articles: Ids of the articles that answer. Any one suffices, except for the type
            ``multi_article``, which needs all.
        gold_answers: Accepted answers, in the question's language.
        gold_sentences: Parts of the bodies of gold articles that answer.
        must_not: Strings that make an answer wrong.
        options: What it is narrowed by: any of since, until, language, source and kind.
        cluster: Questions of one cluster are translations of one another, not independent samples.
        languages: Language codes of the articles that may answer; empty for all.
        excluded: Ids of articles that may not answer.
        rewrite: A follow-up as a person rewrote it, to be understood without the turns before.
    """

    id: str
    text: str
    language: str
    type: str
    answerable: bool
    as_of: str | None = None
    gold_articles: tuple[str, ...] = ()
    gold_answers: tuple[str, ...] = ()
    gold_sentences: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    history: tuple[Turn, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    cluster: str = ""
    languages: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    rewrite: str | None = None

    @property
    def digest(self) -> str:
        """Digest of all that is asked, hex: questions with equal digests have equal outcomes."""
        asked = (self.text, self.language, self.as_of, self.history, sorted(self.options.items()))
        pool = (sorted(self.languages), sorted(self.excluded))
        return hashlib.sha256(repr((asked, pool)).encode()).hexdigest()[:16]

    @property
    def restricted(self) -> bool:
        """Whether only some of the articles that its options let in may answer."""
        return bool(self.languages or self.excluded)


@dataclass(frozen=True, slots=True)
class Facts:
    """What scoring needs to know about an article, as the set states it.

    Attributes:
        report: The id that stands for the article and all its marked copies.
        outlet: Its name, where the set states it.
    """

    language: str | None
    published_at: str | None
    report: str
    outlet: str | None = None


@dataclass(frozen=True)
class Dataset:
    """Questions over articles.

    Attributes:
        files: Files to ingest the articles from; empty when ``articles`` are given.
        articles: Articles that are stored as they are.
        whole: Whether each of ``articles`` becomes one passage, however long.
        facts: Facts by article id.
        digest: SHA-256 of the articles, hex: sets with equal digests share a corpus.
    """

    name: str
    questions: tuple[Question, ...]
    facts: Mapping[str, Facts]
    digest: str
    files: tuple[Path, ...] = ()
    articles: tuple[Article, ...] = ()
    whole: bool = False


@dataclass
class Reports:
    """Groups articles with their copies, whichever of them names the other."""

    _above: dict[str, str] = field(default_factory=dict)

    def join(self, article_id: str, other_id: str) -> None:
        """Note that one is a copy of the other."""
        self._above[self.of(article_id)] = self.of(other_id)

    def of(self, article_id: str) -> str:
        """Return the id that stands for an article and all its copies."""
        while (above := self._above.get(article_id, article_id)) != article_id:
            article_id = above
        return article_id


def facts_of(articles: Iterable[Article]) -> dict[str, Facts]:
    """Return the facts on articles by id; copies are those that the set declares."""
    known = list(articles)
    reports = Reports()
    for article in known:
        if article.duplicate_of:
            reports.join(article.id, article.duplicate_of)
    return {
        article.id: Facts(
            article.language, article.published_at, reports.of(article.id), article.source
        )
        for article in known
    }


def read_questions(paths: Iterable[Path]) -> tuple[Question, ...]:
    """Read the questions of JSON Lines files.

    Raises:
        InputError: A file cannot be read, or a line is no question.
    """
    questions: list[Question] = []
    for path in paths:
        for number, data in json_lines(path):
            try:
                questions.append(_question(data))
            except (KeyError, TypeError) as error:
                raise InputError(
                    f"{path}, line {number}: the question cannot be used ({error} is missing or "
                    "of the wrong kind). docs/evaluation.md describes the fields."
                ) from error
    seen: set[str] = set()
    for question in questions:
        if question.id in seen:
            raise InputError(f"The question id {question.id!r} occurs twice: rename one.")
        seen.add(question.id)
    return tuple(questions)


def json_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the objects of a JSON Lines file with their line numbers from 1.

    Raises:
        InputError: The file cannot be read, or a line is no JSON object.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}.") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"{path}, line {number}: the JSON is broken: {error.msg}.") from error
        if not isinstance(data, dict):
            raise InputError(f"{path}, line {number}: not a JSON object.")
        yield number, data


def digest_of(paths: Iterable[Path]) -> str:
    """Return the SHA-256 of files' names and contents, hex."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.name}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _question(data: Mapping[str, Any]) -> Question:
    told = {name: value for name, value in data.items() if value is not None}
    data = {"history": [], "options": {}, **told}
    return Question(
        id=str(data["id"]),
        text=_typed(data, "question", str),
        language=_typed(data, "language", str),
        type=_typed(data, "type", str),
        answerable=_typed(data, "answerable", bool),
        as_of=_typed(data, "as_of", str) if "as_of" in data else None,
        gold_articles=_strings(data, "gold_articles"),
        gold_answers=_strings(data, "gold_answers"),
        gold_sentences=_strings(data, "gold_sentences"),
        must_not=_strings(data, "must_not"),
        history=tuple(map(_turn, _typed(data, "history", list))),
        options=_options(_typed(data, "options", dict)),
        cluster=str(data["id"]),
    )


def _turn(data: object) -> Turn:
    turn = as_turn(data)
    if turn is None:
        raise TypeError("'history'")
    return turn


def _options(data: Mapping[str, Any]) -> dict[str, Any]:
    if strange := data.keys() - {*_BOUNDS, *_CHOICES}:
        raise TypeError(repr(min(strange)))
    bounds = {name: _typed(data, name, str) for name in _BOUNDS if name in data}
    return bounds | {name: _strings(data, name) for name in _CHOICES if name in data}


def _strings(data: Mapping[str, Any], name: str) -> tuple[str, ...]:
    values = _typed(data, name, list)
    if not all(isinstance(value, str) for value in values):
        raise TypeError(repr(name))
    return tuple(values)


def _typed(data: Mapping[str, Any], name: str, kind: type[_Kind]) -> _Kind:
    """Return a field; raise KeyError if it is missing, TypeError if it has another type."""
    value = data[name]
    if not isinstance(value, kind):
        raise TypeError(repr(name))
    return value
