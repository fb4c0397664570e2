"""The public sets, where they lie beside the checkout."""

from pathlib import Path

import pytest

from rag.evaluation.dataset import Dataset
from rag.evaluation.importers import draw, import_public


@pytest.fixture(scope="module")
def sets(shared: Path) -> Path:
    folder = shared / "eval"
    if not folder.is_dir():
        pytest.skip("there are no public sets beside the checkout")
    return folder


def one(path: Path, sample: int = 3) -> Dataset:
    (found,) = import_public(path, sample, 0)
    return found


@pytest.mark.parametrize(("name", "languages"), [("xquad", 7), ("ntrex", 8)])
def test_parallel_sets_ask_each_question_in_every_language_of_every_pool(
    sets: Path, name: str, languages: int
) -> None:
    dataset = one(sets / name)
    assert len(dataset.questions) == 3 * languages * languages * 2
    texts = {article.id: article for article in dataset.articles}
    for question in dataset.questions:
        (gold,) = question.gold_articles
        allowed = [
            article
            for article in dataset.articles
            if article.id not in question.excluded
            and (not question.languages or article.language in question.languages)
        ]
        versions = {a.id for a in allowed if a.id.split("/")[1] == gold.split("/")[1]}
        assert versions == {gold}
        assert ("own" in question.type) == (texts[gold].language == question.language)
        assert all(answer in texts[gold].body for answer in question.gold_answers)
    asked = {question.cluster for question in dataset.questions}
    assert len(asked) == 3


def test_squad_has_questions_with_and_without_an_answer(sets: Path) -> None:
    dataset = one(sets / "squad2", 40)
    types = {question.type for question in dataset.questions}
    assert types == {"answerable", "unanswerable"}
    assert len(dataset.articles) == 646
    for question in dataset.questions:
        assert question.answerable == bool(question.gold_articles)


def test_conversations_end_with_the_question_and_keep_the_turns_before(sets: Path) -> None:
    mtrag, canard = import_public(sets / "conversation", 20, 0)
    assert (mtrag.name, canard.name) == ("mtrag-un", "canard")
    for question in (*mtrag.questions, *canard.questions):
        assert [turn["role"] for turn in question.history[:1]] in ([], ["user"])
        assert question.text not in [turn["content"] for turn in question.history[-1:]]
    assert any(len(question.history) > 2 for question in mtrag.questions)
    assert all(question.rewrite for question in canard.questions)
    ids = {article.id for article in mtrag.articles}
    assert all(set(question.gold_articles) <= ids for question in mtrag.questions)


def test_an_archive_is_no_public_set(sets: Path) -> None:
    assert import_public(sets / "newsworld_dev", None, 0) == []


def test_a_sample_is_drawn_by_its_seed_and_keeps_the_order() -> None:
    names = [f"{number:03}" for number in range(200)]
    assert draw(names, 5, 1) == draw(names, 5, 1) == sorted(draw(names, 5, 1))
    assert draw(names, 5, 1) != draw(names, 5, 2)
    assert draw(names, 500, 1) == draw(names, None, 1) == names
