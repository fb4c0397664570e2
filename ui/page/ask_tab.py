"""The tab where questions are asked: its components and its event handlers."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import gradio as gr

from rag.errors import CorpusError
from rag.feedback import REASONS
from ui.html import join
from ui.page.conversation import Conversation, ask, rate
from ui.page.examples import examples
from ui.page.link import Link
from ui.page.narrowing import Narrowing
from ui.page.views.answer import Offers, turn_view
from ui.page.views.conversations import kept_view
from ui.page.views.library import how_to_fill
from ui.page.views.limit import limit_view
from ui.page.views.narrowing import narrowing_view
from ui.page.views.questions import examples_view
from ui.page.views.rating import rated_view
from ui.page.views.waiting import waiting_view
from ui.page.views.welcome import welcome_view
from ui.page.wiring import ANSWERING, QUICK, QUIET, Updates, bare_html
from ui.refusals import RefusedError

if TYPE_CHECKING:
    from markupsafe import Markup

    from rag.corpus.corpus import Holdings
    from ui.page.conversation import Asked, Exchange
    from ui.serving.served import ServedAssistant
    from ui.texts import Texts

WITH_NARROWING = "(...inputs) => [...inputs.slice(0, -1), window.askTheNews.narrowing()]"
"""Script that passes the content of the form as the last input of an event."""

FOCUS_QUESTION = "() => { document.querySelector('#question textarea').focus(); }"
"""Script that puts the cursor into the question box."""

_log = logging.getLogger(__name__)


class AskTab:
    """The turns of a conversation, and the box for the next question."""

    def __init__(
        self,
        assistant: ServedAssistant,
        texts: Texts,
        conversation: gr.State,
        narrowing: gr.Textbox,
    ) -> None:
        """Make the components, inside the tab that is open.

        Args:
            conversation: State that holds the visitor's conversation.
            narrowing: Hidden box into which the script puts the content of the form.
        """
        self._assistant = assistant
        self._longest = assistant.settings.question_limit
        self._writers = assistant.writers
        self._conversation, self._narrowing = conversation, narrowing
        self._welcome = bare_html("welcome")
        self._past = bare_html("past")
        self._current = bare_html("current")
        self._waiting = bare_html("waiting")
        with gr.Group(elem_id="composer"):
            with gr.Row(elem_id="composer-row"):
                self._question = gr.Textbox(
                    label=texts.question,
                    placeholder=texts.placeholder,
                    lines=1,
                    max_lines=6,
                    elem_id="question",
                    container=False,
                )
                self._ask = gr.Button(texts.ask, variant="primary", elem_id="ask")
                self._stop = gr.Button(texts.stop, visible=False, elem_id="stop")
            self._limit = bare_html("limit")
            self._form = bare_html("narrowing")
            self._clear = gr.Button(texts.clear, visible=False, elem_id="clear")
        self._examples = bare_html("examples")

    def place_hidden(self) -> None:
        """Make the hidden components that only the page's script reads; they stand outside the tabs."""
        self._kept = bare_html("kept")
        self._rated = bare_html("rated")

    @property
    def turn_parts(self) -> list[Any]:
        """The components that `turns` changes."""
        return [
            *(self._conversation, self._question, self._ask, self._stop, self._clear),
            *(self._welcome, self._past, self._current, self._examples, self._kept),
        ]

    @property
    def parts(self) -> list[Any]:
        """All components that `speaking` changes."""
        return [*self.turn_parts, self._limit, self._form, self._waiting]

    def turns(self, conversation: Conversation) -> Updates:
        """Show the turns of a conversation."""
        texts = conversation.texts
        before = conversation.turns[:-1]
        empty = not conversation.turns
        return {
            **self._last_turn(conversation),
            self._past: join(self._turn(turn, conversation, last=False) for turn in before),
            **self.welcoming(conversation),
            self._clear: gr.update(value=texts.clear, visible=not empty),
        }

    @property
    def welcome_parts(self) -> list[Any]:
        """The components that `welcoming` changes."""
        return [self._welcome, self._examples]

    def welcoming(self, conversation: Conversation) -> Updates:
        """Show the greeting and example questions while nothing has been asked."""
        if conversation.turns:
            return {self._welcome: "", self._examples: ""}
        texts = conversation.texts
        return {
            self._welcome: self._greeting(texts),
            self._examples: examples_view(examples(self._assistant, texts), texts),
        }

    def empty_box(self) -> Updates:
        """Empty the question box."""
        return {self._question: ""}

    def speaking(
        self,
        conversation: Conversation,
        narrowing: Narrowing,
        holdings: Holdings,
        question: str | None = None,
    ) -> Updates:
        """Show the tab in the language of a conversation.

        Args:
            question: New content of the question box; default: leave it as it is.
        """
        texts = conversation.texts
        typed: dict[str, Any] = {} if question is None else {"value": question}
        return {
            **self.turns(conversation),
            self._limit: limit_view(self._longest, texts),
            self._form: narrowing_view(holdings, narrowing, texts),
            self._waiting: waiting_view(texts),
            self._question: gr.update(label=texts.question, placeholder=texts.placeholder, **typed),
        }

    def wire(self, script: Any, started: Any, pane: gr.HTML) -> Sequence[Any]:
        """Tie its events to functions.

        Args:
            script: Component that emits the events of the page's own script.
            started: The event that follows the loading of the page.
            pane: The pane where articles are read; a new conversation closes it.

        Returns:
            The events that ask, which others may cancel.
        """
        self._pane = pane
        conversation, turns = self._conversation, self.turn_parts
        asking: dict[str, Any] = {
            **ANSWERING,
            "outputs": turns,
            "show_progress": "minimal",  # shows the place in the queue while others are answered
            "show_progress_on": self._waiting,
        }
        narrowed = {**asking, "js": WITH_NARROWING}
        typed = [self._question, conversation, self._narrowing]
        asked = [
            started.then(self.ask_linked, conversation, **asking),
            gr.on([self._question.submit, self._ask.click], self.ask_typed, typed, **narrowed),
            script.ask(self.ask_offered, [conversation, self._narrowing], **narrowed),
            script.retry(self.retry, conversation, **asking),
        ]
        for event in asked:
            event.failure(self.failed, conversation, turns, **QUICK)
        left = [
            self._stop.click(self.stopped, conversation, turns, cancels=asked, **QUICK),
            self._clear.click(self.cleared, conversation, [*turns, pane], cancels=asked, **QUICK),
            script.edit(self.edit, conversation, [self._question, conversation], **QUICK),
        ]
        for event in left:
            event.then(None, js=FOCUS_QUESTION, **QUIET)
        script.rate(self.rate, conversation, [self._rated, conversation, self._kept], **QUICK)
        return asked

    # Event handlers

    def ask_linked(self, conversation: Conversation, request: gr.Request) -> Iterator[Updates]:
        """Ask the questions in the address of the page, if any, one after the other."""
        link = linked(request)
        for question in link.questions:
            for step in self._answer(conversation, question, link.narrowing):
                conversation = step.get(self._conversation, conversation)
                yield step
        if not link.questions:
            yield {self._conversation: gr.skip()}  # without outputs Gradio would empty everything

    def ask_typed(
        self, question: str, conversation: Conversation, narrowing: str
    ) -> Iterator[Updates]:
        """Ask the question in the box."""
        yield from self._answer(conversation, question, Narrowing.from_form(narrowing))

    def ask_offered(
        self, conversation: Conversation, narrowing: str, event: gr.EventData
    ) -> Iterator[Updates]:
        """Ask what a button on the page offers.

        A button within a turn asks with the options and the history of that turn.
        """
        question = str(getattr(event, "question", ""))
        turn = conversation.turn(getattr(event, "turn", None))
        wanted = turn.narrowing if turn else Narrowing.from_form(narrowing)
        follows = conversation.exchanges(turn) if turn else None
        if as_of := getattr(event, "as_of", None):
            wanted = wanted.from_day(as_of)
        yield from self._answer(conversation, question, wanted, follows=follows)

    def retry(self, conversation: Conversation, event: gr.EventData) -> Iterator[Updates]:
        """Ask the last question again, of another writer if one is named."""
        wanted = getattr(event, "writer", None)
        if conversation.turns:
            last = conversation.turns[-1]
            again = replace(conversation, replacing=True)
            writer = wanted if wanted in self._writers else last.writer
            yield from self._answer(again, last.question, last.narrowing, writer)
        else:
            yield {self._conversation: gr.skip()}

    def edit(self, conversation: Conversation) -> Updates:
        """Put the last question back into the box; the next question replaces that turn."""
        if not conversation.turns:
            return {self._question: gr.skip()}
        return {
            self._question: conversation.turns[-1].question,
            self._conversation: replace(conversation, replacing=True),
        }

    def stopped(self, conversation: Conversation) -> Updates:
        """Stop an answer where it is."""
        return self.turns(conversation.stopped())

    def failed(self, conversation: Conversation) -> Updates:
        """Mark an answer as failed after an error."""
        return self.turns(conversation.failed())

    def cleared(self, conversation: Conversation) -> Updates:
        """Begin a new conversation."""
        anew = Conversation(conversation.language)
        return {**self.turns(anew), **self.empty_box(), self._pane: ""}

    def rate(self, conversation: Conversation, event: gr.EventData) -> Updates:
        """Store what the visitor thinks of an answer."""
        turn = conversation.turn(getattr(event, "turn", None))
        verdict, reason = (getattr(event, name, None) for name in ("verdict", "reason"))
        if (
            turn is None
            or turn.answer is None
            or not turn.answered_here
            or verdict not in ("good", "bad")
            or not self._assistant.serving.feedback
        ):
            return {self._rated: gr.skip()}
        comment = str(getattr(event, "comment", ""))
        why = reason if reason in REASONS else None
        folder, texts = self._assistant.corpus.folder, conversation.texts
        try:
            self._assistant.admit("feedback")
            known = rate(folder, conversation, turn, verdict, why, comment)
        except CorpusError as error:
            _log.error("Feedback could not be kept: %s", error)
            return {self._rated: rated_view(conversation, turn, texts.rated_not)}
        except RefusedError as error:
            return {self._rated: rated_view(conversation, turn, error.text_in(texts))}
        rated = known.turn(turn.number) or turn
        shown: Updates = {self._rated: rated_view(conversation, rated, texts.rated)}
        if not conversation.busy:  # else the answer under way brings a newer state
            shown |= {self._conversation: known, self._kept: kept_view(known)}
        return shown

    # Inside

    def _answer(
        self,
        conversation: Conversation,
        question: str,
        narrowing: Narrowing,
        writer: str | None = None,
        follows: tuple[Exchange, ...] | None = None,
    ) -> Iterator[Updates]:
        if len(question) > self._longest:
            yield {self._question: question}  # the page's script shows the limit beside it
            return
        steps = ask(self._assistant, conversation, question, narrowing, writer, follows)
        stand = 0
        for place, step in enumerate(steps):
            known = len(step.turns) == stand
            shown = self._last_turn(step) if known else self.turns(step)
            yield shown if place else {**shown, **self.empty_box()}
            stand = len(step.turns)

    def _last_turn(self, conversation: Conversation) -> Updates:
        texts = conversation.texts
        turns = conversation.turns
        shown: Updates = {} if conversation.busy else {self._kept: kept_view(conversation)}
        return {
            **shown,
            self._conversation: conversation,
            self._current: self._turn(turns[-1], conversation, last=True) if turns else "",
            self._ask: gr.update(value=texts.ask, visible=not conversation.busy),
            self._stop: gr.update(value=texts.stop, visible=conversation.busy),
        }

    def _greeting(self, texts: Texts) -> Markup:
        corpus = self._assistant.corpus
        if next(corpus.articles(1), None) is not None:
            return welcome_view(texts.welcome_more, texts)
        return welcome_view(how_to_fill(self._assistant.serving, corpus.folder, texts), texts)

    def _turn(self, turn: Asked, conversation: Conversation, *, last: bool) -> Markup:
        offers = Offers(
            self._assistant.serving.feedback,
            self._writers if last else (),
            conversation.leads_to(turn),
        )
        return turn_view(turn, conversation.texts, offers, last=last)


def linked(request: gr.Request) -> Link:
    """Read the questions and options in the address of a page."""
    return Link.of(request.query_params.multi_items())
