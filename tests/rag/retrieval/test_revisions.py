"""Figures that a report gives otherwise than an earlier report of its story."""

from __future__ import annotations

import pytest

from rag.embedding.model import Embedder
from rag.retrieval.revisions import Told, revisions


def told(*sentences: str, language: str = "en", title: str = "", corrects: bool = False) -> Told:
    """A report whose sentences are all near to the question."""
    return Told(language, title, sentences, sentences, corrects)


def last(embedder: Embedder, *story: Told) -> list[tuple[float, float]]:
    """What the last report of a story changes: (before, now)."""
    return [(change.before, change.now) for change in revisions(story, embedder)[-1]]


@pytest.mark.parametrize(
    "second",
    [
        told("The flood in Ottering has killed 31 people."),
        told("Bij de overstroming in Ottering zijn 31 mensen omgekomen.", language="nl"),
        told("Bei der Flut in Ottering sind einunddreißig Menschen ums Leben gekommen.", language="de"),
    ],
)  # fmt: skip
def test_a_figure_of_the_same_thing_is_found_in_any_language(
    embedder: Embedder, second: Told
) -> None:
    first = told("The flood in Ottering has killed 23 people.", "The river rose by 4 metres.")
    assert last(embedder, first, second) == [(23, 31)]


@pytest.mark.parametrize(
    "second",
    [
        told("Het akkoord kost 3.000 florijn per leerling.", language="nl"),
        told("Het akkoord kost drieduizend florijn per leerling.", language="nl"),
        told("L'accord coûte 3 000 florins par élève.", language="fr"),
    ],
)
def test_the_same_figure_written_otherwise_is_no_change(embedder: Embedder, second: Told) -> None:
    first = told("The agreement costs 3,000 florins a pupil.")
    assert last(embedder, first, second) == []


def test_a_clause_that_names_the_old_and_the_new_figure_tells_of_a_change(
    embedder: Embedder,
) -> None:
    first = told("Unas 140 personas siguen sin aparecer.", language="es")
    second = told("The provincial government brought the number down from 140 to 117.")
    assert last(embedder, first, second) == [(140, 117)]


def test_a_correction_gives_the_right_figure_after_the_wrong_one(embedder: Embedder) -> None:
    first = told("In Duinmark 640,000 birds have been killed.")
    second = told(
        "On Tuesday we wrote that 640,000 birds had been killed.",
        "The figure should have been 604,000.",
        corrects=True,
    )
    assert last(embedder, first, second) == [(640_000, 604_000)]


def test_a_figure_that_the_later_report_names_too_still_holds(embedder: Embedder) -> None:
    first = told("The recount gave 140 votes to Montefrio.")
    second = told("The recount gave 178 votes to Montefrio.", "Some 140 votes had been swapped.")
    assert last(embedder, first, told("The recount gave 178 votes to Montefrio.")) == [(140, 178)]
    assert last(embedder, first, second) == []


@pytest.mark.parametrize(
    "sentences",
    [
        ("The bridge is to open in 2027.", "The bridge is to open in 2029."),
        ("The bridge opens on 3 May.", "The bridge opens on 9 May."),
        ("The bridge opens at 18:41.", "The bridge opens at 20:15."),
        ("The bridge costs 40 million florins.", "The bridge costs 40 percent more."),
        ("The bridge carries 43 of the carriages.", "The bridge carries 41 pct of the carriages."),
        ("The bridge is 90 metres long.", "The bridge is 9,000 metres long."),
    ],
)
def test_years_dates_times_and_figures_of_another_kind_are_none(
    embedder: Embedder, sentences: tuple[str, str]
) -> None:
    assert last(embedder, *map(told, sentences)) == []


@pytest.mark.parametrize(
    "sentences",
    [
        ("The yard of Ottering has 240 workers.", "The yard has taken back 90 of its 240 workers."),
        ("Die Werft hat 43 Kutter.", "Davon fahren 29 der 43 Kutter wieder."),
        ("The shaft is 66 centimetres wide.", "The way up the 66 centimetre shaft took 20 minutes."),
        ("Ottering has 61,000 residents.", "In all 61,000 residents in some 27,000 houses are cut off."),
    ],
)  # fmt: skip
def test_shares_and_figures_of_two_things_are_no_change(
    embedder: Embedder, sentences: tuple[str, str]
) -> None:
    languages = ["de" if "Werft" in sentences[0] else "en"] * 2
    story = [told(each, language=code) for each, code in zip(sentences, languages, strict=True)]
    assert last(embedder, *story) == []


def test_the_new_figure_may_stand_before_the_old_one(embedder: Embedder) -> None:
    first = told("The plan is for 22 turbines.")
    assert last(embedder, first, told("There will be 18 turbines instead of 22.")) == [(22, 18)]


def test_a_figure_by_itself_is_of_nothing_known(embedder: Embedder) -> None:
    first = told("Con el recuento Ruiz sumó 48.098.", language="es")
    second = told("Resultado: Ruiz, 48.261; Peralta, 48.174.", language="es")
    assert last(embedder, first, second) == []


def test_a_word_for_percent_is_no_hundred(embedder: Embedder) -> None:
    first = told("رفع المصرف سعر الفائدة من 8.5 إلى 9.25 في المئة.", language="ar")
    second = told("خفض المصرف سعر الفائدة من 9.25 إلى 8.75 في المئة.", language="ar")
    assert last(embedder, first, second) == [(9.25, 8.75)]


def test_a_correction_that_repeats_a_report_changes_nothing_by_that(embedder: Embedder) -> None:
    swapped = told("The recount gave Sorel 140 votes more.")
    won = Told("en", "", ("Sorel has won by 78 votes.", "She went home."), ("She went home.",))
    corrected = told("On Sunday we wrote that the recount gave Sorel 78 votes more.", corrects=True)
    assert last(embedder, swapped, won, corrected) == []


def test_stories_without_figures_have_no_changes(embedder: Embedder) -> None:
    assert revisions([], embedder) == ()
    assert revisions([told("Nothing."), told("Nothing else.")], embedder) == ((), ())
