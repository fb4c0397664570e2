"""The chat page: Gradio's components, and which function answers which event."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import gradio as gr
from markupsafe import Markup

from rag.errors import CorpusError, InputError
from rag.feedback import REASONS
from rag.generation.choose import available_writers
from ui.answer_view import Offers, turn_view
from ui.article_view import Beside, article_view, missing_view
from ui.conversation import Asked, Conversation, ask, rate
from ui.examples import examples
from ui.export import exported
from ui.html import html, join
from ui.keeping import conversations_view, download_view, kept_view, restored
from ui.library import masthead
from ui.library_tab import LibraryTab
from ui.narrowing import Narrowing, form
from ui.rating_view import rated_view
from ui.server import run
from ui.texts import SPEECHES, Texts, texts_for
from ui.timeline_view import timeline_view
from ui.wiring import ANSWERING, QUICK, QUIET, VISITORS_AT_ONCE, Updates, bare_html

if TYPE_CHECKING:
    from ui.served import ServedAssistant

__all__ = ["build", "serve"]

VISITORS_REMEMBERED = 1_000
_SCRIPTS = ("page.js", "rating.js", "library.js", "conversations.js")

_log = logging.getLogger(__name__)

_WITH_NARROWING = "(...inputs) => [...inputs.slice(0, -1), window.askTheNews.narrowing()]"
_FOCUS_QUESTION = "() => { document.querySelector('#question textarea').focus(); }"


class _Page:
    """The components of one page, and what its events do with them."""

    def __init__(self, assistant: ServedAssistant) -> None:
        self._assistant = assistant
        self._corpus = assistant.corpus
        self._longest = assistant.settings.question_limit
        chosen, *others = available_writers(assistant.settings)
        # A model that runs here is not for whoever comes along.
        others = [name for name in others if name != "local" or assistant.serving.own]
        self._writers = (chosen, *others)
        texts = texts_for("en")
        self.conversation = gr.State(Conversation())
        self.narrowing = gr.Textbox(visible=False)
        self.masthead = bare_html("masthead")
        with gr.Tabs(elem_id="tabs") as self.tabs:
            with gr.Tab(texts.tab_ask, id="ask") as self.tab_ask:
                self.welcome = bare_html("welcome")
                self.past = bare_html("past")
                self.current = bare_html("current")
                self.waiting = bare_html("waiting")
                with gr.Group(elem_id="composer"):
                    with gr.Row(elem_id="composer-row"):
                        self.question = gr.Textbox(
                            label=texts.question,
                            placeholder=texts.placeholder,
                            max_length=self._longest,
                            lines=1,
                            max_lines=6,
                            elem_id="question",
                            container=False,
                        )
                        self.ask = gr.Button(texts.ask, variant="primary", elem_id="ask")
                        self.stop = gr.Button(texts.stop, visible=False, elem_id="stop")
                    self.form = bare_html("narrowing")
                    self.clear = gr.Button(texts.clear, visible=False, elem_id="clear")
                self.examples = bare_html("examples")
            open_to = assistant.serving.library_open
            with gr.Tab(
                texts.tab_library, id="library", visible=open_to != "hidden"
            ) as self.tab_library:
                self.library = LibraryTab(assistant)
            with gr.Tab(texts.tab_conversations, id="conversations") as self.tab_conversations:
                self.conversations = bare_html("conversations")
        self.pane = bare_html("pane")
        self.kept = bare_html("kept")
        self.rated = bare_html("rated")
        self.download = bare_html("download")
        self.script = gr.HTML(
            elem_id="script",
            js_on_load="\n".join((files("ui") / "assets" / name).read_text() for name in _SCRIPTS),
        )

    # What the events do

    def start(self, request: gr.Request) -> Updates:
        """A visitor comes: the page in their language, with what their link says filled in."""
        texts = texts_for(request.headers.get("accept-language", ""))
        question, narrowing = _linked(request)
        return {
            **self._speaking(Conversation(texts.code), narrowing),
            self.question: self._box(texts, value=question[: self._longest]),
        }

    def ask_linked(self, conversation: Conversation, request: gr.Request) -> Iterator[Updates]:
        """Ask what the link asks, if anything."""
        question, narrowing = _linked(request)
        if question:
            yield from self._answer(conversation, question, narrowing)
        else:
            yield {self.conversation: gr.skip()}  # of nothing at all Gradio makes empty values

    def ask_typed(
        self, question: str, conversation: Conversation, narrowing: str
    ) -> Iterator[Updates]:
        """Ask what stands in the box."""
        yield from self._answer(conversation, question, Narrowing.from_form(narrowing))

    def ask_offered(
        self, conversation: Conversation, narrowing: str, event: gr.EventData
    ) -> Iterator[Updates]:
        """Ask what a button on the page offers, from a moment of its own if it has one."""
        question = str(getattr(event, "question", ""))
        wanted = Narrowing.from_form(narrowing)
        if as_of := getattr(event, "as_of", None):
            wanted = replace(wanted, as_of=str(as_of)[:40])
        yield from self._answer(conversation, question, wanted)

    def retry(self, conversation: Conversation, event: gr.EventData) -> Iterator[Updates]:
        """Ask the last question again, of another writer if one is named."""
        wanted = getattr(event, "writer", None)
        if conversation.turns:
            last = conversation.turns[-1]
            again = replace(conversation, replacing=True)
            writer = wanted if wanted in self._writers else last.writer
            yield from self._answer(again, last.question, last.narrowing, writer)
        else:
            yield {self.conversation: gr.skip()}

    def edit(self, conversation: Conversation) -> Updates:
        """Put the last question back into the box; what is asked next takes its place."""
        if not conversation.turns:
            return {self.question: gr.skip()}
        return {
            self.question: conversation.turns[-1].question,
            self.conversation: replace(conversation, replacing=True),
        }

    def stopped(self, conversation: Conversation) -> Updates:
        """End an answer where it stands."""
        return self._turns(conversation.stopped())

    def failed(self, conversation: Conversation) -> Updates:
        """End an answer that an error ended."""
        return self._turns(conversation.failed())

    def cleared(self, conversation: Conversation) -> Updates:
        """Begin again."""
        return {**self._turns(Conversation(conversation.speech)), self.pane: "", self.question: ""}

    def rate(self, conversation: Conversation, event: gr.EventData) -> Updates:
        """Keep what the visitor thinks of an answer."""
        turn = conversation.turn(getattr(event, "turn", None))
        verdict, reason = (getattr(event, name, None) for name in ("verdict", "reason"))
        if (
            turn is None
            or turn.answer is None
            or verdict not in ("good", "bad")
            or not self._assistant.serving.feedback
        ):
            return {self.rated: gr.skip()}
        comment = str(getattr(event, "comment", ""))
        why = reason if reason in REASONS else None
        try:
            known = rate(self._corpus.folder, conversation, turn, verdict, why, comment)
        except CorpusError as error:
            _log.error("Feedback could not be kept: %s", error)
            return {self.rated: rated_view(turn, kept=False)}
        shown: Updates = {self.rated: rated_view(turn, kept=True)}
        if not conversation.busy:  # else the answer on its way brings a state of its own
            shown |= {self.conversation: known, self.kept: kept_view(known)}
        return shown

    def restore(self, conversation: Conversation, event: gr.EventData) -> Updates:
        """Go on with a conversation that the visitor's browser kept."""
        kept, name = (str(getattr(event, key, "")) for key in ("kept", "id"))
        found = restored(kept, conversation.speech, name[:64])
        if found is None:
            return self._unreadable(conversation)
        return {
            **self._turns(found),
            self.pane: "",
            self.question: "",
            self.tabs: gr.update(selected="ask"),
        }

    def export(self, conversation: Conversation, event: gr.EventData) -> Updates:
        """Make a file of a conversation that the visitor's browser kept."""
        kept, name, form = (str(getattr(event, key, "")) for key in ("kept", "name", "form"))
        found = restored(kept, conversation.speech)
        if found is None:
            return self._unreadable(conversation)
        file = exported(found, name, "json" if form == "json" else "md")
        return {self.download: download_view(*file)}

    def speak(self, conversation: Conversation, narrowing: str, event: gr.EventData) -> Updates:
        """Turn to another language."""
        texts = texts_for((str(getattr(event, "speech", "")),))
        spoken = replace(conversation, speech=texts.code)
        return {
            **self._speaking(spoken, Narrowing.from_form(narrowing)),
            self.question: self._box(texts),
        }

    def open(self, conversation: Conversation, event: gr.EventData) -> str:
        """Show an article, with a place in it marked."""
        texts = conversation.texts
        start, end = (getattr(event, name, 0) for name in ("start", "end"))
        try:
            article = self._assistant.article(str(getattr(event, "article", "")))
        except InputError:
            return missing_view(texts)
        if not (isinstance(start, int) and isinstance(end, int)):
            start = end = 0
        came_from = conversation.turn(getattr(event, "turn", None))
        copies = self._corpus.copies_of(article.id)
        beside = Beside(
            copies=copies,
            versions=self._corpus.versions(article.id),
            came_from=came_from.number if came_from else None,
            withdraws=self.library.writable,
        )
        return article_view(article, beside, texts, start, end)

    def timeline(self, conversation: Conversation, event: gr.EventData) -> Any:
        """Show the story that an answer tells."""
        turn = conversation.turn(getattr(event, "turn", None))
        if turn is None or turn.answer is None:
            return gr.skip()
        options = turn.narrowing.options()
        options["history"] = conversation.history(turn)
        reports = self._assistant.timeline(turn.question, turn.answer, **options)
        return timeline_view(turn, reports, conversation.texts)

    # What they have in common

    def _unreadable(self, conversation: Conversation) -> Updates:
        texts = conversation.texts
        return {self.conversations: conversations_view(texts, texts.not_restored)}

    def _answer(
        self,
        conversation: Conversation,
        question: str,
        narrowing: Narrowing,
        writer: str | None = None,
    ) -> Iterator[Updates]:
        steps = ask(self._assistant, conversation, question, narrowing, self._longest, writer)
        for place, step in enumerate(steps):
            if place == 0:
                yield {**self._turns(step), self.question: ""}
            else:
                yield self._last_turn(step)

    def _turns(self, conversation: Conversation) -> Updates:
        """The page with the turns of a conversation."""
        texts = conversation.texts
        before = conversation.turns[:-1]
        empty = not conversation.turns
        return {
            **self._last_turn(conversation),
            self.past: join(self._turn(turn, texts, last=False) for turn in before),
            self.welcome: _welcome(texts) if empty else "",
            self.examples: examples(self._assistant, texts) if empty else "",
            self.clear: gr.update(value=texts.clear, visible=not empty),
        }

    def _last_turn(self, conversation: Conversation) -> Updates:
        texts = conversation.texts
        turns = conversation.turns
        shown: Updates = {} if conversation.busy else {self.kept: kept_view(conversation)}
        return {
            **shown,
            self.conversation: conversation,
            self.current: self._turn(turns[-1], texts, last=True) if turns else "",
            self.ask: gr.update(value=texts.ask, visible=not conversation.busy),
            self.stop: gr.update(value=texts.stop, visible=conversation.busy),
        }

    def _speaking(self, conversation: Conversation, narrowing: Narrowing) -> Updates:
        """The whole page in the language of a conversation."""
        texts = conversation.texts
        overview = self._corpus.overview()
        return {
            **self._turns(conversation),
            self.masthead: masthead(overview, texts, SPEECHES.values()),
            self.form: form(overview, narrowing, texts),
            self.tab_ask: gr.update(label=texts.tab_ask),
            self.tab_library: gr.update(label=texts.tab_library),
            self.tab_conversations: gr.update(label=texts.tab_conversations),
            self.conversations: conversations_view(texts),
            **self.library.speaking(texts),
            self.pane: "",
        }

    def _turn(self, turn: Asked, texts: Texts, *, last: bool) -> Markup:
        offers = Offers(self._assistant.serving.feedback, self._writers if last else ())
        return turn_view(turn, texts, offers, last=last)

    def _box(self, texts: Texts, **value: Any) -> Any:
        return gr.update(label=texts.question, placeholder=texts.placeholder, **value)


def build(assistant: ServedAssistant) -> gr.Blocks:
    """The page. Its look comes with `serve`: Gradio takes style sheets where a page is served."""
    blocks: gr.Blocks
    with gr.Blocks(title="Ask the News", analytics_enabled=False, fill_width=True) as blocks:
        _wire(blocks, _Page(assistant))
    blocks.state_session_capacity = VISITORS_REMEMBERED
    blocks.queue(default_concurrency_limit=VISITORS_AT_ONCE, api_open=False)
    return blocks


def serve(assistant: ServedAssistant, *, port: int = 7860) -> None:
    """Serve the page until interrupted; its address is printed once it can be asked.

    Args:
        port: 0 takes any that is free.

    Raises:
        InputError: The address cannot be listened on.
        ModelError, ModelMismatchError: As `Assistant.warm_up`.
    """
    assistant.warm_up()
    run(build(assistant), assistant, port=port)


def _wire(blocks: gr.Blocks, page: _Page) -> None:
    """Tie events to functions. None is offered to programs: they have `rag` and `news --json`."""
    turns = [
        page.conversation, page.question, page.ask, page.stop, page.clear,
        page.welcome, page.past, page.current, page.examples, page.kept,
    ]  # fmt: skip
    whole = [
        *turns, *page.library.parts, page.masthead, page.form, page.tab_ask, page.tab_library,
        page.pane, page.tab_conversations, page.conversations,
    ]  # fmt: skip
    asking: dict[str, Any] = {
        **ANSWERING,
        "outputs": turns,
        "show_progress": "minimal",  # the place in the queue, while others are answered
        "show_progress_on": page.waiting,
    }

    started = blocks.load(page.start, None, whole, **QUICK)
    asked = [
        started.then(page.ask_linked, page.conversation, **asking),
        gr.on(
            [page.question.submit, page.ask.click],
            page.ask_typed,
            [page.question, page.conversation, page.narrowing],
            js=_WITH_NARROWING,
            **asking,
        ),
        page.script.ask(
            page.ask_offered, [page.conversation, page.narrowing], js=_WITH_NARROWING, **asking
        ),
        page.script.retry(page.retry, page.conversation, **asking),
    ]
    for event in asked:
        event.failure(page.failed, page.conversation, turns, **QUICK)
    page.stop.click(page.stopped, page.conversation, turns, cancels=asked, **QUICK).then(
        None, js=_FOCUS_QUESTION, **QUIET
    )
    page.clear.click(
        page.cleared, page.conversation, [*turns, page.pane], cancels=asked, **QUICK
    ).then(None, js=_FOCUS_QUESTION, **QUIET)
    page.script.edit(
        page.edit, page.conversation, [page.question, page.conversation], **QUICK
    ).then(None, js=_FOCUS_QUESTION, **QUIET)
    page.script.rate(
        page.rate, page.conversation, [page.rated, page.conversation, page.kept], **QUICK
    )
    page.script.restore(
        page.restore,
        page.conversation,
        [*turns, page.pane, page.tabs, page.conversations],
        cancels=asked,
        **QUICK,
    )
    page.script.export(page.export, page.conversation, [page.download, page.conversations], **QUICK)
    page.script.speech(
        page.speak, [page.conversation, page.narrowing], whole, js=_WITH_NARROWING, **QUICK
    )
    page.script.open(page.open, page.conversation, page.pane, **QUICK)
    page.script.timeline(page.timeline, page.conversation, page.pane, **ANSWERING)
    page.script.close(lambda: "", None, page.pane, **QUICK)
    page.library.wire(page.script, page.conversation, page.pane, page.masthead)


def _linked(request: gr.Request) -> tuple[str, Narrowing]:
    """What a page's address asks for."""
    pairs = list(request.query_params.multi_items())
    return dict(pairs).get("q", ""), Narrowing.from_link(pairs)


def _welcome(texts: Texts) -> Markup:
    return html(
        '<section class="welcome"><h2>{title}</h2><p>{more}</p></section>',
        title=texts.welcome,
        more=texts.welcome_more,
    )
