"""One question with its answer, as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from rag.language import normalise_code
from rag.phrases import put_into
from rag.question.asked_in import tells_language
from rag.records import Answer, Evidence
from ui.html import html, join, label, lang_attributes, running
from ui.page.conversation import Asked
from ui.page.link import Link
from ui.page.views.evidence import card, evidence_view, opens, skip, when
from ui.page.views.questions import question_about
from ui.page.views.rating import rating_view
from ui.page.views.sentences import sentences_view
from ui.texts import Texts

_RELATED = 3
_LONG_QUESTION = 300
_SHORT_QUESTION = 200
"""Characters shown of a question longer than ``_LONG_QUESTION``."""
_EXTRACTIVE = "extractive"


@dataclass(frozen=True, slots=True)
class Offers:
    """What a visitor can do with an answer.

    Attributes:
        rating: Whether they can rate it.
        writers: Writers they can choose from; the first is the writer of the settings.
        after: The earlier questions that its question depends on, for a link to it.
    """

    rating: bool = True
    writers: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def turn_view(turn: Asked, texts: Texts, offers: Offers, *, last: bool) -> Markup:
    """Show a question with its answer and evidence.

    Args:
        last: Whether it is the last turn, which can be asked again or edited.
    """
    long = len(turn.question) > _LONG_QUESTION
    return html(
        '<article class="turn" data-stage="{stage}" aria-labelledby="question-{number}">'
        '<header><h2 id="question-{number}" dir="auto" tabindex="-1">{question}</h2>{whole}{scope}</header>'
        '<div class="columns"><section class="answer" aria-label="{answer}">'
        "{status}{sentences}{after}</section>{evidence}</div>{back}</article>",
        stage=turn.stage,
        number=turn.number,
        question=label(turn.question, _SHORT_QUESTION) if long else running(turn.question),
        whole=_whole(turn, texts) if long else "",
        scope=_scope(turn, texts),
        answer=texts.answer,
        status=_status(turn, texts),
        sentences=sentences_view(turn, texts),
        after=_after(turn, texts, offers, last),
        evidence=evidence_view(turn, texts),
        back=skip(f"question-{turn.number}", texts.to_answer) if turn.answer else "",
    )


def _whole(turn: Asked, texts: Texts) -> Markup:
    return html(
        '<details class="whole"><summary>{title}</summary><p dir="auto">{question}</p></details>',
        title=texts.whole_question,
        question=running(turn.question),
    )


def _scope(turn: Asked, texts: Texts) -> Markup:
    said = turn.scope(texts)
    return html('<p class="scope">{said}</p>', said=" · ".join(said)) if said else Markup("")


def _status(turn: Asked, texts: Texts) -> Markup:
    """Show how far the answer is; screen readers read it out."""
    said, language = _status_text(turn, texts)
    busy = turn.stage == "searching" or (turn.stage == "writing" and not turn.sentences)
    return html(
        '<p class="status{busy}" role="status" {lang}>{said}</p>',
        busy=" busy" if busy else "",
        lang=lang_attributes(language),
        said=running(said),
    )


def _status_text(turn: Asked, texts: Texts) -> tuple[str, str]:
    """Say how far the answer is, with the language of these words."""
    if turn.answer is not None and turn.answer.status == "no_answer":
        if not tells_language(turn.question):  # the detected language is mere chance
            return put_into(turn.answer.text, texts.code), texts.code
        return turn.answer.text, turn.answer.language
    said = {
        "searching": texts.searching,
        "writing": "" if turn.sentences else texts.reading.format(count=len(turn.evidence)),
        "done": "",
        "stopped": texts.stopped,
        "failed": turn.fault or texts.fault,
    }
    return said[turn.stage], texts.code


def _after(turn: Asked, texts: Texts, offers: Offers, last: bool) -> Markup:
    """Show what follows the sentences: notice, nearest coverage, writer, what to do next."""
    foreign = _foreign(turn, texts, offers)
    answer = turn.answer
    parts = [foreign]
    if answer:
        parts.append(_notice(answer, texts))
    if answer and answer.nearest:
        parts.append(
            html(
                '<h3>{title}</h3><ol class="nearest">{items}</ol>',
                title=texts.nearest,
                items=join(card(item, (), texts) for item in answer.nearest),
            )
        )
    if answer:
        parts.append(_imprint(turn, texts))
    if turn.stage in ("done", "stopped", "failed"):
        offered = _helper(turn, offers) if foreign else None
        others = [name for name in offers.writers if name not in (_wrote(turn, offers), offered)]
        link = Link((*offers.after, turn.question), turn.narrowing)
        parts.append(_actions(turn, texts, others, link, last))
    if answer and offers.rating and turn.answered_here:
        parts.append(rating_view(turn, texts))
    if last and answer and answer.status != "no_answer":
        parts.append(_related(answer, texts))
    return join(parts)


def _foreign(turn: Asked, texts: Texts, offers: Offers) -> Markup:
    """Say that all quotes are in other languages, and offer a writer who translates."""
    answer = turn.answer
    languages = dict.fromkeys(normalise_code(c.language or "") for c in turn.citations)
    quoted = all(sentence.written_by == "quote" for sentence in turn.sentences)
    codes = [code for code in languages if code]
    if answer is None or not codes or not quoted or {None, answer.language} & {*languages}:
        return Markup("")
    said = texts.quotes_in if len(turn.citations) > 1 else texts.quote_in
    helper = _helper(turn, offers)
    return html(
        '<p class="notice" role="note">{said}{offer}</p>',
        said=said.format(languages=texts.language_list(codes)),
        offer=html(
            ' <button type="button" class="boxed" data-do="retry" data-writer="{writer}">{text}'
            "</button>",
            writer=helper,
            text=texts.write_local.format(language=texts.language(answer.language))
            if helper == "local"
            else texts.write_other.format(
                writer=label(helper, 60), language=texts.language(answer.language)
            ),
        )
        if helper
        else "",
    )


def _helper(turn: Asked, offers: Offers) -> str | None:
    """Return a writer, other than the one who wrote, who writes in the question's language."""
    not_these = (_wrote(turn, offers), _EXTRACTIVE)
    return next((name for name in offers.writers if name not in not_these), None)


def _wrote(turn: Asked, offers: Offers) -> str | None:
    """Return the writer who was asked."""
    return turn.writer or next(iter(offers.writers), None)


def _notice(answer: Answer, texts: Texts) -> Markup:
    """Show the answer's notice, and the newest article of the story if nothing that new is cited."""
    parts = []
    if answer.notice:
        spoken = lang_attributes(answer.language)
        parts.append(html("<p {lang}>{text}</p>", lang=spoken, text=running(answer.notice)))
    if answer.newer:
        parts.append(_newer(answer.newer, texts))
    if not parts:
        return Markup("")
    return html('<div class="notice" role="note">{parts}</div>', parts=join(parts))


def _newer(item: Evidence, texts: Texts) -> Markup:
    """Show an article that was found but not quoted, with a button that opens it."""
    before, _, after = texts.newer_unquoted.partition("{date}")
    return html(
        "<p>{before}{when}{after} "
        '<button type="button" class="quiet" {opens} {lang}>{title}</button></p>',
        before=before,
        when=when(item.published_at, texts),
        after=after,
        opens=opens(item),
        lang=lang_attributes(item.language),
        title=label(item.title),
    )


def _imprint(turn: Asked, texts: Texts) -> Markup:
    """Show who wrote the answer, from which moment it was asked, and how long it took."""
    if turn.answer is None:
        return Markup("")
    facts = texts.imprint(turn.answer)
    if "total" in turn.answer.timings:
        seconds = round(turn.answer.timings["total"], 1)
        facts.append(texts.took.format(seconds=texts.number(seconds)))
    return html('<p class="imprint">{facts}</p>', facts=" · ".join(facts))


def _actions(turn: Asked, texts: Texts, writers: Iterable[str], link: Link, last: bool) -> Markup:
    """Show what can be done with an answer; only the last can be edited or written again."""
    again = html(
        '<button type="button" class="quiet" data-do="retry">{retry}</button>{others}'
        '<button type="button" class="quiet" data-do="edit">{edit}</button>',
        retry=texts.retry,
        others=join(
            html(
                '<button type="button" class="quiet" data-do="retry" data-writer="{writer}">'
                "{text}</button>",
                writer=writer,
                text=_again_by(writer, texts),
            )
            for writer in writers
        ),
        edit=texts.edit,
    )
    story = html(
        '<button type="button" class="quiet" data-do="timeline" data-turn="{number}">{text}'
        "</button>",
        number=turn.number,
        text=texts.timeline,
    )
    return html(
        '<p class="actions">{story}{again}<a class="quiet" href="?{query}" data-do="copy" '
        'data-done="{copied}">{link}</a></p>',
        story=story if turn.citations and turn.answer else "",
        again=again if last else "",
        query=link.query,
        copied=texts.link_copied,
        link=texts.link,
    )


def _again_by(writer: str, texts: Texts) -> str:
    own = {"extractive": texts.retry_extractive, "local": texts.retry_local}
    return own.get(writer) or texts.retry_other.format(writer=label(writer, 60))


def _related(answer: Answer, texts: Texts) -> Markup:
    """Offer questions about other articles of the same story."""
    cited = {citation.article_id for citation in answer.citations}
    others = {
        item.article_id: item
        for item in answer.evidence
        if item.article_id in answer.story and item.kind != "correction"
    }
    questions = [
        question_about(item.title, item.language, texts)
        for item in others.values()
        if item.article_id not in cited
    ][:_RELATED]
    if not questions:
        return Markup("")
    return html(
        '<div class="related"><h3>{title}</h3><ul class="questions">{items}</ul></div>',
        title=texts.related,
        items=join(questions),
    )
