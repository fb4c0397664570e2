"""A question for a count is known by its words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from rag.question.counts import asks_for_count
from rag.question.understand import understand


@pytest.mark.parametrize(
    ("question", "language", "counts"),
    [
        ("How many people died?", "en", True),
        ("And how much does it cost now?", "en", True),
        ("How did many people die?", "en", False),
        ("Hoeveel mensen kwamen om?", "nl", True),
        ("Wie viele Tote gab es?", "de", True),
        ("Combien coûte le pont ?", "fr", True),
        ("Сколько человек погибло?", "ru", True),
        ("Ile osób zginęło?", "pl", True),
        ("O ile wiadomo", "fi", False),
        ("有多少人死亡？", "zh", True),
        ("何人が亡くなりましたか", "ja", True),
        ("何が起きましたか", "ja", False),
        ("どのくらいの費用がかかりますか", "ja", True),
        ("死者数は？", "ja", True),
        ("What is the death toll of the landslide?", "en", True),
        ("What was the final confirmed death toll?", "en", True),
        ("Why did the number of deaths rise?", "en", False),
        ("What is the toll road called?", "en", False),
        ("How high is the fine?", "en", True),
        ("Wat is het dodental?", "nl", True),
        ("Waarom stijgt het dodental?", "nl", False),
        ("Wie hoch ist die Opferzahl?", "de", True),
        ("Was ist die Zahl der Toten?", "de", True),
        ("Wer bezahlt die Brücke?", "de", False),
        ("Quel est le bilan du glissement de terrain ?", "fr", True),
        ("Quel est le bilan du gouvernement ?", "fr", False),
        ("¿Cuál es el número de muertos?", "es", True),
        ("¿Qué dijo en cuanto al puente?", "es", False),
        ("Qual è il bilancio delle vittime?", "it", True),
        ("Qual è il bilancio dello Stato?", "it", False),
        ("Qual é o número de mortos?", "pt", True),
        ("Jaka jest liczba ofiar?", "pl", True),
        ("Каково число погибших?", "ru", True),
        ("Какое сегодня число?", "ru", False),
        ("Яка кількість загиблих?", "uk", True),
        ("Ölü sayısı nedir?", "tr", True),
        ("Kaç kişi öldü?", "tr", True),
        ("Neden kaçırıldı?", "tr", False),
        ("ما عدد القتلى؟", "ar", True),
        ("ماذا حدث على بعد 5 كم من المدينة؟", "ar", False),
        ("死亡人数是多少？", "zh", True),
        ("几内亚发生了什么？", "zh", False),
        ("Hur många dog i jordskredet?", "sv", True),
        ("Vad är dödssiffran?", "sv", True),
        ("Hur dog han?", "sv", False),
        ("Hvor mange døde?", "da", True),
        ("Hvad er dødstallet?", "da", True),
        ("Hvor er broen?", "da", False),
        ("Hvor mye koster broen?", "nb", True),
        ("Hvor er broen?", "nb", False),
        ("Kuinka monta ihmistä kuoli?", "fi", True),
        ("Mikä on kuolonuhrien määrä?", "fi", True),
        ("Miksi moni lähti?", "fi", False),
        ("Kolik lidí zemřelo?", "cs", True),
        ("Jaký je počet obětí?", "cs", True),
        ("Kolikátého je?", "cs", False),
        ("Câți oameni au murit?", "ro", True),
        ("Care este numărul victimelor?", "ro", True),
        ("Cât de gravă este situația?", "ro", False),
        ("Hány ember halt meg?", "hu", True),
        ("Mi az áldozatok száma?", "hu", True),
        ("Mi okozta a hányást?", "hu", False),
        ("Có bao nhiêu người chết?", "vi", True),
        ("Mấy năm qua ai đã xây cầu?", "vi", False),
        ("چند نفر کشته شدند؟", "fa", True),
        ("چند سال پیش چه شد؟", "fa", False),
        ("Berapa orang tewas?", "id", True),
        ("Siapa beberapa korban itu?", "id", False),
        ("Hoeveel mense is dood?", "af", True),
        ("Wat is die dodetal?", "af", True),
        ("Wat het gebeur?", "af", False),
        ("몇 명이 죽었나요?", "ko", True),
        ("사망자 수는?", "ko", True),
        ("왜 사망자 수가 늘었나?", "ko", False),
        ("몇 년 전에 무슨 일이 있었나?", "ko", False),
        ("ผู้เสียชีวิตมีกี่คน", "th", True),
        ("ข่าวเกี่ยวกับอะไร", "th", False),
        ("ประธานาธิบดีอายุเท่าไร", "th", False),
        ("Thủ tướng bao nhiêu tuổi?", "vi", False),
        ("Seberapa besar kerugiannya?", "id", True),
        ("Cât timp a durat greva?", "ro", False),
        ("Πόσοι άνθρωποι πέθαναν;", "el", True),
        ("Ποιος είναι ο αριθμός των νεκρών;", "el", True),
        ("Πόσο συχνά περνά το πλοίο;", "el", False),
        ("כמה אנשים נהרגו?", "he", True),
        ("מה מספר ההרוגים?", "he", True),
        ("מה קרה לפני כמה ימים?", "he", False),
        ("تعداد قربانیان چیست؟", "fa", True),
        ("कितने लोग मारे गए?", "hi", True),
        ("मृतकों की संख्या क्या है?", "hi", True),
        ("बैठक कितने बजे है?", "hi", False),
        ("Hoe het dit gebeur?", "af", False),
        ("Hvor stor en andel stemte?", "da", True),
        ("Kuinka suuri osa äänesti?", "fi", True),
        ("Kuinka suuri järvi on?", "fi", False),
        ("Hur stor andel röstade?", "sv", True),
        ("Hur stor är sjön?", "sv", False),
        ("Hva er dødstallet?", "nb", True),
        ("Hvordan skjedde det?", "nb", False),
    ],
)
def test_a_question_for_a_count(question: str, language: str, counts: bool) -> None:
    assert asks_for_count(question, language) == counts


@pytest.mark.parametrize(
    ("question", "latest"),
    [
        ("How many people died in the flood?", True),
        ("How many people have died since 3 March 2025?", True),
        ("How many people died in May 2025?", False),
        ("How many people died before 15 May 2025?", True),
        ("How many people died in 2025?", True),
        ("How many people died in 2024?", False),
        ("How many were missed at first, and how many were found?", False),
        ("Why did the dam burst?", False),
    ],
)
def test_the_latest_count_is_asked_for(question: str, latest: bool) -> None:
    query = understand(question, longest=2000, as_of="2025-11-01", known_languages=["en"])
    assert query.asks_for_latest_count == latest


def test_before_an_event_the_latest_count_is_not_asked_for() -> None:
    asked = "How many had died before the search was ended?"
    query = understand(asked, longest=2000, as_of="2025-11-01", known_languages=["en"])
    known = query.time.bounded(datetime(2025, 5, 1, tzinfo=UTC), query.as_of)
    assert not replace(query, time=known).asks_for_latest_count
