"""A file that is edited holds the same article, one that is replaced another."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING

import pytest

from ingest.web.fetching import Fetcher
from ingest.web.following import Follower
from rag.settings import load_settings

if TYPE_CHECKING:
    from pathlib import Path

    from ingest import IngestSummary
    from tests.ingest.conftest import Newsroom

HEAD = "title: Keeper found\npublished_at: 2026-09-12\nsource: Lantern Post\n"
BODY = (
    "The keeper of the light on Skerry Holm was found alive on Saturday, a day after his boat "
    "came ashore without him. He had climbed onto a ledge below the tower and could not be seen "
    "from the sea. The island council thanked 12 volunteers who had searched the cliffs all night."
)
EDITED = BODY.replace("12 volunteers", "40 volunteers")
LONGER = EDITED + "\n\nUpdate: the keeper died in hospital on Sunday, a doctor said."
OTHER = (
    "The bakery at Merel will close in March after ninety years, its owner said on Thursday. Flour "
    "has become too dear for a shop that sells forty loaves a day, and nobody wants to take it over."
)


NAMED = f"id: keeper\n{HEAD}"


def counts(summary: IngestSummary) -> tuple[int, int, int, int]:
    return (summary.added, summary.updated, summary.unchanged, summary.duplicates)


def write(newsroom: Newsroom, body: str, head: str = HEAD, name: str = "a.md") -> Path:
    return newsroom.write(name, f"---\n{head}---\n{body}\n" if head else body)


@pytest.mark.parametrize("head", [HEAD, NAMED, ""], ids=["front matter", "with an id", "bare text"])
def test_a_file_that_is_edited_holds_the_next_version(newsroom: Newsroom, head: str) -> None:
    for body, expected in (
        (BODY, (1, 0, 0, 0)),
        (EDITED, (0, 1, 0, 0)),
        (LONGER, (0, 1, 0, 0)),
        (LONGER, (0, 0, 1, 0)),
        (BODY, (0, 1, 0, 0)),
    ):
        assert counts(newsroom.take_in(write(newsroom, body, head))) == expected
        assert newsroom.only_article().body == body
    assert newsroom.only_article().version == 4


def test_a_file_that_is_followed_is_edited(newsroom: Newsroom) -> None:
    write(newsroom, BODY)
    follower = Follower(
        [str(newsroom.folder)],
        newsroom.corpus,
        newsroom.embedder,
        Fetcher(load_settings()),
        every_seconds=1,
        limit=1,
    )
    for body, expected in ((BODY, (1, 0, 0, 0)), (LONGER, (0, 1, 0, 0))):
        write(newsroom, body)
        (outcome,) = follower.round()
        assert counts(outcome.summary) == expected
    follower.close()
    assert newsroom.only_article().body == LONGER


def test_a_text_that_is_rewritten_under_its_headline_and_day_is_the_same(
    newsroom: Newsroom,
) -> None:
    newsroom.take_in(write(newsroom, BODY))
    assert counts(newsroom.take_in(write(newsroom, OTHER))) == (0, 1, 0, 0)


@pytest.mark.parametrize(
    ("head", "next_head"),
    [
        (HEAD, HEAD.replace("Keeper found", "A bakery closes")),
        ("title: Today\n", "title: Today\n"),
        ("title: Today\npublished_at: 2026-09-12\n", "title: Today\npublished_at: 2026-09-13\n"),
        ("", ""),
    ],
    ids=["another headline", "a standing headline", "another day", "bare text"],
)
def test_a_file_whose_article_was_replaced_holds_another(
    newsroom: Newsroom, head: str, next_head: str
) -> None:
    newsroom.take_in(write(newsroom, BODY, head))
    first = newsroom.only_article()
    summary = newsroom.take_in(write(newsroom, OTHER, next_head))
    assert counts(summary) == (1, 0, 0, 0)
    (remark,) = summary.warnings
    assert remark.text.startswith(f"It holds another article than before, “{first.title}”, which")
    assert first.id in remark.text
    assert newsroom.article(first.id) == first


def test_another_outlets_copy_in_the_same_file_is_another_article(newsroom: Newsroom) -> None:
    newsroom.take_in(write(newsroom, BODY))
    head = HEAD.replace("Lantern Post", "Merel Courier")
    local = BODY + "\n\nMerel has a light of its own, which has not been lit for years."
    assert counts(newsroom.take_in(write(newsroom, local, head))) == (0, 0, 0, 1)


@pytest.mark.parametrize("now", [BODY, LONGER], ids=["id alone", "id and text"])
def test_an_id_that_is_given_later_is_that_of_the_same_article(
    newsroom: Newsroom, now: str
) -> None:
    newsroom.take_in(write(newsroom, BODY))
    old = newsroom.only_article().id
    record = {"id": "fix", "body": "Twelve was wrong, it was forty.", "corrects": old}
    newsroom.take_in(newsroom.write_lines("b.jsonl", [record]))
    head = HEAD + "id: lh-1\n"
    assert counts(newsroom.take_in(write(newsroom, now, head))) == (0, 1, 0, 0)
    assert newsroom.corpus.article(old) is None
    assert newsroom.article("lh-1").body == now
    assert newsroom.article("fix").corrects == "lh-1"
    (before,) = newsroom.corpus.versions("lh-1")
    assert (before.article.id, before.article.body) == ("lh-1", BODY)
    edited = now.replace("ledge", "shelf")
    assert counts(newsroom.take_in(write(newsroom, edited, head))) == (0, 1, 0, 0)
    assert newsroom.corpus.holdings().articles == 2
    assert newsroom.corpus.check() == []


def test_files_that_name_different_ids_hold_different_articles(newsroom: Newsroom) -> None:
    newsroom.take_in(write(newsroom, BODY, HEAD + "id: one\n"))
    assert counts(newsroom.take_in(write(newsroom, EDITED, HEAD + "id: two\n"))) == (1, 0, 0, 0)


@pytest.mark.parametrize(
    "head", [HEAD, NAMED, f"url: https://post.example/keeper\n{HEAD}"], ids=["text", "id", "URL"]
)
def test_a_backup_copy_does_not_bring_an_old_text_back(newsroom: Newsroom, head: str) -> None:
    newsroom.take_in(write(newsroom, BODY, head))
    for older, newer in ((BODY, EDITED), (EDITED, LONGER)):
        write(newsroom, newer, head)
        write(newsroom, older, head, name="a.md.bak.md")
        summary = newsroom.take_in()
        assert counts(summary) == (0, 1, 1, 0)
        assert newsroom.only_article().body == newer
    assert "it holds an earlier text of" in summary.warnings[0].text
    again = newsroom.take_in()
    assert (counts(again), again.warnings) == ((0, 0, 2, 0), ())


def test_an_earlier_text_that_is_said_to_be_newer_is_the_next_version(newsroom: Newsroom) -> None:
    for number, (body, updated_at) in enumerate(
        [(BODY, "2026-09-12"), (EDITED, "2026-09-13"), (BODY, "2026-09-14")]
    ):
        head = f"{NAMED}updated_at: {updated_at}\n"
        newsroom.take_in(write(newsroom, body, head, f"{number}.md"))
        assert newsroom.only_article().body == body


def test_an_earlier_text_is_left_out_in_the_run_that_replaced_it_too(newsroom: Newsroom) -> None:
    for number, body in enumerate((BODY, EDITED, BODY)):
        write(newsroom, body, NAMED, f"{number}.md")
    summary = newsroom.take_in()
    assert newsroom.only_article().body == EDITED
    assert "it holds an earlier text of keeper" in summary.warnings[0].text


def test_a_file_that_ends_in_an_earlier_text_ends_in_it_however_often_it_is_begun(
    newsroom: Newsroom,
) -> None:
    lines = [{"id": "keeper", "body": body} for body in (BODY, EDITED, BODY)]
    for read in (2, 3, 3):
        newsroom.take_in(newsroom.write_lines("a.jsonl", lines[:read]))
        assert newsroom.only_article().body == lines[read - 1]["body"]


def test_two_copies_of_a_file_that_are_edited_alike_are_one_article(newsroom: Newsroom) -> None:
    for body, expected in ((BODY, (1, 0, 1, 0)), (LONGER, (0, 1, 1, 0))):
        write(newsroom, body)
        write(newsroom, body, name="b.md")
        assert counts(newsroom.take_in()) == expected
        assert newsroom.only_article().body == body


def test_a_moved_file_is_still_known_when_it_is_edited(newsroom: Newsroom) -> None:
    path = write(newsroom, BODY)
    newsroom.take_in(path)
    moved = path.rename(path.with_name("b.md"))
    newsroom.take_in(moved)
    write(newsroom, LONGER, name="b.md")
    assert counts(newsroom.take_in(moved)) == (0, 1, 0, 0)


def test_a_changed_record_of_a_file_of_many_is_the_next_version(newsroom: Newsroom) -> None:
    def lines(*bodies: str) -> list[dict[str, object]]:
        return [{"title": "Update", "published_at": "2026-09-12", "body": body} for body in bodies]

    newsroom.take_in(newsroom.write_lines("a.jsonl", lines(BODY, OTHER)))
    changed = newsroom.write_lines("a.jsonl", lines(BODY, OTHER + " The oven will be sold."))
    assert counts(newsroom.take_in(changed)) == (0, 1, 1, 0)
    # What comes before others moves them by a line, and changes none.
    more = newsroom.write_lines("a.jsonl", lines(LONGER, BODY, OTHER + " The oven will be sold."))
    assert counts(newsroom.take_in(more)) == (1, 0, 2, 0)


def test_a_file_that_takes_its_article_back_while_it_is_edited(newsroom: Newsroom) -> None:
    newsroom.take_in(write(newsroom, BODY))
    summary = newsroom.take_in(write(newsroom, LONGER, HEAD + "status: withdrawn\n"))
    assert counts(summary) == (0, 1, 0, 0)
    assert newsroom.corpus.holdings().articles == 0


def test_a_field_that_is_released_leaves_the_file_its_article(newsroom: Newsroom) -> None:
    from ingest.editing import edit, release

    newsroom.take_in(write(newsroom, BODY))
    article_id = newsroom.only_article().id
    edit(article_id, {"section": "Islands"}, newsroom.corpus, newsroom.embedder)
    release(article_id, ["section"], newsroom.corpus)
    assert counts(newsroom.take_in(write(newsroom, LONGER))) == (0, 1, 0, 0)
    assert newsroom.only_article().section is None


def test_what_is_piped_in_has_no_place(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys
    from pathlib import Path

    for body in (BODY, LONGER):
        data = json.dumps({"title": "Keeper", "published_at": "2026-09-12", "body": body})
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
        assert counts(newsroom.take_in(Path("-"))) == (1, 0, 0, 0)


def report(body: str, **fields: object) -> dict[str, object]:
    told = {"title": "Keeper found", "published_at": "2026-09-12", "source": "Lantern Post"}
    return {**told, "body": body, **fields}


ABOVE = report(OTHER, title="A bakery closes")


@pytest.mark.parametrize("name", ["a.jsonl", "b.jsonl"], ids=["below a new one", "another file"])
@pytest.mark.parametrize("body", [EDITED, LONGER])
def test_an_update_under_its_headline_is_the_next_version_wherever_it_is_read(
    newsroom: Newsroom, name: str, body: str
) -> None:
    newsroom.take_in(newsroom.write_lines("a.jsonl", [report(BODY)]))
    first = newsroom.only_article().id
    later = newsroom.write_lines(name, [ABOVE, report(body)])
    assert counts(newsroom.take_in(later)) == (1, 1, 0, 0)
    assert newsroom.article(first).body == body
    # The earlier text is not brought back: by none who has it, in whatever form.
    older = newsroom.write_lines("c.jsonl", [report(BODY), report(BODY, section="Islands")])
    assert counts(newsroom.take_in(older)) == (0, 0, 2, 0)
    assert newsroom.article(first).body == body
    assert counts(newsroom.take_in(later)) == (0, 0, 2, 0)


def test_an_update_in_the_run_of_the_first_text_is_the_next_version(newsroom: Newsroom) -> None:
    newsroom.write_lines("a.jsonl", [report(BODY)])
    newsroom.write_lines("b.jsonl", [report(LONGER)])
    assert counts(newsroom.take_in()) == (1, 1, 0, 0)
    assert newsroom.only_article().body == LONGER


@pytest.mark.parametrize(
    "told",
    [
        {"source": "Merel Courier"},
        {"source": None},
        {"title": "Keeper alive"},
        {"published_at": "2026-09-13"},
        {"published_at": "2026-09"},
        {"url": "https://post.example/keeper"},
        {"id": "keeper"},
    ],
)
def test_a_like_text_that_is_told_otherwise_is_another_article(
    newsroom: Newsroom, told: dict[str, object]
) -> None:
    newsroom.take_in(newsroom.write_lines("a.jsonl", [report(BODY)]))
    other = newsroom.write_lines("b.jsonl", [report(EDITED, **told)])
    assert newsroom.take_in(other).updated == 0
    assert newsroom.corpus.holdings().articles == 2


def test_texts_under_a_headline_that_stand_side_by_side_are_no_versions(newsroom: Newsroom) -> None:
    newsroom.take_in(newsroom.write_lines("a.jsonl", [report(BODY)]))
    both = newsroom.write_lines("a.jsonl", [report(LONGER), report(BODY)])
    assert counts(newsroom.take_in(both)) == (1, 0, 1, 0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (BODY, OTHER),
        ("The numbers drawn on Saturday are 3, 7 and 12.", "The numbers drawn on Saturday are 4."),
    ],
    ids=["other texts", "short"],
)
def test_reports_under_a_standing_headline_are_different_articles(
    newsroom: Newsroom, one: str, other: str
) -> None:
    newsroom.take_in(newsroom.write_lines("a.jsonl", [report(one)]))
    assert counts(newsroom.take_in(newsroom.write_lines("b.jsonl", [report(other)])))[0] == 1


def test_a_file_whose_stored_text_is_decomposed_holds_its_next_version(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Le préfet Hervé Ménard a annoncé mardi à Orléans que la sécurité serait améliorée."
    decomposed = unicodedata.normalize("NFD", text)
    path = newsroom.write("a.txt", decomposed)
    with monkeypatch.context() as formerly:
        formerly.setattr("ingest.cleaning.clean_text", str.strip)
        newsroom.take_in(path)
    assert newsroom.only_article().body == decomposed
    newsroom.write("a.txt", f"{decomposed} Les élus ont voté.")
    assert counts(newsroom.take_in(path)) == (0, 1, 0, 0)


def test_the_same_text_in_decomposed_letters_is_the_same_article(newsroom: Newsroom) -> None:
    text = "Le préfet Hervé Ménard a annoncé mardi que la sécurité du pont serait améliorée."
    newsroom.take_in(newsroom.write("a.txt", text))
    again = newsroom.take_in(newsroom.write("b.txt", unicodedata.normalize("NFD", text)))
    assert counts(again) == (0, 0, 1, 0)
