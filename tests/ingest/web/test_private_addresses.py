"""Nothing of this computer or of a private network is fetched, however an address is dressed up."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv6Address, ip_address

import pytest

from ingest.web.addresses import Address, is_public
from ingest.web.errors import FetchError
from ingest.web.fetching import Fetcher
from rag.settings import load_settings
from tests.ingest.web.site import Site, serving

ADDRESSES = [
    "http://127.0.0.1:{port}/",
    "http://127.0.0.2:{port}/",
    "http://localhost:{port}/",
    "http://LOCALHOST.:{port}/",
    "http://127.1:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f000001:{port}/",
    "http://0x7f.0.0.1:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://017700000001:{port}/",
    "http://0.0.0.0:{port}/",
    "http://0:{port}/",
    "http://127.0.0.1.:{port}/",
    "http://[::1]:{port}/",
    "http://[::]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://[0:0:0:0:0:ffff:7f00:0001]:{port}/",
    "http://[::127.0.0.1]:{port}/",
    "http://[64:ff9b::127.0.0.1]:{port}/",
    "http://[64:ff9b:1::7f00:1]:{port}/",
    "http://[2002:7f00:1::]:{port}/",
    "http://[2001:0:7f00:1::]:{port}/",
    "http://[fe80::1]:{port}/",
    "http://[fe80::1%25lo]:{port}/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://[ff02::1]:{port}/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.100.100.200/latest/meta-data/",
    "http://192.0.0.192/",
    "http://168.63.129.16/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://１２７.０.０.１:{port}/",
    "http://①②⑦.⓪.⓪.①:{port}/",
    "http://127。0。0。1:{port}/",
    "http://reader@127.0.0.1:{port}/",
    "http://news.example@127.0.0.1:{port}/",
    "http://news.example:80@127.0.0.1:{port}/",
    "http://news.example%40127.0.0.1:{port}/",
    "http://127.0.0.1:{port}\\@news.example/",
    "http://news.example\\@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}#@news.example/",
    "http://127.0.0.1:{port}?@news.example/",
    "http:127.0.0.1:{port}/",
    "http:///127.0.0.1:{port}/",
    "file:///etc/hostname",
    "ftp://127.0.0.1:{port}/",
    "gopher://127.0.0.1:{port}/_GET%20/",
    "data:text/html,secret",
    "https://127.0.0.1:{port}/",
    "//127.0.0.1:{port}/",
]


def no_such_name(host: str, port: int) -> list[Address]:
    """The system's numbers, and none of the names on the internet."""
    if host.endswith("example"):
        return []
    from ingest.web.addresses import system_resolver

    return system_resolver(host, port)


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_form_of_an_address_leads_inside(address: str, inside: Site) -> None:
    fetcher = Fetcher(load_settings(web_delay_seconds=0, web_seconds=5), resolve=no_such_name)
    with pytest.raises(FetchError) as refused:
        fetcher.fetch(address.format(port=inside.port))
    assert "\n" not in str(refused.value)
    assert "cannot be connected to" not in str(refused.value), "it was not even tried"
    assert "did not answer" not in str(refused.value)


TARGETS = [
    "http://127.0.0.2:{port}/",
    "//127.0.0.2:{port}/",
    "http://2130706434:{port}/",
    "http://0x7f.2:{port}/",
    "http://[::ffff:127.0.0.2]:{port}/",
    "http://[::1]:{port}/",
    "http://0.0.0.0:{port}/",
    "http://news.example@127.0.0.2:{port}/",
    "HTTP://127.0.0.2:{port}/",
    "\t http://127.0.0.2:{port}/",
    "file:///etc/hostname",
]


@pytest.mark.parametrize("target", TARGETS)
def test_no_redirect_leads_inside(target: str, site: Site, inside: Site, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError) as refused:
        fetcher.fetch(site.redirect("/", target.format(port=inside.port)))
    assert "cannot be connected to" not in str(refused.value), "it was not even tried"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_after_good_ones_is_checked_too(
    status: int, site: Site, inside: Site, fetcher: Fetcher
) -> None:
    site.redirect("/moved", "/again", status)
    site.redirect("/again", site.url("/last"), status)
    site.redirect("/last", inside.url(), status)
    with pytest.raises(FetchError, match=r"NEWS_WEB_ALLOW=127\.0\.0\.2"):
        fetcher.fetch(site.url("/moved"))
    assert site.asked == ["/robots.txt", "/moved", "/again", "/last"]


def test_nor_does_the_redirect_of_a_robots_txt(site: Site, inside: Site, fetcher: Fetcher) -> None:
    site.redirect("/robots.txt", inside.url())
    site.put("/", "Page")
    with pytest.raises(FetchError, match="private network"):
        fetcher.fetch(site.url())


@pytest.mark.parametrize(
    "answers",
    [
        ["127.0.0.2"],
        ["93.184.215.14", "127.0.0.2"],
        ["127.0.0.1", "127.0.0.2"],
        ["::ffff:127.0.0.2", "127.0.0.1"],
    ],
)
def test_a_name_that_stands_for_an_address_inside_is_refused(
    answers: list[str], site: Site, inside: Site
) -> None:
    fetcher = Fetcher(
        load_settings(web_allow="127.0.0.1", web_delay_seconds=0),
        resolve=lambda host, port: [ip_address(answer) for answer in answers],
    )
    with pytest.raises(FetchError, match="private network"):
        fetcher.fetch(f"http://news.example:{inside.port}/")


def test_a_name_whose_answer_changes_is_checked_each_time_it_is_asked_for() -> None:
    with serving("127.0.0.1", bind="0.0.0.0") as site:
        site.put("/", "Page")
        site.redirect("/on", f"http://news.example:{site.port}/")
        asked: list[str] = []

        def changing(host: str, port: int) -> Sequence[Address]:
            asked.append(host)
            return [ip_address("127.0.0.1" if len(asked) <= 2 else "127.0.0.2")]

        fetcher = Fetcher(
            load_settings(web_allow="127.0.0.1", web_delay_seconds=0), resolve=changing
        )
        with pytest.raises(FetchError, match=r"127\.0\.0\.2"):
            fetcher.fetch(f"http://news.example:{site.port}/on")
        assert len(asked) == 3, "for robots.txt, for the page, for where it leads"
        assert site.asked == ["/robots.txt", "/on"]


def test_the_proxy_of_the_environment_is_not_asked(
    site: Site, inside: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, inside.url())
    monkeypatch.delenv("REQUEST_METHOD", raising=False)
    page = fetcher.fetch(site.put("/", "Page"))
    assert page is not None
    assert page.content == b"Page"


def test_an_allowed_network_is_allowed_and_nothing_else(site: Site) -> None:
    site.put("/", "Page")
    within = Fetcher(load_settings(web_allow="10.0.0.0/8, 127.0.0.0/30", web_delay_seconds=0))
    beside = Fetcher(load_settings(web_allow="127.0.0.4/30 ::1", web_delay_seconds=0))
    assert within.fetch(site.url()) is not None
    with pytest.raises(FetchError, match=r"NEWS_WEB_ALLOW=127\.0\.0\.1"):
        beside.fetch(site.url())


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:2800:21f:cb07::1", "64:ff9b::5db8:d70e", "::ffff:8.8.8.8"]
)
def test_the_public_internet_is_public(address: str) -> None:
    assert is_public(ip_address(address))


def test_every_address_within_a_private_range_is_private_in_its_ipv6_forms_too() -> None:
    for private in ("10.9.8.7", "127.255.255.254", "172.31.0.1", "198.18.0.1", "240.0.0.1"):
        number = int(ip_address(private))
        for prefix in ("::ffff:0:0", "64:ff9b::", "::", "64:ff9b:1::"):
            assert not is_public(IPv6Address(int(IPv6Address(prefix)) + number))
