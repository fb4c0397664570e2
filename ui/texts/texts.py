"""The texts that the page needs in each language, and how numbers and dates are written there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.numbers import format_decimal

from rag.feedback import Reason
from rag.records import Answer, Kind
from ui.html import label

PageLanguage = Literal["en", "nl"]
Refusal = Literal["questions", "uploads", "feedback", "attempts", "busy", "stopping"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """All texts of the page in one language; names in braces are filled in where a text is used."""

    code: PageLanguage
    own_name: str
    tagline: str
    tab_ask: str
    tab_library: str
    tab_conversations: str
    switch_language: str
    # Signing in
    sign_in: str
    name: str
    password: str
    sign_in_wrong: str
    sign_out: str
    # Asking
    welcome: str
    welcome_more: str
    question: str
    placeholder: str
    ask: str
    stop: str
    clear: str
    examples: str
    go_on: str
    whole_question: str
    ask_about: str
    inner_quotes: str
    """The marks around what a headline quotes, where the headline itself stands in quotes."""
    related: str
    retry: str
    retry_extractive: str
    retry_local: str
    retry_other: str
    edit: str
    link: str
    link_copied: str
    # Conversations
    conversations: str
    conversations_about: str
    conversations_empty: str
    conversation_name: str
    one_question: str
    many_questions: str
    save: str
    rename: str
    export_markdown: str
    export_json: str
    delete: str
    delete_sure: str
    not_restored: str
    # What a visitor thinks of an answer
    rate: str
    rate_good: str
    rate_bad: str
    rate_why: str
    reasons: dict[Reason, str]
    rate_comment: str
    rate_kept: str
    send: str
    rated: str
    rated_not: str
    # Narrowing
    narrow: str
    narrowed_not: str
    as_of: str
    as_of_help: str
    period: str
    since: str
    until: str
    languages: str
    kinds_title: str
    outlets: str
    find_outlet: str
    reset: str
    # Answers
    answer: str
    searching: str
    reading: str
    stopped: str
    nearest: str
    written_plainly: str
    written_by: str
    took: str
    citation: str
    quote_in: str
    quotes_in: str
    write_local: str
    write_other: str
    newer_unquoted: str
    skip_evidence: str
    to_answer: str
    # A story's timeline
    timeline: str
    timeline_about: str
    timeline_empty: str
    timeline_plot: str
    timeline_back: str
    ask_as_of: str
    goes_on_from: str
    figure_changed: str
    # Evidence
    evidence: str
    more_found: str
    cited: str
    found_how: str
    signals: dict[str, str]
    score: str
    also_published_by: str
    # Articles
    article: str
    close: str
    by: str
    original: str
    updated: str
    date_unknown: str
    outlet_unknown: str
    language_unknown: str
    kinds: dict[Kind, str]
    shortened: str
    corrected_by: str
    corrects: str
    withdrawn: str
    quote_earlier: str
    quote_gone: str
    read_now: str
    withdraw: str
    withdraw_sure: str
    restore: str
    versions: str
    version: str
    # Library
    library: str
    library_more: str
    search_library: str
    search_placeholder: str
    search: str
    newest: str
    found: str
    nothing_found: str
    one_article: str
    articles: str
    one_outlet: str
    outlet_count: str
    one_language: str
    language_count: str
    span: str
    over_time: str
    other_outlets: str
    undated: str
    as_table: str
    show_more: str
    all_articles: str
    add: str
    add_files: str
    add_address: str
    add_now: str
    add_failed: str
    adding: str
    added: str
    updated_count: str
    unchanged: str
    copies_count: str
    rejected: str
    reasons_in_english: str
    """A note before reasons that are given in English; empty where the page is English."""
    nothing_new: str
    # Waiting and limits
    queued: str
    refused: dict[Refusal, str]
    add_too_large: str
    add_not_whole: str
    add_not_stored: str
    add_kept: str
    add_again: str
    add_gone: str
    no_address: str
    # Faults
    empty_corpus: str
    empty_add: str
    empty_ingest: str
    empty_question: str
    too_long: str
    no_date: str
    no_period: str
    not_begun: str
    no_filter: str
    fault: str
    locked: str
    no_article: str

    def date(self, moment: str | None) -> str:
        """Write a date of `rag.dates` for reading, at its own precision; a time in its own zone."""
        if moment is None:
            return self.date_unknown
        if len(moment) == 4:
            return moment
        if len(moment) == 7:
            return format_date(date.fromisoformat(f"{moment}-01"), "MMMM yyyy", self.code)
        return format_date(datetime.fromisoformat(moment), "d MMM yyyy", self.code)

    def time(self, moment: str | None) -> str:
        """Write a date as `date` does, with the time of day if it is known."""
        if moment is None or len(moment) <= 10:
            return self.date(moment)
        moment_known = datetime.fromisoformat(moment)
        shown = format_datetime(moment_known, "d MMMM yyyy, HH:mm", locale=self.code)
        return f"{shown} {moment_known.tzname() or ''}".strip()

    def language(self, code: str | None) -> str:
        """Return the name of a language."""
        if not code:
            return self.language_unknown
        return Locale(self.code).languages.get(code) or label(code, 20)

    def outlet(self, source: str | None) -> str:
        """Return the name of an outlet."""
        return label(source, 80) if source else self.outlet_unknown

    def kind(self, kind: str) -> str:
        """Return the name of a kind of article."""
        return next((name for known, name in self.kinds.items() if known == kind), label(kind, 20))

    def imprint(self, answer: Answer) -> list[str]:
        """Say who wrote an answer, and from which moment it was asked."""
        facts = [f"{self.as_of} {self.date(answer.as_of)}"]
        if answer.status == "no_answer":
            return facts
        if answer.writer == "extractive":
            return [self.written_plainly, *facts]
        return [self.written_by.format(writer=label(answer.writer, 80)), *facts]

    def language_list(self, codes: Iterable[str]) -> str:
        """List languages by their names."""
        return format_list([self.language(code) for code in codes], locale=self.code)

    def number(self, value: float) -> str:
        """Write a number with the signs of the language."""
        return format_decimal(value, locale=self.code)
