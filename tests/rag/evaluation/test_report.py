"""Outcomes made by hand -> the report, its tables and its list of failures."""

from dataclasses import replace

import pytest

from rag.evaluation.bootstrap import Bootstrap
from rag.evaluation.dataset import Dataset, Question, facts_of
from rag.evaluation.failures import failures
from rag.evaluation.outcome import Cited, Outcome, Written, WrittenSentence
from rag.evaluation.report import SetReport, report
from rag.evaluation.table import table
from rag.records import Article

GOLD = "De brug bij Oudekerk blijft tot september dicht."
FACTS = facts_of(
    [
        Article("brug", "", "", "2025-04-10", language="nl"),
        Article("later", "", "", "2025-09-10", language="nl"),
    ]
)
ENGLISH = Question(
    id="bridge",
    text="Until when is the bridge shut?",
    language="en",
    type="fact",
    answerable=True,
    as_of="2025-04-10",
    gold_articles=("brug",),
    gold_sentences=(GOLD,),
    cluster="bridge",
)
DUTCH = replace(
    ENGLISH, id="brug", cluster="brug", text="Tot wanneer is de brug dicht?", language="nl"
)
LATER = replace(ENGLISH, id="later", cluster="later", as_of="2025-12-01", gold_articles=("later",))
SET = Dataset("bridges", (ENGLISH, DUTCH, LATER), FACTS, "")


def outcome(question: Question, ours: list[str], dense: list[str]) -> Outcome:
    made = Written(
        "answered",
        question.language,
        (WrittenSentence(GOLD, (0,)),),
        (Cited("brug", GOLD),),
        {"evidence": 0.1, "first": 0.2, "end": 0.3},
        {"in": 0, "out": 0},
    )
    return Outcome(
        id=question.id,
        asked=question.digest,
        rankings={"ours": ours, "dense": dense, "bm25": [], "fusion": []},
        quotes=(Cited("brug", GOLD),),
        answers=True,
        language=question.language,
        standalone=question.text,
        seconds=0.1,
        written={"extractive": made},
    )


OUTCOMES = (
    outcome(ENGLISH, ["brug"], ["later", "brug"]),
    outcome(DUTCH, ["brug"], ["brug"]),
    outcome(LATER, ["brug"], ["later"]),
)


@pytest.fixture(scope="module")
def made() -> SetReport:
    return report(SET, OUTCOMES, Bootstrap())


def test_every_system_has_its_figures_in_every_group(made: SetReport) -> None:
    assert made.groups == ("all", "same language", "other language", "fact")
    assert made.pairs == ("en>nl", "nl>nl")
    hit = {
        (system, group): made.figures[system][group]["hit@1"].value
        for system in ("ours", "dense", "bm25")
        for group in ("all", "same language", "en>nl")
    }
    assert hit == {
        ("ours", "all"): pytest.approx(2 / 3),
        ("ours", "same language"): 1,
        ("ours", "en>nl"): 0.5,
        ("dense", "all"): pytest.approx(2 / 3),
        ("dense", "same language"): 1,
        ("dense", "en>nl"): 0.5,
        ("bm25", "all"): 0,
        ("bm25", "same language"): 0,
        ("bm25", "en>nl"): 0,
    }


def test_ours_is_compared_with_the_best_baseline_of_each_group(made: SetReport) -> None:
    assert made.better["all"]["hit@5"] == "dense"
    assert made.gain["all"]["hit@5"].value == pytest.approx(-1 / 3)
    assert made.gain["same language"]["hit@5"].value == 0


def test_an_article_later_than_the_question_is_reported() -> None:
    late = outcome(ENGLISH, ["later", "brug"], [])
    assert report(SET, [late], Bootstrap()).late == ("bridge",)
    same_day = outcome(ENGLISH, ["brug"], [])
    assert report(SET, [same_day], Bootstrap()).late == ()


@pytest.mark.parametrize(("as_of", "late"), [("2025-09-29", True), ("2025-09-30", False)])
def test_an_article_of_a_month_is_late_until_the_month_is_over(as_of: str, late: bool) -> None:
    facts = {**SET.facts, "brug": replace(SET.facts["brug"], published_at="2025-09")}
    asked = replace(ENGLISH, as_of=as_of)
    dated = Dataset("months", (asked,), facts, "")
    found = report(dated, [outcome(asked, ["brug"], [])], Bootstrap()).late
    assert bool(found) == late


def test_the_json_form_has_no_nan_and_rounds(made: SetReport) -> None:
    data = made.as_dict()
    assert data["figures"]["ours"]["all"]["hit@1"]["value"] == 0.6667
    assert data["tokens"]["extractive"]["in"] == {"value": None, "low": None, "high": None, "n": 0}


def test_the_tables_show_each_figure_with_its_interval(made: SetReport) -> None:
    text = table(made, pairs=True)
    assert text.startswith("bridges: 3 questions; 95 % intervals in brackets")
    (ours,) = (line for line in text.splitlines() if line.startswith("ours  "))
    assert " 0.667 [0.00 1.00]" in ours
    assert "en>nl" in text
    assert "tokens" not in text


def test_failures_show_what_is_right_and_what_was_found_and_written() -> None:
    (block,) = failures(SET, OUTCOMES)
    first, *rest = block.splitlines()
    assert first == "later (en, as of 2025-12-01): no hit@1, no hit@5"
    assert rest == [
        "  Until when is the bridge shut?",
        "  gold: later    found: brug",
        f"  right: {GOLD}",
        f"  *1. [brug] {GOLD}",
    ]
    other = Written("no_answer", "en", (), (), {}, {})
    (block,) = failures(SET, [replace(OUTCOMES[0], written={"local": other})])
    assert "local: refused wrongly" in block
    assert block.endswith("  local wrote:\n    no answer")


def test_a_follow_up_is_scored_on_what_it_took_from_its_conversation_alone() -> None:
    question = Question(
        id="f",
        text="When did they disband?",
        language="en",
        type="followup",
        answerable=False,
        rewrite="When did the Mothers disband?",
        cluster="f",
    )
    asked = replace(OUTCOMES[0], id="f", rankings=dict.fromkeys(OUTCOMES[0].rankings, ()))
    asked = replace(asked, standalone="Mothers When did they disband?", written={})
    alone = Dataset("follow-ups", (question,), {}, "")
    assert set(report(alone, [asked], Bootstrap()).figures["ours"]["all"]) == {
        *("recovered", "added well", "language told")
    }
    (block,) = failures(alone, [asked])
    assert "recovered 1 of 2 words" in block
    assert "a person wrote: When did the Mothers disband?" in block
