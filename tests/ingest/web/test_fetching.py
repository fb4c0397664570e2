"""Fetching is polite, and ends soon and in one sentence whatever a server does."""

from __future__ import annotations

import gzip
import time
from threading import Timer

import pytest

from ingest.web.errors import FetchCancelledError, FetchError
from ingest.web.fetching import MAX_REDIRECTS, Fetched, Fetcher, Validators
from rag.settings import Settings, load_settings
from tests.ingest.web.site import Handler, Site, zipped

OK = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n"


def fetched(fetcher: Fetcher, url: str) -> Fetched:
    page = fetcher.fetch(url)
    assert page is not None
    return page


def test_a_page_comes_with_what_the_server_says_of_it(site: Site, fetcher: Fetcher) -> None:
    url = site.put(
        "/ferry?day=1",
        "Fähre".encode("latin-1"),
        Content_Type='text/html; charset="ISO-8859-1"',
        ETag='"v1"',
        Last_Modified="Mon, 23 Nov 2026 08:00:00 GMT",
    )
    page = fetched(fetcher, f"{url}#comments")
    assert page == Fetched(
        url=url,
        content="Fähre".encode("latin-1"),
        content_type="text/html",
        charset="iso-8859-1",
        validators=Validators('"v1"', "Mon, 23 Nov 2026 08:00:00 GMT"),
    )


def test_we_say_who_we_are(site: Site, settings: Settings) -> None:
    agent = "house-reader/2 (archive@newsroom.example)"
    fetcher = Fetcher(settings.model_copy(update={"web_user_agent": agent}))
    fetched(fetcher, site.put("/", "Page"))
    assert {headers["User-Agent"] for headers in site.headers} == {agent}
    assert {headers["Host"] for headers in site.headers} == {f"127.0.0.1:{site.port}"}


@pytest.mark.parametrize("name", ["ETag", "Last-Modified"])
@pytest.mark.parametrize("value", ['"caf\xe9"', '"a\tb"'])
def test_what_no_header_may_hold_is_not_sent_back(
    name: str, value: str, site: Site, fetcher: Fetcher
) -> None:
    url = site.put("/", "Page", **{name: value})
    assert fetched(fetcher, url).validators == Validators()
    known = Validators(value, value)  # as it was remembered once
    assert fetcher.fetch(url, known) is not None
    assert not site.headers[-1].keys() & {"If-None-Match", "If-Modified-Since"}


def test_what_has_not_changed_is_not_sent_again(site: Site, fetcher: Fetcher) -> None:
    url = site.put("/", "Page", ETag='"v1"')
    known = fetched(fetcher, url).validators
    assert fetcher.fetch(url, known) is None
    site.put("/", "Other page", ETag='"v2"')
    changed = fetcher.fetch(url, known)
    assert changed is not None
    assert changed.content == b"Other page"


def test_packed_pages_are_unpacked(site: Site, fetcher: Fetcher) -> None:
    url = site.put("/", zipped("Page ") + zipped("in two parts"), Content_Encoding="gzip")
    assert fetched(fetcher, url).content == b"Page in two parts"


def test_redirects_are_followed_to_where_they_end(site: Site, fetcher: Fetcher) -> None:
    site.put("/news/ferry", "Page")
    site.redirect("/old", "news/ferry", 301)
    assert fetched(fetcher, site.url("/old")).url == site.url("/news/ferry")


def test_redirects_end(site: Site, fetcher: Fetcher) -> None:
    site.redirect("/loop", "/loop")
    with pytest.raises(FetchError, match=f"more than {MAX_REDIRECTS} times"):
        fetcher.fetch(site.url("/loop"))
    assert site.asked.count("/loop") == MAX_REDIRECTS + 1


# Servers that behave badly


def test_slow_and_endless_answers_end_with_the_time(site: Site, settings: Settings) -> None:
    fetcher = Fetcher(settings.model_copy(update={"web_seconds": 0.4}))
    urls = [
        site.drip("/silent", b"", b""),
        site.drip("/headers", b"HTTP/1.0 200 OK\r\n", b"X-More: and more\r\n"),
        site.drip("/body", OK + b"\r\n", b"and "),
        site.drip("/early", b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
    ]
    for url in urls:
        with pytest.raises(FetchError, match=r"0\.4 s"):
            fetcher.fetch(url)


def test_what_is_too_big_is_left(site: Site, fetcher: Fetcher) -> None:
    def endless(handler: Handler) -> None:
        handler.wfile.write(OK + b"\r\n")
        while not site.closing.is_set():
            handler.wfile.write(b"x" * 100_000)

    bomb = gzip.compress(bytes(30_000_000))
    assert len(bomb) < 50_000
    urls = [
        site.put("/told", b"x", Content_Length="2000000"),
        site.put("/bomb", bomb, Content_Encoding="gzip"),
        site.act("/untold", lambda handler: _until_closed(endless, handler)),
    ]
    for url in urls:
        with pytest.raises(FetchError, match="NEWS_WEB_MEGABYTES"):
            fetcher.fetch(url)


def _until_closed(write: object, handler: Handler) -> None:
    assert callable(write)
    try:
        write(handler)
    except OSError:
        return


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\x00\xff\x00",
        b"SSH-2.0-OpenSSH_9.7\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: nine\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nthe rest is missing",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nwhich?",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X-Long: " + b"x" * 200_000,
        b"HTTP/1.1 999999 What\r\n\r\n",
        OK + b"Content-Encoding: gzip\r\n\r\nnot packed at all",
        OK + b"Content-Encoding: gzip\r\n\r\n" + zipped("cut off " * 50)[:-12],
        OK + b"Content-Encoding: br\r\n\r\nwhat nobody asked for",
        b"HTTP/1.0 302 Found\r\nLocation: http://[broken/\r\n\r\n",
        b"HTTP/1.0 302 Found\r\nLocation: \x00\r\n\r\n",
    ],
)
def test_answers_that_are_none_are_told_in_a_sentence(
    answer: bytes, site: Site, fetcher: Fetcher
) -> None:
    url = site.act("/", lambda handler: handler.wfile.write(answer) and None)
    with pytest.raises(FetchError) as told:
        fetcher.fetch(url)
    assert str(told.value).endswith(".")
    assert "\n" not in str(told.value)


def test_pictures_are_not_even_read(site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match="image/png"):
        fetcher.fetch(site.put("/", b"\x89PNG", Content_Type="image/png"))


@pytest.mark.parametrize(
    ("status", "is_final"), [(401, True), (404, True), (410, True), (500, False), (204, False)]
)
def test_an_error_says_whether_trying_again_helps(
    status: int, is_final: bool, site: Site, fetcher: Fetcher
) -> None:
    with pytest.raises(FetchError, match=rf"HTTP {status}\)") as told:
        fetcher.fetch(site.put("/", "no", status))
    assert told.value.is_final == is_final


def test_a_host_that_does_not_exist_or_answer_is_named(site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match=r"nowhere\.invalid is not known"):
        fetcher.fetch("http://nowhere.invalid/")
    site.put("/robots.txt", "", 404)
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 cannot be connected to"):
        fetcher.fetch("http://127.0.0.1:1/")


# Politeness


def test_robots_txt_is_obeyed_and_read_once(site: Site, fetcher: Fetcher) -> None:
    site.put(
        "/robots.txt",
        "User-agent: *\nDisallow: /\n\nUser-agent: ask-the-news\nDisallow: /private\n",
    )
    fetched(fetcher, site.put("/open", "Page"))
    with pytest.raises(FetchError, match=r"robots\.txt asks") as told:
        fetcher.fetch(site.put("/private/plan", "Page"))
    assert told.value.is_final
    assert site.asked == ["/robots.txt", "/open"]


def test_a_redirect_to_what_robots_txt_forbids_is_not_followed(
    site: Site, fetcher: Fetcher
) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /private\n")
    site.put("/private/plan", "Page")
    with pytest.raises(FetchError, match=r"robots\.txt asks"):
        fetcher.fetch(site.redirect("/open", "/private/plan"))
    assert "/private/plan" not in site.asked


def test_without_a_robots_txt_all_may_be_fetched_but_not_while_it_cannot_be_read(
    site: Site, fetcher: Fetcher, settings: Settings
) -> None:
    url = site.put("/", "Page")
    assert fetched(fetcher, url).content == b"Page"
    site.put("/robots.txt", "", 500)
    with pytest.raises(FetchError, match=r"robots\.txt answers with HTTP 500") as told:
        Fetcher(settings).fetch(url)
    assert not told.value.is_final


def test_requests_to_a_host_are_so_far_apart_as_it_and_we_want(
    site: Site, settings: Settings
) -> None:
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 0.3\n")
    began = time.monotonic()
    fetcher = Fetcher(settings.model_copy(update={"web_delay_seconds": 0.1}))
    for number in range(3):
        fetched(fetcher, site.put(f"/{number}", "Page"))
    assert time.monotonic() - began >= 0.1 + 0.3 + 0.3


def test_a_busy_server_is_asked_again_when_it_says(site: Site, fetcher: Fetcher) -> None:
    def busy(handler: Handler) -> None:
        site.put("/", "Page")
        handler.wfile.write(b"HTTP/1.0 429 Too Many\r\nRetry-After: 1\r\n\r\n")

    began = time.monotonic()
    assert fetched(fetcher, site.act("/", busy)).content == b"Page"
    assert time.monotonic() - began >= 1


def test_a_host_that_wants_to_be_left_alone_for_long_is(
    site: Site, fetcher: Fetcher, settings: Settings
) -> None:
    site.put("/", "", 503, Retry_After="1800")
    site.put("/other", "Page")
    site.put("/for/ever", "", 503, Retry_After="Sat, 01 Jan 2390 00:00:00 GMT")
    for path in ("/", "/other"):
        with pytest.raises(FetchError, match="for 30 min") as told:
            fetcher.fetch(site.url(path))
        assert told.value.retry_seconds == pytest.approx(1800, abs=5)
    assert "/other" not in site.asked
    with pytest.raises(FetchError) as told:
        Fetcher(settings).fetch(site.url("/for/ever"))
    assert told.value.retry_seconds == pytest.approx(86_400, abs=5), "a day at most"


@pytest.mark.parametrize("when", ["soon", "-5", f"Sat, 01 Jan {'9' * 20} 00:00:00 GMT"])
def test_a_time_to_wait_that_is_none_is_passed_over(
    site: Site, fetcher: Fetcher, when: str
) -> None:
    with pytest.raises(FetchError, match="HTTP 404") as told:
        fetcher.fetch(site.put("/", "", 404, Retry_After=when))
    assert told.value.retry_seconds is None


def test_what_is_under_way_can_be_ended_at_once(site: Site) -> None:
    fetcher = Fetcher(load_settings(web_allow="127.0.0.1", web_delay_seconds=0, web_seconds=60))
    Timer(0.3, fetcher.cancel).start()
    with pytest.raises(FetchCancelledError):
        fetcher.fetch(site.drip("/", OK + b"\r\n", b""))
