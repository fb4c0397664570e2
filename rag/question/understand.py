"""Turns what was typed into a `Query`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from rag.corpus.table import Filters
from rag.dates import When, asked_from, first_instant, last_instant, normalise
from rag.errors import InputError
from rag.language import detect, is_latin, likeliest
from rag.question.asked_in import asked_in
from rag.question.conversation import asks_nothing, questions, without_courtesies
from rag.question.follow_up import context, goes_on
from rag.question.narrowing import check_period, kind_name, language_code, outlet_name
from rag.question.overview import says_only_when
from rag.question.query import Query
from rag.question.steps import Step, step_in, stepped
from rag.question.time_sense import TimeSense, time_sense
from rag.records import History, Turn, as_turn
from rag.text import writable

_FEW_WORDS = 3  # in so short a question, a name may be taken for another language
# So short a question is English if English has at least this fraction of the other language's share
# and the archive has English; if it has not, it is in the archive's language by the same rule.
_FIRST = 0.3
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
    """Read a question's language, moment, period and filters, and what it takes from the
    conversation.

    Args:
        longest: How many characters a question may have: an article pasted in is no question.
        known_languages: ISO 639-1 codes that questions are likely in, such as those of the corpus.

    The other arguments are those of `rag.assistant.AskOptions`.

    Raises:
        InputError: The question is no text, empty or too long, or an option cannot be used.
    """
    if not isinstance(question, str):
        raise InputError(f"The question must be text, and this is {question!r:.{_SHOWN}}.")
    text = " ".join(writable(question).split())
    history = without_courtesies(_turns(() if history is None else history))
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
    """Return the turns of a conversation, with text that UTF-8 can hold."""
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
    """Return what a question says about time; "and in Lyon?" is about the time asked about before,
    and "and the week before?" about the week before that.
    """
    first, *later = [*questions(history), text]
    steps: list[Step] = []
    for each in reversed(later):
        sense = time_sense(each, language, moment)
        step = None if sense.has_period else step_in(each, language)
        if step and says_only_when(each, language, moment):
            steps.append(step)
        elif sense != TimeSense() or not goes_on(each, language):
            break
    else:
        sense = time_sense(first, language, moment)
    for step in reversed(steps):
        sense = stepped(sense, step, moment)
    return sense


def _language(text: str, known: Collection[str], history: History, moment: datetime) -> str:
    """Return a question's language; for a bare "And Spain?" or "And the week before?", that of the
    question before it.

    Small words tell more than names. A few words without any are in a language of the archive, or
    in English.
    """
    earlier = questions(history)
    telling = [turn for turn in earlier if len(turn.split()) > _FEW_WORDS] or earlier
    before = detect(telling[-1], known) if telling else None
    is_step = before and step_in(text, before) and says_only_when(text, before, moment)
    if before and (is_step or asks_nothing(text)):
        return before
    is_short = len(text.split()) <= _FEW_WORDS
    if before is not None and is_short:
        likely = {before, "en", *known}
        own_language = asked_in(text, likely) or (
            None if goes_on(text, before) else detect(text, (before,))
        )
        return own_language if own_language in likely else before
    asked = asked_in(text, known)
    if asked is not None:
        return asked
    if known and is_short and is_latin(text):
        other = likeliest(text, tuple(known))
        pair = ("en", other) if "en" in known else (other, "en")
        return likeliest(text, pair, first_from=_FIRST)
    # An archive in other languages is asked in English too.
    if not is_short and detect(text) == "en":
        return "en"
    return detect(text, known) or before or "en"


def _several(given: object) -> Iterable[object]:
    """Return one or several values as several, none for None; each is still to be checked."""
    if given is None:
        return ()
    return given if isinstance(given, Iterable) and not isinstance(given, str) else (given,)
