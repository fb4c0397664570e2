"""What the library and the pane say when the archive cannot be used."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import gradio as gr
import pytest

from rag.embedding.model import Embedder
from tests.locking import writing_elsewhere
from ui.page import library_tab
from ui.page.conversation import Conversation, ask
from ui.page.library_tab import LibraryTab
from ui.page.narrowing import Narrowing
from ui.page.pane import Pane
from ui.page.views.library import Listing
from ui.page.wiring import bare_html
from ui.serving.served import ServedAssistant
from ui.texts import TEXTS

DUTCH = TEXTS["nl"]


@pytest.fixture
def assistant(
    sample_corpus: Path, corpus_folder: Path, embedder: Embedder
) -> Iterator[ServedAssistant]:
    """Of a corpus that may be harmed."""
    shutil.copytree(sample_corpus, corpus_folder)
    with ServedAssistant(corpus_folder, embedder=embedder, writer="extractive") as opened:
        yield opened


def event(**told: Any) -> gr.EventData:
    return gr.EventData(None, told)


def damage(assistant: ServedAssistant) -> None:
    with closing(sqlite3.connect(assistant.corpus.folder / "corpus.sqlite3")) as connection:
        connection.execute("ALTER TABLE articles RENAME TO lost")


def test_a_fault_is_told_in_a_sentence_that_names_no_folder(assistant: ServedAssistant) -> None:
    *_, conversation = ask(
        assistant, Conversation("nl"), "Who leads the count in Valmirena?", Narrowing()
    )
    with gr.Blocks():
        library, pane = LibraryTab(assistant), Pane(assistant)
    damage(assistant)
    assert DUTCH.fault in library.find("tidal power", conversation)
    assert DUTCH.fault in pane.timeline(conversation, event(turn=1))
    assert DUTCH.fault in pane.open(conversation, event(article="valmirena-recount-03"))


def test_who_withdraws_while_others_write_is_told_to_try_again(
    assistant: ServedAssistant, corpus_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_tab, "FOR_THE_CORPUS_SECONDS", 0.1)
    with gr.Blocks():
        library = LibraryTab(assistant)
        library._pane = pane = bare_html("pane")
    wanted = event(article="valmirena-recount-03")
    with writing_elsewhere(corpus_folder):
        said = library.withdraw(Listing(30), Conversation("nl"), wanted)
    assert DUTCH.locked in said[pane]
    assert assistant.article("valmirena-recount-03").status == "current"
    library.withdraw(Listing(30), Conversation("nl"), wanted)
    assert assistant.article("valmirena-recount-03").status == "withdrawn"
