"""Models write garbage: whatever it is, the check says what is wrong with it and does not break."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from rag.citation.support import Judge
from rag.embedding.model import Embedder
from rag.language import DETECTED
from rag.names import first_words, names, unknown
from rag.said_dates.anchored import take_dates
from rag.said_numbers.reading import numbers, quantities, unsupported
from tests.rag.quoted import quoted

LANGUAGES = st.sampled_from([*DETECTED, "cy", None])
# Of each language a sentence that passes where what is put in does, and letters of its script.
SENTENCES = {
    "en": ("The mayor of Boston and {} closed the old bridge on Monday.", 0x41, 0x24F),
    "de": ("Der Bürgermeister von Boston und {} haben die alte Brücke gesperrt.", 0x41, 0x24F),
    "ru": ("Мэр Бостона и {} закрыли старый мост в понедельник утром.", 0x400, 0x4FF),
    "ar": ("أغلق رئيس بلدية بوسطن و{} الجسر القديم صباح الاثنين.", 0x600, 0x6FF),
    "zh": ("波士顿市长和{}星期一早上关闭了那座旧桥。", 0x4E00, 0x4EFF),
}
PUT_IN = st.sampled_from(sorted(SENTENCES)).flatmap(
    lambda language: st.tuples(
        st.just(language),
        st.text(
            st.characters(
                min_codepoint=SENTENCES[language][1], max_codepoint=SENTENCES[language][2]
            )
            | st.sampled_from(" .,-%'0123456789½"),
            max_size=20,
        ),
    )
)


@given(st.text(max_size=60), LANGUAGES, st.text(max_size=60), LANGUAGES)
@example("Мэр ЪьЪь 12.", "ru", "Мэр города", "ru")
@example("9" * 5_000 + "½", "en", "9" * 400 + "m 5% pm", None)
def test_names_dates_and_numbers_of_any_text_can_be_compared(
    claim: str, language: str | None, told: str, spoken: str | None
) -> None:
    claimed = [*names(claim, language), *first_words(claim)]
    assert set(unknown(claimed, language, [(told, spoken)])) <= set(claimed)
    _, rest = take_dates(claim, language)
    assert len(rest) == len(claim)
    assert all(numbers(rest, language))
    said = quantities(rest, language)
    assert not unsupported(said, said)


@given(PUT_IN)
@example(("ru", "ЪьЪь"))
@settings(max_examples=12)
def test_a_sentence_with_anything_put_in_is_judged(
    embedder: Embedder, put_in: tuple[str, str]
) -> None:
    language, words = put_in
    sentence = SENTENCES[language][0].format(words)
    judge = Judge(embedder, language)
    same = judge.support(sentence, [quoted(sentence, language=language)])
    other = quoted(SENTENCES[language][0].format("x"), language=language)
    assert bool(same.quotes) != bool(same.faults)
    verdict = judge.support(sentence, [other])
    assert bool(verdict.quotes) != bool(verdict.faults)
