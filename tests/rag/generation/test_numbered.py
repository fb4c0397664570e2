"""Sentences with the numbers of their sources, as models write them."""

from __future__ import annotations

import pytest

from rag.generation.numbered import numbered_sentences, says_no_answer


def test_sentences_come_with_their_numbers_as_soon_as_they_are_whole() -> None:
    pieces = iter(
        ["Rain ", "fell [1]", "[2]. Snow", " melted. [3, 4]\n- Then", " it froze\nEnd [9]"]
    )
    sentences = numbered_sentences(pieces)
    assert next(sentences) == ("Rain fell.", [1, 2])
    assert next(pieces) == " melted. [3, 4]\n- Then"
    assert list(sentences) == [("Snow it froze", []), ("End", [9])]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It rained. [1]\n- It froze\nIt ended [9]",
         [("It rained.", [1]), ("It froze", []), ("It ended", [9])]),
        ("The strike began on 3 May [1] and ended on 9 May [2].",
         [("The strike began on 3 May and ended on 9 May.", [1, 2])]),
        ("In 2025 [1], it burnt.[2]", [("In 2025, it burnt.", [1, 2])]),
        ("Was it so [1]? Yes.[2]", [("Was it so?", [1]), ("Yes.", [2])]),
        ("Er sagte [1] Frau Velt ab. [2]", [("Er sagte Frau Velt ab.", [1, 2])]),
        ("It cost. [1, 2] It burnt! [3]", [("It cost.", [1, 2]), ("It burnt!", [3])]),
        ("Est-ce vrai [1] ? Oui. [2]", [("Est-ce vrai ?", [1]), ("Oui.", [2])]),
        ("下雨了。[1]雪化了[2]。", [("下雨了。", [1]), ("雪化了。", [2])]),
        ("قال ذلك. [1] ثم ذهب. [2]", [("قال ذلك.", [1]), ("ثم ذهب.", [2])]),
        ("It froze. [1].", [("It froze.", [1])]),
        ("[1] It froze.\n[2] It rained.", [("It froze.", [1]), ("It rained.", [2])]),
        ("It froze. [1-3]", [("It froze.", [1, 2, 3])]),
        ("It froze [1]–[3].", [("It froze.", [1, 2, 3])]),
        ("It froze [2] and [4].", [("It froze.", [2, 4])]),
        ("It froze. [Passage 1]", [("It froze.", [1])]),
        ("It froze (1).", [("It froze.", [1])]),
        ("It froze (passages 1 and 3).", [("It froze.", [1, 3])]),
        ("Velt won (3-1) [2].", [("Velt won (3-1).", [2])]),
        ("Velt won (3-1).", [("Velt won (3-1).", [])]),
        ("It [sic] froze in [2025]. [12]", [("It [sic] froze in [2025].", [12])]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("size", [1, 100])
def test_numbers_are_read_wherever_they_stand(
    text: str, sentences: list[tuple[str, list[int]]], size: int
) -> None:
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    assert list(numbered_sentences(pieces)) == sentences


@pytest.mark.parametrize("piece", [" " * 12, "[1] ", "[1", "a [", ". ", "a] "])
def test_what_goes_on_without_end_is_read_in_passing(piece: str) -> None:
    """Were all of it looked at again with each piece, this would take minutes."""
    assert all(
        len(text) < 3_000 for text, _ in numbered_sentences(["It froze. [1]\n", *[piece] * 4_000])
    )


def test_a_thought_without_a_beginning_ends_with_its_mark() -> None:
    pieces = ["They ask of frost.\n", "Passage 2 tells. [2]\n", "</th", "ink>\nIt froze. [1]"]
    assert list(numbered_sentences(pieces)) == [("It froze.", [1])]


@pytest.mark.parametrize("text", ["NO ANSWER", "No answer.", "**NO ANSWER**", "“NO ANSWER”"])
def test_no_answer_is_known(text: str) -> None:
    assert says_no_answer(text)
    assert not says_no_answer("No answer came from the ministry.")
