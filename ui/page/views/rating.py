"""Rating an answer: the buttons, and a form that asks why it was not good."""

from __future__ import annotations

from markupsafe import Markup

from rag.feedback import LONGEST_COMMENT, REASONS
from ui.html import html, join
from ui.page.conversation import Asked, Conversation
from ui.texts import Texts


def rating_view(turn: Asked, texts: Texts) -> Markup:
    """Show two buttons, and a form that the page's script opens when the answer was not good."""
    return html(
        '<div class="rating" data-turn="{number}"><p role="group" aria-label="{title}">{buttons}'
        '<span class="rated" role="status"></span>'
        '</p><form class="why" hidden><fieldset class="field"><legend>{why}</legend>'
        '<div class="choices">{reasons}</div></fieldset>'
        '<label class="field">{comment}<textarea name="comment" rows="2" maxlength="{longest}" '
        'dir="auto"></textarea></label><p class="hint">{kept}</p>'
        '<button class="boxed">{send}</button></form></div>',
        number=turn.number,
        title=texts.rate,
        buttons=join(
            html(
                '<button type="button" class="quiet" data-verdict="{verdict}" '
                'aria-pressed="{pressed}">{name}</button>',
                verdict=verdict,
                pressed="true" if turn.rating == verdict else "false",
                name=name,
            )
            for verdict, name in (("good", texts.rate_good), ("bad", texts.rate_bad))
        ),
        why=texts.rate_why,
        reasons=join(
            html(
                '<label class="choice"><input type="radio" name="reason" value="{reason}">'
                "<span>{name}</span></label>",
                reason=reason,
                name=texts.reasons[reason],
            )
            for reason in REASONS
        ),
        comment=texts.rate_comment,
        longest=LONGEST_COMMENT,
        kept=texts.rate_kept,
        send=texts.send,
    )


def rated_view(conversation: Conversation, turn: Asked, said: str) -> Markup:
    """Hand the outcome of rating an answer to the page's script, hidden.

    Args:
        turn: The turn with the rating that is stored now.
    """
    return html(
        '<div hidden data-conversation="{conversation}" data-rated="{number}" data-kept="{kept}" data-said="{said}"></div>',
        conversation=conversation.id,
        number=turn.number,
        kept=turn.rating or "",
        said=said,
    )
