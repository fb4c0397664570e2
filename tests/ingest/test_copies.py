"""Copies are linked to the earliest as they come in; articles that are only related are not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ingest.conftest import Newsroom

SENTENCES = [
    "Grain barges will be let through the lower lock at Tavolzh from Monday, the port said.",
    "The lock has been shut since a mooring line tore loose in the storm of 3 March.",
    "Divers found a crack of two metres in the eastern gate and filled it with resin.",
    "Captain Ilya Morozh said his crew had eaten nothing but barley porridge for nine days.",
    "Twenty-three vessels are waiting above the lock, most of them loaded with winter wheat.",
    "The port expects to clear the queue within a week if the water does not rise again.",
    "Millers downstream have drawn on their reserves and put up the price of flour by a tenth.",
]
WIRE = {
    "id": "wire",
    "title": "Lock at Tavolzh to reopen",
    "body": "\n\n".join(SENTENCES),
    "published_at": "2026-03-12T08:00:00+00:00",
    "source": "Northgate Wire",
    "kind": "wire",
}
LOCAL = "In Syvach the baker Oleh Tkach, who buys from both mills, has already raised his prices."


def like_the_wire(article_id: str, body: str, hour: int = 10, **more: object) -> dict[str, object]:
    at = f"2026-03-12T{hour:02}:00:00+00:00"
    return {"id": article_id, "title": "Flour", "body": body, "published_at": at, **more}


COPIES = {
    "the same": "\n\n".join(SENTENCES),
    "other case and paragraphs": " ".join(SENTENCES).upper(),
    "a cut ending": "\n\n".join(SENTENCES[:3]),
    "a local sentence": "\n\n".join(
        ["SYVACH (own report) - " + SENTENCES[0], *SENTENCES[1:], LOCAL]
    ),
    "a few words changed": "\n\n".join(SENTENCES)
    .replace("Monday", "next week")
    .replace("nine", "9"),
}


@pytest.mark.parametrize("body", COPIES.values(), ids=COPIES.keys())
def test_a_copy_is_linked_to_the_wire(newsroom: Newsroom, body: str) -> None:
    summary = newsroom.take_in(newsroom.write_lines("a.jsonl", [WIRE, like_the_wire("copy", body)]))
    assert (summary.added, summary.duplicates) == (1, 1)
    assert newsroom.article("copy").duplicate_of == "wire"
    assert newsroom.article("wire").duplicate_of is None


def test_a_follow_up_that_repeats_the_background_is_no_copy(newsroom: Newsroom) -> None:
    body = "\n\n".join(
        [
            "The lower lock at Tavolzh was shut again on Thursday, three days after it reopened.",
            "A barge of the Morozh line struck the western gate at dawn and bent two hinges.",
            "Nobody was hurt. The port has asked a yard in Merel for new hinges.",
            *SENTENCES[1:3],
        ]
    )
    newsroom.take_in(newsroom.write_lines("a.jsonl", [WIRE, like_the_wire("later", body, 20)]))
    assert newsroom.article("later").duplicate_of is None


@pytest.mark.parametrize("told", [{"corrects": "wire"}, {"kind": "correction"}])
def test_a_correction_is_no_copy_of_what_it_corrects(
    newsroom: Newsroom, told: dict[str, object]
) -> None:
    body = "\n\n".join(SENTENCES).replace("Twenty-three", "Thirty-two")
    newsroom.take_in(newsroom.write_lines("a.jsonl", [WIRE, like_the_wire("fix", body, **told)]))
    assert newsroom.article("fix").duplicate_of is None


def test_the_earliest_is_the_original_whatever_comes_first(newsroom: Newsroom) -> None:
    late = like_the_wire("late", "\n\n".join([*SENTENCES, LOCAL]), 15)
    early = like_the_wire("early", "\n\n".join(SENTENCES[:6]), 9)
    undated = {"id": "undated", "title": "Flour", "body": "\n\n".join(SENTENCES)}
    for number, record in enumerate([undated, late, early, WIRE]):
        newsroom.take_in(newsroom.write_lines(f"{number}.jsonl", [record]))
    assert newsroom.article("wire").duplicate_of is None
    for copy in ("early", "late", "undated"):
        assert newsroom.article(copy).duplicate_of == "wire"


def test_what_the_source_says_is_kept(newsroom: Newsroom) -> None:
    newsroom.take_in(
        newsroom.write_lines(
            "a.jsonl",
            [WIRE, like_the_wire("copy", "\n\n".join(SENTENCES), duplicate_of="elsewhere")],
        )
    )
    assert newsroom.article("copy").duplicate_of == "elsewhere"


def test_when_the_original_goes_the_next_takes_its_place(newsroom: Newsroom) -> None:
    body = "\n\n".join(SENTENCES)
    newsroom.take_in(
        newsroom.write_lines(
            "a.jsonl", [WIRE, like_the_wire("second", body), like_the_wire("third", body, 11)]
        )
    )
    with newsroom.corpus.writing():
        newsroom.corpus.remove("wire")
    assert newsroom.article("second").duplicate_of is None
    assert newsroom.article("third").duplicate_of == "second"


def test_an_article_that_is_rewritten_is_no_copy_any_more(newsroom: Newsroom) -> None:
    copy = like_the_wire("copy", "\n\n".join(SENTENCES))
    newsroom.take_in(newsroom.write_lines("a.jsonl", [WIRE, copy]))
    own = {**copy, "body": LOCAL + " He has baked there for thirty years. His flour comes by road."}
    newsroom.take_in(newsroom.write_lines("a.jsonl", [WIRE, own]))
    assert newsroom.article("copy").duplicate_of is None


def test_marked_copies_are_found(newsroom: Newsroom, shared: Path) -> None:
    lines = (shared / "eval" / "newsworld_dev" / "articles.jsonl").read_text().splitlines()
    records = [json.loads(line) for line in lines]
    marked = {(r["id"], r["duplicate_of"]) for r in records if r.get("duplicate_of")}
    # The articles with copies and their stories, so that the look-alikes are among them too.
    stories = {r["story"] for r in records if r.get("duplicate_of")}
    chosen = [
        {name: value for name, value in r.items() if name != "duplicate_of"}
        for r in records
        if r["story"] in sorted(stories)[:4] and r["kind"] in ("wire", "report")
    ]
    ids = {r["id"] for r in chosen}
    newsroom.take_in(newsroom.write_lines("a.jsonl", chosen))
    found = {(a.id, a.duplicate_of) for a in newsroom.corpus.articles() if a.duplicate_of}
    assert found == {pair for pair in marked if pair[0] in ids}
    assert found


def test_an_article_that_calls_itself_its_original_is_no_copy(newsroom: Newsroom) -> None:
    wire = {**WIRE, "duplicate_of": "wire"}
    assert newsroom.take_in(newsroom.write_lines("a.jsonl", [wire])).duplicates == 0
    assert newsroom.article("wire").duplicate_of is None
    assert newsroom.take_in(newsroom.write_lines("b.jsonl", [WIRE])).updated == 0
