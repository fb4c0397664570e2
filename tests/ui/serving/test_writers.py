"""Who may be asked to write: what whoever runs this has set, by HTTP, by MCP and on the page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from mcp.types import TextContent

from rag.embedding.model import Embedder
from rag.errors import InputError, SettingsError
from rag.settings import load_settings
from tests.rag.generation.openai_server import says, serving
from tests.ui import http
from tests.ui.conftest import Serve
from tests.ui.serving.test_tools import called, content
from ui.page.app import build
from ui.serving.served import ServedAssistant
from ui.serving.server import application, in_background
from ui.serving.settings import load_serving
from ui.serving.writers import check_writer, offered_writers

QUESTION = "Why did the Medivaar data leak happen?"
NOT_OFFERED = ["openai:gpt-5", "/etc/passwd", "Extractive", "", "auto"]


def offered(model: Path, **serving: Any) -> tuple[str, ...]:
    """The writers where a chat model is set and a local one can run."""
    settings = load_settings(writer="openai:small", local_model=model)
    return offered_writers(settings, load_serving(**serving))


def test_what_runs_here_is_offered_to_this_computer_alone_unless_set(tmp_path: Path) -> None:
    model = tmp_path / "model.gguf"
    pytest.importorskip("xllamacpp")
    assert offered(model) == ("openai:small", "extractive", "local")
    for elsewhere in ({"host": "0.0.0.0"}, {"hosts": "news.example"}, {"root_path": "/news"}):
        assert offered(model, **elsewhere) == ("openai:small", "extractive")
    both = {"host": "0.0.0.0", "writers": "local, Mistralai:Large-3"}
    with pytest.raises(SettingsError, match=r"writers: .*'Mistralai:Large-3'"):
        load_serving(**both)
    both["writers"] = "local, mistralai:Large-3"
    assert offered(model, **both) == ("openai:small", "local", "mistralai:Large-3")
    assert offered(model, writers="") == ("openai:small",)


def test_a_writer_that_is_not_offered_is_refused_and_those_that_are_named() -> None:
    check_writer(None, ["extractive"])
    check_writer("extractive", ["extractive"])
    with pytest.raises(InputError, match="'local'; who may write here: extractive, openai:a"):
        check_writer("local", ["extractive", "openai:a"])


@pytest.mark.parametrize("way", ["ask", "ask/stream"])
def test_programs_choose_among_the_offered(serve: Serve, way: str) -> None:
    with serve(writers="extractive") as (address, _):
        assert http.get(f"{address}api/v1/status").json()["writers"] == ["extractive"]
        body = {"question": QUESTION, "written_by": "extractive"}
        reply = http.post(f"{address}api/v1/{way}", json=body, timeout=60)
        answer = reply.json() if way == "ask" else json.loads(reply.text.split("data: ")[-1])
        assert answer["writer"] == "extractive"
        for name in NOT_OFFERED:
            reply = http.post(f"{address}api/v1/{way}", json={**body, "written_by": name})
            assert reply.status_code == 422
            assert reply.json()["detail"].endswith("who may write here: extractive.")
            assert repr(name) in reply.json()["detail"]


def test_chat_programs_choose_among_the_offered(serve: Serve) -> None:
    with serve(writers="extractive") as (address, _):
        assert content(called(address, "ask", question=QUESTION, written_by="extractive"))["text"]
        for name in NOT_OFFERED:
            refused = called(address, "ask", question=QUESTION, written_by=name)
            assert refused.isError
            assert isinstance(refused.content[0], TextContent)
            assert "who may write here: extractive" in refused.content[0].text


def test_another_writer_than_that_of_the_settings_writes(
    sample_corpus: Path, embedder: Embedder
) -> None:
    with (
        serving(says("Nothing.")) as server,
        ServedAssistant(
            sample_corpus,
            embedder=embedder,
            serving=load_serving(writers="openai:test"),
            writer="extractive",
            writer_url=server.url,
        ) as assistant,
        in_background(application(build(assistant), assistant)) as address,
    ):
        body = {"question": QUESTION, "written_by": "openai:test"}
        answer = http.post(f"{address}api/v1/ask", json=body, timeout=60).json()
        assert answer["writer"] == "openai:test at 127.0.0.1"
        assert server.prompts
