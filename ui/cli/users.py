"""`news users`: manages who may sign in."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ui.terminal import one_line

_HELP = """Say who may sign in to what `news serve` serves.

\b
  news users add anna --users users.txt      asks for her password
  news users token anna --users users.txt    a token for her programs
  news users list --users users.txt
  news serve --users users.txt

The file holds hashes only. A server that uses it notices a change at once.
"""

_file_option = click.option(
    "--users",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    envvar="NEWS_SERVE_USERS",
    metavar="FILE",
    help="File of users.  [default: NEWS_SERVE_USERS]",
)
_name_argument = click.argument("name")


@click.group("users", help=_HELP, short_help="Say who may sign in.")
def users() -> None:
    """Who may sign in."""


@users.command()
@_name_argument
@_file_option
def add(name: str, file: Path) -> None:
    """Add a user, or give one another password."""
    from ui.serving.users import set_password

    if sys.stdin.isatty():
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    set_password(file, name, password)
    click.echo(one_line(f"{name} can sign in."))


@users.command()
@_name_argument
@_file_option
@click.option("--new", is_flag=True, help="Make the user too, without a password.")
def token(name: str, file: Path, new: bool) -> None:
    """Make a token for a user's programs, and print it once."""
    from ui.serving.users import new_token

    click.echo(new_token(file, name, new=new))


@users.command("list")
@_file_option
def list_users(file: Path) -> None:
    """Name all users."""
    from ui.serving.users import Users

    for name in Users(file).names():
        click.echo(one_line(name))


@users.command()
@_name_argument
@_file_option
def remove(name: str, file: Path) -> None:
    """Take a user out, with password and tokens."""
    from ui.serving.users import remove as remove_user

    remove_user(file, name)
    click.echo(one_line(f"{name} cannot sign in any more."))
