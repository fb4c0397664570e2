"""Over https the certificate counts, although the connection goes to an address."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest

from ingest.web.errors import FetchError
from ingest.web.fetching import Fetcher
from rag.settings import Settings
from tests.ingest.web.site import Site, serving

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of news.example, which signs itself, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example"),
            *("-keyout", key, "-out", certificate),
        ],
        check=True,
        capture_output=True,
    )
    return certificate, key


@pytest.fixture
def secure_site(certificate: tuple[Path, Path]) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with serving("127.0.0.1", tls=context) as site:
        site.put("/", "Page")
        yield site


@pytest.fixture
def named(settings: Settings) -> Fetcher:
    """A fetcher to which every name is 127.0.0.1."""
    return Fetcher(settings, resolve=lambda host, port: [ip_address("127.0.0.1")])


def test_a_certificate_of_the_name_that_was_asked_for_is_taken(
    secure_site: Site,
    certificate: tuple[Path, Path],
    named: Fetcher,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    page = named.fetch(f"https://news.example:{secure_site.port}/")
    assert page is not None
    assert page.content == b"Page"
    with pytest.raises(FetchError, match=r"certificate of gazette\.example is not valid"):
        named.fetch(f"https://gazette.example:{secure_site.port}/")


def test_a_certificate_that_nobody_vouches_for_is_not(secure_site: Site, named: Fetcher) -> None:
    with pytest.raises(FetchError, match=r"not valid .* SSL_CERT_FILE"):
        named.fetch(f"https://news.example:{secure_site.port}/")
    assert secure_site.asked == []
