"""Reads Markdown, with or without front matter (YAML, TOML): one article a file, without its
mark-up.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from datetime import date
from html import unescape
from typing import TYPE_CHECKING, Any, NamedTuple

from ingest.records import Origin, RawArticle
from ingest.sources.columns import FIELDS, fields_named
from ingest.sources.superscripts import with_raised_figures
from ingest.sources.values import value_of
from ingest.sources.wrapping import on_one_line, without_unspaced_line_ends
from rag.errors import InputError

if TYPE_CHECKING:
    from markdown_it.token import Token

# Both run in time linear in the text, whatever is left open in it.
_TAG = re.compile(r"(<[^<>]*>)")
_LINE_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_CODE_TAG = re.compile(r"<(/?)(?:script|style)\b", re.IGNORECASE)
_TOML_LINE = re.compile(r"\(at line (\d+)")
_MAX_FRONT_MATTER = 65_536
_MAX_NAMES = 100
# Far more than cleaning accepts: rendering it would be work for nothing.
_MAX_RENDERED = 4_000_000
_ENDS_BLOCK = frozenset(
    {
        *("heading_close", "paragraph_close", "table_close", "blockquote_close"),
        *("bullet_list_close", "ordered_list_close"),
    }
)


class _Form(NamedTuple):
    """A form of front matter.

    Attributes:
        start: Matches the beginning of a text that opens with it.
        fence: Matches a line that begins or ends it.
        end: Names that line for people.
        load: Reads what stands between.
        hint: Advice on how to correct it.
    """

    name: str
    start: re.Pattern[str]
    fence: re.Pattern[str]
    end: str
    load: Callable[[str], object]
    hint: str


def _yaml(matter: str) -> object:
    import yaml

    # Everything stays text: an impossible date must reach the cleaning, which names it.
    # Aliases are shared, never copied, and only plain fields are read below.
    return yaml.load(matter, Loader=yaml.BaseLoader)


_BLANK_LINES = r"[ \t]*\r?\n(?:[ \t]*(?:#[^\n]*)?\n)*"
_FORMS = (
    _Form(
        "YAML",
        re.compile(rf"\ufeff?---{_BLANK_LINES}[\"']?\w[\w-]*(?: +[\w-]+)*[\"']?\s*:"),
        re.compile(r"^-{3,}[ \t]*\r?$", re.MULTILINE),
        "three dashes",
        _yaml,
        "Put texts with a colon in quotes.",
    ),
    _Form(
        "TOML",
        re.compile(rf"\ufeff?\+\+\+{_BLANK_LINES}(?:\[|[\"']?\w[\w.-]*[\"']?\s*=)"),
        re.compile(r"^\+{3,}[ \t]*\r?$", re.MULTILINE),
        "three plus signs",
        tomllib.loads,
        "Put texts in quotes.",
    ),
)


def has_front_matter(start: str) -> bool:
    """Tell whether a text that begins so opens with front matter."""
    return _form_of(start) is not None


def _form_of(start: str) -> _Form | None:
    return next((form for form in _FORMS if form.start.match(start)), None)


def read(text: str, origin: Origin) -> RawArticle:
    """Return the article of a Markdown file; its title is that of the front matter or the first
    heading.

    Raises:
        InputError: The front matter is broken or too long.
    """
    form = _form_of(text)
    fields, content = _front_matter(text, form) if form else ({}, text)
    if len(content) > _MAX_RENDERED:
        return RawArticle(origin, content, fields)
    heading, body = _readable(content)
    fields.setdefault("title", heading)
    if heading and fields["title"] != heading:
        body = f"{heading}\n\n{body}"
    return RawArticle(origin, body, {key: value for key, value in fields.items() if value})


def _front_matter(text: str, form: _Form) -> tuple[dict[str, object], str]:
    from frontmatter import parse
    from frontmatter.default_handlers import BaseHandler
    from yaml import YAMLError

    class Handler(BaseHandler):
        def load(self, fm: str) -> dict[str, Any]:
            if len(fm) > _MAX_FRONT_MATTER:
                raise InputError(f"The front matter has over {_MAX_FRONT_MATTER} characters.")
            data = form.load(fm)
            if not isinstance(data, dict):
                raise InputError("The front matter is no list of names and values (name: value).")
            return data

    if len(form.fence.findall(text)) < 2:
        raise InputError(f"The front matter has no end: close it with a line of {form.end}.")
    try:
        data, content = parse(text.lstrip("\ufeff"), handler=Handler(form.fence))
    except (YAMLError, ValueError, OverflowError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        toml_line = _TOML_LINE.search(str(error))
        line = mark.line + 1 if mark else toml_line[1] if toml_line else None
        place = f" at line {line}" if line else ""
        raise InputError(f"The front matter is no valid {form.name}{place}. {form.hint}") from error
    given = {str(name): value for name, value in data.items()}
    fields: dict[str, object] = {}
    for field, names in fields_named(given).items():
        values = (value_of(field, _plain(given[name])) for name in names if field in FIELDS)
        if (plain := next(filter(None, values), None)) is not None:
            fields[field] = plain
    return fields, content


def _plain(value: object) -> object:
    """Return a text, a date or a list of texts; the name of an object; None for anything else that
    is nested.
    """
    if isinstance(value, date):
        return value
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return [name for item in value[:_MAX_NAMES] if (name := _text(item))]
    return _text(value)


def _text(value: object) -> str | None:
    text = value.get("name") if isinstance(value, dict) else value
    return text if isinstance(text, str) else None


def _readable(content: str) -> tuple[str, str]:
    """Return (the first heading of the first level or "", the rest as text with a line or more per
    block).
    """
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse(with_raised_figures(content))
    title = ""
    lines: list[str] = []
    start = ""
    for place, token in enumerate(tokens):
        if token.type == "inline":
            text = _inline(token.children or [])
            opened = tokens[place - 1]
            if not title and opened.type == "heading_open" and opened.tag == "h1":
                title = text.replace("\n", " ").strip()
                continue
            if opened.type in ("th_open", "td_open"):
                lines[-1] += f" | {text}" if lines[-1] else text
                continue
            lines.append(start + text)
            start = ""
        elif token.type == "tr_open":
            lines.append("")
        elif token.type == "list_item_open":
            start = f"{token.info}{token.markup} " if token.info else "- "
        elif token.type in ("fence", "code_block"):
            lines += [token.content.rstrip(), ""]
        elif token.type == "html_block":
            lines += [_without_tags(token.content), ""]
        elif token.type in _ENDS_BLOCK and not token.hidden:
            lines.append("")
    return title, re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _inline(tokens: Sequence[Token]) -> str:
    """Return the text of one block: links become their text; images and tags other than line breaks
    are removed.
    """
    lines = [[""]]  # each in the parts that it is broken into
    for token in tokens:
        if token.type in ("text", "code_inline", "text_special"):
            lines[-1][-1] += token.content
        elif token.type == "softbreak":
            lines[-1].append("")
        elif token.type == "hardbreak" or (
            token.type == "html_inline" and _LINE_BREAK.match(token.content)
        ):
            lines.append([""])
    return "\n".join(on_one_line("\n".join(parts)) for parts in lines).strip()


def _without_tags(markup: str) -> str:
    """Return the text between tags, without that of scripts and styles."""
    found = []
    silent = False
    for part in _TAG.split(without_unspaced_line_ends(markup)):
        if not _TAG.fullmatch(part):
            found += [] if silent else [part]
        elif code := _CODE_TAG.match(part):
            silent = not code.group(1)
    return " ".join(unescape(" ".join(found)).split())
