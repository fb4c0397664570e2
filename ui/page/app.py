"""The chat page: its layout, and the language it speaks."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING

import gradio as gr

from ui.page.ask_tab import WITH_NARROWING, AskTab, linked
from ui.page.conversation import Conversation
from ui.page.conversations_tab import ConversationsTab
from ui.page.library_tab import LibraryTab
from ui.page.narrowing import Narrowing
from ui.page.pane import Pane
from ui.page.views.library import masthead
from ui.page.wiring import QUICK, Updates, bare_html
from ui.serving.server import run
from ui.texts import TEXTS, texts_for

if TYPE_CHECKING:
    from ui.serving.served import ServedAssistant

__all__ = ["build", "serve"]

VISITORS_REMEMBERED = 1_000
_SCRIPTS = ("page.js", "waiting.js", "rating.js", "library.js", "conversations.js")


class _Page:
    """The parts of one page: a head, three tabs, and a pane beside them."""

    def __init__(self, assistant: ServedAssistant) -> None:
        self._corpus = assistant.corpus
        texts = texts_for("en")
        self._conversation = gr.State(Conversation())
        self._narrowing = gr.Textbox(visible=False)
        self._masthead = bare_html("masthead")
        with gr.Tabs(elem_id="tabs") as self._tabs:
            with gr.Tab(texts.tab_ask, id="ask") as self._tab_ask:
                self._ask = AskTab(assistant, texts, self._conversation, self._narrowing)
            shown = assistant.serving.library_open != "hidden"
            with gr.Tab(texts.tab_library, id="library", visible=shown) as self._tab_library:
                self._library = LibraryTab(assistant)
            with gr.Tab(texts.tab_conversations, id="conversations") as self._tab_conversations:
                self._conversations = ConversationsTab(assistant)
        self._pane = Pane(assistant)
        self._ask.place_hidden()
        self._conversations.place_hidden()
        self._script = gr.HTML(
            elem_id="script",
            js_on_load="\n".join(
                (files("ui.page") / "assets" / name).read_text() for name in _SCRIPTS
            ),
        )

    def wire(self, blocks: gr.Blocks) -> None:
        """Tie events to functions.

        None is exposed as a Gradio endpoint: programs have `rag` and `news --json`.
        """
        script, conversation, pane = self._script, self._conversation, self._pane.view
        whole = [
            *(self._masthead, self._tab_ask, self._tab_library, self._tab_conversations),
            *(*self._ask.parts, *self._library.parts, *self._conversations.parts, pane),
        ]
        spoken = [conversation, self._narrowing]
        started = blocks.load(self.start, None, whole, **QUICK)
        script.language(self.speak, spoken, whole, js=WITH_NARROWING, **QUICK)
        asked = self._ask.wire(script, started, pane)
        taking = self._library.wire(script, conversation, pane, self._masthead)
        taking.then(self._ask.welcoming, conversation, self._ask.welcome_parts, **QUICK)
        self._conversations.wire(script, conversation, self._ask, pane, self._tabs, asked)
        self._pane.wire(script, conversation)

    def start(self, request: gr.Request) -> Updates:
        """Greet a visitor: show the page in their language, with what their link says filled in."""
        texts = texts_for(request.headers.get("accept-language", ""))
        link = linked(request)
        return self._speaking(
            Conversation(texts.code), link.narrowing, "".join(link.questions[-1:])
        )

    def speak(self, conversation: Conversation, narrowing: str, event: gr.EventData) -> Updates:
        """Switch to another language."""
        texts = texts_for((str(getattr(event, "language", "")),))
        spoken = replace(conversation, language=texts.code)
        return self._speaking(spoken, Narrowing.from_form(narrowing))

    def _speaking(
        self, conversation: Conversation, narrowing: Narrowing, question: str | None = None
    ) -> Updates:
        """Show the whole page in the language of a conversation."""
        texts = conversation.texts
        holdings = self._corpus.holdings()
        return {
            self._masthead: masthead(holdings, texts, TEXTS.values()),
            self._tab_ask: gr.update(label=texts.tab_ask),
            self._tab_library: gr.update(label=texts.tab_library),
            self._tab_conversations: gr.update(label=texts.tab_conversations),
            **self._ask.speaking(conversation, narrowing, holdings, question),
            **self._library.speaking(texts),
            **self._conversations.speaking(texts),
            self._pane.view: "",
        }


def build(assistant: ServedAssistant) -> gr.Blocks:
    """Build the page. `serve` adds its look: Gradio takes style sheets where a page is served."""
    blocks: gr.Blocks
    with gr.Blocks(title="Ask the News", analytics_enabled=False, fill_width=True) as blocks:
        _Page(assistant).wire(blocks)
    blocks.state_session_capacity = VISITORS_REMEMBERED
    blocks.queue(default_concurrency_limit=assistant.serving.questions_at_once, api_open=False)
    return blocks


def serve(assistant: ServedAssistant, *, port: int = 7860) -> None:
    """Serve the page until interrupted, and print its address once it answers.

    Args:
        port: 0 takes any free port.

    Raises:
        InputError: The address cannot be listened on.
        ModelError, ModelMismatchError: As `Assistant.warm_up`.
    """
    assistant.warm_up()
    run(build(assistant), assistant, port=port)
