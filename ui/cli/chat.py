"""`news chat`: a conversation in the terminal."""

from __future__ import annotations

import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

import click

from rag.citation.quoted import fingerprint, quoted
from rag.errors import InputError, NewsError
from rag.question.narrowing import (
    check_outlets,
    check_period,
    day_name,
    kind_name,
    language_code,
)
from rag.records import Answer, Event, Turn
from ui.cli.model import check_writer, embedder_for
from ui.cli.options import corpus_option, narrowing_options, writer_option
from ui.cli.replies import print_as_it_comes, print_evidence, print_rest, print_sources
from ui.terminal import echo_paragraph, harmless, one_line, origin, passing

if TYPE_CHECKING:
    from rag.assistant import Assistant

_PROMPT = "> "
_HISTORY_TURNS = 6
_LINES_REMEMBERED = 1_000
_CHANGED = "This article has changed since it was quoted"

_COMMANDS = """\
/sources         the quotes and addresses of the last answer, and what else was found
/read N          the article of source N, with its quote marked
/as-of DATE      ask as if it were that day; without a date: now
/since DATE      only what was published on that day or later; without a date: from any
/until DATE      only what was published on that day or earlier; without a date: until any
/language CODES  only articles in these languages (en nl ...); without any: all
/outlet NAME     only articles of this outlet; without a name: all
/kind KINDS      only report, analysis, opinion, live, wire, correction; without any: all
/writer NAME     who writes from now on: extractive, local, provider:model
/new             begin a new conversation
/quit            leave; so does Ctrl-D. Ctrl-C stops an answer."""

_HELP = f"""Ask questions one after the other; each may lean on those before.

\b
  news chat
  news chat --as-of 2025-06-14 --language en
  printf 'Who leads the count in Valmirena?\\nAnd who won?\\n' | news chat

What begins with / is no question:

\b
  {_COMMANDS.replace(chr(10), chr(10) + "  ")}
"""


@click.command(help=_HELP, short_help="Have a conversation in the terminal.")
@narrowing_options
@writer_option
@corpus_option
def chat(writer: str | None, corpus: Path | None, **narrowing: Any) -> None:
    """Converse."""
    from rag.assistant import Assistant
    from rag.settings import load_settings

    settings = load_settings(corpus=corpus, writer=writer)
    check_writer(settings)
    embedder = embedder_for(settings)

    def opened(writer: str | None) -> Assistant:
        assistant = Assistant(corpus, embedder=embedder, writer=writer)
        try:
            assistant.warm_up()
        except NewsError:
            assistant.close()
            raise
        return assistant

    talk = _Talk(opened, writer, narrowing)
    try:
        talk.greet()
        for line in _lines():
            if not talk.take(line.strip()):
                break
    finally:
        talk.close()


class _Talk:
    """One conversation: its turns, its options, and its writer."""

    def __init__(
        self,
        opened: Callable[[str | None], Assistant],
        writer: str | None,
        narrowing: dict[str, Any],
    ) -> None:
        self._opened = opened
        self._assistant = opened(writer)
        self._narrowing = narrowing
        self._history: deque[Turn] = deque(maxlen=2 * _HISTORY_TURNS)
        self._last: Answer | None = None

    def close(self) -> None:
        """Release the corpus."""
        self._assistant.close()

    def greet(self) -> None:
        """Say what the archive holds, if a person is typing."""
        held = self._assistant.corpus.holdings()
        if sys.stdin.isatty():
            span = (
                f", {held.oldest[:10]} to {held.newest[:10]}" if held.newest and held.oldest else ""
            )
            echo_paragraph(f"{held.articles:,} articles{span}. /help says what else can be typed.")

    def take(self, line: str) -> bool:
        """Answer a question or run a command; False if the conversation is to end."""
        try:
            if line.startswith("/"):
                return self._command(*line[1:].split(maxsplit=1))
            if line:
                self._answer(line)
        except NewsError as error:
            echo_paragraph(str(error), fg="red")
        return True

    def _answer(self, question: str) -> None:
        stream = self._assistant.stream(question, history=list(self._history), **self._narrowing)
        try:
            answer = print_as_it_comes(_beside(stream))
        except KeyboardInterrupt:
            click.echo("Stopped before the end.")
            return
        self._last = answer
        self._history.append({"role": "user", "content": question})
        self._history.append({"role": "assistant", "content": answer.text})
        print_rest(answer, quotes=False)
        click.echo()

    def _command(self, name: str = "", value: str = "") -> bool:
        value = value.strip()
        match name:
            case "quit" | "exit":
                return False
            case "new":
                self._history.clear()
                self._last = None
                click.echo("A new conversation.")
            case "sources":
                self._sources()
            case "read":
                self._read(value)
            case "writer":
                self._change_writer(value)
            case "as-of" | "since" | "until":
                self._narrow(name.replace("-", "_"), day_name(value) if value else None)
            case "language" | "kind":
                checked = language_code if name == "language" else kind_name
                self._narrow(name, tuple(map(checked, value.replace(",", " ").split())))
            case "outlet":
                names = (value,) if value else ()
                check_outlets(names, self._assistant.corpus.table().sources)
                self._narrow("source", names)
            case _:
                if name != "help":
                    click.echo(f"There is no /{one_line(name)}. There are:")
                click.echo(_COMMANDS)
        return True

    def _narrow(self, name: str, value: str | tuple[str, ...] | None) -> None:
        narrowing = {**self._narrowing, name: value or None}
        check_period(narrowing.get("since"), narrowing.get("until"), narrowing.get("as_of"))
        self._narrowing = narrowing
        said = [
            f"{name.replace('_', ' ')} {value if isinstance(value, str) else ', '.join(value)}"
            for name, value in self._narrowing.items()
            if value
        ]
        echo_paragraph(f"From now on: {'; '.join(said)}." if said else "From now on: everything.")

    def _sources(self) -> None:
        if self._last is None:
            click.echo("Nothing has been answered yet.")
            return
        print_sources(self._last.citations)
        cited = {citation.article_id for citation in self._last.citations}
        others = [item for item in self._last.evidence if item.article_id not in cited]
        if others:
            click.echo("\nAlso found")
        for item in others:
            print_evidence(item, "- ")

    def _read(self, number: str) -> None:
        cited = {str(item.number): item for item in (self._last.citations if self._last else ())}
        citation = cited.get(number)
        if citation is None:
            known = f"1 to {len(cited)}" if cited else "none yet"
            raise InputError(f"/read wants the number of a source of the last answer: {known}.")
        now = self._assistant.article(citation.article_id)
        earlier = self._assistant.corpus.versions(now.id)
        start, end = citation.start, citation.end
        article = quoted(now, earlier, start, end, fingerprint(citation.quote))
        if article is None:
            article, end = now, start
            echo_paragraph(f"{_CHANGED}, and what was quoted is not kept.", fg="yellow")
        elif article is not now:
            echo_paragraph(f"{_CHANGED}: this is version {article.version}.", fg="yellow")
        echo_paragraph(article.title, bold=True)
        echo_paragraph(origin(article.source, article.published_at, article.language))
        before, quote, after = (
            harmless(part)
            for part in (article.body[:start], article.body[start:end], article.body[end:])
        )
        click.echo(f"\n{before}{click.style(quote, reverse=True)}{after}\n")

    def _change_writer(self, name: str) -> None:
        if not name:
            raise InputError("/writer wants a name: extractive, local, auto or provider:model.")
        with passing("Loading ..."):
            assistant = self._opened(name)
        self._assistant.close()
        self._assistant = assistant
        echo_paragraph(f"From now on {name} writes.")


def _beside(stream: Iterator[Event]) -> Iterator[Event]:
    """Yield a stream that runs in a thread of its own, so that Ctrl-C interrupts none of its work.

    If the caller leaves early, the stream ends at its next event.
    """
    events: SimpleQueue[Event | Exception | None] = SimpleQueue()
    left = threading.Event()

    def work() -> None:
        try:
            for event in stream:
                if left.is_set():
                    return
                events.put(event)
            events.put(None)
        except Exception as error:  # raised again by the thread that waits
            events.put(error)

    threading.Thread(target=work, daemon=True).start()
    try:
        while (event := events.get()) is not None:
            if isinstance(event, Exception):
                raise event
            yield event
    finally:
        left.set()


def _lines() -> Iterator[str]:
    """Yield the lines that are typed, with editing and history, or the lines of a pipe, echoed."""
    if not sys.stdin.isatty():
        for line in sys.stdin:
            if line.strip():
                echo_paragraph(_PROMPT + line)
                yield line
        return
    with _remembered_lines():
        while True:
            try:
                yield input(_PROMPT)
            except EOFError:
                click.echo()
                return
            except KeyboardInterrupt:
                click.echo("\n/quit or Ctrl-D leaves.")


@contextmanager
def _remembered_lines() -> Iterator[None]:
    """Offer the lines typed before, in earlier runs too, with the arrow keys.

    If the history file cannot be used, only those of this run.
    """
    try:
        import readline
    except ImportError:  # Windows
        yield
        return
    from platformdirs import user_state_path

    file = user_state_path("ask-the-news") / "chat-lines"
    with suppress(OSError):  # not writable; or libedit, which cannot read an empty file
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        readline.read_history_file(file)
    readline.set_history_length(_LINES_REMEMBERED)
    try:
        yield
    finally:
        with suppress(OSError):
            readline.write_history_file(file)
