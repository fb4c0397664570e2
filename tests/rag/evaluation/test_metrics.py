from dataclasses import replace
from math import log2

import pytest

from rag.evaluation.dataset import Facts, Question, facts_of
from rag.evaluation.metrics import overlaps, refusal, retrieval, rewriting, says_any, sentences
from rag.evaluation.outcome import Cited, Outcome
from rag.records import Article

FACTS = facts_of(
    [
        Article("wire", "", "", language="en"),
        Article("copy", "", "", language="en", duplicate_of="wire"),
        Article("late", "", "", language="nl"),
        Article("other", "", "", language="nl"),
    ]
)
QUESTION = Question(
    id="q",
    text="How many mines were cleared?",
    language="en",
    type="fact",
    answerable=True,
    gold_articles=("copy", "late"),
    gold_answers=("73", "seventy-three"),
    gold_sentences=("In totaal zijn 73 mijnen geruimd.",),
    must_not=("61",),
    cluster="q",
)


def values(question: Question, ranking: list[str]) -> dict[str, float]:
    shares = retrieval(question, FACTS, ranking)
    return {metric: part / whole for metric, (part, whole) in shares.items()}


def outcome(*, answers: bool, quotes: tuple[Cited, ...] = ()) -> Outcome:
    return Outcome("q", "", {}, quotes, answers, "en", "", 0.0, {})


def test_a_copy_stands_for_its_original() -> None:
    assert FACTS["copy"] == Facts("en", None, "wire")
    assert values(QUESTION, ["wire"])["hit@1"] == 1
    assert values(replace(QUESTION, gold_articles=("wire",)), ["copy"])["hit@1"] == 1


def test_ranking_figures_by_hand() -> None:
    assert values(QUESTION, ["other", "x", "late", "y", "z", "wire"]) == {
        "hit@1": 0,
        "hit@5": 1,
        "recall@5": 0.5,
        "mrr@10": pytest.approx(1 / 3),
        "ndcg@10": pytest.approx((1 / log2(4) + 1 / log2(7)) / (1 / log2(2) + 1 / log2(3))),
    }


def test_a_report_and_its_copies_take_one_place() -> None:
    crowded = ["other"] * 4 + ["late", "x", "y", "wire", "copy"]
    only_wire = replace(QUESTION, gold_articles=("wire",))
    assert values(only_wire, crowded) == values(only_wire, ["other", "late", "x", "y", "copy"])
    assert values(only_wire, crowded)["hit@5"] == 1


def test_beyond_the_first_ten_reports_nothing_counts() -> None:
    others = [f"other-{number}" for number in range(10)]
    assert set(values(QUESTION, [*others, "wire"]).values()) == {0}
    assert set(values(QUESTION, []).values()) == {0}


def test_where_all_articles_are_needed_one_is_not_enough() -> None:
    both = replace(QUESTION, type="multi_article")
    assert values(both, ["wire", "other"])["hit@5"] == 0
    assert values(both, ["wire", "other"])["recall@5"] == 0.5
    assert values(both, ["wire", "late"])["hit@5"] == 1
    assert values(both, ["wire", "copy"])["hit@5"] == 0  # one report, twice


def test_questions_that_the_archive_does_not_answer_have_no_ranking_figures() -> None:
    premise = replace(QUESTION, type="false_premise", answerable=False)
    assert retrieval(premise, FACTS, ["wire"]) == {}


@pytest.mark.parametrize(
    ("quote", "gold", "same"),
    [
        ("He said “In totaal zijn 73  mijnen geruimd.”", "In totaal zijn 73 mijnen geruimd.", True),
        ("zijn 73 mijnen geruimd.", "In totaal zijn 73 mijnen geruimd.", True),
        ("73 mijnen geruimd.", "In totaal zijn 73 mijnen geruimd.", False),  # under 20 letters
        ("In totaal zijn 61 mijnen geruimd.", "In totaal zijn 73 mijnen geruimd.", False),
        ("共停留了四十七分钟", "他们在舱内一共停留了四十七分钟。", True),
        ("Kort.", "Kort.", True),
        ("", "In totaal zijn 73 mijnen geruimd.", False),
    ],
)
def test_when_a_quote_is_a_gold_sentence(quote: str, gold: str, same: bool) -> None:
    assert overlaps(quote, gold) is same


@pytest.mark.parametrize(
    ("text", "string", "stands"),
    [
        ("All 73 mines", "73", True),
        ("173 mines", "73", False),
        ("0.73 percent", "73", False),
        ("73.5 percent", "73", False),
        ("They found 73.", "73", True),
        ("Whitlock’s plan", "whitlock's", True),
        ("nothing", "no", False),
        ("No, she has resigned.", "no", True),
        ("换了11000张旧钞", "11000张", True),
        ("4,2% erbij", "4,2%", True),
        ("text", "", False),
    ],
)
def test_when_a_string_stands_in_a_text(text: str, string: str, stands: bool) -> None:
    assert says_any(text, [string]) is stands


def test_a_sentence_counts_where_it_stands_among_those_offered() -> None:
    good = Cited("late", "In totaal zijn 73 mijnen geruimd.")
    bad = Cited("other", "Het regende in Aldermonde.")
    assert sentences(QUESTION, FACTS, [bad, good]) == {
        "sentence@1": (0, 1),
        "sentence@5": (1, 1),
    }
    assert sentences(QUESTION, FACTS, [bad] * 5 + [good])["sentence@5"] == (0, 1)
    assert sentences(QUESTION, FACTS, [])["sentence@1"] == (0, 1)


def test_without_gold_sentences_the_answer_must_stand_in_a_gold_article() -> None:
    bare = replace(QUESTION, gold_sentences=())
    assert sentences(bare, FACTS, [Cited("copy", "All 73 mines.")])["sentence@1"] == (1, 1)
    assert sentences(bare, FACTS, [Cited("other", "All 73 mines.")])["sentence@1"] == (0, 1)


def test_refusing_counts_by_what_was_to_be_refused() -> None:
    assert refusal(QUESTION, FACTS, outcome(answers=True)) == {"refused": (0, 1)}
    assert refusal(QUESTION, FACTS, outcome(answers=False))["refusal precision"] == (0, 1)
    nothing = replace(QUESTION, type="unanswerable", answerable=False, gold_sentences=())
    assert refusal(nothing, FACTS, outcome(answers=False)) == {
        "refused": (1, 1),
        "refusal precision": (1, 1),
        "refusal recall": (1, 1),
    }
    assert refusal(nothing, FACTS, outcome(answers=True))["refusal recall"] == (0, 1)


def test_a_false_premise_may_be_corrected_instead() -> None:
    premise = replace(QUESTION, type="false_premise", answerable=False)
    correction = (Cited("late", "In totaal zijn 73 mijnen geruimd."),)
    corrected = refusal(premise, FACTS, outcome(answers=True, quotes=correction))
    assert corrected["refusal recall"] == (1, 1)
    assert refusal(premise, FACTS, outcome(answers=True))["refusal recall"] == (0, 1)


def test_what_a_follow_up_took_from_its_conversation() -> None:
    question = replace(
        QUESTION, text="When did they disband?", rewrite="When did the Mothers disband?"
    )
    # The person added "the" and "Mothers"; "Mothers" was found, "Zappa" was not asked for.
    assert rewriting(question, "Zappa Mothers When did they disband?") == {
        "recovered": (1, 2),
        "added well": (1, 2),
    }
    assert rewriting(QUESTION, "anything") == {}
