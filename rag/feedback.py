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
        id: Of the answer; what is said of it later counts instead.
        at: When it was said, ISO 8601.
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
    """All that was said, of each answer the last, oldest first.

    Attributes:
        unreadable: Numbers of the lines that are no feedback, or lack what an export needs, from 1.
    """

    feedback: tuple[Feedback, ...]
    unreadable: tuple[int, ...] = ()


def give(folder: Path, feedback: Feedback) -> None:
    """Add to what was said, dated now.

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
    """What was said so far; of an answer that was judged twice the last.

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
    """What `give` wrote, with all of its answer that an export needs.

    Raises:
        ValueError, TypeError, KeyError: It is none, or lacks some.
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
    """What became of the feedback in an export.

    Attributes:
        questions: Questions with what is right.
        unlabelled: Bad answers, of which a person must say what is right.
        gone: Good answers left out, as nothing that they quoted stands in a current article.
    """

    questions: int
    unlabelled: int
    gone: int


def export(feedback: Iterable[Feedback], corpus: Corpus, folder: Path) -> Exported:
    """Write a set of questions for ``news eval``: see docs/evaluation.md.

    ``questions.jsonl`` holds the answers that were good, with what they quoted as what is right;
    ``unlabelled.jsonl`` those that were bad, of which a person must say what is right;
    ``articles.jsonl`` the articles.

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
    """One line of a set; what only a person can say is null.

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
    """Whether the archive has the answer, as far as what was said of it tells."""
    if item.verdict == "good":
        return bool(item.answer["status"] != "no_answer")
    return True if item.reason == "should_answer" else None


def _stands(citation: Mapping[str, Any], corpus: Corpus) -> bool:
    """Whether a quote still stands in an article that may be cited."""
    article = corpus.article(citation["article_id"])
    return article is not None and article.status == "current" and citation["quote"] in article.body


def _ends_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) == b"\n"
