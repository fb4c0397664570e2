"""What can be done with an answer, as it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rag import Assistant
from rag.embedding.model import Embedder
from rag.phrases import phrase
from ui.page.conversation import Asked, Conversation, ask
from ui.page.narrowing import Narrowing
from ui.page.views.answer import Offers, turn_view
from ui.texts import TEXTS

WRITERS = ("openai:x<b>", "extractive", "local")


@pytest.fixture(scope="module")
def turn(sample_corpus: Path, embedder: Embedder) -> Iterator[Asked]:
    with Assistant(sample_corpus, embedder=embedder, writer="extractive") as opened:
        steps = ask(opened, Conversation(), "Who won the recount in Valmirena?", Narrowing())
        yield list(steps)[-1].turns[-1]


def test_the_writers_that_did_not_write_it_are_offered(turn: Asked) -> None:
    shown = turn_view(turn, TEXTS["en"], Offers(writers=WRITERS), last=True)
    assert "Again, as quotes alone" in shown
    assert "Again, with the local language model" in shown
    assert "x<b>" not in shown
    by_quotes = replace(turn, writer="extractive")
    shown = turn_view(by_quotes, TEXTS["en"], Offers(writers=WRITERS), last=True)
    assert "Again, as quotes alone" not in shown
    assert "Again, with openai:x&lt;b&gt;" in shown


def test_an_earlier_answer_can_be_rated_but_not_asked_again(turn: Asked) -> None:
    shown = turn_view(turn, TEXTS["nl"], Offers(), last=False)
    assert "Goed antwoord" in shown
    assert "Vraag opnieuw" not in shown
    assert "Goed antwoord" not in turn_view(turn, TEXTS["nl"], Offers(rating=False), last=True)


def other(turn: Asked, **fields: Any) -> Asked:
    """A turn whose citations are otherwise."""
    assert turn.answer is not None
    citations = tuple(replace(citation, **fields) for citation in turn.citations)
    return replace(turn, citations=citations)


def test_quotes_in_a_language_that_was_not_asked_in_are_told_with_who_may_help(
    turn: Asked,
) -> None:
    assert "These quotes are in" not in turn_view(turn, TEXTS["en"], Offers(), last=True)
    foreign = other(turn, language="uk")
    shown = turn_view(foreign, TEXTS["nl"], Offers(writers=("extractive", "local")), last=True)
    assert "Deze citaten zijn in het Oekraïens." in shown
    assert shown.count('data-writer="local"') == 1
    assert "Laat het lokale taalmodel dit in het Engels zetten" in shown
    alone = turn_view(foreign, TEXTS["en"], Offers(writers=("extractive",)), last=True)
    assert "These quotes are in Ukrainian." in alone
    assert "data-writer" not in alone
    written = tuple(replace(said, written_by="model") for said in foreign.sentences)
    by_model = replace(foreign, sentences=written)
    assert "These quotes" not in turn_view(by_model, TEXTS["en"], Offers(), last=True)


def answered(turn: Asked, **fields: Any) -> str:
    """The turn as it is shown with fields of its answer otherwise."""
    assert turn.answer is not None
    answer = replace(turn.answer, **fields)
    return turn_view(replace(turn, answer=answer), TEXTS["nl"], Offers(), last=True)


def test_a_newer_article_of_the_story_that_is_not_quoted_is_told_of(turn: Asked) -> None:
    said = "is gevonden maar niet geciteerd: <button"
    assert said not in answered(turn, newer=None)
    new = {"article_id": "new", "title": "It ended", "published_at": "2026-11-20"}
    shown = answered(turn, newer=replace(turn.evidence[1], **new))
    assert said in shown
    assert re.search('20 nov 2026</time>[^<]*<button [^>]*data-open="new"[^>]*>It ended<', shown)
    both = answered(turn, newer=turn.evidence[1], notice="The newest is of 1 May.")
    assert both.count('class="notice"') == 1
    assert "The newest is of 1 May." in both
    assert 'class="notice"' not in answered(turn, newer=None, notice=None)


def test_what_is_neither_cited_nor_of_the_story_is_folded(turn: Asked) -> None:
    assert turn.answer is not None
    cited = {citation.article_id for citation in turn.citations}
    others = [item.article_id for item in turn.evidence if item.article_id not in cited]
    story = others[-1]
    rest = sum(item.article_id not in {*cited, story} for item in turn.evidence)
    told, _, folded = answered(turn, story=(story,)).partition('<details class="rest">')
    assert f"<summary>Meer gevonden ({rest})</summary>" in folded
    assert folded.count('<li class="card">') == rest
    assert f'data-open="{story}"' in told.partition('class="evidence"')[2]
    assert '<details class="rest">' not in answered(turn, story=tuple(others))
    under_way = replace(turn, answer=None, stage="writing")
    assert '<details class="rest">' not in turn_view(under_way, TEXTS["nl"], Offers(), last=True)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("asdf qwer zxcv", 'lang="nl" dir="ltr">Het archief heeft hier niets over.'),
        ("¿Quién ganó?", 'lang="es" dir="ltr">El archivo no contiene nada sobre esto.'),
    ],
)
def test_a_question_in_no_language_is_refused_in_that_of_the_page(
    turn: Asked, question: str, said: str
) -> None:
    text = phrase("nothing", "es")
    refused = {"status": "no_answer", "text": text, "language": "es", "sentences": ()}
    assert said in answered(replace(turn, question=question), **refused)


def test_other_articles_of_the_story_are_offered_in_the_language_of_the_page(turn: Asked) -> None:
    item = replace(turn.evidence[1], article_id="x", title="« Oui »", language="fr", kind="report")
    assert turn.answer is not None
    found = (turn.evidence[0], item)
    shown = answered(turn, evidence=found, story=("x",))
    assert 'data-ask="Wat is er bekend over ‘“Oui”’?" lang="nl"' in shown
    assert '<span lang="fr" dir="ltr">“Oui”</span>' in shown
    assert "data-ask" not in answered(turn, evidence=found, story=())


def paragraphs(turn: Asked, *spans: tuple[int, int]) -> list[list[str]]:
    """The classes and words of the paragraphs by which one article's quotes are shown."""
    assert turn.answer is not None
    citation, sentence = turn.citations[0], turn.sentences[0]
    quotes = [f"Quote of {start}." for start, _ in spans]
    turn = replace(
        turn,
        sentences=tuple(
            replace(sentence, text=quote, citations=(number,))
            for number, quote in enumerate(quotes, 1)
        ),
        citations=tuple(
            replace(citation, number=number, quote=quote, start=start, end=end)
            for number, (quote, (start, end)) in enumerate(zip(quotes, spans, strict=True), 1)
        ),
    )
    shown = turn_view(turn, TEXTS["en"], Offers(), last=True)
    shown = re.sub('<span class="mark">.*?</span></span></span>', "", shown)
    found = re.findall('<p class="(words[^"]*)"[^>]*>(.*?)</p>', shown)
    return [[kind, *re.sub("<.*?>|&#8288;", "", words).split(" ")] for kind, words in found]


def test_the_first_quote_leads_and_dots_stand_where_the_article_says_more(turn: Asked) -> None:
    lead, back = paragraphs(turn, (100, 120), (10, 30), (31, 50), (60, 90))
    assert " ".join(lead).strip() == "words Quote of 100."
    assert " ".join(back).strip() == "words back Quote of 10. Quote of 31. … Quote of 60."
    assert len(paragraphs(turn, (100, 120))) == 1
