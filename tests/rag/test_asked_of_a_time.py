"""What is asked of a time is answered by what was reported of it, as a reader would expect."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing

import pytest

from ingest import ingest
from rag import Assistant
from rag.corpus.corpus import Corpus
from rag.embedding.model import Embedder

NOW = "2026-11-30"
# What each report of the landslide repeats.
BACKGROUND = (
    " The slope above the village gave way before six in the morning after three days of rain, and "
    "buried the school, the bakery and several houses along the river. Soldiers have come with dogs and "
    "diggers, and the road from the valley was cleared for ambulances. Geologists had warned in the "
    "spring that the slope was moving, but the council had not ordered anyone to leave."
)
ARTICLES = [
    (
        "2022-12-19",
        "January 6 committee finds the guards were warned",
        "The January 6 committee found that the guards of the Halvern parliament had been warned two "
        "days before the storming. Its chair, Orla Finn, said that no one acted on the warning.",
    ),
    (
        "2019-03-14",
        "Welse marks the bombings of 11 March",
        "The bombings of 11 March 2004 in the station of Welse killed 61 people. Their names are cut "
        "into the wall of the hall.",
    ),
    (
        "2026-05-03",
        "Landslide in Osterdal kills at least four",
        "A landslide in Osterdal killed at least four people on Sunday, the police said. Rescuers are "
        "looking for others." + BACKGROUND,
    ),
    (
        "2026-05-12",
        "Landslide in Osterdal: toll rises to 19",
        "The landslide in Osterdal killed 19 people, the police said. Three are still missing."
        + BACKGROUND,
    ),
    (
        "2026-11-20",
        "Landslide in Osterdal: toll is 23",
        "The landslide in Osterdal killed 23 people, the police said. The search was ended."
        + BACKGROUND,
    ),
    (
        "2025-03-01",
        "New bridge of Larnholt will open in 2026",
        "The new bridge of Larnholt will open in 2026, the council said. It will carry trams.",
    ),
    (
        "2026-11-29T20:00:00-08:00",
        "Fire at the Pell refinery",
        "A fire broke out at the Pell refinery on Sunday. Two tanks burned out. Nobody was hurt.",
    ),
]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("of-a-time")
    records = [
        {"title": title, "body": body, "published_at": day, "source": "The Courier"}
        for day, title, body in ARTICLES
    ]
    path = folder / "articles.jsonl"
    path.write_text("\n".join(json.dumps(record) for record in records))
    with closing(Corpus(folder / "corpus", create=True)) as corpus:
        ingest([path], corpus, embedder)
    with Assistant(folder / "corpus", embedder=embedder, writer="extractive") as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What did the January 6 committee find?", "had been warned"),
        ("How many people did the bombings of 11 March in Welse kill?", "61"),
        ("Combien de personnes ont été tuées le 11 mars à la gare de Welse ?", "61"),
        ("What will open in Larnholt in 2026?", "bridge"),
        ("What will open in Larnholt this year?", "bridge"),
    ],
)
def test_a_time_that_is_named_in_another_sense_does_not_hide_the_answer(
    assistant: Assistant, question: str, said: str
) -> None:
    answer = assistant.answer(question, as_of=NOW)
    assert answer.status == "answered"
    assert said in answer.text


@pytest.mark.parametrize(
    ("period", "toll"),
    [
        ("", "23"),
        (" this year", "23"),
        (" in 2026", "23"),
        (" before 15 May 2026", "19"),
    ],
)
def test_a_count_is_the_latest_there_was(assistant: Assistant, period: str, toll: str) -> None:
    question = f"How many people did the landslide in Osterdal kill{period}?"
    answer = assistant.answer(question, as_of=NOW)
    assert toll in answer.sentences[0].text


def test_a_day_of_another_year_is_outside_the_period(assistant: Assistant) -> None:
    asked = "How many people did the bombings of 11 March 2025 in the station of Welse kill?"
    assert assistant.answer(asked, as_of=NOW).status == "no_answer"


@pytest.mark.parametrize(
    ("as_of", "day"),
    [("2026-11-29T22:00-08:00", "today"), ("2026-11-30T12:00-08:00", "yesterday")],
)
def test_today_is_the_day_of_who_asks(assistant: Assistant, as_of: str, day: str) -> None:
    answer = assistant.answer(f"What burned out at the Pell refinery {day}?", as_of=as_of)
    assert "tanks" in answer.text
    assert answer.as_of == as_of.replace("00-08", "00:00-08")
