"""Sentences that say that what stands before them is not confirmed."""

from __future__ import annotations

import pytest

from rag.generation.doubts import doubts


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "We could not confirm this."),
        ("en", "The figure hasn't been independently verified."),
        ("nl", "Dat kon niet worden bevestigd."),
        ("nl", "De gemeente bevestigde dat gisteren niet."),
        ("de", "Das ließ sich zunächst nicht bestätigen."),
        ("fr", "Nous n’avons pas pu le vérifier."),
        ("es", "El ministerio no lo ha confirmado."),
        ("it", "La notizia non è stata confermata."),
        ("pt", "A polícia não confirmou o número."),
        ("pl", "Nie udało się tego potwierdzić."),
        ("ru", "Подтвердить это не удалось: данные не подтверждены."),
        ("uk", "Цього не вдалося перевірити."),
        ("cs", "To se nepodařilo ověřit."),
        ("sv", "Uppgiften har inte kunnat bekräftas."),
        ("da", "Det er ikke blevet bekræftet."),
        ("nb", "Det er ikke bekreftet."),
        ("tr", "Bu bilgi doğrulanmadı."),
        ("ar", "لم نتمكن من التحقق من ذلك."),
        ("zh", "这一消息尚未得到证实。"),
        ("ja", "この情報は確認できていない。"),
        ("ko", "이 정보는 확인되지 않았다."),
        ("vi", "Thông tin này chưa được xác nhận."),
        ("id", "Informasi ini belum dapat dikonfirmasi."),
        ("th", "ยังไม่มีการยืนยันข่าวนี้"),
        ("ro", "Nu am putut verifica acest lucru."),
        ("hu", "Ezt nem sikerült ellenőrizni."),
        ("el", "Αυτό δεν έχει επιβεβαιωθεί."),
        ("he", "הדבר לא אומת."),
        ("fa", "این خبر تأیید نشده است."),
        ("hi", "इसकी पुष्टि नहीं हुई है।"),
        ("af", "Dit kon nie bevestig word nie."),
        ("fi", "Tietoa ei ole voitu vahvistaa."),
    ],
)
def test_a_doubt_is_known(language: str, sentence: str) -> None:
    assert doubts(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The ministry confirmed this on Monday."),
        ("en", "He did not resign."),
        ("nl", "De burgemeester bevestigde dat."),
        ("de", "Die Polizei bestätigte das."),
        ("fr", "Le maire n'a pas démissionné."),
        ("zh", "省政府证实了这一消息。"),
        ("ja", "政府はこの情報を確認した。"),
        ("ko", "정부는 이 정보를 확인했다."),
        ("vi", "Bộ đã xác nhận thông tin này."),
        ("id", "Kementerian mengonfirmasi informasi ini."),
        ("th", "รัฐบาลยืนยันข้อมูลนี้"),
        (None, "We could not confirm this."),
        (
            "en",
            "Whether the mayor had read the letter before the vote in the council could not be "
            "confirmed on Sunday night.",
        ),
        ("he", "המשטרה אישרה זאת."),
        ("fa", "پلیس این را تأیید کرد."),
        ("hi", "पुलिस ने इसकी पुष्टि की।"),
        ("af", "Die polisie het dit bevestig."),
        ("da", "Politiet bekræftede det."),
        ("fi", "Poliisi vahvisti tiedon."),
    ],
)
def test_what_says_something_itself_is_none(language: str | None, sentence: str) -> None:
    assert not doubts(sentence, language)
