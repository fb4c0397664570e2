"""What came of adding articles, as HTML."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest import Rejection
from ingest.records import NOTHING_TAKEN_IN
from ui.page.views.adding import intake_view
from ui.serving.uploads import IntakeState
from ui.texts import TEXTS


@pytest.mark.parametrize(
    ("rejection", "place"),
    [
        (Rejection("/tmp/x/a.jsonl", 3, "No."), "a.jsonl:3"),
        (Rejection("/tmp/x/a.json", None, "No.", 7), "a.json, item 7"),
        (Rejection("https://news.example/feed", None, "No.", 2), "https://news.example/feed, item 2"),
        (Rejection("/tmp/x/a.txt", None, "No."), "a.txt"),
    ],
)  # fmt: skip
def test_what_was_rejected_is_named_without_its_folder(rejection: Rejection, place: str) -> None:
    summary = replace(NOTHING_TAKEN_IN, rejected=(rejection,))
    assert f"<bdi>{place}</bdi>: " in intake_view(IntakeState(summary=summary), TEXTS["en"])


def test_that_reasons_are_in_english_is_told_where_the_page_is_not() -> None:
    summary = replace(NOTHING_TAKEN_IN, rejected=(Rejection("/tmp/x/a.txt", None, "No text."),))
    view = intake_view(IntakeState(summary=summary), TEXTS["nl"])
    assert "Waarom niet, staat er in het Engels bij." in view
    assert '<span lang="en">No text.</span>' in view


def test_what_must_wait_can_be_tried_again() -> None:
    view = intake_view(
        IntakeState(locked=True), TEXTS["nl"], "0" * 32, "https://news.example/a?b&c"
    )
    assert "Iemand anders wijzigt nu het archief." in view
    assert f'data-batch="{"0" * 32}" data-address="https://news.example/a?b&amp;c"' in view
