"""What counts as the same word, in every language."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.corpus.analysis import terms


def stems(text: str, language: str | None) -> list[str]:
    """The terms without the keys of longer words."""
    return [term for term in terms(text, language) if not term.startswith("~")]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "strikes", "Strike"),
        ("nl", "stakingen", "staking"),
        ("nl", "foto’s", "foto's"),
        ("de", "Straßen", "STRASSE"),
        ("fr", "l’école", "écoles"),
        ("es", "elecciones", "elección"),
        ("ru", "газеты", "газета"),
        ("ru", "ёлка", "елка"),
        ("uk", "президента", "президентом"),
        ("uk", "п’ять", "п'ять"),
        ("pl", "kobiety", "kobieta"),
        ("tr", "İstanbul'da", "istanbul"),
        ("tr", "IRMAK", "ırmak"),
        ("el", "Ελλάδα", "ελλαδα"),
        ("ar", "أخبار", "اخبار"),
        ("ar", "كِتَاب", "كتاب"),
        ("hi", "खबरें", "खबर"),
        ("fa", "می\u200cشود", "میشود"),
        (None, "Ærø", "aero"),
        (None, "Łódź", "lodz"),
        (None, "Ｎｅｗｓ", "news"),
        (None, "co\u00adoperate", "cooperate"),
    ],
)
def test_forms_of_one_word_are_one_term(language: str | None, one: str, other: str) -> None:
    assert stems(one, language) == stems(other, language)
    assert len(stems(one, language)) == 1


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("1.200", "1200"),
        ("1,200", "1200"),
        ("1 200", "1200"),
        ("1\u202f200", "1200"),
        ("1'200", "1200"),
        ("١٬٢٠٠", "1200"),
        ("１２００", "1200"),
        ("3,5", "3.5"),
        ("3.5", "3.5"),
        ("11:40", "11:40"),
        ("2026", "2026"),
        ("H5N1", "h5n1"),
    ],
)
def test_a_number_is_one_term_however_it_is_written(text: str, term: str) -> None:
    assert terms(text, "en") == [term]


def test_what_is_glued_to_a_number_is_found_with_it_and_the_number_alone() -> None:
    assert terms("5G", "en") == ["5", "5g"]
    assert terms("12km", "nl") == ["12", "12km"]


def test_a_year_before_a_number_does_not_swallow_it() -> None:
    assert terms("2025 300", "fr") == ["2025", "300"]


def test_scripts_without_blanks_become_overlapping_pieces() -> None:
    assert terms("新华社记者", "zh") == ["新华", "华社", "社记", "记者"]
    assert terms("水", "zh") == ["水"]
    assert terms("ประเทศ", "th") == ["ประ", "ระเ", "ะเท", "เทศ"]


def test_latin_names_and_numbers_inside_chinese_are_kept_whole() -> None:
    assert terms("在Duynkamp罢工3天", "zh") == ["在", *terms("Duynkamp", "zh"), "罢工", "3", "天"]


def test_korean_nouns_are_found_whatever_particle_follows() -> None:
    assert set(terms("대통령", "ko")) <= set(terms("대통령이", "ko"))


def test_vietnamese_tone_marks_tell_words_apart() -> None:
    assert terms("ma má mà", "vi") == ["ma", "má", "mà"]


def test_spellings_of_a_name_share_a_key_across_languages_and_scripts() -> None:
    keys = {
        term
        for word, language in [("Poetin", "nl"), ("Putin", "en"), ("Путін", "uk"), ("Путина", "ru")]
        for term in terms(word, language)
        if term.startswith("~")
    }
    assert keys == {"~puti"}


def test_repeats_are_kept_for_counting() -> None:
    assert terms("water water", "nl").count("water") == 2


@given(st.text(max_size=200), st.sampled_from(["nl", "tr", "vi", "zh", "uk", "xx", None]))
def test_any_text_gives_terms_without_blanks_and_never_fails(
    text: str, language: str | None
) -> None:
    for term in terms(text, language):
        assert term
        assert not any(character.isspace() for character in term)


@given(st.text(alphabet="aábcčçéïñöşığ '’-1234.,", max_size=60))
def test_composed_and_decomposed_letters_are_the_same(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert terms(composed, "tr") == terms(decomposed, "tr")
