"""The sentences of an answer with the numbers of their citations, as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from rag.language import is_rtl
from rag.records import SENTENCE_GAP, Citation, Sentence
from ui.html import html, join, label, lang_attributes, running
from ui.page.conversation import Asked
from ui.page.views.evidence import opens, origin
from ui.texts import Texts

_LAST_WORD = 12
"""At most so many characters are kept on one line with the number behind them."""

_Cited = tuple[Sentence, list[Citation]]
_Paragraph = list[_Cited]


def sentences_view(turn: Asked, texts: Texts) -> Markup:
    """Show the sentences; quotes from the same articles in a row form one paragraph."""
    cited = {citation.number: citation for citation in turn.citations}
    paragraphs: list[_Paragraph] = []
    for sentence in turn.sentences:
        citations = [cited[number] for number in sentence.citations if number in cited]
        if paragraphs and _continues(paragraphs[-1][-1], (sentence, citations)):
            paragraphs[-1].append((sentence, citations))
        else:
            paragraphs.append([(sentence, citations)])
    return html(
        '<div class="sentences" aria-live="polite" aria-atomic="false">{paragraphs}</div>',
        paragraphs=join(
            html(
                '<div class="paragraph">{lead}{words}{sources}</div>',
                lead=_run(turn, paragraph[:1], f"{place}-lead", texts) if place == 0 else "",
                words=_run(turn, paragraph[place == 0 :], str(place), texts),
                sources=_sources(paragraph, texts),
            )
            for place, paragraph in enumerate(paragraphs)
        ),
    )


def _run(turn: Asked, said: _Paragraph, name: str, texts: Texts) -> Markup:
    """Show sentences one after the other, with dots before a quote that does not directly follow the
    one before it in the article. Paragraphs of quotes after the answer's first are shown smaller.
    """
    if not said:
        return Markup("")
    language = turn.answer.language if turn.answer else None
    stands_back = said[0][0] is not turn.sentences[0] and _quotes(said[0])
    return html(
        '<p class="words{back}" {lang}>{words}</p>',
        back=" back" if stands_back else "",
        lang=lang_attributes(language),
        words=join(
            _words(
                f"tip-{turn.number}-{name}-{n}",
                *item,
                language,
                texts,
                apart=n > 0 and not _follows(said[n - 1], item),
            )
            for n, item in enumerate(said)
        ),
    )


def _quotes(said: _Cited) -> bool:
    """Tell whether a sentence holds the quotes of its sources word for word."""
    sentence, citations = said
    return bool(citations) and all(citation.quote in sentence.text for citation in citations)


def _follows(before: _Cited, after: _Cited) -> bool:
    """Tell whether a quote stands directly behind another in their article."""
    (_, first), (_, second) = before, after
    return 0 <= second[0].start - first[-1].end <= SENTENCE_GAP


def _continues(before: _Cited, after: _Cited) -> bool:
    """Tell whether two sentences are quotes from the same articles."""
    (_, first), (_, second) = before, after
    same = {c.article_id for c in first} == {c.article_id for c in second}
    return same and _quotes(before) and _quotes(after)


def _words(
    tip: str,
    sentence: Sentence,
    citations: Sequence[Citation],
    language: str | None,
    texts: Texts,
    *,
    apart: bool,
) -> Markup:
    """Show a sentence with its numbers; a quote within it is marked with its own language.

    Args:
        apart: Whether the article has other text between it and the sentence before.
    """
    quoted = next((c for c in citations if c.quote in sentence.text), None)
    before, quote, after = sentence.text.partition(quoted.quote if quoted else sentence.text)
    spoken = quoted.language if quoted else language
    # A number keeps to the word before it, where both are written in one direction.
    cut = max(quote.rfind(" ") + 1, len(quote) - _LAST_WORD)
    cut = cut if is_rtl(spoken) == is_rtl(language) else len(quote)
    return html(
        "{apart}{before}<span {lang}>{start}</span>"
        '<span class="together"><span {lang}>{end}</span>{after}{marks}</span> ',
        apart="… " if apart else "",
        before=running(before),
        lang=lang_attributes(spoken),
        start=running(quote[:cut]),
        end=running(quote[cut:]),
        after=running(after),
        marks=join(_mark(citation, f"{tip}-{citation.number}", texts) for citation in citations),
    )


def _mark(citation: Citation, tip: str, texts: Texts) -> Markup:
    """Show the number of a citation, with the quote on hover; pressed, it opens the article."""
    return html(
        '<span class="mark"><button type="button" class="cite" aria-label="{name}" '
        'aria-describedby="{tip}" {opens}>{number}</button>'
        '<span class="tip" role="tooltip" id="{tip}"><q {lang}>{quote}</q>'
        '<span class="origin">{origin}</span></span></span>',
        name=texts.citation.format(number=citation.number),
        tip=tip,
        opens=opens(citation),
        number=citation.number,
        lang=lang_attributes(citation.language),
        quote=label(citation.quote, 600),
        origin=origin(citation, texts),
    )


def _sources(paragraph: _Paragraph, texts: Texts) -> Markup:
    """Show the sources of a paragraph, with each quote that does not itself stand in it."""
    numbers: dict[str, list[Citation]] = {}
    quotes = []
    for sentence, citations in paragraph:
        for citation in citations:
            if citation.quote in sentence.text:
                numbers.setdefault(citation.article_id, []).append(citation)
            else:
                quotes.append(_source((citation,), citation.quote, texts))
    plain = [_source(citations, None, texts) for citations in numbers.values()]
    items = join((*plain, *quotes))
    return html('<ul class="sources">{items}</ul>', items=items) if items else items


def _source(citations: Sequence[Citation], quote: str | None, texts: Texts) -> Markup:
    first = citations[0]
    return html(
        '<li><span class="number" aria-hidden="true">{numbers}</span>'
        '<span class="source"><span class="origin">{origin}</span>{quote}</span></li>',
        numbers=", ".join(str(citation.number) for citation in citations),
        origin=origin(first, texts),
        quote=html(
            '<q class="quote" {lang}>{quote}</q>',
            lang=lang_attributes(first.language),
            quote=running(quote),
        )
        if quote
        else "",
    )
