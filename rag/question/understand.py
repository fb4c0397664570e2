"""From what was typed to a Query."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from rag.corpus.table import Filters
from rag.dates import When, asked_from, first_instant, last_instant, normalise
from rag.errors import InputError
from rag.language import detect
from rag.question.asked_in import asked_in
from rag.question.conversation import questions
from rag.question.follow_up import context, goes_on
from rag.question.narrowing import check_period, kind_name, language_code, outlet_name
from rag.question.overview import says_only_when
from rag.question.query import Query
from rag.question.steps import step_in, stepped
from rag.question.time_sense import TimeSense, time_sense
from rag.records import History, Turn, as_turn
from rag.text import writable

_TOO_FEW_WORDS = 2
_FEW_WORDS = 3  # of which a name may be taken for another language
_SHOWN = 80  # characters of what cannot be used


def understand(
    question: str,
    *,
    longest: int,
    known_languages: Collection[str] = (),
    as_of: When | None = None,
    since: When | None = None,
    until: When | None = None,
    language: str | Sequence[str] | None = None,
    source: str | Sequence[str] | None = None,
    kind: str | Sequence[str] | None = None,
    history: History | None = (),
) -> Query:
    """A question's language, moment, period, filters, and what it takes from the conversation.

    Args:
        longest: Characters a question may have: an article pasted in is no question.
        known_languages: ISO 639-1 codes that questions are likely in, those of the corpus say.

    The others are those of `rag.assistant.AskOptions`.

    Raises:
        InputError: The question is no text, empty or too long, or an option cannot be used.
    """
    if not isinstance(question, str):
        raise InputError(f"The question must be text, and this is {question!r:.{_SHOWN}}.")
    text = " ".join(writable(question).split())
    history = _turns(() if history is None else history)
    if not text:
        raise InputError("The question is empty.")
    if len(text) > longest:
        raise InputError(
            f"The question has {len(text):,} characters; at most {longest:,} are read. Shorten it."
        )
    check_period(since, until, as_of)
    moment = asked_from(as_of)
    filters = Filters(
        as_of=moment,
        since=None if since is None else first_instant(normalise(since)),
        until=None if until is None else last_instant(until),
        languages=frozenset(map(language_code, _several(language))),
        sources=frozenset(map(outlet_name, _several(source))),
        kinds=frozenset(map(kind_name, _several(kind))),
    )
    asked_in = _language(text, known_languages, history, moment)
    return Query(
        question=text,
        context=context(text, history, asked_in),
        language=asked_in,
        as_of=moment,
        filters=filters,
        time=_time(text, asked_in, moment, history),
        history=history,
    )


def _turns(history: object) -> tuple[Turn, ...]:
    """The turns of a conversation, in text that UTF-8 can hold."""
    turns: list[Turn] = []
    for number, data in enumerate(history if isinstance(history, Iterable) else [history], start=1):
        turn = as_turn(data)
        if turn is None:
            raise InputError(
                f"Turn {number} of the history cannot be used: {data!r:.{_SHOWN}}. Write each as "
                '{"role": "user", "content": "..."}, or with the role "assistant".'
            )
        turns.append(Turn(role=turn["role"], content=writable(turn["content"])))
    return tuple(turns)


def _time(text: str, language: str, moment: datetime, history: History) -> TimeSense:
    """What a question says about time; "and in Lyon?" is of the time asked about before, "and the week
    before?" of the one before that.
    """
    said = time_sense(text, language, moment)
    asked = [turn for turn in history if turn["role"] == "user"]
    step = step_in(text, language)
    if not asked or said.has_period:
        return said
    if step and says_only_when(text, language, moment):
        return stepped(_time(asked[-1]["content"], language, moment, asked[:-1]), step, moment)
    if said == TimeSense() and goes_on(text, language):
        return _time(asked[-1]["content"], language, moment, asked[:-1])
    return said


def _language(text: str, known: Collection[str], history: History, moment: datetime) -> str:
    """The question's language; of a bare "And Spain?", or "And the week before?", that of the question
    before.

    Small words tell more than names. A word or two tell little: they are English where that is
    likely enough.
    """
    earlier = questions(history)
    telling = [turn for turn in earlier if len(turn.split()) > _FEW_WORDS] or earlier
    before = detect(telling[-1], known) if telling else None
    if before and step_in(text, before) and says_only_when(text, before, moment):
        return before
    if before is not None and len(text.split()) <= _FEW_WORDS:
        likely = {before, "en", *known}
        own = asked_in(text, likely) or (None if goes_on(text, before) else detect(text, (before,)))
        return own if own in likely else before
    asked = asked_in(text, known)
    if asked is not None:
        return asked
    may_be_english = len(text.split()) <= _TOO_FEW_WORDS and "en" in (known or ("en",))
    if may_be_english and detect(text, ("en",)) == "en":
        return "en"
    # An archive in other languages is asked in English too.
    if len(text.split()) > _FEW_WORDS and detect(text) == "en":
        return "en"
    return detect(text, known) or before or "en"


def _several(given: object) -> Iterable[object]:
    """One or several, none for None; each is still to be checked."""
    if given is None:
        return ()
    return given if isinstance(given, Iterable) and not isinstance(given, str) else (given,)
