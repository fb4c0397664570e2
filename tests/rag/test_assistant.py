"""Questions of the sample archive, by code."""

from __future__ import annotations

import asyncio
from collections.abc import Generator, Iterator
from contextlib import aclosing
from datetime import date
from pathlib import Path
from threading import Thread, current_thread
from time import sleep
from typing import Any

import pytest

from rag import (
    Answer,
    Assistant,
    DoneEvent,
    EvidenceEvent,
    InputError,
    SentenceEvent,
    SettingsError,
)
from rag.embedding.model import Embedder
from rag.records import Event, Turn
from tests.loops import run_apart

WHY = "Why did the ferry Lastivka sink on Lake Syvach?"


@pytest.fixture(scope="module")
def assistant(sample_corpus: Path, embedder: Embedder) -> Iterator[Assistant]:
    with Assistant(sample_corpus, embedder=embedder, writer="extractive") as opened:
        yield opened


def test_every_quote_stands_in_its_article(assistant: Assistant) -> None:
    answer = assistant.answer(WHY)
    assert answer.status == "answered"
    assert 1 <= len(answer.sentences) <= 5
    for citation in answer.citations:
        body = assistant.article(citation.article_id).body
        assert citation.quote == body[citation.start : citation.end]
    numbers = [citation.number for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(set(sentence.citations) <= set(numbers) for sentence in answer.sentences)


def test_the_story_of_an_answer_is_known(assistant: Assistant) -> None:
    answer = assistant.answer("Who won the recount in Valmirena?")
    cited = {citation.article_id for citation in answer.citations}
    assert cited < set(answer.story)
    assert all(name.startswith("valmirena-recount") for name in answer.story)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        (WHY, "en"),
        ("Waarom zonk de veerboot Lastivka op het Syvatsj-meer?", "nl"),
        ("Warum sank die Fähre Lastiwka auf dem Sywatsch-See?", "de"),
        ("Pourquoi le ferry Lastivka a-t-il coulé sur le lac Syvach ?", "fr"),
        ("Почему затонул паром «Ластивка» на озере Сывач?", "ru"),
        ("Чому затонув пором «Ластівка» на озері Сивач?", "uk"),
        ("¿Por qué se hundió el ferry Lastivka en el lago Syvach?", "es"),
    ],
)
def test_every_language_finds_the_story(assistant: Assistant, question: str, language: str) -> None:
    answer = assistant.answer(question)
    assert answer.language == language
    assert answer.citations[0].article_id.startswith("syvach-ferry")


@pytest.mark.parametrize(
    "question",
    ["Who won the Eurovision song contest?", "Hoe laat gaat de zon morgen op in Parijs?"],
)
def test_what_the_archive_does_not_speak_of_is_not_answered(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.answer(question)
    assert answer.status == "no_answer"
    assert not answer.sentences
    assert not answer.citations
    assert 1 <= len(answer.nearest) <= 3


def test_an_event_is_not_taken_for_one_of_another_name(assistant: Assistant) -> None:
    answer = assistant.answer("Who won the recount in Florida?")
    assert answer.status == "no_answer"
    assert "Florida" in answer.text
    assert answer.nearest[0].article_id.startswith("valmirena-recount")


def test_outside_a_period_what_is_nearest_is_on_the_subject(assistant: Assistant) -> None:
    answer = assistant.answer("What changed between May and July 2025 on the ferry?")
    assert answer.status == "no_answer"
    assert "ferry" in answer.nearest[0].title


def test_a_question_of_two_parts_is_answered_from_both_stories(assistant: Assistant) -> None:
    question = f"{WHY.rstrip('?')}, and how much fruit threatened to rot off Duynkamp?"
    found = {item.article_id.rsplit("-", 1)[0] for item in assistant.search(question, k=2)}
    assert found == {"syvach-ferry", "duynkamp-dock-strike"}
    cited = assistant.answer(question).citations
    assert {citation.article_id.rsplit("-", 1)[0] for citation in cited} == found


def test_of_one_story_in_two_parts_its_reports_come_before_others(assistant: Assistant) -> None:
    question = "How many false notes were thought to be about in Nudayra, and how many were there?"
    first, *others = assistant.search(question, k=3)
    assert {item.article_id.rsplit("-", 1)[0] for item in (first, *others)} == {"nudayra-banknote"}
    assert all(item.signals["story"] > 0 for item in others)


def test_the_part_that_is_not_answered_is_named(assistant: Assistant) -> None:
    answer = assistant.answer(f"{WHY.rstrip('?')}, and who won the Eurovision song contest?")
    assert answer.status == "partial"
    assert "Eurovision" in (answer.notice or "") and "Lastivka" not in (answer.notice or "")
    assert {c.article_id.rsplit("-", 1)[0] for c in answer.citations} == {"syvach-ferry"}


def test_nothing_published_later_exists(assistant: Assistant) -> None:
    moment = "2026-01-18"
    found = assistant.search(WHY, k=20, as_of=moment)
    assert found
    assert all((item.published_at or "")[:10] <= moment for item in found)


def test_filters_hold(assistant: Assistant) -> None:
    found = assistant.search(WHY, language="uk", source="Озерний вісник", until="2026-01-22")
    assert {item.language for item in found} <= {"uk"}
    assert all((item.published_at or "") <= "2026-01-23" for item in found)
    only = assistant.search(WHY, since=date(2026, 9, 1), until=date(2026, 9, 30))
    assert {(item.published_at or "")[:7] for item in only} == {"2026-09"}


def test_old_sources_are_said_to_be_old(assistant: Assistant) -> None:
    asked_late = assistant.answer("Why is Russia pushing now?", as_of="2026-11-24")
    assert asked_late.notice is not None
    assert "13 August 2025" in asked_late.notice
    asked_then = assistant.answer("Why is Russia pushing now?", as_of="2025-08-14")
    assert asked_then.notice is None


# Other stories have reports of the second month.
@pytest.mark.parametrize("month", ["March 2024", "March 2025"])
def test_a_period_without_reports_is_not_filled_from_another(
    assistant: Assistant, month: str
) -> None:
    answer = assistant.answer(f"What happened to the ferry Lastivka in {month}?")
    assert answer.status == "no_answer"
    assert "period" in answer.text


def test_what_is_asked_of_a_period_is_quoted_from_reports_of_it(assistant: Assistant) -> None:
    answer = assistant.answer("What became known about the ferry Lastivka in September 2026?")
    assert answer.citations
    for citation in answer.citations:
        assert (citation.published_at or "").startswith("2026-09")


def test_what_happened_in_a_month_is_told_story_by_story(assistant: Assistant) -> None:
    question = "What happened in February 2026?"
    answer = assistant.answer(question)
    assert answer.status == "answered"
    stories = [citation.article_id.rsplit("-", 1)[0] for citation in answer.citations]
    assert stories == ["medivaar-leak", "nudayra-banknote", "sterrewagen-tram"]
    assert all((c.published_at or "").startswith("2026-02") for c in answer.citations)
    told = {report.article_id.rsplit("-", 1)[0] for report in assistant.timeline(question, answer)}
    assert told == {"medivaar-leak"}
    turns: list[Turn] = [
        {"role": "user", "content": question},
        {"role": "assistant", "content": answer.text},
    ]
    before = assistant.answer("And the month before?", history=turns)
    assert before.citations
    assert all((c.published_at or "").startswith("2026-01") for c in before.citations)


def test_a_follow_up_takes_its_subject_from_the_conversation(assistant: Assistant) -> None:
    answer = assistant.answer(
        "And how many people died?",
        history=[
            {"role": "user", "content": WHY},
            {"role": "assistant", "content": "It was struck by the freighter Kremen-4."},
        ],
    )
    assert answer.citations[0].article_id.startswith("syvach-ferry")


@pytest.mark.parametrize(
    ("first", "then", "story"),
    [
        ("What leaked at Medivaar?", "What about the ferry Lastivka?", "syvach-ferry"),
        ("What leaked at Medivaar?", "And the night train company?", "sternwagen"),
        ("Who won in Valmirena?", "no, I meant the tidal dam in Trévelac", "trevelac"),
        ("Wer hat Kittiwake-3 zerstört?", "Und was ist mit dem Stadion in Fanar?", "fanar"),
        ("What leaked at Medivaar?", "Who resigned?", "medivaar"),
        ("Why did the dockers in Duynkamp go on strike?", "And when did it end?", "duynkamp"),
    ],
)
def test_a_follow_up_may_change_the_subject(
    assistant: Assistant, first: str, then: str, story: str
) -> None:
    turns: list[Turn] = [
        {"role": "user", "content": first},
        {"role": "assistant", "content": assistant.answer(first).text},
    ]
    assert assistant.answer(then, history=turns).citations[0].article_id.startswith(story)


def test_each_report_comes_once_before_any_comes_twice(assistant: Assistant) -> None:
    found = assistant.search(WHY, k=10)
    articles = [item.article_id for item in found]
    distinct = len(set(articles))
    assert len(set(articles[:distinct])) == distinct


def test_evidence_says_why_it_is_there(assistant: Assistant) -> None:
    first = assistant.search(WHY)[0]
    assert {"interaction", "dense", "sentence"} <= set(first.signals)


def test_a_stream_brings_evidence_then_sentences_then_the_answer(assistant: Assistant) -> None:
    events = list(assistant.stream(WHY))
    assert isinstance(events[0], EvidenceEvent)
    assert isinstance(events[-1], DoneEvent)
    sentences = [event.sentence for event in events if isinstance(event, SentenceEvent)]
    assert tuple(sentences) == events[-1].answer.sentences


def test_the_async_twins_say_the_same(assistant: Assistant) -> None:
    async def both() -> tuple[Answer, list[str], list[str]]:
        answer = await assistant.aanswer(WHY)
        found = await assistant.asearch(WHY, k=3)
        events = [event.type async for event in assistant.astream(WHY)]
        return answer, [item.article_id for item in found], events

    answer, found, events = run_apart(both())
    assert answer.sentences == assistant.answer(WHY).sentences
    assert found == [item.article_id for item in assistant.search(WHY, k=3)]
    assert (events[0], events[-1]) == ("evidence", "done")


class Reluctant(Assistant):
    """Has a stream whose second step takes its time, and its end too."""

    def __init__(self) -> None:
        self.left_in: list[Thread] = []

    def stream(self, *_: object, **__: object) -> Generator[Event, None, None]:
        try:
            yield EvidenceEvent(())
            sleep(0.1)
            yield EvidenceEvent(())
        finally:
            sleep(0.1)
            self.left_in.append(current_thread())


@pytest.mark.parametrize("is_cancelled", [True, False])
def test_a_stream_that_is_left_early_does_not_block_the_event_loop(*, is_cancelled: bool) -> None:
    assistant = Reluctant()

    async def read() -> None:
        async with aclosing(assistant.astream(WHY)) as events:
            async for _ in events:
                if not is_cancelled:
                    break

    async def leave() -> int:
        ticks, reading = 0, asyncio.create_task(read())
        while not assistant.left_in:
            await asyncio.sleep(0.01)
            ticks += 1
            if is_cancelled and ticks == 3:
                reading.cancel()
        assert assistant.left_in != [current_thread()]
        return ticks

    assert run_apart(leave()) > 5


@pytest.mark.parametrize(
    ("question", "options", "said"),
    [
        ("  ", {}, "empty"),
        ("word " * 2_000, {}, "Shorten"),
        ("Why?", {"as_of": "yesterday-ish"}, "YYYY-MM-DD"),
        ("Why?", {"since": "2026-02-01", "until": "2026-01-01"}, "before it begins"),
        ("Why?", {"since": "2026-02-01", "as_of": "2026-01"}, "after the moment that"),
        ("Why?", {"language": "klingon"}, "language code"),
        ("Why?", {"language": [None]}, "language code"),
        ("Why?", {"kind": 7}, "kind of article"),
        ("Why?", {"source": [7]}, "write its name"),
        ("Why?", {"as_of": 20260101}, "YYYY-MM-DD"),
        ("Why?", {"since": 2026}, "YYYY-MM-DD"),
        ("Why?", {"source": "penrose curier"}, "is 'Penrose Courier' meant"),
        ("Why?", {"source": ["Penrose Courier", "Nobody"]}, "no outlet called 'Nobody'"),
    ],
)
def test_what_cannot_be_asked_is_told_plainly(
    assistant: Assistant, question: str, options: dict[str, Any], said: str
) -> None:
    for ask in (assistant.answer, assistant.search, assistant.timeline):
        with pytest.raises(InputError, match=said):
            ask(question, **options)


@pytest.mark.parametrize("k", [0, -1, "3", 2.5, None])
def test_a_number_of_passages_that_cannot_be_is_refused(assistant: Assistant, k: Any) -> None:
    with pytest.raises(InputError, match="at least 1 passage must be asked for"):
        assistant.search(WHY, k=k)


def test_an_outlet_is_known_in_letters_of_any_case(assistant: Assistant) -> None:
    found = assistant.search(WHY, source="PENROSE courier")
    assert {item.source for item in found} == {"Penrose Courier"}


def test_an_unknown_article_or_setting_is_told_plainly(
    assistant: Assistant, sample_corpus: Path
) -> None:
    with pytest.raises(InputError, match="no-such-article"):
        assistant.article("no-such-article")
    with pytest.raises(SettingsError, match="evidence_limit"):
        Assistant(sample_corpus, evidence_limit=0)


def test_one_answer_can_be_written_by_another_writer(assistant: Assistant) -> None:
    *_, done = assistant.stream(WHY, written_by="extractive")
    assert isinstance(done, DoneEvent)
    assert done.answer.writer == "extractive"
    with pytest.raises(SettingsError, match="writer"):
        next(assistant.stream(WHY, written_by="no writer"))


def test_kinds_of_articles_narrow_what_is_found(assistant: Assistant) -> None:
    found = assistant.search("Who profits from the leak at Medivaar?", kind="opinion")
    assert {item.kind for item in found} == {"opinion"}
    with pytest.raises(InputError, match="is no kind of article: write report, analysis"):
        assistant.search(WHY, kind="gossip")
