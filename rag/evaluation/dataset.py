"""Sets of questions with known answers, in the form that docs/evaluation.md describes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rag.errors import InputError
from rag.records import Article, Turn

UNANSWERABLE = "unanswerable"
FALSE_PREMISE = "false_premise"
MULTI_ARTICLE = "multi_article"
INJECTION = "injection"
FOLLOW_UP = "followup"


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what is right.

    Attributes:
        as_of: The date it is asked on, ISO 8601; None for now.
        gold_articles: Ids. Any one suffices; all are needed for the type ``multi_article``.
        gold_answers: Accepted answers, in the question's language.
        gold_sentences: Parts of the bodies of gold articles that answer.
        must_not: What makes an answer wrong that says it.
        cluster: Questions of one cluster are translations of one another, no independent samples.
        languages: Codes of the articles that may answer; empty for all.
        excluded: Ids of articles that may not answer.
        rewrite: What a person made of a follow-up, to be understood without the turns before.
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
    cluster: str = ""
    languages: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    rewrite: str | None = None

    @property
    def digest(self) -> str:
        """Of all that is asked, hex: outcomes of equal ones are the same."""
        asked = (self.text, self.language, self.as_of, self.history)
        pool = (sorted(self.languages), sorted(self.excluded))
        return hashlib.sha256(repr((asked, pool)).encode()).hexdigest()[:16]

    @property
    def restricted(self) -> bool:
        """Whether only some of the articles may answer."""
        return bool(self.languages or self.excluded)


@dataclass(frozen=True, slots=True)
class Facts:
    """What scoring must know of an article, as the set states it.

    Attributes:
        report: The id that stands for the article and all its marked copies.
    """

    language: str | None
    published_at: str | None
    report: str


@dataclass(frozen=True)
class Dataset:
    """Questions over articles.

    Attributes:
        files: Where the articles are to be ingested from; empty when ``articles`` are given.
        articles: Articles that are taken as they stand.
        whole: Whether each of them is one passage, however long.
        facts: By article id.
        digest: SHA-256 of the articles, hex: equal ones share a corpus.
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
    """Joins articles with their copies, whichever of them names the other."""

    _above: dict[str, str] = field(default_factory=dict)

    def join(self, article_id: str, other_id: str) -> None:
        """Note that one is a copy of the other."""
        self._above[self.of(article_id)] = self.of(other_id)

    def of(self, article_id: str) -> str:
        """The id that stands for an article and all its copies."""
        while (above := self._above.get(article_id, article_id)) != article_id:
            article_id = above
        return article_id


def facts_of(articles: Iterable[Mapping[str, object]]) -> dict[str, Facts]:
    """Facts by id, from articles as their files give them."""
    known = [dict(article) for article in articles]
    reports = Reports()
    for article in known:
        if article.get("duplicate_of"):
            reports.join(str(article["id"]), str(article["duplicate_of"]))
    return {
        str(article["id"]): Facts(
            language=_text(article.get("language")),
            published_at=_text(article.get("published_at")),
            report=reports.of(str(article["id"])),
        )
        for article in known
    }


def read_questions(paths: Iterable[Path]) -> tuple[Question, ...]:
    """The questions of JSON Lines files.

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
    """The objects of a JSON Lines file with their line numbers from 1.

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
    """SHA-256 of files' names and contents, hex."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.name}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _question(data: Mapping[str, Any]) -> Question:
    return Question(
        id=str(data["id"]),
        text=str(data["question"]),
        language=str(data["language"]),
        type=str(data["type"]),
        answerable=bool(data["answerable"]),
        as_of=_text(data.get("as_of")),
        gold_articles=tuple(data["gold_articles"]),
        gold_answers=tuple(data["gold_answers"]),
        gold_sentences=tuple(data["gold_sentences"]),
        must_not=tuple(data["must_not"]),
        history=tuple(
            Turn(role=turn["role"], content=turn["content"]) for turn in data.get("history") or ()
        ),
        cluster=str(data["id"]),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
