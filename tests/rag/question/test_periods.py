"""Periods counted back from the moment of asking, and parts of years, are days in every language."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rag.question.time_sense import TimeSense, names_period, time_sense

AS_OF = datetime(2026, 11, 24, 12, tzinfo=UTC)  # a Tuesday
WEEKEND = ("2026-11-21", "2026-11-22")
SUMMER = ("2026-06-01", "2026-08-31")
SUMMER_2025 = ("2025-06-01", "2025-08-31")
Q3 = ("2025-07-01", "2025-09-30")
H2 = ("2025-07-01", "2025-12-31")


def days(question: str, language: str, as_of: datetime = AS_OF) -> tuple[str, str] | None:
    sense = time_sense(question, language, as_of)
    if sense.since is None or sense.until is None:
        return None
    return sense.since.date().isoformat(), sense.until.date().isoformat()


@pytest.mark.parametrize(
    ("question", "language", "first"),
    [
        ("What happened in the last three days?", "en", "2026-11-21"),
        ("What happened over the past 3 days?", "en", "2026-11-21"),
        ("Who resigned in the past two weeks?", "en", "2026-11-10"),
        ("What happened in the last 24 hours?", "en", "2026-11-23"),
        ("What happened in the past week?", "en", "2026-11-17"),
        ("What has changed over the last six months?", "en", "2026-05-24"),
        ("What changed within the last year?", "en", "2025-11-24"),
        ("Wat gebeurde er de afgelopen drie dagen?", "nl", "2026-11-21"),
        ("Wat gebeurde er in de laatste 24 uur?", "nl", "2026-11-23"),
        ("Wat gebeurde er het afgelopen jaar?", "nl", "2025-11-24"),
        ("Was geschah in den letzten drei Tagen?", "de", "2026-11-21"),
        ("Was geschah in den vergangenen zwei Wochen?", "de", "2026-11-10"),
        ("Was war in den letzten 24 Stunden?", "de", "2026-11-23"),
        ("Que s'est-il passé ces trois derniers jours ?", "fr", "2026-11-21"),
        ("Que s'est-il passé les deux dernières semaines ?", "fr", "2026-11-10"),
        ("Que s'est-il passé ces dernières 24 heures ?", "fr", "2026-11-23"),
        ("Que s'est-il passé au cours du dernier mois ?", "fr", "2026-10-24"),
        ("¿Qué pasó en los últimos tres días?", "es", "2026-11-21"),
        ("¿Qué pasó en las últimas 24 horas?", "es", "2026-11-23"),
        ("¿Qué pasó en la última semana?", "es", "2026-11-17"),
        ("Cosa è successo negli ultimi tre giorni?", "it", "2026-11-21"),
        ("Cosa è successo nelle ultime due settimane?", "it", "2026-11-10"),
        ("Cosa è successo nell'ultimo mese?", "it", "2026-10-24"),
        ("O que aconteceu nos últimos três dias?", "pt", "2026-11-21"),
        ("O que aconteceu nas últimas duas semanas?", "pt", "2026-11-10"),
        ("Co się stało w ciągu ostatnich trzech dni?", "pl", "2026-11-21"),
        ("Co się stało przez ostatnie dwa tygodnie?", "pl", "2026-11-10"),
        ("Что произошло за последние три дня?", "ru", "2026-11-21"),
        ("Что произошло за последние 24 часа?", "ru", "2026-11-23"),
        ("Что произошло за последнюю неделю?", "ru", "2026-11-17"),
        ("Що сталося за останні три дні?", "uk", "2026-11-21"),
        ("Що сталося за останні два тижні?", "uk", "2026-11-10"),
        ("ماذا حدث خلال الأيام الثلاثة الماضية؟", "ar", "2026-11-21"),
        ("ماذا حدث في آخر 24 ساعة؟", "ar", "2026-11-23"),
        ("ماذا حدث خلال الأسبوعين الماضيين؟", "ar", "2026-11-10"),
        ("过去三天发生了什么？", "zh", "2026-11-21"),
        ("最近两周有什么新闻？", "zh", "2026-11-10"),
        ("过去24小时发生了什么？", "zh", "2026-11-23"),
        ("Son üç günde ne oldu?", "tr", "2026-11-21"),
        ("Son iki haftada ne oldu?", "tr", "2026-11-10"),
        ("過去3日間に何が起きた？", "ja", "2026-11-21"),
        ("この一か月に何が起きた？", "ja", "2026-10-24"),
        ("지난 3일 동안 무슨 일이 있었나요?", "ko", "2026-11-21"),
        ("최근 두 주 동안 무슨 일이 있었나요?", "ko", "2026-11-10"),
        ("지난 일주일간 무슨 일이 있었나요?", "ko", "2026-11-17"),
        ("Chuyện gì đã xảy ra trong ba ngày qua?", "vi", "2026-11-21"),
        ("Chuyện gì đã xảy ra 24 giờ qua?", "vi", "2026-11-23"),
        ("Chuyện gì đã xảy ra năm ngày qua?", "vi", "2026-11-19"),
        ("Apa yang terjadi dalam tiga hari terakhir?", "id", "2026-11-21"),
        ("Apa yang terjadi dalam 24 jam terakhir?", "id", "2026-11-23"),
        ("Apa yang terjadi seminggu terakhir?", "id", "2026-11-17"),
        ("เกิดอะไรขึ้นในช่วงสามวันที่ผ่านมา", "th", "2026-11-21"),
        ("เกิดอะไรขึ้นใน 24 ชั่วโมงที่ผ่านมา", "th", "2026-11-23"),
        ("Co se stalo za poslední tři dny?", "cs", "2026-11-21"),
        ("Kdo odstoupil v posledních dvou týdnech?", "cs", "2026-11-10"),
        ("Ce s-a întâmplat în ultimele trei zile?", "ro", "2026-11-21"),
        ("Ce s-a schimbat în ultimele șase luni?", "ro", "2026-05-24"),
        ("Mi történt az elmúlt három napban?", "hu", "2026-11-21"),
        ("Mi történt az utóbbi két hétben?", "hu", "2026-11-10"),
        ("Τι έγινε τις τελευταίες τρεις ημέρες;", "el", "2026-11-21"),
        ("Τι άλλαξε τους τελευταίους έξι μήνες;", "el", "2026-05-24"),
        ("מה קרה בשלושת הימים האחרונים?", "he", "2026-11-21"),
        ("מה קרה בשבועיים האחרונים?", "he", "2026-11-10"),
        ("מה קרה ב-24 השעות האחרונות?", "he", "2026-11-23"),
        ("מה השתנה בשבוע האחרון?", "he", "2026-11-17"),
        ("در سه روز گذشته چه اتفاقی افتاد؟", "fa", "2026-11-21"),
        ("در ۲۴ ساعت گذشته چه شد؟", "fa", "2026-11-23"),
        ("पिछले तीन दिनों में क्या हुआ?", "hi", "2026-11-21"),
        ("पिछले 24 घंटों में क्या हुआ?", "hi", "2026-11-23"),
        ("Wat het die afgelope drie dae gebeur?", "af", "2026-11-21"),
        ("Wat het die afgelope week verander?", "af", "2026-11-17"),
        ("Hvad skete der i de seneste tre dage?", "da", "2026-11-21"),
        ("Hvad har ændret sig det seneste døgn?", "da", "2026-11-23"),
        ("Mitä tapahtui viimeisten kolmen päivän aikana?", "fi", "2026-11-21"),
        ("Mitä on muuttunut kolmen viime kuukauden aikana?", "fi", "2026-08-24"),
        ("Vad hände de tre senaste dagarna?", "sv", "2026-11-21"),
        ("Vad har hänt det senaste dygnet?", "sv", "2026-11-23"),
        ("Vad har ändrats under de senaste sex månaderna?", "sv", "2026-05-24"),
        ("Hva skjedde de siste tre dagene?", "nb", "2026-11-21"),
        ("Hva har endret seg det siste året?", "nb", "2025-11-24"),
        ("Hva skjedde de to siste ukene?", "nb", "2026-11-10"),
    ],
)
def test_the_last_days_reach_to_the_moment_of_asking(
    question: str, language: str, first: str
) -> None:
    sense = time_sense(question, language, AS_OF)
    assert sense.since is not None and sense.since.date().isoformat() == first
    assert sense.until is not None and sense.until.date() == AS_OF.date()
    assert sense.up_to_now and not sense.looks_back


@pytest.mark.parametrize(
    ("question", "language", "first", "last"),
    [
        ("What happened 3 days ago?", "en", "2026-11-21", "2026-11-21"),
        ("What happened two weeks ago?", "en", "2026-11-09", "2026-11-15"),
        ("What happened two months ago?", "en", "2026-09-01", "2026-09-30"),
        ("What happened a year ago?", "en", "2025-01-01", "2025-12-31"),
        ("Wat gebeurde er drie weken geleden?", "nl", "2026-11-02", "2026-11-08"),
        ("Wat gebeurde er een week geleden?", "nl", "2026-11-16", "2026-11-22"),
        ("Was geschah vor zwei Wochen?", "de", "2026-11-09", "2026-11-15"),
        ("Was geschah vor einem Monat?", "de", "2026-10-01", "2026-10-31"),
        ("Que s'est-il passé il y a deux semaines ?", "fr", "2026-11-09", "2026-11-15"),
        ("¿Qué pasó hace dos semanas?", "es", "2026-11-09", "2026-11-15"),
        ("¿Qué pasó hace un mes?", "es", "2026-10-01", "2026-10-31"),
        ("Cosa è successo due settimane fa?", "it", "2026-11-09", "2026-11-15"),
        ("Cosa è successo un anno fa?", "it", "2025-01-01", "2025-12-31"),
        ("O que aconteceu há duas semanas?", "pt", "2026-11-09", "2026-11-15"),
        ("O que aconteceu três dias atrás?", "pt", "2026-11-21", "2026-11-21"),
        ("Co się stało dwa tygodnie temu?", "pl", "2026-11-09", "2026-11-15"),
        ("Co się stało miesiąc temu?", "pl", "2026-10-01", "2026-10-31"),
        ("Что произошло две недели назад?", "ru", "2026-11-09", "2026-11-15"),
        ("Что произошло неделю назад?", "ru", "2026-11-16", "2026-11-22"),
        ("Що сталося два тижні тому?", "uk", "2026-11-09", "2026-11-15"),
        ("Що сталося рік тому?", "uk", "2025-01-01", "2025-12-31"),
        ("ماذا حدث قبل ثلاثة أيام؟", "ar", "2026-11-21", "2026-11-21"),
        ("ماذا حدث قبل أسبوعين؟", "ar", "2026-11-09", "2026-11-15"),
        ("ماذا حدث قبل شهر؟", "ar", "2026-10-01", "2026-10-31"),
        ("三天前发生了什么？", "zh", "2026-11-21", "2026-11-21"),
        ("两周前发生了什么？", "zh", "2026-11-09", "2026-11-15"),
        ("一个月前发生了什么？", "zh", "2026-10-01", "2026-10-31"),
        ("İki hafta önce ne oldu?", "tr", "2026-11-09", "2026-11-15"),
        ("Bir ay önce ne oldu?", "tr", "2026-10-01", "2026-10-31"),
        ("3日前に何が起きた？", "ja", "2026-11-21", "2026-11-21"),
        ("一週間前に何が起きた？", "ja", "2026-11-16", "2026-11-22"),
        ("3일 전에 무슨 일이 있었나요?", "ko", "2026-11-21", "2026-11-21"),
        ("두 주 전에 무슨 일이 있었나요?", "ko", "2026-11-09", "2026-11-15"),
        ("세 달 전에 무슨 일이 있었나요?", "ko", "2026-08-01", "2026-08-31"),
        ("하루 전에 무슨 일이 있었나요?", "ko", "2026-11-23", "2026-11-23"),
        ("Chuyện gì đã xảy ra hai tuần trước?", "vi", "2026-11-09", "2026-11-15"),
        ("Chuyện gì đã xảy ra năm ngày trước?", "vi", "2026-11-19", "2026-11-19"),
        ("Chuyện gì đã xảy ra cách đây một tháng?", "vi", "2026-10-01", "2026-10-31"),
        ("Apa yang terjadi dua minggu lalu?", "id", "2026-11-09", "2026-11-15"),
        ("Apa yang terjadi sebulan yang lalu?", "id", "2026-10-01", "2026-10-31"),
        ("เกิดอะไรขึ้นเมื่อสองสัปดาห์ก่อน", "th", "2026-11-09", "2026-11-15"),
        ("เกิดอะไรขึ้นเมื่อ 3 วันที่แล้ว", "th", "2026-11-21", "2026-11-21"),
        ("Co se stalo před třemi dny?", "cs", "2026-11-21", "2026-11-21"),
        ("Co se stalo před rokem?", "cs", "2025-01-01", "2025-12-31"),
        ("Ce s-a întâmplat acum două săptămâni?", "ro", "2026-11-09", "2026-11-15"),
        ("Ce s-a întâmplat în urmă cu un an?", "ro", "2025-01-01", "2025-12-31"),
        ("Mi történt három nappal ezelőtt?", "hu", "2026-11-21", "2026-11-21"),
        ("Mi történt egy évvel ezelőtt?", "hu", "2025-01-01", "2025-12-31"),
        ("Τι έγινε πριν από τρεις ημέρες;", "el", "2026-11-21", "2026-11-21"),
        ("Τι έγινε δύο εβδομάδες πριν;", "el", "2026-11-09", "2026-11-15"),
        ("מה קרה לפני שבועיים?", "he", "2026-11-09", "2026-11-15"),
        ("מה קרה לפני שלושה ימים?", "he", "2026-11-21", "2026-11-21"),
        ("מה קרה לפני חודש?", "he", "2026-10-01", "2026-10-31"),
        ("دو هفته پیش چه شد؟", "fa", "2026-11-09", "2026-11-15"),
        ("یک ماه پیش چه شد؟", "fa", "2026-10-01", "2026-10-31"),
        ("दो हफ़्ते पहले क्या हुआ?", "hi", "2026-11-09", "2026-11-15"),
        ("एक महीने पहले क्या हुआ?", "hi", "2026-10-01", "2026-10-31"),
        ("Wat het twee weke gelede gebeur?", "af", "2026-11-09", "2026-11-15"),
        ("Wat het ’n maand gelede gebeur?", "af", "2026-10-01", "2026-10-31"),
        ("Hvad skete der for to uger siden?", "da", "2026-11-09", "2026-11-15"),
        ("Hvad skete der for en måned siden?", "da", "2026-10-01", "2026-10-31"),
        ("Mitä tapahtui kaksi viikkoa sitten?", "fi", "2026-11-09", "2026-11-15"),
        ("Mitä tapahtui vuosi sitten?", "fi", "2025-01-01", "2025-12-31"),
        ("Vad hände för två veckor sedan?", "sv", "2026-11-09", "2026-11-15"),
        ("Vad hände för ett år sedan?", "sv", "2025-01-01", "2025-12-31"),
        ("Hva skjedde for to uker siden?", "nb", "2026-11-09", "2026-11-15"),
        ("Hva skjedde for en måned siden?", "nb", "2026-10-01", "2026-10-31"),
    ],
)
def test_so_long_ago_is_that_day_week_month_or_year(
    question: str, language: str, first: str, last: str
) -> None:
    assert days(question, language) == (first, last)


@pytest.mark.parametrize(
    ("question", "language", "day"),
    [
        ("What happened on Monday?", "en", "2026-11-23"),
        ("What happened on Tuesday?", "en", "2026-11-24"),
        ("Who won on Sunday?", "en", "2026-11-22"),
        ("What happened last Tuesday?", "en", "2026-11-17"),
        ("What did the minister say on Friday evening?", "en", "2026-11-20"),
        ("Wat gebeurde er op maandag?", "nl", "2026-11-23"),
        ("Wat gebeurde er afgelopen vrijdagavond?", "nl", "2026-11-20"),
        ("Was geschah am Montag?", "de", "2026-11-23"),
        ("Was geschah am vergangenen Freitag?", "de", "2026-11-20"),
        ("Que s'est-il passé lundi dernier ?", "fr", "2026-11-23"),
        ("Que s'est-il passé lundi ?", "fr", "2026-11-23"),
        ("¿Qué pasó el lunes?", "es", "2026-11-23"),
        ("¿Qué pasó el martes pasado?", "es", "2026-11-17"),
        ("Cosa è successo lunedì?", "it", "2026-11-23"),
        ("Cosa è successo venerdì scorso?", "it", "2026-11-20"),
        ("O que aconteceu na segunda-feira?", "pt", "2026-11-23"),
        ("O que aconteceu na sexta?", "pt", "2026-11-20"),
        ("O que aconteceu na quinta em Lisboa?", "pt", "2026-11-19"),
        ("O que aconteceu na terça passada?", "pt", "2026-11-17"),
        ("O que aconteceu no sábado passado?", "pt", "2026-11-21"),
        ("Co się stało w poniedziałek?", "pl", "2026-11-23"),
        ("Co się stało w zeszłą środę?", "pl", "2026-11-18"),
        ("Что произошло в понедельник?", "ru", "2026-11-23"),
        ("Что произошло в прошлую пятницу?", "ru", "2026-11-20"),
        ("Що сталося в понеділок?", "uk", "2026-11-23"),
        ("Що сталося минулої п'ятниці?", "uk", "2026-11-20"),
        ("ماذا حدث يوم الاثنين؟", "ar", "2026-11-23"),
        ("ماذا حدث الجمعة الماضية؟", "ar", "2026-11-20"),
        ("星期一发生了什么？", "zh", "2026-11-23"),
        ("周五发生了什么？", "zh", "2026-11-20"),
        ("Pazartesi günü ne oldu?", "tr", "2026-11-23"),
        ("Geçen cuma ne oldu?", "tr", "2026-11-20"),
        ("月曜日に何が起きた？", "ja", "2026-11-23"),
        ("월요일 저녁에 무슨 일이 있었나요?", "ko", "2026-11-23"),
        ("지난 금요일 무슨 일이 있었나요?", "ko", "2026-11-20"),
        ("Chuyện gì đã xảy ra vào thứ Hai?", "vi", "2026-11-23"),
        ("Chuyện gì đã xảy ra tối thứ Sáu?", "vi", "2026-11-20"),
        ("Chuyện gì đã xảy ra hôm qua?", "vi", "2026-11-23"),
        ("Chuyện gì đã xảy ra hôm nay?", "vi", "2026-11-24"),
        ("Apa yang terjadi pada hari Senin?", "id", "2026-11-23"),
        ("Apa yang terjadi pada Jumat malam?", "id", "2026-11-20"),
        ("Apa yang terjadi Jumat lalu?", "id", "2026-11-20"),
        ("Apa yang terjadi hari ini?", "id", "2026-11-24"),
        ("เกิดอะไรขึ้นเมื่อวันจันทร์", "th", "2026-11-23"),
        ("เกิดอะไรขึ้นเมื่อวันศุกร์ที่แล้ว", "th", "2026-11-20"),
        ("วันนี้เกิดอะไรขึ้น", "th", "2026-11-24"),
        ("What did the mayor say Monday?", "en", "2026-11-23"),
        ("what happened friday?", "en", "2026-11-20"),
        ("Who was arrested Sunday in the park?", "en", "2026-11-22"),
        ("What happened in Gaza Friday night?", "en", "2026-11-20"),
        ("Wat gebeurde er maandag?", "nl", "2026-11-23"),
        ("Wat zei Berg vrijdagavond in Gent?", "nl", "2026-11-20"),
        ("Hoeveel doden waren er vrijdag gevallen?", "nl", "2026-11-20"),
        ("Was geschah Montag in Köln?", "de", "2026-11-23"),
        ("Was sagte sie Freitagabend?", "de", "2026-11-20"),
        ("Que s'est-il passé lundi à Paris ?", "fr", "2026-11-23"),
        ("Cosa è successo lunedì a Roma?", "it", "2026-11-23"),
        ("Pazartesi ne oldu?", "tr", "2026-11-23"),
        ("What happened today?", "en", "2026-11-24"),
        ("What did the police say this morning?", "en", "2026-11-24"),
        ("Wat is er vandaag gebeurd?", "nl", "2026-11-24"),
        ("Was ist heute passiert?", "de", "2026-11-24"),
        ("Que s'est-il passé aujourd'hui ?", "fr", "2026-11-24"),
        ("¿Qué pasó hoy?", "es", "2026-11-24"),
        ("Cosa è successo oggi?", "it", "2026-11-24"),
        ("O que aconteceu hoje?", "pt", "2026-11-24"),
        ("Co się dziś stało?", "pl", "2026-11-24"),
        ("Что сегодня произошло?", "ru", "2026-11-24"),
        ("Що сталося сьогодні?", "uk", "2026-11-24"),
        ("ماذا حدث اليوم؟", "ar", "2026-11-24"),
        ("今天发生了什么？", "zh", "2026-11-24"),
        ("Bugün ne oldu?", "tr", "2026-11-24"),
        ("Co se stalo v pondělí?", "cs", "2026-11-23"),
        ("Co říkala ministryně minulou středu?", "cs", "2026-11-18"),
        ("Ce s-a întâmplat luni?", "ro", "2026-11-23"),
        ("Ce s-a întâmplat miercurea trecută?", "ro", "2026-11-18"),
        ("Mi történt hétfőn?", "hu", "2026-11-23"),
        ("Mit mondott a miniszter múlt szerdán?", "hu", "2026-11-18"),
        ("Τι έγινε τη Δευτέρα;", "el", "2026-11-23"),
        ("Τι είπε την περασμένη Τετάρτη;", "el", "2026-11-18"),
        ("מה קרה ביום שני?", "he", "2026-11-23"),
        ("מי נעצר בשבת?", "he", "2026-11-21"),
        ("מה נאמר ביום שלישי שעבר?", "he", "2026-11-17"),
        ("سه‌شنبه گذشته چه شد؟", "fa", "2026-11-17"),
        ("روز شنبه چه شد؟", "fa", "2026-11-21"),
        ("सोमवार को क्या हुआ?", "hi", "2026-11-23"),
        ("पिछले मंगलवार क्या हुआ?", "hi", "2026-11-17"),
        ("Wat het Maandag gebeur?", "af", "2026-11-23"),
        ("Wat het verlede Dinsdag gebeur?", "af", "2026-11-17"),
        ("Hvad skete der i mandags?", "da", "2026-11-23"),
        ("Hvad skete der sidste tirsdag?", "da", "2026-11-17"),
        ("Mitä tapahtui maanantaina?", "fi", "2026-11-23"),
        ("Mitä tapahtui viime tiistaina?", "fi", "2026-11-17"),
        ("Vad hände i måndags?", "sv", "2026-11-23"),
        ("Vad sade ministern på onsdagen?", "sv", "2026-11-18"),
        ("Vad hände i tisdags kväll?", "sv", "2026-11-17"),
        ("Hva skjedde sist tirsdag?", "nb", "2026-11-17"),
        ("Hva skjedde onsdag?", "nb", "2026-11-18"),
    ],
)
def test_a_day_of_the_week_is_the_last_there_was(question: str, language: str, day: str) -> None:
    assert days(question, language) == (day, day)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What happened last weekend?", "en"),
        ("What happened over the weekend?", "en"),
        ("What happened this weekend?", "en"),
        ("Wat gebeurde er afgelopen weekend?", "nl"),
        ("Wat gebeurde er dit weekend?", "nl"),
        ("Was geschah am Wochenende?", "de"),
        ("Was geschah letztes Wochenende?", "de"),
        ("Que s'est-il passé le week-end dernier ?", "fr"),
        ("Que s'est-il passé ce week-end ?", "fr"),
        ("¿Qué pasó el fin de semana pasado?", "es"),
        ("¿Qué pasó este fin de semana?", "es"),
        ("Cosa è successo lo scorso fine settimana?", "it"),
        ("O que aconteceu no fim de semana?", "pt"),
        ("Co się stało w weekend?", "pl"),
        ("Что произошло в прошлые выходные?", "ru"),
        ("Що сталося минулих вихідних?", "uk"),
        ("ماذا حدث في عطلة نهاية الأسبوع الماضي؟", "ar"),
        ("上周末发生了什么？", "zh"),
        ("这个周末发生了什么？", "zh"),
        ("Geçen hafta sonu ne oldu?", "tr"),
        ("先週末に何が起きた？", "ja"),
        ("지난 주말에 무슨 일이 있었나요?", "ko"),
        ("Chuyện gì đã xảy ra cuối tuần qua?", "vi"),
        ("Apa yang terjadi akhir pekan lalu?", "id"),
        ("เกิดอะไรขึ้นช่วงสุดสัปดาห์ที่แล้ว", "th"),
        ("Co se stalo o víkendu?", "cs"),
        ("Ce s-a întâmplat în weekend?", "ro"),
        ("Mi történt a múlt hétvégén?", "hu"),
        ("Τι έγινε το Σαββατοκύριακο;", "el"),
    ],
)
def test_a_weekend_is_saturday_and_sunday(question: str, language: str) -> None:
    assert days(question, language) == WEEKEND


def test_the_last_weekend_is_over() -> None:
    sunday = datetime(2026, 11, 29, 12, tzinfo=UTC)
    assert days("What happened last weekend?", "en", sunday) == WEEKEND
    assert days("What happened this weekend?", "en", sunday) == ("2026-11-28", "2026-11-29")


@pytest.mark.parametrize(
    ("question", "language", "period"),
    [
        ("What happened this summer?", "en", SUMMER),
        ("What happened last summer?", "en", SUMMER),
        ("What happened in summer 2025?", "en", SUMMER_2025),
        ("What happened in the summer of 2025?", "en", SUMMER_2025),
        ("What burnt in the fall of 2025?", "en", ("2025-09-01", "2025-11-30")),
        ("Who won in the winter of 2024-25?", "en", ("2024-12-01", "2025-02-28")),
        ("Wat gebeurde er deze zomer?", "nl", SUMMER),
        ("Wat gebeurde er in de zomer van 2025?", "nl", SUMMER_2025),
        ("Was geschah diesen Sommer?", "de", SUMMER),
        ("Was geschah im Sommer 2025?", "de", SUMMER_2025),
        ("Que s'est-il passé cet été ?", "fr", SUMMER),
        ("Que s'est-il passé à l'été 2025 ?", "fr", SUMMER_2025),
        ("¿Qué pasó este verano?", "es", SUMMER),
        ("¿Qué pasó en el verano de 2025?", "es", SUMMER_2025),
        ("Cosa è successo quest'estate?", "it", SUMMER),
        ("Cosa è successo nell'estate del 2025?", "it", SUMMER_2025),
        ("O que aconteceu neste verão?", "pt", SUMMER),
        ("O que aconteceu no verão de 2025?", "pt", SUMMER_2025),
        ("Co się stało tego lata?", "pl", SUMMER),
        ("Co się stało latem 2025 roku?", "pl", SUMMER_2025),
        ("Что произошло этим летом?", "ru", SUMMER),
        ("Что произошло летом 2025 года?", "ru", SUMMER_2025),
        ("Що сталося цього літа?", "uk", SUMMER),
        ("Що сталося влітку 2025 року?", "uk", SUMMER_2025),
        ("ماذا حدث هذا الصيف؟", "ar", SUMMER),
        ("ماذا حدث في صيف 2025؟", "ar", SUMMER_2025),
        ("今年夏天发生了什么？", "zh", SUMMER),
        ("2025年夏天发生了什么？", "zh", SUMMER_2025),
        ("Bu yaz ne oldu?", "tr", SUMMER),
        ("2025 yazında ne oldu?", "tr", SUMMER_2025),
        ("2025年夏に何が起きた？", "ja", SUMMER_2025),
        ("올여름 무슨 일이 있었나요?", "ko", SUMMER),
        ("2025년 3분기 실적은?", "ko", Q3),
        ("Chuyện gì đã xảy ra mùa hè này?", "vi", SUMMER),
        ("Chuyện gì đã xảy ra vào mùa hè năm 2025?", "vi", SUMMER_2025),
        ("Ngân hàng lãi bao nhiêu trong quý III năm 2025?", "vi", Q3),
        ("Chuyện gì đã xảy ra trong nửa cuối năm 2025?", "vi", H2),
        ("Chuyện gì đã xảy ra đầu năm 2025?", "vi", ("2025-01-01", "2025-03-31")),
        ("Apa yang terjadi pada musim panas 2025?", "id", SUMMER_2025),
        ("Berapa laba bank pada kuartal ketiga 2025?", "id", Q3),
        ("Berapa laba bank pada kuartal III tahun 2025?", "id", Q3),
        ("Apa yang terjadi pada paruh kedua tahun 2025?", "id", H2),
        ("Apa yang terjadi pada akhir 2024?", "id", ("2024-10-01", "2024-12-31")),
        ("เกิดอะไรขึ้นในฤดูร้อนปี 2025", "th", SUMMER_2025),
        ("เกิดอะไรขึ้นในไตรมาสที่ 3 ปี 2025", "th", Q3),
        ("เกิดอะไรขึ้นครึ่งหลังของปี 2025", "th", H2),
        ("เกิดอะไรขึ้นปลายปี 2024", "th", ("2024-10-01", "2024-12-31")),
        ("What did the bank earn in Q3 2025?", "en", Q3),
        ("What did the bank earn in the third quarter of 2025?", "en", Q3),
        ("What did the bank earn in the third quarter of last year?", "en", Q3),
        ("What did the bank earn in Q3?", "en", ("2026-07-01", "2026-09-30")),
        ("Was verdiente die Bank im dritten Quartal?", "de", ("2026-07-01", "2026-09-30")),
        ("Wat verdiende de bank in het vierde kwartaal?", "nl", ("2026-10-01", "2026-12-31")),
        ("Hoeveel winst was er in het derde kwartaal van 2025?", "nl", Q3),
        ("Wie hoch war der Gewinn im dritten Quartal 2025?", "de", Q3),
        ("Quel bénéfice au troisième trimestre 2025 ?", "fr", Q3),
        ("Quel bénéfice au T3 2025 ?", "fr", Q3),
        ("¿Qué ganó el banco en el tercer trimestre de 2025?", "es", Q3),
        ("Quanto ha guadagnato nel terzo trimestre del 2025?", "it", Q3),
        ("Quanto lucrou no terceiro trimestre de 2025?", "pt", Q3),
        ("Ile zarobił bank w trzecim kwartale 2025 roku?", "pl", Q3),
        ("Сколько заработал банк в третьем квартале 2025 года?", "ru", Q3),
        ("Скільки заробив банк у третьому кварталі 2025 року?", "uk", Q3),
        ("كم ربح البنك في الربع الثالث من عام 2025؟", "ar", Q3),
        ("2025年第三季度盈利多少？", "zh", Q3),
        ("2025'in üçüncü çeyreğinde ne oldu?", "tr", Q3),
        ("What happened in the second half of 2025?", "en", H2),
        ("Wat gebeurde er in de tweede helft van 2025?", "nl", H2),
        ("Was geschah in der zweiten Hälfte 2025?", "de", H2),
        ("Was geschah im zweiten Halbjahr 2025?", "de", H2),
        ("Que s'est-il passé au second semestre 2025 ?", "fr", H2),
        ("¿Qué pasó en la segunda mitad de 2025?", "es", H2),
        ("Cosa è successo nella seconda metà del 2025?", "it", H2),
        ("O que aconteceu na segunda metade de 2025?", "pt", H2),
        ("Co się stało w drugiej połowie 2025 roku?", "pl", H2),
        ("Что было во второй половине 2025 года?", "ru", H2),
        ("Що було у другій половині 2025 року?", "uk", H2),
        ("ماذا حدث في النصف الثاني من عام 2025؟", "ar", H2),
        ("2025年下半年发生了什么？", "zh", H2),
        ("2025'in ikinci yarısında ne oldu?", "tr", H2),
        ("What happened at the end of 2024?", "en", ("2024-10-01", "2024-12-31")),
        ("What happened in early 2025?", "en", ("2025-01-01", "2025-03-31")),
        ("What happened in the late 1950's?", "en", ("1950-01-01", "1959-12-31")),
        ("Что случилось в конце 1970-х годов?", "ru", ("1970-01-01", "1979-12-31")),
        ("What happened in mid-2025?", "en", ("2025-05-01", "2025-08-31")),
        ("Wat gebeurde er eind 2024?", "nl", ("2024-10-01", "2024-12-31")),
        ("Was geschah Anfang 2025?", "de", ("2025-01-01", "2025-03-31")),
        ("Que s'est-il passé fin 2024 ?", "fr", ("2024-10-01", "2024-12-31")),
        ("¿Qué pasó a finales de 2024?", "es", ("2024-10-01", "2024-12-31")),
        ("Cosa è successo all'inizio del 2025?", "it", ("2025-01-01", "2025-03-31")),
        ("O que aconteceu no final de 2024?", "pt", ("2024-10-01", "2024-12-31")),
        ("Co się stało pod koniec 2024 roku?", "pl", ("2024-10-01", "2024-12-31")),
        ("Что случилось в начале 2025 года?", "ru", ("2025-01-01", "2025-03-31")),
        ("Що сталося наприкінці 2024 року?", "uk", ("2024-10-01", "2024-12-31")),
        ("ماذا حدث في أواخر عام 2024؟", "ar", ("2024-10-01", "2024-12-31")),
        ("2025年初发生了什么？", "zh", ("2025-01-01", "2025-03-31")),
        ("2024 sonunda ne oldu?", "tr", ("2024-10-01", "2024-12-31")),
        ("Co se stalo v létě 2025?", "cs", SUMMER_2025),
        ("Ce s-a întâmplat în vara lui 2025?", "ro", SUMMER_2025),
        ("Ce s-a întâmplat vara trecută?", "ro", SUMMER),
        ("Mi történt 2025 nyarán?", "hu", SUMMER_2025),
        ("Τι έγινε το καλοκαίρι του 2025;", "el", SUMMER_2025),
        ("Τι έγινε το περασμένο καλοκαίρι;", "el", SUMMER),
        ("מה השתנה ברבעון השלישי של 2025?", "he", Q3),
        ("در سه‌ماهه سوم ۲۰۲۵ چه تغییر کرد؟", "fa", Q3),
        ("2025 की तीसरी तिमाही में क्या बदला?", "hi", Q3),
        ("Wat het in die derde kwartaal van 2025 verander?", "af", Q3),
        ("Hvad ændrede sig i tredje kvartal af 2025?", "da", Q3),
        ("Hvad skete der i sommeren 2025?", "da", SUMMER_2025),
        ("Mitä tapahtui kesällä 2025?", "fi", SUMMER_2025),
        ("Vad ändrades under tredje kvartalet 2025?", "sv", Q3),
        ("Vad hände i somras?", "sv", SUMMER),
        ("Vad hände sommaren 2025?", "sv", SUMMER_2025),
        ("Hva endret seg i tredje kvartal 2025?", "nb", Q3),
        ("Hva skjedde sommeren i fjor?", "nb", SUMMER_2025),
        ("Hva skjedde i andre halvår 2025?", "nb", H2),
    ],
)
def test_a_part_of_a_year_is_its_months(
    question: str, language: str, period: tuple[str, str]
) -> None:
    assert days(question, language) == period


def test_a_winter_without_a_second_year_begins_in_the_one_that_is_named() -> None:
    assert days("Was geschah im Winter 2024?", "de") == ("2024-12-01", "2025-02-28")
    assert days("Was geschah im Winter 2026?", "de") == ("2025-12-01", "2026-02-28")


def test_a_season_to_come_is_no_period() -> None:
    assert days("What is planned for this winter?", "en") is None
    january = datetime(2026, 1, 10, tzinfo=UTC)
    assert days("What happened this winter?", "en", january) == ("2025-12-01", "2026-02-28")


@pytest.mark.parametrize(
    ("question", "language", "first"),
    [
        ("What has changed since Monday?", "en", "2026-11-23"),
        ("Wat is er sinds vorig weekend veranderd?", "nl", "2026-11-21"),
        ("¿Qué ha cambiado desde hace tres días?", "es", "2026-11-21"),
        ("What has changed since the summer of 2025?", "en", "2025-06-01"),
        ("What has changed after the summer of 2025?", "en", "2025-09-01"),
        ("What has changed since Q3 2025?", "en", "2025-07-01"),
    ],
)
def test_a_period_may_be_the_begin_of_one(question: str, language: str, first: str) -> None:
    assert days(question, language) == (first, "2026-11-24")


def test_before_the_end_of_a_year_is_all_of_it() -> None:
    assert days("What happened before the end of 2024?", "en") == ("0001-01-01", "2024-12-30")
    assert days("What must close before the end of this year?", "en") is None


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Who scored in the last minutes of the match?", "en"),
        ("What did the last three presidents say?", "en"),
        ("Who sang for the first half of the concert?", "en"),
        ("Why was there a fall of 3 %?", "en"),
        ("What explains this fall in prices?", "en"),
        ("What explains the fall of Kabul?", "en"),
        ("Who scored in the third quarter of the match?", "en"),
        ("Who scored in the third quarter?", "en"),
        ("What did he win in his last year?", "en"),
        ("من سجل في الربع الرابع؟", "ar"),
        ("몇 년 전에 무슨 일이 있었나?", "ko"),
        ("최근 한 주민이 무엇을 요구했나요?", "ko"),
        ("최근 두 해외 순방의 성과는 무엇인가요?", "ko"),
        ("Ai là người về đích thứ hai?", "vi"),
        ("Mười hai ngày trước khi bầu cử ai dẫn đầu?", "vi"),
        ("Siapa kepala sekolah pada minggu pertama?", "id"),
        ("Apa yang terjadi beberapa tahun lalu?", "id"),
        ("เกิดอะไรขึ้นเมื่อหลายปีก่อน", "th"),
        ("เขาเล่นให้ทีมใดสิบสองปีก่อน", "th"),
        ("How long did the fighting last in Seven Years War?", "en"),
        ("What has been done over the past years?", "en"),
        ("Do meetings take place on Tuesday afternoons?", "en"),
        ("What did she do in her last three days in office?", "en"),
        ("What did he promise in the last week of the campaign?", "en"),
        ("What was said in the last three days of the trial?", "en"),
        ("Why do shops open on Mondays?", "en"),
        ("What was Black Friday?", "en"),
        ("Who owns the Sunday Times?", "en"),
        ("Who owned the Sunday Times?", "en"),
        ("what was black friday?", "en"),
        ("Who coached Sheffield Wednesday?", "en"),
        ("How did Sheffield Wednesday play?", "en"),
        ("What did Sunday's Observer write?", "en"),
        ("What did Friday the 13th earn?", "en"),
        ("What happened from Monday to Friday?", "en"),
        ("What happened Saturday and Sunday?", "en"),
        ("Wat was goede vrijdag?", "nl"),
        ("Wat gebeurde er van maandag tot vrijdag?", "nl"),
        ("Was tat Robin Freitag in Köln?", "de"),
        ("Que s'est-il passé de lundi à vendredi ?", "fr"),
        ("Pazar neden kapandı?", "tr"),
        ("Her pazartesi ne oldu?", "tr"),
        ("What did the mayor say a few weeks ago?", "en"),
        ("Is the spring water safe?", "en"),
        ("How do birds live in winter?", "en"),
        ("Who said that one day she would win?", "en"),
        ("How many days ago-style jokes are there?", "en"),
        ("What is left at the end of 2000 miles?", "en"),
        ("Wie werkt er in de winterdienst?", "nl"),
        ("Hoe lang duurt het weekend?", "nl"),
        ("Wat zei hij een paar weken geleden?", "nl"),
        ("Wat deed ze in haar laatste drie dagen?", "nl"),
        ("Wie scoorde in de laatste drie minuten?", "nl"),
        ("Wer arbeitet im Winterdienst?", "de"),
        ("Was sagte er vor einigen Wochen?", "de"),
        ("Wer starb in den letzten drei Tagen des Krieges?", "de"),
        ("Wer ist Herr Sonntag?", "de"),
        ("Was lief vor drei Richtern?", "de"),
        ("Qui a été 2000 fois cité ?", "fr"),
        ("Qui est Vendredi ?", "fr"),
        ("Qui était aux commandes ce matin-là ?", "fr"),
        ("Que font-ils le lundi ?", "fr"),
        ("Qui a marqué dans les trois dernières minutes ?", "fr"),
        ("Il y a deux semaines de vacances ?", "fr"),
        ("¿Quién es Primavera?", "es"),
        ("¿Quién ganó el Primavera 2025?", "es"),
        ("¿Qué dijeron los tres últimos presidentes?", "es"),
        ("¿Qué abre los lunes?", "es"),
        ("Chi è Primavera?", "it"),
        ("Chi ha segnato negli ultimi tre minuti?", "it"),
        ("Cosa fanno il lunedì?", "it"),
        ("Quem joga às segundas-feiras?", "pt"),
        ("Kto strzelił w ostatnich trzech minutach?", "pl"),
        ("Ile lat ma prezydent?", "pl"),
        ("Кто забил на последних минутах?", "ru"),
        ("Сколько лет президенту?", "ru"),
        ("Что попало в среду обитания?", "ru"),
        ("Хто забив за останні хвилини?", "uk"),
        ("من سجل في آخر دقائق المباراة؟", "ar"),
        ("من هما الاثنين؟", "ar"),
        ("谁在最后几分钟进球？", "zh"),
        ("每周一次的会议在哪里？", "zh"),
        ("春节有什么活动？", "zh"),
        ("Kim son dakikada gol attı?", "tr"),
        ("Quem venceu na segunda volta?", "pt"),
        ("Quem ficou com a quinta parte?", "pt"),
        ("What happened a couple of weeks ago?", "en"),
        ("Yazın hangi kuşlar gelir?", "tr"),
        ("What is known about “Nothing new in the last three days”?", "en"),
        ("Was heißt „Am Montag kommt der Winter 2025“?", "de"),
        ("Kdo hrál v první polovině zápasu?", "cs"),
        ("Ce proiecte durează mai multe luni?", "ro"),
        ("Kik játszottak az első félidőben?", "hu"),
        ("Ποια ήταν η τρίτη ομάδα του ομίλου;", "el"),
        ("מה קרה לפני כמה שבועות?", "he"),
        ("מתי הוקמה תל אביב 2024?", "he"),
        ("מה מוכרים בסוף השבוע?", "he"),
        ("امام جمعه تهران کیست؟", "fa"),
        ("چند سال پیش چه گفت؟", "fa"),
        ("מה פתוח כל השנה?", "he"),
        ("इसका विकल्प क्या है?", "hi"),
        ("कुछ हफ़्ते पहले उन्होंने क्या कहा?", "hi"),
        ("Wat het hy ’n paar weke gelede gesê?", "af"),
        ("Wie werk op die plaas?", "af"),
        ("Hvad sagde han for et par uger siden?", "da"),
        ("Hvad sker der på mandag?", "da"),
        ("Mitä tapahtuu ensi maanantaina?", "fi"),
        ("Mitä tapahtui joka viikko?", "fi"),
        ("Vad händer i vår stad?", "sv"),
        ("Vad sade han för några veckor sedan?", "sv"),
        ("Vem tränar tre gånger i veckan?", "sv"),
        ("Hva skjer i vår by?", "nb"),
        ("Hva sa han for noen uker siden?", "nb"),
        ("Hva skjedde den siste uken av valgkampen?", "nb"),
    ],
)
def test_what_only_looks_like_a_period_is_none(question: str, language: str) -> None:
    assert not time_sense(question, language, AS_OF).has_period


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What is the situation today?", "en"),
        ("Wat is vandaag de stand?", "nl"),
        ("Wie viele leben heute dort?", "de"),
        ("今天情况如何？", "zh"),
    ],
)
def test_today_by_itself_is_the_present(question: str, language: str) -> None:
    assert time_sense(question, language, AS_OF) == TimeSense(now=True)


@pytest.mark.parametrize(
    ("text", "language", "named"),
    [
        ("The bank earned 3 million in the third quarter.", "en", True),
        ("The bank earned 3 million in Q3 2025.", "en", True),
        ("In the third quarter of 2024 it earned less.", "en", False),
        ("Im dritten Quartal verdiente die Bank drei Millionen.", "de", True),
        ("It opened on Monday.", "en", False),
        ("Es schloss im Sommer 2025.", "de", True),
    ],
)
def test_a_text_names_a_part_of_a_year(text: str, language: str, named: bool) -> None:
    sense = time_sense("What did the bank earn in Q3 2025?", "en", AS_OF)
    assert names_period(text, language, datetime(2025, 10, 30, tzinfo=UTC), sense) == named


def test_a_day_that_may_be_ahead_is_told_of_since_the_last_such() -> None:
    assert days("Which trains run on Friday?", "en") == ("2026-11-20", "2026-11-24")
    assert days("Which trains ran on Friday? Who did not?", "en") == ("2026-11-20", "2026-11-20")


@pytest.mark.parametrize(
    ("question", "ahead"),
    [
        ("Which trains run on Friday?", True),
        ("Which trains did not run on Friday?", False),
        ("Which trains ran last Friday?", False),
        ("What is on this weekend?", True),
        ("What was on last weekend?", False),
        ("And Monday?", True),
        ("What did he say will close on Friday?", True),
        ("What did Will Smith say on Friday?", False),
        ("Which trains stopped on Friday due to snow?", False),
    ],
)
def test_a_day_of_the_week_may_be_the_coming_one(question: str, ahead: bool) -> None:
    assert time_sense(question, "en", AS_OF).may_be_ahead == ahead


@pytest.mark.parametrize("moment", ["0001-01-01", "0150-03-01", "9999-12-31"])
@pytest.mark.parametrize(
    "question",
    [
        "What happened 99 years ago?",
        "What happened this weekend?",
        "What happened after December?",
        "What happened on Friday?",
        "What happened last winter?",
        "What happened in Q4?",
        "What happened in the last 12 months?",
    ],
)
def test_periods_stay_within_the_calendar(moment: str, question: str) -> None:
    as_of = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    sense = time_sense(question, "en", as_of)
    assert sense.since is None or sense.since <= as_of
