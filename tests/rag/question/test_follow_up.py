"""A question in a conversation takes from it what it needs, and nothing else."""

from __future__ import annotations

import sys
from inspect import stack

import pytest

from rag.question.conversation import asks_nothing
from rag.question.follow_up import context, names_none
from rag.question.understand import understand
from rag.records import Turn

HISTORY: list[Turn] = [
    {"role": "user", "content": "Who runs the port of Saltmere?"},
    {"role": "assistant", "content": "Since May the harbour master is Ines Calder."},
]


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("And what about the ferries?", "en"),
        ("Is she still there?", "en"),
        ("Since when?", "en"),
        ("En de veerboten?", "nl"),
        ("Et en Espagne ?", "fr"),
        ("Und seit wann?", "de"),
        ("¿Y los empleados?", "es"),
        ("А топливо?", "ru"),
        ("那渡轮呢？", "zh"),
    ],
)
def test_a_leaning_question_takes_the_last_question_with_it(question: str, language: str) -> None:
    assert "port of Saltmere" in context(question, HISTORY, language)


def test_names_of_the_answer_stay_in_reach() -> None:
    assert "Ines Calder" in context("Is she still there?", HISTORY, "en")


@pytest.mark.parametrize(
    "question",
    ["How high is the dam at Oberwelse above the valley?", "Why did Marta Quist resign in June?"],
)
def test_a_question_with_its_own_names_stands_by_itself(question: str) -> None:
    assert context(question, HISTORY, "en") == ""


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("de", "Wie hoch ist das Defizit im Bundeshaushalt 2026?"),
        ("nl", "Wie wordt de nieuwe trainer van het nationale elftal?"),
        ("fr", "Combien de vols ont été annulés en raison de la grève des contrôleurs aériens ?"),
        ("it", "Quanto costa lo sciopero dei treni agli abbonati?"),
        ("es", "¿Cuántas personas murieron en el accidente del funicular?"),
        ("ar", "وزير الخارجية الفرنسي إلى أين سافر هذا الأسبوع"),
        ("en", "No confidence vote against the Dutch cabinet: which parties backed the motion?"),
        ("en", "Is there a strike on the railways this week?"),
        ("en", "Is it true that the dam broke?"),
        ("en", "Which parties said that the law goes too far?"),
        ("nl", "Hoeveel mensen zijn omgekomen bij de brand in de fabriek?"),
        ("nl", "Hoeveel doden zijn er gevallen bij de brand?"),
        ("nl", "Klopt het dat de brug deze week dicht is?"),
        ("de", "Wie viele Tote gab es beim Zugunglück am Freitag?"),
        ("de", "Wann soll die neue Brücke fertig sein?"),
        ("fr", "Est-ce que le gouvernement a démissionné cette semaine ?"),
        ("fr", "Pourquoi le ministre de l'économie a-t-il démissionné ?"),
        ("es", "¿Qué decidió el gobierno esta semana sobre las pensiones?"),
        ("es", "¿Qué es lo que piden los maestros en huelga?"),
        ("pt", "O que decidiu o governo nesta semana sobre as pensões?"),
        ("pl", "Co zdecydował rząd w tym tygodniu w sprawie emerytur?"),
        ("ru", "Что решило правительство на этой неделе о пенсиях?"),
        ("uk", "Скільки людей загинуло та постраждало під час пожежі?"),
        ("zh", "土耳其本周发生了什么地震灾害？"),
        ("zh", "政府应该如何应对今年的洪水灾害？"),
        ("tr", "Hükümet bu hafta emeklilik için ne karar aldı?"),
        ("it", "Cosa ha deciso il governo questa settimana sulle pensioni?"),
        ("fr", "Le ministre a-t-il démissionné hier soir au parlement ?"),
        ("ko", "태풍 피해 상황은?"),
        ("vi", "Chính phủ quyết định gì về lương hưu tuần này?"),
        ("vi", "Thế giới phản ứng ra sao về vụ phóng tên lửa?"),
        ("id", "Apa keputusan pemerintah tentang pensiun minggu ini?"),
        ("id", "Apa itu pajak karbon menurut pemerintah?"),
        ("th", "รัฐบาลตัดสินใจเรื่องเงินบำนาญในสัปดาห์นี้อย่างไร"),
        ("th", "นักท่องเที่ยวกี่คนติดอยู่บนภูเขาเพราะหิมะตกหนัก"),
        ("ja", "政府は今週の年金改革について何を決定しましたか？"),
        ("cs", "Co tento týden rozhodla vláda o důchodech?"),
        ("ro", "Ce a decis guvernul în această săptămână despre pensii?"),
        ("hu", "Mit döntött a kormány ezen a héten a nyugdíjakról?"),
        ("el", "Τι αποφάσισε η κυβέρνηση αυτή την εβδομάδα για τις συντάξεις;"),
        ("he", "מה החליטה הממשלה השבוע הזה על הפנסיות?"),
        ("fa", "دولت این هفته درباره بازنشستگی چه تصمیمی گرفت؟"),
        ("hi", "सरकार ने इस हफ़्ते पेंशन पर क्या फ़ैसला किया?"),
        ("af", "Wat het die regering hierdie week oor pensioene besluit?"),
        ("da", "Hvad besluttede regeringen i denne uge om pensionerne?"),
        ("fi", "Mitä hallitus päätti tällä viikolla uusista eläkkeistä?"),
        ("sv", "Vad beslutade regeringen den här veckan om de nya pensionerna?"),
        ("nb", "Hva bestemte regjeringen denne uken om de nye pensjonene?"),
    ],
)
def test_grammar_and_spans_of_time_are_no_words_of_the_conversation(
    language: str, question: str
) -> None:
    assert context(question, HISTORY, language) == ""


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "Is she still there?"),
        ("en", "Why is that?"),
        ("en", "How long will that take for the company?"),
        ("en", "Who replaced him as harbour master in the end?"),
        ("en", "What does this mean for travellers and for freight?"),
        ("en", "No, the other minister"),
        ("nl", "Waarom is hij eigenlijk vertrokken bij de haven?"),
        ("nl", "Wat betekent dat voor de reizigers en de vracht?"),
        ("nl", "Nee, de andere minister"),
        ("de", "Warum ist er eigentlich zurückgetreten?"),
        ("de", "Was bedeutet das?"),
        ("de", "Wann wurde seine Nachfolgerin denn gewählt?"),
        ("fr", "Pourquoi a-t-elle quitté le port l'année dernière ?"),
        ("fr", "A-t-il été remplacé depuis la fin du mois ?"),
        ("fr", "Qu'est-ce que cela change pour les voyageurs du matin ?"),
        ("es", "¿Por qué dejó ella el puerto el año pasado?"),
        ("it", "Perché questa decisione è stata presa dal porto?"),
        ("pt", "Por que ele deixou o porto no ano passado?"),
        ("pl", "Dlaczego on odszedł z portu w zeszłym roku?"),
        ("ru", "Почему он ушёл из порта в прошлом году?"),
        ("uk", "Чому вона залишила порт минулого року?"),
        ("ar", "لماذا استقال هو من الميناء في العام الماضي؟"),
        ("zh", "他为什么在去年离开了港口的工作岗位？"),
        ("tr", "Onun yerine geçen yıl limana kim getirildi?"),
        ("ar", "وماذا عن العبارات؟"),
        ("ar", "ومن سيخلفه؟"),
        ("zh", "那渡轮呢？"),
        ("ko", "그녀가 왜 사임했나요?"),
        ("ko", "그리고 여객선 요금은 올해 얼마나 오르나요?"),
        ("vi", "Vì sao ông ấy rời cảng vào năm ngoái?"),
        ("vi", "Còn các chuyến phà thì sao?"),
        ("id", "Mengapa dia meninggalkan pelabuhan tahun lalu?"),
        ("id", "Bagaimana dengan kapal feri yang lama itu?"),
        ("th", "ทำไมเธอถึงลาออกจากท่าเรือเมื่อปีที่แล้ว"),
        ("th", "แล้วเรือข้ามฟากที่ท่าเรือใหม่ล่ะจะเริ่มเมื่อไร"),
        ("ja", "彼女はなぜ昨年港の責任者を辞めたのですか？"),
        ("ko", "언제부터?"),
        ("en", "Since when?"),
        ("cs", "Proč ona loni z přístavu odešla?"),
        ("cs", "A co trajekty?"),
        ("ro", "De ce a plecat ea din port anul trecut?"),
        ("ro", "Și feriboturile?"),
        ("hu", "Miért hagyta ott ő tavaly a kikötőt?"),
        ("hu", "És a kompok?"),
        ("el", "Γιατί έφυγε αυτή από το λιμάνι πέρσι;"),
        ("el", "Και τα πλοία;"),
        ("he", "מדוע הוא עזב את הנמל בשנה שעברה?"),
        ("he", "ומה לגבי המעבורות?"),
        ("fa", "چرا او سال گذشته بندر را ترک کرد؟"),
        ("fa", "و درباره کشتی‌ها چه؟"),
        ("hi", "उन्होंने पिछले साल बंदरगाह क्यों छोड़ा?"),
        ("hi", "और नौकाओं के बारे में क्या?"),
        ("af", "Hoekom het hy die hawe verlede jaar verlaat?"),
        ("af", "En wat van die veerbote?"),
        ("da", "Hvorfor forlod hun havnen sidste år?"),
        ("da", "Og hvad med færgerne?"),
        ("fi", "Miksi hän lähti satamasta viime vuonna?"),
        ("fi", "Entä lautat?"),
        ("sv", "Varför lämnade hon hamnen förra året?"),
        ("sv", "Och färjorna?"),
        ("nb", "Hvorfor forlot hun havnen i fjor?"),
        ("nb", "Hva med fergene?"),
    ],
)
def test_pronouns_and_corrections_lean(language: str, question: str) -> None:
    assert "port of Saltmere" in context(question, HISTORY, language)


def test_a_word_behind_the_number_of_a_citation_begins_a_sentence() -> None:
    told: list[Turn] = [
        {"role": "user", "content": "What leaked?"},
        {"role": "assistant", "content": "Its director Ines Calder left. [1] Ships came. [2]"},
    ]
    assert context("And when did it end?", told, "en") == "What leaked? Ines Calder"


@pytest.mark.parametrize(
    ("language", "question", "expected"),
    [
        ("en", "And did the head of the company resign?", True),
        ("en", "And did the head of Kestrel Bank resign?", False),
        ("en", "And what happened in the summer of 2025?", False),
        ("en", "And who pays?", False),
        ("en", "And the night train company?", False),
        ("nl", "En heeft de burgemeester ontslag genomen?", True),
        ("de", "Und ist der Chef der Bank zurückgetreten?", True),
        ("de", "Und ist der Chef von Kestrel zurückgetreten?", False),
        ("fr", "Et le maire a-t-il démissionné ?", True),
        ("ru", "А мэр?", False),
    ],
)
def test_what_asks_of_the_mayor_names_nothing(
    language: str, question: str, *, expected: bool
) -> None:
    assert names_none(question, language) == expected


def test_without_history_there_is_no_context() -> None:
    assert context("And then?", (), "en") == ""


@pytest.mark.parametrize(
    ("question", "month"),
    [
        ("And in Porto?", 8),
        ("And in Porto in June 2025?", 6),
        ("And what about the port of Porto?", 8),
        ("And who runs it?", None),
        ("When will it reopen?", None),
        ("And since then?", None),
        ("And before that?", None),
        ("And did Poland vote?", None),
        ("En daarna?", None),
        ("En de maand daarvoor?", None),
        ("And the month after?", 9),
        ("Also, is the euro falling?", None),
    ],
)
def test_what_only_goes_on_is_of_the_time_asked_about_before(
    question: str, month: int | None
) -> None:
    before: list[Turn] = [
        {"role": "user", "content": "What happened in Lisbon in August 2025?"},
        {"role": "assistant", "content": "The ferry stopped."},
    ]
    after: list[Turn] = [*before, {"role": "user", "content": "And in Madrid?"}]
    for history in (before, after):
        query = understand(question, longest=500, as_of="2026-01-01", history=history)
        assert (query.time.since and query.time.since.month) == month


def test_context_is_bounded_however_long_the_conversation() -> None:
    long: list[Turn] = [{"role": "user", "content": "word " * 5_000}, *HISTORY] * 20
    assert len(context("And then?", long, "en")) <= 400


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thanks!", True),
        ("ok, thank you very much.", True),
        ("No", True),
        ("Good morning", True),
        ("👍", True),
        ("Hartelijk dank!", True),
        ("Merci, d’accord.", True),
        ("شكرًا", True),
        ("好的，谢谢", True),
        ("ありがとうございます。", True),
        ("감사합니다!", True),
        ("Cảm ơn bạn rất nhiều!", True),
        ("Terima kasih banyak.", True),
        ("ขอบคุณครับ", True),
        ("왜", False),
        ("OK?", False),
        ("?", False),
        ("Why", False),
        ("And Spain?", False),
        ("No deal", False),
        ("no, the other minister", False),
        ("ok, and who pays", False),
        ("the Good Friday agreement", False),
        ("Děkuji, ahoj!", True),
        ("Mulțumesc frumos!", True),
        ("Köszönöm szépen.", True),
        ("Ευχαριστώ πολύ!", True),
        ("תודה רבה!", True),
        ("תודה, ומי החליף אותו?", False),
        ("خیلی ممنون!", True),
        ("बहुत धन्यवाद!", True),
        ("Baie dankie!", True),
        ("Tack så mycket!", True),
        ("Tusen takk for hjelpen!", True),
    ],
)
def test_what_only_thanks_or_greets_asks_nothing(text: str, *, expected: bool) -> None:
    assert asks_nothing(text) is expected


def test_thanks_take_nothing_from_the_conversation_and_leave_it_as_it_was() -> None:
    before: list[Turn] = [
        {"role": "user", "content": "Wie leidt de haven van Saltmere sinds mei?"},
        {"role": "assistant", "content": "Sinds mei is dat Ines Calder. [1]"},
    ]
    known = ("en", "nl")
    thanks = understand("Thanks!", longest=500, known_languages=known, history=before)
    assert (thanks.language, thanks.context) == ("nl", "")
    polite: list[Turn] = [
        *before,
        {"role": "user", "content": "Bedankt!"},
        {"role": "assistant", "content": "Stel het archief gerust een vraag."},
    ]
    then = understand("En wie deed het daarvoor?", longest=500, history=polite)
    assert then == understand(
        "En wie deed het daarvoor?", longest=500, history=before, as_of=then.as_of
    )
    assert "Ines Calder" in then.context


@pytest.mark.parametrize("text", ["And what about ferries?", "And the news?"])
def test_a_conversation_may_be_long(text: str) -> None:
    one = [Turn(role="user", content=text)]
    short = understand(text, longest=500, history=one).is_overview
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(stack(0)) + 95)
    try:
        assert understand(text, longest=500, history=one * 100).is_overview == short
    finally:
        sys.setrecursionlimit(limit)
