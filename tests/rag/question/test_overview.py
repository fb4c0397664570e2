"""Questions that have no subject: what happened, and what the news is."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from rag.corpus.table import Filters
from rag.question.overview import says_only_when
from rag.question.query import Query
from rag.question.steps import step_in, stepped
from rag.question.time_sense import time_sense
from rag.question.understand import understand
from rag.records import Turn

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
FERRY = "Why did the ferry Lastivka sink on Lake Syvach?"


def _turns(*asked: str) -> tuple[Turn, ...]:
    return tuple(
        turn
        for question in asked
        for turn in (
            Turn(role="user", content=question),
            Turn(role="assistant", content="Haverlo takes over the trams. [1]"),
        )
    )


def _is_overview(language: str, *asked: str) -> bool:
    query = Query(asked[-1], "", language, NOW, Filters(NOW), history=_turns(*asked[:-1]))
    return query.is_overview


@pytest.mark.parametrize(
    ("language", "questions"),
    [
        ("en", "What happened last week?|What happened on 8 October?|What's the latest news?"),
        (
            "en",
            "news of today|give me an overview of March|Summarise the news|March 2025|Any news?",
        ),
        (
            "en",
            "WHAT HAPPENED IN THE WORLD LAST WEEK?|What Happened This Week|yesterday's headlines",
        ),
        (
            "nl",
            "Wat was er gisteren in het nieuws?|Wat speelde er in september?|Vat het nieuws samen",
        ),
        ("de", "Was war am 24. November 2026?|Was gibt es Neues?|Die Nachrichten des Tages"),
        (
            "fr",
            "Que s'est-il passé le 8 octobre ?|Résume l'actualité|Quelles sont les infos du jour ?",
        ),
        ("es", "¿Qué pasó la semana pasada?|¿Qué hay de nuevo?|Dame un resumen de las noticias"),
        ("it", "Cosa è successo a marzo 2026?|Quali sono le ultime notizie?|Cosa c'è di nuovo?"),
        ("pt", "O que aconteceu ontem?|Resuma as notícias|O que há de novo?"),
        ("pl", "Co się wydarzyło w marcu 2026 roku?|Jakie są najnowsze wiadomości?|Co nowego?"),
        (
            "ru",
            "Что произошло на прошлой неделе?|Какие последние новости?|Главные события прошлой недели",
        ),
        ("uk", "Що сталося минулого тижня?|Новини за вчора|Що нового?"),
        ("ar", "ماذا حدث الأسبوع الماضي؟|ما هي آخر الأخبار؟|ملخص أخبار الأسبوع الماضي"),
        ("zh", "上周发生了什么？|最新消息|请总结上周的新闻|昨天有什么新闻？"),
        ("tr", "Geçen hafta ne oldu?|Dünkü haberler|Haberleri özetle"),
        ("ja", "先週何が起きましたか？|昨日のニュースを教えて"),
        ("ko", "지난주에 무슨 일이 있었나요?|오늘의 뉴스"),
        ("ko", "어젯밤 무슨 일이 있었나요?|세 달 전에 무슨 일이 있었나요?"),
        ("vi", "Chuyện gì đã xảy ra tuần trước?|Tin tức hôm qua|Có gì mới?|Tóm tắt tin tức"),
        (
            "id",
            "Apa yang terjadi minggu lalu?|Berita kemarin|Apa berita terbaru?|Rangkum berita hari ini",
        ),
        ("th", "เกิดอะไรขึ้นเมื่อสัปดาห์ที่แล้ว|ข่าวเมื่อวานนี้|สรุปข่าววันนี้|มีข่าวอะไรบ้าง"),
        ("cs", "Co se stalo minulý týden?|Jaké jsou dnešní zprávy?|Co je nového?"),
        ("ro", "Ce s-a întâmplat ieri?|Care sunt știrile de azi?|Ce mai e nou?"),
        ("hu", "Mi történt márciusban?|Foglald össze a hét legfontosabb híreit|Mi újság?"),
        ("el", "Τι έγινε χθες;|Ποιες είναι οι σημερινές ειδήσεις;|Τι νέα;"),
        ("he", "מה קרה בשבוע שעבר?|מה החדשות?|תן לי סיכום של החדשות|מה קרה אתמול בעולם?"),
        ("fa", "هفته گذشته چه اتفاقی افتاد؟|آخرین اخبار چیست؟|خلاصه اخبار امروز"),
        ("hi", "पिछले हफ़्ते क्या हुआ?|ताज़ा ख़बरें क्या हैं?|आज के मुख्य समाचार|कल क्या हुआ?"),
        ("af", "Wat het verlede week gebeur?|Wat is die jongste nuus?|Gee my die nuus van die dag"),
        ("da", "Hvad skete der i sidste uge?|Hvad er dagens nyheder?|Opsummer dagens nyheder"),
        ("fi", "Mitä tapahtui viime viikolla?|Mitä uutta?|Kerro päivän tärkeimmät uutiset"),
        ("sv", "Vad hände förra veckan?|Vad är nytt?|Ge mig dagens nyheter|Sammanfatta nyheterna"),
        ("nb", "Hva skjedde forrige uke?|Hva er nytt?|Gi meg dagens nyheter|Oppsummer nyhetene"),
    ],
)
def test_a_question_without_a_subject_is_known(language: str, questions: str) -> None:
    for question in questions.split("|"):
        assert _is_overview(language, question), question


@pytest.mark.parametrize(
    ("language", "questions"),
    [
        (
            "en",
            "What happened in Norrmark last week?|what happened at the factory?|Who won yesterday?",
        ),
        ("en", "What happened in the US last week?|What is the latest on the ferry?|sports news"),
        (
            "en",
            "What happened the week before last?|What happened before the vote?|Why did it happen?",
        ),
        (
            "en",
            "Hello|What can you do?|What did “Ferry sinks on the lake” mean?|How many died in May?",
        ),
        ("nl", "Wat gebeurde er vorige week in Made?|Wie won er gisteren?"),
        ("de", "Was ist letzte Woche in Berlin passiert?|Was sagte der Minister gestern?"),
        ("ru", "Что случилось с паромом?|Кто победил вчера?"),
        ("zh", "上海发生了什么？|中国上周发生了什么？|昨天谁赢了？"),
        ("tr", "İzmir'de geçen hafta ne oldu?"),
        ("ko", "지난주 부산에서 무슨 일이 있었나요?|어제 누가 이겼나요?"),
        ("vi", "Chuyện gì đã xảy ra ở Huế tuần trước?|Ai thắng hôm qua?"),
        ("id", "Apa yang terjadi di Medan minggu lalu?|Siapa yang menang kemarin?"),
        ("th", "เกิดอะไรขึ้นที่ภูเก็ตเมื่อสัปดาห์ที่แล้ว|เมื่อวานใครชนะ"),
        ("eo", "Kio okazis en Norrmark?"),  # in a language whose words are not known
        ("cs", "Co se stalo včera v Brně?|Kdo vyhrál minulý týden?"),
        ("ro", "Ce s-a întâmplat ieri la Cluj?|Cine a câștigat ieri?"),
        ("hu", "Mi történt tegnap Szegeden?|Ki nyert tegnap?"),
        ("el", "Τι έγινε χθες στην Πάτρα;|Ποιος κέρδισε χθες;"),
        ("he", "מה קרה אתמול בחיפה?|מה קרה לספינה?"),
        ("fa", "هفته گذشته در تهران چه اتفاقی افتاد؟|اخبار فوتبال"),
        ("hi", "पिछले हफ़्ते दिल्ली में क्या हुआ?|क्रिकेट की ख़बरें"),
        ("af", "Wat het verlede week in Pretoria gebeur?|Die nuus oor rugby"),
        ("da", "Hvad skete der i sidste uge i Odense?|Nyhederne om håndbold"),
        ("fi", "Mitä Turussa tapahtui viime viikolla?|Uutiset jääkiekosta"),
        ("sv", "Vad hände förra veckan i Umeå?|Nyheterna om hockey"),
        ("nb", "Hva skjedde forrige uke i Bodø?|Nyhetene om ski"),
    ],
)
def test_one_with_a_subject_is_none(language: str, questions: str) -> None:
    for question in questions.split("|"):
        assert not _is_overview(language, question), question


@pytest.mark.parametrize(
    ("asked", "is_overview"),
    [
        (("What happened last week?", "And yesterday?"), True),
        (("What's the latest news?", "and in March?", "And the month before?"), True),
        (("What happened last week?", "And on the ferry?"), False),
        ((FERRY, "And last week?"), False),
        ((FERRY, "Any news?"), False),
        ((FERRY, "What was in the news last week?"), True),
        ((FERRY, "What was in the news last week?", "and the week before?"), True),
        (("What happened last week?", FERRY, "and yesterday?"), False),
    ],
)
def test_what_leans_on_the_conversation_has_its_subject(
    asked: tuple[str, ...], is_overview: bool
) -> None:
    assert _is_overview("en", *asked) is is_overview


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        (
            "What happened last week?|and the week before?|And the week before that?",
            (11, 2),
            (11, 8),
        ),
        ("Wat was er vorige week in het nieuws?|en de week daarvoor?", (11, 9), (11, 15)),
    ],
)
def test_a_follow_up_may_ask_for_the_time_before_or_after(
    asked: str, first: tuple[int, int], last: tuple[int, int]
) -> None:
    *before, question = asked.split("|")
    query = understand(question, longest=500, as_of=NOW, history=_turns(*before))
    assert query.time.since and query.time.until
    days = query.time.since.date(), query.time.until.date()
    assert days == (date(2026, *first), date(2026, *last))


@pytest.mark.parametrize(
    ("language", "text", "is_back"),
    [
        ("en", "And the month before?", True),
        ("de", "Und die Woche davor?", True),
        ("fr", "Et la semaine d'après ?", False),
        ("es", "¿Y la semana anterior?", True),
        ("it", "E il mese dopo?", False),
        ("pt", "E na semana anterior?", True),
        ("pl", "A tydzień wcześniej?", True),
        ("ru", "А неделей раньше?", True),
        ("uk", "А наступного тижня?", False),
        ("ar", "والأسبوع السابق؟", True),
        ("zh", "那前一周呢？", True),
        ("tr", "Peki bir sonraki ay?", False),
        ("ko", "그 전 주는?", True),
        ("ja", "その前の月は？", True),
        ("vi", "Còn tuần trước đó?", True),
        ("vi", "Còn tháng tiếp theo?", False),
        ("id", "Dan minggu sebelumnya?", True),
        ("id", "Dan bulan berikutnya?", False),
        ("th", "แล้วสัปดาห์ก่อนหน้านั้นล่ะ", True),
    ],
)
def test_the_time_before_or_after_is_named_in_many_ways(
    language: str, text: str, is_back: bool
) -> None:
    step = step_in(text, language)
    assert step and step.is_back is is_back
    assert says_only_when(text, language, NOW)


@pytest.mark.parametrize(
    ("question", "text", "first", "last"),
    [
        ("What happened on 1 March 2026?", "and the day before?", "2026-02-28", "2026-02-28"),
        ("What happened on 15 March 2026?", "and the week after?", "2026-03-16", "2026-03-22"),
        ("What happened on 15 March 2026?", "and the month before?", "2026-02-01", "2026-02-28"),
        ("What happened in 2024?", "and the year after?", "2025-01-01", "2025-12-31"),
        ("What happened in August 2025?", "and the year before?", "2024-01-01", "2024-12-31"),
    ],
)
def test_the_time_before_or_after_is_of_the_calendar(
    question: str, text: str, first: str, last: str
) -> None:
    step = step_in(text, "en")
    assert step
    sense = stepped(time_sense(question, "en", NOW), step, NOW)
    assert sense.since and sense.until
    assert [sense.since.date(), sense.until.date()] == [*map(date.fromisoformat, (first, last))]


def test_of_a_time_that_has_not_begun_there_is_none_to_ask_for() -> None:
    step = step_in("And the month after?", "en")
    assert step
    assert not stepped(time_sense("What happened this month?", "en", NOW), step, NOW).has_period
    assert stepped(time_sense("What happened in October?", "en", NOW), step, NOW).up_to_now
