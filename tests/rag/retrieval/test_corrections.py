"""What a correction takes back of its report, and what falls behind it for that."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ingest.splitting import sentences
from rag.embedding.interaction import WIDTH
from rag.records import Article
from rag.retrieval.candidates import Candidate
from rag.retrieval.corrections.putting_right import put_right
from rag.retrieval.corrections.ranking import Corrections
from rag.retrieval.corrections.reading import Wrong, taken_back
from tests.rag.retrieval.made import candidate


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ("We wrote that 640 birds died.", "That was wrong.", "It should have been 604.")),
        ("nl", ("Wij schreven: 38 bouten.", "Het zijn er geen 38.", "Dat moeten er 26 zijn.")),
        ("nl", ("Het was verzekerd voor 650.000 euro.", "Nee.", "Dat moet 65.000 euro zijn.")),
        ("uk", ("Ми написали: 21 людина.", "Це неправильно.", "Загинуло дев'ятнадцять людей.")),
        ("de", ("Wir haben 61.000 Haushalte genannt.", "Das war falsch.", "Es sind 61.000 Menschen.")),
        ("en", ("We reported a theft of 12 tonnes of copper.", "That is wrong.", "It was iron.")),
        ("en", ("Our report said that Anna Kolm was elected.", "That was an error.", "Her name is Kalm.")),
        ("en", ("The mayor is called Kolm.", "This was not correct.", "Her name is Kalm.")),
        ("nl", ("In het bericht stond dat de brug in Orlava lag.", "Dat klopt niet.", "Ze ligt in Orvala.")),
        ("de", ("Wir haben die Brücke Südbrücke genannt.", "Das stimmt nicht.", "Es war die Nordbrücke.")),
        ("fr", ("Nous avons écrit que le pont était à Orlava.", "C’est faux.", "Il est à Orvala.")),
        ("es", ("Escribimos que el puente está en Orlava.", "No es así.", "Está en Orvala.")),
        ("it", ("Abbiamo scritto che il ponte è a Orlava.", "È sbagliato.", "Si trova a Orvala.")),
        ("pt", ("Escrevemos que a ponte fica em Orlava.", "Está errado.", "Fica em Orvala.")),
        ("pl", ("Napisaliśmy, że most stoi w Orlavie.", "To był błąd.", "Stoi w Orvali.")),
        ("ru", ("Мы написали, что мост стоит в Орлаве.", "Это неверно.", "Он стоит в Орвале.")),
        ("uk", ("Ми написали, що міст стоїть в Орлаві.", "Це помилка.", "Він стоїть в Орвалі.")),
        ("ar", ("ذكرنا أن الجسر في أورلافا.", "هذا غير صحيح.", "يقع الجسر في أورفالا.")),
        ("zh", ("本报报道称大桥位于奥尔拉瓦。", "这是错误的。", "大桥位于奥尔瓦拉。")),
        ("tr", ("Köprünün Orlava'da olduğunu yazdık.", "Bu yanlıştı.", "Köprü Orvala'da.")),
        ("ja", ("本紙は橋がオルラバにあると報じました。", "これは誤りでした。", "橋はオルバラにあります。")),
        ("ko", ("본지는 다리가 오를라바에 있다고 보도했습니다.", "이는 잘못입니다.", "다리는 오르발라에 있습니다.")),
        ("vi", ("Chúng tôi đã viết rằng cây cầu ở Orlava.", "Điều này không đúng.", "Cây cầu ở Orvala.")),
        ("id", ("Kami menulis bahwa jembatan itu di Orlava.", "Itu keliru.", "Jembatan itu di Orvala.")),
        ("th", ("เรารายงานว่าสะพานอยู่ที่ออร์ลาวา", "ข้อมูลนี้ผิด", "สะพานอยู่ที่ออร์วาลา")),
    ],
)  # fmt: skip
def test_a_correction_puts_right_what_it_repeats(language: str, sentences: tuple[str, ...]) -> None:
    assert put_right(sentences, 0, language) == 2
    assert put_right(sentences, 2, language) is None


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ("It is 604 birds, not the 640 that we reported.", "A farm lost 590 of them.")),
        ("en", ("The bridge is in Orvala, not in Orlava as we wrote.", "It opened in May.")),
        ("nl", ("De brug ligt in Orvala, niet in Orlava zoals wij schreven.", "Ze is nieuw.")),
        ("de", ("Die Brücke steht in Orvala, nicht in Orlava.", "Sie ist neu.")),
        ("ja", ("橋があるのはオルラバではなくオルバラです。", "橋は新しいものです。")),
        ("ko", ("다리는 오를라바가 아니라 오르발라에 있습니다.", "다리는 새것입니다.")),
        ("id", ("Jembatan itu di Orvala, bukan di Orlava.", "Jembatan itu baru.")),
        ("vi", ("Cây cầu ở Orvala chứ không phải Orlava.", "Cây cầu còn mới.")),
        ("en", ("The bridge opened in May.", "It is the longest of the country.")),
        ("sw", ("Daraja liko Orlava.", "Daraja ni jipya.")),
    ],
)
def test_a_sentence_that_says_what_is_right_needs_no_other(
    language: str, sentences: tuple[str, ...]
) -> None:
    assert put_right(sentences, 0, language) is None


def read(text: str, report: Article, language: str = "en") -> tuple[Wrong, ...]:
    correction = Article("c", "", text, "2026-03-04", language=language, corrects=report.id)
    return taken_back(correction, report, tuple(sentences(text, language)))


@pytest.mark.parametrize(
    ("correction", "wrong", "right"),
    [
        (
            "In a report on Tuesday we wrote that Ruel won by 78 votes. That was wrong. She won by 87.",
            "Marta Ruel was elected by 78 votes.",
            "Ruel takes office on Tuesday.",
        ),
        (
            "We called the mayor of Merel Anna Kolm. Her name is Anna Kalm.",
            "The mayor, Anna Kolm, spoke for an hour.",
            "Anna Ruel did not speak.",
        ),
        (
            "Our report of 3 March said that the bridge opens on 5 May. It opens on 9 May.",
            "On 5 May the bridge will be opened.",
            "The ferry is sold on 3 March.",
        ),
        (
            "We reported that the trial begins on Friday. It should have said Monday.",
            "The court meets on Friday.",
            "The mayor spoke on Tuesday.",
        ),
        (
            "Two tonnes of copper were stolen, not 2,000 tonnes as we wrote.",
            "Thieves took 2,000 tonnes.",
            "A man was seen.",
        ),
        (
            "We wrote that 61,000 households have no water. That was wrong. It is 61,000 people.",
            "In Merel 61,000 households must boil water.",
            "A lorry brings 4,000 bottles.",
        ),
        (
            "An article named the director of the museum as Anna Kolm. That is Hanna Kalm.",
            "The director is Anna Kolm.",
            "The museum is closed.",
        ),
        (
            "Ponsen and Co did not oversee the building of the roof. That was the work of the town.",
            "Ponsen and Co drew the roof and was to oversee the building of it.",
            "The roof was closed on Monday.",
        ),
        (
            "The report said that three people died. In fact four people died.",
            "In the fire three people died.",
            "The fire burnt down three of the barns.",
        ),
        (
            "We wrote on Saturday that Dr. Anna Kolm was arrested. In fact it was Dr. Lena Kalm.",
            "Police arrested Dr. Anna Kolm.",
            "The clinic stays open.",
        ),
        (
            "The sum in our report was wrong. It should have been 48 million. No more is wrong in it.",
            "The bridge cost 40 million euros.",
            "Building it took 6 years, and 900 people.",
        ),
        (
            "The depth is 16 metres. The Gazette regrets the error on Tuesday.",
            "Divers found it at 19 metres.",
            "A ship that sank on a Friday with 84 people lies beside it.",
        ),
        (
            "The day in our report was wrong. It opens on 9 May.",
            "On 5 May the bridge will be opened.",
            "It is 90 metres long.",
        ),
        (
            "The correct time of the departure is 16:45.",
            "The ferry leaves at 14:45.",
            "It has 16 boats and is 45 years old.",
        ),
    ],
)  # fmt: skip
def test_only_what_was_wrong_is_taken_back(correction: str, wrong: str, right: str) -> None:
    report = Article("r", "", f"{wrong} {right}", "2026-03-03", language="en")  # a Tuesday
    found = read(correction, report)
    assert any(each.is_in(wrong, "en") for each in found)
    assert not any(each.is_in(right, "en") for each in found)


def test_a_correction_in_another_language_takes_back_a_figure() -> None:
    correction = "Wij schreven dat er 88 doden zijn. Dat klopt niet. Het zijn er 86."
    report = Article("r", "", "The dam has killed 88 people.", "2026-03-03", language="en")
    (wrong,) = read(correction, report, "nl")
    assert wrong.is_in("The dam has killed 88 people.", "en")
    assert correction[slice(*wrong.right)] == "Het zijn er 86."


@pytest.mark.parametrize(
    ("correction", "is_told"),
    [
        ("The name was wrong. She is called Anna Kalm.", True),
        ("It should have been the other bank.", True),
        ("Our report was wrong. It was taken down.", False),
    ],
)
def test_what_a_correction_puts_right_without_repeating_it_is_a_statement(
    correction: str, *, is_told: bool
) -> None:
    report = Article("r", "", "Anna Kolm crossed the bank. It rained.", "2026-03-03", language="en")
    found = read(correction, report)
    assert [each.is_statement for each in found] == [True] * is_told
    assert [each.repeats for each in found] == [each.right for each in found]


@pytest.mark.parametrize("scores", [(10, 9.5, 2), (10, 2, 9.5)])
def test_what_is_corrected_twice_stands_behind_the_better_correction(
    scores: tuple[float, ...],
) -> None:
    found = [candidate(0), candidate(1, corrects="a0"), candidate(2, corrects="a0")]
    said = [(each.article.id, each.article.body) for each in found]
    corrections = Corrections(found)
    assert corrections.penalties(said, scores) == [pytest.approx(0.51), 0, 0]
    assert corrections.penalties(said, (10, 11, 9.5)) == [0, 0, 0]


def test_a_correction_that_is_not_heard_changes_nothing() -> None:
    found = [candidate(0), candidate(1, corrects="a0"), candidate(2, corrects="a0")]
    said = [(each.article.id, each.article.body) for each in found]
    corrections = Corrections(found)
    assert corrections.penalties(said[:2], (10, 9.5)) == [pytest.approx(0.51), 0]
    assert corrections.penalties(said[:1], (10,)) == [0]


WRONG = "Ruel won by 78 votes."
TAKEN_BACK = "We wrote that Ruel won by 78 votes. That was wrong. She won by 87."


def in_sentences(found: Candidate, *sentences: str) -> Candidate:
    """A candidate whose passage is of these sentences."""
    starts = [found.article.body.index(each) for each in sentences]
    spans = tuple((s, s + len(each)) for s, each in zip(starts, sentences, strict=True))
    passage = replace(found.stored.passage, sentences=spans)
    return replace(found, stored=replace(found.stored, passage=passage))


def test_the_rest_of_a_corrected_report_does_not_fall() -> None:
    rest = "She takes office in May."
    found = [
        in_sentences(candidate(0, text=f"{WRONG} {rest}"), WRONG, rest),
        candidate(1, text=TAKEN_BACK, corrects="a0", kind="correction"),
    ]
    corrections = Corrections(found)
    said = [("a0", WRONG), ("a0", rest), ("a1", TAKEN_BACK)]
    assert corrections.penalties(said, (10, 9.8, 9.5)) == [pytest.approx(0.51), 0, 0]
    start = TAKEN_BACK.index("She won")
    assert corrections.corrected_at(*said[0], {"a1"}) == ("a1", start, len(TAKEN_BACK))
    assert corrections.corrected_at(*said[1], {"a1"}) is None
    assert corrections.corrected_at(*said[0], {"a0"}) is None


def test_of_a_statement_the_nearest_sentence_is_taken_back() -> None:
    repeats, right = "Wij schreven dat de brug dicht is.", "Zij is open."
    near, far = "Niemand kan de rivier over.", "Het regent."
    tokens = {repeats: [1, 0, 0], right: [0, 1, 0], near: [4, 0, 1], far: [0, 0, 1]}

    def told(key: int, *sentences: str, **fields: str) -> Candidate:
        made = in_sentences(
            candidate(key, text=" ".join(sentences), language="nl", **fields),  # type: ignore[arg-type]
            *sentences,
        )
        rows = np.zeros((len(sentences), WIDTH), np.int8)
        rows[:, :3] = [tokens[each] for each in sentences]
        each_row = np.array([(row, row + 1) for row in range(len(sentences))], np.int32)
        vectors = replace(made.stored.vectors, tokens=rows, sentences=each_row)
        return replace(made, stored=replace(made.stored, vectors=vectors))

    report = told(0, near, far)
    correction = told(1, repeats, right, corrects="a0", kind="correction")
    corrections = Corrections([report, correction])
    assert corrections.corrected_at("a0", near, {"a1"}) == (
        "a1",
        len(repeats) + 1,
        len(f"{repeats} {right}"),
    )
    assert corrections.corrected_at("a0", far, {"a1"}) is None


@pytest.mark.parametrize(
    ("fields", "is_of"),
    [
        ({}, True),
        ({"source": "Echo"}, False),
        ({"published_at": "2026-03-09"}, False),
        ({"text": "Ruel won by a few votes."}, False),
    ],
)
def test_a_correction_that_names_no_article_is_of_what_its_outlet_said_before(
    fields: dict[str, str], *, is_of: bool
) -> None:
    report = {"published_at": "2026-03-03", "text": WRONG, "source": "Gazette"} | fields
    found = [
        candidate(0, **report),  # type: ignore[arg-type]
        candidate(1, "2026-03-04", TAKEN_BACK, kind="correction", source="Gazette"),
    ]
    assert (Corrections(found).corrected_at("a0", report["text"], {"a1"}) is not None) == is_of
