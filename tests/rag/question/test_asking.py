"""Questions, and what is searched for without asking."""

from __future__ import annotations

import pytest

from rag.question.asking import asks, asks_openly, asks_why


@pytest.mark.parametrize(
    ("text", "language", "is_question"),
    [
        ("Why did the ferry sink?", "en", True),
        ("why is the port closed", "en", True),
        ("waarom is de haven dicht", "nl", True),
        ("为什么港口关闭了", "zh", True),
        ("港はなぜ閉まったのか", "ja", True),
        ("Ferry sinks on Lake Syvach", "en", False),
        ("Veerboot zinkt op meer", "nl", False),
        ("Паром затонул на озере", "ru", False),
        ("渡轮在湖上沉没", "zh", False),
        ("地震造成几百人丧生", "zh", False),
        ("Valdorno dam", "en", False),
        ("in which year did the dam break", "en", True),
        ("est-ce que le port est fermé", "fr", True),
        ("هل استقال الوزير", "ar", True),
        ("En mayo, ¿cuántos votos tuvo la alcaldesa", "es", True),
        ("Thủ tướng nói gì về cảng", "vi", True),
        ("Lyon mayor who closed the port resigns", "en", False),
        ("Wethouder die weet wat er speelde stapt op", "nl", False),
        ("Macron dit que la réforme passera", "fr", False),
        ("Governo diz que vai cortar impostos", "pt", False),
        ("Премьер заявил, что мост откроют в мае", "ru", False),
        ("Прем'єр заявив, що міст відкриють", "uk", False),
        ("مقتل عشرة من الجنود", "ar", False),
        ("Ai Cập mở cửa khẩu", "vi", False),
        ("Thủ tướng có từ chức không", "vi", True),
        ("Một người nào đó trúng số", "vi", False),
        ("다리가 왜 무너졌나", "ko", True),
        ("다리가 무너졌다", "ko", False),
        ("สะพานถล่มเพราะอะไร", "th", True),
        ("เกิดเหตุไฟไหม้โรงงาน", "th", False),
        ("橋が崩れた", "ja", False),
        ("Apakah menteri mundur", "id", True),
        ("Παραιτήθηκε ο δήμαρχος;", "el", True),
        ("Παραιτήθηκε ο δήμαρχος", "el", False),
        ("ποιος κέρδισε", "el", True),
    ],
)
def test_a_headline_does_not_ask(text: str, language: str, is_question: bool) -> None:
    assert asks(text, language) is is_question


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "Why did it sink?"),
        ("nl", "En waarom dan?"),
        ("de", "Weshalb wurde sie geschlossen?"),
        ("fr", "Pourquoi le ferry a-t-il coulé ?"),
        ("es", "¿Por qué se hundió?"),
        ("ru", "Почему он затонул?"),
        ("ar", "لماذا غرقت العبارة؟"),
        ("zh", "渡轮为什么沉没？"),
        ("ja", "なぜ沈没したのですか？"),
        ("ko", "배가 왜 침몰했나요?"),
        ("ko", "화재 원인은 무엇인가요?"),
        ("vi", "Vì sao con tàu bị chìm?"),
        ("vi", "Nguyên nhân vụ cháy là gì?"),
        ("id", "Mengapa kapal itu tenggelam?"),
        ("id", "Apa penyebab kebakaran itu?"),
        ("th", "ทำไมเรือจึงจม"),
        ("th", "สาเหตุของไฟไหม้คืออะไร"),
        ("tr", "Gemi neden battı?"),
        ("en", "What caused the fire?"),
        ("nl", "Waardoor zonk hij?"),
        ("de", "Woran lag es, dass er sank?"),
        ("fr", "Qu’est-ce qui a provoqué l’incendie ?"),
        ("es", "¿A qué se debió?"),
        ("pl", "Jaka była przyczyna pożaru?"),
        ("ru", "Из-за чего он затонул?"),
        ("ar", "ما سبب إغلاق الملعب؟"),
        ("zh", "大坝裂缝的原因是什么？"),
        ("tr", "Su baskınının nedeni ne?"),
        ("cs", "Proč loď ztroskotala?"),
        ("cs", "Jaká byla příčina požáru?"),
        ("ro", "De ce s-a scufundat vaporul?"),
        ("ro", "Care a fost cauza incendiului?"),
        ("hu", "Miért süllyedt el a hajó?"),
        ("hu", "Mi okozta a tüzet?"),
        ("el", "Γιατί βούλιαξε το πλοίο;"),
        ("el", "Τι προκάλεσε την πυρκαγιά;"),
        ("he", "מדוע טבעה הספינה?"),
        ("he", "מה הסיבה לשריפה?"),
        ("fa", "چرا کشتی غرق شد؟"),
        ("fa", "علت آتش‌سوزی چه بود؟"),
        ("hi", "जहाज़ क्यों डूबा?"),
        ("hi", "आग का कारण क्या था?"),
        ("af", "Hoekom het die skip gesink?"),
        ("af", "Wat was die oorsaak van die brand?"),
        ("da", "Hvorfor sank færgen?"),
        ("da", "Hvad skyldtes branden?"),
        ("fi", "Miksi lautta upposi?"),
        ("fi", "Mistä palo johtui?"),
        ("sv", "Varför sjönk färjan?"),
        ("sv", "Vad beror branden på?"),
        ("nb", "Hvorfor sank fergen?"),
        ("nb", "Hva var årsaken til brannen?"),
    ],
)
def test_a_question_for_a_reason_is_known(language: str, question: str) -> None:
    assert asks_why(question, language)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "Who knew whyalla?"),
        ("es", "¿Por quién votó?"),
        ("eo", "Kial?"),
        ("fr", "Qu’est-ce qui a changé ?"),
        ("zh", "他知道原因"),
        ("ko", "그는 왜곡된 보도를 비판했나요?"),
        ("vi", "Ai biết lý do?"),
        ("id", "Siapa yang tahu sebabnya?"),
        ("th", "ใครรู้สาเหตุ"),
        ("cs", "Kdo odpověděl?"),
        ("ro", "De ce tip este vaporul?"),
        ("hu", "Kié a hajó?"),
        ("el", "Πότε βούλιαξε το πλοίο;"),
        ("he", "כמה אנשים היו בספינה?"),
        ("fa", "چند نفر در کشتی بودند؟"),
        ("hi", "जहाज़ पर कितने लोग थे?"),
        ("af", "Hoeveel mense was op die skip?"),
        ("da", "Hvem kendte årsagen?"),
        ("fi", "Kuka tiesi syyn?"),
        ("fi", "Miksi laivaa kutsutaan?"),
        ("sv", "Vem visste orsaken?"),
        ("nb", "Hvor ligger årsaken begravet?"),
    ],
)
def test_others_ask_for_none(language: str, question: str) -> None:
    assert not asks_why(question, language)


@pytest.mark.parametrize(
    ("language", "question", "is_open"),
    [
        ("en", "Who won the prize?", True),
        ("en", "In which year was it?", True),
        ("en", "Two bridges were closed. What happened to each?", True),
        ("en", "Who was Dr. Mara Velt?", True),
        ("en", "Did she lose the prize?", False),
        ("en", "Were the jurors aware that they were fake when they voted?", False),
        ("nl", "Op welke dag gaat hij open?", True),
        ("nl", "Is de man die het deed al gevonden?", False),
        ("de", "Ist es wahr, was der Minister sagte?", False),
        ("fr", "Qu'est-ce qui a mis le feu ?", True),
        ("fr", "Est-ce que le maire a démissionné ?", False),
        ("fr", "Le tableau que l'on a volé a-t-il été retrouvé ?", False),
        ("es", "¿Desde cuándo está cerrado?", True),
        ("es", "¿Ha dimitido la alcaldesa?", False),
        ("ru", "Правда ли, что мост закрыт?", False),
        ("pl", "Czy wiadomo, kto wygrał?", False),
        ("tr", "Kuş gribine yakalanan işçi nerede tedavi görüyor?", True),
        ("tr", "Ne zaman istifa ettiğini söyledi mi?", False),
        ("ar", "متى يعاد فتح الجسر؟", True),
        ("ar", "هل استقال الوزير؟", False),
        ("zh", "青岚大坝裂缝的原因是什么？", True),
        ("zh", "他说过为什么辞职吗？", False),
        ("ja", "市長は辞任しましたか？", False),
        ("ja", "市長はいつ辞任しましたか？", True),
        ("ja", "何か変わりましたか？", False),
        ("ko", "시장은 언제 사임했나요?", True),
        ("ko", "시장이 사임했나요?", False),
        ("vi", "Thị trưởng đã từ chức chưa?", False),
        ("id", "Apakah wali kota mundur?", False),
        ("id", "Apakah yang dikatakan menteri?", True),
        ("th", "ใครเป็นนายกเทศมนตรี", True),
        ("th", "นายกเทศมนตรีลาออกหรือไม่", False),
    ],
)
def test_a_question_for_yes_or_no_is_told_from_others(
    language: str, question: str, is_open: bool
) -> None:
    assert asks_openly(question, language) is is_open
