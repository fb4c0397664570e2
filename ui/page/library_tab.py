"""The tab of the library: its components and its event handlers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import gradio as gr

from rag.corpus.over_time import over_time
from rag.errors import InputError, NewsError
from ui.page.conversation import Conversation  # at run time too: Gradio reads the type hints
from ui.page.pane import context_of
from ui.page.views.adding import adding_view, intake_view
from ui.page.views.article import article_view, missing_view
from ui.page.views.library import (
    MOST_LISTED,
    Listing,
    articles_in,
    how_to_fill,
    library_view,
    masthead,
    message_view,
    results_view,
)
from ui.page.wiring import ANSWERING, QUICK, QUIET, Updates, bare_html
from ui.refusals import RefusedError, error_text
from ui.serving.uploads import FOR_THE_CORPUS_SECONDS, IntakeState
from ui.texts import TEXTS, Texts, texts_for

if TYPE_CHECKING:
    from markupsafe import Markup

    from ui.serving.served import ServedAssistant

# More than one, since a slow feed takes many minutes, in which the corpus is mostly free.
_ADDING_AT_ONCE = 8
_PAGE_SIZE = 30
_RESULTS = 20


class LibraryTab:
    """The articles of the archive: to be searched, browsed and, where that is allowed, changed."""

    def __init__(self, assistant: ServedAssistant) -> None:
        """Make the components, inside the tab that is open."""
        self._assistant = assistant
        self._corpus = assistant.corpus
        self._longest = assistant.settings.question_limit
        self.writable = assistant.serving.library_open == "write"
        texts = texts_for("en")
        self._listing = gr.State(Listing(_PAGE_SIZE))
        with gr.Row(elem_id="search-row"):
            self._wanted = gr.Textbox(
                label=texts.search_library,
                placeholder=texts.search_placeholder,
                lines=1,
                max_lines=1,
                elem_id="wanted",
                container=False,
            )
            self._search = gr.Button(texts.search, elem_id="search")
        self._results = bare_html("results")
        self._adding = bare_html("adding")
        self._taken = bare_html("taken")
        self._articles = bare_html("library")

    @property
    def parts(self) -> list[Any]:
        """All components that `speaking` changes."""
        return [
            *(self._listing, self._wanted, self._search, self._results),
            *(self._adding, self._taken, self._articles),
        ]

    def speaking(self, texts: Texts) -> Updates:
        """Show the tab as it is at first, in a language."""
        return {
            self._listing: Listing(_PAGE_SIZE),
            self._wanted: gr.update(
                label=texts.search_library, placeholder=texts.search_placeholder
            ),
            self._search: gr.update(value=texts.search),
            self._results: "",
            self._adding: adding_view(texts, self._assistant.serving.upload_megabytes)
            if self.writable
            else "",
            self._taken: "",
            self._articles: self._view(texts, Listing(_PAGE_SIZE)),
        }

    def wire(self, script: Any, conversation: gr.State, pane: gr.HTML, head: gr.HTML) -> Any:
        """Tie its events to functions.

        Args:
            script: Component that emits the events of the page's own script.
            conversation, pane, head: Components of the page around it; the head counts the
                articles.

        Returns:
            The event that adds articles.
        """
        self._pane, self._masthead = pane, head
        listing = [self._listing, self._articles]
        seen = [self._listing, conversation]
        script.more(self.more, seen, listing, **QUICK)
        script.browse(self.browse, conversation, listing, **QUICK)
        script.withdraw(self.withdraw, seen, [pane, *listing], **QUICK)
        taking = script.taking(
            self.take_in,
            conversation,
            [self._taken, *listing, head],
            concurrency_id="add",
            concurrency_limit=_ADDING_AT_ONCE,
            **QUIET,
        )
        gr.on(
            [self._wanted.submit, self._search.click],
            self.find,
            [self._wanted, conversation],
            self._results,
            **ANSWERING,
        )
        return taking

    def find(self, wanted: str, conversation: Conversation) -> str:
        """Search the library."""
        texts = conversation.texts
        if not wanted.strip():
            return ""
        if len(wanted) > self._longest:
            limit, count = texts.number(self._longest), texts.number(len(wanted))
            return message_view(texts.too_long.format(limit=limit, count=count))
        try:
            found = self._assistant.search(wanted, k=_RESULTS)
        except NewsError as error:
            return message_view(error_text(error, texts))
        return results_view(found, texts)

    def more(self, listing: Listing, conversation: Conversation) -> Updates:
        """Show more of the library."""
        return self._listed(
            replace(listing, count=min(listing.count + _PAGE_SIZE, MOST_LISTED)), conversation
        )

    def browse(self, conversation: Conversation, event: gr.EventData) -> Updates:
        """Show the articles of one language or outlet, or all."""
        chosen = {
            name: str(value)[:500]
            for name in ("language", "source")
            if (value := getattr(event, name, None))
        }
        return self._listed(Listing(_PAGE_SIZE, **chosen), conversation)

    def withdraw(
        self, listing: Listing, conversation: Conversation, event: gr.EventData
    ) -> Updates:
        """Withdraw an article, or make it current again."""
        article_id = str(getattr(event, "article", ""))
        texts = conversation.texts
        if not self.writable:
            return {self._pane: gr.skip()}
        try:
            with self._corpus.writing(FOR_THE_CORPUS_SECONDS):
                if getattr(event, "undo", False):
                    self._corpus.restore(article_id)
                else:
                    self._corpus.withdraw(article_id)
            article = self._assistant.article(article_id)
        except InputError:
            return {self._pane: missing_view(texts)}
        except NewsError as error:
            return {self._pane: missing_view(texts, error_text(error, texts))}
        known = context_of(article, self._corpus, withdraws=True)
        return {
            self._pane: article_view(article, known, texts),
            **self._listed(listing, conversation),
        }

    def take_in(self, conversation: Conversation, event: gr.EventData) -> Iterator[Updates]:
        """Add files that were sent, or what is at a web address."""
        batch, address = (str(getattr(event, name, "")) for name in ("batch", "address"))
        texts = conversation.texts
        if not self.writable:
            yield {self._taken: gr.skip()}
            return
        try:
            for taken in self._assistant.uploads.take_in(batch, address, texts):
                yield {self._taken: intake_view(taken, texts, batch, address)}
        except RefusedError as error:
            yield {self._taken: intake_view(IntakeState(fault=error.text_in(texts)), texts)}
            return
        holdings = self._corpus.holdings()
        yield {
            **self._listed(Listing(_PAGE_SIZE), conversation),
            self._masthead: masthead(holdings, texts, TEXTS.values()),
        }

    def _listed(self, listing: Listing, conversation: Conversation) -> Updates:
        return {self._listing: listing, self._articles: self._view(conversation.texts, listing)}

    def _view(self, texts: Texts, listing: Listing) -> Markup:
        holdings = self._corpus.holdings()
        if not holdings.articles:
            return message_view(how_to_fill(self._assistant.serving, self._corpus.folder, texts))
        articles, total = articles_in(listing, self._corpus)
        counted = over_time(self._corpus.table())
        return library_view(holdings, counted, articles, total, listing, texts)
