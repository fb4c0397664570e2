"""Writers over a server that speaks the OpenAI protocol, from the question to the answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ingest import ingest
from rag import Assistant
from rag.corpus.corpus import Corpus
from rag.embedding.model import Embedder
from rag.generation.chat import Chat
from rag.generation.choose import chosen_writer, load_writer
from rag.records import History
from rag.settings import load_settings
from tests.rag.generation.openai_server import Behaviour, Request, Server, says, serving

DUTCH = "Wanneer gaat de brug in Oldermark weer open?"
ENGLISH = "When will the bridge in Oldermark reopen?"
AS_OF = "2026-04-01"
SOURCE = "The bridge in Oldermark will reopen on 3 May 2026, mayor Mara Velt said on Tuesday."
BODY = (
    f"{SOURCE}\n\nRepairs cost 4.2 million crowns. The steel had rusted because leaves blocked the "
    "drains.\n\nSome 8,000 cars crossed the river there every day."
)
FAITHFUL = "De brug in Oldermark gaat op 3 mei 2026 weer open, zei burgemeester Mara Velt."
UNFOUNDED = "The football club won the cup by 3 to 1."
FAITHFUL_ENGLISH = "Mayor Mara Velt said that the bridge in Oldermark reopens on 3 May 2026."


def corpus_of(body: str, folder: Path, embedder: Embedder) -> Path:
    """Folder of a corpus of one English article."""
    article = {
        "id": "bridge",
        "title": "Bridge in Oldermark to reopen in May",
        "body": body,
        "language": "en",
        "source": "The Ferry Post",
        "published_at": "2026-03-10",
    }
    (folder / "articles.jsonl").write_text(json.dumps(article))
    corpus = Corpus(folder / "corpus", create=True)
    ingest([folder / "articles.jsonl"], corpus, embedder)
    corpus.close()
    return folder / "corpus"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """Folder of the corpus that most tests here ask."""
    return corpus_of(BODY, tmp_path_factory.mktemp("bridge"), embedder)


def ask(
    server: Server, corpus: Path, embedder: Embedder, question: str = DUTCH, **settings: Any
) -> Any:
    with Assistant(
        corpus,
        embedder=embedder,
        writer="openai:test",
        writer_url=server.url,
        **{"writer_mode": "small", "sentence_limit": 1, **settings},
    ) as assistant:
        return assistant.answer(question, as_of=AS_OF)


def test_a_small_model_puts_a_quote_into_the_askers_language(
    archive: Path, embedder: Embedder
) -> None:
    with serving(says("Yes", FAITHFUL)) as server:
        answer = ask(server, archive, embedder, sentence_limit=3)
    written = [sentence for sentence in answer.sentences if sentence.written_by == "model"]
    assert [sentence.text for sentence in written] == [FAITHFUL]
    cited = {citation.number: citation.quote for citation in answer.citations}
    assert cited[written[0].citations[0]] == SOURCE
    assert answer.usage.prompt_tokens == 100 * len(server.bodies) > 0
    assert "127.0.0.1" in answer.writer


def test_a_small_model_is_asked_for_four_sentences_and_the_fifth_is_quoted(
    tmp_path: Path, embedder: Embedder
) -> None:
    body = (
        f"{SOURCE} The bridge in Oldermark will first reopen for pedestrians. It reopens for "
        "lorries in June, the harbour office said. Whether trams cross the bridge in Oldermark "
        "when it reopens is open. The day on which the bridge reopens was put off twice. Buses to "
        "Oldermark cross the bridge again in May."
    )
    with serving(says("Yes", "Nee.")) as server:
        answer = ask(server, corpus_of(body, tmp_path, embedder), embedder, sentence_limit=5)
    assert len(answer.sentences) == 5
    assert len(server.bodies) == 1 + 4


def test_a_small_model_does_not_put_in_words_what_is_in_the_askers_language(
    archive: Path, embedder: Embedder
) -> None:
    with serving(says("Yes", "Something else.")) as server:
        answer = ask(server, archive, embedder, ENGLISH)
    assert len(server.bodies) == 1  # whether it answers
    assert answer.sentences[0].written_by == "quote"


@pytest.mark.parametrize("question", [DUTCH, ENGLISH])
def test_what_a_small_model_does_not_find_answered_is_not_answered(
    question: str, archive: Path, embedder: Embedder
) -> None:
    with serving(says("No")) as server:
        answer = ask(server, archive, embedder, question)
    assert answer.status == "no_answer"
    assert [item.article_id for item in answer.nearest] == ["bridge"]
    assert answer.usage.prompt_tokens == 100
    (asked,) = server.bodies
    assert asked["max_tokens"] == 1
    assert SOURCE in asked["messages"][-1]["content"]
    assert question in asked["messages"][-1]["content"]


def test_a_word_that_begins_with_no_is_no_refusal(archive: Path, embedder: Embedder) -> None:
    with serving(says("Noted", FAITHFUL)) as server:
        assert ask(server, archive, embedder).status == "answered"


def test_a_figure_that_a_small_model_spoils_is_replaced_by_the_quote(
    archive: Path, embedder: Embedder
) -> None:
    with serving(says(FAITHFUL.replace("3 mei", "13 mei"))) as server:
        answer = ask(server, archive, embedder)
    assert answer.sentences[0].written_by == "quote"
    assert answer.sentences[0].text == answer.citations[0].quote


def test_a_sentence_that_a_small_model_is_not_sure_of_is_replaced_by_the_quote(
    archive: Path, embedder: Embedder
) -> None:
    with serving(says(FAITHFUL, log_probability=-0.5)) as server:
        answer = ask(server, archive, embedder, sentence_limit=3)
    assert server.bodies[1]["logprobs"] is True
    assert all(sentence.written_by == "quote" for sentence in answer.sentences)


def test_the_prompt_of_a_small_model_is_short_and_begins_alike(
    archive: Path, embedder: Embedder
) -> None:
    with serving(says(FAITHFUL)) as server:
        ask(server, archive, embedder)
        ask(server, archive, embedder, "Когда снова откроют мост в Олдермарке?")
    stated, written = server.bodies[::2], server.bodies[1::2]
    assert len(written) == 2
    for bodies in (stated, written):  # what a server keeps in mind from one request to the next
        assert bodies[0]["messages"][:-1] == bodies[1]["messages"][:-1]
    assert all(len(body["messages"][-1]["content"]) < 1_600 for body in stated)
    assert all(len(prompt) < 800 for prompt in server.prompts[1::2])


@pytest.mark.parametrize("mode", ["small", "large"])
def test_when_the_model_fails_the_sources_are_quoted_and_it_is_said(
    mode: str, archive: Path, embedder: Embedder
) -> None:
    with serving(lambda request: request.fail(401)) as server:
        answer = ask(server, archive, embedder, writer_mode=mode)
    assert answer.status == "answered"
    assert all(sentence.written_by == "quote" for sentence in answer.sentences)
    assert answer.notice is not None
    assert "taalmodel" in answer.notice


def test_a_small_model_that_fails_midway_is_said_to_have_broken_off(
    archive: Path, embedder: Embedder
) -> None:
    answers, asked = says("Yes", FAITHFUL), []

    def fails_after_two(request: Request) -> None:
        asked.append(request)
        if len(asked) <= 2:
            answers(request)
        else:
            request.fail(401)

    with serving(fails_after_two) as server:
        answer = ask(server, archive, embedder, sentence_limit=3)
    assert {sentence.written_by for sentence in answer.sentences} == {"model", "quote"}
    assert answer.notice is not None and "brak af" in answer.notice


def test_a_model_that_hangs_is_left_when_the_time_is_over(
    archive: Path, embedder: Embedder
) -> None:
    with serving(Request.wait) as server:
        answer = ask(server, archive, embedder, writer_seconds=1)
    assert answer.sentences[0].written_by == "quote"
    assert "De tijd voor het taalmodel was om" in (answer.notice or "")


def test_a_large_model_gets_numbered_passages_and_its_sentences_are_cited(
    archive: Path, embedder: Embedder
) -> None:
    text = f"{FAITHFUL_ENGLISH} [1][2]\nThe football club won the cup by 3 to 1. [1]"
    with serving(says(text)) as server:
        answer = ask(server, archive, embedder, ENGLISH, writer_mode="large", sentence_limit=3)
    assert "\n[1] (" in "\n" + server.prompts[0]
    assert "Answer in English." in server.prompts[0]
    assert len(answer.sentences) == 1  # what nothing supports is left out, and that is said
    assert answer.sentences[0].written_by == "model"
    assert answer.citations[0].quote == SOURCE
    assert answer.notice is not None


def test_a_large_model_that_breaks_off_is_said_to_have(archive: Path, embedder: Embedder) -> None:
    def broken(request: Request) -> None:
        request.begin()
        request.chunk(f"{FAITHFUL_ENGLISH} [1]\nThe", log_probability=-0.1)
        request.send("data: {broken\n\n")

    with serving(broken) as server:
        answer = ask(server, archive, embedder, ENGLISH, writer_mode="large", sentence_limit=3)
    assert [sentence.written_by for sentence in answer.sentences] == ["model"]
    assert answer.notice is not None and "broke off" in answer.notice
    assert answer.usage.written_tokens == 1  # it was not told how many: the pieces that came
    assert "logprobs" not in server.bodies[0]


@pytest.mark.parametrize(
    "text",
    ["NO ANSWER", "**No answer.**\nThey tell of a bridge. [1]", f"{UNFOUNDED} [1]\nNO ANSWER"],
)
def test_a_large_model_may_find_no_answer(text: str, archive: Path, embedder: Embedder) -> None:
    with serving(says(text)) as server:
        answer = ask(server, archive, embedder, ENGLISH, writer_mode="large", sentence_limit=3)
    assert (answer.status, answer.sentences, answer.notice) == ("no_answer", (), None)


def streamed(*texts: str, ending: str | None = "stop") -> Behaviour:
    """A server that sends these pieces; without an ending it loses the connection then."""

    def behave(request: Request) -> None:
        request.begin()
        for text in texts:
            request.chunk(text)
        if ending is None:
            request.send("data: {broken\n\n")
        else:
            request.chunk(None, ending)
            request.end()

    return behave


@pytest.mark.parametrize(
    "behaviour",
    [
        streamed(ending="length"),
        streamed(),
        streamed("The bridge in Oldermark will", ending="length"),
        streamed("<think>\nOkay, the user asks when the bridge reopens. [1]\n", ending="length"),
        streamed(f"{UNFOUNDED} [1]\n", ending=None),
    ],
    ids=["thought to the end", "silent", "cut off", "thought aloud", "unfounded, then broken"],
)
def test_quotes_stand_in_for_a_large_model_of_which_nothing_holds(
    behaviour: Behaviour, archive: Path, embedder: Embedder
) -> None:
    with serving(behaviour) as server:
        answer = ask(server, archive, embedder, ENGLISH, writer_mode="large", sentence_limit=3)
    assert answer.status == "answered"
    assert answer.sentences[0].text == SOURCE
    assert {sentence.written_by for sentence in answer.sentences} == {"quote"}
    assert "the sources are quoted instead" in (answer.notice or "")
    assert server.bodies[0]["max_tokens"] >= 2_000


def test_quotes_stand_in_where_no_written_sentence_is_supported(
    archive: Path, embedder: Embedder
) -> None:
    with serving(says(f"{UNFOUNDED} [1]\nElvis Presley sang in Memphis. [1]")) as server:
        answer = ask(server, archive, embedder, ENGLISH, writer_mode="large", sentence_limit=3)
    assert answer.sentences[0].text == SOURCE
    assert answer.notice == "Something that no source supported was left out."


def test_a_failure_is_told_where_not_even_quotes_can_stand_in(
    tmp_path: Path, embedder: Embedder
) -> None:
    folder = corpus_of(BODY, tmp_path, embedder)

    def withdraws_and_fails(request: Request) -> None:
        corpus = Corpus(folder)
        corpus.withdraw("bridge")
        corpus.close()
        request.fail(401)

    with serving(withdraws_and_fails) as server:
        answer = ask(server, folder, embedder, ENGLISH, writer_mode="large")
    assert answer.status == "no_answer"
    assert "broke off" in (answer.notice or "")


THOUGHT = "Okay, the user asks when it reopens.\nPassage 1 says mayor Mara Velt spoke on Tuesday.\n"


@pytest.mark.parametrize("beginning", ["<think>\n", ""])  # a prompt may open the thought itself
def test_the_thoughts_of_a_large_model_are_no_answer(
    beginning: str, archive: Path, embedder: Embedder
) -> None:
    text = f"{beginning}{THOUGHT * 3}</think>\n\n{FAITHFUL_ENGLISH} [1]"
    with serving(says(text)) as server:
        answer = ask(server, archive, embedder, ENGLISH, writer_mode="large", sentence_limit=3)
    assert [sentence.text for sentence in answer.sentences] == [FAITHFUL_ENGLISH]
    assert answer.notice is None


HISTORY: History = [
    {"role": "user", "content": "Which bridge in Oldermark was closed?"},
    {"role": "assistant", "content": "The bridge over the river, says mayor Mara Velt."},
]


def follow_up(rewriting: str, archive: Path, embedder: Embedder) -> list[str]:
    """The prompts that a large model gets for a follow-up which it rewrites so."""
    with (
        serving(says(rewriting, f"{FAITHFUL_ENGLISH} [1]")) as server,
        Assistant(
            archive,
            embedder=embedder,
            writer="openai:test",
            writer_url=server.url,
            writer_mode="large",
        ) as assistant,
    ):
        answer = assistant.answer("And when will it reopen?", history=HISTORY, as_of=AS_OF)
        assert answer.usage.prompt_tokens == 100 * len(server.bodies)
    return server.prompts


@pytest.mark.parametrize("thought", ["", "<think>It?</think>\n", "Which bridge?\n</think>\n"])
def test_a_large_model_makes_a_follow_up_stand_by_itself(
    thought: str, archive: Path, embedder: Embedder
) -> None:
    rewriting, writing = follow_up(
        f"{thought}When will Oldermark's bridge reopen?", archive, embedder
    )
    assert "Which bridge in Oldermark was closed?" in rewriting
    assert "2026: When will Oldermark's bridge reopen?" in writing
    assert "And when will it reopen?" not in writing


@pytest.mark.parametrize(
    "rewriting",
    [
        "When will the tunnel under Vlissingen reopen?",  # nobody spoke of it
        "When will it reopen after the 1953 flood?",
        "Wanneer gaat de brug in Oldermark weer open?",
        "",
    ],
)
def test_a_rewriting_that_is_not_what_was_said_is_not_used(
    rewriting: str, archive: Path, embedder: Embedder
) -> None:
    writing = follow_up(rewriting, archive, embedder)[-1]
    assert "And when will it reopen?" in writing
    assert "Vlissingen" not in writing and "1953" not in writing


def test_leaving_a_stream_hangs_up_on_the_model(archive: Path, embedder: Embedder) -> None:
    def never_done(request: Request) -> None:
        request.begin()
        request.chunk(f"{FAITHFUL_ENGLISH} [1]")
        request.chunk("\nThen the ships")
        request.forever(": ")

    with (
        serving(never_done) as server,
        Assistant(
            archive, embedder=embedder, writer="openai:test", writer_url=server.url
        ) as assistant,
    ):
        events = assistant.stream(ENGLISH, as_of=AS_OF)
        assert [next(events).type, next(events).type] == ["evidence", "sentence"]
        events.close()  # type: ignore[attr-defined]
        assert server.hung_up.wait(10)


def test_closing_an_assistant_closes_its_writers(
    archive: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[Chat] = []
    monkeypatch.setattr(Chat, "close", lambda chat: closed.append(chat))
    for mode in ("small", "large"):
        with Assistant(
            archive,
            embedder=embedder,
            writer="openai:test",
            writer_url="http://127.0.0.1:9/v1",
            writer_mode=mode,
        ) as assistant:
            assistant.warm_up()
    assert len(closed) == 2


def test_auto_takes_the_server_then_the_local_model_then_quotes(tmp_path: Path) -> None:
    url = "http://127.0.0.1:9/v1"
    assert chosen_writer(load_settings(writer="auto", writer_url=url)) == "openai:default"
    assert chosen_writer(load_settings(writer="extractive", writer_url=url)) == "extractive"
    assert chosen_writer(load_settings(writer="mistralai:x")) == "mistralai:x"
    assert chosen_writer(load_settings(writer="auto")) in {"local", "extractive"}


def test_a_provider_whose_package_is_missing_is_told() -> None:
    with pytest.raises(Exception, match="pip install langchain-cohere"):
        load_writer(load_settings(writer="cohere:command"))


def test_a_writer_that_is_none_is_refused() -> None:
    with pytest.raises(Exception, match="writer"):
        load_settings(writer="magic")
