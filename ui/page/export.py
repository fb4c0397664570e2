"""A conversation as a file: Markdown with footnotes, or JSON."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import Literal

from rag.records import Citation
from ui.html import label, web_address
from ui.page.conversation import Asked, Conversation
from ui.texts import Texts

Form = Literal["md", "json"]

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#|!~&])")
_STARTS = re.compile(r"^(\d*)([-+=.])")  # what would begin a list or underline a heading
_LONGEST = 20_000
_NO_FILE_NAME = re.compile(r"[^\w -]+")


def exported(conversation: Conversation, name: str, form: Form) -> tuple[str, str]:
    """Return the name of the file and its content."""
    stem = " ".join(_NO_FILE_NAME.sub(" ", name).split())[:60] or "ask-the-news"
    text = _as_json(conversation, name) if form == "json" else _as_markdown(conversation, name)
    return f"{stem}.{form}", text


def _as_json(conversation: Conversation, name: str) -> str:
    """Write each answer as ``news ask --json`` prints it."""
    turns = [
        {
            "question": turn.question,
            "narrowing": asdict(turn.narrowing),
            "answer": turn.answer.as_dict() if turn.answer else None,
        }
        for turn in conversation.asked_turns
    ]
    return json.dumps({"conversation": name, "turns": turns}, ensure_ascii=False, indent=2) + "\n"


def _as_markdown(conversation: Conversation, name: str) -> str:
    """Write questions as headings, and sentences with footnotes that hold their quotes."""
    texts = conversation.texts
    parts = [f"# {_plain(name)}", *(_turn(turn, texts) for turn in conversation.asked_turns)]
    return "\n\n".join(parts) + "\n"


def _turn(turn: Asked, texts: Texts) -> str:
    parts = [f"## {_plain(turn.question)}"]
    if said := turn.scope(texts):
        parts.append(f"*{_plain(' · '.join(said))}*")
    if turn.sentences:
        parts.append(
            " ".join(
                _plain(sentence.text) + "".join(f"[^{turn.number}-{n}]" for n in sentence.citations)
                for sentence in turn.sentences
            )
        )
    answer = turn.answer
    if answer is not None:
        if not turn.sentences:
            parts.append(_plain(answer.text))
        if answer.notice:
            parts.append(f"> {_plain(answer.notice)}")
        parts.append(f"*{_plain(' · '.join(texts.imprint(answer)))}*")
    parts += [_footnote(turn.number, citation, texts) for citation in turn.citations]
    return "\n\n".join(parts)


def _footnote(turn: int, citation: Citation, texts: Texts) -> str:
    said = [f"“{_plain(citation.quote)}”", _plain(texts.outlet(citation.source))]
    said += [_plain(label(citation.title)), texts.date(citation.published_at)]
    if address := web_address(citation.url):
        said.append(f"<{address[0]}>")
    return f"[^{turn}-{citation.number}]: " + ", ".join(said)


def _plain(text: str) -> str:
    """Put untrusted text on one line, with Markdown escaped."""
    return _STARTS.sub(r"\1\\\2", _MARKS.sub(r"\\\1", label(text, _LONGEST)))
