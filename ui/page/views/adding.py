"""Adding articles to the library: the form, the progress, and the result."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from ingest import IngestSummary, Progress
from ingest.records import place
from ui.html import html, join, label
from ui.serving.uploads import IntakeState, too_much
from ui.texts import Texts

_SHOWN = 50


def adding_view(texts: Texts, megabytes: int) -> Markup:
    """Show the form, folded; the page's script sends it.

    Args:
        megabytes: How much may be added at once.
    """
    return html(
        '<details class="adding"><summary>{title}</summary><form class="add-form" '
        'data-megabytes="{megabytes}" data-too-large="{too_large}">'
        '<p class="field"><label for="add-files">{files}</label>'
        '<input type="file" id="add-files" multiple></p>'
        '<p class="field"><label for="add-address">{address}</label>'
        '<input type="url" id="add-address" maxlength="2000" placeholder="https://" '
        'autocomplete="off"></p><button class="boxed" data-failed="{failed}">{add}</button>'
        '<p class="fault" role="alert"></p></form></details>',
        title=texts.add,
        megabytes=megabytes,
        too_large=too_much(texts, megabytes),
        files=texts.add_files,
        address=texts.add_address,
        failed=texts.add_failed,
        add=texts.add_now,
    )


def intake_view(taken: IntakeState, texts: Texts, batch: str = "", address: str = "") -> Markup:
    """Show the progress or the result of adding articles; screen readers read it out.

    Args:
        batch, address: What is being added; if the corpus is busy, a button tries again.
    """
    if taken.locked:
        return html(
            '<p class="fault" role="alert">{said}</p><p><button class="quiet" '
            'data-batch="{batch}" data-address="{address}">{again}</button></p>',
            said=f"{texts.locked} {texts.add_kept}",
            batch=batch,
            address=address,
            again=texts.add_again,
        )
    if taken.fault is not None:
        return html(
            '<p class="fault" role="alert">{said}</p>', said=label(taken.fault or texts.fault, 600)
        )
    if taken.summary is not None:
        return _summary(taken.summary, texts)
    return _progress(taken.progress, texts)


def _progress(progress: Progress | None, texts: Texts) -> Markup:
    fraction = progress.fraction if progress else None
    value = html(' value="{share}"', share=round(fraction, 3)) if fraction is not None else ""
    return html(
        '<p class="status" role="status">{said}</p><progress max="1"{value} aria-label="{name}">'
        "</progress>",
        said=texts.adding.format(count=texts.number(progress.articles if progress else 0)),
        value=value,
        name=texts.add,
    )


def _summary(summary: IngestSummary, texts: Texts) -> Markup:
    counts = (
        (texts.added, summary.added),
        (texts.updated_count, summary.updated),
        (texts.unchanged, summary.unchanged),
        (texts.copies_count, summary.duplicates),
        (texts.rejected, len(summary.rejected)),
    )
    said = " · ".join(f"{texts.number(n)} {name}" for name, n in counts if n) or texts.nothing_new
    rejected = join(
        html(
            '<li><bdi>{place}</bdi>: <span lang="en">{reason}</span></li>',
            place=label(place(_name(item.path), item.line, item.item), 120),
            reason=label(item.reason, 400),
        )
        for item in summary.rejected[:_SHOWN]
    )
    return html(
        '<p class="notice" role="status">{said}</p>{rejected}',
        said=said,
        rejected=html(
            '<p class="hint">{why}</p><ul class="rejected">{items}</ul>',
            why=texts.reasons_in_english,
            items=rejected,
        )
        if rejected
        else "",
    )


def _name(path: str) -> str:
    return path if "://" in path else Path(path).name
