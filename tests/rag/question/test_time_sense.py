"""A question's words about time mean a period, the present, or nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from rag.question.time_sense import TimeSense, names_period, time_sense, without_period

AS_OF = datetime(2026, 11, 24, 12, tzinfo=UTC)  # a Tuesday


def days(question: str, language: str) -> tuple[str, str] | None:
    sense = time_sense(question, language, AS_OF)
    if sense.since is None or sense.until is None:
        return None
    return sense.since.date().isoformat(), sense.until.date().isoformat()


@pytest.mark.parametrize(
    ("question", "language", "first", "last"),
    [
        ("What happened on 13 August 2025?", "en", "2025-08-13", "2025-08-13"),
        ("What happened on August 13, 2025?", "en", "2025-08-13", "2025-08-13"),
        ("What did the bank do in April 2026?", "en", "2026-04-01", "2026-04-30"),
        ("Welke minister stapte in november 2025 op?", "nl", "2025-11-01", "2025-11-30"),
        ("Was geschah im September 2025?", "de", "2025-09-01", "2025-09-30"),
        ("Que s'est-il passé entre le 14 et le 17 août 2025 ?", "fr", "2025-08-14", "2025-08-17"),
        ("¿Qué pasó en junio de 2025?", "es", "2025-06-01", "2025-06-30"),
        ("Что случилось в марте 2025 года?", "ru", "2025-03-01", "2025-03-31"),
        ("Що сталося у січні 2026 року?", "uk", "2026-01-01", "2026-01-31"),
        ("Co się stało w październiku 2025?", "pl", "2025-10-01", "2025-10-31"),
        ("ماذا حدث في مارس 2025؟", "ar", "2025-03-01", "2025-03-31"),
        ("2025年8月13日发生了什么?", "zh", "2025-08-13", "2025-08-13"),
        ("Events of 2025-08-13", "en", "2025-08-13", "2025-08-13"),
        ("Was war am 13.08.2025?", "de", "2025-08-13", "2025-08-13"),
        ("What happened on 13 Aug 2025?", "en", "2025-08-13", "2025-08-13"),
        ("What happened on Aug. 13, 2025?", "en", "2025-08-13", "2025-08-13"),
        ("Who resigned in Sept 2025?", "en", "2025-09-01", "2025-09-30"),
        ("ماذا حدث في 13 آب 2024؟", "ar", "2024-08-13", "2024-08-13"),
        ("ماذا حدث في 13 أغسطس/آب 2024؟", "ar", "2024-08-13", "2024-08-13"),
        ("ماذا حدث في ١٣ أغسطس ٢٠٢٤؟", "ar", "2024-08-13", "2024-08-13"),
        ("در ۱۳ اوت ۲۰۲۴ چه شد؟", "fa", "2024-08-13", "2024-08-13"),
        ("2025년 8월 13일에 무슨 일이?", "ko", "2025-08-13", "2025-08-13"),
        ("10 HAZİRAN 2025'te ne oldu?", "tr", "2025-06-10", "2025-06-10"),
        ("2025年三月发生了什么？", "zh", "2025-03-01", "2025-03-31"),
        ("二〇二五年十月二十三日发生了什么？", "zh", "2025-10-23", "2025-10-23"),
        ("二零二四年发生了什么？", "zh", "2024-01-01", "2024-12-31"),
        ("十月三十日至三十一日发生了什么？", "zh", "2026-10-30", "2026-10-31"),
        ("去年三月发生了什么？", "zh", "2025-03-01", "2025-03-31"),
        ("去年の三月に何が起きた？", "ja", "2025-03-01", "2025-03-31"),
        ("What happened in March last year?", "en", "2025-03-01", "2025-03-31"),
        ("Wat gebeurde er vorig jaar op 5 maart?", "nl", "2025-03-05", "2025-03-05"),
        ("Was geschah im März des letzten Jahres?", "de", "2025-03-01", "2025-03-31"),
        ("Que s'est-il passé en mars de l'année dernière ?", "fr", "2025-03-01", "2025-03-31"),
        ("¿Qué pasó en marzo del año pasado?", "es", "2025-03-01", "2025-03-31"),
        ("Что было в марте прошлого года?", "ru", "2025-03-01", "2025-03-31"),
        ("Geçen yıl martta ne oldu?", "tr", "2025-03-01", "2025-03-31"),
        ("Was geschah am 3.11.?", "de", "2026-11-03", "2026-11-03"),
        ("Was geschah vom 3.11. bis 5.11. in Köln?", "de", "2026-11-03", "2026-11-05"),
        ("Que s'est-il passé le 3/11 ?", "fr", "2026-11-03", "2026-11-03"),
        ("Co se stalo 13. srpna 2025?", "cs", "2025-08-13", "2025-08-13"),
        ("Co se stalo loni v říjnu?", "cs", "2025-10-01", "2025-10-31"),
        ("Ce s-a întâmplat în octombrie anul trecut?", "ro", "2025-10-01", "2025-10-31"),
        ("Mi történt 2025. augusztus 13-án?", "hu", "2025-08-13", "2025-08-13"),
        ("Mi történt augusztus 13-án?", "hu", "2026-08-13", "2026-08-13"),
        ("Mi történt tavaly októberben?", "hu", "2025-10-01", "2025-10-31"),
        ("Τι έγινε στις 13 Αυγούστου του 2025;", "el", "2025-08-13", "2025-08-13"),
        ("Τι έγινε τη 13η Αυγούστου 2025;", "el", "2025-08-13", "2025-08-13"),
        ("Τι έγινε πέρυσι τον Οκτώβριο;", "el", "2025-10-01", "2025-10-31"),
        ("מה קרה ב-13 באוגוסט 2025?", "he", "2025-08-13", "2025-08-13"),
        ("מה קרה ב-2024?", "he", "2024-01-01", "2024-12-31"),
        ("در ۱۳ اوت ۲۰۲۵ چه شد؟", "fa", "2025-08-13", "2025-08-13"),
        ("13 अगस्त 2025 को क्या हुआ?", "hi", "2025-08-13", "2025-08-13"),
        ("१३ फरवरी २०२५ को क्या हुआ?", "hi", "2025-02-13", "2025-02-13"),
        ("2024 में क्या हुआ?", "hi", "2024-01-01", "2024-12-31"),
        ("Wat het op 13 Augustus 2025 gebeur?", "af", "2025-08-13", "2025-08-13"),
        ("Hvad skete der den 13. august 2025?", "da", "2025-08-13", "2025-08-13"),
        ("Mitä tapahtui 13. elokuuta 2025?", "fi", "2025-08-13", "2025-08-13"),
        ("Wat het op die 13de Augustus 2025 gebeur?", "af", "2025-08-13", "2025-08-13"),
    ],
)
def test_a_named_date_is_its_days(question: str, language: str, first: str, last: str) -> None:
    assert days(question, language) == (first, last)


@pytest.mark.parametrize(
    ("question", "language", "first", "last"),
    [
        ("What happened yesterday?", "en", "2026-11-23", "2026-11-23"),
        ("Wat gebeurde er vorige week?", "nl", "2026-11-16", "2026-11-22"),
        ("Was geschah letzten Monat?", "de", "2026-10-01", "2026-10-31"),
        ("Que s'est-il passé l'an dernier ?", "fr", "2025-01-01", "2025-12-31"),
        ("上个月发生了什么？", "zh", "2026-10-01", "2026-10-31"),
        ("Что произошло вчера?", "ru", "2026-11-23", "2026-11-23"),
        ("Wat gebeurde er vorig jaar?", "nl", "2025-01-01", "2025-12-31"),
        ("Wat gebeurde er verleden week?", "nl", "2026-11-16", "2026-11-22"),
        ("Was geschah letztes Jahr?", "de", "2025-01-01", "2025-12-31"),
        ("Was geschah in letztem Monat?", "de", "2026-10-01", "2026-10-31"),
        ("Que s'est-il passé l'année passée ?", "fr", "2025-01-01", "2025-12-31"),
        ("Que s'est-il passé l'an passé ?", "fr", "2025-01-01", "2025-12-31"),
        ("¿Qué pasó el pasado mes?", "es", "2026-10-01", "2026-10-31"),
        ("Cosa è successo l'anno passato?", "it", "2025-01-01", "2025-12-31"),
        ("O que houve na passada semana?", "pt", "2026-11-16", "2026-11-22"),
        ("Co się stało w zeszłym roku?", "pl", "2025-01-01", "2025-12-31"),
        ("Что было в прошлом году?", "ru", "2025-01-01", "2025-12-31"),
        ("Що сталося торік?", "uk", "2025-01-01", "2025-12-31"),
        ("Geçtiğimiz yıl ne oldu?", "tr", "2025-01-01", "2025-12-31"),
        ("ماذا حدث العام المنصرم؟", "ar", "2025-01-01", "2025-12-31"),
        ("上週發生了什麼？", "zh", "2026-11-16", "2026-11-22"),
        ("Ce s-a întâmplat anul trecut?", "ro", "2025-01-01", "2025-12-31"),
        ("Co se stalo včera?", "cs", "2026-11-23", "2026-11-23"),
        ("Co se stalo minulý týden?", "cs", "2026-11-16", "2026-11-22"),
        ("Co se dělo v minulém měsíci?", "cs", "2026-10-01", "2026-10-31"),
        ("Co se stalo loni?", "cs", "2025-01-01", "2025-12-31"),
        ("Ce s-a întâmplat alaltăieri?", "ro", "2026-11-22", "2026-11-22"),
        ("Ce s-a întâmplat săptămâna trecută?", "ro", "2026-11-16", "2026-11-22"),
        ("Ce s-a schimbat luna aceasta?", "ro", "2026-11-01", "2026-11-30"),
        ("Mi történt tegnapelőtt?", "hu", "2026-11-22", "2026-11-22"),
        ("Mi történt a múlt héten?", "hu", "2026-11-16", "2026-11-22"),
        ("Mi változott tavaly?", "hu", "2025-01-01", "2025-12-31"),
        ("Τι έγινε χθες;", "el", "2026-11-23", "2026-11-23"),
        ("Τι έγινε την περασμένη εβδομάδα;", "el", "2026-11-16", "2026-11-22"),
        ("Τι άλλαξε αυτόν τον μήνα;", "el", "2026-11-01", "2026-11-30"),
        ("Τι έγινε πέρσι;", "el", "2025-01-01", "2025-12-31"),
        ("מה קרה אתמול?", "he", "2026-11-23", "2026-11-23"),
        ("מה קרה בשבוע שעבר?", "he", "2026-11-16", "2026-11-22"),
        ("دیروز چه شد؟", "fa", "2026-11-23", "2026-11-23"),
        ("هفته‌ی گذشته چه شد؟", "fa", "2026-11-16", "2026-11-22"),
        ("پارسال چه شد؟", "fa", "2025-01-01", "2025-12-31"),
        ("कल क्या हुआ?", "hi", "2026-11-23", "2026-11-23"),
        ("पिछले महीने क्या हुआ?", "hi", "2026-10-01", "2026-10-31"),
        ("Wat het gister gebeur?", "af", "2026-11-23", "2026-11-23"),
        ("Wat het verlede jaar gebeur?", "af", "2025-01-01", "2025-12-31"),
        ("Hvad skete der i går?", "da", "2026-11-23", "2026-11-23"),
        ("Hvad skete der sidste år?", "da", "2025-01-01", "2025-12-31"),
        ("Mitä tapahtui eilen?", "fi", "2026-11-23", "2026-11-23"),
        ("Mitä tapahtui viime kuussa?", "fi", "2026-10-01", "2026-10-31"),
        ("Vad hände i går kväll?", "sv", "2026-11-23", "2026-11-23"),
        ("Vad hände i fjol?", "sv", "2025-01-01", "2025-12-31"),
        ("Hva skjedde i forgårs?", "nb", "2026-11-22", "2026-11-22"),
        ("Hva skjedde forrige måned?", "nb", "2026-10-01", "2026-10-31"),
    ],
)
def test_a_relative_date_counts_from_the_moment_of_asking(
    question: str, language: str, first: str, last: str
) -> None:
    assert days(question, language) == (first, last)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Who won in 2024, and why?", "en"),
        ("Who won in 2024?", "en"),
        ("Wat gebeurde er in 2024?", "nl"),
        ("Was geschah 2024 in Berlin?", "de"),
        ("Wer ging im Jahr 2024?", "de"),
        ("Qui a gagné en 2024 ?", "fr"),
        ("¿Quién ganó en 2024?", "es"),
        ("Chi ha vinto nel 2024?", "it"),
        ("Quem ganhou em 2024?", "pt"),
        ("Что случилось в 2024 году?", "ru"),
        ("Що сталося у 2024 році?", "uk"),
        ("Co się stało w 2024 roku?", "pl"),
        ("2024'te ne oldu?", "tr"),
        ("ماذا حدث في عام ٢٠٢٤؟", "ar"),
        ("2024年发生了什么？", "zh"),
        ("Ce s-a întâmplat în 2024?", "ro"),
        ("What happened in 2024 elections?", "en"),
        ("What changed in 2024 versus 2022?", "en"),
        ("Waarom staakten in 2024 werknemers?", "nl"),
        ("Pourquoi en 2024 Paris a-t-il refusé ?", "fr"),
        ("¿Qué hizo en 2024 Estados Unidos?", "es"),
        ("¿Qué pasó en 2024 mientras llovía?", "es"),
        ("Wer gewann die Landtagswahl 2024?", "de"),
        ("Wer gewann die EM 2024?", "de"),
        ("Was ist 2024 passiert?", "de"),
        ("Wer wurde 2024 gewählt?", "de"),
        ("Что было за 2024 год?", "ru"),
        ("2024 yılında ne oldu?", "tr"),
        ("Co se stalo v roce 2024?", "cs"),
        ("Mi történt 2024-ben?", "hu"),
        ("Τι έγινε το 2024;", "el"),
    ],
)
def test_a_named_year_is_its_days(question: str, language: str) -> None:
    assert days(question, language) == ("2024-01-01", "2024-12-31")


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What happened in the 1990s?", "en"),
        ("Who led the 1990s reforms?", "en"),
        ("Wat gebeurde er in de jaren 1990?", "nl"),
        ("Was geschah in den 1990er Jahren?", "de"),
        ("Que s'est-il passé dans les années 1990 ?", "fr"),
        ("¿Qué pasó en los años 1990?", "es"),
        ("Cosa è successo negli anni 1990?", "it"),
        ("O que aconteceu nos anos 1990?", "pt"),
        ("Co się stało w latach 1990?", "pl"),
        ("Что случилось в 1990-х годах?", "ru"),
        ("Що сталося у 1990-х роках?", "uk"),
        ("1990'larda ne oldu?", "tr"),
        ("1990年代发生了什么？", "zh"),
        ("1990年代に何が起きた？", "ja"),
        ("1990년대에 무슨 일이 있었나요?", "ko"),
    ],
)
def test_a_decade_is_ten_years(question: str, language: str) -> None:
    assert days(question, language) == ("1990-01-01", "1999-12-31")


@pytest.mark.parametrize(
    ("question", "language", "first", "last"),
    [
        ("Between 28 February and 3 March 2025?", "en", "2025-02-28", "2025-03-03"),
        ("What fell from January to March 2025?", "en", "2025-01-01", "2025-03-31"),
        ("Between March and May 2024?", "en", "2024-03-01", "2024-05-31"),
        ("Who met on August 13-17, 2025?", "en", "2025-08-13", "2025-08-17"),
        ("Between December and January 2025?", "en", "2024-12-01", "2025-01-31"),
        ("From December 2024 to January?", "en", "2024-12-01", "2025-01-31"),
        ("From October to January?", "en", "2026-10-01", "2027-01-31"),
        ("From September to October?", "en", "2026-09-01", "2026-10-31"),
        ("Between 29 February and 3 March?", "en", "2024-02-29", "2024-03-03"),
        ("Entre o 28 de fevereiro e o 3 de março de 2025?", "pt", "2025-02-28", "2025-03-03"),
        ("Od stycznia do marca 2025?", "pl", "2025-01-01", "2025-03-31"),
        ("بين يناير ومارس 2025", "ar", "2025-01-01", "2025-03-31"),
        ("2025年1月至3月？", "zh", "2025-01-01", "2025-03-31"),
        ("From 2020 to 2023?", "en", "2020-01-01", "2023-12-31"),
        ("С 2020 по 2023 год?", "ru", "2020-01-01", "2023-12-31"),
        ("From the 1990s to the 2010s?", "en", "1990-01-01", "2019-12-31"),
        ("Dal 2020 al 2023?", "it", "2020-01-01", "2023-12-31"),
        ("Od 2020 do 2023 roku?", "pl", "2020-01-01", "2023-12-31"),
    ],
)
def test_the_ends_of_a_range_share_a_year(
    question: str, language: str, first: str, last: str
) -> None:
    assert days(question, language) == (first, last)


@pytest.mark.parametrize(
    ("question", "language", "first"),
    [
        ("What happened in May?", "en", "2026-05-01"),
        ("what changed in march?", "en", "2026-03-01"),
        ("What happened last March?", "en", "2026-03-01"),
        ("Who died in the storms of March?", "en", "2026-03-01"),
        ("Was geschah im Mai?", "de", "2026-05-01"),
        ("Que s'est-il passé en mars ?", "fr", "2026-03-01"),
        ("Qui a mené la grève d'avril ?", "fr", "2026-04-01"),
        ("Cosa è successo a marzo?", "it", "2026-03-01"),
        ("Mart'ta ne oldu?", "tr", "2026-03-01"),
        ("Kasımda kaç kişi öldü?", "tr", "2026-11-01"),
        ("三月桥上发生了什么？", "zh", "2026-03-01"),
        ("三月に何が起きた？", "ja", "2026-03-01"),
        ("ماذا حدث في مارس؟", "ar", "2026-03-01"),
        ("ماذا حدث في نيسان؟", "ar", "2026-04-01"),
        ("ماذا حدث في ماي؟", "ar", "2026-05-01"),
        ("Ce s-a întâmplat în mai?", "ro", "2026-05-01"),
        ("Ce s-a schimbat în mai la Iași?", "ro", "2026-05-01"),
        ("Wat waren de cijfers voor augustus?", "nl", "2026-08-01"),
        ("What happened on 12 may?", "en", "2026-05-12"),
        ("What happened on the 12th of may?", "en", "2026-05-12"),
        ("What changed on march 10 in Rome?", "en", "2026-03-10"),
        ("What happened March 10 in Rome?", "en", "2026-03-10"),
        ("من ضربته عواصف يناير؟", "ar", "2026-01-01"),
        ("Hva skjedde i mai?", "nb", "2026-05-01"),
        ("Hvad skete der i marts?", "da", "2026-03-01"),
        ("Mitä tapahtui toukokuussa?", "fi", "2026-05-01"),
        ("Mitä tapahtui toukokuussa 2025?", "fi", "2025-05-01"),
        ("Τι έγινε τον Μάιο;", "el", "2026-05-01"),
        ("Τι έγινε τον Μάιο του 2025;", "el", "2025-05-01"),
        ("मार्च में क्या हुआ?", "hi", "2026-03-01"),
        ("Apa yang terjadi pada bulan Mei?", "id", "2026-05-01"),
        ("Điều gì đã xảy ra vào tháng 5?", "vi", "2026-05-01"),
        ("Điều gì đã xảy ra vào tháng 5 năm 2025?", "vi", "2025-05-01"),
        ("Điều gì đã xảy ra ngày 13 tháng 8?", "vi", "2026-08-13"),
        ("Điều gì đã xảy ra ngày 13/8?", "vi", "2026-08-13"),
        ("Điều gì đã xảy ra vào tháng Tám?", "vi", "2026-08-01"),
        ("Điều gì đã xảy ra vào tháng Mười Hai năm 2025?", "vi", "2025-12-01"),
        ("เกิดอะไรขึ้นในเดือนสิงหาคม", "th", "2026-08-01"),
        ("เกิดอะไรขึ้นในเดือนสิงหาคมปี 2025", "th", "2025-08-01"),
    ],
)
def test_a_month_by_itself_is_meant_by_the_words_beside_it(
    question: str, language: str, first: str
) -> None:
    found = days(question, language)
    assert found is not None and found[0] == first


def test_a_month_without_a_year_is_the_last_one() -> None:
    assert days("What happened in March?", "en") == ("2026-03-01", "2026-03-31")
    assert days("What happened in December?", "en") == ("2025-12-01", "2025-12-31")


@pytest.mark.parametrize(
    ("question", "ahead"),
    [
        ("Why are there no exams in December?", True),
        ("Waarom zijn er op 3 december geen treinen?", True),
        ("Why are there no exams in December 2025?", False),
        ("Why are there no exams in March?", False),
        ("What happened yesterday?", False),
    ],
)
def test_a_month_without_a_year_may_be_the_coming_one(question: str, ahead: bool) -> None:
    language = "nl" if question.startswith("Waarom") else "en"
    assert time_sense(question, language, AS_OF).may_be_ahead == ahead


@pytest.mark.parametrize(
    ("text", "language", "told_on", "named"),
    [
        ("The storms of January tore 140 metres away.", "en", "2026-04-17", True),
        ("Los temporales de enero arrancaron 140 metros.", "es", "2026-04-17", True),
        ("The storms of January tore 140 metres away.", "en", "2027-02-03", False),
        ("The works go on in January.", "en", "2025-12-20", True),
        ("The storms of 12 January 2026 tore it away.", "en", "2027-02-03", True),
        ("They march on.", "en", "2026-04-17", False),
        ("The works, from December to February, go on.", "en", "2026-04-17", True),
        ("الأشغال من ١٢ إلى ١٤ يناير ٢٠٢٦", "ar", "2026-04-17", True),
    ],
)
def test_a_text_names_a_month_as_seen_from_its_day(
    text: str, language: str, told_on: str, named: bool
) -> None:
    sense = time_sense("What happened in January 2026?", "en", AS_OF)
    published = datetime.fromisoformat(told_on).replace(tzinfo=UTC)
    assert names_period(text, language, published, sense) == named


@pytest.mark.parametrize("moment", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "question",
    [
        "What happened yesterday?",
        "What happened this week?",
        "What happened last year?",
        "What happened in January?",
        "What happened before 1 January?",
        "What happened between December and January?",
    ],
)
def test_the_first_and_the_last_day_of_the_calendar_are_days(moment: str, question: str) -> None:
    as_of = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    sense = time_sense(question, "en", as_of)
    assert sense.since is None or sense.since <= as_of
    assert not names_period("What happened in March?", "en", as_of, sense)


def test_a_passage_that_may_march_names_no_month() -> None:
    sense = time_sense("What happened in March 2026?", "en", AS_OF)
    told_on = datetime(2026, 4, 17, tzinfo=UTC)
    for text in (
        "The women march in Paris.",
        "It was a kind of march.",
        "Their last march failed.",
    ):
        assert not names_period(text, "en", told_on, sense)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What happened in November 2026?", "en"),
        ("How many died in 2026?", "en"),
        ("How many died this year?", "en"),
        ("How many died through 2026?", "en"),
        ("How many died on 24 November 2026?", "en"),
        ("Hoeveel doden vielen er in 2026?", "nl"),
        ("Wie viele starben im Herbst 2026?", "de"),
        ("Combien de morts en novembre ?", "fr"),
        ("¿Cuántos murieron en el segundo semestre de 2026?", "es"),
        ("Сколько погибло в 2026 году?", "ru"),
        ("2026年有多少人死亡？", "zh"),
        ("2026'da kaç kişi öldü?", "tr"),
        ("2026년에 몇 명이 죽었나요?", "ko"),
    ],
)
def test_a_period_that_is_not_over_does_not_look_back(question: str, language: str) -> None:
    sense = time_sense(question, language, AS_OF)
    assert sense.is_bound and sense.up_to_now and not sense.looks_back


@pytest.mark.parametrize("question", ["How many died in 2025?", "How many died on 23 November?"])
def test_a_period_that_is_over_looks_back(question: str) -> None:
    assert time_sense(question, "en", AS_OF).looks_back


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The tunnel will open in 2026.", True),
        ("The tunnel will open in December.", True),
        ("Larnholt hosts the 2026 games.", True),
        ("It opened on 13.08.2026.", True),
        ("Some 2026 soldiers marched.", False),
        ("Bill 12026 was passed.", False),
        ("It cost 2,026 euros.", False),
        ("The tunnel will open in 2027.", False),
    ],
)
def test_a_text_names_a_year_that_is_not_over(text: str, named: bool) -> None:
    for question in ("What will open in 2026?", "What will open this year?"):
        sense = time_sense(question, "en", AS_OF)
        assert names_period(text, "en", AS_OF, sense) == named


@pytest.mark.parametrize(
    ("moment", "question", "day"),
    [
        ("2026-11-30T18:00-08:00", "What happened today?", "2026-11-30"),
        ("2026-12-01T08:00+09:00", "What happened yesterday?", "2026-11-30"),
        ("2026-12-01T08:00+09:00", "What happened on 30 November?", "2026-11-30"),
        ("2026-12-01T00:30+01:00", "What happened on Monday?", "2026-11-30"),
    ],
)
def test_days_are_those_of_the_zone_that_is_asked_from(
    moment: str, question: str, day: str
) -> None:
    as_of = datetime.fromisoformat(moment)
    sense = time_sense(question, "en", as_of)
    begins = datetime.fromisoformat(f"{day}T00:00").replace(tzinfo=as_of.tzinfo)
    assert sense.since == begins
    assert sense.until == begins + timedelta(days=1, microseconds=-1)


def test_a_period_after_a_day_begins_in_the_zone_that_is_asked_from() -> None:
    as_of = datetime(2026, 12, 1, 8, tzinfo=timezone(timedelta(hours=9)))
    sense = time_sense("What happened after 29 November?", "en", as_of)
    assert sense.since == datetime(2026, 11, 30, tzinfo=as_of.tzinfo)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What did the January 6 committee find?", "en"),
        ("How many victims did the September 11 attack claim?", "en"),
        ("Who planned the 11 March bombings?", "en"),
        ("Who gained by Brazil's January 8 riots?", "en"),
        ("Hoeveel mensen liepen mee in de 8 maart-betoging?", "nl"),
        ("Wie sprak bij de 4 mei herdenking?", "nl"),
        ("Was forderte der 8. März Streik?", "de"),
        ("Wer kam zur 12. Mai-Demo?", "de"),
    ],
)
def test_a_date_in_a_name_is_no_period(question: str, language: str) -> None:
    assert not time_sense(question, language, AS_OF).has_period
    assert without_period(question, language, AS_OF) == question


@pytest.mark.parametrize(
    ("question", "language", "day"),
    [
        ("What happened on the 12th of May near Rome?", "en", "2026-05-12"),
        ("What did the mayor of Welse say March 10 in Rome?", "en", "2026-03-10"),
        ("What was in the May 12, 2025 report?", "en", "2025-05-12"),
        ("Warum ist die Brücke seit dem 8. März gesperrt?", "de", "2026-03-08"),
        ("Waarom is de brug sinds de 8e maart gesloten?", "nl", "2026-03-08"),
        ("Wat gebeurde er op 8 maart bij de sluis?", "nl", "2026-03-08"),
    ],
)
def test_a_date_beside_other_words_is_a_period(question: str, language: str, day: str) -> None:
    found = days(question, language)
    assert found is not None and found[0] == day


@pytest.mark.parametrize(
    ("question", "language", "text", "told_in", "named"),
    [
        ("Combien de morts le 11 mars ?", "fr", "Les attentats du 11 mars 2004", "fr", True),
        ("Combien de morts le 11 mars ?", "fr", "The bombings of 11 March 2004", "en", True),
        ("Combien de morts le 11 mars ?", "fr", "Les attentats du 11 mars à Madrid", "fr", True),
        ("Combien de morts le 11 mars ?", "fr", "Les attentats du 12 mars 2004", "fr", False),
        ("Combien de morts le 11 mars ?", "fr", "Les attentats de mars 2004", "fr", False),
        ("Combien de morts le 11 mars 2026 ?", "fr", "Les attentats du 11 mars 2004", "fr", False),
        ("¿Quién votó el 1 de octubre?", "es", "El 1 de octubre de 2017 votaron", "es", True),
        ("Wer starb am 20. Juli?", "de", "Das Attentat vom 20. Juli 1944", "de", True),
        ("15 Temmuz'da kaç kişi öldü?", "tr", "15 Temmuz 2016'da 251 kişi öldü.", "tr", True),
        ("6月4日发生了什么？", "zh", "1989年6月4日，广场上发生了什么", "zh", True),
        ("Что было 9 мая?", "ru", "Парад 9 мая 2015 года", "ru", True),
        ("What was said from 10 to 12 May?", "en", "On 11 May 2019 he said so.", "en", True),
        ("What was said in May?", "en", "On 11 May 2019 he said so.", "en", False),
    ],
)
def test_a_day_without_a_year_is_named_by_what_names_it_in_any(
    question: str, language: str, text: str, told_in: str, named: bool
) -> None:
    sense = time_sense(question, language, AS_OF)
    assert sense.is_bound
    assert names_period(text, told_in, datetime(2022, 6, 1, tzinfo=UTC), sense) == named


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("why is Russia pushing now?", "en"),
        ("Wie ist der aktuelle Stand?", "de"),
        ("Wat is er nu aan de hand?", "nl"),
        ("Сколько обломков сейчас отслеживают?", "ru"),
        ("目前的情况如何？", "zh"),
    ],
)
def test_now_asks_for_the_present(question: str, language: str) -> None:
    assert time_sense(question, language, AS_OF) == TimeSense(now=True)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("May I ask who won the march?", "en"),
        ("Who resigned?", "en"),
        ("How many teachers will be missing in 2028?", "en"),
        ("Quanti abitanti ha Marzo?", "it"),
        ("Hvorfor fløy sonden til Mars?", "nb"),
        ("How may the new law affect farmers?", "en"),
        ("Which law may be repealed?", "en"),
        ("Which crimes may be prosecuted?", "en"),
        ("How trade may suffer?", "en"),
        ("Why did women march in Paris?", "en"),
        ("Why did the last march in Paris turn violent?", "en"),
        ("Quelles images de Mars la sonde a-t-elle prises ?", "fr"),
        ("من مارس الضغط على الحكومة؟", "ar"),
        ("Bu ocak neden kapandı?", "tr"),
        ("Ocakta kaç işçi öldü?", "tr"),
        ("十月革命是什么？", "zh"),
        ("五月天在哪里演出？", "zh"),
        ("几月几日开会？", "zh"),
        ("Was kostet Python 3.11.?", "de"),
        ("Qui a mangé 1/3 du gâteau ?", "fr"),
        ("Kreeg Jan 12 jaar cel?", "nl"),
        ("Chi ha vinto in 2 set?", "it"),
        ("Why were 2,000 soldiers sent, and 2000 horses?", "en"),
        ("What was found in 2024 cases?", "en"),
        ("Wat werd er in 2024 gevallen gevonden?", "nl"),
        ("Warum kamen 2000 deutsche Soldaten?", "de"),
        ("Pourquoi plus de 2000 manifestants sont-ils venus ?", "fr"),
        ("Что нашли в 2024 случаях?", "ru"),
        ("ماذا أعلنت شركة نيسان؟", "ar"),
        ("ماذا قالت تيريزا ماي؟", "ar"),
        ("Ce s-a întâmplat în mai multe orașe?", "ro"),
        ("Cine a venit cu 10 mai mulți?", "ro"),
        ("Why did they march 10 km?", "en"),
        ("How may 12 countries leave?", "en"),
        ("how may 12 countries leave?", "en"),
        ("Why did 12 march in Paris?", "en"),
        ("Why did the 12 march in Paris?", "en"),
        ("Why do each year 2000 people die?", "en"),
        ("What was found in 2000 new homes?", "en"),
        ("Wat is de begroting voor 2024?", "nl"),
        ("Waarom sterven er per jaar 2000 koeien?", "nl"),
        ("Wer trainiert den TSV 1860?", "de"),
        ("Was kostet der Peugeot 2008?", "de"),
        ("Was bedeutet die Agenda 2010?", "de"),
        ("Warum demonstrieren 2000 in Berlin?", "de"),
        ("Was fehlt in 2000 Haushalten?", "de"),
        ("Was war in den letzten Jahren?", "de"),
        ("Que fait un mois passé en prison ?", "fr"),
        ("Perché passa da 2000 a 1800 dipendenti?", "it"),
        ("Кто заплатит за 2000 снарядов?", "ru"),
        ("Что было в прошлые годы?", "ru"),
        ("Хто жив 2000 років тому?", "uk"),
        ("2000'den fazla asker nerede?", "tr"),
        ("2000 yıl önce kim yaşadı?", "tr"),
        ("What is known about “Opera house must wait until February 2027”?", "en"),
        ("מה עושה במאי הסרט?", "he"),
        ("מה כתוב ב-2000 ספרים?", "he"),
        ("कल क्या होगा?", "hi"),
        ("2000 में से कितने बचे?", "hi"),
    ],
)
def test_what_names_no_time_means_none(question: str, language: str) -> None:
    assert not time_sense(question, language, AS_OF).has_period


@pytest.mark.parametrize(
    ("question", "language", "rest"),
    [
        ("What leaked at the clinic in June 2025?", "en", "What leaked at the clinic in ?"),
        ("Wat lekte er vorige week uit bij de kliniek?", "nl", "Wat lekte er uit bij de kliniek?"),
        ("这家医院在2025年6月泄露了什么？", "zh", "这家医院在 泄露了什么？"),
        ("Who pays for the old bridge?", "en", "Who pays for the old bridge?"),
        ("What happened in June 2025?", "en", "What happened in June 2025?"),
        ("2025年6月发生了什么？", "zh", "2025年6月发生了什么？"),
        (
            "How many mines were found in June, and how many by October?",
            "en",
            "How many mines were found in June, and how many by October?",
        ),
    ],
)
def test_a_question_without_the_words_of_its_period(
    question: str, language: str, rest: str
) -> None:
    assert without_period(question, language, AS_OF) == rest
