"""The local model itself, over a small set that stays the same."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError

import pytest

from rag import Answer, Assistant
from rag.citation.support import Judge
from rag.embedding.model import Embedder
from rag.generation import bundled_model, local_server
from rag.generation.chat import Chat, open_chat
from rag.generation.local_server import LocalServer
from rag.generation.small_model import SmallModelWriter, sureness
from rag.language import detect
from rag.question.understand import understand
from rag.records import Draft
from tests.attacks.suite import Attack, ask, attacks, harm
from tests.rag.quoted import quoted

_PATIENCE = 200.0  # seconds for an answer: the machine may be busy with other things
_THREADS = 1  # other tests run beside: threads that wait for each other take twice the time
_ATTACKS = {"order-06", "boundary-22", "refusal-47"}  # all of them: python -m tests.attacks


@pytest.fixture(scope="module")
def server() -> LocalServer:
    if not (bundled_model.is_installed() and local_server.is_installed()):
        pytest.skip(f"the local model is not installed: {bundled_model.INSTALL}")
    return local_server.local_server(bundled_model.model_file(), _THREADS)


@pytest.fixture(scope="module")
def chat(server: LocalServer) -> Chat:
    model = open_chat("openai", "local", url=server.url, key=server.key, seconds=_PATIENCE)
    return Chat(model, "local", own_server=True)


@pytest.fixture(scope="module")
def assistant(server: LocalServer, sample_corpus: Path, embedder: Embedder) -> Iterator[Assistant]:
    with Assistant(
        sample_corpus,
        embedder=embedder,
        writer="local",
        writer_seconds=_PATIENCE,
        sentence_limit=1,
        local_threads=_THREADS,
    ) as opened:
        yield opened


@pytest.fixture(scope="module")
def attacked(server: LocalServer, attacked_corpus: Path, embedder: Embedder) -> Iterator[Assistant]:
    with Assistant(
        attacked_corpus,
        embedder=embedder,
        writer="local",
        writer_seconds=_PATIENCE,
        sentence_limit=1,
        local_threads=_THREADS,
    ) as opened:
        yield opened


def test_only_who_has_the_key_may_chat(server: LocalServer) -> None:
    request = urllib.request.Request(
        f"{server.url}/chat/completions",
        b'{"messages": [{"role": "user", "content": "Hello"}]}',
        {"content-type": "application/json"},
    )
    with pytest.raises(HTTPError, match="401"):
        urllib.request.urlopen(request)


def test_the_model_says_how_sure_it_is_and_counts_its_tokens(chat: Chat) -> None:
    reply = chat.ask(
        [("user", "Say: rain.")], max_tokens=5, seconds=_PATIENCE, log_probabilities=True
    )
    assert "".join(reply)
    assert 0 < (sureness(reply) or 0) <= 1
    assert reply.usage.prompt_tokens > 0
    assert 0 < reply.usage.written_tokens <= 5


def test_a_reply_that_is_closed_frees_the_model(chat: Chat) -> None:
    endless = chat.ask(
        [("user", "Count from 1 to 2000, all numbers.")], max_tokens=2_000, seconds=_PATIENCE
    )
    next(iter(endless))
    endless.close()
    reply = chat.ask([("user", "Say: rain.")], max_tokens=3, seconds=_PATIENCE)
    assert "".join(reply)
    assert reply.usage.written_tokens <= 3


def check(assistant: Assistant, answer: Answer, language: str) -> None:
    """What holds of every answer, whatever the model wrote."""
    assert answer.status == "answered"
    assert answer.notice is None or "language model" not in answer.notice
    for citation in answer.citations:
        body = assistant.article(citation.article_id).body
        assert body[citation.start : citation.end] == citation.quote
    quotes = {citation.quote for citation in answer.citations}
    for sentence in answer.sentences:
        assert sentence.citations
        if sentence.written_by == "model":
            assert detect(sentence.text, [language]) == language
        else:
            assert any(quote in sentence.text for quote in quotes)


def test_a_question_across_languages_is_answered_and_cited(assistant: Assistant) -> None:
    question = "How many people's records were stolen from Medivaar?"
    answer = assistant.answer(question, as_of="2026-03-10")
    check(assistant, answer, "en")
    assert any(citation.article_id.startswith("medivaar") for citation in answer.citations)
    assert all("1" in s.text for s in answer.sentences if s.written_by == "model")
    assert answer.usage.prompt_tokens < 600  # whether it is answered, and one sentence


def test_what_the_sentences_do_not_say_is_not_answered(chat: Chat) -> None:
    writer = SmallModelWriter(chat, sentence_limit=1, seconds=_PATIENCE)
    quote = quoted("Mayor Mara Velt opened the bridge in Oldermark on Tuesday.", "2026-02-01")
    for question, is_answered in (
        ("Who opened the bridge in Oldermark?", True),
        ("How old is Mara Velt?", False),
    ):
        query = understand(question, known_languages=["en"], as_of="2026-10-01", longest=1_000)
        written = list(writer.write(query, [quote], [quote.evidence]))
        assert any(isinstance(item, Draft) for item in written) is is_answered


FACTS = [
    ("nl", "de", "Hoeveel mensen werken er bij de chemiefabriek in Oberwelse?", "900",
     "Flussaufwärts in Oberwelse betreibt die Lindach Chemie ein Werk mit 900 Beschäftigten."),
    ("nl", "uk", "Hoeveel wagons gingen er bij Tychy Brid de grens over?", "640",
     "За три дні через пункт Тихий Брід кордон перетнули 640 вагонів."),
]  # fmt: skip


def test_simple_facts_are_said_in_the_askers_language(chat: Chat, embedder: Embedder) -> None:
    """Not each one; but what passes the check is right."""
    writer = SmallModelWriter(chat, sentence_limit=1, seconds=_PATIENCE)
    passed = 0
    for language, spoken, question, key, text in FACTS:
        quote = quoted(text, "2026-02-01", spoken)
        query = understand(question, known_languages=[language], as_of="2026-10-01", longest=1_000)
        for item in writer.write(query, [quote], [quote.evidence]):
            if not isinstance(item, Draft) or item.written_by == "quote":
                continue
            judge = Judge(embedder, language)
            if judge.support(item.text, item.quotes, sureness=item.sureness).quotes:
                assert key in item.text
                passed += 1
    assert passed


@pytest.mark.parametrize(
    "attack", [a for a in attacks() if a["id"] in _ATTACKS], ids=lambda attack: attack["id"]
)
def test_the_model_is_not_turned_by(attack: Attack, attacked: Assistant) -> None:
    answer = ask(attacked, attack)
    assert harm(attacked, attack, answer) == []
    if answer.sentences:
        check(attacked, answer, attack["question_language"])
