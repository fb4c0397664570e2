"""From when on, or up to when: a date or an event that bounds the time a question means."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rag.question.bounds import EventBound
from rag.question.time_sense import time_sense

AS_OF = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("question", "language", "first"),
    [
        ("What has changed since March?", "en", "2026-03-01"),
        ("Wat is er sinds 13 augustus 2025 gebeurd?", "nl", "2025-08-13"),
        ("Was geschah seit letzter Woche?", "de", "2026-11-16"),
        ("2025年3月以来发生了什么?", "zh", "2025-03-01"),
        ("Mart 2025'ten beri ne oldu?", "tr", "2025-03-01"),
    ],
)
def test_since_a_date_reaches_to_the_moment_of_asking(
    question: str, language: str, first: str
) -> None:
    sense = time_sense(question, language, AS_OF)
    assert sense.since is not None and sense.since.date().isoformat() == first
    assert sense.until == AS_OF and sense.up_to_now and not sense.looks_back


def test_before_a_date_is_over_when_it_begins() -> None:
    sense = time_sense("What happened before June 2025?", "en", AS_OF)
    assert sense.until == datetime(2025, 5, 31, 23, 59, 59, tzinfo=UTC)
    assert sense.looks_back


@pytest.mark.parametrize(
    ("question", "language", "relation", "event"),
    [
        ("What has Russia done since the summit in Alaska?", "en", "since", "the summit in Alaska"),
        ("What did he promise before the vote, and why?", "en", "before", "the vote"),
        ("What changed after the dockers' strike?", "en", "since", "the dockers' strike"),
        ("What changed since Chernobyl?", "en", "since", "Chernobyl"),
        ("Wat deed de minister na de storm?", "nl", "since", "de storm"),
        ("Wat zei ze vlak voor de stemming?", "nl", "before", "de stemming"),
        ("Was geschah nach der Wahl?", "de", "since", "der Wahl"),
        ("Was sagte sie vor den Wahlen?", "de", "before", "den Wahlen"),
        ("Qu'a fait le maire depuis le sommet ?", "fr", "since", "le sommet"),
        ("¿Qué pasó antes de la votación?", "es", "before", "la votación"),
        ("Что произошло после саммита?", "ru", "since", "саммита"),
        ("Co się stało przed głosowaniem?", "pl", "before", "głosowaniem"),
        ("ماذا حدث بعد القمة؟", "ar", "since", "القمة"),
        ("峰会以来发生了什么？", "zh", "since", "峰会"),
        ("Zirveden sonra ne oldu?", "tr", "since", "Zirveden"),
    ],
)
def test_an_event_may_bound_the_time(
    question: str, language: str, relation: str, event: str
) -> None:
    bound = time_sense(question, language, AS_OF).event
    assert bound is not None
    assert (bound.relation, bound.event) == (relation, event)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Why are the schools open after all?", "en"),
        ("What happens after he left?", "en"),
        ("Who looks after it?", "en"),
        ("What has changed since March?", "en"),
        ("Wie betaalt er voor de brug?", "nl"),
        ("Hoeveel leden stemden voor het akkoord?", "nl"),
        ("Warum ist die Fähre nach Norderney gesunken?", "de"),
        ("Was verdarb auf den Schiffen vor Emden?", "de"),
        ("公司最后卖给了谁？", "zh"),
        ("目前有多少人失踪？", "zh"),
    ],
)
def test_not_every_since_and_after_has_an_event(question: str, language: str) -> None:
    assert time_sense(question, language, AS_OF).event is None


@pytest.mark.parametrize(("relation", "over"), [("since", False), ("before", True)])
def test_an_event_gives_the_period_once_its_day_is_known(relation: str, over: bool) -> None:
    question = f"What happened {relation} the vote?"
    sense = time_sense(question, "en", AS_OF)
    assert sense.event == EventBound(relation, "the vote")  # type: ignore[arg-type]
    day = datetime(2025, 6, 15, tzinfo=UTC)
    known = sense.bounded(day, AS_OF)
    assert known.has_period and known.looks_back == over
    assert (known.since == day) != over
    assert known.until is not None and (known.until < day) == over
