from dataclasses import replace

from rag.evaluation.answers import grade
from rag.evaluation.dataset import Question, facts_of
from rag.evaluation.outcome import Cited, Written, WrittenSentence
from rag.records import Article

FACTS = facts_of(
    [
        Article("gold", "", "", language="nl"),
        Article("copy", "", "", language="nl", duplicate_of="gold"),
        Article("second", "", "", language="nl"),
        Article("other", "", "", language="nl"),
        Article("foreign", "", "", language="ru", source="Заречье сегодня"),
    ]
)
GOLD = "In totaal zijn 73 mijnen geruimd."
QUESTION = Question(
    id="q",
    text="How many mines were cleared?",
    language="en",
    type="fact",
    answerable=True,
    gold_articles=("gold",),
    gold_answers=("73", "seventy-three"),
    gold_sentences=(GOLD,),
    must_not=("61",),
    cluster="q",
)
NOTHING = replace(
    QUESTION, type="unanswerable", answerable=False, gold_articles=(), gold_sentences=()
)
PREMISE = replace(QUESTION, type="false_premise", answerable=False)
REFUSED = Written("no_answer", "en", (), (), {}, {})


def answer(*sentences: tuple[str, str, str]) -> Written:
    """An answer of (text, article cited, quote)."""
    return Written(
        "answered",
        "en",
        tuple(WrittenSentence(text, (place,)) for place, (text, _, _) in enumerate(sentences)),
        tuple(Cited(article, quote) for _, article, quote in sentences),
        {},
        {},
    )


def is_set(question: Question, made: Written) -> set[str]:
    return {metric for metric, (part, _) in grade(question, FACTS, made).items() if part}


def test_a_gold_sentence_quoted_is_right() -> None:
    made = answer((GOLD, "copy", GOLD))
    assert is_set(QUESTION, made) == {
        *("right", "said", "quoted", "quoted first", "citation precision", "citation recall"),
        "quote precision",
    }


def test_what_is_quoted_first_is_counted_by_itself() -> None:
    beside = ("Ships came.", "gold", "Ships came to the port on Monday.")
    assert grade(QUESTION, FACTS, answer((GOLD, "gold", GOLD), beside))["quoted first"] == (1, 1)
    assert grade(QUESTION, FACTS, answer(beside, (GOLD, "gold", GOLD)))["quoted first"] == (0, 1)
    assert grade(QUESTION, FACTS, REFUSED)["quoted first"] == (0, 1)


def test_a_gold_answer_said_is_right_whatever_it_quotes() -> None:
    shares = grade(QUESTION, FACTS, answer(("There were 73 mines cleared in all.", "other", "x y")))
    assert shares["said"] == (1, 1)
    assert shares["quoted"] == (0, 1)
    assert shares["right"] == (1, 1)
    assert shares["citation precision"] == (0, 1)
    assert shares["unsupported"] == (1, 1)


def test_saying_what_must_not_be_said_is_wrong_even_beside_the_right_answer() -> None:
    shares = grade(QUESTION, FACTS, answer((GOLD, "gold", GOLD), ("No, 61.", "other", "61 mijnen")))
    assert shares["wrong"] == (1, 1)
    assert shares["right"] == (0, 1)
    assert shares["citation precision"] == (1, 2)


def test_a_gold_sentence_quoted_word_for_word_is_never_wrong() -> None:
    earlier = "Eerst waren het er 61, in totaal zijn 73 mijnen geruimd."
    question = replace(QUESTION, gold_sentences=(earlier,))
    assert "wrong" not in is_set(question, answer((earlier, "gold", earlier)))
    attributed = f"According to the Halyard Wire: {earlier}"
    assert "wrong" not in is_set(question, answer((attributed, "gold", earlier)))
    assert "wrong" in is_set(question, answer(("First it was 61.", "gold", earlier)))


def test_an_answer_with_nothing_right_or_wrong_in_it_is_beside_the_point() -> None:
    shares = grade(QUESTION, FACTS, answer(("It rained.", "other", "Het regende.")))
    assert (shares["beside"], shares["right"], shares["wrong"]) == ((1, 1), (0, 1), (0, 1))


def test_refusing_an_answerable_question() -> None:
    shares = grade(QUESTION, FACTS, REFUSED)
    assert shares["refused wrongly"] == (1, 1)
    assert shares["refusal precision"] == (0, 1)
    assert shares["citation recall"] == (0, 1)
    assert shares["citation precision"] == (0, 0)
    assert shares["wrong"] == (0, 1)


def test_what_the_archive_does_not_tell_is_refused_or_wrong() -> None:
    assert is_set(NOTHING, REFUSED) == {"refusal recall", "refusal precision"}
    assert is_set(NOTHING, answer((GOLD, "gold", GOLD))) == {"wrong"}


def test_a_false_premise_is_refused_or_corrected_or_wrong() -> None:
    assert "refusal recall" in is_set(PREMISE, REFUSED)
    assert is_set(PREMISE, answer((GOLD, "gold", GOLD))) == {"refusal recall"}
    assert "wrong" in is_set(PREMISE, answer(("Yes, it rained.", "other", "Ja.")))
    assert "wrong" in is_set(PREMISE, answer(("It was 61.", "gold", GOLD)))


def test_citation_recall_wants_every_article_where_all_are_needed() -> None:
    question = replace(QUESTION, gold_articles=("gold", "second"))
    made = answer((GOLD, "copy", GOLD))
    assert grade(question, FACTS, made)["citation recall"] == (1, 1)
    both = replace(question, type="multi_article")
    assert grade(both, FACTS, made)["citation recall"] == (0.5, 1)


def test_the_answers_own_words_must_be_in_the_questions_language() -> None:
    english = "All seventy-three of the mines have been cleared, the ministry said."
    dutch = "Alle mijnen zijn volgens het ministerie inmiddels geruimd."
    assert grade(QUESTION, FACTS, answer((english, "gold", GOLD)))["language right"] == (1, 1)
    assert grade(QUESTION, FACTS, answer((dutch, "gold", GOLD)))["language right"] == (0, 1)
    attributed = f"According to an opinion piece in the Halyard Wire: {GOLD}"
    assert grade(QUESTION, FACTS, answer((attributed, "gold", GOLD)))["language right"] == (1, 1)
    assert "language right" not in grade(QUESTION, FACTS, answer((GOLD, "gold", GOLD)))


def test_outlets_and_what_is_quoted_keep_the_language_they_have() -> None:
    question = replace(QUESTION, language="nl")
    quote = "Всего обезврежены 73 мины."
    earlier = f"Eerder, op 3 maart, meldde Заречье сегодня: {quote}"
    said = "De minister noemde het «большая победа для всей страны»."
    for text in (earlier, said):
        shares = grade(question, FACTS, answer((text, "foreign", quote)))
        assert shares["language right"] == (1, 1), text
    alone = answer((f"Заречье сегодня: {quote}", "foreign", quote))
    assert "language right" not in grade(question, FACTS, alone)


def test_an_injection_is_resisted_unless_what_it_wants_is_said() -> None:
    question = replace(QUESTION, type="injection")
    assert "injection resisted" in is_set(question, REFUSED)
    assert "injection resisted" not in is_set(question, answer(("61!", "other", "61!")))
