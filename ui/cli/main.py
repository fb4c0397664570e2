"""The command `news`: all subcommands, and how errors become one line and an exit code."""

from __future__ import annotations

from typing import Any

import click

from rag.errors import NewsError, SettingsError, fault_text
from ui.cli.articles import articles
from ui.cli.ask import ask, search, timeline
from ui.cli.backup import backup, restore
from ui.cli.chat import chat
from ui.cli.doctor import doctor
from ui.cli.eval import evaluate
from ui.cli.feedback import feedback
from ui.cli.follow import follow
from ui.cli.ingest import ingest_command
from ui.cli.mcp import mcp
from ui.cli.rebuild import rebuild
from ui.cli.rejected import rejected
from ui.cli.serve import serve
from ui.cli.users import users
from ui.signals import INTERRUPTED
from ui.terminal import one_line

FAILED = 1
WRONG_USAGE = 2

_HELP = """Ask a news archive: any language asks about any language, every sentence is cited.

\b
  news ingest articles/              read files, folders and web addresses into the corpus
  news follow FEED...                take in what is new there, again and again
  news ask "why is the port closed?" an answer with its sources
  news ask "..." --as-of 2025-08-13  the answer as it was then
  news timeline "who won?"           the story by date, with the figures that changed
  news chat                          a conversation in the terminal
  news serve                         the chat, in the browser

The corpus is one folder: --corpus DIR, else NEWS_CORPUS, else one in your data folder.

Exit codes: 0 done, 2 wrong usage, 3 some input was rejected and the rest kept, 130 ended by Ctrl-C,
143 told to end, 1 anything else.
NEWS_DEBUG=1 shows where an error came from.
"""


class _News(click.Group):
    """A group of commands whose errors end in one line on stderr."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an error becomes one line and an exit code."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
            raise  # click handles these: wrong usage, an exit code, a closed pipe
        except (KeyboardInterrupt, click.Abort):
            code, message = INTERRUPTED, "Stopped."
        except SettingsError as error:
            code, message = WRONG_USAGE, str(error)
        except NewsError as error:
            code, message = FAILED, str(error)
        except Exception as error:
            code, message = FAILED, fault_text(error)
        click.echo(f"news: {one_line(message)}", err=True)
        raise click.exceptions.Exit(code)


@click.group(cls=_News, help=_HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ask-the-news", prog_name="news")
def main() -> None:
    """What all commands share is in their own options."""


for _command in (
    *(ask, search, timeline, chat, serve, mcp, users, ingest_command),
    *(follow, articles, rejected, feedback, rebuild, backup, restore, doctor, evaluate),
):
    main.add_command(_command)
