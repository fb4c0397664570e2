"""A question that asks two things is taken apart; one that asks one thing is not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rag.corpus.table import Filters
from rag.question.parts import parts
from rag.question.query import Query
from rag.question.time_sense import time_sense

AS_OF = datetime(2026, 3, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("question", "language", "second"),
    [
        ("How high is the dam, and who looks after it?", "en", "who looks after it"),
        ("How high is the dam? Who looks after it?", "en", "Who looks after it"),
        ("What did the man who lost his house say, and who helped?", "en", "who helped"),
        ("Who won in Lyon and who won in Paris?", "en", "who won in Paris"),
        ("Leaving pay aside, what did he get, and who paid?", "en", "who paid"),
        ("Under which mayor was it built, and who paid?", "en", "who paid"),
        ("In May of last year, who won, and who lost?", "en", "who lost"),
        ("Qui a démissionné et qu'est-ce qui a brûlé ?", "fr", "qu'est-ce qui a brûlé"),
        ("Кто победил и что стало с мэром?", "ru", "что стало с мэром"),
        ("Wie bouwde de sluis en per wanneer gaat hij open?", "nl", "per wanneer gaat hij open"),
        ("Wer baut die Brücke und bis wann ist sie fertig?", "de", "bis wann ist sie fertig"),
        ("Qui a fermé l'usine, et à quelle date ?", "fr", "à quelle date"),
        ("¿Quién ganó y por cuántos votos?", "es", "por cuántos votos"),
        ("Kto wygrał i ile głosów dostał?", "pl", "ile głosów dostał"),
        ("Кто победил и сколько голосов получил?", "ru", "сколько голосов получил"),
        ("Хто переміг і скільки голосів отримав?", "uk", "скільки голосів отримав"),
        ("من فاز بالسباق وكم كلف ذلك؟", "ar", "كم كلف ذلك"),
        ("Yarışı kim kazandı ve ne kadar sürdü?", "tr", "ne kadar sürdü"),
        ("谁赢了比赛？比赛花了多少钱？", "zh", "比赛花了多少钱"),
        ("Ai thắng và bao nhiêu người bỏ phiếu?", "vi", "bao nhiêu người bỏ phiếu"),
        ("Siapa yang menang dan berapa suaranya?", "id", "berapa suaranya"),
        ("누가 이겼나요? 그리고 몇 표를 얻었나요?", "ko", "그리고 몇 표를 얻었나요"),
        ("Kdo vyhrál a kolik hlasů dostal?", "cs", "kolik hlasů dostal"),
        ("Cine a câștigat și câte voturi a primit?", "ro", "câte voturi a primit"),
        ("Ki győzött, és hány szavazatot kapott?", "hu", "hány szavazatot kapott"),
        ("Ποιος κέρδισε και πόσες ψήφους πήρε;", "el", "πόσες ψήφους πήρε"),
        ("Ποιος κέρδισε; Πότε έγινε ο αγώνας;", "el", "Πότε έγινε ο αγώνας"),
        ("כמה נעדרים נמצאו ומי משלם על זה?", "he", "מי משלם על זה"),
        ("Hoeveel is gevind, en wie betaal daarvoor?", "af", "wie betaal daarvoor"),
        ("Hvor mange blev fundet, og hvem betaler for det?", "da", "hvem betaler for det"),
        ("Kuinka monta löydettiin, ja kuka sen maksaa?", "fi", "kuka sen maksaa"),
        ("Hur många hittades, och vem betalar för det?", "sv", "vem betalar för det"),
        ("Hvor mange ble funnet, og hvem betaler for det?", "nb", "hvem betaler for det"),
        ("चोर को किसने पकड़ा और किसने छोड़ा था?", "hi", "किसने छोड़ा था"),
    ],
)
def test_two_questions_in_one(question: str, language: str, second: str) -> None:
    found = parts(question, language)
    assert len(found) == 2
    assert found[1] == second


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Who owns the ship and the cargo?", "en"),
        ("What did the minister and the mayor say about who pays?", "en"),
        ("Why are the nurses and the drivers on strike?", "en"),
        ("Wie zijn de burgemeester en de wethouder?", "nl"),
        ("Why and when?", "en"),
        ("The council met on Monday and Tuesday. What was decided?", "en"),
        ("؟", "ar"),
        ("?", "zh"),
        ("", "en"),
        ("Who? What? When? Where? Why?", "en"),
        ("What did the man who lost his house and who now lives in a tent say?", "en"),
        ("Qu'a dit l'homme qui a perdu sa maison et qui vit dans une tente ?", "fr"),
        ("Что сказал человек, который потерял дом и который живёт в палатке?", "ru"),
        ("What did he say about how and why the ship sank?", "en"),
        ("¿Qué dijo sobre cómo y por qué se hundió el barco?", "es"),
        ("Wat zei hij over hoe en waarom het schip zonk?", "nl"),
        ("Est-il vrai que le pont est fermé et que le maire a démissionné ?", "fr"),
        ("Qui a dit que le pont est fermé et qu'il rouvrira en mai ?", "fr"),
        ("O ministro disse que vai renunciar e que não volta?", "pt"),
        ("Правда ли, что мост закрыт и что мэр ушёл?", "ru"),
        ("Чи правда, що міст закрито і що мер пішов?", "uk"),
        ("Is it known who set the fire and why he did it?", "en"),
        ("Did she say when it opens, and who pays?", "en"),
        ("Stimmt es, was der Minister sagte und was die Zeitung schrieb?", "de"),
        ("Klopt het wat de minister zei en wat de krant schreef?", "nl"),
    ],
)
def test_one_question_is_left_whole(question: str, language: str) -> None:
    assert parts(question, language) == ()


def test_a_part_leans_on_the_parts_and_the_conversation_before_it() -> None:
    first, second = _query("How high is the dam, and who looks after it?", "the river Ode").parts
    assert first.context == "the river Ode"
    assert second.context == "the river Ode How high is the dam"


def test_a_part_with_a_name_of_its_own_stands_by_itself() -> None:
    _, second = _query("How high is the dam, and who paid for the bridge at Orlen?").parts
    assert second.context == ""
    _, second = _query("How did they get into the bank of Orlen, and how in Welse?").parts
    assert second.context == "How did they get into the bank of Orlen"


def test_a_part_without_a_time_is_of_the_time_named_before_it() -> None:
    whole = _query("In January, how many ferries sank, and who owns the ferries now?")
    first, second = whole.parts
    assert first.time.has_period
    assert second.time.now
    assert not second.time.has_period
    january, owners = _query("Who sank in January, and who paid?").parts
    assert owners.time == _query("Who sank in January, and who paid?").time
    assert january.time == owners.time
    at_first, in_january = _query("How many sank at first, and how many in January?").parts
    assert not at_first.time.has_period
    assert in_january.time.has_period


def _query(question: str, context: str = "") -> Query:
    time = time_sense(question, "en", AS_OF)
    return Query(question, context, "en", AS_OF, Filters(as_of=AS_OF), time)
