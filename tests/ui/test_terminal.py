"""Foreign text on its way to a terminal."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.terminal import duration, echo_json, harmless, one_line


@given(st.text())
def test_no_control_character_but_line_breaks_and_tabs_survives(text: str) -> None:
    left = {character for character in harmless(text) if ord(character) < 32}
    assert left <= {"\n", "\t"}
    assert "\n" not in one_line(text)


@pytest.mark.parametrize("text", ["Путін", "النص العربي", "新闻", "नमस्ते", "e\u0301", "👩‍🚀"])
def test_letters_of_every_script_stay(text: str) -> None:
    assert harmless(text) == one_line(text) == text


def test_json_is_exact_and_steers_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    value = {"quote": "a\x1b[31m\x9b\u202eb Путін \ud800"}
    echo_json(value)
    printed = capsys.readouterr().out
    assert json.loads(printed) == value
    assert not {character for character in printed if character in "\x1b\x9b\u202e\ud800"}


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.2, "0 s"), (59.4, "59 s"), (150, "2 min"), (3900, "1 h 5 min")]
)
def test_durations_are_said_as_people_say_them(seconds: float, said: str) -> None:
    assert duration(seconds) == said
