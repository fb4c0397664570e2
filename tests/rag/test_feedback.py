"""What visitors thought of answers: kept in one file, and made into questions."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rag import Assistant
from rag.corpus.corpus import Corpus
from rag.embedding.model import Embedder
from rag.errors import InputError
from rag.evaluation.dataset import read_questions
from rag.feedback import FILE, Feedback, collected, export, give

RECOUNT = "Who won the recount in Valmirena?"
NOBODY = "Who won the Eurovision song contest?"
ANSWER = {
    "status": "no_answer",
    "text": "None.",
    "language": "en",
    "as_of": "2026-01-01",
    "citations": [],
}


def said(number: int = 0, verdict: str = "good", **fields: object) -> Feedback:
    values = {"id": str(number), "question": "Why?", "answer": ANSWER, "options": {}, **fields}
    return Feedback(verdict=verdict, **values)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def assistant(
    sample_corpus: Path, embedder: Embedder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("feedback") / "corpus"
    shutil.copytree(sample_corpus, folder)
    with Assistant(folder, embedder=embedder, writer="extractive") as opened:
        yield opened


def test_what_is_said_last_of_an_answer_counts(tmp_path: Path) -> None:
    give(tmp_path, said(1))
    give(tmp_path, said(2))
    give(tmp_path, said(1, "bad", reason="outdated", comment="It was 20."))
    kept = collected(tmp_path).feedback
    assert [(item.id, item.verdict, item.reason) for item in kept] == [
        ("2", "good", None),
        ("1", "bad", "outdated"),
    ]
    assert kept[1].comment == "It was 20."
    assert kept[1].at


def test_nothing_is_lost_when_many_say_something_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda n: give(tmp_path, said(n, comment="x" * 5_000)), range(60)))
    kept = collected(tmp_path)
    assert {item.id for item in kept.feedback} == {str(n) for n in range(60)}
    assert kept.unreadable == ()
    assert {len(item.comment) for item in kept.feedback} == {1_000}


def test_a_line_that_was_cut_off_costs_that_line_alone(tmp_path: Path) -> None:
    give(tmp_path, said(1))
    with (tmp_path / FILE).open("a", encoding="utf-8") as file:
        file.write('{"id": "2", "verd')
    give(tmp_path, said(3))
    kept = collected(tmp_path)
    assert [item.id for item in kept.feedback] == ["1", "3"]
    assert kept.unreadable == (2,)


@pytest.mark.parametrize(
    "changed",
    [
        {"answer": {}},
        {"answer": {**ANSWER, "citations": [{"quote": "Rain fell."}]}},
        {"answer": {**ANSWER, "status": "unsure"}},
        {"answer": {**ANSWER, "text": None}},
        {"answer": None},
        {"verdict": "excellent"},
        {"reason": "boring"},
        {"history": [{"role": "user"}]},
        {"history": None},
        {"options": []},
        {"id": 7},
        {"unknown": "to this version"},
    ],
)
def test_a_line_of_another_shape_costs_that_line_alone(
    corpus: Corpus, tmp_path: Path, changed: dict[str, object]
) -> None:
    give(tmp_path, said(1))
    record = {**json.loads((tmp_path / FILE).read_text("utf-8")), "id": "2", **changed}
    with (tmp_path / FILE).open("a", encoding="utf-8") as file:
        file.write(json.dumps(record) + "\n")
    give(tmp_path, said(3))
    kept = collected(tmp_path)
    assert [item.id for item in kept.feedback] == ["1", "3"]
    assert kept.unreadable == (2,)
    assert export(kept.feedback, corpus, tmp_path / "set").questions == 2


def test_where_nobody_said_anything_there_is_nothing(tmp_path: Path) -> None:
    assert collected(tmp_path).feedback == ()


def test_good_answers_become_questions_that_can_be_evaluated(
    assistant: Assistant, tmp_path: Path
) -> None:
    answers = {question: assistant.answer(question) for question in (RECOUNT, NOBODY)}
    for number, (question, answer) in enumerate(answers.items()):
        give(tmp_path, said(number, question=question, answer=answer.as_dict()))
    shown = answers[RECOUNT].as_dict()
    give(tmp_path, said(2, "bad", question=RECOUNT, answer=shown, reason="wrong"))
    made = export(collected(tmp_path).feedback, assistant.corpus, tmp_path / "set")
    assert (made.questions, made.unlabelled) == (2, 1)
    known, unknown = read_questions([tmp_path / "set" / "questions.jsonl"])
    assert known.answerable
    assert known.gold_sentences == tuple(c.quote for c in answers[RECOUNT].citations)
    assert set(known.gold_articles) == {c.article_id for c in answers[RECOUNT].citations}
    assert (unknown.type, unknown.answerable) == ("unanswerable", False)
    lines = (tmp_path / "set" / "unlabelled.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[0])["reason"] == "wrong"
    assert json.loads(lines[0])["gold_sentences"] == []
    articles = (tmp_path / "set" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(articles) == assistant.corpus.holdings().articles


@pytest.mark.parametrize(
    ("status", "reason", "known"),
    [
        ("answered", None, (None, None)),
        ("answered", "outdated", (None, None)),
        ("no_answer", None, (None, None)),
        ("no_answer", "should_answer", ("rated", True)),
    ],
)
def test_what_only_a_person_can_say_of_a_bad_answer_is_left_open(
    corpus: Corpus, tmp_path: Path, status: str, reason: str | None, known: tuple[object, object]
) -> None:
    bad = said(1, "bad", answer={**ANSWER, "status": status}, reason=reason)
    export([bad], corpus, tmp_path / "set")
    unlabelled = tmp_path / "set" / "unlabelled.jsonl"
    (record,) = map(json.loads, unlabelled.read_text(encoding="utf-8").splitlines())
    assert (record["type"], record["answerable"]) == known
    if known == (None, None):
        with pytest.raises(InputError, match="'type' is missing"):
            read_questions([unlabelled])


def test_a_question_is_exported_as_it_was_asked(assistant: Assistant, tmp_path: Path) -> None:
    moment = "2025-09-12T09:30:00+00:00"
    narrowed = {"since": "2025-06", "language": ("en", "nl"), "as_of": moment}
    answer = assistant.answer(RECOUNT, **narrowed)  # type: ignore[arg-type]
    give(tmp_path, said(question=RECOUNT, answer=answer.as_dict(), options=narrowed))
    export(collected(tmp_path).feedback, assistant.corpus, tmp_path / "set")
    (question,) = read_questions([tmp_path / "set" / "questions.jsonl"])
    assert question.as_of == moment
    assert question.options == {"since": "2025-06", "language": ("en", "nl")}


def test_what_was_quoted_and_is_gone_is_not_taken_to_be_right(
    assistant: Assistant, tmp_path: Path
) -> None:
    answer = assistant.answer(RECOUNT)
    gone = answer.citations[0].article_id
    for article_id in {citation.article_id for citation in answer.citations}:
        with assistant.corpus.writing():
            assistant.corpus.withdraw(article_id)
    try:
        give(tmp_path, said(1, question=RECOUNT, answer=answer.as_dict()))
        give(tmp_path, said(2, question=NOBODY, answer=assistant.answer(NOBODY).as_dict()))
        made = export(collected(tmp_path).feedback, assistant.corpus, tmp_path / "none")
        assert (made.questions, made.unlabelled, made.gone) == (1, 0, 1)
        with assistant.corpus.writing():
            assistant.corpus.restore(gone)
        made = export(collected(tmp_path).feedback, assistant.corpus, tmp_path / "one")
        assert (made.questions, made.unlabelled, made.gone) == (2, 0, 0)
        assert read_questions([tmp_path / "one" / "questions.jsonl"])[0].gold_articles == (gone,)
    finally:
        for citation in answer.citations:
            with assistant.corpus.writing():
                assistant.corpus.restore(citation.article_id)


def test_a_sentence_that_was_changed_is_not_taken_to_be_right(
    assistant: Assistant, tmp_path: Path
) -> None:
    shown = assistant.answer(RECOUNT).as_dict()
    shown["citations"] = [{**citation, "quote": "Nobody won."} for citation in shown["citations"]]
    give(tmp_path, said(question=RECOUNT, answer=shown))
    made = export(collected(tmp_path).feedback, assistant.corpus, tmp_path / "set")
    assert (made.questions, made.gone) == (0, 1)


def test_an_export_overwrites_nothing(assistant: Assistant, tmp_path: Path) -> None:
    (tmp_path / "questions.jsonl").touch()
    with pytest.raises(InputError, match="is not empty: name a new folder"):
        export([], assistant.corpus, tmp_path)
