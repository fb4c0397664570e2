"""From when on, or up to when: a date or an event that bounds the time a question means."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rag.question.bounds import EventBound
from rag.question.time_sense import time_sense

AS_OF = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("question", "language", "first"),
    [
        ("What has changed since March?", "en", "2026-03-01"),
        ("Wat is er sinds 13 augustus 2025 gebeurd?", "nl", "2025-08-13"),
        ("Was geschah seit letzter Woche?", "de", "2026-11-16"),
        ("2025年3月以来发生了什么?", "zh", "2025-03-01"),
        ("Mart 2025'ten beri ne oldu?", "tr", "2025-03-01"),
        ("What has changed since 2023?", "en", "2023-01-01"),
        ("Was geschah seit dem Jahr 2023?", "de", "2023-01-01"),
        ("Что изменилось с 2023 года?", "ru", "2023-01-01"),
        ("2023'ten beri ne oldu?", "tr", "2023-01-01"),
        ("What has changed since 2023 and why?", "en", "2023-01-01"),
        ("What has changed since the 1990s?", "en", "1990-01-01"),
        ("2025年8月13日以降に何が？", "ja", "2025-08-13"),
        ("2025년 8월 13일 이후 무슨 일이?", "ko", "2025-08-13"),
        ("Chuyện gì đã xảy ra kể từ ngày 13 tháng 8 năm 2025?", "vi", "2025-08-13"),
        ("Apa yang terjadi sejak 13 Agustus 2025?", "id", "2025-08-13"),
        ("เกิดอะไรขึ้นตั้งแต่วันที่ 13 สิงหาคม 2025", "th", "2025-08-13"),
        ("¿Qué cambió desde el año 2023 en Chile?", "es", "2023-01-01"),
        ("מה קרה מאז 13 באוגוסט 2025?", "he", "2025-08-13"),
        ("מה השתנה מאז 2023?", "he", "2023-01-01"),
        ("از ۱۳ اوت ۲۰۲۵ چه تغییر کرده است؟", "fa", "2025-08-13"),
        ("13 अगस्त 2025 से क्या बदला है?", "hi", "2025-08-13"),
        ("Wat het sedert 13 Augustus 2025 gebeur?", "af", "2025-08-13"),
        ("Hvad er der sket siden den 13. august 2025?", "da", "2025-08-13"),
        ("Vad har hänt sedan den 13 augusti 2025?", "sv", "2025-08-13"),
        ("Hva har skjedd siden 13. august 2025?", "nb", "2025-08-13"),
    ],
)
def test_since_a_date_reaches_to_the_moment_of_asking(
    question: str, language: str, first: str
) -> None:
    sense = time_sense(question, language, AS_OF)
    assert sense.since is not None and sense.since.date().isoformat() == first
    assert sense.until == AS_OF and sense.up_to_now and not sense.looks_back


@pytest.mark.parametrize(
    ("question", "language", "first"),
    [
        ("Wat is er na 2023 veranderd?", "nl", "2024-01-01"),
        ("Was hat sich nach 2023 verändert?", "de", "2024-01-01"),
        ("What happened after 10 March?", "en", "2026-03-11"),
        ("What happened after March?", "en", "2026-04-01"),
        ("Что было после 2020 года?", "ru", "2021-01-01"),
        ("2020年之后发生了什么？", "zh", "2021-01-01"),
        ("Chuyện gì đã xảy ra sau năm 2020?", "vi", "2021-01-01"),
        ("Apa yang terjadi setelah tahun 2020?", "id", "2021-01-01"),
        ("เกิดอะไรขึ้นหลังปี 2020", "th", "2021-01-01"),
        ("מה קרה אחרי 10 במרץ 2026?", "he", "2026-03-11"),
        ("पिछला चुनाव 10 मार्च के बाद कब हुआ?", "hi", "2026-03-11"),
        ("Wat het ná 10 Maart gebeur?", "af", "2026-03-11"),
        ("Hvad skete der efter den 10. marts?", "da", "2026-03-11"),
        ("Mitä tapahtui 10. maaliskuuta jälkeen?", "fi", "2026-03-11"),
        ("Vad hände efter den 10 mars?", "sv", "2026-03-11"),
        ("Hva skjedde etter 10. mars?", "nb", "2026-03-11"),
    ],
)
def test_after_a_date_begins_behind_it(question: str, language: str, first: str) -> None:
    assert days(question, language) == (first, "2026-11-24")


def test_after_what_is_not_over_there_is_nothing() -> None:
    assert days("What happens after November?", "en") is None


def test_before_a_date_is_over_when_it_begins() -> None:
    sense = time_sense("What happened before June 2025?", "en", AS_OF)
    assert sense.until == datetime(2025, 5, 31, 23, 59, 59, tzinfo=UTC)
    assert sense.looks_back


# Until the 13th is with that day.
INCLUSIVE = {"de", "pl", "zh", "ja", "ko"}


# Of 10, 12, 13 and 14 August: before and until the 13th, after the 13th, since the 13th, the 10th to
# the 12th.
@pytest.mark.parametrize(
    ("language", "before", "until", "after", "since", "span"),
    [
        pytest.param(*row, id=row[0])
        for row in (
            (
                "en",
                "before 13 August 2025",
                "until August 13, 2025",
                "after the 13th of August 2025",
                "since 13 Aug. 2025",
                "from 10 to 12 August 2025",
            ),
            (
                "nl",
                "vóór 13 augustus 2025",
                "tot 13 augustus 2025",
                "na 13 augustus 2025",
                "sinds 13 augustus 2025",
                "van 10 tot en met 12 augustus 2025",
            ),
            (
                "de",
                "vor dem 13. August 2025",
                "bis 13. August 2025",
                "nach dem 13. August 2025",
                "ab 13. August 2025",
                "vom 10. bis zum 12. August 2025",
            ),
            (
                "fr",
                "avant le 13 août 2025",
                "jusqu'au 13 août 2025",
                "après le 13 août 2025",
                "à partir du 13 août 2025",
                "du 10 au 12 août 2025",
            ),
            (
                "es",
                "antes del 13 de agosto de 2025",
                "hasta el día 13 de agosto de 2025",
                "después del 13 de agosto de 2025",
                "desde el 13 de agosto de 2025",
                "desde el 10 hasta el 12 de agosto de 2025",
            ),
            (
                "it",
                "prima del 13 agosto 2025",
                "fino al 13 agosto 2025",
                "dopo il 13 agosto 2025",
                "dal 13 agosto 2025",
                "dal 10 al 12 agosto 2025",
            ),
            (
                "pt",
                "antes do dia 13 de agosto de 2025",
                "até ao dia 13 de agosto de 2025",
                "depois de 13 de agosto de 2025",
                "a partir de 13 de agosto de 2025",
                "de 10 a 12 de agosto de 2025",
            ),
            (
                "ru",
                "перед 13 августа 2025 года",
                "до 13 августа 2025 года",
                "после 13 августа 2025 года",
                "с 13 августа 2025 года",
                "с 10 по 12 августа 2025",
            ),
            (
                "uk",
                "перед 13 серпня 2025 року",
                "до 13 серпня 2025 року",
                "після 13 серпня 2025 року",
                "від 13 серпня 2025 року",
                "з 10 по 12 серпня 2025",
            ),
            (
                "pl",
                "przed 13 sierpnia 2025",
                "do 13 sierpnia 2025",
                "po 13 sierpnia 2025",
                "od 13 sierpnia 2025",
                "od 10 do 12 sierpnia 2025",
            ),
            (
                "tr",
                "13 Ağustos 2025'ten önce",
                "13 Ağustos 2025'e kadar",
                "13 Ağustos 2025'ten sonra",
                "13 Ağustos 2025'ten beri",
                "10 Ağustos'tan 12 Ağustos 2025'e kadar",
            ),
            (
                "ar",
                "قبل 13 أغسطس 2025",
                "حتى يوم 13 آب 2025",
                "بعد 13 أغسطس 2025",
                "منذ ١٣ أغسطس ٢٠٢٥",
                "من 10 إلى 12 أغسطس 2025",
            ),
            (
                "zh",
                "2025年8月13日之前",
                "截至2025年8月13日",
                "2025年8月13日之后",
                "2025年8月13日以来",
                "从2025年8月10日至12日",
            ),
            (
                "ja",
                "2025年8月13日以前",
                "2025年8月13日まで",
                "2025年8月13日の後",
                "2025年8月13日から",
                "2025年8月10日から12日まで",
            ),
            (
                "ko",
                "2025년 8월 13일 이전",
                "2025년 8월 13일까지",
                "2025년 8월 13일 후",
                "2025년 8월 13일부터",
                "2025년 8월 10일부터 12일까지",
            ),
        )
    ],
)
def test_a_date_bounds_the_time_in_every_language(
    language: str, before: str, until: str, after: str, since: str, span: str
) -> None:
    last = "2025-08-13" if language in INCLUSIVE else "2025-08-12"
    assert days(before, language) == ("0001-01-01", "2025-08-12")
    assert days(until, language) == ("0001-01-01", last)
    assert days(after, language) == ("2025-08-14", "2026-11-24")
    assert days(since, language) == ("2025-08-13", "2026-11-24")
    assert days(span, language) == ("2025-08-10", "2025-08-12")


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Wat gebeurde er vóór 2020?", "nl"),
        ("Cosa è successo prima del 2020?", "it"),
        ("Qu'est-il arrivé avant l'année 2020 ?", "fr"),
        ("2020年之前发生了什么？", "zh"),
    ],
)
def test_a_year_bounds_the_time(question: str, language: str) -> None:
    assert days(question, language) == ("0001-01-01", "2019-12-31")


@pytest.mark.parametrize(
    ("question", "language", "last"),
    [
        ("What happened up to and including 2023?", "en", "2023-12-31"),
        ("What happened through March?", "en", "2026-03-31"),
        ("What happened until 2023?", "en", "2023-12-31"),
        ("What happened until the end of 2023?", "en", "2023-12-31"),
        ("Wat gebeurde er tot en met 2023?", "nl", "2023-12-31"),
        ("Wat gebeurde er tot en met augustus?", "nl", "2026-08-31"),
        ("Wat gebeurde er tot en met 5 augustus?", "nl", "2026-08-05"),
        ("Wat gebeurde er t/m 5 augustus?", "nl", "2026-08-05"),
        ("Wat gebeurde er tot augustus?", "nl", "2026-08-31"),
        ("Was geschah bis 2023?", "de", "2023-12-31"),
        ("Was geschah bis einschließlich 5. August?", "de", "2026-08-05"),
        ("Was geschah bis Ende 2023?", "de", "2023-12-31"),
        ("Que s'est-il passé jusqu'en 2023 ?", "fr", "2023-12-31"),
        ("¿Qué pasó hasta 2023?", "es", "2023-12-31"),
        ("Cosa è successo fino al 2023?", "it", "2023-12-31"),
        ("O que aconteceu até 2023?", "pt", "2023-12-31"),
        ("Co było do 2023 roku?", "pl", "2023-12-31"),
        ("Что было по 2023 год?", "ru", "2023-12-31"),
        ("Що було по 2023 рік?", "uk", "2023-12-31"),
        ("2023'e kadar ne oldu?", "tr", "2023-12-31"),
        ("ماذا حدث حتى 2023؟", "ar", "2023-12-31"),
        ("截至2023年发生了什么?", "zh", "2023-12-31"),
        ("2023年まで何が?", "ja", "2023-12-31"),
        ("2023년까지 무슨 일이?", "ko", "2023-12-31"),
        ("Vad hände till och med 2023?", "sv", "2023-12-31"),
        ("What happened until this year?", "en", "2026-12-31"),
        ("How many had died by 18 November?", "en", "2026-11-18"),
        ("How many are missing as of 18 November?", "en", "2026-11-18"),
        ("How many had died by the end of October?", "en", "2026-10-31"),
        ("How many had died by yesterday?", "en", "2026-11-23"),
        ("How many had died by Monday?", "en", "2026-11-23"),
        ("How many had died before Monday?", "en", "2026-11-22"),
        ("What was known as of 2024?", "en", "2024-12-31"),
        ("Hoeveel doden waren er per 18 november?", "nl", "2026-11-18"),
        ("Hoeveel doden waren er tegen eind oktober?", "nl", "2026-10-31"),
        ("Wie viele waren bis Montag gestorben?", "de", "2026-11-23"),
        ("Combien de morts au 18 novembre ?", "fr", "2026-11-18"),
        ("¿Cuántos muertos había al 18 de noviembre?", "es", "2026-11-18"),
        ("Quanti morti al 18 novembre?", "it", "2026-11-18"),
        ("Cosa era chiuso entro il 2023?", "it", "2023-12-31"),
        ("Сколько погибло к 18 ноября?", "ru", "2026-11-18"),
        ("Сколько погибло на 18 ноября?", "ru", "2026-11-18"),
        ("Скільки загинуло станом на 18 листопада?", "uk", "2026-11-18"),
        ("كم عدد القتلى بحلول 18 نوفمبر؟", "ar", "2026-11-18"),
        ("截止11月18日有多少人死亡？", "zh", "2026-11-18"),
        ("11月18日为止死了多少人？", "zh", "2026-11-18"),
        ("11月18日時点で死者は何人？", "ja", "2026-11-18"),
        ("11월 18일 기준 사망자는 몇 명?", "ko", "2026-11-18"),
        ("Có bao nhiêu người chết tính đến ngày 18 tháng 11?", "vi", "2026-11-18"),
        ("Berapa orang tewas hingga 18 November?", "id", "2026-11-18"),
        ("มีผู้เสียชีวิตกี่คนจนถึงวันที่ 18 พฤศจิกายน", "th", "2026-11-18"),
        ("18 Kasım itibarıyla kaç kişi öldü?", "tr", "2026-11-18"),
    ],
)
def test_the_day_month_or_year_up_to_which_is_asked_is_in_the_period(
    question: str, language: str, last: str
) -> None:
    assert days(question, language) == ("0001-01-01", last)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What must be paid by Monday?", "en"),
        ("What must be closed before Friday?", "en"),
        ("What did the minister say must be paid by Monday?", "en"),
        ("What must be paid by 1 March?", "en"),
        ("Which shops close before 18 December?", "en"),
        ("What happened from Monday until Friday?", "en"),
        ("Wat moet er tegen 1 maart betaald zijn?", "nl"),
        ("Was muss bis Montag bezahlt werden?", "de"),
        ("Cosa deve chiudere entro marzo?", "it"),
        ("Что должны построить к 1 марта?", "ru"),
        ("周五之前必须付什么？", "zh"),
    ],
)
def test_a_day_that_is_to_come_bounds_no_time(question: str, language: str) -> None:
    assert days(question, language) is None


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Le procès a-t-il été reporté au 18 novembre ?", "fr"),
        ("¿Fue aplazado al 18 de noviembre?", "es"),
        ("Wie stapte per 18 november op?", "nl"),
        ("Что назначили на 18 ноября?", "ru"),
    ],
)
def test_what_was_put_off_to_a_day_or_was_so_from_it_is_of_that_day(
    question: str, language: str
) -> None:
    assert days(question, language) == ("2026-11-18", "2026-11-18")


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Did sales fall by 2000?", "en"),
        ("How many were killed by 2000 soldiers?", "en"),
        ("Hoeveel doden per 2000?", "nl"),
        ("Combien d'habitants au 2000 ?", "fr"),
        ("Что пришло к 2000 солдатам?", "ru"),
        ("Will Berlin build up to 2000 new homes?", "en"),
        ("Will Paris send up to 2000 French troops?", "en"),
        ("Waarom verdwijnen tot 2000 banen?", "nl"),
        ("Wer schafft bis zu 2000 in Berlin?", "de"),
        ("Qui crée jusqu'à 2000 nouveaux postes ?", "fr"),
        ("Chi crea fino a 2000 posti di lavoro?", "it"),
        ("Kto dostanie do 2000 złotych?", "pl"),
        ("Кто получит до 2000 рублей?", "ru"),
        ("Кто получит до 2000 и более?", "ru"),
        ("Что с 2000 уволенных?", "ru"),
        ("Хто отримає до 2000 гривень?", "uk"),
        ("من يحصل على حتى 2000 دولار؟", "ar"),
        ("2000'e kadar asker gidecek mi?", "tr"),
    ],
)
def test_what_bounds_a_count_bounds_no_time(question: str, language: str) -> None:
    assert days(question, language) is None


def test_before_a_moment_is_said_in_dutch_with_more_than_voor() -> None:
    assert days("Wat zei ze kort voor 2024?", "nl") == ("0001-01-01", "2023-12-31")
    assert days("Wat zei ze voor 2024?", "nl") is None


@pytest.mark.parametrize(
    ("question", "language", "relation", "event"),
    [
        ("What has Russia done since the summit in Alaska?", "en", "since", "the summit in Alaska"),
        ("What did he promise before the vote, and why?", "en", "before", "the vote"),
        ("What changed after the dockers' strike?", "en", "since", "the dockers' strike"),
        (
            "What came before the summit, which ended just before the storm?",
            "en",
            "before",
            "the summit",
        ),
        ("Что часто до выборов обещали?", "ru", "before", "выборов обещали"),
        ("What changed since Chernobyl?", "en", "since", "Chernobyl"),
        ("Wat deed de minister na de storm?", "nl", "since", "de storm"),
        ("Wat zei ze nog voor de stemming?", "nl", "before", "de stemming"),
        ("Was geschah nach der Wahl?", "de", "since", "der Wahl"),
        ("Was sagte sie vor den Wahlen?", "de", "before", "den Wahlen"),
        ("Qu'a fait le maire depuis le sommet ?", "fr", "since", "le sommet"),
        ("¿Qué pasó antes de la votación?", "es", "before", "la votación"),
        ("¿Qué pasó después del acuerdo?", "es", "since", "acuerdo"),
        ("Cosa è successo prima del voto?", "it", "before", "voto"),
        ("O que mudou depois da votação?", "pt", "since", "votação"),
        ("Что произошло после саммита?", "ru", "since", "саммита"),
        ("Co się stało przed głosowaniem?", "pl", "before", "głosowaniem"),
        ("ماذا حدث بعد القمة؟", "ar", "since", "القمة"),
        ("峰会以来发生了什么？", "zh", "since", "峰会"),
        ("Zirveden sonra ne oldu?", "tr", "since", "Zirveden"),
        ("מה השתנה לאחר הפסגה?", "he", "since", "הפסגה"),
        ("चुनाव के बाद क्या हुआ?", "hi", "since", "चुनाव"),
        ("Wat het die minister sedert die storm gedoen?", "af", "since", "die storm gedoen"),
        ("Hvad er der sket siden valget?", "da", "since", "valget"),
        ("Vad har hänt sedan valet?", "sv", "since", "valet"),
        ("Hvem trakk seg før toppmøtet?", "nb", "before", "toppmøtet"),
    ],
)
def test_an_event_may_bound_the_time(
    question: str, language: str, relation: str, event: str
) -> None:
    bound = time_sense(question, language, AS_OF).event
    assert bound is not None
    assert (bound.relation, bound.event) == (relation, event)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Why are the schools open after all?", "en"),
        ("What happens after he left?", "en"),
        ("Who looks after it?", "en"),
        ("What has changed since March?", "en"),
        ("Wie betaalt er voor de brug?", "nl"),
        ("Hoeveel leden stemden voor het akkoord?", "nl"),
        ("Warum ist die Fähre nach Norderney gesunken?", "de"),
        ("Was verdarb auf den Schiffen vor Emden?", "de"),
        ("Quante persone sono state uccise dal fuoco?", "it"),
        ("公司最后卖给了谁？", "zh"),
        ("目前有多少人失踪？", "zh"),
        ("Who sold shares just before the budget speech?", "en"),
        ("Where was he two hours before the crash?", "en"),
        ("Wat zei ze vlak voor de stemming?", "nl"),
        ("Wer verkaufte Aktien kurz vor der Rede?", "de"),
        ("Qui a vendu des actions juste avant le discours ?", "fr"),
        ("¿Quién vendió acciones poco antes del discurso?", "es"),
        ("Kto sprzedał akcje tuż przed przemówieniem?", "pl"),
        ("Кто продал акции незадолго до речи?", "ru"),
        ("Konuşmadan hemen önce kim hisse sattı?", "tr"),
        ("谁在演讲前不久卖出了股票？", "zh"),
        ("मैच से ठीक पहले किसने बयान दिया?", "hi"),
        ("Wie het voor die hof verskyn?", "af"),
        ("Hvem leder efter båden?", "da"),
        ("Kuka lähti sen jälkeen?", "fi"),
        ("Vem letar efter båten?", "sv"),
        ("Vem sålde aktier strax före talet?", "sv"),
        ("Hvem leter etter båten?", "nb"),
        ("Hvem solgte aksjer rett før talen?", "nb"),
        ("מי עומד אחרי זה?", "he"),
    ],
)
def test_not_every_since_and_after_has_an_event(question: str, language: str) -> None:
    assert time_sense(question, language, AS_OF).event is None


@pytest.mark.parametrize(("relation", "over"), [("since", False), ("before", True)])
def test_an_event_gives_the_period_once_its_day_is_known(relation: str, over: bool) -> None:
    question = f"What happened {relation} the vote?"
    sense = time_sense(question, "en", AS_OF)
    assert sense.event == EventBound(relation, "the vote")  # type: ignore[arg-type]
    day = datetime(2025, 6, 15, tzinfo=UTC)
    known = sense.bounded(day, AS_OF)
    assert known.has_period and known.looks_back == over
    assert (known.since == day) != over
    assert known.until is not None and (known.until < day) == over


def days(question: str, language: str) -> tuple[str, str] | None:
    sense = time_sense(question, language, AS_OF)
    if sense.since is None or sense.until is None:
        return None
    return sense.since.date().isoformat(), sense.until.date().isoformat()
