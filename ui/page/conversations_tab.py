"""The tab that lists the conversations kept by a visitor's browser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import gradio as gr

from ui.page.ask_tab import FOCUS_QUESTION
from ui.page.conversation import Conversation  # at run time too: Gradio reads the type hints
from ui.page.export import exported
from ui.page.keeping import restored
from ui.page.views.conversations import conversations_view, download_view
from ui.page.wiring import QUICK, QUIET, Updates, bare_html
from ui.refusals import RefusedError

if TYPE_CHECKING:
    from ui.page.ask_tab import AskTab
    from ui.serving.served import ServedAssistant
    from ui.texts import Texts


class ConversationsTab:
    """The list, which the page's script fills, and what can be done with a conversation in it."""

    def __init__(self, assistant: ServedAssistant) -> None:
        """Make the list, inside the tab that is open."""
        self._assistant = assistant
        self._list = bare_html("conversations")

    def place_hidden(self) -> None:
        """Make the hidden component that only the page's script reads; it stands outside the tabs."""
        self._download = bare_html("download")

    @property
    def parts(self) -> list[Any]:
        """All components that `speaking` changes."""
        return [self._list]

    def speaking(self, texts: Texts) -> Updates:
        """Show the tab as it is at first, in a language."""
        return {self._list: conversations_view(texts)}

    def wire(
        self,
        script: Any,
        conversation: gr.State,
        ask: AskTab,
        pane: gr.HTML,
        tabs: gr.Tabs,
        asked: Sequence[Any],
    ) -> None:
        """Tie its events to functions.

        Args:
            script: Component that emits the events of the page's own script.
            conversation, pane, tabs: Components of the page around it.
            ask: The tab in which a conversation is continued.
            asked: The events that ask; opening another conversation cancels them.
        """
        self._ask, self._pane, self._tabs = ask, pane, tabs
        gone_on = [*ask.turn_parts, pane, tabs, self._list]
        script.restore(self.restore, conversation, gone_on, cancels=asked, **QUICK).success(
            None, js=FOCUS_QUESTION, **QUIET
        )
        script.export(self.export, conversation, [self._download, self._list], **QUICK)

    def restore(self, conversation: Conversation, event: gr.EventData) -> Updates:
        """Continue a conversation that the visitor's browser kept."""
        kept, name = (str(getattr(event, key, "")) for key in ("kept", "id"))
        found = self._restored(kept, conversation, name[:64])
        if isinstance(found, str):
            return {
                **self._faulty(found, conversation),
                self._tabs: gr.update(selected="conversations"),
            }
        return {
            **self._ask.turns(found),
            **self._ask.empty_box(),
            self._pane: "",
            self._tabs: gr.update(selected="ask"),
        }

    def export(self, conversation: Conversation, event: gr.EventData) -> Updates:
        """Export a conversation that the visitor's browser kept as a file."""
        kept, name, form = (str(getattr(event, key, "")) for key in ("kept", "name", "form"))
        found = self._restored(kept, conversation)
        if isinstance(found, str):
            return self._faulty(found, conversation)
        file = exported(found, name, "json" if form == "json" else "md")
        return {self._download: download_view(*file)}

    def _restored(
        self, kept: str, conversation: Conversation, name: str = ""
    ) -> Conversation | str:
        """Restore a kept conversation, or say why not; counts as a question for the limits."""
        texts = conversation.texts
        try:
            self._assistant.admit("questions")
        except RefusedError as error:
            return error.text_in(texts)
        return restored(kept, conversation.language, name) or texts.not_restored

    def _faulty(self, fault: str, conversation: Conversation) -> Updates:
        return {self._list: conversations_view(conversation.texts, fault)}
