"""Sentences that cannot be understood without the one before them."""

from __future__ import annotations

import pytest

from rag.generation.leaning import leans_back


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "She resigned on Monday."),
        ("en", "But she stays until May."),
        ("en", "Of them three were badly hurt."),
        ("en", "That was wrong."),
        ("en", '"I am not running away," she said.'),
        ("nl", "Dat kon niemand weten."),
        ("nl", '"Ik loop niet weg", zei ze.'),
        ("de", "Er wies das zurück."),
        ("fr", "Il réclame une exception."),
        ("es", "Su abogado lo niega."),
        ("pl", "Jej prezes milczy."),
        ("ru", "По её словам, воды нет."),
        ("uk", "Їх виявили у вересні."),
        ("tr", "Bu, ilk vaka."),
        ("ar", "هذا ما قاله الوزير."),
        ("zh", "其中三人重伤。"),
        ("ja", "うち3人が重傷。"),
        ("ko", "이 중 세 명이 중상이다."),
        ("vi", "Ông ấy đã phủ nhận điều đó."),
        ("id", "Mereka ditemukan pada hari Senin."),
        ("th", "เธอลาออกเมื่อวันจันทร์"),
        ("cs", "Jeho advokát to popírá."),
        ("ro", "Ea a demisionat luni."),
        ("hu", "Ő hétfőn lemondott."),
        ("el", "Αυτή παραιτήθηκε τη Δευτέρα."),
        ("he", "היא התפטרה ביום שני."),
        ("fa", "او دوشنبه استعفا کرد."),
        ("hi", "उन्होंने सोमवार को इस्तीफ़ा दिया।"),
        ("af", "Sy het Maandag bedank."),
        ("da", "Hun gik af i mandags."),
        ("fi", "Hän erosi maanantaina."),
        ("sv", "Hon avgick i måndags."),
        ("nb", "De ble funnet mandag."),
    ],
)
def test_what_stands_for_something_said_before_leans(language: str, sentence: str) -> None:
    assert leans_back(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The mayor said that she stays."),
        ("en", "This week the bridge opens."),
        ("en", '"I am not running away," Marit Dorn said.'),
        ("nl", "Deze week gaat de brug open."),
        ("nl", "De burgemeester zei dat ze blijft."),
        ("de", "Das Ministerium wies das zurück."),
        ("fr", "Le ministre dit qu'il reste."),
        ("es", "El banco dijo que su sede cierra."),
        ("ru", "Мэр сказала, что она остаётся."),
        ("zh", "市长说他不会辞职。"),
        ("ja", "市長は辞任した。"),
        ("vi", "Tuần này cây cầu mở cửa."),
        ("id", "Minggu ini jembatan dibuka."),
        ("th", "สัปดาห์นี้สะพานจะเปิด"),
        ("ko", "시장은 사임했다."),
        (None, "She resigned."),
        ("cs", "Tento týden se most otevře."),
        ("ro", "Această săptămână se deschide podul."),
        ("hu", "A polgármester azt mondta, hogy marad."),
        ("el", "Αυτή την εβδομάδα ανοίγει η γέφυρα."),
        ("he", "השבוע ייפתח הגשר."),
        ("fa", "این هفته پل باز می‌شود."),
        ("hi", "इस हफ़्ते पुल खुलेगा।"),
        ("af", "Hierdie week gaan die brug oop."),
        ("da", "Denne uge åbner broen."),
        ("fi", "Tällä viikolla silta avataan."),
        ("sv", "Den här veckan öppnar bron."),
        ("nb", "Denne uken åpner broen."),
    ],
)
def test_what_says_of_whom_it_speaks_does_not(language: str | None, sentence: str) -> None:
    assert not leans_back(sentence, language)
