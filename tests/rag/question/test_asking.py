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
        ("港はなぜ閉まったのか", "ja", True),  # in a language whose words are not known
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
    ],
)
def test_a_question_for_a_reason_is_known(language: str, question: str) -> None:
    assert asks_why(question, language)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "Who knew whyalla?"),
        ("es", "¿Por quién votó?"),
        ("sv", "Varför?"),
        ("fr", "Qu’est-ce qui a changé ?"),
        ("zh", "他知道原因"),
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
    ],
)
def test_a_question_for_yes_or_no_is_told_from_others(
    language: str, question: str, is_open: bool
) -> None:
    assert asks_openly(question, language) is is_open
