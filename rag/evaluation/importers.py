"""Reads public question sets, in the form in which they are published, as `Dataset`s."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from rag.evaluation.dataset import (
    FOLLOW_UP,
    UNANSWERABLE,
    Dataset,
    Facts,
    Question,
    digest_of,
    json_lines,
)
from rag.language import normalise_code
from rag.records import Article, Turn

XQUAD_LANGUAGES = ("en", "de", "es", "ru", "ar", "zh", "tr")
NTREX_LANGUAGES = ("en", "nl", "de", "es", "ru", "ar", "zh", "tr")

# By language: a question, the id of its text, and answers in that text.
_Versions = dict[str, tuple[str, str, list[str]]]

WITHIN = "one language, its own"
ACROSS = "one language, another"
POOLED_OWN = "pooled, own"
POOLED_FOREIGN = "pooled, foreign"


def import_xquad(folder: Path, sample: int | None, seed: int) -> Dataset:
    """Import questions and paragraphs that are translations of one another (arXiv:1910.11856).

    Every question is asked in every language, in two settings: over the paragraphs of one language
    at a time, and over those of all languages, with the right paragraph left in one language only.
    """
    files: list[Path] = []
    texts: dict[str, dict[str, str]] = {}
    asked: dict[str, dict[str, dict[str, Any]]] = {}
    for language in XQUAD_LANGUAGES:
        passages, questions = (folder / f"{n}.{language}.jsonl" for n in ("passages", "questions"))
        files.append(passages)
        texts[language] = {row["passage_id"]: row["text"] for _, row in json_lines(passages)}
        asked[language] = {row["id"]: row for _, row in json_lines(questions)}
    drawn = draw(list(asked[XQUAD_LANGUAGES[0]]), 100 if sample is None else sample, seed)
    return _parallel(
        "xquad",
        texts,
        [
            (
                name,
                {
                    language: (row["question"], row["gold_passage_id"], row["answers"])
                    for language, rows in asked.items()
                    if (row := rows[name])
                },
            )
            for name in drawn
        ],
        digest_of(files),
        whole=True,
    )


def import_ntrex(folder: Path, sample: int | None, seed: int) -> Dataset:
    """Import news stories in many languages: the headline is the question, the text the answer."""
    files = {
        code: path
        for path in sorted(folder.glob("docs.*.jsonl"))
        if (code := normalise_code(path.name.split(".")[1].split("-")[0])) in NTREX_LANGUAGES
    }
    rows = {
        language: {row["doc_id"]: row for _, row in json_lines(files[language])}
        for language in NTREX_LANGUAGES
        if language in files
    }
    texts = {code: {name: row["body"] for name, row in docs.items()} for code, docs in rows.items()}
    drawn = draw(list(next(iter(rows.values()))), 100 if sample is None else sample, seed)
    return _parallel(
        "ntrex",
        texts,
        [
            (
                name,
                {code: (docs[name]["first_sentence"], name, []) for code, docs in rows.items()},
            )
            for name in drawn
        ],
        digest_of(files[language] for language in rows),
        whole=False,
    )


def import_squad2(folder: Path, sample: int | None, seed: int) -> Dataset:
    """Import questions over paragraphs, half of them without an answer (arXiv:1806.03822)."""
    rows = {row["id"]: row for _, row in json_lines(folder / "questions.jsonl")}
    drawn = draw(list(rows), 500 if sample is None else sample, seed)
    passages = folder / "passages.jsonl"
    return _texts(
        "squad2",
        [
            Article(id=row["passage_id"], title="", body=row["text"], language="en")
            for _, row in json_lines(passages)
        ],
        [
            Question(
                id=name,
                text=row["question"].strip(),
                language="en",
                type=UNANSWERABLE if row["is_impossible"] else "answerable",
                answerable=not row["is_impossible"],
                gold_articles=() if row["is_impossible"] else (row["gold_passage_id"],),
                gold_answers=tuple(row["answers"]),
                cluster=row["gold_passage_id"],
            )
            for name in drawn
            if (row := rows[name])
        ],
        digest_of([passages]),
    )


def import_mtrag(file: Path, sample: int | None, seed: int) -> Dataset:
    """Import conversations whose last question is to be answered from given passages, if it can be."""
    rows = {row["task_id"]: row for _, row in json_lines(file)}
    drawn = draw(list(rows), sample, seed)
    texts = {
        context["document_id"]: context["text"].strip()
        for row in rows.values()
        for context in row["contexts"]
    }
    return _texts(
        "mtrag-un",
        [Article(id=name, title="", body=text, language="en") for name, text in texts.items()],
        [_mtrag_question(rows[name]) for name in drawn],
        digest_of([file]),
    )


def import_canard(file: Path, sample: int | None, seed: int) -> Dataset:
    """Import follow-up questions, with the standalone ones people made of them (CANARD, 2019)."""
    rows = {row["id"]: row for _, row in json_lines(file)}
    drawn = draw(list(rows), 300 if sample is None else sample, seed)
    return _texts(
        "canard",
        [],
        [
            Question(
                id=name,
                text=row["question"],
                language="en",
                type=FOLLOW_UP,
                answerable=False,
                history=_turns(row["history"]),
                rewrite=row["rewrite"],
                cluster=name.rpartition("_q")[0],
            )
            for name in drawn
            if (row := rows[name])
        ],
        digest_of([file]),
    )


Importer = Callable[[Path, int | None, int], Dataset]

_IMPORTERS: tuple[tuple[str, Importer], ...] = (
    ("passages.en.jsonl", import_xquad),
    ("docs.eng.jsonl", import_ntrex),
    ("passages.jsonl", import_squad2),
)
_FILES: tuple[tuple[str, Importer], ...] = (
    ("mtragun", import_mtrag),
    ("canard", import_canard),
)


def import_public(path: Path, sample: int | None, seed: int) -> list[Dataset]:
    """Import the public sets in a folder, or the one in a file; empty if none is known."""
    if path.is_dir():
        found = [read(path, sample, seed) for name, read in _IMPORTERS if (path / name).is_file()]
        files = sorted(path.glob("*.jsonl"))
    else:
        found, files = [], [path]
    for prefix, read in _FILES:
        found += [read(file, sample, seed) for file in files if file.name.startswith(prefix)]
    return found


def draw(names: Sequence[str], count: int | None, seed: int) -> list[str]:
    """Draw some of the names at random, in their own order; all if there are not more."""
    if count is None or count >= len(names):
        return list(names)
    chosen = set(random.Random(seed).sample(range(len(names)), count))
    return [name for place, name in enumerate(names) if place in chosen]


def _parallel(
    name: str,
    texts: dict[str, dict[str, str]],
    drawn: Iterable[tuple[str, _Versions]],
    digest: str,
    *,
    whole: bool,
) -> Dataset:
    """Make a set from texts in several languages, and the questions about each text."""
    articles = [
        Article(id=f"{language}/{key}", title="", body=text, language=language)
        for language, known in texts.items()
        for key, text in known.items()
    ]
    questions = [
        question
        for cluster, versions in drawn
        for asked in versions
        for found in versions
        for question in _settings(cluster, versions, asked, found)
    ]
    return _texts(name, articles, questions, digest, whole=whole)


def _settings(cluster: str, versions: _Versions, asked: str, found: str) -> list[Question]:
    """Return one question in one language, whose text is to be found in another, in both settings."""
    text = versions[asked][0]
    _, key, answers = versions[found]
    own = asked == found
    others = frozenset(f"{language}/{key}" for language in versions if language != found)

    def question(kind: str, languages: frozenset[str], excluded: frozenset[str]) -> Question:
        return Question(
            id=f"{cluster}:{asked}>{found}:{kind}",
            text=text,
            language=asked,
            type=kind,
            answerable=True,
            gold_articles=(f"{found}/{key}",),
            gold_answers=tuple(answers),
            cluster=cluster,
            languages=languages,
            excluded=excluded,
        )

    return [
        question(WITHIN if own else ACROSS, frozenset({found}), frozenset()),
        question(POOLED_OWN if own else POOLED_FOREIGN, frozenset(), others),
    ]


def _mtrag_question(row: dict[str, Any]) -> Question:
    kind = str(row["answerability"][0]).lower()
    *before, last = row["input"]
    gold = tuple(context["document_id"] for context in row["contexts"])
    return Question(
        id=row["task_id"],
        text=last["text"],
        language="en",
        type=kind,
        answerable=kind != UNANSWERABLE and bool(gold),
        gold_articles=gold,
        history=tuple(
            Turn(role="user" if turn["speaker"] == "user" else "assistant", content=turn["text"])
            for turn in before
        ),
        cluster=row["conversation_id"],
    )


def _turns(said: Sequence[str]) -> tuple[Turn, ...]:
    """Read a CANARD history: the subject and its section, then questions and answers in turn."""
    subject, *rest = [", ".join(said[:2]), *said[2:]]
    turns = [Turn(role="user", content=subject)]
    for place, text in enumerate(rest):
        turns.append(Turn(role="assistant" if place % 2 else "user", content=text))
    return tuple(turns)


def _texts(
    name: str,
    articles: Sequence[Article],
    questions: Sequence[Question],
    digest: str,
    *,
    whole: bool = True,
) -> Dataset:
    return Dataset(
        name=name,
        questions=tuple(questions),
        facts={article.id: Facts(article.language, None, article.id) for article in articles},
        digest=digest,
        articles=tuple(articles),
        whole=whole,
    )
