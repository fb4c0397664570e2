"""What was encoded twice is set right; no clean text is ever changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.cleaning import Cleaned, clean
from ingest.mojibake import repaired_text
from ingest.records import Origin, RawArticle
from ingest.sources import read
from tests.ingest.conftest import TODAY

ROOT = Path(__file__).resolve().parents[2]
SENTENCES = [
    "L’été dernier, le maire a annoncé la réouverture du pont à Mérel.",
    "Die Brücke bleibt bis März gesperrt; der Umweg kostet 40 Minuten.",
    "El próximo año habrá una estación más en Córdoba, según el señor Núñez.",
    "De coördinatie van het café in Ürsel is opnieuw geïnd.",
    "Мост снова открыт. Ремонт занял одиннадцать недель, сообщили власти.",
    "大桥于周五重新开放。维修工作历时十一周。",
    "Most został ponownie otwarty w piątek — źródła.",
    "“It is closed,” she said — the café’s owner, that is…",
]
ALPHABETS = {
    "fr": "abcdefghijklmnopqrstuvwxyzàâæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ",
    "de": "abcdefghijklmnopqrstuvwxyzäöüßÄÖÜ",
    "es": "abcdefghijklmnopqrstuvwxyzáéíñóúüÁÉÍÑÓÚÜ",
    "pt": "abcdefghijklmnopqrstuvwxyzáâãàçéêíóôõúÁÂÃÀÇÉÊÍÓÔÕÚ",
    "pl": "abcdefghijklmnopqrstuvwxyząćęłńóśźżĄĆĘŁŃÓŚŹŻ",
    "cs": "abcdefghijklmnopqrstuvwxyzáčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ",
    "sv": "abcdefghijklmnopqrstuvwxyzåäöéøæÅÄÖÉØÆ",
    "tr": "abcçdefgğhıijklmnoöprsştuüvyzâîûABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZÂÎÛ",
    "ro": "abcdefghijklmnopqrstuvwxyzăâîșțĂÂÎȘȚ",
    "vi": "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạầấậẵệộợữÀÃÁẠÂẤĂĐÊÔƠƯ",
    "ru": "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщыьэюя",
    "ar": "اأبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "zh": "港口关闭了橋は再開された",
}
MARKS = ["", "", "", "’s", "…", " — ", "“", "”", " €5", "£3", "°", "«", "»", "½", ",", "."]


@pytest.mark.parametrize("text", SENTENCES)
def test_what_was_encoded_twice_is_set_right(text: str) -> None:
    twice = text.encode().decode("latin-1")
    assert repaired_text(twice) == text


@pytest.mark.parametrize("text", SENTENCES[:4])
def test_an_article_is_repaired_with_a_remark(text: str) -> None:
    def twice(part: str) -> str:
        return part.encode().decode("latin-1")

    raw = RawArticle(Origin("a.txt"), f"Plain.\n{twice(text)}\n{text}", {"title": twice(text)})
    cleaned = clean(raw, TODAY)
    assert isinstance(cleaned, Cleaned)
    assert cleaned.article.title == text
    by_name = RawArticle(Origin("a.txt"), "Plain text of words.", {"authors": [twice(text), "A."]})
    by_object = replace(by_name, fields={"authors": [{"name": twice(text)}, {"name": "A."}]})
    for raw in (by_name, by_object):
        found = clean(raw, TODAY)
        assert isinstance(found, Cleaned)
        assert found.article.authors == (text, "A.")
        assert found.warnings == cleaned.warnings
    assert cleaned.article.body == f"Plain.\n{text}\n{text}"
    assert cleaned.warnings == ("Text that was encoded twice was set right.",)


@pytest.mark.parametrize("text", ["É’s É£3", "Ã’s Ã£3", "IRMÃ’s CAFÉ’s", "Ç° É°", "Î’s Î€5"])
def test_capitals_before_marks_stay(text: str) -> None:
    assert repaired_text(text) == text


@pytest.mark.parametrize("text", SENTENCES)
def test_sound_sentences_stay(text: str) -> None:
    assert repaired_text(text) == text


def test_the_sample_archive_stays() -> None:
    articles = list(read(ROOT / "data" / "sample"))
    assert len(articles) > 70
    for raw in articles:
        assert isinstance(raw, RawArticle)
        assert repaired_text(raw.body) == raw.body


def words_of(letters: str) -> st.SearchStrategy[str]:
    word = st.text(st.sampled_from(letters), min_size=1, max_size=12)
    return st.lists(st.tuples(word, st.sampled_from(MARKS)).map("".join), max_size=12).map(" ".join)


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(sorted(ALPHABETS)).map(ALPHABETS.__getitem__).flatmap(words_of))
def test_words_of_any_language_stay(text: str) -> None:
    assert repaired_text(text) == text


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=80))
def test_setting_right_twice_is_setting_right_once(text: str) -> None:
    once = repaired_text(text)
    assert repaired_text(once) == once
