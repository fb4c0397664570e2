"""Finding passages by their words alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from math import log

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rag.corpus.analysis import terms
from rag.corpus.articles import NewArticle
from rag.corpus.corpus import Corpus
from tests.rag.corpus.made import new_article

Store = Callable[..., set[str]]

NEWS = [
    new_article("nl", "De dokwerkers van Duynkamp staken al een week.", language="nl"),
    new_article("en", "President Putin spoke of Donbas for an hour.", language="en"),
    new_article("de", "Die Brücke über die Welse bleibt gesperrt.", language="de"),
    new_article("ru", "Паром через Сивач снова остановлен из-за льда.", language="ru"),
    new_article("uk", "Пором через Сивач знову зупинили через кригу.", language="uk"),
    new_article("zh", "因为大雾，轮渡今天停航。", language="zh"),
    new_article("ja", "大雪のため列車が止まった。", language="ja"),
    new_article("th", "รถไฟหยุดเดินเพราะน้ำท่วมหนัก", language="th"),
    new_article("ar", "أغلقت المدينة الملعب بسبب الأمطار.", language="ar"),
    new_article("hi", "भारी बारिश के कारण पुल बंद है।", language="hi"),
]


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """A corpus of one short article in each of ten languages. Read it only."""
    with closing(Corpus(tmp_path_factory.mktemp("words"), create=True)) as opened:
        with opened.writing():
            opened.write(NEWS)
        yield opened


def found(corpus: Corpus, text: str, limit: int = 10) -> list[str]:
    """Ids of the articles found, best first."""
    keys, _ = corpus.lexical(text, limit, None)
    stored = corpus.passages(keys.tolist())
    return [stored[key].passage.article_id for key in keys.tolist()]


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("Waarom staken de dokwerkers?", "nl"),
        ("почему остановили паром?", "ru"),
        ("чому зупинили пором?", "uk"),
        ("轮渡为什么停航？", "zh"),
        ("なぜ列車は止まりましたか", "ja"),
        ("ทำไมรถไฟหยุด", "th"),
        ("لماذا أغلق الملعب؟", "ar"),
        ("पुल क्यों बंद है?", "hi"),
        ("Warum sind Brücken gesperrt?", "de"),
    ],
)
def test_a_question_finds_the_article_in_its_own_language(
    news: Corpus, question: str, article: str
) -> None:
    assert found(news, question)[0] == article


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("What do the dockworkers of Duynkamp want?", "nl"),
        ("Wat zei Poetin?", "en"),
        ("Що сказав Путін?", "en"),
        ("Что сказал Путин?", "en"),
        ("Which bridge over the Welse?", "de"),
    ],
)
def test_a_name_finds_its_article_in_another_language(
    news: Corpus, question: str, article: str
) -> None:
    assert found(news, question)[0] == article


def test_words_that_nobody_wrote_find_nothing(news: Corpus) -> None:
    assert found(news, "Xylofoon qqq") == []
    assert found(news, "") == []
    assert found(news, "?! … —") == []


def test_an_empty_corpus_finds_nothing(corpus: Corpus) -> None:
    assert found(corpus, "Poetin") == []


def test_the_title_counts_for_every_passage(corpus: Corpus, store: Store) -> None:
    store(new_article("a", "One sentence.", "Another one.", title="Zeppelin lands"))
    assert found(corpus, "zeppelin") == ["a", "a"]


def test_what_is_removed_or_replaced_is_not_found_by_its_old_words(
    corpus: Corpus, store: Store
) -> None:
    store(new_article("a", "Zeppelin lands."), new_article("b", "Zeppelin departs."))
    store(new_article("a", "Balloon lands."))
    with corpus.writing():
        corpus.remove("b")
    assert found(corpus, "zeppelin") == []
    assert found(corpus, "balloon lands departs") == ["a"]


def test_a_batch_may_hold_an_article_twice_the_last_counts(corpus: Corpus, store: Store) -> None:
    store(new_article("a", "Zeppelin lands."), new_article("a", "Balloon lands."))
    assert found(corpus, "zeppelin") == []
    assert found(corpus, "balloon") == ["a"]


def test_rebuilding_changes_no_ranking(corpus: Corpus, store: Store) -> None:
    store(*NEWS)
    store(new_article("nl", "De dokwerkers van Duynkamp werken weer.", language="nl"))
    before = corpus.lexical("Duynkamp Putin Сивач 轮渡", 10, None)
    with corpus.writing():
        corpus.rebuild()
    after = corpus.lexical("Duynkamp Putin Сивач 轮渡", 10, None)
    assert before[0].tolist() == after[0].tolist()
    assert before[1].tolist() == after[1].tolist()


def test_only_what_the_filter_allows_is_found(corpus: Corpus, store: Store) -> None:
    store(*(new_article(f"a{i}", "Zeppelin lands.") for i in range(30)))
    allowed = np.arange(30) == 17
    keys, _ = corpus.lexical("zeppelin", 5, allowed)
    assert [corpus.passages([key])[key].passage.article_id for key in keys.tolist()] == ["a17"]


def test_a_word_repeated_more_often_than_a_byte_counts_is_still_found(
    corpus: Corpus, store: Store
) -> None:
    store(new_article("a", "zeppelin " * 1000), new_article("b", "Another thing."))
    assert found(corpus, "zeppelin") == ["a"]


# Words of every kind the index treats apart; some common, some not.
_WORDS = st.sampled_from(
    [
        "the",
        "a",
        "port",
        "ports",
        "strike",
        "Putin",
        "3,000",
        "5G",
        "haven",
        "轮渡",
        "停航",
        "zeppelin",
    ]
)
_TEXTS = st.lists(_WORDS, min_size=1, max_size=12).map(" ".join)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    texts=st.lists(st.tuples(_TEXTS, st.sampled_from(["en", "nl", None])), min_size=1, max_size=12),
    question=_TEXTS,
)
def test_scores_are_those_of_bm25_worked_out_by_hand(
    corpus: Corpus, store: Store, texts: list[tuple[str, str | None]], question: str
) -> None:
    for article in list(corpus.articles()):
        with corpus.writing():
            corpus.remove(article.id)
    written = [
        new_article(f"a{i}", text, language=language) for i, (text, language) in enumerate(texts)
    ]
    store(*written)
    keys, scores = corpus.lexical(question, len(texts), None)
    expected = _bm25(written, question)
    stored = corpus.passages(keys.tolist())
    ids = [stored[key].passage.article_id for key in keys.tolist()]
    assert set(ids) == {written[i].article.id for i, score in enumerate(expected) if score > 0}
    assert scores.tolist() == sorted(scores.tolist(), reverse=True)
    for article_id, score in zip(ids, scores.tolist(), strict=True):
        assert score == pytest.approx(expected[int(article_id[1:])], rel=1e-4)


def _bm25(written: list[NewArticle], question: str) -> list[float]:
    """The formula of docs/retrieval-words.md, word by word."""
    languages = [new.article.language for new in written]
    counts = [Counter(terms(f"\n{new.article.body}", new.article.language)) for new in written]
    asked = {language: set(terms(question, language)) for language in languages}
    scores = [0.0] * len(written)
    for term in set().union(*asked.values()):
        holders = [
            i for i, language in enumerate(languages) if term in asked[language] and counts[i][term]
        ]
        if not holders:
            continue
        everywhere = len(holders) / len(written)
        share = max(
            everywhere,
            *(
                (sum(languages[i] == language for i in holders) + 100 * everywhere)
                / (languages.count(language) + 100)
                for language in set(languages)
            ),
        )
        total = len(written)
        weight = log(1 + (total * (1 - share) + 0.5) / (total * share + 0.5))
        for i in holders:
            peers = [counts[j].total() for j, one in enumerate(languages) if one == languages[i]]
            length = counts[i].total() / max(sum(peers) / len(peers), 1)
            scores[i] += (
                weight * 2.2 * counts[i][term] / (counts[i][term] + 1.2 * (0.25 + 0.75 * length))
            )
    return scores
