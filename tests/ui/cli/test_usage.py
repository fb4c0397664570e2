"""What the command line says to those who learn it, and to those who get it wrong."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rag.corpus.corpus import Corpus
from ui.cli import main

News = Callable[..., Result]

COMMANDS = (
    *("ask", "search", "timeline", "chat", "ingest", "articles", "serve", "mcp", "users"),
    *("rebuild", "doctor", "backup", "restore"),
)
SLOW = ("torch", "numpy", "chromadb", "gradio", "pydantic", "sentence_transformers", "langchain")


def test_help_names_every_command_and_teaches_by_examples(news: News) -> None:
    result = news("--help")
    assert result.exit_code == 0
    assert all(f"  {name} " in result.stdout for name in COMMANDS)
    assert 'news ask "' in result.stdout
    assert "Exit codes: 0 done" in result.stdout


@pytest.mark.parametrize(
    "command",
    ["ask", "search", "timeline", "ingest", "serve", "rebuild", "articles", "backup", "restore"],
)
def test_the_help_of_a_command_has_an_example_of_it(news: News, command: str) -> None:
    assert f"  news {command}" in news(command, "--help").stdout


def test_help_imports_nothing_slow() -> None:
    code = (
        "import sys; from ui.cli import main; main(['--help'], standalone_mode=False);"
        f"print('SLOW', [name for name in {SLOW} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("SLOW []\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["aks", "why?"], "aks"),
        (["ask"], "QUESTION"),
        (["ask", "  "], "empty"),
        (["ask", "why?", "--as-of", "2025-02-30"], "YYYY-MM-DD"),
        (["ask", "why?", "--since", "yesterday"], "'yesterday' is not a date"),
        (["ask", "why?", "--writer", "a writer of novels"], "writer"),
        (["ask", "why?", "--writer", "gpt4"], "'gpt4' is none of extractive, local, auto, PROV"),
        (["ask", "why?", "--language", "english"], "'english' is no language code"),
        (["search", "why?", "--since", "2026", "--until", "2025"], "ends (2025) before it begins"),
        (["search", "why?", "--until", "2025", "--since", "2026"], "ends (2025) before it begins"),
        (["search", "why?", "--since", "2026", "--as-of", "2025"], "after the moment"),
        (["search", "why?", "--as-of", "2025", "--since", "2026"], "after the moment"),
        (["search", "why?", "-k", "0"], "-k"),
        (["ingest"], "PATH"),
        (["articles", "list", "--limit", "none"], "--limit"),
        (["serve", "--port", "99999"], "--port"),
        (["serve", "--sample", "no-such-folder"], "no-such-folder"),
    ],
)
def test_wrong_usage_is_2_and_names_what_is_wrong(
    news: News, arguments: list[str], told: str
) -> None:
    result = news(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert not result.stdout


@pytest.mark.parametrize(
    "arguments",
    [["ask", "why?"], ["search", "why?"], ["articles", "list"], ["feedback", "list"], ["rebuild"]],
)
def test_without_a_corpus_it_says_how_to_make_one(
    news: News, tmp_path: Path, arguments: list[str]
) -> None:
    result = news(*arguments, "--corpus", tmp_path / "none")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "news ingest PATH..." in result.stderr
    assert str(tmp_path / "none") in result.stderr
    assert not (tmp_path / "none").exists()


def test_a_setting_that_cannot_be_used_is_wrong_usage(
    news: News, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWS_EVIDENCE_LIMIT", "many")
    result = news("ask", "why?")
    assert result.exit_code == 2
    assert "NEWS_EVIDENCE_LIMIT: " in result.stderr


@pytest.mark.parametrize(
    ("command", "variables", "told"),
    [
        (["ingest", "README.md"], {"NEWS_EMBEDDING_MODEL": "/nope"}, "there is no such folder"),
        (["search", "why?"], {"NEWS_EMBEDDING_MODEL": "/nope"}, "there is no such folder"),
        (["chat"], {"NEWS_EMBEDDING_MODEL": "/nope"}, "there is no such folder"),
        (["ask", "why?"], {"NEWS_WRITER": "openai:gpt-5-mini"}, "NEWS_WRITER_KEY"),
        (["serve"], {"NEWS_WRITER": "openai:gpt-5-mini"}, "NEWS_WRITER_KEY"),
        (["ask", "why?"], {"NEWS_WRITER": "local", "NEWS_LOCAL_MODEL": "/no.gguf"}, "/no.gguf"),
    ],
)
def test_what_cannot_work_is_refused_before_models_are_loaded(
    corpus: Corpus,
    monkeypatch: pytest.MonkeyPatch,
    command: list[str],
    variables: dict[str, str],
    told: str,
) -> None:
    def loaded(*_: object) -> None:
        pytest.fail("a model is loaded")

    monkeypatch.setattr("rag.embedding.model.load_embedder", loaded)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    result = CliRunner().invoke(main, [*command, "--corpus", str(corpus.folder)])
    assert result.exit_code in (1, 2)
    assert told in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_port_that_is_taken_is_told_before_models_are_loaded(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    def loaded(*_: object) -> None:
        pytest.fail("a model is loaded")

    monkeypatch.setattr("rag.embedding.model.load_embedder", loaded)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(main, ["serve", "--port", port, "--corpus", str(corpus.folder)])
    assert result.exit_code == 1
    assert f"127.0.0.1:{port}: " in result.stderr
    assert "Choose another --port" in result.stderr


def test_an_outlet_that_the_archive_has_not_is_wrong_usage(news: News, sample_corpus: Path) -> None:
    for command in ("ask", "search", "timeline"):
        for outlet, told in (("Penrose Courir", "is 'Penrose Courier' meant?"), ("xyz", "'xyz'")):
            result = news(command, "tide", "--source", outlet, "--corpus", sample_corpus)
            assert result.exit_code == 2
            assert told in " ".join(result.stderr.split())
            assert not result.stdout
    as_is = news("search", "tide", "--source", "penrose courier", "--corpus", sample_corpus)
    assert as_is.exit_code == 0


def test_ctrl_c_while_all_is_still_imported_is_one_line() -> None:
    code = """if True:
        import os, signal, sys
        class Impatient:
            def find_spec(self, name, *_):
                if name == "click":
                    os.kill(os.getpid(), signal.SIGINT)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.meta_path.insert(0, Impatient())
        from ui.start import main
        main()
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (130, "news: Stopped.\n")


def test_help_tells_an_earlier_moment_from_a_first_day(news: News) -> None:
    for command in ("ask", "search", "chat"):
        assert "as if it were this day" in " ".join(news(command, "--help").stdout.split())


def test_help_says_that_what_is_removed_comes_back_when_it_is_read_again(news: News) -> None:
    assert "come back" in news("articles", "remove", "--help").stdout
