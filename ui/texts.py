"""What the page says, in the languages it speaks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from rag.feedback import Reason
from rag.records import Kind
from ui.html import label

Speech = Literal["en", "nl"]
Refusal = Literal["questions", "uploads", "feedback", "attempts", "busy", "stopping"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Every text of the page in one language; names in braces are filled in where it is used."""

    code: Speech
    own_name: str
    tagline: str
    tab_ask: str
    tab_library: str
    tab_conversations: str
    switch_language: str
    holds: str
    # Asking
    welcome: str
    welcome_more: str
    question: str
    placeholder: str
    ask: str
    stop: str
    clear: str
    examples: str
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
    partial: str
    nearest: str
    written_plainly: str
    written_by: str
    took: str
    citation: str
    # A story's timeline
    timeline: str
    timeline_about: str
    timeline_empty: str
    timeline_plot: str
    timeline_back: str
    ask_as_of: str
    figure_changed: str
    # Evidence
    evidence: str
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
    withdrawn: str
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
    articles: str
    outlet_count: str
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
    nothing_new: str
    # Waiting and limits
    queued: str
    refused: dict[Refusal, str]
    add_too_large: str
    add_not_whole: str
    # Faults
    empty_corpus: str
    empty_question: str
    too_long: str
    no_date: str
    no_period: str
    no_filter: str
    fault: str
    no_article: str

    def date(self, moment: str | None) -> str:
        """A date of `rag.dates` for reading, at the precision it has; a time in its own zone."""
        if moment is None:
            return self.date_unknown
        if len(moment) == 4:
            return moment
        if len(moment) == 7:
            return format_date(date.fromisoformat(f"{moment}-01"), "MMMM yyyy", self.code)
        return format_date(datetime.fromisoformat(moment), "d MMM yyyy", self.code)

    def time(self, moment: str | None) -> str:
        """Like `date`, with the time of day where it is known."""
        if moment is None or len(moment) <= 10:
            return self.date(moment)
        moment_known = datetime.fromisoformat(moment)
        shown = format_datetime(moment_known, "d MMMM yyyy, HH:mm", locale=self.code)
        return f"{shown} {moment_known.tzname() or ''}".strip()

    def language(self, code: str | None) -> str:
        """A language's name."""
        if not code:
            return self.language_unknown
        return Locale(self.code).languages.get(code) or label(code, 20)

    def outlet(self, source: str | None) -> str:
        """An outlet's name."""
        return label(source, 80) if source else self.outlet_unknown

    def kind(self, kind: str) -> str:
        """The name of a kind of article."""
        return next((name for known, name in self.kinds.items() if known == kind), label(kind, 20))

    def number(self, value: float) -> str:
        """A number with the language's own signs."""
        return format_decimal(value, locale=self.code)


_EN = Texts(
    code="en",
    own_name="English",
    tagline="Ask the archive. Every answer is quoted from it.",
    tab_ask="Ask",
    tab_library="Library",
    tab_conversations="Conversations",
    switch_language="Language of this page",
    holds="{articles} articles from {outlets} outlets in {languages} languages, {oldest} to {newest}",
    welcome="What would you like to know?",
    welcome_more="Ask in your own language about coverage in any. "
    "Each sentence of an answer carries the quote it rests on.",
    question="Your question",
    placeholder="Ask about the news",
    ask="Ask",
    stop="Stop",
    clear="New conversation",
    examples="From the latest headlines",
    related="Ask about other articles found",
    retry="Ask again",
    retry_extractive="Again, as quotes alone",
    retry_local="Again, with the local language model",
    retry_other="Again, with {writer}",
    edit="Edit the question",
    link="Copy a link to this question",
    link_copied="Link copied",
    conversations="Your conversations",
    conversations_about="They are kept in this browser alone. Whoever uses it can read them.",
    conversations_empty="None yet. What you ask is kept here, to go on with later.",
    conversation_name="Name of the conversation",
    one_question="1 question",
    many_questions="{count} questions",
    save="Save",
    rename="Rename",
    export_markdown="As Markdown",
    export_json="As JSON",
    delete="Delete",
    delete_sure="Delete for good?",
    not_restored="This conversation can no longer be read. Delete it, or begin a new one.",
    rate="What do you think of this answer?",
    rate_good="Good answer",
    rate_bad="Not good",
    rate_why="What was not good?",
    reasons={
        "wrong": "It is wrong",
        "beside": "It is beside the question",
        "outdated": "It is outdated",
        "incomplete": "Something is missing",
        "should_answer": "The archive does have the answer",
        "other": "Something else",
    },
    rate_comment="In your own words, if you like",
    rate_kept="Kept with the question and the answer, for those who run this archive.",
    send="Send",
    rated="Thank you.",
    rated_not="This could not be kept. Try again later.",
    narrow="Narrow the search",
    narrowed_not="everything, as of now",
    as_of="As of",
    as_of_help="Answer as if this were today. What was published later does not count.",
    period="Published",
    since="From",
    until="Until",
    languages="Languages",
    kinds_title="Kinds of article",
    outlets="Outlets",
    find_outlet="Find an outlet",
    reset="Back to everything",
    answer="Answer",
    searching="Searching the archive",
    reading="Reading {count} passages",
    stopped="Stopped before the end.",
    partial="A part of the question stays open.",
    nearest="The nearest coverage",
    written_plainly="Quoted from the archive, without a language model",
    written_by="Written by {writer}, each sentence checked against its quotes",
    took="{seconds} s",
    citation="Source {number}",
    timeline="Story timeline",
    timeline_about="The reports of this story, oldest first, each with its sentence nearest to the "
    "question.",
    timeline_empty="No dated reports of this story were found.",
    timeline_plot="Who reported when",
    timeline_back="Back to the timeline",
    ask_as_of="Ask this as of {day}",
    figure_changed="{now}, where an earlier report had {before}",
    evidence="Evidence",
    cited="cited as {numbers}",
    found_how="How it was found",
    signals={
        "interaction": "Likeness, word for word",
        "dense": "Likeness as a whole",
        "sentence": "Likeness of its best sentence",
        "words": "Words in common",
        "recency": "How recent",
        "period": "Within the period asked for",
        "newer_than": "Newer than like reports",
    },
    score="Score in the ranking",
    also_published_by="Also published by {outlets}",
    article="Article",
    close="Close",
    by="By {authors}",
    original="Read it at {host}",
    updated="changed {date}",
    date_unknown="date unknown",
    outlet_unknown="outlet unknown",
    language_unknown="language unknown",
    kinds={
        "report": "Report",
        "analysis": "Analysis",
        "opinion": "Opinion",
        "live": "Live coverage",
        "wire": "Wire report",
        "correction": "Correction",
    },
    shortened="This article is {count} characters long; only the part around the quote is shown.",
    withdrawn="This article was withdrawn.",
    withdraw="Withdraw this article",
    withdraw_sure="Withdraw it: it is found and cited no more",
    restore="Make it current again",
    versions="Earlier versions ({count})",
    version="Version {number}, until {date}",
    library="What the archive holds",
    library_more="All that is answered here comes from these articles.",
    search_library="Search the articles",
    search_placeholder="A subject, a name, a place",
    search="Search",
    newest="Newest articles",
    found="Found",
    nothing_found="Nothing in the archive comes near this.",
    articles="articles",
    outlet_count="outlets",
    language_count="languages",
    span="published",
    over_time="Articles over time, by outlet",
    other_outlets="{count} other outlets",
    undated="Left out, without a date: {count}",
    as_table="The same as a table",
    show_more="Show more",
    all_articles="All articles",
    add="Add articles",
    add_files="Files: text, web pages, PDF, Word, tables, mail, feeds, archives of them",
    add_address="Or a web address: of a page, a feed, a site map",
    add_now="Add",
    add_failed="This could not be sent. It may be too large, or the server is gone.",
    adding="Taking in: {count} so far",
    added="added",
    updated_count="changed",
    unchanged="there already",
    copies_count="copies of others",
    rejected="not taken in",
    nothing_new="Nothing was found to take in.",
    queued="You are number {place} in the queue.",
    refused={
        "questions": "These are too many questions: {number} a minute are allowed. "
        "Try again in {seconds} seconds.",
        "uploads": "These are too many files and addresses: {number} a minute are allowed. "
        "Try again in {seconds} seconds.",
        "feedback": "These are too many opinions: {number} a minute are allowed. "
        "Try again in {seconds} seconds.",
        "attempts": "These are too many attempts to sign in: {number} a minute are allowed. "
        "Try again in {seconds} seconds.",
        "busy": "{number} questions are waiting. Try again in {seconds} seconds.",
        "stopping": "The server is being stopped. Try again in a minute.",
    },
    add_too_large="This is too much: {files} files of {megabytes} MB together may be added at once.",
    add_not_whole="A file did not come whole. Add them again.",
    empty_corpus="The archive is empty. Fill it with: news ingest PATH",
    empty_question="Type a question first.",
    too_long="A question may have {limit} characters; this one has {count}. Shorten it.",
    no_date="{date} is not a date. Write it as 2026-03-31.",
    no_period="The period ends ({until}) before it begins ({since}).",
    no_filter="The archive cannot be narrowed to {name}: no language or kind of article is called so.",
    fault="Something went wrong here. Ask again; the server's log says more.",
    no_article="This article is no longer in the archive.",
)

_NL = Texts(
    code="nl",
    own_name="Nederlands",
    tagline="Vraag het archief. Elk antwoord is eruit geciteerd.",
    tab_ask="Vragen",
    tab_library="Bibliotheek",
    tab_conversations="Gesprekken",
    switch_language="Taal van deze pagina",
    holds="{articles} artikelen uit {outlets} media in {languages} talen, {oldest} tot {newest}",
    welcome="Wat wilt u weten?",
    welcome_more="Vraag in uw eigen taal naar berichten in elke taal. "
    "Bij elke zin van een antwoord staat het citaat waarop die rust.",
    question="Uw vraag",
    placeholder="Vraag naar het nieuws",
    ask="Vraag",
    stop="Stop",
    clear="Nieuw gesprek",
    examples="Uit het laatste nieuws",
    related="Vraag naar andere gevonden artikelen",
    retry="Vraag opnieuw",
    retry_extractive="Opnieuw, alleen citaten",
    retry_local="Opnieuw, met het lokale taalmodel",
    retry_other="Opnieuw, met {writer}",
    edit="Wijzig de vraag",
    link="Kopieer een link naar deze vraag",
    link_copied="Link gekopieerd",
    conversations="Uw gesprekken",
    conversations_about="Ze worden alleen in deze browser bewaard. Wie hem gebruikt, kan ze lezen.",
    conversations_empty="Nog geen. Wat u vraagt, wordt hier bewaard om later verder te gaan.",
    conversation_name="Naam van het gesprek",
    one_question="1 vraag",
    many_questions="{count} vragen",
    save="Bewaar",
    rename="Hernoem",
    export_markdown="Als Markdown",
    export_json="Als JSON",
    delete="Verwijder",
    delete_sure="Voorgoed verwijderen?",
    not_restored="Dit gesprek kan niet meer worden gelezen. Verwijder het, of begin een nieuw.",
    rate="Wat vindt u van dit antwoord?",
    rate_good="Goed antwoord",
    rate_bad="Niet goed",
    rate_why="Wat was er niet goed?",
    reasons={
        "wrong": "Het klopt niet",
        "beside": "Het gaat niet over de vraag",
        "outdated": "Het is verouderd",
        "incomplete": "Er ontbreekt iets",
        "should_answer": "Het archief heeft het antwoord wel",
        "other": "Iets anders",
    },
    rate_comment="In uw eigen woorden, als u wilt",
    rate_kept="Wordt bewaard met vraag en antwoord, voor wie dit archief beheert.",
    send="Verstuur",
    rated="Dank u.",
    rated_not="Dit kon niet worden bewaard. Probeer het later opnieuw.",
    narrow="Zoek gerichter",
    narrowed_not="alles, tot nu",
    as_of="Peildatum",
    as_of_help="Antwoord alsof het die dag is. Wat later verscheen, telt niet mee.",
    period="Verschenen",
    since="Vanaf",
    until="Tot en met",
    languages="Talen",
    kinds_title="Soorten artikelen",
    outlets="Media",
    find_outlet="Zoek een medium",
    reset="Terug naar alles",
    answer="Antwoord",
    searching="Het archief wordt doorzocht",
    reading="{count} passages worden gelezen",
    stopped="Gestopt voor het einde.",
    partial="Een deel van de vraag blijft open.",
    nearest="Wat er het dichtst bij komt",
    written_plainly="Geciteerd uit het archief, zonder taalmodel",
    written_by="Geschreven door {writer}, elke zin getoetst aan de citaten",
    took="{seconds} s",
    citation="Bron {number}",
    timeline="Tijdlijn van het verhaal",
    timeline_about="De berichten over dit verhaal, het oudste eerst, elk met de zin die de vraag "
    "het naast komt.",
    timeline_empty="Er zijn geen gedateerde berichten over dit verhaal gevonden.",
    timeline_plot="Wie wanneer berichtte",
    timeline_back="Terug naar de tijdlijn",
    ask_as_of="Vraag dit met peildatum {day}",
    figure_changed="{now}, waar een eerder bericht {before} noemde",
    evidence="Bewijs",
    cited="aangehaald als {numbers}",
    found_how="Hoe dit is gevonden",
    signals={
        "interaction": "Gelijkenis, woord voor woord",
        "dense": "Gelijkenis als geheel",
        "sentence": "Gelijkenis van de beste zin",
        "words": "Gedeelde woorden",
        "recency": "Hoe recent",
        "period": "Binnen de gevraagde periode",
        "newer_than": "Nieuwer dan soortgelijke berichten",
    },
    score="Score in de rangschikking",
    also_published_by="Ook verschenen bij {outlets}",
    article="Artikel",
    close="Sluit",
    by="Door {authors}",
    original="Lees het bij {host}",
    updated="gewijzigd {date}",
    date_unknown="datum onbekend",
    outlet_unknown="medium onbekend",
    language_unknown="taal onbekend",
    kinds={
        "report": "Bericht",
        "analysis": "Analyse",
        "opinion": "Opinie",
        "live": "Liveverslag",
        "wire": "Persbureau",
        "correction": "Correctie",
    },
    shortened="Dit artikel telt {count} tekens; alleen het deel rond het citaat is te zien.",
    withdrawn="Dit artikel is ingetrokken.",
    withdraw="Trek dit artikel in",
    withdraw_sure="Trek het in: het wordt niet meer gevonden of aangehaald",
    restore="Neem het weer op",
    versions="Eerdere versies ({count})",
    version="Versie {number}, tot {date}",
    library="Wat het archief bevat",
    library_more="Alles wat hier wordt geantwoord, komt uit deze artikelen.",
    search_library="Doorzoek de artikelen",
    search_placeholder="Een onderwerp, een naam, een plaats",
    search="Zoek",
    newest="Nieuwste artikelen",
    found="Gevonden",
    nothing_found="Niets in het archief komt hierbij in de buurt.",
    articles="artikelen",
    outlet_count="media",
    language_count="talen",
    span="verschenen",
    over_time="Artikelen in de tijd, per medium",
    other_outlets="{count} andere media",
    undated="Weggelaten, zonder datum: {count}",
    as_table="Hetzelfde als tabel",
    show_more="Toon meer",
    all_articles="Alle artikelen",
    add="Voeg artikelen toe",
    add_files="Bestanden: tekst, webpagina's, PDF, Word, tabellen, mail, feeds, archieven daarvan",
    add_address="Of een webadres: van een pagina, een feed, een sitemap",
    add_now="Voeg toe",
    add_failed="Dit kon niet worden verstuurd. Misschien is het te groot, of de server is weg.",
    adding="Bezig: {count} tot nu toe",
    added="toegevoegd",
    updated_count="gewijzigd",
    unchanged="stonden er al",
    copies_count="kopieën van andere",
    rejected="niet opgenomen",
    nothing_new="Er was niets om op te nemen.",
    queued="U bent nummer {place} in de rij.",
    refused={
        "questions": "Dit zijn te veel vragen: per minuut zijn er {number} toegestaan. "
        "Probeer het over {seconds} seconden opnieuw.",
        "uploads": "Dit zijn te veel bestanden en adressen: per minuut zijn er {number} toegestaan. "
        "Probeer het over {seconds} seconden opnieuw.",
        "feedback": "Dit zijn te veel oordelen: per minuut zijn er {number} toegestaan. "
        "Probeer het over {seconds} seconden opnieuw.",
        "attempts": "Dit zijn te veel pogingen om in te loggen: per minuut zijn er {number} "
        "toegestaan. Probeer het over {seconds} seconden opnieuw.",
        "busy": "Er wachten al {number} vragen. Probeer het over {seconds} seconden opnieuw.",
        "stopping": "De server wordt gestopt. Probeer het over een minuut opnieuw.",
    },
    add_too_large="Dit is te veel: samen mogen {files} bestanden van {megabytes} MB tegelijk erbij.",
    add_not_whole="Een bestand kwam niet heel aan. Voeg ze opnieuw toe.",
    empty_corpus="Het archief is leeg. Vul het met: news ingest MAP",
    empty_question="Typ eerst een vraag.",
    too_long="Een vraag mag {limit} tekens tellen; deze telt er {count}. Maak haar korter.",
    no_date="{date} is geen datum. Schrijf die als 2026-03-31.",
    no_period="De periode eindigt ({until}) voordat zij begint ({since}).",
    no_filter="Het archief kan niet worden beperkt tot {name}: zo heet geen taal of soort artikel.",
    fault="Er ging hier iets mis. Vraag het opnieuw; het log van de server zegt meer.",
    no_article="Dit artikel staat niet meer in het archief.",
)

SPEECHES: dict[Speech, Texts] = {texts.code: texts for texts in (_EN, _NL)}


def texts_for(preferences: str | Iterable[str]) -> Texts:
    """The page's language for a browser's ``Accept-Language``, or for tags in order; else English."""
    tags = preferences.split(",") if isinstance(preferences, str) else preferences
    for tag in tags:
        code = tag.split(";")[0].strip().lower().split("-")[0]
        for texts in SPEECHES.values():
            if texts.code == code:
                return texts
    return _EN
