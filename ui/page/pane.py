"""The pane beside the page, where an article or a story's timeline is read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import gradio as gr

from rag.citation.quoted import quoted
from rag.errors import InputError, NewsError
from ui.page.conversation import Conversation  # at run time too: Gradio reads the type hints
from ui.page.views.article import ArticleContext, article_view, missing_view
from ui.page.views.timeline import timeline_view
from ui.page.wiring import ANSWERING, QUICK, bare_html
from ui.refusals import error_text

if TYPE_CHECKING:
    from rag.corpus.corpus import Corpus
    from rag.records import Article
    from ui.serving.served import ServedAssistant


class Pane:
    """One article or timeline at a time, or nothing."""

    def __init__(self, assistant: ServedAssistant) -> None:
        """Make the component, outside the tabs."""
        self._assistant = assistant
        self._withdraws = assistant.serving.library_open == "write"
        self.view = bare_html("pane")

    def wire(self, script: Any, conversation: gr.State) -> None:
        """Tie its events to functions.

        Args:
            script: Component that emits the events of the page's own script.
            conversation: State of the page around it.
        """
        script.open(self.open, conversation, self.view, **QUICK)
        script.timeline(self.timeline, conversation, self.view, **ANSWERING)
        script.close(lambda: "", None, self.view, **QUICK)

    def open(self, conversation: Conversation, event: gr.EventData) -> str:
        """Show an article with a quote marked; an earlier version if only that has the quote."""
        texts, corpus = conversation.texts, self._assistant.corpus
        try:
            article = self._assistant.article(str(getattr(event, "article", "")))
            came_from = conversation.turn(getattr(event, "turn", None))
            number = came_from.number if came_from else None
            known = context_of(article, corpus, came_from=number, withdraws=self._withdraws)
        except InputError:
            return missing_view(texts)
        except NewsError as error:
            return missing_view(texts, error_text(error, texts))
        start, end = (getattr(event, name, 0) for name in ("start", "end"))
        quote = getattr(event, "quote", "")
        if not (isinstance(start, int) and isinstance(end, int) and quote):
            return article_view(article, known, texts)
        read = quoted(article, known.versions, start, end, quote)
        if read is None:
            return article_view(article, replace(known, quoted="gone"), texts)
        known = known if read is article else replace(known, quoted="earlier")
        return article_view(read, known, texts, start, end)

    def timeline(self, conversation: Conversation, event: gr.EventData) -> Any:
        """Show the story that an answer tells."""
        turn = conversation.turn(getattr(event, "turn", None))
        if turn is None or turn.answer is None:
            return gr.skip()
        options = turn.narrowing.options()
        options["history"] = conversation.history(turn)
        try:
            reports = self._assistant.timeline(turn.question, turn.answer, **options)
        except NewsError as error:
            return missing_view(conversation.texts, error_text(error, conversation.texts))
        return timeline_view(turn, reports, conversation.texts)


def context_of(
    article: Article, corpus: Corpus, *, came_from: int | None = None, withdraws: bool = False
) -> ArticleContext:
    """Look up what a corpus knows about an article beyond its own fields.

    Args:
        came_from, withdraws: See `ArticleContext`.
    """
    return ArticleContext(
        copies=corpus.copies_of(article.id),
        versions=corpus.versions(article.id),
        corrections=corpus.corrections_of(article.id),
        corrects=corpus.article(article.corrects) if article.corrects else None,
        came_from=came_from,
        withdraws=withdraws,
    )
