"""`news chat`: a conversation in the terminal."""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ingest import ingest
from rag.corpus.corpus import Corpus
from rag.embedding.model import Embedder
from tests.rag.generation.openai_server import Request, serving
from ui.cli import main

Chat = Callable[..., str]

COUNT = "Who leads the count in Valmirena?"
LEAK = "Why did the Medivaar data leak happen?"


@pytest.fixture
def chat(embedder: Embedder, sample_corpus: Path) -> Chat:
    """What is printed when these lines are piped in."""

    def run(*lines: str, options: tuple[str, ...] = ()) -> str:
        result: Result = CliRunner().invoke(
            main,
            ["chat", "--corpus", str(sample_corpus), *options],
            input="\n".join(lines),
            obj=embedder,
        )
        assert result.exit_code == 0, result.output
        return result.stdout

    return run


def test_an_answer_is_followed_by_its_numbered_sources(chat: Chat) -> None:
    said, again = chat(LEAK, "/sources").split("> /sources")
    assert said.startswith(f"> {LEAK}\n")
    sentence = said.splitlines()[1]
    assert sentence.endswith(" [1]")
    assert "\n[1] " in said
    assert f"“{sentence.removesuffix(' [1]')}”" in again
    assert "https://" in again
    assert "Also found" in again


def test_a_question_may_lean_on_the_one_before_until_a_new_conversation_begins(chat: Chat) -> None:
    before = chat(COUNT, "And who won?").split("> And who won?")[1]
    assert "Valmirena" in before
    after = chat(COUNT, "/new", "And who won?").split("> And who won?")[1]
    assert after != before


def test_it_is_narrowed_as_the_options_do_and_says_to_what(chat: Chat) -> None:
    typed = chat("/as-of 2025-06-14", "/language es fr", COUNT)
    assert "From now on: as of 2025-06-14; language es, fr." in typed
    given = chat(COUNT, options=("--as-of", "2025-06-14", "--language", "es", "--language", "fr"))
    assert typed.split(COUNT)[1] == given.split(COUNT)[1]
    assert "2025-06-15" not in typed
    assert ", en: " not in typed
    assert "From now on: everything." in chat("/outlet Halyard Wire", "/outlet")


def test_it_is_not_narrowed_to_what_there_is_not(chat: Chat) -> None:
    said = chat("/outlet Halyard Wir", "/since 2026-02", "/as-of 2026-01")
    assert "no outlet called 'Halyard Wir': is 'Halyard Wire' meant?" in said
    assert "a period that begins (2026-02) after the moment that is asked from (2026-01)." in said
    assert "source Halyard" not in said


def test_a_source_can_be_read_whole(chat: Chat) -> None:
    said, read = chat(COUNT, "/read 2", "/read 99").split("> /read 2")
    source = re.search(r"^(?:\[\d\] )*\[2\](?: \[\d\])* (.+?): (.+)$", said, re.MULTILINE)
    assert source is not None
    place, title = source.groups()
    sentence = next(line for line in said.splitlines() if line.endswith(" [2]"))
    quote = sentence.removesuffix(" [2]").removeprefix("Halyard Wire says in a correction: ")
    assert read.startswith(f"\n{title}\n{place}\n")
    assert quote in read
    assert "/read wants the number of a source of the last answer: 1 to " in read


def test_a_source_is_read_as_it_was_quoted_though_its_article_has_changed(
    corpus: Corpus, embedder: Embedder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "storm.md"

    def write(body: str) -> None:
        file.write_text(f"---\nurl: https://news.example/storm\n---\n{body}", encoding="utf-8")
        ingest([file], corpus, embedder)

    said, after = "Three people died in the storm at Merel.", "Five people died in the storm."

    def lines() -> Iterator[str]:
        write(said)
        yield "How many people died in the storm at Merel?"
        write(f"{after}\n\n{said}")
        yield "/read 1"
        corpus.remove(next(corpus.articles()).id)
        write(after)
        yield "/read 1"

    monkeypatch.setattr("ui.cli.chat._lines", lines)
    options = ["chat", "--corpus", str(corpus.folder)]
    output = CliRunner().invoke(main, options, obj=embedder).stdout
    _, earlier, gone = output.split("This article has changed since it was quoted")
    assert earlier.startswith(": this is version 1.")
    assert said in earlier
    assert after not in earlier
    assert gone.startswith(", and what was quoted is not kept.")
    assert after in gone


def test_what_cannot_be_done_is_told_and_the_conversation_goes_on(chat: Chat) -> None:
    output = chat("/as-of yesterday", "/wrong", "/writer no such", LEAK, "/quit", "never asked")
    assert "'yesterday' is not a date" in output
    assert "There is no /wrong" in output
    assert "writer" in output
    assert "\n[1] " in output
    assert "never asked" not in output


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("/language en klingon", "'klingon' is no language code"),
        ("/kind foo", "'foo' is no kind of article"),
        ("/since 2026", "The period ends (2025) before it begins (2026)."),
    ],
)
def test_what_it_cannot_be_narrowed_to_is_told_at_once(chat: Chat, command: str, said: str) -> None:
    output = chat("/until 2025", command, "/outlet Halyard Wire")
    assert said in output
    assert "From now on: until 2025; source Halyard Wire." in output


def test_what_is_typed_need_not_be_kept(
    chat: Chat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file" / "state"))
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)
    assert "There are:" in chat("/wrong", "/quit")


def test_ctrl_c_stops_the_answer_and_not_the_program(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(request: Request) -> None:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
        request.wait()

    # Where tests are started in the background, Ctrl-C is ignored.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with serving(interrupted) as server:
            monkeypatch.setenv("NEWS_WRITER_URL", server.url)
            output = chat(LEAK, "/writer extractive", COUNT, options=("--writer", "openai:slow"))
    finally:
        signal.signal(signal.SIGINT, before)
    stopped, rest = output.split("Stopped before the end.")
    assert "[1]" not in stopped
    assert "From now on extractive writes." in rest
    assert "\n[1] " in rest
