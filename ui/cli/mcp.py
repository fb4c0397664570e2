"""`news mcp`: the archive as MCP tools, for a program that starts this command."""

from __future__ import annotations

import signal
from pathlib import Path
from threading import Thread

import click

from ui.cli.model import check_writer, given_embedder
from ui.cli.options import corpus_option, writer_option
from ui.signals import on_termination

_AT_ONCE = 4
_WAITING = 100

_HELP = """Serve the archive by the Model Context Protocol, on standard input and output.

The tools are ask, search, timeline and read_article. A program that speaks MCP is told to start it so:

\b
  {"mcpServers": {"news": {"command": "news", "args": ["mcp"]}}}

\b
  news mcp --corpus ~/archive-corpus

`news serve` offers the same by HTTP, under /mcp.
"""


@click.command(help=_HELP, short_help="Serve tools by MCP, on standard input and output.")
@writer_option
@corpus_option
def mcp(writer: str | None, corpus: Path | None) -> None:
    """Serve tools until the input ends."""
    from rag.assistant import Assistant
    from rag.embedding.loading import check_place
    from rag.generation.choose import available_writers
    from ui.serving.limits import ConcurrencyGate
    from ui.serving.tools import tools

    with Assistant(corpus, embedder=given_embedder(), writer=writer) as assistant:
        check_place(assistant.settings)
        check_writer(assistant.settings)
        # The handler of `main` would wait for the end of the input, whose reading cannot be
        # interrupted.
        on_termination(signal.SIG_DFL)
        # The handshake happens at once; the first question waits for the models if it must.
        Thread(target=assistant.warm_up, daemon=True).start()
        writers = available_writers(assistant.settings)
        tools(assistant, ConcurrencyGate(_AT_ONCE, _WAITING), writers).run("stdio")
