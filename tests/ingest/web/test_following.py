"""Sources that are followed: what is new is taken in, and what was read is remembered."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event, Timer
from typing import TYPE_CHECKING

import pytest

from ingest.web.fetching import NOTHING_KNOWN, Fetched, Fetcher, Validators
from ingest.web.following import Follower, Outcome
from ingest.web.visiting import MAX_SITEMAPS, MAX_TRIES
from rag.corpus.corpus import Corpus
from rag.embedding.model import Embedder
from rag.settings import Settings, load_settings
from tests.ingest.web.papers import (
    front_page,
    opml,
    page,
    put_pages,
    rss,
    sitemap,
    sitemap_index,
    stories,
)
from tests.ingest.web.site import Handler, Site
from tests.locking import writing_elsewhere

if TYPE_CHECKING:
    from tests.ingest.conftest import Newsroom

Round = Callable[..., dict[str, Outcome]]


@pytest.fixture
def one_round(corpus: Corpus, embedder: Embedder, settings: Settings) -> Round:
    """One round of a follower that was just started, by source."""

    def run(*sources: str, limit: int = 50, every: float = 60.0) -> dict[str, Outcome]:
        follower = Follower(
            sources, corpus, embedder, Fetcher(settings), every_seconds=every, limit=limit
        )
        with closing(follower):
            return {outcome.source: outcome for outcome in follower.round()}

    return run


def added(outcome: Outcome) -> int:
    assert outcome.problem is None
    assert outcome.summary.rejected == ()
    return outcome.summary.added


def titles(corpus: Corpus) -> set[str]:
    return {article.title for article in corpus.articles()}


def test_what_is_new_in_a_feed_is_taken_in_also_after_a_restart(
    site: Site, corpus: Corpus, one_round: Round
) -> None:
    ferry, bridge, library = stories()
    put_pages(site, [ferry, bridge, library])
    feed = site.put("/feed", rss(site, [ferry]), ETag='"1"')
    assert added(one_round(feed)[feed]) == 1
    asked = len(site.asked)
    assert added(one_round(feed)[feed]) == 0
    assert site.asked[asked:] == ["/robots.txt", "/feed"]
    assert site.headers[-1]["If-None-Match"] == '"1"'
    site.put("/feed", rss(site, [library, bridge, ferry]), ETag='"2"')
    assert added(one_round(feed)[feed]) == 2
    assert titles(corpus) == {ferry.title, bridge.title, library.title}


def test_a_site_is_followed_by_its_feed(site: Site, corpus: Corpus, one_round: Round) -> None:
    told = stories("ferry", "bridge")
    put_pages(site, told)
    site.put("/comments.xml", rss(site, []))
    feed = site.put("/feed.xml", rss(site, told))
    home = site.put("/", front_page("/comments.xml", "feed.xml"))
    outcomes = one_round(home)
    assert outcomes[home].feeds == (feed,)
    assert added(outcomes[feed]) == 2
    assert "/comments.xml" not in site.asked
    assert titles(corpus) == {story.title for story in told}


def test_the_feeds_of_an_opml_file_or_address_are_followed_each(
    site: Site, corpus: Corpus, one_round: Round, tmp_path: Path
) -> None:
    ferry, bridge = stories("ferry", "bridge")
    put_pages(site, [ferry, bridge])
    one, two = site.put("/1", rss(site, [ferry])), site.put("/2", rss(site, [bridge]))
    file = tmp_path / "feeds.opml"
    file.write_text(opml(one))
    address = site.put("/list", opml(one, two))
    outcomes = one_round(str(file), address)
    assert added(outcomes[one]) == added(outcomes[two]) == 1
    assert sum(len(outcome.feeds) for outcome in outcomes.values()) == 2


def test_of_what_was_there_before_only_the_newest_is_read_and_of_the_new_everything(
    site: Site, corpus: Corpus, one_round: Round
) -> None:
    ferry, bridge, library = stories()
    more = [replace(ferry, name=f"ferry-{day}", day=day, title=f"Day {day}") for day in (23, 24)]
    put_pages(site, [ferry, bridge, library, *more])
    part = site.put("/part.xml", sitemap(site, [ferry, bridge, library]), ETag='"1"')
    index = site.put("/sitemap.xml", sitemap_index(part), ETag='"index"')
    outcome = one_round(index, limit=1)[index]
    assert added(outcome) == 1
    assert outcome.passed_over == 2
    assert titles(corpus) == {library.title}

    site.put("/part.xml", sitemap(site, [ferry, bridge, library, *more]), ETag='"2"')
    found = [one_round(index, limit=1)[index].summary for _ in range(3)]
    assert [summary.added + summary.duplicates for summary in found] == [1, 1, 0]
    assert {"Day 23", "Day 24"} < titles(corpus)
    asked = len(site.asked)
    one_round(index, limit=1)
    assert site.asked[asked:] == ["/robots.txt", "/sitemap.xml", "/part.xml"]
    assert site.headers[-1]["If-None-Match"] == '"2"'


def test_a_page_without_a_feed_is_followed_itself(
    site: Site, corpus: Corpus, one_round: Round
) -> None:
    (story,) = stories("ferry")
    put_pages(site, [story])
    url = site.url(story.path)
    assert added(one_round(url)[url]) == 1
    assert one_round(url)[url].summary.unchanged == 0, "its server said so"
    site.put(story.path, page(replace(story, paragraphs=(*story.paragraphs, "It rains."))))
    assert one_round(url)[url].summary.updated == 1


def test_files_that_come_or_change_in_a_folder_are_taken_in(
    tmp_path: Path, corpus: Corpus, one_round: Round
) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    source = str(inbox)

    def write(name: str, text: str) -> None:
        (inbox / name).write_text(text)
        os.utime(inbox / name, (1_700_000_000, 1_700_000_000))

    assert added(one_round(source)[source]) == 0
    write("one.md", "---\nid: one\n---\n# The mill turns\n\nThe mill of Aldwick turns again.")
    write("bad.json", '{"title": "No text"}')
    first = one_round(source)[source]
    assert (first.summary.added, len(first.summary.rejected)) == (1, 1)
    assert one_round(source)[source] == Outcome(source), "neither is read again"
    write("one.md", "---\nid: one\n---\n# The mill turns\n\nThe mill of Aldwick has stopped again.")
    (inbox / "two.txt").write_text("The weir below the mill was opened on Thursday evening.")
    second = one_round(source)[source]
    assert (second.summary.updated, second.summary.added) == (1, 1)


def test_links_out_of_a_folder_are_told_once(
    tmp_path: Path, corpus: Corpus, one_round: Round
) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (tmp_path / "one.txt").write_text("The weir below the mill was opened on Thursday evening.")
    (inbox / "link").symlink_to(tmp_path)
    source = str(inbox)
    first = one_round(source)[source]
    assert (first.summary.added, first.summary.rejected) == (0, ())
    (remark,) = first.summary.warnings
    assert f"{inbox / 'link'} to {tmp_path}" in remark.text
    assert one_round(source)[source] == Outcome(source)


def test_a_source_that_fails_is_left_alone_for_longer_and_longer_and_stops_no_other(
    site: Site, corpus: Corpus, one_round: Round
) -> None:
    (story,) = stories("ferry")
    put_pages(site, [story])
    good = site.put("/good", rss(site, [story]))
    bad = site.put("/bad", "<html><body>no feed</body></html>", 500)
    busy = site.put("/busy", "", 503, Retry_After="7200")
    outcomes = one_round(bad, good, every=0.01)
    assert added(outcomes[good]) == 1
    assert "HTTP 500" in str(outcomes[bad].problem)
    assert outcomes[bad].wait_seconds == pytest.approx(0.02)
    for wait in (0.04, 0.08):
        time.sleep(wait / 2 + 0.01)
        assert one_round(bad, every=0.01)[bad].wait_seconds == pytest.approx(wait)
    assert one_round(busy)[busy].wait_seconds == pytest.approx(7200, abs=5)
    asked = site.asked.count("/busy")
    waiting = one_round(busy, good)[busy]
    assert (waiting.problem, waiting.wait_seconds) == (None, pytest.approx(7200, abs=60))
    assert site.asked.count("/busy") == asked, "also after a restart"
    missing = one_round("nowhere/at/all")["nowhere/at/all"]
    assert "no such file" in str(missing.problem)


def test_a_fault_at_one_source_stops_no_other(
    site: Site, corpus: Corpus, embedder: Embedder, settings: Settings
) -> None:
    class Faulty(Fetcher):
        def fetch(self, url: str, known: Validators = NOTHING_KNOWN) -> Fetched | None:
            if url.endswith("/bad"):
                raise TypeError("header value strings")
            return super().fetch(url, known)

    (story,) = stories("ferry")
    put_pages(site, [story])
    good, bad = site.put("/good", rss(site, [story])), site.url("/bad")
    follower = Follower([bad, good], corpus, embedder, Faulty(settings), every_seconds=60, limit=9)
    with closing(follower):
        outcomes = {outcome.source: outcome for outcome in follower.round()}
    assert added(outcomes[good]) == 1
    assert str(outcomes[bad].problem).startswith(
        "A fault of the program, not of yours: TypeError: "
    )
    assert outcomes[bad].wait_seconds == pytest.approx(120)


@pytest.mark.parametrize("is_ended", [False, True], ids=["goes_on", "is_ended"])
def test_a_slow_source_is_taken_in_as_it_comes_and_holds_up_no_other(
    site: Site,
    corpus: Corpus,
    embedder: Embedder,
    one_round: Round,
    monkeypatch: pytest.MonkeyPatch,
    is_ended: bool,
) -> None:
    monkeypatch.setattr("ingest.web.visiting.PAGES_AT_ONCE", 1)
    ferry, bridge, library = stories()
    put_pages(site, [ferry, library])
    answers = Event()

    def late(handler: Handler) -> None:
        if answers.wait(60):
            handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n" + page(bridge).encode())

    site.act(bridge.path, late)
    slow = site.put("/slow", rss(site, [bridge, library]), ETag='"1"')
    good = site.put("/good", rss(site, [ferry]))
    patient = Fetcher(load_settings(web_allow="127.0.0.1", web_delay_seconds=0, web_seconds=60.0))
    follower = Follower([slow, good], corpus, embedder, patient, every_seconds=60, limit=9)
    with closing(follower):
        ended = set()
        while titles(corpus) != {ferry.title, library.title}:
            ended |= {outcome.source for outcome in follower.round(0.1)}
        assert ended <= {good}
        if not is_ended:
            answers.set()
            assert {outcome.source: added(outcome) for outcome in follower.round()}[slow] == 2
            assert site.asked.count("/slow") == 1
    answers.set()
    if is_ended:
        assert added(one_round(slow)[slow]) == 1
    assert site.asked.count(library.path) == 1
    assert titles(corpus) == {ferry.title, bridge.title, library.title}


def test_a_round_that_is_stopped_ends_and_remembers_nothing_that_is_not_stored(
    newsroom: Newsroom, fetcher: Fetcher
) -> None:
    newsroom.write("one.md", "# The mill turns\n\nThe mill of Aldwick turns again, after a year.")
    os.utime(newsroom.folder / "one.md", (0, 0))
    source, corpus, stop = str(newsroom.folder), newsroom.corpus, Event()
    follower = Follower(
        [source], corpus, newsroom.embedder, fetcher, every_seconds=60, limit=9, stop=stop
    )
    with closing(follower):
        stop.set()
        assert list(follower.round()) == []
        assert titles(corpus) == set()
    follower = Follower([source], corpus, newsroom.embedder, fetcher, every_seconds=60, limit=9)
    with closing(follower):
        assert [added(outcome) for outcome in follower.round()] == [1]


def test_of_a_list_of_very_many_sitemaps_it_is_told_once_that_some_are_left_out(
    site: Site, corpus: Corpus, one_round: Round
) -> None:
    parts = [site.put(f"/{number}.xml", sitemap(site, [])) for number in range(MAX_SITEMAPS + 2)]
    index = site.put("/sitemap.xml", sitemap_index(*parts))
    (remark,) = one_round(index)[index].summary.warnings
    assert remark.path == index
    assert remark.text == (
        f"Left out: sitemaps (2). {MAX_SITEMAPS} were opened. Ingest others by their own addresses: "
        f"{parts[MAX_SITEMAPS]}"
    )
    assert one_round(index)[index].summary.warnings == ()


def test_a_page_that_fails_is_tried_again_though_its_feed_stays_the_same(
    site: Site, corpus: Corpus, one_round: Round
) -> None:
    (story,) = stories("ferry")
    feed = site.put("/feed", rss(site, [story]), ETag='"1"')
    site.put(story.path, "", 500)
    assert len(one_round(feed, every=0.01)[feed].summary.rejected) == 1
    put_pages(site, [story])
    time.sleep(0.02)
    assert added(one_round(feed, every=0.01)[feed]) == 1


def test_a_page_that_fails_again_and_again_is_given_up(
    site: Site, corpus: Corpus, one_round: Round
) -> None:
    (story,) = stories("ferry")
    feed = site.put("/feed", rss(site, [story]))
    site.put(story.path, "", 500)
    failed = 0
    for _ in range(MAX_TRIES + 2):
        failed += len(one_round(feed, every=0.001)[feed].summary.rejected)
        time.sleep(0.02)
    assert failed == site.asked.count(story.path) == MAX_TRIES


def test_another_process_that_writes_to_the_corpus_is_waited_for(
    site: Site, corpus: Corpus, corpus_folder: Path, one_round: Round
) -> None:
    (story,) = stories("ferry")
    put_pages(site, [story])
    feed = site.put("/feed", rss(site, [story]))
    with writing_elsewhere(corpus_folder) as released:
        Timer(0.2, released.set).start()
        assert added(one_round(feed)[feed]) == 1


def test_what_is_remembered_may_be_lost(
    site: Site, corpus: Corpus, corpus_folder: Path, one_round: Round
) -> None:
    (story,) = stories("ferry")
    put_pages(site, [story])
    feed = site.put("/feed", rss(site, [story]))
    one_round(feed)
    (corpus_folder / "web.sqlite3").write_bytes(b"no database at all" * 100)
    summary = one_round(feed)[feed].summary
    assert (summary.added, summary.unchanged) == (0, 1)
    assert one_round(feed)[feed] == Outcome(feed)
