"""Sentences and passages: exact places in the text, nothing lost, nothing twice."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.splitting import estimated_tokens, passages, sentences
from rag.records import Article

LANGUAGES = [None, "nl", "en", "de", "fr", "ru", "ar", "zh", "th", "he"]
# Bits of text that have tripped splitters: abbreviations, quotations, brackets left open, lists,
# scripts without blanks, joined emoji, accents of their own, every kind of line ending.
BITS = [
    *("The mayor spoke. ", "Dr. A. Smit zei: ", '"Nee. Nooit." ', "1.200 euro. ", "a.m. ", "... "),
    *(
        "(open",
        ")",
        "“Zij",
        "”",
        "«",
        "»",
        "他说:“不。”",
        "新闻。",
        "ข่าว",
        "خبر. ",
        "שלום. ",
        "और। ",
    ),
    *(
        "👩‍👩‍👧",
        "e\u0301",
        "\u200f",
        "\n",
        "\n\n",
        "\r\n",
        "\u2028",
        "\u00a0",
        "\t",
        "- item\n",
        "A.\u2028B.",
    ),
    *(
        "Situatie aan front Het kostte Rusland veel tijd om verder te komen. ",
        "woord " * 40,
        "x" * 90,
    ),
]
TEXTS = st.one_of(st.lists(st.sampled_from(BITS), max_size=60).map("".join), st.text(max_size=300))


@settings(deadline=None, max_examples=300)
@given(TEXTS, st.sampled_from(LANGUAGES))
def test_sentences_are_disjoint_in_order_and_trimmed(text: str, language: str | None) -> None:
    spans = sentences(text, language)
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@settings(deadline=None, max_examples=300)
@given(TEXTS, st.sampled_from(LANGUAGES))
def test_passages_hold_every_sentence_once_and_whole(text: str, language: str | None) -> None:
    article = Article(id="a", title="t", body=text, language=language)
    found = passages(article)
    for passage in found:
        assert passage.text == text[passage.start : passage.end]
        assert (passage.start, passage.end) == (passage.sentences[0][0], passage.sentences[-1][1])
    assert [span for passage in found for span in passage.sentences] == sentences(text, language)


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_nothing_but_headings_and_blanks_is_left_out(text: str) -> None:
    # Without a language no run-in heading is looked for, so only whole lines can be headings.
    spans = sentences(text, None)
    in_a_sentence = {place for start, end in spans for place in range(start, end)}
    at = 0
    for line in text.splitlines(keepends=True):
        places = {at + n for n, letter in enumerate(line) if not letter.isspace()}
        assert places <= in_a_sentence or not places & in_a_sentence
        at += len(line)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("bit", ["word ", "woord, ", "x", "新", "ข", "(", "«a ", "\u200d"])
def test_text_without_an_end_is_cut_into_bearable_pieces(bit: str, language: str | None) -> None:
    text = bit * (20_000 // len(bit))
    spans = sentences(text, language)
    assert max(estimated_tokens(text[start:end]) for start, end in spans) <= 301
    assert max(end - start for start, end in spans) <= 1_500


def test_passages_are_of_like_length() -> None:
    body = " ".join(f"The council met for the {n}th time about the bridge." for n in range(200))
    sizes = [
        estimated_tokens(passage.text)
        for passage in passages(Article("a", "t", body, language="en"))
    ]
    assert min(sizes) > 100
    assert max(sizes) < 200


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nl", "Volgens dr. De Vries kost het 1.200 euro. Dat is veel.", 2),
        ("en", "Mr. Poole spoke at 3.30 p.m. on Monday. Nobody came.", 2),
        ("de", "Am 3. Oktober fuhr der Zug wieder. Er war pünktlich.", 2),
        ("zh", "大桥重新开放。居民很高兴!什么时候关闭?", 3),
        ("ar", "أعيد فتح الجسر. هل سيغلق مرة أخرى؟ لا أحد يعلم.", 3),
        ("ru", "Мост открыт. Ремонт занял 11 недель.", 2),
    ],
)
def test_sentences_are_those_a_reader_sees(language: str, text: str, expected: int) -> None:
    assert len(sentences(text, language)) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", ["Le jury a tranché.", "M. Anzures, qui jurait, a perdu.", "Mme. Dupont a gagné."]),
        ("en", ["He left.", "Ms. Ode stayed with approx. 300 others."]),
        ("nl", ["De preek was van ds. Bos en mevr. De Boer.", "H. Kok zweeg op 3 okt. 2025."]),
        ("de", ["Es sprachen Abg. Klein und Frhr. Stein.", "Hptm. Braun schwieg."]),
        ("es", ["Habló el Pdte. Gil con Mons. Luna.", "Dña. Ana pagó aprox. 300 euros."]),
        ("it", ["Parlò l'on. Verdi.", "Il reattore n. 5 è fermo."]),
        ("pt", ["Falou o Dep. Alves.", "O Min. Moraes pagou aprox. 300 euros."]),
        (
            "pl",
            ["Mówił ks. Lis o godz. 15 w kościele św. Marcina.", "P. Nowak wygrał w 29. minucie."],
        ),
        ("ru", ["Прибыл ген. Козлов.", "Их ок. 300 на пл. Победы."]),
        ("uk", ["Прибув ген. Ткач у смт. Буча.", "В. Коваль мовчав."]),
        ("ar", ["قال د. أحمد إن الجسر مغلق.", "وقال أ. سامي نعم."]),
        ("tr", ["Av. Şahin 3. kez geldi.", "Doç. Ak sustu."]),
        (
            "de",
            [
                "Der Film ist zurückgezogen.",
                "29 der 43 Briefe sind falsch.",
                "Am 3. Mai, vgl. 5, war er da.",
            ],
        ),
        ("de", ["Er sagte: „Wir kommen. 29 von uns.“", "30 kamen in der Hauptstr. 12 an!", "Gut."]),
        ("de", ["Im 19. Jahrhundert und am 3. Mai, dem 50. Tag, fiel Platz 3.", "Dann kam er."]),
        ("zh", ["车停了。", "29人受伤。", "他说：“停了。29人受伤。”"]),
        ("da", ["Banen er lukket.", "29 personer kom f.eks. 3 gange."]),
        (None, ["M. Anzures left.", "29 stayed."]),
        ("en", ["Nobody has fallen ill.", "Customers pay No. 5 in May.", "I said no.", "The end."]),
        ("it", ["Torna tra due ore.", "Nessuno parla alla TV.", "Il dott. Rossi tace."]),
        ("nl", ["Hij kwam uit de VS.", "De heer zei dat.", "Mr. Pot was er."]),
        ("sv", ["Hon gick ut.", "Regnet föll, sade dr. Berg."]),
        ("es", ["Salió bien.", "Los EE. UU. callan."]),
        (None, ["He left NATO.", "ST. LOUIS wept."]),
        # A small letter goes on, but for names that have one, and where all letters are small.
        ("sv", ["Färjan sjönk kl. 15.", "Den hade t.ex. polisen och t.ex. Volvo ombord."]),
        ("pl", ["W 2025 r. było inaczej.", "Dlaczego? zapytał."]),
        ("hu", ["A baleset 2025. augusztus 13. napján történt.", "II. Erzsébet élt."]),
        ("en", ["Prices fell.", "iPhone sales rose."]),
        ("en", ["i went home.", "it was late."]),
        ("ka", ["ქალაქში წვიმს.", "ხვალ მზე იქნება."]),
        ("es", ["Ganó por 12. ª vez.", "Luego calló."]),
        ("nl", ["Het regende.", "'s Avonds was het droog.", "’t Is waar."]),
        ("af", ["Dit reën.", "'n Man kom en mev. Smit ook."]),
        ("tr", ["15. Ağustos'ta II. Dünya Savaşı bitti.", "Bitti."]),
        ("ro", ["Dl. Popescu a tăcut.", "Procurorii DNA.", "Apoi au plecat."]),
        ("vi", ["TP. Hồ Chí Minh có mưa.", "Ông GS. Nam nói."]),
        ("id", ["Jl. Merdeka ditutup.", "Hj. Siti diam."]),
        ("fr", ["Le St. Malo a gagné.", "Il dort."]),
        ("cs", ["Stalo se roku 1100 n. l.", "Její význam sám G. Verdi nechápal."]),
        ("it", ["Parlò G. Verdi.", "Vinse il Super-G.", "Poi tacque."]),
        ("hi", ["यह डॉ. सिंह ने कहा।", "ठीक है।"]),
        (
            "ja",
            [
                "「助けて！」と叫んだ。",
                "「行くぞ。」って言った。",
                "「はい。」",
                "ところが違った。",
            ],
        ),
        (
            "zh",
            [
                "“救命！”他喊道。",
                "“太贵了。”李明表示，“我们不同意。”",
                "“我们赢了。”",
                "他不知道。",
                "“是的。”",
                "李明说他不同意。",
            ],
        ),
    ],
)
def test_abbreviations_and_figures_do_not_lead_astray(
    language: str | None, expected: list[str]
) -> None:
    body = ("" if language in ("zh", "ja") else " ").join(expected)
    found = [body[start:end] for start, end in sentences(body, language)]
    assert found == expected


def test_headings_are_in_no_sentence() -> None:
    body = (
        "De brug is weer open, zei de wethouder van Welse op vrijdagmiddag tegen de krant.\n\n"
        "Lange omweg\n\n"
        "Automobilisten moesten elf weken omrijden, en dat kostte hun veel tijd en geld."
    )
    assert [body[start:end] for start, end in sentences(body, "nl")] == [
        body.split("\n\n")[0],
        body.split("\n\n")[2],
    ]


def test_a_heading_before_a_sentence_is_told_from_a_title_by_another_like_it() -> None:
    one = "Situatie aan front Het kostte Rusland vijf maanden om de stad te nemen."
    other = "Geen geld meer De gemeente heeft er ook volgend jaar niets voor over."
    assert sentences(one, "nl") == [(0, len(one))]
    body = f"{one} {other}"
    assert [body[start:end] for start, end in sentences(body, "nl")] == [
        one.removeprefix("Situatie aan front "),
        other.removeprefix("Geen geld meer "),
    ]
