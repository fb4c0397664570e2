"""What narrows a question: out of the form, into a link, and back."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from urllib.parse import parse_qsl

import pytest

from rag.corpus.holdings import Holdings
from ui.page.link import Link
from ui.page.narrowing import Narrowing
from ui.page.views.narrowing import narrowing_view
from ui.texts import TEXTS

FULL = Narrowing(
    "2026-01-02", "2025-01-01", "2025-12-31", ("nl", "ar"), ("Oeverbode", "A & B=C"), ("report",)
)
EMPTY = Holdings(0, 0, None, None, {}, {}, {}, {}, 0)


@pytest.mark.parametrize("questions", [("Wat & waarom? #1",), ("Wie won?", "En waarom?")])
def test_a_link_holds_all_of_it(questions: tuple[str, ...]) -> None:
    link = Link(questions, FULL)
    pairs = parse_qsl(link.query)
    assert Link.of(pairs) == link
    assert [name for name, _ in pairs].count("source") == 2


def test_the_form_sends_all_of_it() -> None:
    assert Narrowing.from_form(json.dumps(asdict(FULL))) == FULL


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "",
        "{",
        "[]",
        "null",
        '{"as_of": 5, "since": [], "language": "nl", "source": [1, null, {}]}',
        '{"as_of": "  ", "language": [""]}',
    ],
)
def test_what_is_not_of_the_form_counts_as_not_filled_in(sent: str | None) -> None:
    assert Narrowing.from_form(sent) == Narrowing()


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("2025-07", "2025-07-01", "2025-07-31"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2025-07-14", "2025-07-14", "2025-07-14"),
        ("2025-07-14T23:30:00-03:00", "2025-07-14", "2025-07-14"),
        ("2025-07-14T01:00:00+09:00", "2025-07-14", "2025-07-14"),
        ("14 July 2025", "2025-07-14", "2025-07-14"),
        ("nonsense", "", ""),
        (None, "", ""),
    ],
)
def test_the_form_has_the_days_that_a_date_of_a_link_means(
    said: str | None, first: str, last: str
) -> None:
    narrowing = Narrowing(as_of=said, since=said, until=said)
    shown = narrowing_view(EMPTY, narrowing, TEXTS["en"])
    days = dict(re.findall(r'type="date" id="[\w-]+" name="(\w+)" value="([^"]*)"', shown))
    assert days == {"as_of": last, "since": first, "until": last}


def test_what_is_sent_is_bounded() -> None:
    sent = json.dumps({"as_of": "9" * 10_000, "source": [str(i) for i in range(10_000)]})
    narrowing = Narrowing.from_form(sent)
    assert len(narrowing.as_of or "") == 500
    assert len(narrowing.source) == 200


def test_half_characters_do_no_harm() -> None:
    days, names = ("as_of", "since", "until"), ("language", "source", "kind")
    broken = {**dict.fromkeys(days, "\ud800x"), **{name: ["\udfffy"] for name in names}}
    for narrowing in (
        Narrowing.from_form(json.dumps(broken)),
        Narrowing.from_link(
            {"since": ["\ud800x"], **{name: ["\udfffy"] for name in names}},
        ),
        Narrowing().from_day("\ud800x"),
    ):
        assert narrowing != Narrowing()
        link = Link(("\ud800 why?",), narrowing).query
        assert Link.of(parse_qsl(link)).narrowing == narrowing
        for texts in TEXTS.values():
            assert narrowing.fault(texts)
            assert "".join(narrowing.described(texts)).encode()


@pytest.mark.parametrize(
    ("narrowing", "fault"),
    [
        (FULL, ""),
        (Narrowing(), ""),
        (Narrowing(since="2025-02-30"), "2025-02-30 is geen datum. Schrijf die als 2026-03-31."),
        (
            Narrowing(since="2026-03-02", until="2026-03-01"),
            "De periode eindigt (1 mrt 2026) voordat zij begint (2 mrt 2026).",
        ),
        (Narrowing(since="2026-03-02", until="2026-03-02"), ""),
        (
            Narrowing(since="2026-03-02", until="2026-03-09", as_of="2026-03-01"),
            "Over een periode die pas na de peildatum (1 mrt 2026) begint (2 mrt 2026), is nog "
            "niets verschenen.",
        ),
        (
            Narrowing(kind=("rumour",)),
            "Het archief kan niet worden beperkt tot rumour: zo heet geen taal, medium of "
            "soort artikel.",
        ),
    ],
)
def test_what_cannot_be_asked_with_is_told(narrowing: Narrowing, fault: str) -> None:
    assert narrowing.fault(TEXTS["nl"]) == fault


def test_it_is_told_in_the_language_of_the_page() -> None:
    assert FULL.described(TEXTS["nl"]) == (
        "Peildatum 2 jan 2026",
        "Verschenen 1 jan 2025 – 31 dec 2025",
        "Nederlands",
        "Arabisch",
        "Oeverbode",
        "A & B=C",
        "Bericht",
    )
    assert Narrowing(since="nonsense").described(TEXTS["en"]) == ("Published nonsense – …",)
    assert Narrowing().described(TEXTS["en"]) == ()
