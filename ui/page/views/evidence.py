"""The passages found for a question, each with its source and its scores."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from rag.citation.quoted import fingerprint
from rag.language import normalise_code
from rag.records import Citation, Evidence
from ui.html import html, join, label, lang_attributes
from ui.page.conversation import Asked
from ui.texts import Texts

if TYPE_CHECKING:
    from rag.retrieval.timeline import Report

_SNIPPET = 320


def evidence_view(turn: Asked, texts: Texts) -> Markup:
    """Show the passages found, in order, each with the numbers of its citations; nothing beside a
    refusal, which lists the nearest.

    Once the answer is there, passages of articles that are neither cited nor of its story are
    folded.
    """
    if not turn.evidence or (turn.answer and turn.answer.status == "no_answer"):
        return Markup("")
    told = _story_ids(turn)
    rest = [item for item in turn.evidence if item.article_id not in told]
    return html(
        '<aside class="evidence" aria-label="{title}">{skip}<h3>{title}</h3><ol>{items}</ol>{rest}'
        '<span id="past-evidence-{number}" tabindex="-1"></span></aside>',
        title=texts.evidence,
        skip=skip(f"past-evidence-{turn.number}", texts.skip_evidence),
        number=turn.number,
        items=_cards((item for item in turn.evidence if item.article_id in told), turn, texts),
        rest=html(
            '<details class="rest"><summary>{title}</summary><ol>{items}</ol></details>',
            title=texts.more_found.format(count=len(rest)),
            items=_cards(rest, turn, texts),
        )
        if rest
        else "",
    )


def _story_ids(turn: Asked) -> set[str]:
    """Return ids of articles that the answer cites or that tell its story; all before it is there."""
    if turn.answer is None:
        return {item.article_id for item in turn.evidence}
    return {*turn.answer.story, *(citation.article_id for citation in turn.citations)}


def _cards(items: Iterable[Evidence], turn: Asked, texts: Texts) -> Markup:
    return join(card(item, _numbers(item, turn.citations), texts) for item in items)


def skip(target: str, said: str) -> Markup:
    """Show a skip link: it moves the keyboard focus, and is visible only while it has the focus.

    Args:
        target: Id of the element to go to.
    """
    return html(
        '<button type="button" class="skip" data-do="go" data-to="{target}">{said}</button>',
        target=target,
        said=said,
    )


def _numbers(item: Evidence, citations: Iterable[Citation]) -> tuple[int, ...]:
    """Return the numbers of the citations that quote from a passage."""
    return tuple(
        citation.number
        for citation in citations
        if citation.article_id == item.article_id
        and citation.start < item.end
        and item.start < citation.end
    )


def card(item: Evidence, numbers: Sequence[int], texts: Texts) -> Markup:
    """Show a passage with its headline, which opens the article there.

    Args:
        numbers: Numbers of the citations that quote from it.
    """
    cited = html(
        '<span class="cited">{text}</span>',
        text=texts.cited.format(numbers=", ".join(map(str, numbers))),
    )
    copies = html(
        '<p class="copies">{text}</p>',
        text=texts.also_published_by.format(
            outlets=", ".join(texts.outlet(name) for name in item.also_published_by)
        ),
    )
    return html(
        '<li class="card"><p class="origin">{origin}</p>'
        '<button type="button" class="headline" {opens} {lang}>{title}</button>'
        '<p class="snippet" {lang}>{text}</p>{copies}{cited}{signals}</li>',
        origin=origin(item, texts),
        opens=opens(item),
        lang=lang_attributes(item.language),
        title=label(item.title),
        text=label(item.text, _SNIPPET),
        copies=copies if item.also_published_by else "",
        cited=cited if numbers else "",
        signals=_signals(item, texts),
    )


def _signals(item: Evidence, texts: Texts) -> Markup:
    """Show how a passage was found, folded."""
    facts = [(texts.score, item.score)]
    facts += [(texts.signals.get(name, label(name, 40)), v) for name, v in item.signals.items()]
    return html(
        '<details class="signals"><summary>{title}</summary><dl>{facts}</dl></details>',
        title=texts.found_how,
        facts=join(
            html("<div><dt>{name}</dt><dd>{value}</dd></div>", name=name, value=_rounded(v, texts))
            for name, v in facts
        ),
    )


def _rounded(value: float, texts: Texts) -> str:
    return texts.number(round(float(value), 3))


def origin(item: Citation | Evidence | Report, texts: Texts) -> Markup:
    """Show outlet, date, a language that is not the page's, and a kind that is no plain report."""
    facts = [html("<bdi>{name}</bdi>", name=texts.outlet(item.source))]
    facts.append(when(item.published_at, texts))
    if (code := normalise_code(item.language or "")) != texts.code:
        facts.append(html("{name}", name=texts.language(code)))
    if not isinstance(item, Citation) and item.kind != "report":
        facts.append(html('<span class="kind">{name}</span>', name=texts.kinds[item.kind]))
    return join(facts, " · ")


def when(moment: str | None, texts: Texts, said: str | None = None) -> Markup:
    """Show a date, for people and for machines."""
    if moment is None:
        return html("{unknown}", unknown=texts.date_unknown)
    return html('<time datetime="{iso}">{said}</time>', iso=moment, said=said or texts.date(moment))


def opens(item: Citation | Evidence | Report) -> Markup:
    """Return the attributes that make an element open an article at a quote."""
    return html(
        'data-open="{article}" data-start="{start}" data-end="{end}" data-quote="{quote}"',
        article=item.article_id,
        start=item.start,
        end=item.end,
        quote=fingerprint(item.quote if isinstance(item, Citation) else item.text),
    )
