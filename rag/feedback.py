"""What visitors thought of answers: one file in the corpus folder, only ever added to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from rag.corpus.export import export as export_articles
from rag.corpus.export import write_lines
from rag.errors import CorpusError, InputError
from rag.records import AnswerStatus, Turn, as_turn

if TYPE_CHECKING:
    from rag.corpus.corpus import Corpus

FILE = "feedback.jsonl"
UNLABELLED = "unlabelled.jsonl"
LONGEST_COMMENT = 1_000

Verdict = Literal["good", "bad"]
Reason = Literal["wrong", "beside", "outdated", "incomplete", "should_answer", "other"]
REASONS: tuple[Reason, ...] = get_args(Reason)


@dataclass(frozen=True, slots=True)
class Feedback:
    """What one visitor thought of one answer.

    Attributes:
        id: Identifies the answer; later feedback on the same answer replaces this.
        at: When it was given, ISO 8601.
        reason: Why it was bad: wrong, beside the question, outdated, incomplete, not given though
            the archive has it, or other.
        question: As it was asked.
        history: The turns before it.
        options: What it was narrowed by, as `rag.assistant.AskOptions` has it; language, source
            and kind are sequences.
        answer: With its evidence: see `rag.records.Answer.as_dict`.
    """

    id: str
    verdict: Verdict
    question: str
    answer: dict[str, Any]
    options: dict[str, Any]
    history: tuple[Turn, ...] = ()
    reason: Reason | None = None
    comment: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Collected:
    """All feedback, only the last on each answer, oldest first.

    Attributes:
        unreadable: Line numbers, from 1, of lines that are no feedback or lack what an export
            needs.
    """

    feedback: tuple[Feedback, ...]
    unreadable: tuple[int, ...] = ()


def give(folder: Path, feedback: Feedback) -> None:
    """Append feedback to the file, dated now.

    Raises:
        CorpusError: The folder cannot be written.
    """
    from filelock import FileLock

    record = asdict(feedback)
    record["at"] = datetime.now(UTC).isoformat(timespec="seconds")
    record["comment"] = feedback.comment[:LONGEST_COMMENT]
    line = json.dumps(record, ensure_ascii=False).encode("utf-8", "replace")
    path = folder / FILE
    try:
        with FileLock(folder / "feedback.lock"), path.open("ab+") as file:
            if file.tell() and not _ends_line(path):  # something stopped while it was writing
                line = b"\n" + line
            file.write(line + b"\n")
    except OSError as error:
        raise CorpusError(f"{path} cannot be written: {error.strerror}.") from error


def collected(folder: Path) -> Collected:
    """Read all feedback given so far, the last on each answer.

    Raises:
        CorpusError: The file cannot be read.
    """
    path = folder / FILE
    try:
        lines = path.read_bytes().split(b"\n") if path.exists() else []
    except OSError as error:
        raise CorpusError(f"{path} cannot be read: {error.strerror}.") from error
    found: dict[str, Feedback] = {}
    unreadable = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            feedback = _read(line)
        except (ValueError, TypeError, KeyError):
            unreadable.append(number)
            continue
        found.pop(feedback.id, None)
        found[feedback.id] = feedback
    return Collected(tuple(found.values()), tuple(unreadable))


def _read(line: bytes) -> Feedback:
    """Read a line that `give` wrote, and check that it holds all that an export needs.

    Raises:
        ValueError, TypeError, KeyError: It is no feedback, or lacks a field.
    """
    record = json.loads(line)
    history = tuple(as_turn(turn) for turn in record["history"])
    item = Feedback(**{**record, "history": history})
    answer = item.answer
    texts = [item.id, item.question, item.comment, item.at]
    texts += [answer[name] for name in ("text", "language", "as_of")]
    texts += [quoted[name] for quoted in answer["citations"] for name in ("article_id", "quote")]
    fits = (
        item.verdict in get_args(Verdict)
        and item.reason in (None, *REASONS)
        and answer["status"] in get_args(AnswerStatus)
        and isinstance(item.options, dict)
        and None not in history
        and all(isinstance(text, str) for text in texts)
    )
    if not fits:
        raise ValueError(line)
    return item


@dataclass(frozen=True, slots=True)
class Exported:
    """Counts of what an export wrote.

    Attributes:
        questions: Questions with a known right answer.
        unlabelled: Bad answers, for a person to say what is right.
        gone: Good answers left out because none of their quotes stands in a current article any
            more.
    """

    questions: int
    unlabelled: int
    gone: int


def export(feedback: Iterable[Feedback], corpus: Corpus, folder: Path) -> Exported:
    """Write a set of questions for ``news eval``: see docs/evaluation.md.

    ``questions.jsonl`` holds the questions that were answered well, with the quotes as gold
    sentences; ``unlabelled.jsonl`` those answered badly, for a person to label; ``articles.jsonl``
    the articles.

    Raises:
        InputError: The folder has something in it, or cannot be written.
    """
    questions, unlabelled, gone = [], [], 0
    for item in feedback:
        gold = [quoted for quoted in item.answer["citations"] if _stands(quoted, corpus)]
        if item.verdict == "bad":
            said = {"reason": item.reason, "comment": item.comment, "answered": item.answer["text"]}
            unlabelled.append({**_question(item, ()), **said})
        elif gold or item.answer["status"] == "no_answer":
            questions.append(_question(item, gold))
        else:
            gone += 1
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise InputError(f"{folder} is not empty: name a new folder.")
    except OSError as error:
        raise InputError(f"{folder} cannot be written: {error.strerror}.") from error
    write_lines(questions, folder / "questions.jsonl")
    write_lines(unlabelled, folder / UNLABELLED)
    export_articles(corpus.articles(), folder / "articles.jsonl")
    return Exported(len(questions), len(unlabelled), gone)


def _question(item: Feedback, gold: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Make one line of a question set; fields that only a person can fill in are null.

    Args:
        gold: The citations that are right.
    """
    answer = item.answer
    answerable = _answerable(item)
    return {
        "id": item.id,
        "question": item.question,
        "language": answer["language"],
        "as_of": answer["as_of"],
        "history": list(item.history),
        "options": {name: value for name, value in item.options.items() if name != "as_of"},
        "type": None if answerable is None else "rated" if answerable else "unanswerable",
        "answerable": answerable,
        "gold_articles": list(dict.fromkeys(citation["article_id"] for citation in gold)),
        "gold_answers": [],
        "gold_sentences": [citation["quote"] for citation in gold],
        "must_not": [],
    }


def _answerable(item: Feedback) -> bool | None:
    """Tell whether the archive has the answer; None where the feedback does not say."""
    if item.verdict == "good":
        return bool(item.answer["status"] != "no_answer")
    return True if item.reason == "should_answer" else None


def _stands(citation: Mapping[str, Any], corpus: Corpus) -> bool:
    """Tell whether a quote still stands in an article that may be cited."""
    article = corpus.article(citation["article_id"])
    return article is not None and article.status == "current" and citation["quote"] in article.body


def _ends_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) == b"\n"
