"""Options that several commands share, named as in the Python functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce, wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from rag.dates import normalise
from rag.errors import InputError
from rag.question.narrowing import check_period, language_code
from rag.records import KINDS

_Function = TypeVar("_Function", bound=Callable[..., Any])


class _Checked(click.ParamType[str]):
    """A parameter type whose values a function normalises; values that it refuses are wrong usage.

    Args:
        name: Its name in the help.
        read: Normalises a value; raises `InputError` to refuse it.
    """

    def __init__(self, name: str, read: Callable[[str], str]) -> None:
        self.name = name
        self._read = read

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return self._read(value)
        except InputError as error:
            self.fail(str(error), param, ctx)


_WHEN = _Checked("date", normalise)
_LANGUAGE = _Checked("code", language_code)


def _bound(context: click.Context, parameter: click.Parameter, day: str | None) -> str | None:
    """Check a bound, or the moment that is asked from, against those given before it."""
    bounds = {**context.params, str(parameter.name): day}
    try:
        check_period(bounds.get("since"), bounds.get("until"), bounds.get("as_of"))
    except InputError as error:
        raise click.BadParameter(str(error)) from error
    return day


def _writer(_context: click.Context, _parameter: click.Parameter, name: str | None) -> str | None:
    from rag.settings import writer_name

    try:
        return None if name is None else writer_name(name)
    except ValueError as error:
        raise click.BadParameter(f"{error}.") from None


def _columns(
    _context: click.Context, _parameter: click.Parameter, pairs: tuple[str, ...]
) -> dict[str, str]:
    from ingest.sources.columns import COLUMNS

    columns = {}
    for pair in pairs:
        field, equals, name = pair.partition("=")
        if not equals or not name or field not in COLUMNS:
            known = ", ".join(sorted(COLUMNS))
            raise click.BadParameter(f"{pair!r} is not FIELD=NAME with a field among {known}.")
        columns[field] = name
    return columns


def _words(_context: click.Context, _parameter: click.Parameter, words: tuple[str, ...]) -> str:
    text = " ".join(words).strip()
    if not text:
        raise click.BadParameter("It is empty.")
    return text


def _several(
    _context: click.Context, _parameter: click.Parameter, names: tuple[str, ...]
) -> tuple[str, ...] | None:
    return names or None


corpus_option = click.option(
    "--corpus",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder of the corpus.  [default: NEWS_CORPUS, else in your data folder]",
)

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")

writer_option = click.option(
    "--writer",
    metavar="NAME",
    callback=_writer,
    help="Who writes the answer.  [default: NEWS_WRITER, else extractive]",
)

_NARROWING = (
    click.option(
        "--as-of",
        type=_WHEN,
        callback=_bound,
        help="Ask as if it were this day: what was published later does not exist.  [default: now]",
    ),
    click.option(
        "--since",
        type=_WHEN,
        callback=_bound,
        help="Only articles published on this day or later.",
    ),
    click.option(
        "--until",
        type=_WHEN,
        callback=_bound,
        help="Only articles published on this day or earlier.",
    ),
    click.option(
        "--language",
        type=_LANGUAGE,
        multiple=True,
        callback=_several,
        metavar="CODE",
        help="Only articles in this language (en, nl, ...); may be repeated.",
    ),
    click.option(
        "--source",
        multiple=True,
        callback=_several,
        metavar="NAME",
        help="Only articles of this outlet; may be repeated.",
    ),
    click.option(
        "--kind",
        type=click.Choice(KINDS),
        multiple=True,
        callback=_several,
        help="Only articles of this kind; may be repeated.",
    ),
)


_READING = (
    click.option(
        "--column",
        "columns",
        multiple=True,
        callback=_columns,
        metavar="FIELD=NAME",
        help="Which column of a table (or field of JSON) holds a field of the article: body, title, "
        "published_at, source, ...; may be repeated. Common names are known.",
    ),
    click.option("--source", metavar="NAME", help="Outlet of the articles that name none."),
    click.option(
        "--dates",
        type=click.Choice(["mdy", "dmy"]),
        help="What stands first in the dates that a table or record gives as 03/04/2025, the month or the "
        "day; without it such a date is refused, as it can be read in two ways.",
    ),
)


def narrowing_options(function: _Function) -> _Function:
    """Add the options of `rag.assistant.AskOptions`, except for the history, to a command."""
    return _with(_NARROWING, function)


def reading_options(function: _Function) -> _Function:
    """Add the options of `ingest.SourceOptions` to a command, as one argument ``options``."""

    @wraps(function)
    def command(*args: Any, columns: Any, source: Any, dates: Any, **others: Any) -> Any:
        from ingest.records import SourceOptions

        return function(*args, options=SourceOptions(columns, source, dates), **others)

    return _with(_READING, cast("_Function", command))


def words_argument(name: str) -> Callable[[_Function], _Function]:
    """Make an argument that is one text, in quotes or as several words."""
    return click.argument(name, nargs=-1, required=True, callback=_words, metavar=name.upper())


def _with(options: Sequence[Callable[[_Function], _Function]], function: _Function) -> _Function:
    return reduce(lambda wrapped, option: option(wrapped), reversed(options), function)
