"""`news follow`: rounds that take in what is new, until Ctrl-C."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from click.testing import Result

from rag.corpus.corpus import Corpus
from tests.ingest.web.papers import put_pages, rss, stories
from tests.ingest.web.site import Site
from tests.programs import WITHOUT_MODEL

News = Callable[..., Result]


def test_a_round_has_a_line_for_each_source(
    news: News, site: Site, tmp_path: Path, corpus_folder: Path
) -> None:
    told = stories("ferry", "bridge")
    put_pages(site, told)
    feed = site.put("/feed", rss(site, told))
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    follow = ("follow", feed, inbox, site.url("/gone"), "--once", "--corpus", corpus_folder)
    first = news(*follow)
    assert first.exit_code == 3
    assert sorted(line.split(" ", 1)[1] for line in first.stdout.splitlines()) == sorted(
        [f"{feed}: 2 added", f"{inbox}: nothing new"]
    )
    assert f"{site.url('/gone')}: There is no such page. (HTTP 404)" in first.stderr
    assert first.stderr.endswith("Check the address; asked again in 30 min\n")
    second = news(*follow)
    assert second.exit_code == 0
    assert f"{feed}: nothing new\n" in second.stdout
    assert f"{site.url('/gone')}: asked again in 30 min\n" in second.stdout


def test_columns_and_the_outlet_are_told_as_to_ingest(
    news: News, tmp_path: Path, corpus_folder: Path
) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "pool.csv").write_text(
        "kop,regels,dag\nZwembad dicht,Het zwembad in Merel gaat de hele winter dicht.,03/04/2025\n"
    )
    told = ("--column", "body=regels", "--column", "published_at=dag", "--dates", "dmy")
    outlet = ("--source", "De Merelbode", "--corpus", corpus_folder)
    result = news("follow", inbox, "--once", *told, *outlet)
    assert result.exit_code == 0, result.output
    with closing(Corpus(corpus_folder)) as corpus:
        (article,) = corpus.articles()
    assert (article.source, article.published_at) == ("De Merelbode", "2025-04-03")
    wrong = news("follow", inbox, "--once", "--column", "text=regels")
    assert wrong.exit_code == 2
    assert "'text=regels' is not FIELD=NAME" in " ".join(wrong.stderr.split())


def test_another_process_finds_what_comes_until_ctrl_c(site: Site, corpus_folder: Path) -> None:
    (story,) = stories("library")
    put_pages(site, [story])
    feed = site.put("/feed", rss(site, []))
    with subprocess.Popen(
        [*WITHOUT_MODEL, "follow", feed, "--every", "0.005", "--corpus", corpus_folder],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Whoever starts the tests in the background makes their children deaf to Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().endswith(f"{feed}: nothing new\n")
        with closing(Corpus(corpus_folder)) as corpus:
            assert not len(corpus.lexical("library in the brewery", 9, None)[0])
            site.put("/feed", rss(site, [story]))
            assert process.stdout.readline().endswith(f"{feed}: 1 added\n")
            assert len(corpus.lexical("library in the brewery", 9, None)[0])
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate()
    assert process.returncode == 130
    assert errors.endswith("news: Stopped.\n")
    assert "Traceback" not in errors
